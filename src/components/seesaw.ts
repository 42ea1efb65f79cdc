/**
 * The throughput-versus-latency seesaw: on one seat throughput as a multiple of its target, on the other the latency
 * limit as a multiple of the latency, both in crates, eight to the multiple of one. The heavier side goes down; it is
 * green, and says so, only when both stacks reach their mark.
 */
import {formatDuration, formatNumber, formatPercent} from "../lib/format.js";
import {crateStack} from "./marks/crateStack.js";
import {drawCaption, drawGround, drawLamp, swing} from "./marks/seesawFrame.js";
import {round} from "./marks/write.js";
import {color, figure, type SvgSelection} from "./theme.js";

export interface SeesawData {
  /** Requests per second of the machine's time, measured, and asked for. */
  readonly throughput: number;
  readonly throughputTarget: number;
  /** Latency at the mission's quantile, and its limit [s]. */
  readonly latency: number;
  readonly latencyLimit: number;
  /** "p99" or "worst". */
  readonly quantileName: string;
  /** Share of the requests that is turned away, and the most that may be [1]. */
  readonly lost: number;
  readonly lostAllowed: number;
  /** "requests per second of the replica's time". */
  readonly throughputUnit: string;
}

export interface SeesawOptions {
  readonly width?: number;
  /** Where the beam comes from [degrees]: it swings from there, unless less motion is asked for. */
  readonly from?: number;
}

const LARGEST_TILT = 15;
const FULL_TILT_AT = Math.log(4);
const ROUNDING = 1e-9;

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

/** What is wrong, each in a word or two; nothing where both hold. */
function failings(data: SeesawData): string[] {
  const weights = seesawWeights(data);
  return [
    ...(weights.latency < 1 ? ["too slow"] : []),
    ...(losesTooMany(data) ? [`${formatPercent(data.lost)} lost`] : []),
    ...(weights.throughput < 1 ? ["too little"] : [])
  ];
}

/** Those who are never answered are later than any limit. */
function losesTooMany({lost, lostAllowed}: SeesawData): boolean {
  return lost > lostAllowed + ROUNDING;
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
  if (!Number.isFinite(data.latency)) return `No steady state: the line grows without end. ${numbers}`;
  if (losesTooMany(data)) {
    const words = failings(data).join(", ");
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}. ${numbers}`;
  }
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
    columns: ["side", "measured", "asked for", "multiple of what is asked", "verdict"],
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
      ],
      [
        "lost",
        formatPercent(data.lost),
        `at most ${formatPercent(data.lostAllowed)}`,
        "–",
        losesTooMany(data) ? "fails" : "holds"
      ]
    ]
  };
}

/** The seesaw. */
export function seesaw(data: SeesawData, {width = 640, from}: SeesawOptions = {}): SVGSVGElement {
  const compact = width < 480;
  const crate = compact ? 13 : 19;
  const height = compact ? 268 : 312;
  const svg = figure(
    width,
    height,
    `Seesaw, throughput on the left, latency on the right. ${seesawSentence(data)}`
  );
  const weights = seesawWeights(data);
  const both = failings(data).length === 0;
  const ground = height - (compact ? 66 : 58);
  const pivot = {x: width / 2, y: ground - (compact ? 46 : 60)};
  const reach = Math.min(260, width / 2 - (compact ? 50 : 92));

  drawGround(svg, width, ground, pivot, both);
  const beam = svg.append("g").attr("data-part", "beam");
  beam
    .append("rect")
    .attr("x", -reach - 18)
    .attr("y", -5)
    .attr("width", 2 * reach + 36)
    .attr("height", 10)
    .attr("rx", 4)
    .attr("fill", both ? color.pass : color.ink);
  const seats = ([-1, 1] as const).map((side) => {
    const seat = svg.append("g").attr("data-part", side < 0 ? "throughput" : "latency");
    crateStack(seat as unknown as SvgSelection, {
      weight: side < 0 ? weights.throughput : weights.latency,
      size: crate,
      paint: side < 0 ? {fill: color.math, stroke: color.mathInk} : {fill: color.panel, stroke: color.ink},
      ticking: side > 0
    });
    return {side, seat};
  });
  const place = (tilt: number) => {
    const radians = (tilt * Math.PI) / 180;
    beam.attr("transform", `translate(${round(pivot.x)},${round(pivot.y)}) rotate(${round(tilt)})`);
    for (const {side, seat} of seats)
      seat.attr(
        "transform",
        `translate(${round(pivot.x + side * reach * Math.cos(radians))},${round(pivot.y + side * reach * Math.sin(radians) - 6)})`
      );
  };
  svg
    .append("circle")
    .attr("cx", pivot.x)
    .attr("cy", pivot.y)
    .attr("r", 7)
    .attr("fill", color.field)
    .attr("stroke", both ? color.pass : color.ink)
    .attr("stroke-width", 2);
  drawLamp(svg, {x: pivot.x, y: compact ? 20 : 26}, both, lampWords(data));
  drawCaption(svg, {x: 2, anchor: "start", baseline: ground + 22}, compact, {
    name: "throughput",
    measured: formatNumber(data.throughput),
    asked: `of ${formatNumber(data.throughputTarget)} per second`,
    holds: weights.throughput >= 1
  });
  drawCaption(svg, {x: width - 2, anchor: "end", baseline: ground + 22}, compact, {
    name: `latency, ${data.quantileName}`,
    measured: Number.isFinite(data.latency) ? formatDuration(data.latency) : "no bound",
    asked: `of ${formatDuration(data.latencyLimit)}`,
    holds: weights.latency >= 1 && !losesTooMany(data)
  });
  swing(from, seesawTilt(data), place);
  return svg.node()!;
}

function lampWords(data: SeesawData): string {
  if (!Number.isFinite(data.latency)) return "✕ no steady state";
  const wrong = failings(data);
  return wrong.length === 0 ? "✓ both hold" : `✕ ${wrong.join(" and ")}`;
}
