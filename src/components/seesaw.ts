/**
 * The throughput-versus-latency seesaw: on one seat throughput as a multiple of its target, on the other the latency
 * limit as a multiple of the latency. The heavier side goes down. It is green only when both weigh at least 1.
 */
import {formatDuration, formatNumber} from "../lib/format.js";
import {color, figure, pattern, type SvgSelection} from "./theme.js";

export interface SeesawData {
  /** Requests per second, measured, and asked for. */
  readonly throughput: number;
  readonly throughputTarget: number;
  /** Latency at the mission's quantile, and its limit [s]. */
  readonly latency: number;
  readonly latencyLimit: number;
  /** "p99" or "worst". */
  readonly quantileName: string;
  /** "requests per second". */
  readonly throughputUnit: string;
}

const LARGEST_TILT = 17;
const FULL_TILT_AT = Math.log(4);

/** Throughput and latency as multiples of what is asked: each holds when it is at least 1. */
export function seesawWeights({throughput, throughputTarget, latency, latencyLimit}: SeesawData): {
  readonly throughput: number;
  readonly latency: number;
} {
  return {
    throughput: throughput / throughputTarget,
    latency: Number.isFinite(latency) ? latencyLimit / latency : 0
  };
}

/** Tilt of the beam [degrees], positive when the latency seat goes down. */
export function seesawTilt(data: SeesawData): number {
  const weights = seesawWeights(data);
  const share = Math.log(Math.max(weights.latency, 1e-6) / Math.max(weights.throughput, 1e-6)) / FULL_TILT_AT;
  return LARGEST_TILT * Math.max(-1, Math.min(1, share));
}

/** One sentence: both numbers, and what holds. */
export function seesawSentence(data: SeesawData): string {
  const weights = seesawWeights(data);
  const fast = weights.latency >= 1;
  const enough = weights.throughput >= 1;
  const numbers = `${formatNumber(data.throughput)} of ${formatNumber(data.throughputTarget)} ${data.throughputUnit}; ${data.quantileName} ${formatDuration(data.latency)} of ${formatDuration(data.latencyLimit)}.`;
  if (fast && enough) return `Both hold. ${numbers}`;
  if (enough) return `Enough throughput, too slow. ${numbers}`;
  if (fast) return `Fast enough, too little throughput. ${numbers}`;
  return `Too slow and too little. ${numbers}`;
}

export function seesawTable(data: SeesawData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const weights = seesawWeights(data);
  const verdict = (weight: number) => (weight >= 1 ? "holds" : "fails");
  return {
    columns: ["side", "measured", "asked for", "weight", "verdict"],
    rows: [
      [
        "throughput",
        `${formatNumber(data.throughput)} ${data.throughputUnit}`,
        `at least ${formatNumber(data.throughputTarget)}`,
        Number(weights.throughput.toFixed(3)),
        verdict(weights.throughput)
      ],
      [
        `latency, ${data.quantileName}`,
        formatDuration(data.latency),
        `at most ${formatDuration(data.latencyLimit)}`,
        Number(weights.latency.toFixed(3)),
        verdict(weights.latency)
      ]
    ]
  };
}

/** The seesaw. */
export function seesaw(data: SeesawData, {width = 640}: {readonly width?: number} = {}): SVGSVGElement {
  const height = width < 480 ? 240 : 280;
  const svg = figure(width, height, "Seesaw with throughput on the left seat and latency on the right");
  const weights = seesawWeights(data);
  const both = weights.throughput >= 1 && weights.latency >= 1;
  const pivot = {x: width / 2, y: height - 92};
  const reach = Math.min(250, width / 2 - 66);
  const tilt = seesawTilt(data);

  svg
    .append("path")
    .attr("d", `M0,${height - 38}H${width}`)
    .attr("stroke", color.rule);
  svg
    .append("path")
    .attr("d", `M${pivot.x},${pivot.y}l34,54h-68z`)
    .attr("fill", both ? color.passSoft : color.bench)
    .attr("stroke", both ? color.pass : color.second)
    .attr("stroke-width", 1.5);
  const beam = svg.append("g").attr("transform", `translate(${pivot.x},${pivot.y}) rotate(${tilt})`);
  beam
    .append("rect")
    .attr("x", -reach - 40)
    .attr("y", -5)
    .attr("width", 2 * reach + 80)
    .attr("height", 10)
    .attr("rx", 3)
    .attr("fill", both ? color.pass : color.ink);
  const radians = (tilt * Math.PI) / 180;
  const seat = (side: -1 | 1) => ({
    x: pivot.x + side * reach * Math.cos(radians),
    y: pivot.y + side * reach * Math.sin(radians) - 6
  });
  load(svg, seat(-1), weights.throughput, color.math, "math", width);
  load(svg, seat(1), weights.latency, pattern(svg, "wait"), "wait", width);
  svg
    .append("circle")
    .attr("cx", pivot.x)
    .attr("cy", pivot.y)
    .attr("r", 7)
    .attr("fill", color.panel)
    .attr("stroke", both ? color.pass : color.ink)
    .attr("stroke-width", 2);
  caption(
    svg,
    4,
    "start",
    [
      "throughput",
      `${formatNumber(data.throughput)} of ${formatNumber(data.throughputTarget)} ${width < 480 ? "/s" : data.throughputUnit}`
    ],
    weights.throughput >= 1,
    height
  );
  caption(
    svg,
    width - 4,
    "end",
    [
      `latency, ${data.quantileName}`,
      `${formatDuration(data.latency)} of ${formatDuration(data.latencyLimit)}`
    ],
    weights.latency >= 1,
    height
  );
  return svg.node()!;
}

const UNIT_HEIGHT = 54;
const TALLEST = 2;

/** A parcel as high as its weight; a dashed line marks the weight that is asked for. */
function load(
  svg: SvgSelection,
  {x, y}: {x: number; y: number},
  weight: number,
  fill: string,
  meaning: "math" | "wait",
  width: number
): void {
  const boxWidth = width < 480 ? 56 : 84;
  const boxHeight = Math.max(3, UNIT_HEIGHT * Math.min(TALLEST, weight));
  const holds = weight >= 1;
  svg
    .append("rect")
    .attr("x", x - boxWidth / 2)
    .attr("y", y - boxHeight)
    .attr("width", boxWidth)
    .attr("height", boxHeight)
    .attr("rx", 3)
    .attr("fill", fill)
    .attr("stroke", meaning === "math" ? color.mathInk : color.wait)
    .attr("stroke-width", 1.5);
  svg
    .append("path")
    .attr("d", `M${x - boxWidth / 2 - 9},${y - UNIT_HEIGHT}H${x + boxWidth / 2 + 9}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.5)
    .attr("stroke-dasharray", "4 3");
  const top = y - Math.max(boxHeight, UNIT_HEIGHT) - 8;
  svg
    .append("text")
    .attr("x", x)
    .attr("y", top)
    .attr("text-anchor", "middle")
    .attr("font-size", 13)
    .attr("font-weight", 600)
    .attr("fill", holds ? color.pass : color.lostInk)
    .text(`${holds ? "✓" : "✕"} ${formatNumber(weight, 2)}×`);
}

function caption(
  svg: SvgSelection,
  x: number,
  anchor: "start" | "end",
  [name, numbers]: readonly [string, string],
  holds: boolean,
  height: number
): void {
  const text = (y: number, words: string, weight: number, fill: string) =>
    svg
      .append("text")
      .attr("x", x)
      .attr("y", y)
      .attr("text-anchor", anchor)
      .attr("font-size", 13)
      .attr("font-weight", weight)
      .attr("fill", fill)
      .text(words);
  text(height - 20, name, 400, color.second);
  text(height - 3, numbers, 600, holds ? color.pass : color.lostInk);
}
