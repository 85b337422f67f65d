import { html, nothing } from "../lit/lit-element/lit-element.js";

/** Every key there is. */
export function help(words, on) {
  return html`<dialog class="sheet help" aria-label=${words.shortcuts} @close=${on.closed}>
    <h2>${words.shortcuts}</h2>
    <dl>
      ${words.keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}
    </dl>
    <form method="dialog"><button class="main" autofocus>${words.done}</button></form>
  </dialog>`;
}

/** Looks into the shop's knowledge; what is chosen goes into the reply. */
export function search(found, at, words, on) {
  return html`<dialog class="sheet search" aria-label=${words.search} @close=${on.closed}>
    <input type="search" name="knowledge" maxlength="128" autofocus autocomplete="off" placeholder=${words.searchFor} aria-label=${words.search} @input=${on.look} @keydown=${on.choose} />
    <ul>
      ${(found?.entries ?? []).map(
        (one, i) => html`<li>
          <button type="button" data-entry=${one.id} class=${i === at ? "at" : ""} @click=${() => on.take(one)}><strong>${one.title}</strong><span>${one.text}</span></button>
        </li>`,
      )}
    </ul>
    <p class="soft" role="status">${found && !found.entries.length ? words.nothingFound : nothing}</p>
  </dialog>`;
}

/** Why one takes a break. */
export function breaks(words, on) {
  return html`<dialog class="sheet breaks" aria-label=${words.takeBreak} @close=${on.closed}>
    <h2>${words.takeBreak}</h2>
    <div class="reasons">
      ${Object.entries(words.reasons).map(([name, text]) => html`<button type="button" class="quiet" data-reason=${name} @click=${() => on.away(name)}>${text}</button>`)}
    </div>
    <form method="dialog"><button class="plain">${words.cancel}</button></form>
  </dialog>`;
}
