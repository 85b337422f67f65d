import { html, nothing, svg } from "../lit/lit-element/lit-element.js";

/** What is known of the shopper. */
export function packet(thread, words, language) {
  const { customer, tier, orders, intents, slots, sentiment, summary, why, waitedSeconds, tried, titles = {}, earlierConversations } = {
    ...thread.packet,
    tier: thread.packet.customer.tier,
  };
  return html`
    <section class="card who-card">
      <span class="face customer big" aria-hidden="true">${initial(customer, words)}</span>
      <div>
        <h3>${nameOf(customer, words)}</h3>
        <p class="id">${customer.customerId}</p>
      </div>
      ${tier ? html`<span class="tier" title=${words.tier}>${tier}</span>` : nothing}
    </section>
    <dl class="facts">
      <div><dt>${words.why}</dt><dd>${reason(why, words)}</dd></div>
      <div><dt>${words.waited}</dt><dd>${words.duration(waitedSeconds)}</dd></div>
      ${earlierConversations === undefined ? nothing : html`<div><dt>${words.before}</dt><dd data-before>${words.times(earlierConversations)}</dd></div>`}
    </dl>
    ${summary ? part(words.summary, html`<p class="summary">${summary}</p>`) : nothing}
    ${sentiment.length ? part(words.sentiment, mood(sentiment, words)) : nothing}
    ${intents.length
      ? part(words.intents, html`<ul class="chips">${[...new Set(intents)].map((intent) => html`<li title=${intent}>${titles[intent] ?? intent}</li>`)}</ul>`)
      : nothing}
    ${slots.length
      ? part(words.slots, html`<dl class="facts">${slots.map((slot) => html`<div><dt>${words.slotNames[slot.name] ?? slot.name}</dt><dd>${slot.value}</dd></div>`)}</dl>`)
      : nothing}
    ${orders.length ? part(words.orders, html`${orders.map((one) => order(one, words, language))}`) : nothing}
    ${tried?.length ? part(words.tried, html`<ol class="tried">${tried.map((one) => attempt(one, titles, words))}</ol>`) : nothing}
  `;
}

const attempt = (one, titles, words) =>
  html`<li><span>${one.asked}</span><small>${titles[one.intent] ?? (one.intent || words.notUnderstood)} → ${one.answer}</small></li>`;

const part = (title, content) => html`<section class="part"><h4>${title}</h4>${content}</section>`;

/** A name to show: the shopper's own, else the id in short. */
export function nameOf(customer, words) {
  if (customer.name) {
    return customer.name;
  }
  const anonymous = customer.customerId.startsWith("anon-");
  return anonymous ? `${words.anonymous} ${customer.customerId.slice(-4)}` : customer.customerId;
}

/** Who has no name is told apart by the end of the id. */
export const initial = (customer, words) => (customer.name ? [...customer.name][0] : customer.customerId.slice(-2) || words.customer).toUpperCase();

/** A reason may go on with a colleague's note after its first word. */
export function reason(why, words) {
  const [, first, rest] = /^([a-z-]*)[:\s]*([\s\S]*)$/.exec(why) ?? [null, "", why];
  const known = words.whys[first];
  return known ? (rest ? `${known} · ${rest}` : known) : why || words.none;
}

/** The last moods, 1 to 5, as a line. */
function mood(points, words) {
  const step = 200 / Math.max(1, points.length - 1);
  const at = (n, i) => [points.length === 1 ? 100 : 6 + (i * step * 188) / 200, 44 - (n - 1) * 9.5];
  const path = points.map((n, i) => at(n, i).map((v) => v.toFixed(1)).join(" ")).join("L");
  const last = points.at(-1);
  const [x, y] = at(last, points.length - 1);
  return html`<div class="mood" data-mood=${last < 3 ? "bad" : last > 3 ? "good" : "calm"}>
    <svg viewBox="0 0 200 50" role="img" aria-label=${points.map((n) => words.moods[n]).join(", ")}>
      <path class="middle" d="M0 25h200" />
      ${points.length > 1 ? svg`<path class="line" d=${`M${path}`} />` : nothing}
      <circle cx=${x} cy=${y} r="4" />
    </svg>
    <span>${words.moods[last]}</span>
  </div>`;
}

const label = (text, language) => (typeof text === "object" && text !== null ? (text[language] ?? Object.values(text)[0]) : text);

/** As far as the shop says; it may say less. */
function order(one, words, language) {
  const said = (value) => (value ? (words.states[value] ?? value) : "");
  const state = one.cancelled ? words.states.cancelled : [said(one.fulfilment), said(one.payment)].filter(Boolean).join(" · ");
  return html`<article class="order">
    <p><strong>${linked(one.number ?? "", one.link)}</strong><span>${one.total ?? ""} ${one.currency ?? ""}</span></p>
    ${state ? html`<p class="state">${state}</p>` : nothing}
    <ul>
      ${(one.lines ?? []).map((each) => html`<li><span>${label(each.title, language)}</span><span>× ${each.ordered}</span></li>`)}
    </ul>
    ${(one.parcels ?? []).map(
      (parcel) => html`<p class="parcel">
        ${label(parcel.carrier, language)} ${linked(parcel.trackingNumber, parcel.link)} · ${said(parcel.state)}
        ${(parcel.events ?? []).slice(0, 1).map((event) => html`<br />${label(event.text, language)}`)}
      </p>`,
    )}
    ${(one.returns ?? []).slice(0, 1).map((back) => html`<p class="parcel">${words.returned} ${back.number} · ${said(back.state)}</p>`)}
  </article>`;
}

/** Only what a browser may safely follow. */
const linked = (text, link) =>
  /^https?:/.test(link ?? "") ? html`<a href=${link} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
