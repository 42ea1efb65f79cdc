/** Where a request's time goes: one bar for the mean, the median, p90, p99 and the worst request. */
import {invalid} from "../invalid.js";
import {OrderStatistics, rankOf} from "../stats/quantiles.js";
import {type ObservationOptions, observation} from "./observation.js";
import type {QueueRecords} from "./queueRecords.js";

/** The parts of one sojourn, or of the mean one; total = wait + math + transfer [s]. */
export interface WaterfallRow {
  readonly label: "mean" | "median" | "p90" | "p99" | "worst";
  /** [s]. */
  readonly wait: number;
  /** Service [s]. */
  readonly math: number;
  /** The queue simulator has no transfer of its own: 0 [s]. */
  readonly transfer: number;
  /** Sojourn [s]. */
  readonly total: number;
  /** The request's index in the records; -1 for the mean. */
  readonly request: number;
}

/** The requests that are shown, by their place in the order of sojourns. */
export const WATERFALL_RANKS = [
  ["median", 0.5],
  ["p90", 0.9],
  ["p99", 0.99],
  ["worst", 1]
] as const;

/**
 * The waterfall of the accepted requests that arrive in a window: their mean, and the very requests that stand at the
 * median, p90, p99 and the end of their order by sojourn (by arrival among equals).
 *
 * Rank ceil(p n) of n, as in quantiles. No rows if none was accepted. `transfer` [s]: time outside server and queue,
 * the same for each (default 0), added to the total.
 *
 * @example
 * waterfall(simulateQueue({arrivals: {kind: "replay", times: [0, 0]}, service: {kind: "deterministic", mean: 1}, seed: 1}))[4] // => {label: "worst", wait: 1, math: 1, transfer: 0, total: 2, request: 1}
 */
export function waterfall(
  records: QueueRecords,
  {transfer = 0, ...window}: ObservationOptions & {readonly transfer?: number} = {}
): WaterfallRow[] {
  if (!(transfer >= 0 && transfer < Infinity)) throw invalid("transfer", transfer);
  const {first, last, stream} = observation(records, window);
  const {arrival, start, departure} = records;
  const requests = new Int32Array(last - first);
  const sojourns = new Float64Array(last - first);
  let size = 0;
  let waits = 0;
  let services = 0;
  for (let i = first; i < last; ++i) {
    if (Number.isNaN(departure[i]) || (stream >= 0 && records.stream[i] !== stream)) continue;
    sojourns[size] = departure[i] - arrival[i];
    requests[size++] = i;
    waits += start[i] - arrival[i];
    services += departure[i] - start[i];
  }
  if (size === 0) return [];
  const order = new OrderStatistics(sojourns.slice(0, size));

  function row(label: WaterfallRow["label"], wait: number, math: number, request: number): WaterfallRow {
    return {label, wait, math, transfer, total: wait + math + transfer, request};
  }
  return [
    row("mean", waits / size, services / size, -1),
    ...WATERFALL_RANKS.map(([label, p]) => {
      const i = requests[indexAtRank(sojourns.subarray(0, size), rankOf(p, size), order.quantile(p))];
      return row(label, start[i] - arrival[i], departure[i] - start[i], i);
    })
  ];
}

/** Where the number of this rank (and value) stands; equal numbers rank in order of their index. */
export function indexAtRank(values: Float64Array, rank: number, value: number): number {
  let before = rank;
  for (let i = 0; i < values.length; ++i) if (values[i] < value) --before;
  let index = values.indexOf(value);
  while (before-- > 0) index = values.indexOf(value, index + 1);
  return index;
}
