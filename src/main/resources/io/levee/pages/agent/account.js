import { Refusal } from "../shared/line.js";
import { Store } from "../shared/store.js";

const ANSWER_WITHIN = 15_000;
/** A token that is about to run out is not worth a hello. */
const SOON = 20_000;
/** A socket that is open gets another token while its own has that long to go, or a third of its time. */
const RENEW_BEFORE = 120_000;
const KEY = "login";
const PREFIX = "levee:agent:";

/** Why a login was refused: `wrong`, `often` (with seconds to wait), `sso`, `role`, `expired` or `down`. */
export class LoginRefused extends Error {
  constructor(why, seconds = 0) {
    super(why);
    this.why = why;
    this.seconds = seconds;
  }
}

/**
 * Who is logged in, in all tabs of this browser; and how they like to work.
 *
 * Events: `changed`: another tab signed in or out.
 */
export class Account extends EventTarget {
  #shared = new Store("localStorage", PREFIX);
  #own = new Store("sessionStorage", PREFIX);
  #root;

  constructor(root) {
    super();
    this.#root = root;
    window.addEventListener("storage", (event) => {
      if (event.key === PREFIX + KEY && (event.oldValue === null) !== (event.newValue === null)) {
        this.dispatchEvent(new Event("changed"));
      }
    });
  }

  get #login() {
    return this.#shared.read(KEY);
  }

  get user() {
    return this.#login?.user ?? null;
  }

  get signedIn() {
    return this.#login !== null && Date.parse(this.#login.refreshExpiresAt) > Date.now();
  }

  /** How many conversations at once; null: as the account has it. */
  get capacity() {
    return this.#shared.read("capacity");
  }

  set capacity(n) {
    this.#shared.write("capacity", n);
  }

  get available() {
    return this.#shared.read("available") ?? true;
  }

  set available(yes) {
    this.#shared.write("available", yes);
  }

  /** For what is written and not sent yet: of this tab alone. */
  get store() {
    return this.#own;
  }

  /** What all tabs know. */
  get shared() {
    return this.#shared;
  }

  /** What the login through a provider is called; null: there is none. */
  async provider() {
    try {
      const answer = await fetch(new URL("v1/agent/oidc", this.#root), { signal: AbortSignal.timeout(ANSWER_WITHIN) });
      const about = answer.ok ? await answer.json() : {};
      return about.label ? about : null;
    } catch {
      return null;
    }
  }

  get providerAddress() {
    return new URL("v1/agent/oidc/login", this.#root).href;
  }

  /** Takes up what a login through a provider left in the address. @return whether there was something */
  async arrive() {
    const [, what, value] = /^#(refresh|refused)=([\w-]+)$/.exec(location.hash) ?? [];
    if (!what) {
      return false;
    }
    history.replaceState(null, "", location.pathname + location.search);
    if (what === "refused") {
      throw new LoginRefused(["role", "down"].includes(value) ? value : "sso");
    }
    this.#keep("", await this.#post("refresh", { refreshToken: value }));
    return true;
  }

  /** Fails with LoginRefused. */
  async signIn(user, password) {
    this.#keep(user, await this.#post("login", { user, password }));
  }

  signOut() {
    const login = this.#login;
    [KEY, "capacity", "available"].forEach((key) => this.#shared.remove(key));
    if (login) {
      this.#post("logout", { refreshToken: login.refreshToken }).catch(() => {});
    }
  }

  /** The token was refused: the next hello begins with another. */
  expire() {
    const login = this.#login;
    if (login) {
      this.#shared.write(KEY, { ...login, expiresAt: new Date(0).toISOString() });
    }
  }

  async hello() {
    const token = await this.#token();
    const { capacity, available } = this;
    return { type: "hello", token, available, ...(capacity !== null && { capacity }) };
  }

  /** When an open socket had better go on with another token, in milliseconds from now. */
  get renewIn() {
    const { expiresAt, lasts = 0 } = this.#login ?? {};
    return Math.max(0, Date.parse(expiresAt ?? 0) - Date.now() - Math.min(RENEW_BEFORE, lasts / 3));
  }

  /** What an open socket goes on with. */
  async renewal() {
    return { type: "renew", token: await this.#token(() => this.renewIn > 0) };
  }

  async #token(fresh = () => Date.parse(this.#login?.expiresAt ?? 0) > Date.now() + SOON) {
    if (!fresh()) {
      // One tab refreshes, the others find it done.
      await alone(async () => fresh() || this.#refresh());
    }
    if (!this.#login) {
      throw new Refusal("not logged in");
    }
    return this.#login.token;
  }

  async #refresh() {
    const login = this.#login;
    if (!login) {
      return;
    }
    try {
      this.#keep(login.user, await this.#post("refresh", { refreshToken: login.refreshToken }));
    } catch (refused) {
      if (refused.why === "down") {
        throw new Refusal("the server is away", 1_000);
      }
      this.#shared.remove(KEY);
      throw new Refusal("the login has expired");
    }
  }

  #keep(user, { token, expiresAt, refreshToken, refreshExpiresAt }) {
    const lasts = Date.parse(expiresAt) - Date.now();
    this.#shared.write(KEY, { user, token, expiresAt, lasts, refreshToken, refreshExpiresAt });
  }

  async #post(what, body) {
    let answer;
    try {
      answer = await fetch(new URL(`v1/agent/${what}`, this.#root), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
        keepalive: true,
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
    return answer.json();
  }
}

/** Pages on plain http have no locks; there the gateway takes a token twice within moments. */
const alone = (work) => (navigator.locks ? navigator.locks.request("levee-agent-refresh", work) : work());
