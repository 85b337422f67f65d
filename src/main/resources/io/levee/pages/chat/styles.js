import { css } from "../lit/lit-element/lit-element.js";
import { dark, light } from "../shared/colours.js";

export const styles = css`
  :host {
    all: initial;
    ${light}
    color: var(--ink);
    font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
    -webkit-text-size-adjust: 100%;
  }
  :host([data-theme="dark"]) {
    ${dark}
  }
  @media (prefers-color-scheme: dark) {
    :host([data-theme="auto"]) {
      ${dark}
    }
  }
  @media print {
    :host {
      display: none;
    }
  }

  * {
    box-sizing: border-box;
    margin: 0;
  }
  button,
  textarea,
  input {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
    border: 0;
    background: none;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  :focus-visible {
    outline: 2px solid var(--teal);
    outline-offset: 2px;
  }
  [hidden] {
    display: none !important;
  }
  svg {
    display: block;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .launcher {
    position: fixed;
    z-index: 2147483000;
    right: max(20px, env(safe-area-inset-right));
    bottom: calc(20px + env(safe-area-inset-bottom));
    display: flex;
    align-items: center;
    gap: 10px;
    height: 58px;
    padding: 0 22px 0 16px;
    border-radius: 29px;
    background: var(--deep);
    color: var(--deep-ink);
    box-shadow: 0 8px 24px rgb(12 60 66 / 32%);
    transition: transform 0.2s ease, box-shadow 0.2s ease;
  }
  .launcher .label {
    font-weight: 600;
    letter-spacing: 0.02em;
  }
  .launcher:hover {
    transform: translateY(-2px);
    box-shadow: 0 12px 30px rgb(12 60 66 / 38%);
  }
  .launcher:focus-visible {
    outline: 3px solid var(--sand);
  }
  .badge {
    position: absolute;
    top: -4px;
    right: -2px;
    min-width: 22px;
    height: 22px;
    padding: 0 6px;
    border-radius: 11px;
    background: var(--sand);
    color: #2c1d04;
    font-size: 12px;
    font-weight: 700;
    line-height: 22px;
    text-align: center;
  }

  .panel {
    position: fixed;
    z-index: 2147483001;
    right: max(20px, env(safe-area-inset-right));
    bottom: calc(20px + env(safe-area-inset-bottom));
    display: flex;
    flex-direction: column;
    width: 392px;
    max-width: calc(100vw - 40px);
    height: min(660px, calc(100vh - 40px));
    overflow: hidden;
    border-radius: 20px;
    background: var(--paper);
    box-shadow: var(--shade);
    transform-origin: bottom right;
    animation: rise 0.26s cubic-bezier(0.2, 0.8, 0.3, 1);
  }
  :host([data-position="left"]) :is(.launcher, .panel) {
    right: auto;
    left: max(20px, env(safe-area-inset-left));
    transform-origin: bottom left;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(14px) scale(0.98);
    }
  }

  header {
    position: relative;
    flex: none;
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 16px 12px 22px 18px;
    background: var(--deep);
    color: var(--deep-ink);
  }
  header > div {
    flex: 1;
    min-width: 0;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 38px;
    height: 38px;
    border-radius: 12px;
    background: var(--sand);
    color: #0c3a3f;
  }
  h2 {
    font-size: 16px;
    font-weight: 650;
    line-height: 1.3;
    letter-spacing: 0.01em;
  }
  .standing {
    overflow: hidden;
    color: var(--deep-soft);
    font-size: 13px;
    line-height: 1.4;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .standing.open:not(.over)::before {
    content: "";
    display: inline-block;
    width: 7px;
    height: 7px;
    margin: 0 6px 1px 0;
    border-radius: 50%;
    background: #8fd6a9;
  }
  .shore {
    position: absolute;
    right: 0;
    bottom: -1px;
    left: 0;
    width: 100%;
    height: 11px;
    fill: var(--paper);
  }
  .icon {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 12px;
    color: var(--deep-ink);
  }
  .icon:hover {
    background: rgb(255 255 255 / 12%);
  }
  header :focus-visible {
    outline-color: var(--sand);
    outline-offset: -2px;
  }

  .state:empty {
    display: none;
  }
  .banner {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
    margin: 8px 14px 0;
    padding: 9px 14px;
    border-radius: 12px;
    font-size: 13.5px;
  }
  .banner.place {
    background: var(--sand-soft);
    color: var(--sand-ink);
  }
  .banner.bad {
    background: var(--bad-soft);
    color: var(--bad);
  }
  .banner.late {
    overflow: hidden;
    animation: unfold 0.3s 0.9s both;
  }
  .banner button {
    flex: none;
    min-height: 28px;
    padding: 2px 12px;
    border: 1px solid currentColor;
    border-radius: 14px;
    color: inherit;
    font-size: 13px;
  }
  @keyframes unfold {
    from {
      max-height: 0;
      margin-top: 0;
      padding-block: 0;
      opacity: 0;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .log {
    flex: 1;
    min-height: 0;
    padding: 12px 16px 16px;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }
  .log:focus-visible {
    outline-offset: -3px;
    border-radius: 6px;
  }
  .greeting {
    margin: 6px 0 16px;
  }
  .greeting h3 {
    font-size: 19px;
    font-weight: 650;
    line-height: 1.4;
  }
  .greeting p {
    text-wrap: pretty;
    margin-top: 4px;
    color: var(--soft);
    font-size: 14px;
  }
  .suggestions {
    display: grid;
    gap: 8px;
    margin-top: 16px;
  }
  .suggestions button {
    display: flex;
    align-items: center;
    justify-content: space-between;
    min-height: 46px;
    padding: 8px 16px;
    border: 1px solid var(--edge);
    border-radius: 14px;
    background: var(--card);
    text-align: start;
    transition: border-color 0.15s, transform 0.15s;
  }
  .suggestions button::after {
    content: "";
    flex: none;
    width: 7px;
    height: 7px;
    margin-inline-start: 12px;
    border: solid var(--sand);
    border-width: 2px 2px 0 0;
    transform: rotate(45deg);
  }
  .suggestions button:hover {
    border-color: var(--teal);
    transform: translateX(2px);
  }

  .turn {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    margin-top: 5px;
  }
  .turn.first {
    margin-top: 14px;
  }
  .turn.customer {
    justify-content: flex-end;
  }
  .what {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    min-width: 0;
    max-width: 82%;
  }
  .customer .what {
    align-items: flex-end;
  }
  .face {
    flex: none;
    align-self: flex-start;
    display: grid;
    place-items: center;
    width: 30px;
    height: 30px;
    margin-top: 1px;
    border-radius: 10px;
    background: var(--deep);
    color: var(--sand);
    font-size: 14px;
    font-weight: 650;
  }
  .face.agent {
    background: var(--sand);
    color: #2c1d04;
  }
  .face.none {
    visibility: hidden;
    height: 1px;
  }
  .who {
    margin: 0 0 3px 2px;
    color: var(--soft);
    font-size: 12.5px;
    line-height: 1.3;
  }
  .text {
    position: relative;
    max-width: 100%;
    padding: 9px 14px;
    border: 1px solid var(--edge);
    border-radius: 4px 16px 16px 16px;
    background: var(--card);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .turn:not(.first) .text {
    border-radius: 16px;
  }
  .agent .text {
    border-color: transparent;
    background: var(--sand-soft);
  }
  .customer .text {
    border-color: transparent;
    border-radius: 16px 16px 4px 16px;
    background: var(--teal);
    color: var(--teal-ink);
  }
  .customer .text.sending {
    opacity: 0.82;
  }
  .customer .text.failed {
    border: 1px dashed var(--bad);
    background: var(--bad-soft);
    color: var(--bad);
  }
  .text a {
    color: var(--link);
    text-underline-offset: 2px;
  }
  .customer .text a {
    color: inherit;
  }
  [data-provisional] .text {
    border-style: dashed;
  }
  .fate {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    margin: 4px 2px 0;
    color: var(--soft);
    font-size: 12px;
    line-height: 1.4;
  }
  .fate.failed {
    color: var(--bad);
  }
  .fate button {
    min-height: 26px;
    padding: 0 6px;
    color: var(--link);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 7px;
    margin-top: 9px;
  }
  .options button {
    min-height: 38px;
    padding: 6px 15px;
    border: 1px solid var(--teal);
    border-radius: 19px;
    background: var(--card);
    color: var(--link);
    font-weight: 550;
    text-align: start;
    transition: background 0.15s, color 0.15s;
  }
  .options button:hover {
    background: var(--teal);
    color: var(--teal-ink);
  }
  .event,
  .time {
    margin: 16px 0 4px;
    color: var(--soft);
    font-size: 12.5px;
    text-align: center;
  }
  .event {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .event::before,
  .event::after {
    content: "";
    flex: 1;
    height: 1px;
    background: var(--edge);
  }
  .event span {
    max-width: 76%;
  }

  .typing .text {
    display: flex;
    align-items: center;
    gap: 5px;
    height: 38px;
  }
  .typing i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--soft);
    animation: wave 1.2s ease-in-out infinite;
  }
  .typing i:nth-of-type(2) {
    animation-delay: 0.15s;
  }
  .typing i:nth-of-type(3) {
    animation-delay: 0.3s;
  }
  .typing.bot {
    animation: appear 0.2s 0.35s both;
  }
  @keyframes wave {
    0%,
    60%,
    100% {
      opacity: 0.45;
      transform: none;
    }
    30% {
      opacity: 1;
      transform: translateY(-4px);
    }
  }

  .below {
    position: absolute;
    bottom: 124px;
    left: 50%;
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 5px 8px 5px 16px;
    border-radius: 18px;
    background: var(--deep);
    color: var(--deep-ink);
    font-size: 13px;
    box-shadow: 0 4px 14px rgb(0 0 0 / 20%);
    transform: translateX(-50%);
  }
  .below svg {
    width: 18px;
    height: 18px;
  }

  .input,
  .farewell,
  .sure {
    flex: none;
    padding: 10px 14px calc(12px + env(safe-area-inset-bottom));
  }
  .person {
    display: flex;
    align-items: center;
    gap: 5px;
    min-height: 32px;
    margin-bottom: 8px;
    padding: 3px 13px 3px 10px;
    border-radius: 16px;
    background: var(--sand-soft);
    color: var(--sand-ink);
    font-size: 13px;
    font-weight: 600;
  }
  .person:hover {
    box-shadow: inset 0 0 0 1px var(--sand);
  }
  .field {
    display: flex;
    align-items: flex-end;
    gap: 6px;
    padding: 5px;
    border: 1px solid var(--edge);
    border-radius: 18px;
    background: var(--card);
    transition: border-color 0.15s, box-shadow 0.15s;
  }
  .field:focus-within {
    border-color: var(--teal);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--teal) 18%, transparent);
  }
  textarea {
    flex: 1;
    min-width: 0;
    padding: 7px 6px 7px 11px;
    border: 0;
    background: none;
    font-size: 15px;
    line-height: 1.5;
    resize: none;
  }
  .field textarea {
    max-height: 128px;
    outline: none;
  }
  textarea::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  .attach {
    flex: none;
    display: grid;
    place-items: center;
    width: 38px;
    height: 38px;
    padding: 0;
    border-radius: 13px;
    color: var(--soft);
  }
  .attach:hover {
    color: var(--link);
  }
  .attach + textarea {
    padding-left: 2px;
  }
  .dropping .field {
    position: relative;
    border-style: dashed;
    border-color: var(--teal);
  }
  .dropping .field::after {
    content: attr(data-drop);
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    border-radius: 17px;
    background: var(--card);
    color: var(--link);
    font-weight: 600;
    pointer-events: none;
  }
  .album {
    display: flex;
    gap: 8px;
    padding-bottom: 8px;
  }
  .thumb {
    position: relative;
    display: grid;
    width: 72px;
    height: 72px;
    border: 1px solid var(--edge);
    border-radius: 12px;
    background: var(--card);
  }
  .thumb > * {
    position: relative;
    grid-area: 1 / 1;
  }
  .thumb canvas {
    width: 100%;
    height: 100%;
    border-radius: 11px;
    object-fit: cover;
  }
  .thumb:not([data-upload="ready"]) canvas {
    opacity: 0.45;
  }
  .thumb progress {
    align-self: end;
    width: calc(100% - 12px);
    height: 5px;
    margin: 6px;
    accent-color: var(--teal);
  }
  .thumb .again {
    place-self: center;
    min-height: 28px;
    padding: 4px 8px;
    border-radius: 14px;
    background: var(--teal);
    color: var(--teal-ink);
    font-size: 12px;
    line-height: 1.2;
  }
  .thumb .remove {
    place-self: start end;
    width: 26px;
    height: 26px;
    margin: -8px -8px 0 0;
    padding: 0;
    border-radius: 13px;
    background: var(--deep);
    color: var(--deep-ink);
    font-size: 17px;
    line-height: 1;
  }
  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: 38px;
    height: 38px;
    border-radius: 13px;
    background: var(--teal);
    color: var(--teal-ink);
    transition: background 0.15s, color 0.15s;
  }
  .send:disabled {
    background: var(--paper);
    color: var(--soft);
    cursor: default;
  }
  .count {
    margin: 4px 6px 0;
    color: var(--soft);
    font-size: 12px;
    text-align: end;
  }
  .count[data-problem] {
    margin: 0 6px 8px;
    text-align: start;
  }
  .count:empty {
    display: none;
  }
  .count.over {
    color: var(--bad);
  }

  .main,
  .begin,
  .quiet {
    min-height: 42px;
    padding: 8px 20px;
    border-radius: 14px;
    font-weight: 600;
  }
  .main {
    background: var(--teal);
    color: var(--teal-ink);
  }
  .begin,
  .quiet {
    border: 1px solid var(--edge);
    background: var(--card);
    color: var(--link);
  }
  .farewell {
    display: grid;
    gap: 10px;
    padding-top: 14px;
    border-top: 1px solid var(--edge);
    text-align: center;
  }
  .rating {
    display: grid;
    gap: 10px;
  }
  .rating textarea {
    border: 1px solid var(--edge);
    border-radius: 14px;
    background: var(--card);
    padding: 9px 13px;
  }
  fieldset {
    padding: 0;
    border: 0;
  }
  legend {
    width: 100%;
    padding: 0;
    font-weight: 600;
  }
  .stars {
    display: flex;
    justify-content: center;
    gap: 4px;
    margin-top: 4px;
  }
  .stars label {
    position: relative;
    padding: 6px;
    border-radius: 12px;
    color: var(--edge);
    cursor: pointer;
    transition: color 0.12s, transform 0.12s;
  }
  .stars label svg {
    stroke: var(--soft);
    stroke-width: 0.6;
  }
  .stars label.on {
    color: var(--sand);
  }
  .stars label:hover {
    transform: scale(1.1);
  }
  .stars label:has(:focus-visible) {
    outline: 2px solid var(--teal);
  }
  .stars input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .thanks {
    padding: 6px 0;
    color: var(--soft);
  }
  .sure {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-bottom: 10px;
    border-top: 1px solid var(--edge);
    background: var(--sand-soft);
    color: var(--sand-ink);
  }
  .sure p {
    flex: 1;
    font-weight: 600;
  }
  .sure button {
    min-height: 38px;
    padding: 4px 16px;
  }

  @media (max-width: 479px), (max-height: 420px) and (pointer: coarse) {
    .launcher {
      width: 58px;
      padding: 0 14px;
    }
    .launcher .label {
      display: none;
    }
    .panel,
    :host([data-position="left"]) .panel {
      top: var(--levee-top, 0);
      right: 0;
      bottom: auto;
      left: 0;
      width: 100%;
      max-width: none;
      height: var(--levee-height, 100dvh);
      border-radius: 0;
    }
    header {
      padding-top: calc(14px + env(safe-area-inset-top));
    }
    /* Below 16 px, iOS would zoom in on the input. */
    textarea {
      font-size: 16px;
    }
    .icon {
      width: 44px;
      height: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .launcher,
    .panel,
    .text,
    .send,
    .main {
      border: 1px solid;
    }
  }
`;
