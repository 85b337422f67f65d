import { Charts } from "./charts.js";
import { Live } from "./live.js";
import { wordsFor } from "./words.js";

const at = (id) => document.getElementById(id);
const live = new Live();
const charts = new Charts();
let words = wordsFor(kept() ?? navigator.language);

function kept() {
  try {
    return localStorage.getItem("levee:ops:language");
  } catch {
    return null;
  }
}

function speak(language) {
  words = wordsFor(language);
  document.documentElement.lang = words.tag;
  document.title = words.title;
  document.querySelectorAll("[data-word]").forEach((place) => (place.textContent = words[place.dataset.word]));
  at("language").textContent = words.other;
  at("language").lang = words.tag === "en" ? "zh-CN" : "en";
  show();
}

/** An element with text and children; text is never markup. */
function el(name, className, ...children) {
  const element = document.createElement(name);
  element.className = className ?? "";
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const number = (n, digits = 0) => (n === undefined || n === null ? "–" : n.toLocaleString(words.tag, { maximumFractionDigits: digits }));
const fine = (n) => number(n, n < 10 ? 1 : 0);
const mebi = (n) => number(n / 1048576);
const bound = (n, limit) => (limit === undefined ? number(n) : `${number(n)} / ${number(limit)}`);

function show() {
  const { now, state } = live;
  const status = at("status");
  status.dataset.status = state === "live" ? now.status : state === "loading" ? "" : "gone";
  status.textContent = state === "live" ? (words.phases[now.phase] ?? words[now.status]) : state === "loading" ? words.loading : words.gone;
  const trouble = at("trouble");
  const said = { loading: words.loading, lost: words.lost, full: words.full, live: now?.brownout > 0 ? words.brownout(now.brownout) : "" }[state];
  trouble.hidden = !said;
  trouble.className = state === "lost" ? "" : "calm";
  if (trouble.textContent !== said) {
    trouble.textContent = said;
  }
  at("board").setAttribute("aria-busy", String(state !== "live"));
  if (now) {
    at("uptime").textContent = words.uptime(words.span(now.uptimeSeconds));
    tiles(now);
    tables(now);
    charts.draw(live.points, words);
  }
}

function tile(title, value, unit, more, bad = false) {
  return el("div", bad ? "tile bad" : "tile", el("h2", "", title), el("p", "", value, el("small", "", unit)), el("span", "", more || "\u00a0"));
}

function tiles({ turns, load, sockets, queue, journal, process }) {
  const title = words.tile;
  at("tiles").replaceChildren(
    tile(title.rate, fine(turns.perSecond), words.perSecond, load.refused > 0 ? words.busy(fine(load.refused)) : "", load.refused > 0),
    tile(title.p95, fine(turns.p95), turns.p95 === undefined ? "" : words.millis, turns.p50 === undefined ? words.idle : `p50 ${fine(turns.p50)} · p99 ${fine(turns.p99)}`),
    tile(title.inFlight, number(load.inFlight), "", load.limit === undefined ? "" : words.of(number(load.limit)), load.inFlight >= load.limit),
    ...(queue ? [tile(title.queue, number(queue.waiting), "", queue.waiting > 0 ? words.longest(words.span(queue.longestSeconds ?? 0)) : words.agents(number(queue.agents)))] : []),
    tile(title.sockets, number(sockets.all), "", sockets.limit === undefined ? "" : words.of(number(sockets.limit))),
    tile(title.commit, fine(journal.p95), journal.p95 === undefined ? "" : words.millis, journal.batch === undefined ? words.idle : words.batch(fine(journal.batch))),
    tile(title.lag, fine(process.loopLag), words.millis, "", process.loopLag > 100),
    tile(title.cpu, number(process.cpu * 100), "%", words.heap(mebi(process.heap))),
  );
}

function rows(id, list) {
  const shown = list.filter(([, value]) => value !== undefined && value !== "–");
  at(id).replaceChildren(...(shown.length ? shown.map(([name, value]) => el("div", "", el("dt", "", name), el("dd", "", value))) : [el("div", "none", el("dt", "", words.noData))]));
}

function tables(now) {
  const { stages, cacheHits, journal, stores, sockets, load, process } = now;
  const checks = Object.entries(now.checks).map(([name, check]) =>
    el("li", check.up ? "" : "down", el("b", "", name), el("span", "", check.detail || `${check.millis} ms`)),
  );
  at("checks").replaceChildren(...(checks.length ? checks : [el("li", "none", words.noData)]));
  const heard = Object.values(stages).reduce((sum, n) => sum + n, 0);
  rows("stages", [
    ...Object.entries(stages)
      .filter(([name]) => name in words.stage)
      .map(([name, n]) => [words.stage[name], heard > 0 ? `${number((100 * n) / heard)}%` : "–"]),
    [words.cache, cacheHits === undefined ? "–" : `${number(cacheHits * 100)}%`],
  ]);
  const row = words.rows;
  rows("journal", [
    [row.acks, fine(journal.acks)],
    ...["p50", "p95", "p99"].map((p) => [row[p], journal[p] === undefined ? "–" : `${fine(journal[p])} ms`]),
    [row.batch, fine(journal.batch)],
    [row.waiting, number(journal.waiting)],
    [row.refused, number(journal.refused)],
  ]);
  rows("bounds", [
    [row.connections, bound(sockets.connections, sockets.connectionsLimit)],
    [row.sockets, bound(sockets.all, sockets.limit)],
    [row.inFlight, bound(load.inFlight, load.limit)],
    [row.lanes, number(load.lanes)],
    [row.inference, load.inference === undefined ? "–" : bound(load.inference, load.inferenceLimit)],
    [row.heap, `${mebi(process.heap)} / ${mebi(process.heapLimit)} MiB`],
    [row.postgres, number(stores.postgres.waiting)],
    [row.redis, number(stores.redis.waiting)],
  ]);
  const clock = new Intl.DateTimeFormat(words.tag, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
  const lines = now.log.map((line) => {
    const time = el("time", "", clock.format(new Date(line.at)));
    time.dateTime = line.at;
    const text = [line.text, line.cause].filter(Boolean).join(" · ");
    return el("li", line.level.toLowerCase(), time, el("b", "", line.level), el("i", "", line.logger), el("span", "", line.times > 1 ? `${text} × ${line.times}` : text));
  });
  at("log").replaceChildren(...(lines.length ? lines : [el("li", "none", words.noLog)]));
}

at("language").addEventListener("click", () => {
  const next = words.tag === "en" ? "zh-CN" : "en";
  try {
    localStorage.setItem("levee:ops:language", next);
  } catch {
    // Blocked: it lasts as long as the page.
  }
  speak(next);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
live.addEventListener("change", show);
speak(words.tag);
live.start();
