const MOST = 50;

/**
 * What was written and is not acknowledged yet, oldest first. It outlives a reload, and an id is never
 * given twice: sent again, a message is the same message.
 */
export class Outbox {
  #store;
  #key;
  /** {messageId, text, attachments, at, state: "sending" | "failed", problem} */
  items;

  constructor(store, key) {
    this.#store = store;
    this.#key = key;
    this.items = store.read(key) ?? [];
  }

  get full() {
    return this.items.length >= MOST;
  }

  /** The one to be sent next. */
  get head() {
    return this.items.find((item) => item.state === "sending");
  }

  add(text, attachments = []) {
    this.items = [...this.items, { messageId: newId(), text, attachments, at: Date.now(), state: "sending" }];
    this.#save();
  }

  /** @return what it was; undefined when it is not here */
  take(messageId) {
    const item = this.items.find((one) => one.messageId === messageId);
    if (item) {
      this.items = this.items.filter((one) => one !== item);
      this.#save();
    }
    return item;
  }

  fail(messageId, problem) {
    this.#change(messageId, { state: "failed", problem });
  }

  /** It was refused as it was, so that it goes as a new one. */
  retry(messageId) {
    const item = this.take(messageId);
    if (item) {
      this.add(item.text, item.attachments);
    }
  }

  #change(messageId, parts) {
    this.items = this.items.map((one) => (one.messageId === messageId ? { ...one, ...parts } : one));
    this.#save();
  }

  #save() {
    this.#store.write(this.#key, this.items);
  }
}

/** crypto.randomUUID would need a secure context, which a shop on plain http is not. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `w-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
