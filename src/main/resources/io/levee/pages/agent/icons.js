import { svg } from "../lit/lit-element/lit-element.js";
import { icon, line } from "../shared/icons.js";

export const back = () => icon(line("m14.5 6-6 6 6 6"), 22);
export const info = () => icon(svg`${line("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z")}${line("M12 11v5M12 8v.2")}`, 20);
export const giveBack = () => icon(svg`${line("M9 7 4.5 11.5 9 16")}${line("M5 11.5h9a5 5 0 0 1 5 5V18")}`, 18);
export const transfer = () => icon(svg`${line("M4 8.5h14.5m0 0L15 5m3.5 3.5L15 12")}${line("M20 16H5.500m0 0L9 12.500M5.500 16 9 19.500")}`, 18);
export const done = () => icon(line("m5.500 12.500 4.200 4.200 8.800-9.200"), 18);
export const leave = () => icon(line("M14 4.500H7A1.500 1.500 0 0 0 5.500 6v12A1.500 1.500 0 0 0 7 19.500h7M10.500 12H20m0 0-3.500-3.500M20 12l-3.500 3.500"), 19);
export const chart = () => icon(line("M5 19.500v-6M10 19.500V8M15 19.500v-9M20 19.500V4.500"), 19);
export const bell = () => icon(svg`${line("M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5l1.500-1.500Z")}${line("M10.500 20.500h3")}`, 19);
export const silent = () => icon(svg`${line("M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5l1.500-1.500Z")}${line("M4 4l16 16")}`, 19);
export const help = () => icon(svg`${line("M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17Z")}${line("M9.700 9.500a2.300 2.300 0 1 1 3.300 2.100c-.7.4-1 .8-1 1.600M12 16v.2")}`, 19);
export const search = () => icon(svg`${line("M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13Z")}${line("m15.500 15.500 4.500 4.500")}`, 18);
export const whisper = () => icon(svg`${line("M5 6.500h14v9H10l-5 4z")}${line("M9 11h.2M12 11h.2M15 11h.2")}`, 18);
export const take = () => icon(svg`${line("M12 4v11m0 0-4-4m4 4 4-4")}${line("M5 19.500h14")}`, 18);
