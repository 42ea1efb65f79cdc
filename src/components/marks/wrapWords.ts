/** Breaks a text into lines that fit, by the words; a single word that does not fit keeps a line of its own. */
import {textWidth} from "./textWidth.js";

/** The lines of `text` at `size` [px], none wider than `room` [px] as far as words allow. */
export function wrapWords(text: string, room: number, size: number, weight = 400): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size, weight) <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
