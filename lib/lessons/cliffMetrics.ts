/** What a demand can be about: how each metric is read from a run, and how it is said. One row a metric. */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import type {CliffMetric, Demand} from "../tables/track.js";
import {MILLIWATT} from "../units.js";
import type {CliffResults, Latency} from "./cliffRun.js";

export interface MetricRow {
  /** The metric's name, with the quantile where it has one. */
  readonly name: string;
  /** NaN where the run does not know it. */
  readonly read: (results: CliffResults, quantile: number) => number;
  readonly show: (value: number) => string;
}

const duration = (value: number) => (Number.isNaN(value) ? "none answered" : formatDuration(value));
const latency = (name: string, of: (results: CliffResults) => Latency | null): MetricRow => ({
  name,
  read: (results, quantile) => quantileOf(of(results), quantile),
  show: duration
});

export const cliffMetrics: Readonly<Record<CliffMetric, MetricRow>> = {
  ttft: latency("time to first token", ({ttft}) => ttft),
  tpot: latency("time per output token", ({tpot}) => tpot),
  sojourn: latency("time to the answer", ({sojourn}) => sojourn),
  companion: latency("time to the other jobs’ answer", ({companion}) => companion),
  loss: {name: "lost", read: ({lossFraction}) => lossFraction, show: (value) => formatPercent(value, 3)},
  displayed: {
    name: "new images",
    read: ({displayed}) => displayed ?? NaN,
    show: (value) => `${formatNumber(value)} per second`
  },
  power: {
    name: "power",
    read: ({power}) => power ?? NaN,
    show: (value) => `${formatNumber(value / MILLIWATT)} mW`
  },
  busy: {name: "busy", read: ({busy}) => busy, show: (value) => formatPercent(value, 3)},
  throughput: {
    name: "carried",
    read: ({throughput}) => throughput,
    show: (value) => `${formatNumber(value)} per second`
  }
};

/** The quantile's name: "p99", "worst". */
export function quantileName(quantile: number): string {
  return quantile === 1 ? "worst" : quantile === 0.5 ? "median" : `p${formatNumber(100 * quantile, 4)}`;
}

/** "TTFT p99", "lost": what a demand is about. */
export function demandName({metric, quantile}: Pick<Demand, "metric" | "quantile">): string {
  const {name} = cliffMetrics[metric];
  return quantile === undefined ? name : `${name}, ${quantileName(quantile)}`;
}

/** A quantile that a latency knows, in between none. */
export function quantileOf(latency: Latency | null, quantile: number): number {
  if (latency === null) return NaN;
  if (quantile === 1) return latency.worst;
  if (quantile === 0.999) return latency.p999;
  if (quantile === 0.99) return latency.p99;
  return quantile === 0.5 ? latency.p50 : NaN;
}
