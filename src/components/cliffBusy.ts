/**
 * Busy is not full: the busy fraction that a monitor prints over the utilization, arrival rate over saturation
 * throughput. For one server that takes one job at a time the two are the same; for a batch server they are not.
 */
import {line, scaleLinear} from "d3";
import {formatNumber, formatPercent} from "../lib/format.js";
import type {CliffPoint} from "../lib/lessons/cliffJobs.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure} from "./theme.js";

export interface BusyData {
  readonly points: readonly CliffPoint[];
  readonly now: CliffPoint | null;
  readonly arrivalRate: number;
  readonly saturation: number;
  readonly goal: number;
  readonly device: string;
}

/** Both numbers, and what lies between them. */
export function busySentence({now, arrivalRate, saturation, device}: BusyData): string {
  if (!now) return "The busy fraction beside the utilization.";
  if (saturation === 0) return `Nothing fits, so the ${device} idles.`;
  const {busy, utilization} = now;
  const full = `${formatPercent(utilization)} full: ${formatNumber(arrivalRate)} of ${formatNumber(saturation)} per second`;
  if (busy > utilization + 0.05)
    return `The monitor says ${formatPercent(busy)} busy. The ${device} is ${full}. What looks like no room is room for ${formatNumber(saturation / arrivalRate, 2)} times the load.`;
  if (now.growth > 0)
    return `The ${device} is ${formatPercent(busy)} busy and asked for ${formatNumber(arrivalRate)} of the ${formatNumber(saturation)} per second that it can carry: the rest waits, in a line that grows.`;
  if (utilization > busy + 0.05)
    return `The ${device} is ${formatPercent(busy)} busy and asked for ${full}: what it has no place for, it does not do.`;
  return `The ${device} is ${formatPercent(busy)} busy and ${full}. It does one thing at a time, so the two are the same.`;
}

export function busyTable({points}: BusyData): {columns: string[]; rows: (string | number)[][]} {
  return {
    columns: ["arrival rate", "utilization", "busy"],
    rows: points.map(({arrivalRate, utilization, busy}) => [
      `${formatNumber(arrivalRate)}/s`,
      Number.isFinite(utilization) ? formatPercent(utilization, 3) : "does not fit",
      formatPercent(busy, 3)
    ])
  };
}

/** The drawing. */
export function busyChart(
  {points, now, goal}: BusyData,
  {width = 480}: {readonly width?: number} = {}
): SVGSVGElement {
  const height = Math.min(330, Math.max(240, width * 0.62));
  const [left, right, top, bottom] = [44, width - 12, 14, height - 42];
  const svg = figure(width, height, "Busy fraction over utilization");
  const x = scaleLinear([0, 1.25], [left, right]);
  const y = scaleLinear([0, 1.08], [bottom, top]);
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    svg
      .append("path")
      .attr("d", `M${left},${round(y(share))}H${right}`)
      .attr("stroke", color.grid);
    write(svg, formatPercent(share), {x: left - 6, y: y(share) + 4, anchor: "end", size: 11, halo: null});
    svg
      .append("path")
      .attr("d", `M${round(x(share))},${bottom}v5`)
      .attr("stroke", color.second);
    write(svg, formatPercent(share), {x: x(share), y: bottom + 18, anchor: "middle", size: 11, halo: null});
  }
  write(svg, "utilization: arrivals over what it can carry", {
    x: right,
    y: bottom + 34,
    anchor: "end",
    size: 11,
    halo: null
  });
  write(svg, "busy", {x: left + 4, y: top + 2, size: 11, weight: 600, fill: color.mathInk});
  svg
    .append("path")
    .attr("d", `M${x(0)},${y(0)}L${x(1)},${y(1)}`)
    .attr("stroke", color.second)
    .attr("stroke-dasharray", "4 4");
  const angle = (Math.atan2(y(0) - y(1), x(1) - x(0)) * 180) / Math.PI;
  svg
    .append("text")
    .attr("transform", `translate(${round(x(0.62))},${round(y(0.62) + 15)}) rotate(${round(-angle)})`)
    .attr("font-size", 11)
    .attr("text-anchor", "middle")
    .attr("fill", color.second)
    .text("if busy were full");
  svg
    .append("path")
    .attr("d", `M${round(x(goal))},${top}V${bottom}`)
    .attr("stroke", color.ink)
    .attr("stroke-dasharray", "5 4");
  const crowded = now !== null && now.utilization > goal && now.utilization < goal + 0.25;
  write(svg, `${formatPercent(goal)}, the goal`, {
    x: x(goal) + (crowded ? -5 : 5),
    y: bottom - 8,
    anchor: crowded ? "end" : "start",
    size: 11,
    fill: color.ink
  });
  const seen = points.filter(({utilization}) => utilization <= 1.25);
  const curve = [{utilization: 0, busy: 0}, ...seen];
  svg
    .append("path")
    .attr(
      "d",
      line<{utilization: number; busy: number}>(
        (point) => x(point.utilization),
        (point) => y(point.busy)
      )(curve)
    )
    .attr("fill", "none")
    .attr("stroke", color.math)
    .attr("stroke-width", 2.6)
    .attr("stroke-linejoin", "round");
  for (const point of seen)
    svg
      .append("circle")
      .attr("cx", round(x(point.utilization)))
      .attr("cy", round(y(point.busy)))
      .attr("r", 2.6)
      .attr("fill", color.field)
      .attr("stroke", color.mathInk)
      .attr("stroke-width", 1.3);
  if (now && Number.isFinite(now.utilization)) {
    const cx = round(x(Math.min(1.25, now.utilization)));
    const cy = round(y(now.busy));
    svg
      .append("path")
      .attr("d", `M${cx},${cy}V${bottom}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.2);
    svg.append("path").attr("d", `M${left},${cy}H${cx}`).attr("stroke", color.ink).attr("stroke-width", 1.2);
    svg
      .append("circle")
      .attr("cx", cx)
      .attr("cy", cy)
      .attr("r", 6)
      .attr("fill", color.ink)
      .attr("stroke", color.field)
      .attr("stroke-width", 2);
    const words = `${formatPercent(now.busy)} busy, ${formatPercent(now.utilization)} full`;
    const room = right - cx > textWidth(words, 12.5, 600) + 14;
    write(svg, words, {
      x: room ? cx + 10 : cx - 10,
      y: cy + 20 > bottom - 12 ? cy - 10 : cy + 20,
      anchor: room ? "start" : "end",
      size: 12.5,
      weight: 600,
      fill: color.ink
    });
  }
  return svg.node()!;
}
