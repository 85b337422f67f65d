import { LitElement, html, nothing } from "../lit/lit-element/lit-element.js";
import * as marks from "../shared/icons.js";
import { pictureStyles } from "../shared/pictures.js";
import { Account, LoginRefused } from "./account.js";
import { Alerts } from "./alerts.js";
import { excess, input, suggested, unfilled } from "./composer.js";
import { Desk } from "./desk.js";
import { breaks, help, search } from "./dialogs.js";
import { floorView } from "./floor.js";
import { door, head } from "./head.js";
import * as icons from "./icons.js";
import { pressed } from "./keys.js";
import { moreStyles } from "./morestyles.js";
import { nameOf, packet } from "./packet.js";
import { entry, log, trouble } from "./parts.js";
import { filled, matching } from "./replies.js";
import { styles } from "./styles.js";
import { wordsFor } from "./words.js";

const NEAR_THE_END = 80;
const NOTICE_LASTS = 6_000;
const SEARCH_AFTER = 200;
const LATE = 60_000;

/** The agents' workspace: the login, and then the desk. */
export class LeveeDesk extends LitElement {
  static styles = [styles, moreStyles, pictureStyles];
  static properties = {
    language: { state: true },
    signedIn: { state: true },
    signingIn: { state: true },
    refused: { state: true },
    provider: { state: true },
    view: { state: true },
    sheet: { state: true },
    asking: { state: true },
    whispering: { state: true },
    details: { state: true },
    notice: { state: true },
    below: { state: true },
    at: { state: true },
  };

  #account = new Account(document.baseURI);
  #alerts = new Alerts(this.#account.shared);
  #desk;
  #atEnd = true;
  #shown = null;
  #laidOut = {};
  #noticeTimer = 0;
  #searchTimer = 0;
  #hushed = false;

  /** What templates call. */
  #on = {
    root: new URL(".", document.baseURI),
    select: (id) => this.#select(id),
    earlier: () => this.#desk.history(this.#desk.current),
    retry: (id) => this.#desk.retry(this.#desk.current, id),
    discard: (id) => this.#desk.discard(this.#desk.current, id),
    hurry: () => this.#desk.line.hurry(),
    loaded: () => this.requestUpdate(),
    signIn: (submit) => this.#signIn(submit),
    language: () => this.#switchLanguage(),
    out: () => this.#desk.signOut(),
    available: () => this.#available(),
    ready: () => this.#desk.ready(),
    away: (reason) => this.#away(reason),
    capacity: (event) => (this.#desk.capacity = event.target.value === "" ? null : Number(event.target.value)),
    alerts: () => this.#toggleAlerts(),
    help: () => this.#open("help"),
    floor: () => this.#floor(),
    send: (submit) => this.#send(submit),
    typed: (event) => this.#typed(event),
    insert: (reply) => this.#insert(reply),
    suggest: (one) => this.#suggest(one),
    watch: (id) => this.#watch(id),
    take: (id) => this.#takeOver(id),
  };

  /** What keys do. */
  #keys = {
    step: (by) => this.#step(by),
    suggestion: (i) => this.#nth(i),
    longest: () => this.#longest(),
    begin: (kind) => this.#act(kind),
    whisper: () => this.#whisper(),
    available: () => this.#available(),
    details: () => (this.details = !this.details),
    floor: () => this.#floor(),
    write: () => this.#focus(".field textarea"),
    search: () => this.#open("search"),
    help: () => this.#open("help"),
    slash: () => this.#slash(),
    ready: (by) => (this.at = (this.at + by + this.#ready.length) % this.#ready.length),
    takeReady: () => this.#insert(this.#ready[this.at]),
    send: () => this.#send(),
    escape: () => this.#escape(),
  };

  constructor() {
    super();
    this.language = this.#account.shared.read("language") ?? navigator.language;
    this.signedIn = this.#account.signedIn;
    this.signingIn = this.whispering = this.details = this.below = false;
    this.refused = this.provider = this.sheet = this.asking = this.notice = null;
    this.view = "desk";
    this.at = 0;
    const url = new URL("v1/agent/socket", document.baseURI);
    url.protocol = url.protocol.replace("http", "ws");
    this.#desk = new Desk(this.#account, url);
    this.#desk.addEventListener("change", () => this.requestUpdate());
    this.#desk.addEventListener("notice", (event) => this.#tell(event.detail));
    this.#desk.addEventListener("signedout", (event) => this.#signedOut(event.detail));
    this.#account.addEventListener("changed", () => this.#otherTab());
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", (key) => this.signedIn && pressed(key, this.#ready.length > 0, this.#keys));
    document.addEventListener("visibilitychange", () => this.#desk.see());
    // What waits gets older by itself.
    setInterval(() => this.signedIn && !document.hidden && this.requestUpdate(), 5_000);
    setInterval(() => Date.parse(this.#desk.state?.wrapUpUntil ?? 0) > Date.now() - 1_500 && this.requestUpdate(), 1_000);
    this.#begin();
  }

  async #begin() {
    try {
      this.signedIn = (await this.#account.arrive()) || this.signedIn;
    } catch (refusal) {
      this.refused = refusal;
    }
    if (this.signedIn) {
      this.#desk.start();
    } else {
      const provider = await this.#account.provider();
      this.provider = provider && { ...provider, href: this.#account.providerAddress };
    }
  }

  #signedOut(why) {
    this.signedIn = false;
    this.view = "desk";
    this.sheet = null;
    this.refused = why && why !== "elsewhere" ? new LoginRefused(why) : null;
  }

  /** One signs in and out everywhere. */
  #otherTab() {
    if (this.#account.signedIn && !this.signedIn) {
      this.signedIn = true;
      this.#desk.start();
    } else if (!this.#account.signedIn && this.signedIn) {
      this.#desk.signOut("elsewhere");
    }
  }

  get #words() {
    return wordsFor(this.language);
  }

  /** Ready texts that are offered now. */
  get #ready() {
    const thread = this.#desk.current;
    return thread && !thread.ended && !this.#hushed && thread.watching === null ? matching(this.#desk.replies, thread.draft) : [];
  }

  #facts(thread) {
    const { customer, language, orders, slots } = thread.packet;
    const order = slots.find((slot) => slot.name === "order")?.value ?? orders[0]?.number ?? "";
    return { language, order, customer: customer.name, agent: this.#desk.agent?.name };
  }

  // ---- What it looks like

  render() {
    const words = this.#words;
    return this.signedIn ? this.#workspace(words) : door(this, words, this.#on);
  }

  #workspace(words) {
    const desk = this.#desk;
    const thread = desk.current;
    return html`
      ${head(desk, this.#account, this.#alerts, this.view, words, this.#on)}
      <div class="state" role="status">${trouble(desk.line, words, this.#on)}</div>
      ${this.view === "floor"
        ? floorView(desk.floor, words, this.#on)
        : html`<div class="desk ${thread ? "open" : ""} ${this.details ? "details" : ""}">
            <nav class="list" aria-label=${words.conversations}>
              <h2>${words.conversations}<span class="count">${desk.list.filter((one) => !one.ended && one.watching === null).length}</span></h2>
              ${this.#list(words)}
            </nav>
            ${thread ? this.#chat(thread, words) : this.#nothingOpen(words)}
            ${thread
              ? html`<aside class="packet" aria-label=${words.details}>
                  <button type="button" class="icon back" aria-label=${words.cancel} @click=${() => (this.details = false)}>${icons.back()}</button>
                  ${packet(thread, words, words.tag.slice(0, 2))}
                </aside>`
              : nothing}
          </div>`}
      ${this.#sheets(words)}
      <p class="notice ${this.notice ? "on" : ""}" role="status">${this.notice ? this.#noticeText(words) : nothing}</p>
    `;
  }

  #sheets(words) {
    const closed = () => (this.sheet = null);
    switch (this.sheet) {
      case "help":
        return help(words, { closed });
      case "breaks":
        return breaks(words, { closed, away: this.#on.away });
      case "search":
        return search(this.#desk.found, this.at, words, {
          closed,
          look: (event) => this.#look(event.target.value),
          choose: (key) => this.#choose(key),
          take: (one) => this.#takeKnowledge(one),
        });
      default:
        return nothing;
    }
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
        ${thread.ended ? nothing : this.#actions(thread, words)}
        <button type="button" class="icon info" aria-label=${words.details} title=${words.details} @click=${() => (this.details = !this.details)}>
          ${icons.info()}
        </button>
      </div>
      ${thread.watching === null ? nothing : html`<p class="banner listens" data-listening>${words.listensTo(thread.watching)}</p>`}
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
        : html`${suggested(thread, words, this.#on)}
          ${input(thread, { found: this.#ready, at: this.at, whispering: this.whispering, facts: this.#facts(thread) }, words, this.#on)}`}
    </main>`;
  }

  #actions(thread, words) {
    const action = (kind, label, mark, key) =>
      html`<button
        type="button"
        class="action"
        data-action=${kind}
        title=${key ? `${label} (Alt+${key})` : label}
        aria-label=${label}
        aria-expanded=${this.asking === kind}
        @click=${() => this.#act(kind)}
      >
        ${mark}<span aria-hidden="true">${label}</span>
      </button>`;
    return thread.watching === null
      ? html`<div class="actions">
          ${action("search", words.search, icons.search())} ${action("transfer", words.transfer, icons.transfer(), "T")}
          ${action("giveBack", words.giveBack, icons.giveBack(), "B")} ${action("close", words.close, icons.done(), "C")}
        </div>`
      : html`<div class="actions">${action("takeOver", words.takeOver, icons.take())} ${action("unwatch", words.stopListening, icons.done())}</div>`;
  }

  #sure(thread, words) {
    if (this.asking !== "transfer") {
      return html`<form class="sure" @submit=${this.#confirm}>
        <p>${this.asking === "close" ? words.closeSure : words.giveBackSure}</p>
        <button type="button" class="quiet" @click=${this.#cancel}>${words.cancel}</button>
        <button type="submit" class="main">${words.confirm}</button>
      </form>`;
    }
    const { skills, colleagues } = this.#desk;
    return html`<form class="sure transfer" @submit=${this.#confirm}>
      <label><span>${words.toSkill}</span><input name="skill" list="skills" maxlength="64" placeholder=${words.skillName} /></label>
      <datalist id="skills">${skills.map((skill) => html`<option value=${skill}></option>`)}</datalist>
      <label><span>${words.toAgent}</span><input name="agent" list="colleagues" maxlength="64" autocapitalize="none" placeholder=${words.agentName} /></label>
      <datalist id="colleagues">${colleagues.map((one) => html`<option value=${one.user}>${one.name}</option>`)}</datalist>
      <label class="note"><span>${words.note}</span><input name="note" maxlength="500" /></label>
      <button type="button" class="quiet" @click=${this.#cancel}>${words.cancel}</button>
      <button type="submit" class="main">${words.transfer}</button>
    </form>`;
  }

  #noticeText(words) {
    const { kind, thread } = this.notice;
    const told = { assigned: words.assigned, whisper: words.whispered };
    const text = told[kind] ?? words.ended[kind] ?? words.problems[kind] ?? words.problems.other;
    return thread ? `${nameOf(thread.packet.customer, words)}: ${text}` : text;
  }

  /** Whether that is not as it was when it was last asked. */
  #unlike(what, ...now) {
    const key = JSON.stringify(now);
    const other = this.#laidOut[what] !== key;
    this.#laidOut[what] = key;
    return other;
  }

  updated(changed) {
    const words = this.#words;
    const unread = this.signedIn ? this.#desk.unread : 0;
    document.documentElement.lang = words.tag;
    this.lang = words.tag;
    document.title = unread ? `(${unread}) ${words.title}` : words.title;
    if (changed.has("sheet") && this.sheet) {
      const dialog = this.renderRoot.querySelector("dialog.sheet");
      dialog?.open || dialog?.showModal();
    }
    const box = this.renderRoot.querySelector(".log");
    if (!box) {
      this.#laidOut = {};
      return;
    }
    const thread = this.#desk.current;
    if (this.#shown !== thread.id) {
      this.#shown = thread.id;
      this.#atEnd = true;
    }
    // Whoever asks how high something is makes the browser lay the whole page out: only when it may have changed.
    const { id, lastSeq, items, outbox, whispers, suggestions, types, problem } = thread;
    if (this.#unlike("log", id, lastSeq, items.length, outbox.items.length, whispers.length, suggestions?.seq, types, problem, this.asking) && this.#atEnd) {
      box.scrollTop = box.scrollHeight;
    }
    const text = this.renderRoot.querySelector(".field textarea");
    if (text && this.#unlike("field", id, thread.draft)) {
      text.style.height = "auto";
      text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
    }
    this.below = !this.#atEnd && thread.types === false && thread.lastText?.from === "customer";
  }

  #focus(selector) {
    this.updateComplete.then(() => this.renderRoot.querySelector(selector)?.focus());
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
    this.#account.shared.write("language", this.language);
  }

  #toggleAlerts() {
    this.#alerts.on = !this.#alerts.on;
    this.requestUpdate();
  }

  /** A break has a reason; its end has none. */
  #available() {
    if (this.#desk.state?.available ?? this.#account.available) {
      this.#open("breaks");
    } else {
      this.#desk.setAvailable(true);
    }
  }

  #away(reason) {
    this.#desk.setAvailable(false, reason);
    this.#close();
  }

  #open(sheet) {
    this.at = 0;
    this.#desk.found = null;
    this.sheet = sheet;
  }

  #close() {
    this.renderRoot.querySelector("dialog.sheet")?.close();
  }

  #floor() {
    if (!this.#desk.supervises) {
      return false;
    }
    this.view = this.view === "floor" ? "desk" : "floor";
    this.#desk.look(this.view === "floor");
    return true;
  }

  #watch(id) {
    this.#leaveFloor();
    this.#desk.watch(id);
  }

  #takeOver(id) {
    this.#leaveFloor();
    this.#desk.takeOver(id);
  }

  #leaveFloor() {
    if (this.view === "floor") {
      this.#floor();
    }
  }

  #select(id) {
    this.asking = null;
    this.details = this.whispering = false;
    this.#leaveFloor();
    this.#desk.select(id);
    const wide = window.matchMedia("(min-width: 760px)").matches;
    this.#focus(id ? (wide ? ".field textarea" : ".log") : ".entry");
  }

  #act(kind) {
    const thread = this.#desk.current;
    if (!thread || thread.ended) {
      return false;
    }
    switch (kind) {
      case "search":
        this.#open("search");
        break;
      case "takeOver":
        this.#desk.takeOver(thread.id);
        break;
      case "unwatch":
        this.#desk.unwatch(thread);
        break;
      default:
        if (thread.watching !== null) {
          return false;
        }
        this.asking = this.asking === kind ? null : kind;
        this.#focus(".sure :is(input, .main)");
    }
    return true;
  }

  #cancel() {
    const kind = this.asking;
    this.asking = null;
    this.#focus(`[data-action="${kind}"]`);
  }

  #escape() {
    if (this.#ready.length) {
      this.#hushed = true;
      this.requestUpdate();
    } else if (this.asking) {
      this.#cancel();
    } else if (this.whispering) {
      this.whispering = false;
    } else if (this.details) {
      this.details = false;
    } else {
      return false;
    }
    return true;
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

  #suggest(one) {
    this.#desk.use(this.#desk.current, one);
    this.details = false;
    this.#focus(".field textarea");
  }

  #nth(i) {
    const one = this.#desk.current?.suggestions?.all[i];
    if (!one || this.#desk.current.ended || this.#desk.current.watching !== null) {
      return false;
    }
    this.#suggest(one);
    return true;
  }

  #draft(text) {
    const thread = this.#desk.current;
    thread.draft = text;
    this.requestUpdate();
    this.#focus(".field textarea");
  }

  #insert(reply) {
    this.#draft(filled(reply, this.#facts(this.#desk.current)));
    this.at = 0;
    this.#fillIn();
  }

  /** What a ready text leaves open is typed over. */
  async #fillIn() {
    const thread = this.#desk.current;
    const open = unfilled(thread.draft);
    if (open) {
      await this.updateComplete;
      const field = this.renderRoot.querySelector(".field textarea");
      const at = thread.draft.indexOf(open);
      field.focus();
      field.setSelectionRange(at, at + open.length);
    }
  }

  #slash() {
    const thread = this.#desk.current;
    if (!thread || thread.ended || thread.draft) {
      return false;
    }
    this.#draft("/");
    return true;
  }

  #whisper() {
    if (!this.#desk.current || this.#desk.current.ended) {
      return false;
    }
    this.whispering = !this.whispering;
    this.#focus(".field textarea");
    return true;
  }

  #look(text) {
    clearTimeout(this.#searchTimer);
    this.at = 0;
    this.#searchTimer = setTimeout(() => this.#desk.search(text), SEARCH_AFTER);
  }

  #choose(key) {
    const entries = this.#desk.found?.entries ?? [];
    if (key.isComposing) {
      return;
    }
    if (key.key === "Escape") {
      // A browser would empty the field first.
      key.preventDefault();
      key.target.closest("dialog").close();
    }
    if (!entries.length) {
      return;
    }
    if (key.key === "ArrowDown" || key.key === "ArrowUp") {
      key.preventDefault();
      this.at = (this.at + (key.key === "ArrowDown" ? 1 : -1) + entries.length) % entries.length;
    } else if (key.key === "Enter") {
      key.preventDefault();
      this.#takeKnowledge(entries[this.at]);
    }
  }

  #takeKnowledge(one) {
    this.#close();
    if (this.#desk.current && !this.#desk.current.ended) {
      this.#draft(one.text);
    }
  }

  #typed(event) {
    const thread = this.#desk.current;
    thread.draft = event.target.value;
    this.#hushed = false;
    this.at = 0;
    if (!this.whispering && thread.watching === null) {
      this.#desk.typing(thread);
    }
    this.requestUpdate();
  }

  #send(submit) {
    submit?.preventDefault();
    const thread = this.#desk.current;
    const text = thread.draft.trim();
    if (!text || excess(text) > 0) {
      return;
    }
    const quiet = this.whispering || thread.watching !== null;
    if (!quiet && unfilled(text)) {
      this.#fillIn();
      return;
    }
    if (quiet ? this.#desk.whisper(thread, text) : this.#desk.say(thread, text)) {
      thread.draft = "";
      this.whispering = false;
      this.#atEnd = true;
      this.requestUpdate();
    }
  }

  #step(by) {
    const ids = this.#desk.list.map((thread) => thread.id);
    if (ids.length) {
      const at = ids.indexOf(this.#desk.selected);
      this.#select(ids[at < 0 ? 0 : (at + by + ids.length) % ids.length]);
    }
  }

  /** To whom waits longest for an answer. */
  #longest() {
    const first = this.#desk.list.find((thread) => thread.waitsSince !== null && !thread.ended && thread.watching === null);
    if (!first) {
      return false;
    }
    this.#select(first.id);
    return true;
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

  #tell({ kind, thread }) {
    const words = this.#words;
    if (thread && (kind === "said" || kind === "assigned")) {
      const fresh = kind === "assigned" || Date.now() - (thread.lastText?.at ?? 0) < LATE;
      if (fresh && (document.hidden || thread.id !== this.#desk.selected)) {
        const body = kind === "assigned" ? words.assigned : (thread.lastText?.text ?? "");
        this.#alerts.tell(thread.id, nameOf(thread.packet.customer, words), body, () => this.#select(thread.id));
      }
    }
    if (kind === "said") {
      return;
    }
    clearTimeout(this.#noticeTimer);
    this.notice = { kind, thread };
    this.#noticeTimer = setTimeout(() => (this.notice = null), NOTICE_LASTS);
  }
}
