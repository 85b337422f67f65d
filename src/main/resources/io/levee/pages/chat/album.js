const TYPES = ["image/jpeg", "image/png", "image/gif", "image/webp"];
const MOST = 4;
const MOST_BYTES = 5 * 1024 * 1024;
const LONGEST_SIDE = 1_600;
const PREVIEW_SIDE = 144;
const QUALITY = 0.86;
const UPLOAD_WITHIN = 90_000;
const PROBLEMS = { 413: "too-large", 415: "no-image", 422: "no-image", 429: "too-many" };

/**
 * The images that are to go with the next message. Each is made smaller where it is large, and sent
 * ahead at once; the message then only names it.
 *
 * Events: `change`.
 */
export class Album extends EventTarget {
  /** {preview, blob, state: "sending" | "ready" | "failed", progress 0–1, attachment} */
  items = [];
  /** Why something was not taken; null: all was. */
  problem = null;
  #gateway;
  #visitor;

  constructor(gateway, visitor) {
    super();
    this.#gateway = gateway;
    this.#visitor = visitor;
  }

  /** Whether a message has to wait for them. */
  get busy() {
    return this.items.some((item) => item.state === "sending");
  }

  /** What a message can name now. */
  get attachments() {
    return this.items.filter((item) => item.state === "ready").map((item) => item.attachment);
  }

  async add(files) {
    this.problem = null;
    for (const file of files) {
      if (this.items.length >= MOST) {
        this.problem = "most";
        break;
      }
      const item = { state: "sending", progress: 0 };
      this.items = [...this.items, item];
      this.#changed();
      try {
        Object.assign(item, await prepared(file));
      } catch (why) {
        this.#fail(item, why.message);
        this.remove(item);
        continue;
      }
      this.#send(item);
    }
    this.#changed();
  }

  retry(item) {
    this.problem = null;
    this.#send(item);
  }

  remove(item) {
    item.abort?.();
    this.items = this.items.filter((one) => one !== item);
    this.#changed();
  }

  /** A message has taken along what was ready. */
  sent() {
    this.items = this.items.filter((item) => item.state !== "ready");
    this.problem = null;
    this.#changed();
  }

  async #send(item) {
    Object.assign(item, { state: "sending", progress: 0 });
    this.#changed();
    try {
      const token = await this.#visitor.token();
      const { uploadId, url } = await this.#upload(item, token);
      Object.assign(item, { state: "ready", attachment: { type: "image", uploadId, url } });
    } catch (why) {
      this.#fail(item, Object.values(PROBLEMS).includes(why.message) ? why.message : "unreachable");
    }
    this.#changed();
  }

  #fail(item, problem) {
    if (this.items.includes(item)) {
      item.state = "failed";
      this.problem = problem;
    }
  }

  /** fetch would not tell how far it has come. */
  #upload(item, token) {
    return new Promise((resolve, reject) => {
      const form = new FormData();
      form.append("file", item.blob, "image");
      const request = new XMLHttpRequest();
      request.open("POST", new URL("v1/uploads", this.#gateway));
      request.setRequestHeader("Authorization", `Bearer ${token}`);
      request.responseType = "json";
      request.timeout = UPLOAD_WITHIN;
      request.upload.onprogress = ({ loaded, total }) => {
        item.progress = total ? loaded / total : 0;
        this.#changed();
      };
      request.onload = () => {
        if (request.status === 200) {
          resolve(request.response);
          return;
        }
        if (request.status === 401) {
          this.#visitor.forget();
        }
        reject(new Error(PROBLEMS[request.status]));
      };
      request.onerror = request.ontimeout = request.onabort = () => reject(new Error());
      item.abort = () => request.abort();
      request.send(form);
    });
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** What is shown and what is sent. Drawn, and not loaded by an address: no policy of a page has to allow that. */
async function prepared(file) {
  const picture = await createImageBitmap(file).catch(() => {
    throw new Error("no-image");
  });
  const small = Math.max(picture.width, picture.height) <= LONGEST_SIDE && file.size <= MOST_BYTES;
  // Drawn, a GIF would stand still.
  const asItIs = file.type === "image/gif" || (small && TYPES.includes(file.type));
  const blob = asItIs ? file : await new Promise((done) => drawn(picture, LONGEST_SIDE).toBlob(done, "image/jpeg", QUALITY));
  const preview = drawn(picture, PREVIEW_SIDE);
  picture.close();
  if (!blob || blob.size > MOST_BYTES) {
    throw new Error("too-large");
  }
  return { preview, blob };
}

function drawn(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  // A JPEG knows no transparency.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
