/** A hundred dots, each one request out of a hundred, in order of latency: a distribution that can be counted. */
import {scaleLinear} from "d3";
import {formatDuration} from "../lib/format.js";
import {color, figure} from "./theme.js";

export interface HundredDotsData {
  /** Latency at the centre of each of the hundred shares, ascending [s]: the 0.5th, 1.5th … 99.5th percentile. */
  readonly latencies: readonly number[];
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
  /** The limit [s], and how many of a hundred pass it are drawn as late. */
  readonly limit: number;
}

/** How many of the hundred are late. */
export function lateOfHundred({latencies, limit}: HundredDotsData): number {
  return latencies.filter((latency) => latency > limit).length;
}

export function hundredDotsSentence(data: HundredDotsData): string {
  const late = lateOfHundred(data);
  const who =
    late === 0
      ? "None of a hundred requests is late"
      : `${late} of a hundred requests ${late === 1 ? "is" : "are"} late`;
  return `${who}. Mean ${formatDuration(data.mean)}, p95 ${formatDuration(data.p95)}, p99 ${formatDuration(data.p99)}.`;
}

export function hundredDotsTable(data: HundredDotsData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["of a hundred requests, number", "latency", "verdict"],
    rows: data.latencies
      .map((latency, i): (string | number)[] => [
        i + 1,
        formatDuration(latency),
        latency > data.limit ? "late" : "in time"
      ])
      .filter((_, i) => i % 5 === 4 || i >= 94)
  };
}

/** Dots stacked where their latency falls; late ones are crosses. */
export function hundredDots(
  data: HundredDotsData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {latencies, mean, p99, limit} = data;
  const finite = latencies.filter(Number.isFinite);
  const most = Math.max(limit * 1.15, p99 * 1.08, finite[finite.length - 1] ?? 0) || 1;
  const margin = {left: 10, right: 12};
  const columns = Math.max(24, Math.floor((width - margin.left - margin.right) / 11));
  const x = scaleLinear([0, most], [margin.left, width - margin.right]);
  const bins = new Map<number, number[]>();
  latencies.forEach((latency, i) => {
    const bin = Math.min(columns - 1, Math.floor((Math.min(latency, most) / most) * columns));
    bins.set(bin, [...(bins.get(bin) ?? []), i]);
  });
  const tallest = Math.max(1, ...[...bins.values()].map((bin) => bin.length));
  const pitch = Math.min(11, 150 / tallest);
  const base = Math.max(60, tallest * pitch) + 48;
  const height = base + 40;
  const svg = figure(width, height, "A hundred requests by their latency");
  svg
    .append("path")
    .attr("d", `M${margin.left},${base}H${width - margin.right}`)
    .attr("stroke", color.second);
  const cell = (width - margin.left - margin.right) / columns;
  for (const [bin, members] of bins)
    members.forEach((i, level) => {
      const cx = margin.left + (bin + 0.5) * cell;
      const cy = base - (level + 0.5) * pitch;
      const late = latencies[i]! > limit;
      const r = Math.max(1.6, pitch * 0.4);
      if (late)
        svg
          .append("path")
          .attr("d", `M${cx - r},${cy - r}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}`)
          .attr("stroke", color.lost)
          .attr("stroke-width", 2);
      else svg.append("circle").attr("cx", cx).attr("cy", cy).attr("r", r).attr("fill", color.math);
    });
  const rule = (at: number, words: string, row: number, stroke: string, dash: string | null) => {
    const px = x(Math.min(at, most));
    svg
      .append("path")
      .attr("d", `M${px},${16 + row * 15}V${base}`)
      .attr("stroke", stroke)
      .attr("stroke-width", 1.5)
      .attr("stroke-dasharray", dash);
    const anchor = px > width - 90 ? "end" : px < 50 ? "start" : "middle";
    svg
      .append("text")
      .attr("x", px + (anchor === "end" ? -4 : anchor === "start" ? 4 : 0))
      .attr("y", 12 + row * 15)
      .attr("text-anchor", anchor)
      .attr("font-weight", 600)
      .attr("fill", stroke)
      .text(words);
  };
  rule(limit, `limit ${formatDuration(limit)}`, 0, color.lostInk, "5 3");
  rule(mean, `mean ${formatDuration(mean)}`, 1, color.ink, null);
  rule(p99, `p99 ${formatDuration(p99)}`, 2, color.waitInk, "2 2");
  const ticks = x.ticks(Math.max(3, width / 130));
  svg
    .append("g")
    .selectAll("text")
    .data(ticks)
    .join("text")
    .attr("x", (t) => x(t))
    .attr("y", base + 16)
    .attr("text-anchor", "middle")
    .attr("fill", color.second)
    .text((t) => formatDuration(t));
  svg
    .append("text")
    .attr("x", width - margin.right)
    .attr("y", height - 4)
    .attr("text-anchor", "end")
    .attr("fill", color.second)
    .text("latency; one mark = one request out of a hundred");
  return svg.node()!;
}
