import { svg } from "../lit/lit-element/lit-element.js";
import { icon, line } from "../shared/icons.js";

export const back = () => icon(line("m14.5 6-6 6 6 6"), 22);
export const info = () => icon(svg`${line("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z")}${line("M12 11v5M12 8v.2")}`, 20);
export const giveBack = () => icon(svg`${line("M9 7 4.5 11.5 9 16")}${line("M5 11.5h9a5 5 0 0 1 5 5V18")}`, 18);
export const transfer = () => icon(svg`${line("M4 8.5h14.5m0 0L15 5m3.5 3.5L15 12")}${line("M20 16H5.500m0 0L9 12.500M5.500 16 9 19.500")}`, 18);
export const done = () => icon(line("m5.500 12.500 4.200 4.200 8.800-9.200"), 18);
export const leave = () => icon(line("M14 4.500H7A1.500 1.500 0 0 0 5.500 6v12A1.500 1.500 0 0 0 7 19.500h7M10.500 12H20m0 0-3.500-3.500M20 12l-3.500 3.500"), 19);
