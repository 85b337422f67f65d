import { LeveeChat } from "./element.js";

/**
 * Puts the widget into the page, as its script tag says.
 *
 * @param script the address of widget.js: the gateway is where it came from
 */
export function launch(script) {
  const tag = [...document.querySelectorAll("script[data-widget-key]")].find((one) => one.src === script.href);
  if (!tag) {
    console.error("Levee: the script tag of widget.js needs data-widget-key");
    return;
  }
  if (document.querySelector("levee-chat")) {
    return;
  }
  if (!customElements.get("levee-chat")) {
    customElements.define("levee-chat", LeveeChat);
  }
  const { widgetKey, token, language, position, theme, suggestions } = tag.dataset;
  const chat = new LeveeChat({
    gateway: new URL(".", script),
    widgetKey,
    token,
    language: language || document.documentElement.lang || navigator.language,
    position: position === "left" ? "left" : "right",
    theme: ["light", "dark"].includes(theme) ? theme : "auto",
    suggestions: suggestions?.split("|").map((one) => one.trim()).filter(Boolean),
  });
  const enter = () => {
    document.body.append(chat);
    document.addEventListener("click", (click) => fromPage(click, chat));
  };
  if (document.body) {
    enter();
  } else {
    document.addEventListener("DOMContentLoaded", enter);
  }
}

/** Links and buttons of the page that lead into the chat. */
function fromPage(click, chat) {
  const link = click.target.closest?.("[data-levee-open], [data-levee-ask]");
  if (link && click.button === 0) {
    click.preventDefault();
    chat.show(link);
    if (link.dataset.leveeAsk) {
      chat.ask(link.dataset.leveeAsk);
    }
  }
}
