/** One run of Part 3's machine: what any model of a machine answers, and what all numbers of the part are read from. */
import {replicationsEstimate} from "../stats/estimate.js";
import {OrderStatistics, quantile} from "../stats/quantiles.js";
import type {MemoryTimeline, SlotTimeline} from "./cliffViews.js";

/** A latency's distribution over the judged requests [s]; `halfWidth` is the 95 % one of the p99. */
export interface Latency {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly worst: number;
  readonly halfWidth: number;
}

export interface CliffResults {
  /** Requests that arrived in the observed window, and of them lost. */
  readonly offered: number;
  readonly lost: number;
  readonly lossFraction: number;
  /** Requests per second that the machine carries: those that come and are not lost, or what it manages of them. */
  readonly throughput: number;
  /** Requests per second that it could carry at most in this configuration; 0 where nothing fits. */
  readonly saturation: number;
  /** Arrival rate over saturation throughput; Infinity where nothing fits. */
  readonly utilization: number;
  /** Share of time in which the machine does anything: what a monitoring tool prints. */
  readonly busy: number;
  /** Requests per second by which the line outside grows; 0 where it does not. */
  readonly growth: number;
  /** Time-average number in the system, and mean time in it [s]: the two sides of Little's law. */
  readonly inSystem: number;
  readonly timeInSystem: number;
  readonly sojourn: Latency;
  /** Time to first token, and time per output token after it; null where answers are not tokens. */
  readonly ttft: Latency | null;
  readonly tpot: Latency | null;
  /** Jobs that share the machine and are not what the mission is about; null where there are none. */
  readonly companion: Latency | null;
  /** New images a second; null without a display. */
  readonly displayed: number | null;
  /** Mean power of the computation [W]; null where energy was not measured. */
  readonly power: number | null;
  readonly preemptions: number;
  /** The observed window [s]. */
  readonly observed: number;
}

/** Waits and ends of the same requests, to compare two runs of the same arrivals; NaN where lost [s]. */
export interface RequestTimes {
  readonly arrival: Float64Array;
  /** Arrival to the first result (first token, whole answer), and to the last. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Where the time of one request goes, or of the mean one [s]; `decode` where an answer comes in tokens. */
export interface CliffBar {
  readonly label: "mean" | "median" | "p90" | "p99" | "worst";
  readonly wait: number;
  readonly math: number;
  readonly decode?: number;
  readonly transfer: number;
  readonly total: number;
  /** The request's number; -1 for the mean. */
  readonly request: number;
}

export interface CliffRun {
  readonly results: CliffResults;
  readonly waterfall: readonly CliffBar[];
  readonly requests: RequestTimes;
  /** A fixed stretch near the start of the run, the same for runs of any length. */
  readonly slots: SlotTimeline;
  readonly memory: MemoryTimeline;
}

/** How long a run observes [s]; the time before that is warm-up. */
export interface RunSpan {
  readonly duration: number;
  /** The saturation throughput where it is known already: it does not depend on the traffic [1/s]. */
  readonly saturation?: number;
}

const SLICES = 10;

/**
 * The distribution of a latency [s]: exact mean and quantiles of the sample, and for the p99 the half-width of its 95 %
 * confidence interval from ten slices in order of arrival (NaN where a slice holds fewer than ten).
 */
export function latencyOf(values: Float64Array): Latency {
  const size = values.length;
  if (size === 0) return {mean: NaN, p50: NaN, p99: NaN, p999: NaN, worst: NaN, halfWidth: NaN};
  const slice = Math.floor(size / SLICES);
  const parts =
    slice < SLICES
      ? []
      : Array.from({length: SLICES}, (_, k) => quantile(values.slice(k * slice, (k + 1) * slice), 0.99));
  const order = new OrderStatistics(values.slice());
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / size,
    p50: order.quantile(0.5),
    p99: order.quantile(0.99),
    p999: order.quantile(0.999),
    worst: order.quantile(1),
    halfWidth: parts.length > 0 ? replicationsEstimate(parts).halfWidth : NaN
  };
}

/** The bars of a waterfall: the mean of all rows, and the very requests that stand at a rank of the total. */
export function cliffBars(
  count: number,
  partsOf: (i: number) => Omit<CliffBar, "label" | "total" | "request">,
  numberOf: (i: number) => number
): readonly CliffBar[] {
  if (count === 0) return [];
  const totalOf = ({wait, math, decode = 0, transfer}: Omit<CliffBar, "label" | "total" | "request">) =>
    wait + math + decode + transfer;
  const parts = Array.from({length: count}, (_, i) => partsOf(i));
  const ranked = parts
    .map((part, i) => ({i, total: totalOf(part)}))
    .sort((a, b) => a.total - b.total || a.i - b.i);
  const mean = (read: (part: (typeof parts)[number]) => number) =>
    parts.reduce((sum, part) => sum + read(part), 0) / count;
  const split = parts[0]?.decode !== undefined;
  const average = {
    wait: mean(({wait}) => wait),
    math: mean(({math}) => math),
    ...(split ? {decode: mean(({decode = 0}) => decode)} : {}),
    transfer: mean(({transfer}) => transfer)
  };
  const row = (label: CliffBar["label"], p: number): CliffBar => {
    const {i, total} = ranked[Math.max(0, Math.ceil(p * count) - 1)]!;
    return {...parts[i]!, label, total, request: numberOf(i)};
  };
  return [
    {...average, label: "mean", total: totalOf(average), request: -1},
    row("median", 0.5),
    row("p90", 0.9),
    row("p99", 0.99),
    row("worst", 1)
  ];
}
