import * as echarts from "./echarts.js";

const OUTCOMES = ["bot", "human", "queue", "ticket", "pending", "duplicate", "busy", "not-stored", "rejected", "unfinished"];
const LONGEST = 5 * 60_000;
const SHORTEST = 60_000;

const look = () => {
  const css = getComputedStyle(document.documentElement);
  return (name) => css.getPropertyValue(`--${name}`).trim();
};

/** Four charts over the last five minutes, drawn on canvas: the page's policy forbids inline styles. */
export class Charts {
  #charts = {};

  constructor() {
    ["turns", "latency", "load", "loops"].forEach((id) => {
      this.#charts[id] = echarts.init(document.getElementById(id), null, { renderer: "canvas" });
    });
    const resize = new ResizeObserver(() => Object.values(this.#charts).forEach((chart) => chart.resize()));
    resize.observe(document.querySelector(".charts"));
  }

  draw(points, words) {
    const color = look();
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const palette = dark
      ? { teal: "#7cc9c6", sand: "#e5bd83", clay: "#e08e63", moss: "#8fcf9f", sky: "#8fb4e0", bad: "#f08a70", grey: "#8aa09d" }
      : { teal: "#11636a", sand: "#d9a862", clay: "#b5602f", moss: "#4f8f66", sky: "#4a78b0", bad: "#b03a1c", grey: "#8a9896" };
    const tones = [palette.teal, palette.clay, palette.sand, palette.moss, palette.sky, palette.grey, palette.bad, palette.bad, palette.bad, palette.grey];
    const present = OUTCOMES.filter((outcome) => points.some((point) => point.outcomes?.[outcome] > 0));
    const turns = (present.length ? present : ["bot"]).map((outcome) => ({
      ...line(words.outcomes[outcome], points, (point) => point.outcomes?.[outcome] ?? 0, tones[OUTCOMES.indexOf(outcome)]),
      stack: "turns",
      areaStyle: { opacity: dark ? 0.32 : 0.22 },
    }));
    const lines = {
      turns,
      latency: [
        line("p50", points, (p) => p.p50, palette.moss),
        line("p95", points, (p) => p.p95, palette.teal),
        line("p99", points, (p) => p.p99, palette.clay),
      ],
      load: [
        line(words.series.inFlight, points, (p) => p.inFlight, palette.teal),
        line(words.series.waiting, points, (p) => p.waiting, palette.sand),
      ],
      loops: [
        line(words.series.commit, points, (p) => p.commit, palette.teal),
        line(words.series.lag, points, (p) => p.lag, palette.clay),
      ],
    };
    const end = points.at(-1)?.at ?? Date.now();
    for (const [id, series] of Object.entries(lines)) {
      this.#charts[id].setOption(option(series, end, color, words, id === "load"), { replaceMerge: ["series"] });
      document.getElementById(id).setAttribute("aria-label", described(series, words));
    }
  }
}

function line(name, points, value, tone) {
  return {
    name,
    type: "line",
    showSymbol: false,
    smooth: 0.25,
    connectNulls: false,
    color: tone,
    lineStyle: { width: 2 },
    emphasis: { disabled: true },
    data: points.map((point) => [point.at, value(point) ?? null]),
  };
}

function option(series, end, color, words, whole) {
  const text = { color: color("soft"), fontFamily: "system-ui, sans-serif", fontSize: 12 };
  return {
    animation: false,
    textStyle: { fontFamily: text.fontFamily },
    grid: { left: 8, right: 12, top: 34, bottom: 4, outerBoundsMode: "same" },
    legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 12, itemHeight: 4, itemGap: 14, textStyle: text },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: color("card"),
      borderColor: color("edge"),
      textStyle: { color: color("ink"), fontSize: 13 },
      valueFormatter: (value) => (value == null ? "–" : Number(value).toLocaleString(words.tag, { maximumFractionDigits: 2 })),
    },
    xAxis: {
      type: "time",
      min: Math.max(end - LONGEST, Math.min(series[0].data[0]?.[0] ?? end, end - SHORTEST)),
      max: end,
      minInterval: 60_000,
      splitNumber: 5,
      axisLine: { lineStyle: { color: color("edge") } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true, formatter: "{HH}:{mm}" },
    },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: whole ? 1 : 0.1,
      splitNumber: 3,
      axisLabel: text,
      splitLine: { lineStyle: { color: color("edge") } },
    },
    series,
  };
}

/** What a chart shows, for those who do not see it: the last value of each line. */
function described(series, words) {
  return series.map(({ name, data }) => `${name}: ${data.at(-1)?.[1]?.toLocaleString(words.tag) ?? words.noData}`).join(", ");
}
