/** Round moments on a film's clock, and how they are written. */
import {ticks} from "d3";
import {formatClock} from "../../lib/format.js";
import {HOUR, MINUTE} from "../../lib/units.js";

const STEPS = [
  0.1,
  0.2,
  0.5,
  1,
  2,
  5,
  10,
  15,
  30,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR
];
/** Films shorter than this [s] run on a clock of milliseconds. */
const SHORT = 10;

/** About `count` round moments in [from, to] [s] of a film of `span` [s]. */
export function clockTicks(from: number, to: number, count: number, span: number): number[] {
  if (span < SHORT) return ticks(from, to, count);
  const step = STEPS.find((size) => (to - from) / size <= count) ?? HOUR;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({length: Math.floor(to / step + 1e-9) - first + 1}, (_, i) => (first + i) * step);
}

/** Each moment as the clock shows it, without tenths where none of them has any. */
export function clockWords(times: readonly number[], span: number): string[] {
  const words = times.map((time) => formatClock(time, span));
  return words.every((word) => /\.0( ms)?$/.test(word))
    ? words.map((word) => word.replace(/\.0(?= ms$|$)/, ""))
    : words;
}
