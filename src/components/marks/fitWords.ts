/** Cuts a text to its room, with an ellipsis; what shows it cut has all of it elsewhere. */
import {textWidth} from "./textWidth.js";

/** `text`, or as much of it as fits into `room` [px] at `size` [px]. */
export function fitWords(text: string, room: number, size: number, weight = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  let kept = text;
  while (kept.length > 0 && textWidth(`${kept}…`, size, weight) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
