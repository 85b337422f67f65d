import { LitElement, html, nothing } from "../lit/lit-element/lit-element.js";
import * as marks from "../shared/icons.js";
import { pictureStyles } from "../shared/pictures.js";
import { Store } from "../shared/store.js";
import { Account, LoginRefused } from "./account.js";
import { Desk } from "./desk.js";
import * as icons from "./icons.js";
import { nameOf, packet } from "./packet.js";
import { entry, log, trouble } from "./parts.js";
import { styles } from "./styles.js";
import { wordsFor } from "./words.js";

const LONGEST = 4_000;
const NEAR_THE_END = 80;
const NOTICE_LASTS = 6_000;
const CAPACITIES = [0, 1, 2, 3, 4, 5, 6, 8, 10];

/** The agents' workspace: the login, and then the desk. */
export class LeveeDesk extends LitElement {
  static styles = [styles, pictureStyles];
  static properties = {
    language: { state: true },
    signedIn: { state: true },
    signingIn: { state: true },
    refused: { state: true },
    asking: { state: true },
    details: { state: true },
    notice: { state: true },
    below: { state: true },
  };

  #kept = new Store("localStorage", "levee:agent:");
  #account = new Account(new URL("v1/agent/login", document.baseURI));
  #desk;
  #atEnd = true;
  #shown = null;
  #noticeTimer = 0;
  #on = {
    select: (id) => this.#select(id),
    earlier: () => this.#desk.history(this.#desk.current),
    retry: (id) => this.#desk.retry(this.#desk.current, id),
    discard: (id) => this.#desk.discard(this.#desk.current, id),
    hurry: () => this.#desk.line.hurry(),
    suggest: (text) => this.#suggest(text),
    loaded: () => this.requestUpdate(),
    root: new URL(".", document.baseURI),
  };

  constructor() {
    super();
    this.language = this.#kept.read("language") ?? navigator.language;
    this.signedIn = this.#account.signedIn;
    this.signingIn = false;
    this.refused = null;
    this.asking = null;
    this.details = false;
    this.notice = null;
    this.below = false;
    const url = new URL("v1/agent/socket", document.baseURI);
    url.protocol = url.protocol.replace("http", "ws");
    this.#desk = new Desk(this.#account, url);
    this.#desk.addEventListener("change", () => this.requestUpdate());
    this.#desk.addEventListener("notice", (event) => this.#tell(event.detail));
    this.#desk.addEventListener("signedout", (event) => {
      this.signedIn = false;
      this.refused = event.detail && new LoginRefused(event.detail);
    });
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", (key) => this.#shortcut(key));
    document.addEventListener("visibilitychange", () => this.#desk.see());
    // What waits gets older by itself.
    setInterval(() => this.signedIn && !document.hidden && this.requestUpdate(), 5_000);
    if (this.signedIn) {
      this.#desk.start();
    }
  }

  get #words() {
    return wordsFor(this.language);
  }

  // ---- What it looks like

  render() {
    return this.signedIn ? this.#workspace(this.#words) : this.#login(this.#words);
  }

  #login(words) {
    const { refused } = this;
    return html`<main class="login">
      <form class="door" @submit=${this.#signIn}>
        <span class="mark" aria-hidden="true">${marks.waves(26)}</span>
        <h1>${words.title}</h1>
        <p>${words.signInLead}</p>
        <label><span>${words.user}</span><input name="user" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus /></label>
        <label><span>${words.password}</span><input name="password" type="password" autocomplete="current-password" required /></label>
        <p class="refused" role="alert">${refused ? words.refused[refused.why](refused.seconds) : nothing}</p>
        <button class="main" type="submit" ?disabled=${this.signingIn}>${this.signingIn ? words.signingIn : words.signIn}</button>
        <button class="plain" type="button" lang=${words.tag === "en" ? "zh-CN" : "en"} @click=${this.#switchLanguage}>${words.other}</button>
      </form>
    </main>`;
  }

  #workspace(words) {
    const desk = this.#desk;
    const thread = desk.current;
    return html`
      ${this.#head(words)}
      <div class="state" role="status">${trouble(desk.line, words, this.#on)}</div>
      <div class="desk ${thread ? "open" : ""} ${this.details ? "details" : ""}">
        <nav class="list" aria-label=${words.conversations}>
          <h2>${words.conversations}<span class="count">${desk.list.filter((one) => !one.ended).length}</span></h2>
          ${this.#list(words)}
          ${this.#shortcuts(words)}
        </nav>
        ${thread ? this.#chat(thread, words) : this.#nothingOpen(words)}
        ${thread
          ? html`<aside class="packet" aria-label=${words.details}>
              <button type="button" class="icon back" aria-label=${words.cancel} @click=${() => (this.details = false)}>${icons.back()}</button>
              ${packet(thread, words, words.tag.slice(0, 2), this.#on)}
            </aside>`
          : nothing}
      </div>
      <p class="notice ${this.notice ? "on" : ""}" role="status">${this.notice ? this.#noticeText(words) : nothing}</p>
    `;
  }

  #head(words) {
    const { agent, queue } = this.#desk;
    const { available, capacity } = this.#account;
    return html`<header>
      <span class="mark" aria-hidden="true">${marks.waves(20)}</span>
      <h1>${words.title}</h1>
      <dl class="queue" aria-live="off">
        <div><dt>${words.waiting}</dt><dd data-waiting>${queue?.waiting ?? "–"}</dd></div>
        <div class="wide"><dt>${words.longest}</dt><dd>${queue ? words.duration(queue.longestWaitSeconds) : "–"}</dd></div>
      </dl>
      <div class="controls">
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked=${available}
          aria-label=${words.availability}
          @click=${() => (this.#desk.available = !available)}
        >
          <i aria-hidden="true"></i><span>${available ? words.available : words.away}</span>
        </button>
        <label class="capacity"
          ><span>${words.capacity}</span
          ><select aria-label=${words.capacity} @change=${(event) => (this.#desk.capacity = event.target.value === "" ? null : Number(event.target.value))}>
            <option value="" ?selected=${capacity === null}>${words.capacityOwn}</option>
            ${CAPACITIES.map((n) => html`<option value=${n} ?selected=${capacity === n}>${n}</option>`)}
          </select></label
        >
        <button type="button" class="plain language" lang=${words.tag === "en" ? "zh-CN" : "en"} @click=${this.#switchLanguage}>${words.other}</button>
        <span class="me" data-agent>${agent?.name ?? this.#account.user}</span>
        <button type="button" class="icon" aria-label=${words.signOut} title=${words.signOut} @click=${() => this.#desk.signOut()}>${icons.leave()}</button>
      </div>
    </header>`;
  }

  #list(words) {
    const desk = this.#desk;
    if (!desk.agent) {
      return html`<div class="empty" role="status"><span class="spinner" aria-hidden="true"></span><p>${words.loading}</p></div>`;
    }
    if (desk.threads.size === 0) {
      return html`<div class="empty">
        <span class="calm" aria-hidden="true">${marks.waves(44)}</span>
        <p>${words.empty}</p>
        <p class="soft">${this.#account.available ? words.emptyMore : words.emptyAway}</p>
      </div>`;
    }
    const now = Date.now();
    return html`<ul>
      ${desk.list.map((thread) => entry(thread, thread.id === desk.selected, now, words, this.#on))}
    </ul>`;
  }

  #shortcuts(words) {
    return html`<details class="keys">
      <summary>${words.shortcuts}</summary>
      <dl>${words.keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    </details>`;
  }

  #nothingOpen(words) {
    return html`<main class="chat none">
      <div class="empty">
        <span class="calm" aria-hidden="true">${marks.bubble()}</span>
        ${this.#desk.threads.size ? html`<p>${words.choose}</p><p class="soft">${words.chooseMore}</p>` : html`<p class="soft">${words.empty}</p>`}
      </div>
    </main>`;
  }

  #chat(thread, words) {
    const name = nameOf(thread.packet.customer, words);
    return html`<main class="chat" aria-label=${name}>
      <div class="bar">
        <button type="button" class="icon back" aria-label=${words.back} @click=${() => this.#select(null)}>${icons.back()}</button>
        <h2>${name}</h2>
        ${thread.ended ? nothing : this.#actions(words)}
        <button type="button" class="icon info" aria-label=${words.details} title=${words.details} @click=${() => (this.details = !this.details)}>
          ${icons.info()}
        </button>
      </div>
      ${this.asking && !thread.ended ? this.#sure(thread, words) : nothing}
      ${thread.problem
        ? html`<p class="banner bad" role="alert">${words.problems[thread.problem] ?? words.problems.other}</p>`
        : nothing}
      <div class="log" role="log" tabindex="0" aria-label=${words.log} @scroll=${this.#scrolled}>
        ${log(thread, this.#desk.agent, words, this.#on)}
      </div>
      ${this.below ? html`<button type="button" class="below" @click=${this.#toEnd}>${words.newMessages} ${marks.down()}</button>` : nothing}
      ${thread.ended
        ? html`<div class="over" role="status">
            <p>${words.ended[thread.ended]}</p>
            <button type="button" class="main" @click=${() => this.#select(null)}>${words.done}</button>
          </div>`
        : this.#input(thread, words)}
    </main>`;
  }

  #actions(words) {
    const action = (kind, label, mark) =>
      html`<button type="button" class="action" data-action=${kind} title=${label} aria-label=${label} aria-expanded=${this.asking === kind} @click=${() => this.#begin(kind)}>
        ${mark}<span aria-hidden="true">${label}</span>
      </button>`;
    return html`<div class="actions">
      ${action("transfer", words.transfer, icons.transfer())} ${action("giveBack", words.giveBack, icons.giveBack())}
      ${action("close", words.close, icons.done())}
    </div>`;
  }

  #sure(thread, words) {
    if (this.asking !== "transfer") {
      return html`<form class="sure" @submit=${this.#confirm}>
        <p>${this.asking === "close" ? words.closeSure : words.giveBackSure}</p>
        <button type="button" class="quiet" @click=${this.#cancel}>${words.cancel}</button>
        <button type="submit" class="main">${words.confirm}</button>
      </form>`;
    }
    const skills = this.#desk.agent?.skills ?? [];
    return html`<form class="sure transfer" @submit=${this.#confirm}>
      <label><span>${words.toSkill}</span><input name="skill" list="skills" maxlength="64" placeholder=${words.skillName} /></label>
      <datalist id="skills">${skills.map((skill) => html`<option value=${skill}></option>`)}</datalist>
      <label><span>${words.toAgent}</span><input name="agent" maxlength="64" autocapitalize="none" placeholder=${words.agentName} /></label>
      <label class="note"><span>${words.note}</span><input name="note" maxlength="500" /></label>
      <button type="button" class="quiet" @click=${this.#cancel}>${words.cancel}</button>
      <button type="submit" class="main">${words.transfer}</button>
    </form>`;
  }

  #input(thread, words) {
    const over = [...thread.draft.trim()].length - LONGEST;
    return html`<form class="input" @submit=${this.#send}>
      <div class="field">
        <textarea
          rows="1"
          enterkeyhint="send"
          aria-label=${words.input}
          placeholder=${words.placeholder}
          aria-invalid=${over > 0}
          .value=${thread.draft}
          @input=${this.#typed}
        ></textarea>
        <button type="submit" class="send" aria-label=${words.send} ?disabled=${!thread.draft.trim() || over > 0 || thread.outbox.full}>
          ${marks.send()}
        </button>
      </div>
      <p class="problem" role="status">${over > 0 ? words.tooLong(over) : nothing}</p>
    </form>`;
  }

  #noticeText(words) {
    const { kind, thread } = this.notice;
    const text = kind === "assigned" ? words.assigned : (words.ended[kind] ?? words.problems[kind] ?? words.problems.other);
    return thread ? `${nameOf(thread.packet.customer, words)}: ${text}` : text;
  }

  updated() {
    const words = this.#words;
    const unread = this.signedIn ? this.#desk.unread : 0;
    document.documentElement.lang = words.tag;
    this.lang = words.tag;
    document.title = unread ? `(${unread}) ${words.title}` : words.title;
    const box = this.renderRoot.querySelector(".log");
    if (!box) {
      return;
    }
    const thread = this.#desk.current;
    if (this.#shown !== thread.id) {
      this.#shown = thread.id;
      this.#atEnd = true;
    }
    if (this.#atEnd) {
      box.scrollTop = box.scrollHeight;
    }
    const text = this.renderRoot.querySelector(".field textarea");
    if (text) {
      text.style.height = "auto";
      text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
    }
    this.below = !this.#atEnd && thread.types === false && thread.lastText?.from === "customer";
  }

  // ---- What the agent does

  async #signIn(submit) {
    submit.preventDefault();
    const form = new FormData(submit.target);
    this.signingIn = true;
    this.refused = null;
    try {
      await this.#account.signIn(form.get("user").trim(), form.get("password"));
      this.signedIn = true;
      this.#desk.start();
    } catch (refusal) {
      this.refused = refusal instanceof LoginRefused ? refusal : new LoginRefused("down");
    } finally {
      this.signingIn = false;
    }
  }

  #switchLanguage() {
    this.language = this.#words.tag === "en" ? "zh-CN" : "en";
    this.#kept.write("language", this.language);
  }

  #select(id) {
    this.asking = null;
    this.details = false;
    this.#desk.select(id);
    this.updateComplete.then(() => {
      const wide = window.matchMedia("(min-width: 760px)").matches;
      this.renderRoot.querySelector(id ? (wide ? ".field textarea" : ".log") : ".entry")?.focus();
    });
  }

  #begin(kind) {
    this.asking = this.asking === kind ? null : kind;
    this.updateComplete.then(() => this.renderRoot.querySelector(".sure :is(input, .main)")?.focus());
  }

  #cancel() {
    const kind = this.asking;
    this.asking = null;
    this.updateComplete.then(() => this.renderRoot.querySelector(`[data-action="${kind}"]`)?.focus());
  }

  #confirm(submit) {
    submit.preventDefault();
    const thread = this.#desk.current;
    const form = new FormData(submit.target);
    const text = (name) => (form.get(name) ?? "").trim();
    if (this.asking === "close") {
      this.#desk.close(thread);
    } else if (this.asking === "giveBack") {
      this.#desk.giveBack(thread);
    } else {
      const to = text("agent") ? { toAgent: text("agent") } : { toSkill: text("skill") };
      if (!to.toAgent && !to.toSkill) {
        submit.target.querySelector("input").focus();
        return;
      }
      this.#desk.transfer(thread, to, text("note"));
    }
    this.asking = null;
  }

  #suggest(text) {
    this.#desk.current.draft = text;
    this.details = false;
    this.requestUpdate();
    this.updateComplete.then(() => this.renderRoot.querySelector(".field textarea")?.focus());
  }

  #typed(input) {
    const thread = this.#desk.current;
    thread.draft = input.target.value;
    this.#desk.typing(thread);
    this.requestUpdate();
  }

  #send(submit) {
    submit.preventDefault();
    const thread = this.#desk.current;
    const text = thread.draft.trim();
    if (text && [...text].length <= LONGEST && this.#desk.say(thread, text)) {
      thread.draft = "";
      this.#atEnd = true;
      this.requestUpdate();
    }
  }

  #shortcut(key) {
    // While an input method composes, Enter and Escape are its own.
    if (!this.signedIn || key.isComposing || key.keyCode === 229) {
      return;
    }
    if (key.altKey && (key.key === "ArrowUp" || key.key === "ArrowDown")) {
      key.preventDefault();
      this.#step(key.key === "ArrowDown" ? 1 : -1);
    } else if (key.key === "Escape" && this.asking) {
      this.#cancel();
    } else if (key.key === "Escape" && this.details) {
      this.details = false;
    } else if (key.key === "Enter" && !key.shiftKey && key.composedPath()[0].matches?.(".field textarea")) {
      this.#send(key);
    }
  }

  #step(by) {
    const ids = this.#desk.list.map((thread) => thread.id);
    if (ids.length) {
      const at = ids.indexOf(this.#desk.selected);
      this.#select(ids[at < 0 ? 0 : (at + by + ids.length) % ids.length]);
    }
  }

  #scrolled({ target }) {
    this.#atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_THE_END;
    if (this.#atEnd) {
      this.below = false;
    }
  }

  #toEnd() {
    this.#atEnd = true;
    this.requestUpdate();
  }

  #tell(notice) {
    clearTimeout(this.#noticeTimer);
    this.notice = notice;
    this.#noticeTimer = setTimeout(() => (this.notice = null), NOTICE_LASTS);
  }
}
