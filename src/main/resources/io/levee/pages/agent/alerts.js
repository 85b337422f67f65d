const QUIET = 1_500;

/** Tells an agent who looks elsewhere: by a sound and a desktop notification, once for all tabs. */
export class Alerts {
  #store;
  #audio = null;

  /** @param store shared by all tabs */
  constructor(store) {
    this.#store = store;
  }

  get on() {
    return this.#store.read("alerts") ?? true;
  }

  set on(yes) {
    this.#store.write("alerts", yes);
    if (yes && "Notification" in window && Notification.permission === "default") {
      Notification.requestPermission();
    }
  }

  /** @param tag what it is about: a later one replaces it */
  tell(tag, title, body, open) {
    if (!this.on || !this.#first(tag)) {
      return;
    }
    this.#sound();
    if (document.hidden && "Notification" in window && Notification.permission === "granted") {
      const note = new Notification(title, { body, tag });
      note.onclick = () => {
        window.focus();
        open();
        note.close();
      };
    }
  }

  /** Another tab may have told it a moment ago. */
  #first(tag) {
    const last = this.#store.read("alerted");
    const now = Date.now();
    if (last?.tag === tag && now - last.at < QUIET) {
      return false;
    }
    this.#store.write("alerted", { tag, at: now });
    return true;
  }

  /** Two soft notes; browsers keep quiet until the page was first clicked. */
  #sound() {
    try {
      this.#audio ??= new AudioContext();
      const start = this.#audio.currentTime;
      [660, 880].forEach((pitch, i) => {
        const tone = this.#audio.createOscillator();
        const volume = this.#audio.createGain();
        tone.frequency.value = pitch;
        volume.gain.setValueAtTime(0.08, start + i * 0.13);
        volume.gain.exponentialRampToValueAtTime(0.001, start + i * 0.13 + 0.22);
        tone.connect(volume).connect(this.#audio.destination);
        tone.start(start + i * 0.13);
        tone.stop(start + i * 0.13 + 0.25);
      });
    } catch {
      // No sound is to be had here.
    }
  }
}
