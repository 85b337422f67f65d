import { css } from "../lit/lit-element/lit-element.js";
import { dark, light } from "../shared/colours.js";

export const styles = css`
  :host {
    ${light}
    display: flex;
    flex-direction: column;
    height: 100dvh;
    background: var(--paper);
    color: var(--ink);
    font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      ${dark}
    }
  }
  * { box-sizing: border-box; margin: 0; }
  button, textarea, input, select { font: inherit; color: inherit; }
  button { border: 0; background: none; cursor: pointer; touch-action: manipulation; }
  button:disabled { cursor: default; }
  ul, dl { padding: 0; list-style: none; }
  dd { margin: 0; }
  svg { display: block; }
  :focus-visible { outline: 2px solid var(--teal); outline-offset: 2px; }
  @media (prefers-color-scheme: dark) { :focus-visible { outline-color: var(--link); } }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .soft { color: var(--soft); }
  .mark { flex: none; display: grid; place-items: center; width: 34px; height: 34px; border-radius: 11px; background: var(--sand); color: #0c3a3f; }
  .icon { flex: none; display: grid; place-items: center; width: 38px; height: 38px; border-radius: 12px; color: inherit; }
  .main, .quiet { min-height: 40px; padding: 6px 20px; border-radius: 13px; font-weight: 600; }
  .main { background: var(--teal); color: var(--teal-ink); }
  .main:hover { background: color-mix(in srgb, var(--teal) 88%, #000); }
  .quiet { border: 1px solid var(--edge); background: var(--card); color: var(--link); }
  .plain { padding: 6px 10px; border-radius: 10px; color: var(--link); font-size: 14px; }
  input, select { min-height: 42px; padding: 6px 13px; border: 1px solid color-mix(in srgb, var(--soft) 55%, var(--edge)); border-radius: 12px; background: var(--card); }
  .face { flex: none; display: grid; place-items: center; width: 30px; height: 30px; border-radius: 10px; background: var(--deep); color: var(--sand); font-size: 14px; font-weight: 650; }
  .face.customer { background: color-mix(in srgb, var(--teal) 16%, var(--card)); color: var(--link); }
  .face.agent { background: var(--sand); color: #2c1d04; }
  .face.none { visibility: hidden; height: 1px; }
  .face.big { width: 46px; height: 46px; border-radius: 15px; font-size: 19px; }
  .tier { flex: none; padding: 0 8px; border-radius: 9px; background: var(--sand-soft); color: var(--sand-ink); font-size: 12px; font-weight: 600; line-height: 18px; text-transform: uppercase; }

  /* ---- The login */
  .login { flex: 1; display: grid; place-items: center; padding: 24px; overflow: auto; background: radial-gradient(120% 70% at 50% 112%, color-mix(in srgb, var(--teal) 26%, var(--paper)) 0, var(--paper) 70%); }
  .door { display: grid; gap: 14px; width: min(380px, 100%); padding: 36px 34px 22px; border: 1px solid var(--edge); border-radius: 24px; background: var(--card); box-shadow: 0 18px 50px rgb(12 50 54 / 12%); }
  .door .mark { width: 48px; height: 48px; border-radius: 15px; }
  .door h1 { font-size: 23px; font-weight: 650; line-height: 1.3; }
  .door > p:first-of-type { margin: -12px 0 6px; color: var(--soft); }
  .door label { display: grid; gap: 5px; font-size: 14px; font-weight: 600; }
  .door input { font-size: 16px; font-weight: 400; background: var(--paper); }
  .door .main { min-height: 46px; }
  .door .plain { justify-self: center; }
  .refused { min-height: 1.5em; color: var(--bad); font-size: 14px; }
  .refused:empty { display: none; }

  /* ---- The head */
  header { flex: none; display: flex; align-items: center; gap: 14px; min-height: 60px; padding: 8px max(16px, env(safe-area-inset-right)) 8px max(18px, env(safe-area-inset-left)); padding-top: calc(8px + env(safe-area-inset-top)); background: var(--deep); color: var(--deep-ink); }
  header h1 { font-size: 17px; font-weight: 650; white-space: nowrap; }
  header :focus-visible { outline-color: var(--sand); }
  .queue { display: flex; gap: 8px; margin-left: 10px; }
  .queue div { display: flex; align-items: baseline; gap: 7px; padding: 3px 13px; border-radius: 15px; background: rgb(255 255 255 / 9%); white-space: nowrap; }
  .queue dt { color: var(--deep-soft); font-size: 13px; }
  .queue dd { font-weight: 650; font-variant-numeric: tabular-nums; }
  .controls { display: flex; align-items: center; gap: 12px; margin-left: auto; }
  .switch { display: flex; align-items: center; gap: 9px; min-height: 36px; padding: 0 4px; font-weight: 600; white-space: nowrap; }
  .switch i { position: relative; width: 40px; height: 23px; border-radius: 12px; background: rgb(255 255 255 / 24%); transition: background 0.15s; }
  .switch i::after { content: ""; position: absolute; top: 3px; left: 3px; width: 17px; height: 17px; border-radius: 50%; background: #fff; transition: transform 0.15s; }
  .switch[aria-checked="true"] i { background: #3e9c68; }
  .switch[aria-checked="true"] i::after { transform: translateX(17px); }
  .capacity { display: flex; align-items: center; gap: 8px; color: var(--deep-soft); font-size: 13px; white-space: nowrap; }
  .capacity select { min-height: 34px; padding: 2px 8px; border-color: rgb(255 255 255 / 28%); border-radius: 10px; background: var(--deep); color: var(--deep-ink); font-size: 14px; }
  header .plain { color: var(--deep-soft); }
  header .plain:hover, header .icon:hover { background: rgb(255 255 255 / 12%); }
  .me { padding-left: 14px; border-left: 1px solid rgb(255 255 255 / 22%); font-weight: 600; white-space: nowrap; }

  .state:empty { display: none; }
  .banner { display: flex; align-items: center; justify-content: center; gap: 14px; padding: 8px 16px; font-size: 14px; }
  .banner.bad { background: var(--bad-soft); color: var(--bad); }
  .banner button { min-height: 30px; padding: 2px 14px; border: 1px solid currentColor; border-radius: 15px; color: inherit; font-size: 13px; }

  /* ---- The desk */
  .desk { flex: 1; display: grid; grid-template-columns: 316px minmax(0, 1fr); min-height: 0; }
  .desk.open { grid-template-columns: 316px minmax(0, 1fr) 320px; }
  .list { display: flex; flex-direction: column; min-height: 0; border-right: 1px solid var(--edge); }
  .list h2 { display: flex; align-items: center; gap: 8px; padding: 16px 20px 10px; font-size: 14px; font-weight: 650; color: var(--soft); }
  .count { min-width: 22px; padding: 0 7px; border-radius: 11px; background: color-mix(in srgb, var(--soft) 14%, transparent); color: var(--ink); font-size: 12.5px; line-height: 22px; text-align: center; }
  .list > ul { flex: 1; min-height: 0; padding: 0 10px; overflow-y: auto; scrollbar-width: thin; }
  .entry { display: grid; grid-template: "face name name badge" auto "face preview since since" auto / auto minmax(0, 1fr) auto auto; gap: 0 10px; align-items: center; width: 100%; min-height: 68px; padding: 10px 12px; border-radius: 15px; text-align: start; }
  .list li { content-visibility: auto; contain-intrinsic-height: auto 68px; }
  .log, aside.packet { contain: content; }
  .entry:hover { background: color-mix(in srgb, var(--teal) 6%, transparent); }
  .entry[aria-current="true"] { background: var(--card); box-shadow: inset 0 0 0 1.5px var(--teal); }
  .entry .face { width: 38px; height: 38px; border-radius: 13px; font-size: 16px; }
  .entry.over { opacity: 0.75; }
  .entry .face { grid-area: face; }
  .lines, .side { display: contents; }
  .top { grid-area: name; display: flex; align-items: center; gap: 7px; min-width: 0; }
  .name { overflow: hidden; font-size: 14.5px; font-weight: 600; text-overflow: ellipsis; white-space: nowrap; }
  .preview { grid-area: preview; overflow: hidden; color: var(--soft); font-size: 13.5px; text-overflow: ellipsis; white-space: nowrap; }
  .preview.types { color: var(--link); }
  .since { grid-area: since; color: var(--soft); font-size: 12px; white-space: nowrap; }
  .since.late { color: var(--bad); font-weight: 600; }
  .badge { grid-area: badge; min-width: 20px; height: 20px; padding: 0 6px; border-radius: 10px; background: var(--sand); color: #2c1d04; font-size: 12px; font-weight: 700; line-height: 20px; text-align: center; }
  .empty { flex: 1; display: grid; align-content: center; justify-items: center; gap: 6px; padding: 24px 30px; text-align: center; text-wrap: balance; }
  .empty p:first-of-type { font-size: 16px; font-weight: 600; }
  .empty .soft { font-size: 14px; font-weight: 400 !important; }
  .calm { display: grid; place-items: center; width: 76px; height: 76px; margin-bottom: 10px; border-radius: 26px; background: var(--sand-soft); color: var(--sand-ink); }
  .spinner { width: 30px; height: 30px; margin-bottom: 10px; border: 3px solid var(--edge); border-top-color: var(--teal); border-radius: 50%; animation: turn 0.9s linear infinite; }
  @keyframes turn { to { transform: rotate(1turn); } }
  .keys { flex: none; padding: 10px 20px calc(12px + env(safe-area-inset-bottom)); border-top: 1px solid var(--edge); color: var(--soft); font-size: 13px; }
  .keys summary { cursor: pointer; border-radius: 6px; }
  .keys dl { display: grid; gap: 6px; padding-top: 9px; }
  .keys dl div { display: flex; justify-content: space-between; }
  kbd { padding: 1px 7px; border: 1px solid var(--edge); border-bottom-width: 2px; border-radius: 7px; background: var(--card); color: var(--ink); font: inherit; font-size: 12px; }

  /* ---- The conversation */
  .chat { position: relative; display: flex; flex-direction: column; min-width: 0; min-height: 0; }
  .bar { flex: none; display: flex; align-items: center; gap: 10px; min-height: 58px; padding: 8px 12px 8px 24px; border-bottom: 1px solid var(--edge); }
  .bar h2 { flex: 1; min-width: 0; overflow: hidden; font-size: 17px; font-weight: 650; text-overflow: ellipsis; white-space: nowrap; }
  .actions { display: flex; gap: 6px; }
  .action { display: flex; align-items: center; gap: 6px; min-height: 36px; padding: 4px 13px; border: 1px solid var(--edge); border-radius: 12px; background: var(--card); color: var(--link); font-size: 14px; font-weight: 550; white-space: nowrap; }
  .action:hover, .action[aria-expanded="true"] { border-color: var(--teal); }
  .icon.back, .icon.info { display: none; }
  .sure { flex: none; display: flex; align-items: center; gap: 10px; padding: 10px 16px 10px 24px; background: var(--sand-soft); color: var(--sand-ink); }
  .sure p { flex: 1; font-weight: 600; }
  .sure.transfer { flex-wrap: wrap; align-items: flex-end; }
  .sure label { flex: 1 1 140px; display: grid; gap: 3px; font-size: 13px; font-weight: 600; }
  .sure label.note { flex-basis: 200px; }
  .sure input { width: 100%; min-height: 40px; font-weight: 400; color: var(--ink); }
  .log { flex: 1; min-height: 0; padding: 12px 24px 18px; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--edge) transparent; }
  .log:focus-visible { outline-offset: -3px; }
  .earlier { display: block; margin: 4px auto; padding: 5px 16px; border-radius: 15px; color: var(--link); font-size: 13px; text-decoration: underline; text-underline-offset: 3px; }
  .turn { display: flex; gap: 9px; margin-top: 5px; }
  .turn.first { margin-top: 14px; }
  .turn.own { justify-content: flex-end; }
  .what { display: flex; flex-direction: column; align-items: flex-start; min-width: 0; max-width: min(76%, 620px); }
  .own .what { align-items: flex-end; }
  .who { margin: 0 0 3px 2px; color: var(--soft); font-size: 12.5px; line-height: 1.3; }
  .text { max-width: 100%; padding: 8px 14px; border: 1px solid var(--edge); border-radius: 4px 16px 16px 16px; background: var(--card); white-space: pre-wrap; overflow-wrap: anywhere; }
  .bot .text { border-style: dashed; background: transparent; }
  .agent .text { border-color: transparent; background: var(--sand-soft); }
  .own .text { border-color: transparent; border-radius: 16px 16px 4px 16px; background: var(--teal); color: var(--teal-ink); }
  .own .text.failed { border: 1px dashed var(--bad); background: var(--bad-soft); color: var(--bad); }
  .fate { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin: 4px 2px 0; color: var(--soft); font-size: 12px; }
  .fate.failed { color: var(--bad); }
  .fate button { min-height: 26px; padding: 0 6px; color: var(--link); font-weight: 600; text-decoration: underline; text-underline-offset: 2px; }
  .time, .event { margin: 16px 0 4px; color: var(--soft); font-size: 12.5px; text-align: center; }
  .event { display: flex; align-items: center; gap: 12px; }
  .event::before, .event::after { content: ""; flex: 1; height: 1px; background: var(--edge); }
  .typing .text { display: flex; align-items: center; gap: 5px; height: 38px; }
  .typing i { width: 7px; height: 7px; border-radius: 50%; background: var(--soft); animation: wave 1.2s ease-in-out infinite; }
  .typing i:nth-of-type(2) { animation-delay: 0.15s; }
  .typing i:nth-of-type(3) { animation-delay: 0.3s; }
  @keyframes wave { 30% { transform: translateY(-4px); } 60% { transform: none; } }
  .below { position: absolute; bottom: 92px; left: 50%; display: flex; align-items: center; padding: 5px 8px 5px 16px; border-radius: 18px; background: var(--deep); color: var(--deep-ink); font-size: 13px; transform: translateX(-50%); }
  .below svg { width: 18px; height: 18px; }
  .input, .over { flex: none; padding: 8px 20px calc(14px + env(safe-area-inset-bottom)); }
  div.over { display: flex; align-items: center; justify-content: space-between; gap: 14px; padding-top: 14px; border-top: 1px solid var(--edge); font-weight: 600; }
  .field { display: flex; align-items: flex-end; gap: 6px; padding: 5px; border: 1px solid color-mix(in srgb, var(--soft) 40%, var(--edge)); border-radius: 18px; background: var(--card); }
  .field:focus-within { border-color: var(--teal); box-shadow: 0 0 0 3px color-mix(in srgb, var(--teal) 18%, transparent); }
  textarea { flex: 1; min-width: 0; max-height: 160px; padding: 7px 6px 7px 12px; border: 0; outline: none; background: none; line-height: 1.5; resize: none; }
  .field textarea { outline: none; }
  textarea::placeholder, input::placeholder { color: var(--soft); opacity: 1; }
  .send { flex: none; display: grid; place-items: center; width: 38px; height: 38px; border-radius: 13px; background: var(--teal); color: var(--teal-ink); }
  .send:disabled { background: var(--paper); color: var(--soft); }
  .problem { margin: 4px 8px 0; color: var(--bad); font-size: 12.5px; text-align: end; }
  .problem:empty { display: none; }

  /* ---- What is known of the shopper */
  .packet { display: flex; flex-direction: column; gap: 18px; min-height: 0; padding: 20px; border-left: 1px solid var(--edge); overflow-y: auto; scrollbar-width: thin; }
  .who-card { display: flex; align-items: center; gap: 13px; }
  .who-card > div { flex: 1; min-width: 0; }
  .who-card h3 { font-size: 16px; font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
  .id { overflow: hidden; color: var(--soft); font-size: 12.5px; text-overflow: ellipsis; white-space: nowrap; }
  .facts { display: grid; gap: 7px; font-size: 14px; }
  .facts div { display: flex; justify-content: space-between; gap: 14px; }
  .facts dt { flex: none; color: var(--soft); }
  .facts dd { text-align: end; overflow-wrap: anywhere; }
  .part h4 { margin-bottom: 7px; color: var(--soft); font-size: 13px; font-weight: 600; }
  .summary { padding: 11px 14px; border-radius: 14px; background: var(--sand-soft); color: var(--sand-ink); font-size: 14px; white-space: pre-line; }
  .chips { display: flex; flex-wrap: wrap; gap: 6px; }
  .chips li { padding: 1px 11px; border: 1px solid var(--edge); border-radius: 12px; background: var(--card); font-size: 13px; }
  .mood { display: flex; align-items: center; gap: 12px; font-size: 13.5px; --line: var(--soft); }
  .mood[data-mood="bad"] { --line: var(--bad); }
  .mood[data-mood="good"] { --line: var(--link); }
  .mood svg { flex: 0 1 200px; min-width: 0; height: 50px; }
  .mood span { flex: none; color: var(--line); font-weight: 600; }
  .mood .middle { stroke: var(--edge); stroke-dasharray: 3 4; }
  .mood .line { fill: none; stroke: var(--line); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
  .mood circle { fill: var(--line); }
  .order { display: grid; gap: 4px; margin-bottom: 8px; padding: 11px 14px; border: 1px solid var(--edge); border-radius: 14px; background: var(--card); font-size: 13.5px; }
  .order p, .order li { display: flex; justify-content: space-between; gap: 10px; }
  .order .state, .order .parcel { color: var(--soft); font-size: 12.5px; overflow-wrap: anywhere; }
  .suggestions { display: grid; gap: 7px; }
  .suggestions button { padding: 8px 13px; border: 1px solid var(--edge); border-radius: 13px; background: var(--card); font-size: 14px; text-align: start; }
  .suggestions button:hover { border-color: var(--teal); }

  .notice { position: fixed; width: max-content; z-index: 3; top: calc(11px + env(safe-area-inset-top)); left: 50%; max-width: calc(100vw - 32px); padding: 7px 20px; border-radius: 19px; background: var(--sand-soft); color: var(--sand-ink); font-size: 14px; font-weight: 600; box-shadow: 0 8px 24px rgb(0 0 0 / 25%); transform: translateX(-50%); pointer-events: none; }
  .notice:not(.on) { opacity: 0; }

  @media (min-width: 760px) {
    .notice { top: auto; bottom: 16px; left: 16px; max-width: 284px; overflow-wrap: anywhere; transform: none; }
  }
  @media (max-width: 1180px) {
    .desk, .desk.open { grid-template-columns: 270px minmax(0, 1fr); }
    .icon.info { display: grid; }
    .packet { position: fixed; z-index: 2; inset: 0 0 0 auto; width: min(360px, 100%); background: var(--paper); box-shadow: -12px 0 40px rgb(0 0 0 / 20%); }
    .packet .back { display: grid; margin: -8px 0 -8px -8px; }
    .desk:not(.details) .packet { display: none; }
    .capacity span, .queue .wide { display: none; }
  }
  @media (max-width: 759px) {
    header { display: grid; grid-template-columns: auto minmax(0, 1fr) auto auto auto; gap: 6px 8px; padding-right: 8px; padding-left: 14px; }
    header h1 { overflow: hidden; font-size: 16px; text-overflow: ellipsis; }
    .queue { grid-area: 2 / 1 / 3 / 3; margin: 0; }
    .queue div { padding: 2px 12px; }
    .controls { display: contents; }
    .switch { grid-area: 2 / 2 / 3 / 4; justify-self: end; }
    .capacity { grid-area: 2 / 4 / 3 / 6; justify-self: end; }
    .wrapup { grid-area: 3 / 1 / 4 / 6; }
    header .mark { grid-area: 1 / 1; }
    header h1 { grid-area: 1 / 2; }
    header .icon.floor { grid-area: 1 / 3; }
    .language { grid-area: 1 / 4; }
    header .icon.out { grid-area: 1 / 5; justify-self: end; }
    .me { display: none; }
    .icon { width: 44px; height: 44px; }
    .desk, .desk.open { display: block; position: relative; }
    .list, .chat { height: 100%; border: 0; }
    .desk.open .list, .desk:not(.open) .chat { display: none; }
    .bar { gap: 4px; padding: 6px 6px 6px 4px; }
    .icon.back { display: grid; }
    .action { width: 40px; min-height: 40px; padding: 0; justify-content: center; }
    .action span { display: none; }
    .sure { flex-wrap: wrap; padding: 10px 14px; }
    .sure p { flex-basis: 100%; }
    .sure .main, .sure .quiet { flex: 1; }
    .log { padding: 8px 14px 14px; }
    .what { max-width: 82%; }
    .input { padding: 6px 10px calc(10px + env(safe-area-inset-bottom)); }
    .keys { display: none; }
    textarea, .sure input, select { font-size: 16px; }
    .packet { width: 100%; }
  }
  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation-duration: 0.01ms !important; animation-iteration-count: 1 !important; transition: none !important; }
  }
  @media (forced-colors: active) {
    .text, .send, .main, .entry, .switch i { border: 1px solid; }
  }
`;
