import { html, nothing } from "../lit/lit-element/lit-element.js";
import * as marks from "../shared/icons.js";
import { filled } from "./replies.js";

const LONGEST = 4_000;

/** How many code points too many a draft has; below 1: it may be sent. */
export const excess = (draft) => [...draft.trim()].length - LONGEST;

/** What a ready text left open, and would look strange to a customer; undefined: nothing. */
export const unfilled = (draft) => /\{(customer|agent|order)\}/.exec(draft)?.[0];

/** What may be answered to the customer's last message. */
export function suggested(thread, words, on) {
  const all = thread.suggestions?.all ?? [];
  if (!all.length || thread.ended || thread.watching !== null) {
    return nothing;
  }
  return html`<div class="hints" role="group" aria-label=${words.suggestions}>
    ${all.map(
      (one, i) => html`<button type="button" data-suggestion=${one.id} class=${thread.used === one.id ? "used" : ""} @click=${() => on.suggest(one)}>
        <kbd>Alt ${i + 1}</kbd><span class="title">${one.title}</span><span class="what">${one.text}</span>
      </button>`,
    )}
  </div>`;
}

/** Ready texts that fit what was typed. */
export function ready(found, at, thread, facts, words, on) {
  if (!found.length) {
    return nothing;
  }
  return html`<ul class="ready" id="ready" role="listbox" aria-label=${words.ready}>
    ${found.map(
      (reply, i) => html`<li id=${`ready-${i}`} role="option" aria-selected=${i === at} @click=${() => on.insert(reply)}>
        <strong>/${reply.name}</strong><span>${filled(reply, facts)}</span>
      </li>`,
    )}
  </ul>`;
}

export function input(thread, { found, at, whispering, facts }, words, on) {
  const over = excess(thread.draft);
  const quiet = whispering || thread.watching !== null;
  const open = unfilled(thread.draft);
  return html`<form class="input ${quiet ? "whispers" : ""}" @submit=${on.send}>
    ${ready(found, at, thread, facts, words, on)}
    <div class="field">
      <textarea
        rows="1"
        enterkeyhint="send"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded=${found.length > 0}
        aria-controls="ready"
        aria-activedescendant=${found.length ? `ready-${at}` : nothing}
        aria-label=${quiet ? words.whisper : words.input}
        placeholder=${quiet ? words.whisperTo : words.placeholder}
        aria-invalid=${over > 0}
        .value=${thread.draft}
        @input=${on.typed}
      ></textarea>
      <button type="submit" class="send" aria-label=${words.send} ?disabled=${!thread.draft.trim() || over > 0 || thread.outbox.full}>${marks.send()}</button>
    </div>
    <p class="problem" role="status">${over > 0 ? words.tooLong(over) : !quiet && open ? words.unfilled(open) : nothing}</p>
  </form>`;
}
