/** Which part of a run is looked at: a window of time, and perhaps one stream of several. */

import {invalid, requireNonNegative} from "../invalid.js";
import {countBelow} from "../stats/ascending.js";
import type {QueueRecords} from "./queueRecords.js";

export interface ObservationOptions {
  /** Start of the window [s]; default 0. Later: what came before is warm-up. */
  readonly from?: number;
  /** End of the window [s]; default the horizon. */
  readonly to?: number;
  /** Only requests of this stream; default all. */
  readonly stream?: number;
}

/** A window, and the records whose arrival lies in it: the slots `first..last`, the latter excluded. */
export interface Observation {
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  /** -1: all streams. */
  readonly stream: number;
}

/**
 * The window [from, to) of a run; closed at the horizon, where the last of a given number of customers arrives.
 * Throws RangeError if it is not a stretch of time.
 */
export function observation(
  records: QueueRecords,
  {from = 0, to = records.horizon, stream = -1}: ObservationOptions = {}
): Observation {
  requireNonNegative("from", from);
  if (!(to >= from && to < Infinity)) throw invalid("to", to);
  const {arrival, count} = records;
  return {
    from,
    to,
    first: countBelow(arrival, from),
    last: to >= records.horizon ? count : countBelow(arrival, to),
    stream
  };
}
