const HELD_AT_MOST = 256;

/** A conversation as far as it was told: every number once, in order. Knows nothing of sockets. */
export class Conversation {
  id = null;
  lastSeq = 0;
  items = [];
  handledBy = "bot";
  agent = null;
  place = null;
  closed = false;
  rated = false;
  #held = new Map();

  /** Begins anew, with nothing. */
  clear() {
    Object.assign(this, new Conversation());
    this.#held.clear();
  }

  welcome(frame) {
    // Shorter than what is known here: the store was set back, and all of it is told again.
    if (frame.conversationId !== this.id || frame.seq < this.lastSeq) {
      this.clear();
    }
    this.id = frame.conversationId;
    this.handledBy = frame.handledBy;
    this.agent = frame.agent?.name ?? null;
    this.place = frame.queue ?? null;
    this.closed = frame.closed === true;
  }

  /**
   * A stored message, in whatever order.
   *
   * @return whether all up to it is here: if not, something was lost on the way
   */
  store(frame) {
    if (frame.conversationId && frame.conversationId !== this.id) {
      // Ids grow with time: an older one has ended, a newer one has taken its place.
      if (this.id && frame.conversationId < this.id) {
        return true;
      }
      this.#follow(frame.conversationId);
    }
    if (frame.seq > this.lastSeq && this.#held.size < HELD_AT_MOST) {
      this.#held.set(frame.seq, frame);
    }
    for (let next; (next = this.#held.get(this.lastSeq + 1)); ) {
      this.#held.delete(next.seq);
      this.lastSeq = next.seq;
      this.#apply(next);
    }
    return this.#held.size === 0;
  }

  /** The text was not stored under a number of its own conversation. */
  #follow(id) {
    const begun = this.id !== null;
    const before = this.items;
    this.clear();
    this.id = id;
    if (begun) {
      this.items = [...before, { key: `begin-${id}`, kind: "event", event: "begun", at: Date.now() }];
    }
  }

  #apply(frame) {
    const event = frame.type === "message" ? frame.event : frame.type;
    this.items = [
      ...this.items,
      {
        key: frame.from === "customer" ? frame.messageId : `${this.id}-${frame.seq}`,
        seq: frame.seq,
        kind: event ? "event" : "text",
        event,
        from: frame.from,
        text: frame.text ?? "",
        attachments: frame.attachments ?? [],
        at: frame.at ? Date.parse(frame.at) : Date.now(),
        agent: frame.agent?.name,
        options: frame.options ?? [],
      },
    ];
    this.#moved(event, frame);
  }

  #moved(event, frame) {
    switch (event) {
      case "queued":
        this.handledBy = "queue";
        break;
      case "joined":
        this.handledBy = "human";
        this.agent = frame.agent?.name ?? null;
        this.place = null;
        break;
      case "left":
        this.handledBy = "bot";
        this.agent = null;
        break;
      case "ticket":
        this.handledBy = "ticket";
        this.place = null;
        break;
      case "rated":
        this.rated = true;
        break;
      case "closed":
        this.closed = true;
        this.agent = null;
        this.place = null;
        break;
      default:
    }
  }
}
