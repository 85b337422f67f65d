import { LitElement, html, nothing } from "../lit/lit-element/lit-element.js";
import * as icons from "../shared/icons.js";
import { pictureStyles } from "../shared/pictures.js";
import { Album } from "./album.js";
import { album, banner, farewell, log, standing } from "./parts.js";
import { styles } from "./styles.js";
import { Talk } from "./talk.js";
import { Visitor } from "./visitor.js";
import { tagFor, wordsFor } from "./words.js";

const LONGEST = 4_000;
const NEARLY = 3_600;
const NEAR_THE_END = 80;

/** The chat: a button in the corner, and the panel that it opens. */
export class LeveeChat extends LitElement {
  static styles = [styles, pictureStyles];
  static properties = {
    open: { state: true },
    draft: { state: true },
    asking: { state: true },
    score: { state: true },
    below: { state: true },
    dropping: { state: true },
  };

  #settings;
  #words;
  #tag;
  #talk;
  #album;
  #opener = null;
  #atEnd = true;
  #watched = null;
  /** The keyboard, a banner or a long draft make the conversation smaller: its end stays in sight. */
  #resized = new ResizeObserver(() => {
    if (this.#atEnd && this.#watched) {
      this.#watched.scrollTop = this.#watched.scrollHeight;
    }
  });
  #phone = window.matchMedia("(max-width: 479px), (max-height: 420px) and (pointer: coarse)");
  #on = {
    option: (text) => this.#say(text),
    retry: (id) => this.#talk.retry(id),
    discard: (id) => this.#talk.discard(id),
    hurry: () => this.#talk.line.hurry(),
    score: (n) => (this.score = n),
    rate: (submit) => this.#rate(submit),
    begin: () => this.#begin(),
    loaded: () => this.requestUpdate(),
  };

  constructor(settings) {
    super();
    this.#settings = settings;
    this.#words = wordsFor(settings.language);
    this.#tag = tagFor(settings.language);
    this.open = false;
    this.draft = "";
    this.asking = false;
    this.score = 0;
    this.below = false;
    this.dropping = false;
    this.#on.root = settings.gateway;
    const visitor = new Visitor(settings.gateway, settings.widgetKey, settings.token);
    this.#talk = new Talk(settings.gateway, settings.widgetKey, visitor);
    this.#album = new Album(settings.gateway, visitor);
    [this.#talk, this.#album].forEach((one) => one.addEventListener("change", () => this.requestUpdate()));
  }

  connectedCallback() {
    super.connectedCallback();
    this.lang = this.#tag;
    this.dataset.position = this.#settings.position;
    this.dataset.theme = this.#settings.theme;
    window.visualViewport?.addEventListener("resize", () => this.#fit());
    window.visualViewport?.addEventListener("scroll", () => this.#fit());
    this.#phone.addEventListener("change", () => this.#fit());
    if (this.#talk.underWay) {
      this.#talk.start();
    }
  }

  // ---- For the page

  /** Opens the panel. */
  show(opener) {
    this.#opener = opener ?? null;
    this.open = true;
    this.#atEnd = true;
    this.#talk.start();
    this.#fit();
    this.updateComplete.then(() => this.#focusInput());
  }

  hide() {
    this.open = false;
    this.asking = false;
    this.#fit();
    this.updateComplete.then(() => (this.#opener ?? this.#find(".launcher"))?.focus());
  }

  /** Asks as if the shopper had typed it. */
  ask(text) {
    this.#say(text);
  }

  // ---- What it looks like

  render() {
    const words = this.#words;
    const unread = this.open ? 0 : this.#talk.unread;
    return html`
      <button
        class="launcher"
        type="button"
        aria-expanded=${this.open}
        aria-haspopup="dialog"
        aria-label=${words.open + (unread ? words.unread(unread) : "")}
        ?hidden=${this.open}
        @click=${() => this.show()}
      >
        ${icons.bubble()}<span class="label" aria-hidden="true">${words.open}</span>
        ${unread ? html`<span class="badge" aria-hidden="true">${unread > 9 ? "9+" : unread}</span>` : nothing}
      </button>
      ${this.open ? this.#panel(words) : nothing}
    `;
  }

  #panel(words) {
    const talk = this.#talk;
    const conversation = talk.conversation;
    const fresh = conversation.items.length === 0 && talk.outbox.items.length === 0;
    const canEnd = conversation.id && !conversation.closed && talk.line.state === "open";
    return html`
      <section
        class="panel ${this.dropping ? "dropping" : ""}"
        role="dialog"
        aria-modal=${this.#phone.matches}
        aria-label=${words.title}
        @keydown=${this.#key}
        @dragover=${this.#dragged}
        @dragleave=${() => (this.dropping = false)}
        @drop=${this.#dropped}
      >
        <header>
          <span class="mark" aria-hidden="true">${icons.waves(22)}</span>
          <div>
            <h2>${words.title}</h2>
            <p role="status" class="standing ${talk.line.state} ${conversation.closed ? "over" : ""}">${standing(talk, words)}</p>
          </div>
          ${canEnd
            ? html`<button type="button" class="icon end" aria-label=${words.end} title=${words.end} @click=${() => (this.asking = true)}>
                ${icons.end()}
              </button>`
            : nothing}
          <button type="button" class="icon hide" aria-label=${words.close} title=${words.close} @click=${this.hide}>
            ${icons.down()}
          </button>
          <svg class="shore" viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true">
            <path d="M0 6c33-8 67-8 100 0s67 8 100 0 67-8 100 0 67 8 100 0v8H0Z" />
          </svg>
        </header>
        <div class="state" role="status">${banner(talk, words, this.#on)}</div>
        <div
          class="log"
          role="log"
          tabindex="0"
          aria-label=${words.log}
          aria-live=${talk.ready ? "polite" : "off"}
          @scroll=${this.#scrolled}
        >
          <div class="greeting">
            <h3>${words.greeting}</h3>
            <p>${words.greetingMore}</p>
            ${fresh && !conversation.closed ? this.#suggestions(words) : nothing}
          </div>
          ${log(talk, words, this.#tag, this.#on)}
        </div>
        ${this.below
          ? html`<button type="button" class="below" @click=${this.#toEnd}>${words.newMessages} ${icons.down()}</button>`
          : nothing}
        ${this.asking ? this.#sure(words) : nothing}
        ${conversation.closed ? farewell(talk, words, this.score, this.#on) : this.#input(words)}
      </section>
    `;
  }

  #suggestions(words) {
    const suggestions = this.#settings.suggestions ?? words.suggestions;
    return html`<div class="suggestions" role="group" aria-label=${words.suggestionsLabel}>
      ${suggestions.map((text) => html`<button type="button" @click=${() => this.#say(text)}>${text}</button>`)}
    </div>`;
  }

  #sure(words) {
    return html`<div class="sure" role="alertdialog" aria-label=${words.endSure}>
      <p>${words.endSure}</p>
      <button type="button" class="quiet" @click=${this.#stay}>${words.endNo}</button>
      <button type="button" class="main" @click=${this.#end}>${words.endYes}</button>
    </div>`;
  }

  #input(words) {
    const length = [...this.draft.trim()].length;
    const over = length - LONGEST;
    const { handledBy, items } = this.#talk.conversation;
    const full = this.#talk.outbox.full;
    const something = length > 0 || this.#album.attachments.length > 0;
    const offered = items.at(-1)?.options?.includes(words.person);
    return html`<form class="input" @submit=${this.#submit}>
      ${handledBy === "bot" && items.length > 0 && !offered
        ? html`<button type="button" class="person" @click=${() => this.#say(words.personAsk)}>${icons.person()}${words.person}</button>`
        : nothing}
      ${album(this.#album, words)}
      <p class="count over" role="status" data-problem=${this.#album.problem ?? nothing}>${this.#album.problem ? words.pictureProblems[this.#album.problem] : nothing}</p>
      <div class="field" data-drop=${words.dropHere}>
        <input type="file" hidden accept="image/*" multiple @change=${this.#chosen} />
        <button type="button" class="attach" aria-label=${words.attach} title=${words.attach} @click=${() => this.#find("input[type=file]").click()}>
          ${icons.clip()}
        </button>
        <textarea
          rows="1"
          enterkeyhint="send"
          aria-label=${words.input}
          placeholder=${words.placeholder}
          .value=${this.draft}
          aria-invalid=${over > 0}
          @input=${this.#typed}
          @paste=${this.#pasted}
        ></textarea>
        <button type="submit" class="send" aria-label=${words.send} ?disabled=${!something || over > 0 || full || this.#album.busy}>${icons.send()}</button>
      </div>
      <p class="count ${over > 0 ? "over" : ""}" role="status">
        ${full ? words.outboxFull : over > 0 ? words.tooLong(over) : length > NEARLY ? words.left(-over) : nothing}
      </p>
    </form>`;
  }

  updated() {
    const box = this.#find(".log");
    if (box !== this.#watched) {
      this.#resized.disconnect();
      this.#watched = box;
      if (box) {
        this.#resized.observe(box);
      }
    }
    if (!box) {
      return;
    }
    if (this.#atEnd) {
      box.scrollTop = box.scrollHeight;
    }
    const text = this.#find(".field textarea");
    if (text) {
      text.style.height = "auto";
      text.style.height = `${Math.min(text.scrollHeight, 128)}px`;
    }
    this.below = !this.#atEnd && this.#talk.unread > 0;
    if (this.#atEnd && !document.hidden) {
      this.#talk.see();
    }
  }

  // ---- What the shopper does

  #say(text, attachments) {
    this.#atEnd = true;
    if (this.#talk.say(text, attachments)) {
      this.score = 0;
      this.updateComplete.then(() => this.#focusInput());
      return true;
    }
    return false;
  }

  #submit(submit) {
    submit.preventDefault();
    const text = this.draft.trim();
    const { attachments, busy } = this.#album;
    const something = text || attachments.length;
    if (something && !busy && [...text].length <= LONGEST && this.#say(text, attachments)) {
      this.draft = "";
      this.#album.sent();
    }
  }

  #chosen({ target }) {
    this.#album.add([...target.files]);
    // The same one may be chosen again.
    target.value = "";
    this.#focusInput();
  }

  #pasted(paste) {
    const files = [...paste.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (files.length) {
      paste.preventDefault();
      this.#album.add(files);
    }
  }

  #dragged(drag) {
    if (drag.dataTransfer.types.includes("Files") && !this.#talk.conversation.closed) {
      drag.preventDefault();
      this.dropping = true;
    }
  }

  #dropped(drop) {
    if (this.dropping) {
      drop.preventDefault();
      this.dropping = false;
      this.#album.add([...drop.dataTransfer.files]);
    }
  }

  #typed(input) {
    this.draft = input.target.value;
    this.#talk.typing();
  }

  #key(key) {
    // While an input method composes, Enter and Escape are its own.
    if (key.isComposing || key.keyCode === 229) {
      return;
    }
    if (key.key === "Enter" && !key.shiftKey && key.target.matches(".field textarea")) {
      this.#submit(key);
    } else if (key.key === "Escape") {
      key.stopPropagation();
      if (this.asking) {
        this.#stay();
      } else {
        this.hide();
      }
    } else if (key.key === "Tab" && this.#phone.matches) {
      this.#keepInside(key);
    }
  }

  /** Full screen, there is nothing else to go to. */
  #keepInside(key) {
    const all = [...this.renderRoot.querySelectorAll(".panel :is(button, textarea, input, a, [tabindex='0']):not([disabled])")];
    const [first, last] = [all[0], all.at(-1)];
    const at = this.renderRoot.activeElement;
    if (at === (key.shiftKey ? first : last)) {
      key.preventDefault();
      (key.shiftKey ? last : first).focus();
    }
  }

  #rate(submit) {
    submit.preventDefault();
    this.#talk.rate(this.score, new FormData(submit.target).get("comment")?.trim());
  }

  #begin() {
    this.score = 0;
    this.#talk.begin();
    this.updateComplete.then(() => this.#focusInput());
  }

  #end() {
    this.#talk.end();
    this.#stay();
  }

  #stay() {
    this.asking = false;
    this.updateComplete.then(() => this.#focusInput());
  }

  #scrolled(scroll) {
    const box = scroll.target;
    this.#atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_THE_END;
    if (this.#atEnd && this.below) {
      this.#talk.see();
      this.below = false;
    }
  }

  #toEnd() {
    this.#atEnd = true;
    this.requestUpdate();
    this.#find(".log")?.focus();
  }

  /** On a phone the input would bring up the keyboard: the conversation is looked at first. */
  #focusInput() {
    const touch = window.matchMedia("(pointer: coarse)").matches;
    (this.#find(touch ? ".log" : ".field textarea") ?? this.#find(".log"))?.focus({ preventScroll: true });
  }

  /** Full screen, it has the part of the screen that the keyboard leaves, and the page does not scroll. */
  #fit() {
    const full = this.open && this.#phone.matches;
    const view = window.visualViewport;
    this.style.setProperty("--levee-height", full && view ? `${view.height}px` : "");
    this.style.setProperty("--levee-top", full && view ? `${view.offsetTop}px` : "");
    document.documentElement.style.overflow = full ? "hidden" : "";
    this.requestUpdate();
  }

  #find(selector) {
    return this.renderRoot.querySelector(selector);
  }
}
