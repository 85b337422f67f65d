import { Line } from "../shared/line.js";
import { Store } from "../shared/store.js";
import { Conversation } from "./conversation.js";
import { Outbox } from "../shared/outbox.js";

const ACK_WITHIN = 15_000;
const GAP_FILLED_WITHIN = 2_000;
const ANSWER_WITHIN = 20_000;
const TYPING_LASTS = 6_000;
const TYPING_EVERY = 3_000;
const PLACE_TOLD_WITHIN = 1_500;
const UNAUTHORIZED = 4401;
const WRONG_ORIGIN = 4403;

/**
 * One visitor talking: what was said, what is still to be sent, and the line it goes over. Messages go
 * one by one, each once the one before is acknowledged, so that they keep their order whatever happens.
 *
 * Events: `change`.
 */
export class Talk extends EventTarget {
  conversation = new Conversation();
  /** What the bot would have said to a message that could not be stored yet, by messageId. */
  provisional = new Map();
  /** Welcomed at least once. */
  ready = false;
  agentTypes = false;
  botThinks = false;
  /** The message that waits since the gateway is busy. */
  busy = null;
  #visitor;
  #kept;
  #inFlight = null;
  #typedAt = 0;
  #timers = {};

  constructor(gateway, widgetKey, visitor) {
    super();
    this.#visitor = visitor;
    this.#kept = new Store("sessionStorage", `levee:${gateway.host}:${widgetKey}:${visitor.name}:`);
    this.conversation.id = this.#kept.read("conversation");
    this.outbox = new Outbox(this.#kept, "outbox");
    const url = new URL("v1/socket", gateway);
    url.protocol = url.protocol.replace("http", "ws");
    this.line = new Line(url, () => this.#hello());
    this.line.addEventListener("frame", (event) => this.#frame(event.detail));
    this.line.addEventListener("closed", (event) => this.#closed(event.detail));
    this.line.addEventListener("state", () => this.#state());
  }

  /** Whether this page, before a reload perhaps, was in the middle of something. */
  get underWay() {
    return this.conversation.id !== null || this.outbox.items.length > 0;
  }

  get unread() {
    const seen = this.#kept.read("seen");
    const from = seen?.id === this.conversation.id ? seen.seq : 0;
    return this.conversation.items.filter((item) => item.seq > from && item.from !== "customer").length;
  }

  /** All that is here has been looked at. */
  see() {
    this.#kept.write("seen", { id: this.conversation.id, seq: this.conversation.lastSeq });
  }

  start() {
    this.line.start();
  }

  /** @return whether it was taken */
  say(text, attachments) {
    if (this.outbox.full) {
      return false;
    }
    if (this.conversation.closed) {
      this.begin();
    }
    this.outbox.add(text, attachments);
    this.start();
    this.#flush();
    this.#changed();
    return true;
  }

  retry(messageId) {
    if (this.conversation.closed) {
      this.begin();
    }
    this.outbox.retry(messageId);
    this.#flush();
    this.#changed();
  }

  discard(messageId) {
    this.outbox.take(messageId);
    this.#changed();
  }

  typing() {
    const now = Date.now();
    if (this.conversation.handledBy === "human" && now - this.#typedAt > TYPING_EVERY) {
      this.#typedAt = now;
      this.line.send({ type: "typing" });
    }
  }

  /** @return whether it could be sent */
  rate(score, comment) {
    const sent = this.line.send({ type: "rate", score, ...(comment && { comment }) });
    this.conversation.rated ||= sent;
    this.#changed();
    return sent;
  }

  /** Ends the conversation; the gateway says when it is done. */
  end() {
    return this.line.send({ type: "close" });
  }

  /** Leaves what has ended and begins a new conversation. */
  begin() {
    this.#forgetConversation();
    this.line.again();
    this.#changed();
  }

  async #hello() {
    const { id, lastSeq } = this.conversation;
    const token = await this.#visitor.token();
    return { type: "hello", token, ...(id && { conversationId: id, after: lastSeq }) };
  }

  #frame(frame) {
    switch (frame.type) {
      case "welcome":
        this.conversation.welcome(frame);
        this.ready = true;
        this.#flush();
        break;
      case "ack":
        this.#acked(frame);
        break;
      case "message":
      case "joined":
      case "left":
        this.#stored(frame);
        break;
      case "queue":
        this.#clear("place");
        this.conversation.place = { position: frame.position, waitSeconds: frame.waitSeconds };
        break;
      case "typing":
        this.agentTypes = true;
        this.#after("typing", TYPING_LASTS, () => (this.agentTypes = false));
        break;
      case "busy":
        this.#busy(frame);
        break;
      case "provisional":
        this.provisional.set(frame.messageId, frame.text);
        break;
      case "error":
        this.#error(frame);
        break;
      default:
      // From a newer gateway.
    }
    this.#keep();
    this.#changed();
  }

  /** Stands for the message itself: the sender is not told it again. */
  #acked(ack) {
    const mine = this.outbox.take(ack.messageId);
    this.provisional.delete(ack.messageId);
    if (this.#inFlight === ack.messageId) {
      this.#landed();
    }
    if (mine) {
      this.#store({
        type: "message",
        from: "customer",
        conversationId: ack.conversationId,
        seq: ack.seq,
        messageId: ack.messageId,
        text: mine.text,
        attachments: mine.attachments,
        at: new Date(mine.at).toISOString(),
      });
      this.#waitForAnswer(ack);
    }
    this.#flush();
  }

  #waitForAnswer(ack) {
    const { handledBy, place } = this.conversation;
    if (handledBy === "bot" && !ack.duplicate) {
      this.botThinks = true;
      this.#after("thinks", ANSWER_WITHIN, () => (this.botThinks = false));
    }
    // Who still waits is told the place anew after each ack; who is not, has left the queue.
    if (place && !ack.duplicate) {
      this.#after("place", PLACE_TOLD_WITHIN, () => {
        this.conversation.place = null;
        this.conversation.handledBy = "bot";
      });
    }
  }

  #stored(frame) {
    if (frame.from === "customer") {
      // Sent before a reload or a cut, and its ack was lost.
      this.outbox.take(frame.messageId);
      this.provisional.delete(frame.messageId);
    } else {
      this.botThinks = false;
      this.agentTypes &&= frame.from !== "agent";
    }
    this.#store(frame);
  }

  #store(frame) {
    if (this.conversation.store(frame)) {
      this.#clear("gap");
    } else if (!this.#timers.gap) {
      this.#after("gap", GAP_FILLED_WITHIN, () => this.line.again());
    }
  }

  #busy(frame) {
    if (this.#inFlight === frame.messageId) {
      this.#landed();
      this.busy = frame.messageId;
      const wait = frame.retryAfterMillis * (1 + Math.random() / 4);
      this.#after("busy", wait, () => {
        this.busy = null;
        this.#flush();
      });
    }
  }

  #error(frame) {
    const { messageId, problem } = frame;
    if (messageId) {
      if (problem.type === "conversation-closed") {
        this.conversation.closed = true;
      }
      this.outbox.fail(messageId, problem.type);
      if (this.#inFlight === messageId) {
        this.#landed();
      }
      this.#flush();
    } else if (problem.type === "not-found" && this.line.state === "connecting") {
      this.#forgetConversation();
    }
  }

  #flush() {
    const head = this.outbox.head;
    if (!head || this.#inFlight || this.busy) {
      return;
    }
    const attachments = (head.attachments ?? []).map(({ type, uploadId }) => ({ type, uploadId }));
    if (this.line.send({ type: "message", messageId: head.messageId, text: head.text, ...(attachments.length && { attachments }) })) {
      this.#inFlight = head.messageId;
      this.#after("ack", ACK_WITHIN, () => this.line.again());
    }
  }

  #landed() {
    this.#inFlight = null;
    this.#clear("ack");
  }

  #state() {
    if (this.line.state !== "open") {
      ["gap", "busy", "place", "typing", "thinks"].forEach((timer) => this.#clear(timer));
      this.#landed();
      this.busy = null;
      this.agentTypes = false;
      this.botThinks = false;
    }
    this.#changed();
  }

  #closed(code) {
    if (code === UNAUTHORIZED) {
      this.#visitor.forget();
      if (this.#visitor.given) {
        this.line.refuse();
      } else {
        this.#forgetConversation();
      }
    } else if (code === WRONG_ORIGIN) {
      this.line.refuse();
    }
  }

  #forgetConversation() {
    this.conversation.clear();
    this.provisional.clear();
    this.#keep();
  }

  #keep() {
    if (this.conversation.id) {
      this.#kept.write("conversation", this.conversation.id);
    } else {
      this.#kept.remove("conversation");
    }
  }

  #after(name, millis, then) {
    this.#clear(name);
    this.#timers[name] = setTimeout(() => {
      this.#timers[name] = 0;
      then();
      this.#changed();
    }, millis);
  }

  #clear(name) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = 0;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
