const KEPT = 300;
const SILENT_AFTER = 5_000;
const AGAIN_AFTER = 3_000;

/**
 * The figures as they come. An event source comes back by itself after a lost connection, not after a
 * refusal; and it does not notice silence. Events: `change`.
 */
export class Live extends EventTarget {
  /** loading, live, lost, full */
  state = "loading";
  now = null;
  points = [];
  #source = null;
  #timer = 0;
  #again = 0;

  start() {
    clearTimeout(this.#again);
    this.#source?.close();
    const source = new EventSource("live");
    this.#source = source;
    source.addEventListener("history", (event) => (this.points = JSON.parse(event.data)));
    source.addEventListener("now", (event) => this.#told(JSON.parse(event.data)));
    source.onerror = () => {
      this.#become(source.readyState === EventSource.CLOSED && this.state !== "live" && this.state !== "lost" ? "full" : "lost");
      if (source.readyState === EventSource.CLOSED) {
        clearTimeout(this.#again);
        this.#again = setTimeout(() => this.start(), AGAIN_AFTER * (1 + Math.random()));
      }
    };
  }

  #told(now) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#become("lost");
      this.start();
    }, SILENT_AFTER);
    this.now = now;
    const { turns, journal, load, process } = now;
    this.points.push({ at: now.at, ...turns, commit: journal.p95, ...load, lag: process.loopLag });
    this.points.splice(0, this.points.length - KEPT);
    this.#become("live");
  }

  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
