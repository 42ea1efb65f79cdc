/**
 * What a run shows in a window: means with confidence, exact quantiles, losses and misses. The window is cut into equal
 * slices of time; a slice is a batch, and a mean over customers is a ratio of batch totals.
 */
import {requireInteger, requireNonNegative} from "../invalid.js";
import {type Estimate, ratioEstimate, replicationsEstimate} from "../stats/estimate.js";
import {OrderStatistics, quantile} from "../stats/quantiles.js";
import {displayTimes} from "./displayTimes.js";
import {type Observation, type ObservationOptions, observation} from "./observation.js";
import type {QueueRecords} from "./queueRecords.js";
import {windowTotals} from "./windowTotals.js";

export interface QueueMetricsOptions extends ObservationOptions {
  /** Confidence level of the half-widths; default 0.95. */
  readonly level?: number;
  /** Slices of the window; default 20. */
  readonly batches?: number;
  /** Relative deadline [s]: a request misses it if its sojourn is longer, or if it is lost. */
  readonly deadline?: number;
  /** The display's vsync: period and phase [s]. */
  readonly vsync?: {readonly period: number; readonly phase?: number};
}

/**
 * "Accepted" are the requests that arrived in the window and found a place; means, quantiles and fractions are theirs.
 * Time averages count all who are present in the window. Without accepted requests, means and quantiles are NaN.
 */
export interface QueueMetrics {
  /** Arrivals in the window, lost ones included. */
  readonly offered: number;
  readonly accepted: number;
  readonly lost: number;
  /** Accepted arrivals a second [1/s]. */
  readonly arrivalRate: number;
  /** All arrivals a second [1/s]. */
  readonly offeredRate: number;
  /** Departures in the window a second [1/s]. */
  readonly throughput: number;
  /** L: time average of the number in the system [1]. */
  readonly meanInSystem: Estimate;
  /** Lq: time average of the number that wait [1]. */
  readonly meanInQueue: Estimate;
  /** Wq [s]. */
  readonly meanWait: Estimate;
  /** W [s]. */
  readonly meanSojourn: Estimate;
  /** [s]. */
  readonly meanService: Estimate;
  /** Busy time over available time of the servers [1]. */
  readonly utilization: number;
  /** Lost over offered [1]. */
  readonly lossFraction: number;
  /** Share of the accepted that do not start at once [1]. */
  readonly waitProbability: number;
  /** Longest sojourn [s], and whose it is: an index of the records, -1 if none was accepted. */
  readonly worstSojourn: number;
  readonly worstRequest: number;
  /** Half-widths of the confidence intervals of the fractions of the same name [1]. */
  readonly halfWidths: {
    readonly utilization: number;
    readonly lossFraction: number;
    readonly waitProbability: number;
    readonly deadlineMissFraction: number;
  };
  /** Share of the offered that are late or lost [1]; NaN without a deadline. */
  readonly deadlineMissFraction: number;
  /** New frames a second on the display [1/s], and share of the offered that are never shown [1]; NaN without vsync. */
  readonly displayedPerSecond: number;
  readonly droppedFraction: number;
  /** inf {t : P(sojourn <= t) >= p} of the accepted [s]. */
  sojournQuantile(p: number): number;
  /** inf {t : P(wait <= t) >= p} of the accepted [s]. */
  waitQuantile(p: number): number;
  /**
   * The quantile with the half-width of its confidence interval, from the spread of the slices' own quantiles: for
   * windows whose slices hold many more than 1 / (1 - p) requests.
   */
  sojournQuantileEstimate(p: number): {readonly value: number; readonly halfWidth: number};
}

/**
 * The metrics of a run in a window of time.
 *
 * Little's law holds as an identity: meanInSystem times the window's length is the time that requests spend in it.
 * Half-widths are for slices much longer than a busy period. Throws RangeError for a window that is not one.
 * Source: Little 1961; ratio estimates: Cochran 1977, 6.3; batches: Schmeiser 1982.
 *
 * @example
 * queueMetrics(simulateQueue({arrivals: {kind: "deterministic", rate: 30}, service: {kind: "deterministic", mean: 0.01}, until: 10, seed: 1})).utilization // => 0.3
 */
export function queueMetrics(
  records: QueueRecords,
  {level = 0.95, batches = 20, deadline, vsync, ...window}: QueueMetricsOptions = {}
): QueueMetrics {
  requireInteger("batches", batches);
  if (deadline !== undefined) requireNonNegative("deadline", deadline);
  const observed = observation(records, window);
  const totals = windowTotals(records, observed, batches, deadline ?? Infinity);
  const {customers, present, queued} = totals;
  const offered = customers.map((slice) => slice.offered);
  const accepted = customers.map((slice) => slice.accepted);
  const lost = customers.map((slice) => slice.offered - slice.accepted);
  const delayed = customers.map((slice) => slice.delayed);
  const missed = customers.map((slice) => slice.missed);
  const waits = customers.map((slice) => slice.waits);
  const sojourns = customers.map((slice) => slice.sojourns);
  const services = customers.map((slice) => slice.sojourns - slice.waits);
  const worst = customers.reduce((best, slice) => (slice.worstSojourn > best.worstSojourn ? slice : best));
  const length = observed.to - observed.from;
  const slices = new Float64Array(batches).fill(totals.slice);
  const busy = present.map((area, k) => area - queued[k]);

  const utilization = ratioEstimate(busy, slices, level);
  const lossFraction = ratioEstimate(lost, offered, level);
  const waitProbability = ratioEstimate(delayed, accepted, level);
  const misses = deadline === undefined ? {mean: NaN, halfWidth: NaN} : ratioEstimate(missed, offered, level);
  const display = vsync ? displayTimes(records, {...vsync, ...window}) : undefined;

  const sojournOrder = onDemand(() => new OrderStatistics(durations(records, observed, records.departure)));
  const waitOrder = onDemand(() => new OrderStatistics(durations(records, observed, records.start)));
  return {
    offered: sum(offered),
    accepted: sum(accepted),
    lost: sum(lost),
    arrivalRate: sum(accepted) / length,
    offeredRate: sum(offered) / length,
    throughput: totals.departures / length,
    meanInSystem: ratioEstimate(present, slices, level),
    meanInQueue: ratioEstimate(queued, slices, level),
    meanWait: ratioEstimate(waits, accepted, level),
    meanSojourn: ratioEstimate(sojourns, accepted, level),
    meanService: ratioEstimate(services, accepted, level),
    utilization: utilization.mean / records.servers,
    lossFraction: lossFraction.mean,
    waitProbability: waitProbability.mean,
    worstSojourn: worst.worstSlot < 0 ? NaN : worst.worstSojourn,
    worstRequest: worst.worstSlot,
    halfWidths: {
      utilization: utilization.halfWidth / records.servers,
      lossFraction: lossFraction.halfWidth,
      waitProbability: waitProbability.halfWidth,
      deadlineMissFraction: misses.halfWidth
    },
    deadlineMissFraction: misses.mean,
    displayedPerSecond: display?.displayedPerSecond ?? NaN,
    droppedFraction: display?.droppedFraction ?? NaN,
    sojournQuantile: (p) => sojournOrder().quantile(p),
    waitQuantile: (p) => waitOrder().quantile(p),
    sojournQuantileEstimate(p) {
      const inOrder = durations(records, observed, records.departure);
      const bySlice: number[] = [];
      let next = 0;
      for (const count of accepted) {
        if (count > 0) bySlice.push(quantile(inOrder.subarray(next, next + count), p));
        next += count;
      }
      const spread = bySlice.length < 2 ? NaN : replicationsEstimate(bySlice, level).halfWidth;
      return {value: sojournOrder().quantile(p), halfWidth: spread};
    }
  };
}

/** Computes when first asked, once. */
function onDemand<T>(compute: () => T): () => T {
  let result: T | undefined;
  return () => {
    result ??= compute();
    return result;
  };
}

/** From arrival to `end`, for each accepted request that arrived in the window [s]. */
function durations(
  {arrival, stream: streams}: QueueRecords,
  {first, last, stream}: Observation,
  end: Float64Array
): Float64Array {
  const values = new Float64Array(last - first);
  let size = 0;
  for (let i = first; i < last; ++i) {
    const value = end[i] - arrival[i];
    if (!Number.isNaN(value) && (stream < 0 || streams[i] === stream)) values[size++] = value;
  }
  return values.subarray(0, size);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
