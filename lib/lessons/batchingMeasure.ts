/** What a run of Part 2's server shows, in the mission's own terms: throughput and latency against what is asked. */
import {invalid} from "../invalid.js";
import type {BatchTotals, QuantileEstimate} from "../simulation/batchTotals.js";
import type {Estimate} from "../stats/estimate.js";
import type {BatchingMission} from "../tables/track.js";

export interface BatchingMeasure {
  readonly totals: BatchTotals;
  /**
   * Requests that a second of the machine's work answers [1/s]: mean batch over mean time of a batch. It is at least
   * the arrival rate where there is a steady state, and the saturation rate where there is none.
   */
  readonly throughput: Estimate;
  /** The latency that the mission is about [s], at its quantile; Infinity where the line grows without end. */
  readonly latency: QuantileEstimate;
  /** Late or lost, of all. */
  readonly misses: number;
  /** Mean time to the first part of the answer [s]; null where answers come as a whole. */
  readonly firstPart: number | null;
}

/** Rounding apart, what is just enough is enough. */
const ROUNDING = 1e-9;

/** The mission's reading of a run; the run's deadline must be the mission's latency. */
export function measureOf({quantile, streamTime}: BatchingMission, totals: BatchTotals): BatchingMeasure {
  const {workRate, worstSojourn, meanSojourn, deadlineMissFraction, stable} = totals;
  return {
    totals,
    throughput: workRate,
    latency: quantile === 1 ? {value: worstSojourn, halfWidth: Number.NaN} : quantileOf(totals, quantile),
    misses: stable ? deadlineMissFraction.mean : 1,
    firstPart: streamTime === null ? null : meanSojourn.mean - streamTime.value
  };
}

/** Which of the two hold. */
export function holds(
  {throughputTarget, latencyTarget, quantile}: BatchingMission,
  {throughput, latency, totals}: BatchingMeasure
): {readonly throughput: boolean; readonly latency: boolean} {
  return {
    throughput: throughput.mean >= throughputTarget.value * (1 - ROUNDING),
    latency:
      latency.value <= latencyTarget.value * (1 + ROUNDING) &&
      totals.lossFraction.mean <= 1 - quantile + ROUNDING
  };
}

/** How much of each is there, as a multiple of what is asked: both at least 1 where both hold. */
export function weights(
  {throughputTarget, latencyTarget}: BatchingMission,
  {throughput, latency}: Pick<BatchingMeasure, "throughput" | "latency">
): {readonly throughput: number; readonly latency: number} {
  return {
    throughput: throughput.mean / throughputTarget.value,
    latency: Number.isFinite(latency.value) ? latencyTarget.value / latency.value : 0
  };
}

function quantileOf(totals: BatchTotals, p: number): QuantileEstimate {
  const known: Readonly<Record<number, QuantileEstimate>> = {
    0.5: totals.p50,
    0.95: totals.p95,
    0.99: totals.p99,
    0.999: totals.p999
  };
  const found = known[p];
  if (!found) throw invalid("quantile", p);
  return found;
}
