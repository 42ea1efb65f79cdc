/**
 * Contrasting cases: the same traffic seed with smooth and with random arrivals, each with the window and without one,
 * a hundred marks each on one common scale.
 */
import {create} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import {windowName} from "../lib/lessons/batchingScenario.js";
import type {TrafficShape} from "../lib/lessons/trafficShape.js";
import {type HundredDotsData, hundredDots, hundredOf} from "./hundredDots.js";

export interface ContrastCase extends HundredDotsData {
  readonly shape: TrafficShape;
  readonly window: number;
  readonly throughput: number;
  /** At the mission's quantile [s]. */
  readonly latency: number;
  readonly holds: {readonly throughput: boolean; readonly latency: boolean};
}

export interface ContrastData {
  readonly sides: readonly ContrastCase[];
  readonly throughputTarget: number;
  /** "p99" or "worst". */
  readonly latencyName: string;
}

const SHAPES: Readonly<Record<TrafficShape, string>> = {
  track: "as the mission has it",
  smooth: "smooth arrivals",
  poisson: "Poisson arrivals",
  bursty: "bursty arrivals"
};
const NARROW = 620;

function nameOf({shape, window}: ContrastCase): string {
  return `${SHAPES[shape]}, ${windowName(window)}`;
}

export function contrastSentence({sides, latencyName}: ContrastData): string {
  const [first, ...rest] = sides;
  if (!first) return "";
  const told = (side: ContrastCase) => `${latencyWords(side)} with ${nameOf(side)}${lostWords(side)}`;
  return `Same load, same seed: ${latencyName} ${[first, ...rest].map(told).join("; ")}.`;
}

function latencyWords({latency}: ContrastCase): string {
  return Number.isFinite(latency) ? formatDuration(latency) : "without end";
}

function lostWords(side: ContrastCase): string {
  const {lost} = hundredOf(side);
  return lost > 0 ? `, ${lost} of 100 lost` : "";
}

export function contrastTable({sides, throughputTarget, latencyName}: ContrastData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const time = (seconds: number) =>
    Number.isFinite(seconds) ? formatDuration(seconds) : "grows without end";
  return {
    columns: [
      "case",
      "mean",
      "p95",
      "p99",
      ...(latencyName === "p99" ? [] : [latencyName]),
      `throughput [1/s], ${formatNumber(throughputTarget)} asked for`,
      "lost of 100"
    ],
    rows: sides.map((side) => [
      nameOf(side),
      time(side.mean),
      time(side.p95),
      time(side.p99),
      ...(latencyName === "p99" ? [] : [time(side.latency)]),
      Number(side.throughput.toPrecision(4)),
      hundredOf(side).lost
    ])
  };
}

/** The cases in a grid: shapes across, windows down. */
export function contrastPair(
  {sides, throughputTarget, latencyName}: ContrastData,
  {width = 640}: {readonly width?: number} = {}
): HTMLElement {
  const columns = width < NARROW ? 1 : 2;
  const grid = create("div").attr("class", "contrast").style("--columns", columns);
  for (const side of sides) {
    const figure = grid.append("figure");
    const caption = figure.append("figcaption");
    caption.append("strong").text(nameOf(side));
    const {throughput, latency} = side.holds;
    caption
      .append("span")
      .text(
        ` ${formatNumber(side.throughput)} of ${formatNumber(throughputTarget)} per second ${throughput ? "✓" : "✕"} · ${latencyName} ${latencyWords(side)}${lostWords(side)} ${latency ? "✓" : "✕"}`
      );
    const cell = Math.floor((width - (columns - 1) * 24) / columns);
    figure.append(() => hundredDots(side, {width: cell, room: 96, name: nameOf(side), beside: sides}));
  }
  return grid.node() as HTMLElement;
}
