import { html, nothing } from "../lit/lit-element/lit-element.js";
import * as marks from "../shared/icons.js";
import * as icons from "./icons.js";

const CAPACITIES = [0, 1, 2, 3, 4, 5, 6, 8, 10];

/** What stands above everything: the queue, oneself, and how one works. */
export function head(desk, account, alerts, view, words, on) {
  const { agent, queue, state } = desk;
  const available = state?.available ?? account.available;
  const { capacity } = account;
  const wrapUp = Math.ceil((Date.parse(state?.wrapUpUntil ?? 0) - Date.now()) / 1000);
  const pressed = (yes) => (yes ? "true" : "false");
  return html`<header>
    <span class="mark" aria-hidden="true">${marks.waves(20)}</span>
    <h1>${words.title}</h1>
    <dl class="queue" aria-live="off">
      <div><dt>${words.waiting}</dt><dd data-waiting>${queue?.waiting ?? "–"}</dd></div>
      <div class="wide"><dt>${words.longest}</dt><dd>${queue ? words.duration(queue.longestWaitSeconds) : "–"}</dd></div>
    </dl>
    <div class="controls">
      ${desk.supervises
        ? html`<button type="button" class="icon floor" data-floor aria-pressed=${pressed(view === "floor")} aria-label=${words.floor} title=${words.floor} @click=${on.floor}>${icons.chart()}</button>`
        : nothing}
      <button type="button" class="switch" role="switch" aria-checked=${available} aria-label=${words.availability} @click=${on.available}>
        <i aria-hidden="true"></i><span>${available ? words.available : (words.reasons[state?.reason] ?? (state?.reason || words.away))}</span>
      </button>
      ${wrapUp > 0 ? html`<button type="button" class="wrapup" data-wrapup @click=${on.ready}>${words.wrapUp(words.duration(wrapUp))}</button>` : nothing}
      <label class="capacity"
        ><span>${words.capacity}</span
        ><select aria-label=${words.capacity} @change=${on.capacity}>
          <option value="" ?selected=${capacity === null}>${words.capacityOwn}</option>
          ${CAPACITIES.map((n) => html`<option value=${n} ?selected=${capacity === n}>${n}</option>`)}
        </select></label
      >
      <button type="button" class="icon alerts" aria-pressed=${pressed(alerts.on)} aria-label=${words.alerts} title=${words.alerts} @click=${on.alerts}>${alerts.on ? icons.bell() : icons.silent()}</button>
      <button type="button" class="icon ask" aria-label=${words.shortcuts} title="${words.shortcuts} (?)" @click=${on.help}>${icons.help()}</button>
      <button type="button" class="plain language" lang=${words.tag === "en" ? "zh-CN" : "en"} @click=${on.language}>${words.other}</button>
      <span class="me" data-agent>${agent?.name ?? account.user}</span>
      <button type="button" class="icon out" aria-label=${words.signOut} title=${words.signOut} @click=${on.out}>${icons.leave()}</button>
    </div>
  </header>`;
}

/** Before one is known. */
export function door({ refused, signingIn, provider }, words, on) {
  return html`<main class="login">
    <form class="door" @submit=${on.signIn}>
      <span class="mark" aria-hidden="true">${marks.waves(26)}</span>
      <h1>${words.title}</h1>
      <p>${words.signInLead}</p>
      <label><span>${words.user}</span><input name="user" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus /></label>
      <label><span>${words.password}</span><input name="password" type="password" autocomplete="current-password" required /></label>
      <p class="refused" role="alert">${refused ? (words.refused[refused.why] ?? words.refused.down)(refused.seconds) : nothing}</p>
      <button class="main" type="submit" ?disabled=${signingIn}>${signingIn ? words.signingIn : words.signIn}</button>
      ${provider ? html`<a class="quiet provider" href=${provider.href}>${words.through(provider.label)}</a>` : nothing}
      <button class="plain" type="button" lang=${words.tag === "en" ? "zh-CN" : "en"} @click=${on.language}>${words.other}</button>
    </form>
  </main>`;
}
