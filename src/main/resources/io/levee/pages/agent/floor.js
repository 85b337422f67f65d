import { html, nothing, svg } from "../lit/lit-element/lit-element.js";
import { repeat } from "../lit/lit-html/directives/repeat.js";

const MINUTES = 30;

/** Everything that goes on, for supervisors. */
export function floorView(floor, words, on) {
  if (!floor) {
    return html`<main class="overview"><div class="empty" role="status"><span class="spinner" aria-hidden="true"></span></div></main>`;
  }
  const minutes = lastMinutes(floor);
  return html`<main class="overview" aria-label=${words.floor}>
    ${tiles(floor, minutes, words)}
    <div class="charts">
      ${chart(words.answeredPerMinute, answered(minutes), minutes, words)} ${chart(words.waitPerMinute, waited(minutes), minutes, words)}
    </div>
    <div class="tables">
      ${queues(floor, words)} ${agents(floor, words)}
    </div>
    ${talks(floor, words, on)}
  </main>`;
}

/** The last half hour without gaps, oldest first. */
export function lastMinutes({ at, minutes }) {
  const now = Math.floor(Date.parse(at) / 60_000);
  const known = new Map(minutes.map((one) => [Math.floor(Date.parse(one.from) / 60_000), one]));
  return Array.from({ length: MINUTES }, (_, i) => {
    const minute = now - MINUTES + 1 + i;
    return { answered: 0, inTime: 0, waitSeconds: 0, abandoned: 0, ...known.get(minute), minute };
  });
}

/** As it is written everywhere. */
function clock(minute) {
  const at = new Date(minute * 60_000);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

const sum = (minutes, what) => minutes.reduce((all, one) => all + one[what], 0);

/** Of those who came, how many had an agent within 20 seconds; who gave up did not. */
export function serviceLevel(minutes) {
  const came = sum(minutes, "answered") + sum(minutes, "abandoned");
  return came ? sum(minutes, "inTime") / came : null;
}

/** The queue of the whole storefront. */
const everybody = (floor) => floor.queues.find((queue) => queue.skill === "") ?? { waiting: 0, longestWaitSeconds: 0 };

function tiles(floor, minutes, words) {
  const all = everybody(floor);
  const level = serviceLevel(minutes);
  const answeredAll = sum(minutes, "answered");
  const free = floor.agents.filter((one) => one.state === "available").length;
  const tile = (name, label, value, bad = false) =>
    html`<div class="figure ${bad ? "bad" : ""}" data-figure=${name}><dt>${label}</dt><dd>${value}</dd></div>`;
  return html`<dl class="figures">
    ${tile("waiting", words.waiting, all.waiting)} ${tile("longest", words.longest, words.duration(all.longestWaitSeconds))}
    ${tile("level", words.serviceLevel, level === null ? "–" : `${Math.round(level * 100)} %`, level !== null && level < 0.8)}
    ${tile("speed", words.meanWait, answeredAll ? words.duration(Math.round(sum(minutes, "waitSeconds") / answeredAll)) : "–")}
    ${tile("abandoned", words.abandoned, sum(minutes, "abandoned"))} ${tile("agents", words.agentsFree, `${free} / ${floor.agents.length}`)}
  </dl>`;
}

const answered = (minutes) => minutes.map((one) => ({ value: one.answered, good: one.inTime }));
const waited = (minutes) => minutes.map((one) => ({ value: one.answered ? one.waitSeconds / one.answered : 0, good: 0 }));

/** A bar a minute; the lower part of it is what was in time. */
function chart(title, bars, minutes, words) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  const height = (value) => (value / most) * 70;
  const text = `${title}: ${words.upTo(Math.round(most))}`;
  return html`<figure class="chart">
    <figcaption>${title}<span>${words.upTo(Math.round(most))}</span></figcaption>
    <svg viewBox="0 0 300 74" preserveAspectRatio="none" role="img" aria-label=${text}>
      ${bars.map(
        (bar, i) => svg`<rect class="all" x=${i * 10 + 1} width="8" y=${72 - height(bar.value)} height=${height(bar.value)} rx="1" />
          <rect class="good" x=${i * 10 + 1} width="8" y=${72 - height(bar.good)} height=${height(bar.good)} rx="1" />`,
      )}
      <path d="M0 73h300" />
    </svg>
    <p class="axis" aria-hidden="true">${[0, 10, 20, MINUTES - 1].map((i) => html`<span>${clock(minutes[i].minute)}</span>`)}</p>
  </figure>`;
}

function queues(floor, words) {
  return html`<section>
    <h2>${words.queues}</h2>
    <table data-queues>
      <thead><tr><th scope="col">${words.skill}</th><th scope="col">${words.waiting}</th><th scope="col">${words.expected}</th><th scope="col">${words.agentsOn}</th></tr></thead>
      <tbody>
        ${floor.queues
          .filter((queue) => queue.skill !== "")
          .map((queue) => html`<tr><th scope="row">${queue.skill}</th><td>${queue.waiting}</td><td>${words.duration(queue.waitSeconds)}</td><td>${queue.agents}</td></tr>`)}
      </tbody>
    </table>
  </section>`;
}

function agents(floor, words) {
  return html`<section>
    <h2>${words.agents}</h2>
    <table data-agents>
      <thead><tr><th scope="col">${words.name}</th><th scope="col">${words.state}</th><th scope="col">${words.load}</th></tr></thead>
      <tbody>
        ${floor.agents.map(
          (one) => html`<tr data-user=${one.user}>
            <th scope="row">${one.name}<small>${words.roles[one.role] ?? one.role}</small></th>
            <td><span class="dot ${one.state}" aria-hidden="true"></span>${words.agentStates[one.state] ?? one.state}${one.reason ? html` · ${words.reasons[one.reason] ?? one.reason}` : nothing}</td>
            <td>${one.load} / ${one.capacity}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

const called = (customer, words) => (customer.startsWith("anon-") ? `${words.anonymous} ${customer.slice(-4)}` : customer);

/** Those that wait come first, in a place of their own, so that neither hides the other. */
function talks(floor, words, on) {
  const waiting = floor.conversations.filter((talk) => !talk.agent);
  const served = floor.conversations.filter((talk) => talk.agent);
  return html`${waiting.length ? talkTable("waiting", words.waiting, waiting, floor, words, on) : nothing}
  ${talkTable("served", words.conversations, served, floor, words, on)}`;
}

function talkTable(kind, title, all, floor, words, on) {
  const names = new Map(floor.agents.map((one) => [one.user, one.name]));
  const now = Date.parse(floor.at);
  return html`<section class="talks ${kind}" tabindex=${kind === "waiting" ? 0 : nothing} aria-label=${title}>
    <h2>${title}<span class="count">${kind === "waiting" ? Math.max(all.length, everybody(floor).waiting) : all.length}</span></h2>
    <table data-talks=${kind}>
      <thead><tr><th scope="col">${words.customer}</th><th scope="col">${words.skill}</th>${kind === "served" ? html`<th scope="col">${words.withWhom}</th>` : nothing}<th scope="col">${words.sinceWhen}</th><td></td></tr></thead>
      <tbody>
        ${repeat(
          all,
          (talk) => talk.conversationId,
          (talk) => html`<tr data-talk=${talk.conversationId}>
            <th scope="row">${called(talk.customer, words)}${talk.tier ? html` <span class="tier">${talk.tier}</span>` : nothing}</th>
            <td>${talk.skill}</td>
            ${kind === "served" ? html`<td>${names.get(talk.agent) ?? talk.agent}</td>` : nothing}
            <td>${words.duration(Math.max(0, Math.round((now - Date.parse(talk.since)) / 1000)))}</td>
            <td class="do">
              <button type="button" class="action" data-watch @click=${() => on.watch(talk.conversationId)}>${words.listen}</button>
              <button type="button" class="action" data-take @click=${() => on.take(talk.conversationId)}>${words.takeOver}</button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
