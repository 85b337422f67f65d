import { Line } from "../shared/line.js";
import { Thread } from "./thread.js";

const ACK_WITHIN = 15_000;
const AGAIN_AFTER = 2_000;
const RENEW_AGAIN = 30_000;
const TYPING_LASTS = 6_000;
const TYPING_EVERY = 3_000;
const GAP_ASKED_EVERY = 2_000;
const UNAUTHORIZED = 4401;
const WRONG_ORIGIN = 4403;

/**
 * An agent's desk over one socket. Messages of a conversation go one by one, each once the one before is
 * acknowledged; after a lost connection they go again with the same id, which the gateway takes once.
 *
 * Events: `change`; `notice` (detail: {kind, name}); `signedout` (detail: why).
 */
export class Desk extends EventTarget {
  agent = null;
  /** {waiting, longestWaitSeconds}; null: not told yet */
  queue = null;
  /** {available, capacity, mostCapacity, reason}, as all tabs show it; null: not told yet */
  state = null;
  skills = [];
  colleagues = [];
  replies = [];
  /** What the shop knows about what was looked for; null: nothing was */
  found = null;
  /** What supervisors see; null: nothing yet */
  floor = null;
  #looking = false;
  #tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel("levee-agent") : null;
  threads = new Map();
  selected = null;
  #account;
  #timers = new Map();
  #typedAt = 0;
  #gapAskedAt = 0;

  constructor(account, url) {
    super();
    this.#account = account;
    this.#tabs?.addEventListener("message", ({ data }) => this.#seenElsewhere(data));
    this.line = new Line(url, async () => account.hello());
    this.line.addEventListener("frame", (event) => this.#frame(event.detail));
    this.line.addEventListener("closed", (event) => this.#closed(event.detail));
    this.line.addEventListener("state", () => this.#state());
  }

  start() {
    this.line.start();
  }

  signOut(why = null) {
    this.line.stop();
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#timers.clear();
    this.threads.forEach((thread) => thread.forget());
    this.threads.clear();
    this.agent = this.queue = this.state = this.floor = this.found = this.selected = null;
    this.#looking = false;
    if (why !== "elsewhere") {
      this.#account.signOut();
    }
    this.dispatchEvent(new CustomEvent("signedout", { detail: why }));
  }

  get supervises() {
    return ["supervisor", "admin"].includes(this.agent?.role);
  }

  get current() {
    return this.threads.get(this.selected) ?? null;
  }

  /** Those that wait longest come first, then the others, the latest first. */
  get list() {
    return [...this.threads.values()].sort((a, b) => {
      if ((a.ended === null) !== (b.ended === null)) {
        return a.ended === null ? -1 : 1;
      }
      if ((a.watching === null) !== (b.watching === null)) {
        return a.watching === null ? -1 : 1;
      }
      const [one, other] = [a.waitsSince, b.waitsSince];
      if (one !== null || other !== null) {
        return (one ?? Infinity) - (other ?? Infinity);
      }
      return (b.lastText?.at ?? 0) - (a.lastText?.at ?? 0);
    });
  }

  get unread() {
    let all = 0;
    this.threads.forEach((thread) => (all += thread.ended === null && thread.watching === null ? thread.unread : 0));
    return all;
  }

  select(id) {
    const left = this.current;
    if (left?.ended && left.id !== id) {
      left.forget();
      this.threads.delete(left.id);
    }
    this.selected = id;
    this.see();
    this.#changed();
  }

  /** What is open has been looked at. */
  see() {
    const thread = this.current;
    if (thread && !document.hidden && thread.seen !== thread.lastSeq) {
      thread.see();
      this.#account.shared.write(`seen:${thread.id}`, thread.seen);
      this.#tabs?.postMessage({ id: thread.id, seen: thread.seen });
      this.#changed();
    }
  }

  /** Another tab has shown it. */
  #seenElsewhere({ id, seen }) {
    const thread = this.threads.get(id);
    if (thread && seen > thread.seen) {
      thread.seen = seen;
      this.#changed();
    }
  }

  // ---- What the agent does

  /** @return whether it was taken */
  say(thread, text) {
    if (thread.outbox.full || thread.ended) {
      return false;
    }
    thread.outbox.add(text);
    thread.problem = null;
    this.#flush(thread);
    this.#changed();
    return true;
  }

  retry(thread, messageId) {
    thread.outbox.retry(messageId);
    this.#flush(thread);
    this.#changed();
  }

  discard(thread, messageId) {
    thread.outbox.take(messageId);
    this.#changed();
  }

  typing(thread) {
    if (Date.now() - this.#typedAt > TYPING_EVERY) {
      this.#typedAt = Date.now();
      this.line.send({ type: "typing", conversationId: thread.id });
    }
  }

  close(thread) {
    return this.#ask(thread, { type: "close" });
  }

  giveBack(thread) {
    return this.#ask(thread, { type: "return" });
  }

  /** @param to {toSkill} or {toAgent} */
  transfer(thread, to, note) {
    return this.#ask(thread, { type: "transfer", ...to, ...(note && { note }) });
  }

  history(thread) {
    return this.#ask(thread, { type: "history", after: 0 });
  }

  /** @param reason why not, when it is not */
  setAvailable(available, reason = "") {
    this.#account.available = available;
    this.line.send({ type: "state", available, ...(reason && { reason }) });
    this.#changed();
  }

  /** What ended is wrapped up. */
  ready() {
    this.line.send({ type: "ready" });
  }

  /** Puts a suggestion into the draft, and says so. */
  use(thread, suggestion) {
    thread.draft = suggestion.text;
    thread.used = suggestion.id;
    const { seq } = thread.suggestions;
    this.line.send({ type: "used", conversationId: thread.id, seq, suggestion: suggestion.id });
    this.#changed();
  }

  search(text) {
    if (text.trim()) {
      this.line.send({ type: "search", text });
    } else {
      this.found = null;
      this.#changed();
    }
  }

  whisper(thread, text) {
    return this.#ask(thread, { type: "whisper", text });
  }

  // ---- What a supervisor does

  look(on) {
    this.#looking = on;
    this.line.send({ type: "overview", on });
  }

  watch(id) {
    if (this.threads.has(id)) {
      this.select(id);
    } else {
      this.selected = id;
      this.line.send({ type: "watch", conversationId: id });
    }
  }

  unwatch(thread) {
    this.line.send({ type: "unwatch", conversationId: thread.id });
    this.threads.delete(thread.id);
    this.select(null);
  }

  takeOver(id) {
    this.selected = id;
    this.line.send({ type: "takeover", conversationId: id });
  }

  /** @param capacity null: as the account has it */
  set capacity(capacity) {
    this.#account.capacity = capacity;
    const most = capacity ?? this.state?.mostCapacity;
    if (most !== undefined) {
      this.line.send({ type: "state", capacity: most });
    }
    this.#changed();
  }

  #ask(thread, frame) {
    thread.problem = null;
    const sent = this.line.send({ ...frame, conversationId: thread.id });
    this.#changed();
    return sent;
  }

  // ---- What the gateway tells

  #frame(frame) {
    switch (frame.type) {
      case "welcome":
        this.#welcome(frame);
        break;
      case "assigned":
        this.#place(frame);
        this.#notice("assigned", this.threads.get(frame.conversationId));
        break;
      case "queue":
        this.queue = frame;
        break;
      case "state":
        this.#stateIs(frame);
        break;
      case "found":
        this.found = frame;
        break;
      case "overview":
        this.floor = frame;
        break;
      case "watching":
        this.#listen(frame);
        break;
      case "error":
        this.#error(frame);
        break;
      default:
        this.#of(frame);
    }
    this.#changed();
  }

  #of(frame) {
    const thread = this.threads.get(frame.conversationId);
    if (!thread) {
      return;
    }
    switch (frame.type) {
      case "message":
      case "joined":
      case "left":
        this.#store(thread, frame);
        break;
      case "ack":
        thread.acknowledge(frame.messageId, frame.seq);
        if (thread.inFlight === frame.messageId) {
          this.#landed(thread);
        }
        this.#mind(thread);
        this.#flush(thread);
        break;
      case "packet":
        thread.packet = { ...thread.packet, ...frame };
        break;
      case "suggestions":
        thread.suggest(frame);
        break;
      case "whisper":
        thread.whisper(frame);
        this.#notice("whisper", thread);
        break;
      case "notes":
        thread.whisper(...frame.notes);
        break;
      case "typing":
        thread.types = true;
        this.#after(`typing ${thread.id}`, TYPING_LASTS, () => (thread.types = false));
        break;
      case "ended":
        this.#end(thread, frame.why);
        break;
      default:
    }
  }

  #welcome(frame) {
    this.agent = frame.agent;
    this.skills = frame.skills;
    this.colleagues = frame.colleagues;
    this.replies = frame.quickReplies;
    this.#stateIs(frame.state);
    this.#renewLater();
    if (this.#looking) {
      this.look(true);
    }
    this.threads.forEach((thread) => thread.watching !== null && this.line.send({ type: "watch", conversationId: thread.id }));
    const here = new Set(frame.conversations.map((one) => one.conversationId));
    this.threads.forEach((thread) => here.has(thread.id) || thread.ended || thread.watching !== null || this.#end(thread, "reassigned"));
    frame.conversations.forEach((one) => this.#place(one));
  }

  /** The socket lasts no longer than its token. */
  #renewLater(least = 0) {
    this.#after("renew", Math.max(least, this.#account.renewIn), async () => {
      try {
        const renewal = await this.#account.renewal();
        if (this.line.send(renewal)) {
          this.#renewLater(RENEW_AGAIN);
        }
      } catch (refusal) {
        if (refusal.retryAfter === null || refusal.retryAfter === undefined) {
          // Said hello again, it is told that there is no login any more.
          this.line.again();
        } else {
          this.#renewLater(RENEW_AGAIN);
        }
      }
    });
  }

  #stateIs(state) {
    this.state = state;
    this.#account.available = state.available;
  }

  #listen({ conversationId, packet, agent }) {
    const known = this.threads.get(conversationId);
    if (known?.watching === null && !known.ended) {
      return;
    }
    const thread = known ?? new Thread(conversationId, this.#account.store);
    thread.place(packet, Number.MAX_SAFE_INTEGER);
    thread.watching = agent;
    this.threads.set(conversationId, thread);
  }

  #place({ conversationId, packet }) {
    const thread = this.threads.get(conversationId) ?? new Thread(conversationId, this.#account.store);
    thread.place(packet, this.#account.shared.read(`seen:${conversationId}`) ?? 0);
    this.threads.set(conversationId, thread);
    this.#flush(thread);
    this.#mind(thread);
    this.see();
  }

  #store(thread, frame) {
    thread.store(frame);
    if (frame.from === "customer") {
      thread.types = false;
      if (thread.watching === null) {
        this.#notice("said", thread);
      }
    }
    this.#mind(thread);
    if (thread.id === this.selected) {
      this.see();
    }
  }

  /** What is missing between what is here is asked for. */
  #mind(thread) {
    const gap = thread.gap;
    if (gap !== null && thread.watching === null && Date.now() - this.#gapAskedAt > GAP_ASKED_EVERY) {
      this.#gapAskedAt = Date.now();
      this.line.send({ type: "history", conversationId: thread.id, after: gap });
    }
  }

  #end(thread, why) {
    this.#landed(thread);
    thread.ended = why;
    thread.types = false;
    this.#account.shared.remove(`seen:${thread.id}`);
    if (thread.id === this.selected) {
      thread.outbox.items.forEach((item) => thread.outbox.fail(item.messageId, "not-yours"));
    } else {
      thread.forget();
      this.threads.delete(thread.id);
    }
    this.#notice(why, thread);
  }

  #error({ conversationId, messageId, problem }) {
    const thread = this.threads.get(conversationId);
    if (!thread) {
      this.#notice(problem.type, null);
      return;
    }
    if (!messageId) {
      thread.problem = problem.type;
      return;
    }
    if (thread.inFlight === messageId) {
      this.#landed(thread);
    }
    if (problem.status === 503 || problem.status === 429) {
      this.#after(`again ${thread.id}`, AGAIN_AFTER * (1 + Math.random()), () => this.#flush(thread));
    } else {
      thread.outbox.fail(messageId, problem.type);
      this.#flush(thread);
    }
  }

  #flush(thread) {
    const head = thread.outbox.head;
    if (!head || thread.inFlight || thread.ended || this.#timers.has(`again ${thread.id}`)) {
      return;
    }
    const { messageId, text } = head;
    if (this.line.send({ type: "message", conversationId: thread.id, messageId, text })) {
      thread.inFlight = messageId;
      this.#after(`ack ${thread.id}`, ACK_WITHIN, () => this.line.again());
    }
  }

  #landed(thread) {
    thread.inFlight = null;
    this.#clear(`ack ${thread.id}`);
  }

  #state() {
    if (this.line.state !== "open") {
      this.#timers.forEach((timer) => clearTimeout(timer));
      this.#timers.clear();
      this.threads.forEach((thread) => {
        thread.inFlight = null;
        thread.types = false;
      });
      this.queue = null;
    }
    if (this.line.state === "refused" && !this.#account.signedIn) {
      this.signOut("expired");
    }
    this.#changed();
  }

  #closed(code) {
    if (code === UNAUTHORIZED) {
      // The next hello tries with another token, and signs out when there is none to be had.
      this.#account.expire();
    } else if (code === WRONG_ORIGIN) {
      this.line.refuse();
    }
  }

  #notice(kind, thread) {
    this.dispatchEvent(new CustomEvent("notice", { detail: { kind, thread } }));
  }

  #after(name, millis, then) {
    this.#clear(name);
    const timer = setTimeout(() => {
      this.#timers.delete(name);
      then();
      this.#changed();
    }, millis);
    this.#timers.set(name, timer);
  }

  #clear(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
