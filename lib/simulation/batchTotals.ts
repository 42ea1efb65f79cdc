/** What a batch run adds up to, as plain data that a worker can hand over. */
import type {Estimate} from "../stats/estimate.js";
import {type BatchLoad, batchLoad} from "./batchLoad.js";
import type {BatchScenario} from "./batchSpec.js";
import {type BatchTally, TALLY, type TallyColumn} from "./batchTally.js";

export interface QuantileEstimate {
  readonly value: number;
  readonly halfWidth: number;
}

/**
 * What a run has shown so far, as plain data: means, quantiles and fractions are those of the requests whose batch has
 * started. Where the line grows for ever (`stable` false) there is no steady state: what diverges is Infinity.
 */
export interface BatchTotals extends BatchLoad {
  /** Requests after the warm-up: arrived, turned away, taken into a batch. */
  readonly offered: number;
  readonly lost: number;
  readonly served: number;
  readonly batches: number;
  /** Requests in line at this moment. */
  readonly waiting: number;
  /** Simulated time after the warm-up [s]. */
  readonly time: number;
  /** Requests served a second [1/s]. */
  readonly throughput: Estimate;
  /** Requests served a second of a server's work [1/s]: mean batch over mean time of a batch. */
  readonly workRate: Estimate;
  /** Share of time that a server works at all, however small its batch [1]: what a monitoring tool prints. */
  readonly busyFraction: Estimate;
  /** Requests a batch. */
  readonly meanBatch: Estimate;
  /** Until the batch was full or its window over, then until a server was free, and the math [s]. */
  readonly meanFormation: Estimate;
  readonly meanQueueWait: Estimate;
  readonly meanMath: Estimate;
  /** [s], the same for each. */
  readonly transferTime: number;
  /** From arrival to user, transfer included [s]. */
  readonly meanSojourn: Estimate;
  /** Time average of the number in line, forming or queued [1]. */
  readonly meanQueueDepth: Estimate;
  readonly lossFraction: Estimate;
  /** Late or lost, of those taken into a batch or turned away [1]; NaN without a deadline, 1 where the line grows for ever. */
  readonly deadlineMissFraction: Estimate;
  /** Quantiles of the time from arrival to user [s], to 2^-10 of their value. */
  readonly p50: QuantileEstimate;
  readonly p95: QuantileEstimate;
  readonly p99: QuantileEstimate;
  readonly p999: QuantileEstimate;
  /** [s]; -Infinity before the first. */
  readonly worstSojourn: number;
  /** A hundred requests that stand for all: the quantiles at 0.5 %, 1.5 %, …, 99.5 % [s]. */
  readonly hundred: Float64Array;
}

/** Requests that stand for all, in a snapshot. */
const DOTS = 100;

/** The totals of a tally; `waiting` requests are in line now, `deadline` [s] is Infinity where there is none. */
export function batchTotalsOf(
  {slices, worstSojourn}: BatchTally,
  {
    scenario,
    level,
    deadline,
    waiting
  }: {
    readonly scenario: BatchScenario;
    readonly level: number;
    readonly deadline: number;
    readonly waiting: number;
  }
): BatchTotals {
  const load = batchLoad(scenario);
  const {servers, transferTime} = scenario;
  const ratio = (column: TallyColumn, per: TallyColumn): Estimate =>
    slices.ratio(TALLY[column], TALLY[per], level);
  const steady = (column: TallyColumn, per: TallyColumn): Estimate =>
    load.stable ? ratio(column, per) : {mean: Infinity, halfWidth: NaN};
  const quantile = (p: number): QuantileEstimate =>
    load.stable ? slices.quantile(p, level) : {value: Infinity, halfWidth: NaN};
  const missed = (): Estimate => (load.stable ? ratio("missed", "decided") : {mean: 1, halfWidth: NaN});
  const busy = ratio("busy", "time");
  return {
    ...load,
    offered: slices.total(TALLY.offered),
    lost: slices.total(TALLY.lost),
    served: slices.total(TALLY.served),
    batches: slices.total(TALLY.batches),
    waiting,
    time: slices.total(TALLY.time),
    throughput: ratio("served", "time"),
    workRate: ratio("served", "busy"),
    busyFraction: {mean: busy.mean / servers, halfWidth: busy.halfWidth / servers},
    meanBatch: ratio("served", "batches"),
    meanFormation: ratio("formation", "served"),
    meanQueueWait: steady("queueing", "served"),
    meanMath: ratio("math", "served"),
    transferTime,
    meanSojourn: steady("sojourns", "served"),
    meanQueueDepth: steady("waits", "time"),
    lossFraction: ratio("lost", "offered"),
    deadlineMissFraction: deadline < Infinity ? missed() : {mean: NaN, halfWidth: NaN},
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    p999: quantile(0.999),
    worstSojourn: load.stable ? worstSojourn : Infinity,
    hundred: load.stable ? slices.spread(DOTS) : new Float64Array(DOTS).fill(Infinity)
  };
}
