import { svg, html } from "../lit/lit-element/lit-element.js";

export const icon = (shape, size = 24) =>
  html`<svg viewBox="0 0 24 24" width=${size} height=${size} aria-hidden="true" focusable="false">${shape}</svg>`;

export const line = (d) =>
  svg`<path d=${d} fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />`;

/** The mark: waves, held by a bank. */
export const waves = (size) =>
  icon(
    svg`${line("M3.5 8.5q2.125-2.4 4.25 0t4.25 0 4.25 0 4.25 0")}${line("M3.5 13q2.125-2.4 4.25 0t4.25 0 4.25 0 4.25 0")}${line("M5 18h14")}`,
    size,
  );

export const bubble = () =>
  icon(
    svg`${line("M12 3.6c-5 0-9 3.3-9 7.5 0 2.4 1.3 4.5 3.4 5.9l-.7 3.4 3.9-2.1c.8.2 1.6.3 2.4.3 5 0 9-3.3 9-7.5s-4-7.5-9-7.5Z")}${line("M7.5 11.4q1.5-1.7 3 0t3 0 3 0")}`,
    30,
  );

export const down = () => icon(line("m6 9.5 6 6 6-6"));
export const end = () => icon(line("M14 4.5H7a1.5 1.5 0 0 0-1.5 1.5v12A1.5 1.5 0 0 0 7 19.5h7M10.5 12h9.5m0 0-3.5-3.5M20 12l-3.5 3.5"), 21);
export const send = () => icon(svg`<path d="M4.2 4.6 20.5 12 4.2 19.4l1.7-6.1 7.1-1.3-7.1-1.3Z" fill="currentColor" />`, 22);
export const person = () => icon(svg`${line("M12 11.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4Z")}${line("M4.8 20c.5-3.6 3.5-5.7 7.2-5.7s6.7 2.1 7.2 5.7")}`, 16);
export const clip = () => icon(line("m19.500 11.300-7.600 7.500a4.600 4.600 0 0 1-6.500-6.500l8-7.900a3.100 3.100 0 0 1 4.400 4.400l-7.900 7.800a1.550 1.550 0 0 1-2.200-2.200l7.300-7.200"), 21);
export const star = () => icon(svg`<path d="m12 3.3 2.7 5.5 6 .9-4.35 4.25 1.03 6-5.38-2.83-5.38 2.83 1.03-6L3.3 9.7l6-.9Z" fill="currentColor" />`, 28);
export const check = () => icon(line("m5.5 12.5 4.2 4.2 8.8-9.2"), 13);
