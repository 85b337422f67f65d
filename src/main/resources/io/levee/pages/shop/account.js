import { Store } from "../shared/store.js";

const SESSION = "demo-shop/session";
const SIGNED_IN_WITHIN = 5_000;
const RENEWED_AT_MOST_EVERY = 60_000;
const TO_RETURN = ["delivered", "delivered-long-ago", "partly-delivered"];
const REFUNDS = ["return-requested", "return-received", "return-refunded", "refunded"];

/*
 * Who is signed in at the demo shop. A shop's own server writes the token of who is signed in into the
 * widget's tag; this page comes from a cache, so it asks for the token and writes the tag itself.
 */
const { widgetKey } = document.querySelector("script[data-widget-key]").dataset;
const language = document.documentElement.lang;
const kept = new Store("localStorage", "levee-shop:");
const renewed = new Store("sessionStorage", "levee-shop:");

const session = kept.read("out") ? null : await signIn();
showAccount();
showOrders(session?.orders ?? []);
openChat(session?.token);

/** @return the session; null, to go on as nobody, when the shop does not answer */
async function signIn() {
  try {
    const session = (await ask(kept.read("customer"))) ?? (await ask(null));
    kept.write("customer", session?.customer.id ?? null);
    return session;
  } catch {
    return null;
  }
}

async function ask(customerId) {
  const response = await fetch(SESSION, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ widgetKey, language, ...(customerId && { customerId }) }),
    signal: AbortSignal.timeout?.(SIGNED_IN_WITHIN),
  });
  return response.ok ? response.json() : null;
}

function openChat(token) {
  const tag = document.createElement("script");
  tag.type = "module";
  tag.src = "widget.js";
  Object.assign(tag.dataset, { widgetKey, ...(token && { token }) });
  document.head.append(tag);
}

function showAccount() {
  const account = document.querySelector(".account");
  for (const part of account.querySelectorAll(".signed-in, .signed-out")) {
    part.hidden = part.classList.contains(session ? "signed-out" : "signed-in");
  }
  account.querySelector(".sign-out").addEventListener("click", () => comeBack({ out: true }));
  account.querySelector(".sign-in").addEventListener("click", () => comeBack({ out: false }));
  if (session) {
    account.querySelector(".name").textContent = session.customer.name;
    account.querySelector("ul").append(...choice().map(customer));
  }
  account.addEventListener("keydown", (key) => {
    if (key.key === "Escape" && account.open) {
      account.open = false;
      account.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (click) => {
    account.open &&= account.contains(click.target);
  });
  account.hidden = false;
}

function choice() {
  const { customer, customers } = session;
  return customers.some((one) => one.id === customer.id) ? customers : [customer, ...customers];
}

function customer({ id, name }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  if (id === session.customer.id) {
    button.setAttribute("aria-current", "true");
  }
  button.addEventListener("click", () => comeBack({ customer: id }));
  item.append(button);
  return item;
}

/** As somebody else: the page and the chat begin anew. */
function comeBack(choices) {
  Object.entries(choices).forEach(([key, value]) => kept.write(key, value));
  location.reload();
}

function showOrders(orders) {
  const section = document.querySelector("#orders");
  section.hidden = orders.length === 0;
  section.querySelector("ol").append(...orders.map((one) => order(one, section.querySelector("template"))));
}

function order({ number, placedAt, total, currency, state, status, items }, template) {
  const row = template.content.cloneNode(true);
  const write = (place, text) => (row.querySelector(place).textContent = text);
  const chinese = language.startsWith("zh");
  write("h3", items.map(({ title, pieces }) => (pieces > 1 ? `${title} × ${pieces}` : title)).join(chinese ? "、" : ", "));
  write(".number", number);
  write("time", new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(placedAt)));
  row.querySelector("time").dateTime = placedAt;
  write(".total", new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(total));
  write(".status", status);
  row.querySelector("li").dataset.state = state;
  for (const button of row.querySelectorAll("[data-about]")) {
    if (questions(state).includes(button.dataset.about)) {
      button.dataset.leveeAsk = button.dataset.ask.replace("%s", number);
      button.querySelector("span").textContent = number;
    } else {
      button.remove();
    }
  }
  return row;
}

function questions(state) {
  if (REFUNDS.includes(state)) {
    return ["refund"];
  }
  return TO_RETURN.includes(state) ? ["where", "return"] : ["where"];
}

// The session is over: a new one, but not again and again.
window.addEventListener("levee:token-expired", () => {
  if (Date.now() - (renewed.read("at") ?? 0) > RENEWED_AT_MOST_EVERY) {
    renewed.write("at", Date.now());
    location.reload();
  }
});
