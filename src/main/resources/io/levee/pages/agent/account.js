import { Refusal } from "../shared/line.js";
import { Store } from "../shared/store.js";

const ANSWER_WITHIN = 15_000;

/** Why a login was refused: `wrong`, `often` (with seconds to wait) or `down`. */
export class LoginRefused extends Error {
  constructor(why, seconds = 0) {
    super(why);
    this.why = why;
    this.seconds = seconds;
  }
}

/** Who is logged in, in this tab; and how they like to work. */
export class Account {
  #kept = new Store("sessionStorage", "levee:agent:");
  #url;

  constructor(url) {
    this.#url = url;
  }

  get user() {
    return this.#kept.read("login")?.user ?? null;
  }

  get signedIn() {
    const login = this.#kept.read("login");
    return login !== null && Date.parse(login.expiresAt) > Date.now();
  }

  /** How many conversations at once; null: as the account has it. */
  get capacity() {
    return this.#kept.read("capacity");
  }

  set capacity(n) {
    this.#kept.write("capacity", n);
  }

  get available() {
    return this.#kept.read("available") ?? true;
  }

  set available(yes) {
    this.#kept.write("available", yes);
  }

  /** For what is written and not sent yet. */
  get store() {
    return this.#kept;
  }

  /** Fails with LoginRefused. */
  async signIn(user, password) {
    let answer;
    try {
      answer = await fetch(this.#url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ user, password }),
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
    } catch {
      throw new LoginRefused("down");
    }
    if (answer.status === 401 || answer.status === 422 || answer.status === 400) {
      throw new LoginRefused("wrong");
    }
    if (answer.status === 429) {
      throw new LoginRefused("often", Number(answer.headers.get("Retry-After")) || 1);
    }
    if (!answer.ok) {
      throw new LoginRefused("down");
    }
    const { token, expiresAt } = await answer.json();
    this.#kept.write("login", { user, token, expiresAt });
  }

  signOut() {
    ["login", "capacity", "available"].forEach((key) => this.#kept.remove(key));
  }

  hello() {
    if (!this.signedIn) {
      throw new Refusal("not logged in");
    }
    const { token } = this.#kept.read("login");
    const { capacity, available } = this;
    return { type: "hello", token, available, ...(capacity !== null && { capacity }) };
  }
}
