/**
 * Latency over throughput along the batch sizes: the limit and the target as lines, the knee, the current point, and
 * the reader's own deployments. Where there is no steady state a batch size has no point, and the table says so.
 */
import {line, scaleLinear, scaleLog} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import {color, figure, pattern} from "./theme.js";

export interface KneePoint {
  readonly batch: number;
  /** Requests per second. */
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

export interface KneePlotData {
  /** Along the batch sizes, ascending; points without a steady state left out. */
  readonly curve: readonly KneePoint[];
  readonly current: KneePoint | null;
  readonly knee: KneePoint | null;
  readonly attempts: readonly KneeAttempt[];
  readonly throughputTarget: number;
  readonly latencyLimit: number;
  readonly quantileName: string;
  readonly throughputUnit: string;
}

export function kneePlotSentence({current, knee, quantileName, throughputUnit}: KneePlotData): string {
  const now = current
    ? `Batch ${current.batch}: ${formatNumber(current.throughput)} ${throughputUnit} at ${quantileName} ${formatDuration(current.latency)} ± ${formatDuration(current.halfWidth, 2)}.`
    : "This batch size has no steady state at this load: the line grows without end.";
  return knee ? `${now} The knee is at batch ${knee.batch}.` : `${now} The curve has no knee.`;
}

export function kneePlotTable({curve, quantileName}: KneePlotData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["batch size", "throughput, per second", quantileName, "± (95 %)"],
    rows: curve.map(({batch, throughput, latency, halfWidth}) => [
      batch,
      Number(throughput.toPrecision(4)),
      formatDuration(latency),
      formatDuration(halfWidth, 2)
    ])
  };
}

/** The plot; latency on a logarithmic scale. */
export function kneePlot(data: KneePlotData, {width = 640}: {readonly width?: number} = {}): SVGSVGElement {
  const {curve, current, knee, attempts, throughputTarget, latencyLimit, quantileName, throughputUnit} = data;
  const height = Math.max(300, Math.min(420, width * 0.6));
  const margin = {left: 58, right: 18, top: 26, bottom: 44};
  const svg = figure(width, height, `${quantileName} over throughput along the batch sizes`);
  const drawn = [...curve, ...attempts, ...(current ? [current] : [])].filter(
    ({latency}) => Number.isFinite(latency) && latency > 0
  );
  const throughputs = [throughputTarget * 1.1, ...drawn.map(({throughput}) => throughput)];
  const latencies = [latencyLimit * 1.5, latencyLimit / 2, ...drawn.map(({latency}) => latency)];
  const x = scaleLinear([0, Math.max(...throughputs) * 1.04], [margin.left, width - margin.right]);
  const y = scaleLog(
    [Math.min(...latencies) * 0.85, Math.max(...latencies) * 1.2],
    [height - margin.bottom, margin.top]
  );

  const good = {x: x(throughputTarget), y: y(latencyLimit)};
  svg
    .append("rect")
    .attr("x", good.x)
    .attr("y", good.y)
    .attr("width", Math.max(0, width - margin.right - good.x))
    .attr("height", Math.max(0, height - margin.bottom - good.y))
    .attr("fill", color.passSoft);
  const yTicks = y.ticks(6).filter((_tick, i, all) => all.length <= 9 || i % Math.ceil(all.length / 8) === 0);
  for (const tick of yTicks) {
    svg
      .append("path")
      .attr("d", `M${margin.left},${y(tick)}H${width - margin.right}`)
      .attr("stroke", color.grid);
    svg
      .append("text")
      .attr("x", margin.left - 7)
      .attr("y", y(tick) + 4)
      .attr("text-anchor", "end")
      .attr("fill", color.second)
      .text(formatDuration(tick));
  }
  for (const tick of x.ticks(Math.max(3, width / 110))) {
    svg
      .append("path")
      .attr("d", `M${x(tick)},${height - margin.bottom}v5`)
      .attr("stroke", color.second);
    svg
      .append("text")
      .attr("x", x(tick))
      .attr("y", height - margin.bottom + 19)
      .attr("text-anchor", "middle")
      .attr("fill", color.second)
      .text(formatNumber(tick));
  }
  svg
    .append("text")
    .attr("x", width - margin.right)
    .attr("y", height - 6)
    .attr("text-anchor", "end")
    .attr("fill", color.second)
    .text(`throughput, ${throughputUnit}`);
  svg.append("text").attr("x", 2).attr("y", 14).attr("fill", color.second).text(quantileName);

  svg
    .append("path")
    .attr("d", `M${margin.left},${good.y}H${width - margin.right}`)
    .attr("stroke", color.lost)
    .attr("stroke-dasharray", "6 4")
    .attr("stroke-width", 1.5);
  svg
    .append("text")
    .attr("x", margin.left + 6)
    .attr("y", good.y - 6)
    .attr("fill", color.lostInk)
    .attr("font-weight", 600)
    .text(`limit ${formatDuration(latencyLimit)}`);
  svg
    .append("path")
    .attr("d", `M${good.x},${margin.top}V${height - margin.bottom}`)
    .attr("stroke", color.ink)
    .attr("stroke-dasharray", "6 4")
    .attr("stroke-width", 1.5);
  const targetLeft = good.x > width * 0.6;
  svg
    .append("text")
    .attr("x", good.x + (targetLeft ? -6 : 6))
    .attr("y", margin.top - 8)
    .attr("text-anchor", targetLeft ? "end" : "start")
    .attr("fill", color.ink)
    .attr("font-weight", 600)
    .text(`target ${formatNumber(throughputTarget)}`);

  const path = line<KneePoint>(
    (p) => x(p.throughput),
    (p) => y(p.latency)
  )(curve.filter(({latency}) => Number.isFinite(latency)));
  svg
    .append("path")
    .attr("d", path)
    .attr("fill", "none")
    .attr("stroke", color.second)
    .attr("stroke-width", 2);
  const hatch = pattern(svg, "wait");
  for (const point of curve.filter(({latency}) => Number.isFinite(latency))) {
    const low = Math.max(point.latency - point.halfWidth, y.domain()[0] ?? 0);
    svg
      .append("path")
      .attr("d", `M${x(point.throughput)},${y(low)}V${y(point.latency + point.halfWidth)}`)
      .attr("stroke", color.wait)
      .attr("stroke-width", 3);
    svg
      .append("circle")
      .attr("cx", x(point.throughput))
      .attr("cy", y(point.latency))
      .attr("r", 4)
      .attr("fill", hatch)
      .attr("stroke", color.wait)
      .attr("stroke-width", 1.5);
  }
  let lastLabel = {x: -Infinity, y: -Infinity};
  for (const point of curve.filter(({latency}) => Number.isFinite(latency))) {
    const at = {x: x(point.throughput), y: y(point.latency)};
    if (Math.hypot(at.x - lastLabel.x, at.y - lastLabel.y) < 26) continue;
    lastLabel = at;
    svg
      .append("text")
      .attr("x", at.x + 8)
      .attr("y", at.y + 14)
      .attr("fill", color.second)
      .attr("font-size", 11)
      .text(point.batch);
  }
  if (knee) {
    const at = {x: x(knee.throughput), y: y(knee.latency)};
    svg
      .append("circle")
      .attr("cx", at.x)
      .attr("cy", at.y)
      .attr("r", 9)
      .attr("fill", "none")
      .attr("stroke", color.ink)
      .attr("stroke-width", 2);
    svg
      .append("text")
      .attr("x", at.x - 13)
      .attr("y", at.y - 10)
      .attr("text-anchor", at.x > 120 ? "end" : "start")
      .attr("fill", color.ink)
      .attr("font-weight", 600)
      .text(`knee, batch ${knee.batch}`);
  }
  for (const attempt of attempts) {
    if (!Number.isFinite(attempt.latency)) continue;
    const at = {x: x(attempt.throughput), y: y(attempt.latency)};
    svg
      .append("path")
      .attr("d", `M${at.x},${at.y - 10}l10,10l-10,10l-10,-10z`)
      .attr("fill", attempt.pass ? color.passSoft : color.predictionSoft)
      .attr("stroke", attempt.pass ? color.pass : color.prediction)
      .attr("stroke-width", 2);
    svg
      .append("text")
      .attr("x", at.x)
      .attr("y", at.y + 4)
      .attr("text-anchor", "middle")
      .attr("font-size", 11)
      .attr("font-weight", 600)
      .attr("fill", color.ink)
      .text(attempt.number);
  }
  if (current && Number.isFinite(current.latency)) {
    const at = {x: x(current.throughput), y: y(current.latency)};
    svg
      .append("circle")
      .attr("cx", at.x)
      .attr("cy", at.y)
      .attr("r", 6.5)
      .attr("fill", color.ink)
      .attr("stroke", color.panel)
      .attr("stroke-width", 2);
    const right = at.x > width - 110;
    svg
      .append("text")
      .attr("x", at.x + (right ? -12 : 12))
      .attr("y", at.y - 8)
      .attr("text-anchor", right ? "end" : "start")
      .attr("fill", color.ink)
      .attr("font-weight", 600)
      .text(`now, batch ${current.batch}`);
  }
  return svg.node()!;
}
