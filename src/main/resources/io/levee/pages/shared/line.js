import { fullJitter } from "./backoff.js";

const WELCOME_WITHIN = 10_000;
const STABLE_AFTER = 10_000;

/** Why a connection cannot be had now, or at all. */
export class Refusal extends Error {
  /** @param retryAfter milliseconds; null: it is no use to try again */
  constructor(message, retryAfter = null) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/**
 * A socket that comes back by itself. It is `open` once the other side has welcomed it.
 *
 * Events: `frame` (detail: the object), `state`, `closed` (detail: the code).
 */
export class Line extends EventTarget {
  /** off, connecting, open, waiting, refused */
  state = "off";
  attempt = 0;
  #url;
  #hello;
  #socket = null;
  #timer = 0;
  #stable = 0;
  #round = 0;

  /** @param hello makes the first frame; may throw a Refusal */
  constructor(url, hello) {
    super();
    this.#url = url;
    this.#hello = hello;
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  start() {
    if (this.state === "off" || this.state === "refused") {
      this.attempt = 0;
      this.#connect();
    }
  }

  /** Does not wait any longer. */
  hurry() {
    if (this.state === "waiting") {
      this.#connect();
    }
  }

  /** Hangs up and says hello again, at once. */
  again() {
    if (this.state !== "off") {
      this.#drop();
      this.#connect();
    }
  }

  stop() {
    this.#drop();
    this.#become("off");
  }

  /** Hangs up for good: it is no use to try again. */
  refuse() {
    this.#drop();
    this.#become("refused");
  }

  /** @return whether it could be sent */
  send(frame) {
    if (this.state !== "open" || this.#socket.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  async #connect() {
    clearTimeout(this.#timer);
    const round = ++this.#round;
    const current = () => round === this.#round;
    this.#become("connecting");
    let hello;
    try {
      hello = await this.#hello();
    } catch (refusal) {
      if (current()) {
        this.#refused(refusal);
      }
      return;
    }
    if (!current()) {
      return;
    }
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    this.#timer = setTimeout(() => current() && this.#lost(0), WELCOME_WITHIN);
    socket.onopen = () => socket.send(JSON.stringify(hello));
    socket.onmessage = (message) => current() && this.#frame(message.data);
    socket.onclose = (closed) => current() && this.#lost(closed.code);
  }

  #frame(text) {
    let frame;
    try {
      frame = JSON.parse(text);
    } catch {
      return;
    }
    if (frame.type === "welcome" && this.state === "connecting") {
      clearTimeout(this.#timer);
      this.#stable = setTimeout(() => (this.attempt = 0), STABLE_AFTER);
      this.#become("open");
    }
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
  }

  #refused(refusal) {
    if (refusal instanceof Refusal && refusal.retryAfter === null) {
      this.#become("refused");
    } else {
      this.#wait(refusal.retryAfter ?? 0);
    }
  }

  #lost(code) {
    this.#drop();
    this.#become("waiting");
    this.dispatchEvent(new CustomEvent("closed", { detail: code }));
    if (this.state === "waiting") {
      this.#wait(0);
    }
  }

  #wait(least) {
    this.#become("waiting");
    this.#timer = setTimeout(() => this.#connect(), least + fullJitter(this.attempt++));
  }

  #drop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#stable);
    this.#round++;
    this.#socket?.close();
    this.#socket = null;
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
