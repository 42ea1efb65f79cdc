/**
 * What a batch run shows in a window of time: where the time of a request goes, exact quantiles, how full batches and
 * servers are, losses and misses, each mean with its confidence. As in queueMetrics the window is cut into equal slices.
 */
import {requireInteger, requireNonNegative} from "../invalid.js";
import {type Estimate, ratioEstimate, replicationsEstimate} from "../stats/estimate.js";
import {OrderStatistics, quantile} from "../stats/quantiles.js";
import type {BatchRecords} from "./batchRecords.js";
import type {QuantileEstimate} from "./batchTotals.js";
import {displayTimes} from "./displayTimes.js";
import {frameRecords} from "./frameRecords.js";
import {type Observation, type ObservationOptions, observation} from "./observation.js";
import {windowTotals} from "./windowTotals.js";

export interface BatchMetricsOptions extends ObservationOptions {
  /** Confidence level of the half-widths; default 0.95. */
  readonly level?: number;
  /** Slices of the window; default 20. */
  readonly slices?: number;
  /** Relative deadline [s]: missed by whom the answer reaches later, and by who gets none. */
  readonly deadline?: number;
  /** The display's vsync [s], and how many requests in a row make a frame (default 1). */
  readonly vsync?: {readonly period: number; readonly phase?: number; readonly requestsPerFrame?: number};
}

/**
 * "Served" are the requests that arrived in the window and were taken into a batch; means and quantiles are theirs.
 * Without any, means and quantiles are NaN.
 */
export interface BatchMetrics {
  /** Arrivals in the window; of them turned away; of them still waiting for others when the arrivals ended. */
  readonly offered: number;
  readonly lost: number;
  readonly unfinished: number;
  readonly served: number;
  /** Arrivals a second, lost ones included [1/s]. */
  readonly offeredRate: number;
  /** Answers in the window a second [1/s]. */
  readonly throughput: number;
  readonly meanFormation: Estimate;
  readonly meanQueueWait: Estimate;
  readonly meanMath: Estimate;
  /** [s], the same for each. */
  readonly transferTime: number;
  /** From arrival to user [s]: the sum of the four. */
  readonly meanSojourn: Estimate;
  /** Time average of the number in line, forming or queued [1]. */
  readonly meanQueueDepth: Estimate;
  /** Requests a batch, of the batches that start in the window. */
  readonly meanBatch: Estimate;
  /** How many of them hold k requests, k = 0, …, maxBatch. */
  readonly batchSizes: Int32Array;
  /** Share of the window that a server works at all [1]. */
  readonly busyFraction: Estimate;
  readonly lossFraction: Estimate;
  /** Late, lost or unfinished, of the offered [1]; NaN without a deadline. */
  readonly deadlineMissFraction: Estimate;
  /** Longest time from arrival to user [s], and whose it is: an index of the records, -1 if none was served. */
  readonly worstSojourn: number;
  readonly worstRequest: number;
  /** New frames a second on the display [1/s], and share of the frames that are never shown [1]; NaN without vsync. */
  readonly displayedPerSecond: number;
  readonly droppedFraction: number;
  /** inf {t : P(sojourn <= t) >= p} of the served [s], exactly. */
  sojournQuantile(p: number): number;
  /** The same with the half-width of its confidence interval, from the spread of the slices' own quantiles. */
  sojournQuantileEstimate(p: number): QuantileEstimate;
}

/**
 * The metrics of a batch run in a window of time.
 *
 * Half-widths are for slices much longer than a busy period, with many more than 1 / (1 - p) requests each for a
 * quantile. Throws RangeError for a window that is not one. Source: Little 1961; Cochran 1977, 6.3; Schmeiser 1982.
 *
 * @example
 * batchMetrics(simulateBatches({arrivals: {kind: "deterministic", rate: 4}, service: {curve: [{batch: 1, time: 0.5}]}, maxBatch: 4, window: Infinity, until: 10, seed: 1})).meanFormation.mean // => 0.375
 */
export function batchMetrics(
  records: BatchRecords,
  {level = 0.95, slices = 20, deadline, vsync, ...window}: BatchMetricsOptions = {}
): BatchMetrics {
  requireInteger("slices", slices);
  if (deadline !== undefined) requireNonNegative("deadline", deadline);
  const observed = observation(records, window);
  const {from, to} = observed;
  const length = to - from;
  const totals = windowTotals(records, observed, slices, deadline ?? Infinity);
  const {customers, queued} = totals;
  const offered = customers.map((slice) => slice.offered);
  const served = customers.map((slice) => slice.accepted);
  const parts = partsBySlice(records, observed, offered);
  const batches = batchesBySlice(records, observed, slices);
  addUnfinished(queued, records, observed, totals.slice);
  const perSlice = new Float64Array(slices).fill(totals.slice);
  const perServer = new Float64Array(slices).fill(totals.slice * records.servers);
  const worst = customers.reduce((best, slice) => (slice.worstSojourn > best.worstSojourn ? slice : best));
  const {requestsPerFrame = 1, ...display} = vsync ?? {period: 1};
  const shown = vsync && displayTimes(frameRecords(records, requestsPerFrame), {...display, ...window});
  const sojourns = (): Float64Array => servedSojourns(records, observed);
  let order: OrderStatistics | undefined;
  const exactQuantile = (p: number): number => {
    order ??= new OrderStatistics(sojourns());
    return order.quantile(p);
  };
  return {
    offered: sum(offered),
    lost: sum(parts.lost),
    unfinished: sum(offered) - sum(served) - sum(parts.lost),
    served: sum(served),
    offeredRate: sum(offered) / length,
    throughput: totals.departures / length,
    meanFormation: ratioEstimate(parts.formation, served, level),
    meanQueueWait: ratioEstimate(parts.queueing, served, level),
    meanMath: ratioEstimate(parts.math, served, level),
    transferTime: records.transferTime,
    meanSojourn: ratioEstimate(
      customers.map((slice) => slice.sojourns),
      served,
      level
    ),
    meanQueueDepth: ratioEstimate(queued, perSlice, level),
    meanBatch: ratioEstimate(batches.requests, batches.count, level),
    batchSizes: batches.sizes,
    busyFraction: ratioEstimate(batches.busy, perServer, level),
    lossFraction: ratioEstimate(parts.lost, offered, level),
    deadlineMissFraction:
      deadline === undefined
        ? {mean: NaN, halfWidth: NaN}
        : ratioEstimate(
            customers.map((slice) => slice.missed),
            offered,
            level
          ),
    worstSojourn: worst.worstSlot < 0 ? NaN : worst.worstSojourn,
    worstRequest: worst.worstSlot,
    displayedPerSecond: shown ? shown.displayedPerSecond : NaN,
    droppedFraction: shown ? shown.droppedFraction : NaN,
    sojournQuantile: exactQuantile,
    sojournQuantileEstimate(p) {
      const inOrder = sojourns();
      const bySlice: number[] = [];
      let next = 0;
      for (const count of served) {
        if (count > 0) bySlice.push(quantile(inOrder.subarray(next, next + count), p));
        next += count;
      }
      const halfWidth = bySlice.length < 2 ? NaN : replicationsEstimate(bySlice, level).halfWidth;
      return {value: exactQuantile(p), halfWidth};
    }
  };
}

/** Sums over the requests of each slice, of which `offered` arrive in it [s]. */
function partsBySlice(
  {arrival, formed, start, done, lost, stream: streams}: BatchRecords,
  {first, last, stream}: Observation,
  offered: readonly number[]
) {
  const parts = {
    formation: new Float64Array(offered.length),
    queueing: new Float64Array(offered.length),
    math: new Float64Array(offered.length),
    lost: new Float64Array(offered.length)
  };
  let slice = 0;
  let left = offered[0]!;
  for (let i = first; i < last; ++i) {
    if (stream >= 0 && streams[i] !== stream) continue;
    while (left === 0) left = offered[++slice]!;
    --left;
    parts.lost[slice] += lost[i];
    if (Number.isNaN(start[i])) continue;
    parts.formation[slice] += formed[i] - arrival[i];
    parts.queueing[slice] += start[i] - formed[i];
    parts.math[slice] += done[i] - start[i];
  }
  return parts;
}

/** The batches that start in each slice, and the time that servers work in it [s]. */
function batchesBySlice({batches, maxBatch}: BatchRecords, {from, to}: Observation, slices: number) {
  const slice = (to - from) / slices;
  const count = new Float64Array(slices);
  const requests = new Float64Array(slices);
  const busy = new Float64Array(slices);
  const sizes = new Int32Array(maxBatch + 1);
  for (let k = 0; k < batches.count; ++k) {
    const {[k]: start} = batches.start;
    spread(busy, start, batches.done[k], from, slice);
    if (!(start >= from && start < to)) continue;
    const at = Math.min(slices - 1, Math.floor((start - from) / slice));
    ++count[at];
    requests[at] += batches.size[k];
    ++sizes[batches.size[k]];
  }
  return {count, requests, busy, sizes};
}

/** Adds to the line those who waited in it for others until the arrivals ended. */
function addUnfinished(
  queued: Float64Array,
  {arrival, batch, lost, count, stream: streams, horizon}: BatchRecords,
  {from, to, stream}: Observation,
  slice: number
): void {
  for (let i = 0; i < count && arrival[i] < to; ++i)
    if (batch[i] < 0 && lost[i] === 0 && (stream < 0 || streams[i] === stream))
      spread(queued, arrival[i], Math.max(horizon, to), from, slice);
}

/** Adds the part of [begin, end) that lies in each slice to its area [s]. */
function spread(area: Float64Array, begin: number, end: number, from: number, slice: number): void {
  const first = Math.max(0, Math.floor((begin - from) / slice));
  for (let k = first; k < area.length && from + k * slice < end; ++k)
    area[k] += Math.max(0, Math.min(end, from + (k + 1) * slice) - Math.max(begin, from + k * slice));
}

/** From arrival to user, for each served request that arrived in the window, in order of arrival [s]. */
function servedSojourns(
  {arrival, departure, stream: streams}: BatchRecords,
  {first, last, stream}: Observation
): Float64Array {
  const values = new Float64Array(last - first);
  let size = 0;
  for (let i = first; i < last; ++i)
    if (!Number.isNaN(departure[i]) && (stream < 0 || streams[i] === stream))
      values[size++] = departure[i] - arrival[i];
  return values.subarray(0, size);
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; ++i) total += values[i]!;
  return total;
}
