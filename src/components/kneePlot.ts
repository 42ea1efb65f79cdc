/**
 * Latency over throughput along the batch sizes: the limit and the target as lines with the corner where both hold, the
 * knee, the point of now with its uncertainty, and the reader's own deployments. Batch sizes without a steady state
 * have no latency: they stand in a strip of their own on top.
 */
import {scaleLinear, scaleLog} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import {drawCurve, drawEndless, nameCurve} from "./marks/kneeCurve.js";
import {drawAxes, drawCorner, drawLimits, type KneeGround} from "./marks/kneeGround.js";
import {drawPoints, namePoints} from "./marks/kneePoints.js";
import {labelBoard} from "./marks/labelBoard.js";
import {figure} from "./theme.js";

export interface KneePoint {
  readonly batch: number;
  /** Requests per second of the machine's time. */
  readonly throughput: number;
  /** Latency at the mission's quantile [s] and the half-width of its confidence interval [s]. */
  readonly latency: number;
  readonly halfWidth: number;
}

export interface KneeAttempt {
  readonly number: number;
  readonly throughput: number;
  readonly latency: number;
  readonly pass: boolean;
}

export interface KneeCurve {
  /** What the curve is of: "window 8 s". */
  readonly name: string;
  /** Along the batch sizes, ascending; a latency of Infinity where there is no steady state. */
  readonly points: readonly KneePoint[];
}

export interface KneePlotData {
  /** At the window of now; null until it is known. */
  readonly curve: KneeCurve | null;
  /** The same at other windows, for comparison. */
  readonly others: readonly KneeCurve[];
  readonly current: KneePoint | null;
  /** Of full batches; one of the other curves passes through it. */
  readonly knee: KneePoint | null;
  readonly attempts: readonly KneeAttempt[];
  readonly throughputTarget: number;
  readonly latencyLimit: number;
  readonly quantileName: string;
  readonly throughputUnit: string;
}

/** A target further away than this many times the best throughput is off the scale, and said so. */
const OFF_SCALE = 2.2;
/** Latencies beyond this many times the limit do not stretch the scale: their curve leaves it at the top. */
const LARGEST = 5;
const COMPACT_BELOW = 480;

export function kneePlotSentence({current, knee, quantileName, throughputUnit}: KneePlotData): string {
  const now =
    current === null
      ? ""
      : Number.isFinite(current.latency)
        ? `Batch ${current.batch}: ${formatNumber(current.throughput)} ${throughputUnit} at ${quantileName} ${formatDuration(current.latency)}${interval(current.halfWidth)}.`
        : `Batches of ${current.batch} have no steady state at this load: the line grows without end.`;
  const bend = knee
    ? `Full batches have their knee at ${knee.batch}: beyond it latency explodes for little throughput.`
    : "";
  return `${now} ${bend}`.trim();
}

function interval(halfWidth: number): string {
  return halfWidth > 0 ? ` ± ${formatDuration(halfWidth, 2)}` : "";
}

export function kneePlotTable({curve, attempts, quantileName}: KneePlotData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const row = (name: string, {throughput, latency, halfWidth}: Omit<KneePoint, "batch">) => [
    name,
    Number(throughput.toPrecision(4)),
    Number.isFinite(latency) ? formatDuration(latency) : "grows without end",
    halfWidth > 0 ? formatDuration(halfWidth, 2) : "–"
  ];
  return {
    columns: ["point", "throughput [1/s]", quantileName, "± (95%)"],
    rows: [
      ...(curve?.points ?? []).map((point) => row(`batch ${point.batch}`, point)),
      ...attempts.map((attempt) => row(`deployment ${attempt.number}`, {...attempt, halfWidth: Number.NaN}))
    ]
  };
}

/** The plot; latency on a logarithmic scale. */
export function kneePlot(data: KneePlotData, {width = 640}: {readonly width?: number} = {}): SVGSVGElement {
  const {curve, others, current, knee, attempts, throughputTarget, latencyLimit} = data;
  const compact = width < COMPACT_BELOW;
  const height = compact ? 330 : Math.max(340, Math.min(430, width * 0.52));
  const svg = figure(
    width,
    height,
    `Latency over throughput along the batch sizes. ${kneePlotSentence(data)}`
  );
  const own = [...attempts, ...(current ? [current] : [])];
  const known = [...(curve?.points ?? []), ...others.flatMap(({points}) => points), ...own];
  const best = Math.max(0, ...known.map(({throughput}) => throughput));
  const least = Math.min(throughputTarget, ...known.map(({throughput}) => throughput));
  const offScale = best > 0 && throughputTarget > OFF_SCALE * best;
  const most = Math.max(best, offScale ? 0 : throughputTarget) || throughputTarget;
  const latencies = [
    latencyLimit * 1.6,
    latencyLimit / 1.6,
    ...(knee ? [1.6 * knee.latency] : []),
    ...known.map(({latency}) => latency).filter((latency) => latency > 0 && latency < LARGEST * latencyLimit),
    ...own.map(({latency}) => latency).filter((latency) => latency > 0 && Number.isFinite(latency))
  ];
  const endless = (curve?.points ?? []).filter(({latency}) => !Number.isFinite(latency));
  const left = compact ? 46 : 62;
  const right = width - 14;
  const top = endless.length > 0 ? 62 : 34;
  const bottom = height - 46;
  const range = most - Math.min(least, most);
  const close = least > 0.4 * most && range > 0.05 * most;
  const x = scaleLinear([close ? least - 0.12 * range : 0, most + 0.08 * range + 0.02 * most], [left, right]);
  const y = scaleLog([Math.min(...latencies) / 1.25, Math.max(...latencies) * 1.2], [bottom, top]);
  const board = labelBoard({left: left + 2, right, top: 0, bottom: bottom - 2}, {gap: 2});
  const plot: KneeGround = {svg, board, x, y, left, right, top, bottom, compact};

  drawCorner(plot, data, offScale);
  drawAxes(plot, data);
  drawLimits(plot, data, offScale);
  for (const other of others) drawCurve(plot, other, {faint: true});
  if (curve) drawCurve(plot, curve, {faint: false});
  if (endless.length > 0) drawEndless(plot, endless);
  drawPoints(plot, data);
  for (const other of others) nameCurve(plot, other);
  namePoints(plot, curve?.points ?? []);
  return svg.node()!;
}
