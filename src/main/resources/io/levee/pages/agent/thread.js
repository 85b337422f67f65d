import { Outbox } from "../shared/outbox.js";

/** One conversation on the desk: what was said, what is still on its way, what is known of the shopper. */
export class Thread {
  id;
  packet;
  outbox;
  /** The agent's text that is not sent yet. */
  draft = "";
  /** The message that was sent and is not acknowledged. */
  inFlight = null;
  /** The shopper is typing. */
  types = false;
  /** Why it is off the desk; null while it is on it. */
  ended = null;
  problem = null;
  seen = 0;
  /** {seq, all}: what may be answered; null: nothing yet. */
  suggestions = null;
  /** The suggestion that was taken up last. */
  used = null;
  /** What the customer does not see: {kind, from, text, at}. */
  whispers = [];
  /** A supervisor listens: the agent's user name, or nothing while it waits. Null: it is one's own. */
  watching = null;
  #bySeq = new Map();
  #items = null;
  #known = null;

  constructor(id, store) {
    this.id = id;
    this.outbox = new Outbox(store, `outbox:${id}`);
  }

  /** Takes over what the desk says of it, at first or after a reconnect. */
  place(packet, seen) {
    this.packet = packet;
    this.ended = null;
    this.inFlight = null;
    this.watching = null;
    packet.history.forEach((message) => this.store(message));
    this.seen = Math.max(this.seen, seen);
  }

  /** A stored message: a live frame, or one of a history. @return whether it is new */
  store(frame) {
    if (this.#bySeq.has(frame.seq)) {
      return false;
    }
    const kind = frame.type === "message" ? (frame.event ?? "text") : frame.type;
    this.#put({ ...frame, kind, at: Date.parse(frame.at) });
    if (frame.from === "agent" && frame.messageId) {
      this.outbox.take(frame.messageId);
    }
    return true;
  }

  /** The agent's own message is stored under that number. */
  acknowledge(messageId, seq) {
    const item = this.outbox.take(messageId);
    if (item && !this.#bySeq.has(seq)) {
      this.#put({ seq, kind: "text", from: "agent", own: true, text: item.text, messageId, at: Date.now() });
    }
  }

  /** What was whispered, now or before it came here; what is known already is left out. */
  whisper(...told) {
    const all = new Map(this.whispers.map((one) => [`${one.at} ${one.from} ${one.text}`, one]));
    for (const { from, text, at } of told) {
      const one = { kind: "whisper", from, text, at: Date.parse(at) };
      all.set(`${one.at} ${from} ${text}`, one);
    }
    this.whispers = [...all.values()].sort((a, b) => a.at - b.at).slice(-100);
  }

  suggest({ seq, suggestions }) {
    if (this.suggestions?.seq !== seq) {
      this.used = null;
    }
    this.suggestions = { seq, all: suggestions };
  }

  #put(item) {
    this.#bySeq.set(item.seq, item);
    this.#items = this.#known = null;
  }

  /** In the order of their numbers. */
  get items() {
    this.#items ??= [...this.#bySeq.values()].sort((a, b) => a.seq - b.seq);
    return this.#items;
  }

  get firstSeq() {
    return this.items[0]?.seq ?? 0;
  }

  /** The number after which something is missing; null: nothing is. */
  get gap() {
    for (let i = 1; i < this.items.length; i++) {
      if (this.items[i].seq !== this.items[i - 1].seq + 1) {
        return this.items[i - 1].seq;
      }
    }
    return null;
  }

  get lastSeq() {
    return this.items.at(-1)?.seq ?? 0;
  }

  /** What the list shows of it, worked out once for what there is. */
  get #gist() {
    this.#known ??= { lastText: this.#last(), waitsSince: this.#waits() };
    return this.#known;
  }

  get lastText() {
    return this.#gist.lastText;
  }

  get unread() {
    return this.seen >= this.lastSeq ? 0 : this.items.filter((item) => item.seq > this.seen && item.from === "customer").length;
  }

  /** Since when the shopper waits for an answer, in milliseconds since 1970; null: the word was ours. */
  get waitsSince() {
    return this.outbox.head ? null : this.#gist.waitsSince;
  }

  /** What people said last; what the bot says to who waits tells nothing. */
  #last() {
    const said = (item) => item.kind === "text";
    return this.items.findLast((item) => said(item) && item.from !== "bot") ?? this.items.findLast(said);
  }

  #waits() {
    let since = null;
    let queued = false;
    for (const item of this.items) {
      if (item.kind === "queued" || (item.kind === "text" && item.from === "customer")) {
        queued ||= item.kind === "queued";
        since ??= item.at;
      } else if (item.kind === "text" && (item.from === "agent" || !queued)) {
        // What the bot says to who is in the queue is no answer.
        since = null;
      }
    }
    return since;
  }

  /** Nothing is on its way any more. */
  forget() {
    this.outbox.items.forEach((item) => this.outbox.take(item.messageId));
  }

  see() {
    this.seen = this.lastSeq;
  }
}
