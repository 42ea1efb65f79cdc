/**
 * What a display shows of a queue's results: a frame appears at the first vsync at or after it is done, and only the
 * latest of those that are ready. A frame that misses a vsync by a microsecond waits a whole period.
 */
import {requireNonNegative, requirePositive} from "../invalid.js";
import {COINCIDENCE} from "./fcfsStation.js";
import {type ObservationOptions, observation} from "./observation.js";
import type {QueueRecords} from "./queueRecords.js";

export interface VsyncOptions extends ObservationOptions {
  /** Time between two vsyncs [s]. */
  readonly period: number;
  /** Time of the first vsync [s]; default 0. */
  readonly phase?: number;
}

export interface DisplayTimes {
  /** The requests that are shown, of those that arrived before the window's end, in order. */
  readonly request: Int32Array;
  /** When each is first shown [s]: a vsync. */
  readonly shown: Float64Array;
  /** New frames a second [1/s] in the window. */
  readonly displayedPerSecond: number;
  /** Share of the frames that arrived in the window and are never shown: overtaken before a vsync, or lost [1]. */
  readonly droppedFraction: number;
  /** How often a frame stayed on the display for k periods: `intervals[k]`; the last entry counts longer stays too. */
  readonly intervals: Int32Array;
}

/** Stays of this many periods and more are counted together: at 60 Hz, a second. */
const LONGEST_INTERVAL = 60;

/**
 * The frames that a display with vsync shows.
 *
 * vsync k is at phase + k period [s]; a frame done within a rounding of a vsync makes it. A frame is dropped when a
 * later one is ready for the same vsync or an earlier one. The rate counts the vsyncs in (from, to] that show a new
 * frame. Throws RangeError unless period > 0 and phase >= 0.
 *
 * @example
 * displayTimes(simulateQueue({arrivals: {kind: "deterministic", rate: 60}, service: {kind: "deterministic", mean: 0.015}, until: 10, seed: 1}), {period: 1 / 60}).displayedPerSecond // => 60
 */
export function displayTimes(
  records: QueueRecords,
  {period, phase = 0, ...window}: VsyncOptions
): DisplayTimes {
  requirePositive("period", period);
  requireNonNegative("phase", phase);
  const {from, to, first, last, stream} = observation(records, window);
  const request = new Int32Array(last);
  const vsync = new Float64Array(last);
  let size = 0;
  let frames = 0;
  for (let i = 0; i < last; ++i) {
    if (stream >= 0 && records.stream[i] !== stream) continue;
    if (i >= first) ++frames;
    const done = records.departure[i];
    if (Number.isNaN(done)) continue;
    const number = Math.max(0, Math.ceil((done - phase - COINCIDENCE * done) / period));
    // A newer frame takes the place of every older one that is not on the display before it.
    while (size > 0 && vsync[size - 1] >= number) --size;
    request[size] = i;
    vsync[size++] = number;
  }
  const shown = vsync.slice(0, size).map((number) => phase + number * period);
  const intervals = new Int32Array(LONGEST_INTERVAL + 1);
  let inside = 0;
  let shownFrames = 0;
  for (let k = 0; k < size; ++k) {
    if (k > 0) ++intervals[Math.min(LONGEST_INTERVAL, vsync[k] - vsync[k - 1])];
    if (shown[k] > from && shown[k] <= to + COINCIDENCE * to) ++inside;
    if (request[k] >= first) ++shownFrames;
  }
  return {
    request: request.slice(0, size),
    shown,
    displayedPerSecond: inside / (to - from),
    droppedFraction: (frames - shownFrames) / frames,
    intervals
  };
}
