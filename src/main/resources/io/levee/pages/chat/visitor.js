import { Refusal } from "../shared/line.js";
import { Store } from "../shared/store.js";

const ANSWER_WITHIN = 10_000;

/** Who is asking: the customer of the shop's token, or an anonymous visitor who stays the same one. */
export class Visitor {
  #gateway;
  #widgetKey;
  #given;
  #store;

  constructor(gateway, widgetKey, given) {
    this.#gateway = gateway;
    this.#widgetKey = widgetKey;
    this.#given = given;
    this.#store = new Store("localStorage", `levee:${gateway.host}:${widgetKey}:`);
  }

  /** Whether the shop said who it is, rather than we. */
  get given() {
    return Boolean(this.#given);
  }

  /** What is kept of this customer's conversation is kept under this name: never shown to another one. */
  get name() {
    return this.#given ? subject(this.#given) : "visitor";
  }

  /** @return a token that holds, as far as one can tell here */
  async token() {
    if (this.#given) {
      return this.#given;
    }
    const kept = this.#store.read("token");
    const now = Date.now();
    if (kept && now < kept.renewAt) {
      return kept.token;
    }
    const fresh = await this.#mint(kept && now < kept.expiresAt ? kept.token : null);
    const expiresAt = Date.parse(fresh.expiresAt);
    this.#store.write("token", { token: fresh.token, expiresAt, renewAt: (now + expiresAt) / 2 });
    return fresh.token;
  }

  /** The token did not hold. */
  forget() {
    this.#store.remove("token");
    if (this.#given) {
      window.dispatchEvent(new CustomEvent("levee:token-expired"));
    }
  }

  async #mint(old) {
    const response = await fetch(new URL("v1/tokens", this.#gateway), {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(old && { Authorization: `Bearer ${old}` }) },
      body: JSON.stringify({ widgetKey: this.#widgetKey }),
      credentials: "omit",
      signal: AbortSignal.timeout?.(ANSWER_WITHIN),
    });
    if (response.ok) {
      return response.json();
    }
    if (response.status === 401 && old) {
      return this.#mint(null);
    }
    const passes = response.status >= 500 || response.status === 429 || response.status === 408;
    const seconds = Number(response.headers.get("Retry-After")) || 1;
    throw new Refusal(`POST /v1/tokens: ${response.status}`, passes ? seconds * 1_000 : null);
  }
}

function subject(token) {
  try {
    const claims = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return `customer:${JSON.parse(atob(claims)).sub}`;
  } catch {
    return "customer";
  }
}
