import { html, nothing } from "../lit/lit-element/lit-element.js";
import { repeat } from "../lit/lit-html/directives/repeat.js";
import * as icons from "../shared/icons.js";
import { pictures } from "../shared/pictures.js";

const LINK = /(https?:\/\/[^\s<>"'，。；！？、）】》]+)/;
const PAUSE = 5 * 60_000;

/** A text with its links; never as markup. */
function linked(text, words) {
  return text
    .split(LINK)
    .map((part, i) =>
      i % 2
        ? html`<a href=${part} target="_blank" rel="noopener noreferrer nofollow">${part}<span class="unseen">${words.newWindow}</span></a>`
        : part,
    );
}

function clock(at, tag) {
  const date = new Date(at);
  const today = new Date().toDateString() === date.toDateString();
  const parts = { hour: "2-digit", minute: "2-digit", ...(!today && { month: "short", day: "numeric" }) };
  return new Intl.DateTimeFormat(tag, parts).format(date);
}

/** What was said, with what is still on its way at the end. */
export function log(talk, words, tag, on) {
  const items = talk.conversation.items;
  const lastText = items.findLastIndex((item) => item.kind === "text");
  const lastOwn = items.findLastIndex((item) => item.from === "customer");
  const waiting = talk.outbox.items;
  let before = null;
  const stored = items.map((item, i) => {
    const shown = {
      item,
      time: before === null || item.at - before.at > PAUSE,
      first: before?.from !== item.from || before?.kind !== item.kind || item.at - before.at > PAUSE,
      options: i === lastText && waiting.length === 0 && !talk.conversation.closed ? item.options : [],
      sent: i === lastOwn && i === items.length - 1 && waiting.length === 0,
    };
    before = item;
    return shown;
  });
  return html`
    ${repeat(
      stored,
      (one) => one.item.key,
      (one) => (one.item.kind === "event" ? event(one, words, tag) : said(one, words, tag, on)),
    )}
    ${repeat(
      waiting,
      (item) => item.messageId,
      (item) => onItsWay(item, talk, words, on),
    )}
    ${types(talk, words)}
  `;
}

const timeLine = (at, tag) => html`<p class="time"><time datetime=${new Date(at).toISOString()}>${clock(at, tag)}</time></p>`;

function event({ item, time }, words, tag) {
  const known = words.events[item.event];
  const text = item.text || (typeof known === "function" ? known(item.agent) : known);
  return html`${time ? timeLine(item.at, tag) : nothing}
    <p class="event" data-event=${item.event} data-seq=${item.seq ?? nothing}><span>${text ?? item.event}</span></p>`;
}

function said({ item, time, first, options, sent }, words, tag, on) {
  const own = item.from === "customer";
  const who = own ? words.you : item.from === "agent" ? item.agent || words.agent : words.bot;
  return html`${time ? timeLine(item.at, tag) : nothing}
    <div class="turn ${item.from} ${first ? "first" : ""}" data-seq=${item.seq}>
      ${own ? nothing : face(item.from, who, first)}
      <div class="what">
        ${first && !own ? html`<span class="who" aria-hidden="true">${who}</span>` : nothing}
        ${pictures(item.attachments, on.root, words.picture(own, who), words, on.loaded)}
        ${item.text ? html`<div class="text"><span class="unseen">${words.said(who)}</span>${linked(item.text, words)}</div>` : nothing}
        ${options.length
          ? html`<div class="options" role="group" aria-label=${words.options}>
              ${options.map((option) => html`<button type="button" @click=${() => on.option(option)}>${option}</button>`)}
            </div>`
          : nothing}
        ${sent ? html`<span class="fate">${icons.check()}${words.sent}</span>` : nothing}
      </div>
    </div>`;
}

function face(from, who, first) {
  if (!first) {
    return html`<span class="face none" aria-hidden="true"></span>`;
  }
  return html`<span class="face ${from}" aria-hidden="true">${from === "agent" ? [...who][0] : icons.waves(18)}</span>`;
}

function onItsWay(item, talk, words, on) {
  const provisional = talk.provisional.get(item.messageId);
  const problem = words.problems[item.problem];
  return html`<div class="turn customer first" data-pending=${item.state}>
      <div class="what">
        ${pictures(item.attachments, on.root, words.picture(true), words, on.loaded)}
        ${item.text ? html`<div class="text ${item.state}"><span class="unseen">${words.said(words.you)}</span>${item.text}</div>` : nothing}
        ${item.state === "failed"
          ? html`<span class="fate failed"
              >${words.failed}${problem ? ` · ${problem}` : ""}
              <button type="button" @click=${() => on.retry(item.messageId)}>${words.retry}</button>
              <button type="button" @click=${() => on.discard(item.messageId)}>${words.discard}</button></span
            >`
          : html`<span class="fate">${talk.busy === item.messageId ? words.busy : words.sending}</span>`}
      </div>
    </div>
    ${provisional
      ? html`<div class="turn bot first" data-provisional>
          ${face("bot", "", true)}
          <div class="what">
            <span class="who" aria-hidden="true">${words.bot}</span>
            <div class="text">${linked(provisional, words)}</div>
            <span class="fate">${words.provisional}</span>
          </div>
        </div>`
      : nothing}`;
}

function types(talk, words) {
  if (!talk.agentTypes && !talk.botThinks) {
    return nothing;
  }
  const from = talk.agentTypes ? "agent" : "bot";
  const what = talk.agentTypes ? words.agentTypes(talk.conversation.agent) : words.botThinks;
  return html`<div class="turn ${from} first typing">
    ${face(from, talk.conversation.agent || words.agent, true)}
    <div class="what"><div class="text"><span class="unseen">${what}</span><i></i><i></i><i></i></div></div>
  </div>`;
}

/** What is to go with the next message. */
export function album(album, words) {
  if (album.items.length === 0) {
    return nothing;
  }
  return html`<div class="album" role="group" aria-label=${words.album}>
    ${album.items.map(
      (item, i) => html`<div class="thumb" data-upload=${item.state} role="group" aria-label=${words.albumItem(i + 1)}>
        ${item.preview}
        ${item.state === "sending" ? html`<progress max="1" .value=${item.progress} aria-label=${words.uploading}></progress>` : nothing}
        ${item.state === "failed" ? html`<button type="button" class="again" @click=${() => album.retry(item)}>${words.retry}</button>` : nothing}
        <button type="button" class="remove" aria-label=${words.removePicture} @click=${() => album.remove(item)}>×</button>
      </div>`,
    )}
  </div>`;
}

/** What stands above the conversation when not all is well, or one has to wait. */
export function banner(talk, words, on) {
  const { line, conversation } = talk;
  if (line.state === "refused") {
    return html`<div class="banner bad">${words.refused}</div>`;
  }
  if (line.state === "waiting" || (line.state === "connecting" && line.attempt > 0)) {
    return html`<div class="banner bad late">
      <span>${navigator.onLine ? words.unreachable : words.offline}</span>
      <button type="button" @click=${on.hurry}>${words.retryNow}</button>
    </div>`;
  }
  if (conversation.place && !conversation.closed) {
    const { position, waitSeconds } = conversation.place;
    const wait = words.wait(waitSeconds);
    return html`<div class="banner place"><strong>${words.place(position)}</strong>${wait ? html`<span>${wait}</span>` : nothing}</div>`;
  }
  return nothing;
}

/** In one line: who is there. */
export function standing(talk, words) {
  const { line, conversation } = talk;
  if (line.state !== "open") {
    const quiet = line.state === "off" || (line.state === "connecting" && talk.ready);
    return quiet ? words.stateBot : line.state === "connecting" ? words.stateConnecting : words.stateOffline;
  }
  if (conversation.closed) {
    return words.stateClosed;
  }
  switch (conversation.handledBy) {
    case "human":
      return words.stateHuman(conversation.agent);
    case "queue":
      return words.stateQueue;
    case "ticket":
      return words.stateTicket;
    default:
      return words.stateBot;
  }
}

/** Instead of the input, once it is over. */
export function farewell(talk, words, score, on) {
  const rating = talk.conversation.rated
    ? html`<p class="thanks" role="status">${words.rateThanks}</p>`
    : html`<form class="rating" @submit=${on.rate}>
        <fieldset>
          <legend>${words.rateTitle}</legend>
          <div class="stars">
            ${[1, 2, 3, 4, 5].map(
              (n) =>
                html`<label class=${n <= score ? "on" : ""} title=${words.rateLabels[n - 1]}
                  ><input type="radio" name="score" value=${n} .checked=${n === score} @change=${() => on.score(n)} /><span class="unseen"
                    >${words.rateLabels[n - 1]}</span
                  >${icons.star()}</label
                >`,
            )}
          </div>
        </fieldset>
        ${score
          ? html`<textarea name="comment" rows="2" maxlength="500" aria-label=${words.rateComment} placeholder=${words.rateComment}></textarea>
              <button class="main" type="submit">${words.rateSend}</button>`
          : nothing}
      </form>`;
  return html`<div class="farewell">
    ${rating}
    <button class="begin" type="button" @click=${on.begin}>${words.begin}</button>
  </div>`;
}
