import { css, html, nothing, render } from "../lit/lit-element/lit-element.js";

/**
 * The images of a message.
 *
 * @param root the gateway's: where their addresses start
 * @param alt what they are called
 * @param loaded called when one has taken its room
 */
export function pictures(attachments, root, alt, words, loaded) {
  if (!attachments?.length) {
    return nothing;
  }
  return html`<div class="pictures">
    ${attachments.map(({ url }) => {
      const address = new URL(`.${url}`, root).href;
      return html`<button type="button" class="picture" title=${words.enlarge} @click=${(click) => enlarge(click.currentTarget, address, alt, words)}>
        <img src=${address} alt=${alt} decoding="async" @load=${loaded} @error=${gone} /><span>${words.pictureGone}</span>
      </button>`;
    })}
  </div>`;
}

/** Too old to be kept, or not to be had: there is nothing to enlarge. */
function gone({ target }) {
  const button = target.closest("button");
  button.disabled = true;
  button.classList.add("gone");
}

/** Over everything, until it is closed: by its button, Escape, or a click anywhere. */
function enlarge(opener, address, alt, words) {
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  dialog.setAttribute("aria-label", alt);
  render(html`<button type="button" aria-label=${words.closePicture}>×</button><img src=${address} alt=${alt} />`, dialog);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  // Its keys are nobody else's.
  dialog.addEventListener("keydown", (key) => key.stopPropagation());
  opener.getRootNode().append(dialog);
  dialog.showModal();
}

export const pictureStyles = css`
  .pictures {
    display: flex;
    flex-wrap: wrap;
    justify-content: inherit;
    gap: 6px;
    margin-bottom: 4px;
  }
  .picture {
    display: block;
    min-width: 60px;
    min-height: 60px;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--edge);
    border-radius: 14px;
    background: var(--card);
    cursor: zoom-in;
  }
  .picture img {
    display: block;
    max-width: min(220px, 100%);
    max-height: 220px;
  }
  .picture span,
  .picture.gone img {
    display: none;
  }
  .picture.gone span {
    display: block;
    padding: 10px 14px;
    color: var(--soft);
    font-size: 13px;
  }
  .picture.gone {
    min-height: 0;
    cursor: default;
  }
  .enlarged {
    max-width: 100vw;
    max-height: 100vh;
    margin: auto;
    padding: 0;
    overflow: visible;
    border: 0;
    background: none;
    cursor: zoom-out;
  }
  .enlarged::backdrop {
    background: rgb(4 16 17 / 82%);
  }
  .enlarged img {
    display: block;
    max-width: 94vw;
    max-height: 90vh;
    border-radius: 8px;
    background: #fff;
  }
  .enlarged button {
    position: fixed;
    top: 12px;
    right: 12px;
    width: 44px;
    height: 44px;
    padding: 0;
    border: 0;
    border-radius: 22px;
    background: rgb(4 16 17 / 72%);
    color: #fff;
    font-size: 26px;
    line-height: 1;
    cursor: pointer;
  }
`;
