/**
 * The machine's own cliff: each demand of the stakeholder over the arrival rate, for this very configuration and
 * traffic, with its limit, the rate that is asked for, the rate at which the machine is full, and the deployments.
 */

import {scaleLinear} from "d3";
import {formatNumber} from "../lib/format.js";
import type {CliffPoint} from "../lib/lessons/cliffJobs.js";
import {cliffMetrics, demandName} from "../lib/lessons/cliffMetrics.js";
import type {Demand} from "../lib/tables/track.js";
import {drawDemand, namePanel} from "./marks/demandPanel.js";
import {PANEL} from "./marks/demandScale.js";
import {round, write} from "./marks/write.js";
import {color, figure} from "./theme.js";

export interface MachineMark {
  readonly arrivalRate: number;
  readonly values: readonly number[];
  readonly met: boolean;
  readonly label: string;
}

export interface MachineCliffData {
  readonly demands: readonly Demand[];
  readonly points: readonly CliffPoint[];
  /** The bench's own run, at the rate of the slider. */
  readonly now: CliffPoint | null;
  readonly deployments: readonly MachineMark[];
  readonly saturation: number;
  readonly target: number;
  readonly goal: number;
  readonly most: number;
  readonly done: boolean;
}

/** How far the machine goes, and what breaks first. */
export function machineCliffSentence({demands, now, saturation, target, goal}: MachineCliffData): string {
  if (saturation === 0) return "Nothing fits: this machine serves nobody at any rate.";
  const full = `This machine is full at ${formatNumber(saturation)} per second; ${formatNumber(100 * goal)}% of that are ${formatNumber(goal * saturation)}, and ${formatNumber(target)} are asked for.`;
  if (!now) return full;
  const missed = demands.filter((demand, i) => !isMet(demand, now.values[i]!));
  const here = `At ${formatNumber(now.arrivalRate)} per second`;
  return missed.length === 0
    ? `${here} it keeps every limit. ${full}`
    : `${here} it misses ${missed.length > 1 ? `${missed.length} limits` : "the limit"}: ${missed.map(demandName).join("; ")}. ${full}`;
}

export function machineCliffTable({demands, points}: MachineCliffData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["arrival rate", "utilization", "busy", ...demands.map(demandName), "line grows by"],
    rows: points.map(({arrivalRate, utilization, busy, growth, values}) => [
      `${formatNumber(arrivalRate)}/s`,
      Number.isFinite(utilization) ? `${formatNumber(100 * utilization)}%` : "does not fit",
      `${formatNumber(100 * busy)}%`,
      ...values.map((value, i) => cliffMetrics[demands[i]!.metric].show(value)),
      growth > 0 ? `${formatNumber(growth)}/s` : "–"
    ])
  };
}

function isMet({sense, limit}: Demand, value: number): boolean {
  if (Number.isNaN(value)) return false;
  return sense === "atMost" ? value <= limit.value * (1 + 1e-9) : value >= limit.value * (1 - 1e-9);
}

const GAP = 40;
/** Room for the name of a rate [px]. */
const LABEL = 110;

/** One panel a demand, on one scale of rates. */
export function machineCliffChart(
  data: MachineCliffData,
  {width = 800}: {readonly width?: number} = {}
): SVGSVGElement {
  const {demands, saturation, target, goal} = data;
  const most = shownRates(data);
  const left = 64;
  const right = width - 14;
  const top = 88;
  const height = top + demands.length * (PANEL + GAP) + 18;
  const svg = figure(width, height, "The stakeholder's demands over the arrival rate");
  const x = scaleLinear([0, most], [left, right]);
  const bottom = top + demands.length * (PANEL + GAP) - GAP;
  demands.forEach((demand, i) => {
    drawDemand(svg, data, {demand, i, x, left, right, most, top: top + i * (PANEL + GAP)});
  });
  /** `before`: the words stand left of the line, where right of it they would stand at another. */
  const rule = (
    rate: number,
    words: string,
    {weight, dash, row, before = false}: {weight: number; dash: string; row: number; before?: boolean}
  ) => {
    if (!(rate > 0) || rate > most) return;
    svg
      .append("path")
      .attr("d", `M${round(x(rate))},${top - 36}V${bottom}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", weight > 500 ? 1.5 : 1)
      .attr("stroke-dasharray", dash);
    const end = x(rate) > right - LABEL || before;
    write(svg, words, {
      x: x(rate) + (end ? -4 : 4),
      y: top - 41 - 14 * row,
      anchor: end ? "end" : "start",
      size: 11,
      weight,
      fill: color.ink
    });
  };
  const close = Math.abs(x(saturation) - x(target)) < LABEL;
  rule(target, `asked for: ${formatNumber(target)}/s`, {
    weight: 600,
    dash: "7 4",
    row: 0,
    before: close && target < saturation
  });
  rule(saturation, `full at ${formatNumber(saturation)}/s`, {
    weight: 600,
    dash: "0",
    row: 1,
    before: close && saturation < target
  });
  rule(goal * saturation, `${formatNumber(100 * goal)}% full`, {weight: 400, dash: "2 3", row: 2});
  demands.forEach((demand, i) => {
    namePanel(svg, demand, {left, right, top: top + i * (PANEL + GAP)});
  });
  for (const tick of x.ticks(Math.max(3, width / 110))) {
    svg
      .append("path")
      .attr("d", `M${round(x(tick))},${bottom}v5`)
      .attr("stroke", color.second);
    write(svg, formatNumber(tick), {x: x(tick), y: bottom + 18, anchor: "middle", size: 11, halo: null});
  }
  write(svg, "arrival rate, per second", {x: right, y: bottom + 34, anchor: "end", size: 11, halo: null});
  return svg.node()!;
}

/** The end of the scale: a little beyond what is asked for, what is shown and what the machine carries. */
function shownRates({most, target, saturation, now, deployments}: MachineCliffData): number {
  const rates = [
    target,
    saturation,
    now?.arrivalRate ?? 0,
    ...deployments.map(({arrivalRate}) => arrivalRate)
  ];
  return Math.min(most, 1.18 * Math.max(...rates.filter(Number.isFinite)));
}
