import { css } from "../lit/lit-element/lit-element.js";

/** The reply's helpers, what opens above all, and the supervisors' view. */
export const moreStyles = css`
  .provider { display: grid; place-items: center; text-decoration: none; }
  header .icon[aria-pressed="true"] { background: rgb(255 255 255 / 16%); }
  .banner.listens { background: var(--sand-soft); color: var(--sand-ink); }
  .aside { display: grid; gap: 2px; margin: 12px auto 4px; padding: 8px 16px; max-width: min(80%, 620px); border: 1px dashed var(--sand); border-radius: 14px; background: var(--sand-soft); color: var(--sand-ink); white-space: pre-wrap; overflow-wrap: anywhere; }
  .aside .whom { font-size: 12.5px; font-weight: 600; }
  .tried { display: grid; gap: 7px; padding-left: 18px; font-size: 13.5px; }
  .tried li > * { display: block; }
  .tried small { color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere; }

  .wrapup { min-height: 34px; padding: 2px 12px; border: 1px solid var(--sand); border-radius: 12px; color: inherit; font-size: 13px; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .hints { flex: none; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 8px; padding: 8px 20px 0; }
  .hints button { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 8px; align-items: center; padding: 7px 12px; border: 1px solid var(--edge); border-radius: 13px; background: var(--card); text-align: start; }
  .hints button:hover, .hints .used { border-color: var(--teal); }
  .hints .title { overflow: hidden; font-size: 13px; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
  .hints .what { grid-column: 1 / 3; max-width: none; display: block; overflow: hidden; color: var(--soft); font-size: 12.5px; text-overflow: ellipsis; white-space: nowrap; }
  .input { position: relative; }
  .input.whispers .field { border-style: dashed; border-color: var(--sand); background: var(--sand-soft); }
  .ready { position: absolute; right: 20px; bottom: calc(100% - 4px); left: 20px; z-index: 1; max-height: 40vh; padding: 6px; border: 1px solid var(--edge); border-radius: 15px; background: var(--card); box-shadow: 0 8px 30px rgb(0 0 0 / 18%); overflow-y: auto; }
  .ready li { display: grid; grid-template-columns: 120px minmax(0, 1fr); gap: 10px; padding: 7px 12px; border-radius: 10px; cursor: pointer; }
  .ready li[aria-selected="true"], .ready li:hover { background: color-mix(in srgb, var(--teal) 12%, transparent); }
  .ready span { overflow: hidden; color: var(--soft); text-overflow: ellipsis; white-space: nowrap; }

  .sheet { width: min(640px, calc(100vw - 32px)); max-height: min(720px, calc(100dvh - 60px)); margin: auto; padding: 22px 24px; border: 1px solid var(--edge); border-radius: 20px; background: var(--paper); color: var(--ink); overflow-y: auto; }
  .sheet::backdrop { background: rgb(8 30 32 / 45%); }
  .sheet h2 { margin-bottom: 14px; font-size: 17px; font-weight: 650; }
  .help dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 8px 28px; }
  .help dl div { display: flex; justify-content: space-between; gap: 14px; }
  .help form, .breaks form { display: grid; justify-items: end; margin-top: 18px; }
  .reasons { display: flex; flex-wrap: wrap; gap: 10px; }
  .search input { width: 100%; font-size: 16px; }
  .search ul { display: grid; gap: 6px; margin-top: 12px; }
  .search ul button { display: grid; gap: 2px; width: 100%; padding: 9px 14px; border: 1px solid var(--edge); border-radius: 13px; background: var(--card); text-align: start; }
  .search ul button.at, .search ul button:hover { border-color: var(--teal); box-shadow: inset 0 0 0 1px var(--teal); }
  .search ul span { color: var(--soft); font-size: 13.5px; white-space: pre-line; }

  .overview { flex: 1; display: grid; grid-auto-rows: max-content; align-content: start; gap: 18px; min-height: 0; padding: 20px; overflow-y: auto; }
  .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; }
  .figure { padding: 12px 16px; border: 1px solid var(--edge); border-radius: 16px; background: var(--card); }
  .figure dt { color: var(--soft); font-size: 13px; }
  .figure dd { font-size: 25px; font-weight: 650; font-variant-numeric: tabular-nums; }
  .figure.bad dd { color: var(--bad); }
  .charts, .tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 18px; align-items: start; }
  .chart, .overview section { min-width: 0; padding: 14px 18px; border: 1px solid var(--edge); border-radius: 16px; background: var(--card); overflow-x: auto; }
  .chart figcaption { display: flex; justify-content: space-between; color: var(--soft); font-size: 13px; }
  .chart svg { width: 100%; height: 110px; }
  .chart .axis { display: flex; justify-content: space-between; color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
  .overview section.waiting { max-height: 330px; overflow-y: auto; }
  .chart .all { fill: var(--sand); }
  .chart .good { fill: var(--teal); }
  .chart path { stroke: var(--edge); vector-effect: non-scaling-stroke; }
  .overview h2 { display: flex; align-items: center; gap: 8px; margin-bottom: 8px; color: var(--soft); font-size: 14px; font-weight: 650; }
  .overview table { width: 100%; border-collapse: collapse; font-size: 14px; }
  .overview th, .overview td { padding: 7px 10px; text-align: start; font-weight: 400; vertical-align: middle; }
  .overview thead th { color: var(--soft); font-size: 12.5px; }
  .overview tbody tr { border-top: 1px solid var(--edge); }
  .overview tbody th { font-weight: 600; }
  .overview small { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
  .overview td { font-variant-numeric: tabular-nums; }
  .overview .do { display: flex; gap: 6px; justify-content: flex-end; }
  .dot { display: inline-block; width: 9px; height: 9px; margin-right: 7px; border-radius: 50%; background: var(--soft); }
  .dot.available { background: #3e9c68; }
  .dot.busy { background: var(--sand); }

  @media (max-width: 1180px) {
    header .me { display: none; }
  }
  @media (max-width: 759px) {
    header .icon.alerts, header .icon.ask { display: none; }
    .hints { grid-auto-columns: minmax(210px, 1fr); padding: 6px 10px 0; overflow-x: auto; }
    .hints kbd { display: none; }
    .hints .title { grid-column: 1 / 3; }
    .ready { right: 10px; left: 10px; }
    .ready li { grid-template-columns: 90px minmax(0, 1fr); }
    .overview { padding: 12px; }
    .overview .action { width: auto; padding: 4px 10px; }
    .charts, .tables { grid-template-columns: minmax(0, 1fr); }
  }
`;
