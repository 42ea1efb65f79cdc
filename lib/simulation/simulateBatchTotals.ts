/**
 * A batch run of any length in constant memory: the same requests as simulateBatches', folded into sums and histograms
 * block by block. It can be advanced in slices of any size and asked for its state in between.
 */
import {requireInteger, requireNonNegative} from "../invalid.js";
import type {Estimate} from "../stats/estimate.js";
import {RunSlices} from "../stats/runSlices.js";
import {type BatchLoad, batchLoad} from "./batchLoad.js";
import {BatchRun} from "./batchRun.js";
import {type BatchScenario, type BatchSpec, batchScenario} from "./batchSpec.js";
import type {BatchStation} from "./batchStation.js";
import {COINCIDENCE} from "./fcfsStation.js";

export interface BatchTotalsOptions {
  /** The first requests, left out, rounded up to whole blocks of 1,024; default 0. */
  readonly warmUp?: number;
  /** Confidence level of the half-widths; default 0.95. */
  readonly level?: number;
  /** Relative deadline [s]: a request misses it if its time from arrival to user is longer, or if it is lost. */
  readonly deadline?: number;
}

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
  /** Late or lost, of all [1]; NaN without a deadline. */
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

const COLUMNS = [
  "offered",
  "lost",
  "served",
  "batches",
  "formation",
  "queueing",
  "waits",
  "math",
  "sojourns",
  "busy",
  "missed",
  "time"
] as const;
const COLUMN = Object.fromEntries(COLUMNS.map((name, i) => [name, i])) as Record<
  (typeof COLUMNS)[number],
  number
>;

/** Below the shortest mean service by this much, an exponential one is as good as none. */
const SHORTEST_FACTOR = 2 ** -12;

/**
 * A batch run to be advanced and looked at, without records; the same whatever the slices in which it is advanced.
 *
 * Give `requests` or `until` where it is to end by itself. Half-widths are for runs much longer than a busy period.
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
  private readonly slices: RunSlices;
  private readonly warmUp: number;
  private readonly level: number;
  private readonly deadline: number;
  private sojourns = new Float64Array(2048);
  private observedFrom = 0;
  private lastTime = 0;
  private lostBefore = 0;
  private worst = -Infinity;

  constructor(scenario: BatchScenario, {warmUp = 0, level = 0.95, deadline = Infinity}: BatchTotalsOptions) {
    requireInteger("warmUp", warmUp, 0);
    if (deadline !== Infinity) requireNonNegative("deadline", deadline);
    this.scenario = scenario;
    this.warmUp = warmUp;
    this.level = level;
    this.deadline = deadline;
    this.run = new BatchRun(scenario);
    const shortest =
      scenario.serviceTimes[1] * (scenario.distribution === "exponential" ? SHORTEST_FACTOR : 1);
    this.slices = new RunSlices(COLUMNS.length, shortest + scenario.transferTime);
  }

  get arrived(): number {
    return this.run.offered;
  }

  get ended(): boolean {
    return this.run.ended;
  }

  advance(requests: number): void {
    const {run} = this;
    const goal = run.offered + requests;
    while (run.offered < goal && !run.ended) {
      const warm = run.offered >= this.warmUp;
      const count = run.step();
      if (warm) this.fold(count);
      else this.observedFrom = run.now;
      this.lastTime = run.now;
      this.lostBefore = this.lostSoFar();
      for (const station of run.stations) station.forget();
    }
  }

  private lostSoFar(): number {
    return this.run.stations.reduce((sum, {lost}) => sum + lost, 0);
  }

  private fold(offered: number): void {
    const {run, slices} = this;
    slices.add(COLUMN.offered, offered);
    const lost = this.lostSoFar() - this.lostBefore;
    slices.add(COLUMN.lost, lost);
    slices.add(COLUMN.missed, lost);
    slices.add(COLUMN.time, run.now - this.lastTime);
    for (const station of run.stations) this.foldStation(station);
    slices.step();
  }

  private foldStation({log, arrival}: BatchStation): void {
    const {slices, deadline} = this;
    const {transferTime} = this.scenario;
    const tolerance = COINCIDENCE;
    const {count, first, size, formed, start, done} = log;
    let served = 0;
    for (let k = 0; k < count; ++k) served += size[k];
    if (served > this.sojourns.length) this.sojourns = new Float64Array(2 * served);
    const {sojourns} = this;
    let next = 0;
    let formation = 0;
    let waits = 0;
    let math = 0;
    let total = 0;
    let busy = 0;
    let late = 0;
    let worst = this.worst;
    for (let k = 0; k < count; ++k) {
      const ready = formed[k];
      const begin = start[k];
      const leave = done[k] + transferTime;
      const latest = deadline + tolerance * leave;
      const end = first[k] + size[k];
      for (let i = first[k]; i < end; ++i) {
        const came = arrival[i];
        const sojourn = leave - came;
        formation += Math.max(0, ready - came);
        waits += begin - came;
        total += sojourn;
        late += Number(sojourn > latest);
        sojourns[next++] = sojourn;
      }
      worst = Math.max(worst, leave - arrival[first[k]]);
      const service = done[k] - begin;
      busy += service;
      math += service * size[k];
    }
    this.worst = worst;
    slices.observe(sojourns, next);
    slices.add(COLUMN.served, served);
    slices.add(COLUMN.batches, count);
    slices.add(COLUMN.formation, formation);
    slices.add(COLUMN.queueing, waits - formation);
    slices.add(COLUMN.waits, waits);
    slices.add(COLUMN.math, math);
    slices.add(COLUMN.sojourns, total);
    slices.add(COLUMN.busy, busy);
    slices.add(COLUMN.missed, late);
  }

  snapshot(): BatchTotals {
    const {slices, scenario, level, run} = this;
    const load = batchLoad(scenario);
    const never: Estimate = {mean: Infinity, halfWidth: NaN};
    const ratio = (column: keyof typeof COLUMN, per: keyof typeof COLUMN): Estimate =>
      slices.ratio(COLUMN[column], COLUMN[per], level);
    const steady = (column: keyof typeof COLUMN, per: keyof typeof COLUMN): Estimate =>
      load.stable ? ratio(column, per) : never;
    const quantile = (p: number): QuantileEstimate =>
      load.stable ? slices.quantile(p, level) : {value: Infinity, halfWidth: NaN};
    const busy = ratio("busy", "time");
    return {
      ...load,
      offered: slices.total(COLUMN.offered),
      lost: slices.total(COLUMN.lost),
      served: slices.total(COLUMN.served),
      batches: slices.total(COLUMN.batches),
      waiting: run.stations.reduce((sum, {waiting}) => sum + waiting, 0),
      time: run.now - this.observedFrom,
      throughput: ratio("served", "time"),
      busyFraction: {
        mean: busy.mean / scenario.servers,
        halfWidth: busy.halfWidth / scenario.servers
      },
      meanBatch: ratio("served", "batches"),
      meanFormation: ratio("formation", "served"),
      meanQueueWait: steady("queueing", "served"),
      meanMath: ratio("math", "served"),
      transferTime: scenario.transferTime,
      meanSojourn: steady("sojourns", "served"),
      meanQueueDepth: steady("waits", "time"),
      lossFraction: ratio("lost", "offered"),
      deadlineMissFraction:
        this.deadline < Infinity ? ratio("missed", "offered") : {mean: NaN, halfWidth: NaN},
      p50: quantile(0.5),
      p95: quantile(0.95),
      p99: quantile(0.99),
      p999: quantile(0.999),
      worstSojourn: load.stable ? this.worst : Infinity,
      hundred: load.stable ? slices.spread(100) : new Float64Array(100).fill(Infinity)
    };
  }
}
