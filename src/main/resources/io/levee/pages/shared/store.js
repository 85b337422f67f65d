/** The browser's storage as JSON; where there is none, or it is full, what is kept lasts as long as the page. */
export class Store {
  #name;
  #prefix;
  #memory = new Map();

  /** @param name localStorage or sessionStorage */
  constructor(name, prefix) {
    this.#name = name;
    this.#prefix = prefix;
  }

  read(key) {
    try {
      const text = window[this.#name].getItem(this.#prefix + key);
      return text === null ? (this.#memory.get(key) ?? null) : JSON.parse(text);
    } catch {
      return this.#memory.get(key) ?? null;
    }
  }

  write(key, value) {
    this.#memory.set(key, value);
    try {
      window[this.#name].setItem(this.#prefix + key, JSON.stringify(value));
    } catch {
      // Blocked or full: the memory has it.
    }
  }

  remove(key) {
    this.#memory.delete(key);
    try {
      window[this.#name].removeItem(this.#prefix + key);
    } catch {
      // Blocked: there was nothing.
    }
  }
}
