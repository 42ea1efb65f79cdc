/**
 * A batch run of any length in constant memory: the same requests as simulateBatches', folded into sums and histograms
 * block by block. It can be advanced in slices of any size and asked for its state in between.
 */
import {invalid, requireInteger, requireNonNegative} from "../invalid.js";
import {BatchRun} from "./batchRun.js";
import {type BatchScenario, type BatchSpec, batchScenario} from "./batchSpec.js";
import {BatchTally} from "./batchTally.js";
import {type BatchTotals, batchTotalsOf} from "./batchTotals.js";

export interface BatchTotalsOptions {
  /** The first requests, left out, rounded up to whole blocks of 1,024; default 0. */
  readonly warmUp?: number;
  /** Confidence level of the half-widths; default 0.95. */
  readonly level?: number;
  /** Relative deadline [s]: a request misses it if its time from arrival to user is longer, or if it is lost. */
  readonly deadline?: number;
}

/** A run under way. */
export interface BatchTotalsRun {
  /** Simulates at least so many more requests, in whole blocks of 1,024, or up to the end. */
  advance(requests: number): void;
  /** Requests that have arrived so far, warm-up and lost ones included. */
  readonly arrived: number;
  /** Whether no more will come. */
  readonly ended: boolean;
  snapshot(): BatchTotals;
}

/**
 * A batch run to be advanced and looked at, without records; the same whatever the slices in which it is advanced.
 *
 * Needs `requests` or `until`, be they out of reach. Memory does not grow with the run, only with the line of requests
 * that wait: one that grows for ever is known by `stable`, without a run. Half-widths are for runs much longer than a busy period.
 * Throws RangeError for a spec that is not a batch server. Source: as simulateBatches; confidence: see RunSlices.
 *
 * @example
 * ((run) => (run.advance(10_000), run.snapshot().meanSojourn.mean))(batchTotals({arrivals: {kind: "deterministic", rate: 1}, service: {curve: [{batch: 1, time: 0.5}]}, maxBatch: 1, requests: 1e9, seed: 1})) // => 0.5
 */
export function batchTotals(spec: BatchSpec, options: BatchTotalsOptions = {}): BatchTotalsRun {
  return new Totals(batchScenario(spec), options);
}

/**
 * What a whole run adds up to: batchTotals advanced to its end, which `requests` or `until` must set.
 *
 * @example
 * simulateBatchTotals({arrivals: {kind: "poisson", rate: 1}, service: {curve: [{batch: 1, time: 1}]}, maxBatch: 4, requests: 10_000, seed: 1}).stable // => true
 */
export function simulateBatchTotals(spec: BatchSpec, options: BatchTotalsOptions = {}): BatchTotals {
  const run = batchTotals(spec, options);
  run.advance(Infinity);
  return run.snapshot();
}

class Totals implements BatchTotalsRun {
  private readonly scenario: BatchScenario;
  private readonly run: BatchRun;
  private readonly tally: BatchTally;
  private readonly warmUp: number;
  private readonly level: number;
  private readonly deadline: number;

  constructor(scenario: BatchScenario, {warmUp = 0, level = 0.95, deadline = Infinity}: BatchTotalsOptions) {
    requireInteger("warmUp", warmUp, 0);
    if (!(level > 0 && level < 1)) throw invalid("level", level);
    if (deadline !== Infinity) requireNonNegative("deadline", deadline);
    this.scenario = scenario;
    this.warmUp = warmUp;
    this.level = level;
    this.deadline = deadline;
    this.run = new BatchRun(scenario);
    this.tally = new BatchTally(scenario, deadline);
  }

  get arrived(): number {
    return this.run.offered;
  }

  get ended(): boolean {
    return this.run.ended;
  }

  advance(requests: number): void {
    const {run, tally} = this;
    const {stations} = run;
    const goal = run.offered + requests;
    while (run.offered < goal && !run.ended) {
      const warm = run.offered >= this.warmUp;
      const before = {now: run.now, lost: run.lost};
      const offered = run.step();
      if (warm) tally.fold({offered, lost: run.lost - before.lost, time: run.now - before.now, stations});
      for (const station of stations) station.forget();
    }
  }

  snapshot(): BatchTotals {
    const {run, tally, scenario, level, deadline} = this;
    return batchTotalsOf(tally, {scenario, level, deadline, waiting: run.waiting});
  }
}
