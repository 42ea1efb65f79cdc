/** Where a batched request's time goes: for others, for a server, in the math, on the way. */
import {OrderStatistics, rankOf} from "../stats/quantiles.js";
import type {BatchRecords} from "./batchRecords.js";
import {type ObservationOptions, observation} from "./observation.js";
import {indexAtRank, WATERFALL_RANKS, type WaterfallRow} from "./waterfall.js";

/** The parts of one sojourn, or of the mean one; total = formation + wait + math + transfer [s]. */
export interface BatchWaterfallRow extends WaterfallRow {
  /** Until the batch was full or its window over [s]. */
  readonly formation: number;
  /** From then on, until a server was free [s]. */
  readonly wait: number;
  /** Requests in its batch; the mean over requests, not over batches. */
  readonly batchSize: number;
}

/**
 * The waterfall of the served requests that arrive in a window: their mean, and the very requests that stand at the
 * median, p90, p99 and the end of their order by sojourn (by arrival among equals). No rows if none was served.
 *
 * @example
 * batchWaterfall(simulateBatches({arrivals: {kind: "replay", times: [0, 2]}, service: {curve: [{batch: 1, time: 1}]}, maxBatch: 2, window: 5, seed: 1}))[4] // => {label: "worst", formation: 2, wait: 0, math: 1, transfer: 0, total: 3, request: 0, batchSize: 2}
 */
export function batchWaterfall(records: BatchRecords, window: ObservationOptions = {}): BatchWaterfallRow[] {
  const {first, last, stream} = observation(records, window);
  const {arrival, formed, start, done, departure, batch, batches, transferTime: transfer} = records;
  const requests = new Int32Array(last - first);
  const sojourns = new Float64Array(last - first);
  let size = 0;
  for (let i = first; i < last; ++i) {
    if (Number.isNaN(departure[i]) || (stream >= 0 && records.stream[i] !== stream)) continue;
    sojourns[size] = departure[i] - arrival[i];
    requests[size++] = i;
  }
  if (size === 0) return [];

  const rowOf = (label: WaterfallRow["label"], i: number): BatchWaterfallRow => {
    const formation = formed[i] - arrival[i];
    const wait = start[i] - formed[i];
    const math = done[i] - start[i];
    const total = formation + wait + math + transfer;
    return {label, formation, wait, math, transfer, total, request: i, batchSize: batches.size[batch[i]]};
  };
  const mean = {formation: 0, wait: 0, math: 0, batchSize: 0};
  for (const i of requests.subarray(0, size)) {
    const row = rowOf("mean", i);
    mean.formation += row.formation / size;
    mean.wait += row.wait / size;
    mean.math += row.math / size;
    mean.batchSize += row.batchSize / size;
  }
  const order = new OrderStatistics(sojourns.slice(0, size));
  const {formation, wait, math} = mean;
  return [
    {...mean, label: "mean", transfer, total: formation + wait + math + transfer, request: -1},
    ...WATERFALL_RANKS.map(([label, p]) =>
      rowOf(label, requests[indexAtRank(sojourns.subarray(0, size), rankOf(p, size), order.quantile(p))])
    )
  ];
}
