import { html, nothing } from "../lit/lit-element/lit-element.js";
import { repeat } from "../lit/lit-html/directives/repeat.js";
import * as icons from "../shared/icons.js";
import { pictures } from "../shared/pictures.js";
import { initial, nameOf } from "./packet.js";

const PAUSE = 5 * 60_000;

/** Dear to make. */
const formats = {};

function clock(at, tag) {
  const date = new Date(at);
  const today = new Date().toDateString() === date.toDateString();
  const parts = { hour: "2-digit", minute: "2-digit", ...(!today && { month: "short", day: "numeric" }) };
  const key = `${tag} ${today}`;
  formats[key] ??= new Intl.DateTimeFormat(tag, parts);
  return formats[key].format(date);
}

/** How long ago, coarse enough not to flicker. */
const since = (at, now, words) => words.duration(Math.max(0, Math.round((now - at) / 1000)));

/** One line of the list of conversations. */
export function entry(thread, selected, now, words, on) {
  const { customer } = thread.packet;
  const last = thread.lastText;
  const waits = thread.waitsSince;
  const preview = thread.types ? words.typing : (last?.text || (last?.attachments?.length ? words.pictureOnly : ""));
  return html`<li>
    <button
      type="button"
      class="entry ${thread.ended ? "over" : ""}"
      data-conversation=${thread.id}
      aria-current=${selected ? "true" : "false"}
      @click=${() => on.select(thread.id)}
    >
      <span class="face customer" aria-hidden="true">${initial(customer, words)}</span>
      <span class="lines">
        <span class="top"><span class="name">${nameOf(customer, words)}</span>${customer.tier ? html`<span class="tier">${customer.tier}</span>` : nothing}</span>
        <span class="preview ${thread.types ? "types" : ""}">${preview}</span>
      </span>
      <span class="side">
        <span class="since ${waits !== null && now - waits > 60_000 ? "late" : ""}"
          >${thread.watching !== null && !thread.ended ? words.listening : thread.ended ? words.ended[thread.ended] : waits === null ? words.answered : words.waits(since(waits, now, words))}</span
        >
        ${thread.unread
          ? html`<span class="badge"><span aria-hidden="true">${thread.unread > 9 ? "9+" : thread.unread}</span><span class="unseen">${words.unread(thread.unread)}</span></span>`
          : nothing}
      </span>
    </button>
  </li>`;
}

/** What was said, with what is still on its way at the end. */
export function log(thread, agent, words, on) {
  let before = null;
  const all = thread.whispers.length ? [...thread.items, ...thread.whispers].sort((a, b) => a.at - b.at) : thread.items;
  const shown = all.map((item) => {
    const pause = before === null || item.at - before.at > PAUSE;
    const first = pause || before.from !== item.from || before.kind !== item.kind;
    before = item;
    return { item, pause, first };
  });
  const lastOwn = thread.items.findLast((item) => item.from === "agent" && item.kind === "text");
  return html`
    ${thread.firstSeq > 1 && !thread.ended && thread.watching === null
      ? html`<button type="button" class="earlier" @click=${on.earlier}>${words.earlier}</button>`
      : nothing}
    ${repeat(
      shown,
      ({ item }) => item.seq ?? `w${item.at}`,
      (one) => html`${one.pause ? html`<p class="time"><time datetime=${new Date(one.item.at).toISOString()}>${clock(one.item.at, words.tag)}</time></p>` : nothing}
        ${one.item.kind === "text" ? said(one, thread, agent, words, on, one.item === lastOwn && thread.outbox.items.length === 0) : one.item.kind === "whisper" ? aside(one.item, words) : event(one.item, words)}`,
    )}
    ${repeat(
      thread.outbox.items,
      (item) => item.messageId,
      (item) => onItsWay(item, words, on),
    )}
    ${thread.types
      ? html`<div class="turn customer first typing">
          <span class="face customer" aria-hidden="true">${initial(thread.packet.customer, words)}</span>
          <div class="what"><div class="text"><span class="unseen">${nameOf(thread.packet.customer, words)} ${words.typing}</span><i></i><i></i><i></i></div></div>
        </div>`
      : nothing}
  `;
}

function aside({ from, text }, words) {
  return html`<p class="aside" data-whisper><span class="whom">${words.whisperOf(from)}</span>${text}</p>`;
}

function event(item, words) {
  const known = words.events[item.kind];
  const text = (typeof known === "function" ? known(item.agent?.name) : known) ?? item.text;
  return html`<p class="event" data-event=${item.kind} data-seq=${item.seq}><span>${text}</span></p>`;
}

function said({ item, first }, thread, agent, words, on, confirmed) {
  const { customer } = thread.packet;
  const name = item.agent?.name;
  const own = item.from === "agent" && (item.own || !name || name === agent?.name);
  const who = item.from === "customer" ? nameOf(customer, words) : own ? words.you : name || words.who[item.from];
  const face = item.from === "customer" ? initial(customer, words) : item.from === "bot" ? icons.waves(18) : [...who][0];
  return html`<div class="turn ${item.from} ${own ? "own" : ""} ${first ? "first" : ""}" data-seq=${item.seq}>
    ${own ? nothing : html`<span class="face ${first ? item.from : "none"}" aria-hidden="true">${first ? face : nothing}</span>`}
    <div class="what">
      ${first && !own ? html`<span class="who" aria-hidden="true">${who}</span>` : nothing}
      ${pictures(item.attachments, on.root, words.picture(who), words, on.loaded)}
      ${item.text ? html`<div class="text"><span class="unseen">${who}: </span>${item.text}</div>` : nothing}
      ${confirmed && own ? html`<span class="fate" data-stored>${icons.check()}${words.stored}</span>` : nothing}
    </div>
  </div>`;
}

function onItsWay(item, words, on) {
  return html`<div class="turn agent own first" data-pending=${item.state}>
    <div class="what">
      <div class="text ${item.state}"><span class="unseen">${words.you}: </span>${item.text}</div>
      ${item.state === "failed"
        ? html`<span class="fate failed"
            >${words.failed} · ${words.problems[item.problem] ?? words.problems.other}
            <button type="button" @click=${() => on.retry(item.messageId)}>${words.retry}</button>
            <button type="button" @click=${() => on.discard(item.messageId)}>${words.discard}</button></span
          >`
        : html`<span class="fate">${words.sending}</span>`}
    </div>
  </div>`;
}

/** What stands above everything when the desk is not connected. */
export function trouble(line, words, on) {
  if (line.state === "refused") {
    return html`<div class="banner bad">${words.wrongOrigin}</div>`;
  }
  if (line.state === "waiting" || (line.state === "connecting" && line.attempt > 0)) {
    return html`<div class="banner bad">
      <span>${navigator.onLine ? words.unreachable : words.offline}</span>
      <button type="button" @click=${on.hurry}>${words.retryNow}</button>
    </div>`;
  }
  return nothing;
}
