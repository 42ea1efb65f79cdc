/**
 * Cumulative flow: requests arrived and requests answered as two staircases on one clock. The gap read upwards is L,
 * the gap read sideways is W. Below it, a dozen requests in a row on the same clock.
 */

import {scaleLinear} from "d3";
import {formatClock, formatDuration, formatNumber} from "../lib/format.js";
import {countUpTo} from "../lib/stats/ascending.js";
import {drawClock, drawCounts, drawLost, drawSideways, type FlowFrame} from "./marks/flowFrame.js";
import {compactLabels, stripTitle, wideLabels} from "./marks/flowLabels.js";
import type {Point} from "./marks/labelBoard.js";
import {requestStrip, type StripRequest} from "./marks/requestStrip.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {betweenPath, staircase, stepPath} from "./marks/staircase.js";
import {round} from "./marks/write.js";
import {color, figure, pattern} from "./theme.js";

export interface FlowData {
  /** Ascending times [s] of accepted arrivals, starts of service, departures; and of lost arrivals. */
  readonly arrivals: Float64Array;
  readonly starts: Float64Array;
  readonly departures: Float64Array;
  readonly losses: Float64Array;
  /** The window shown and the cursor [s]; `span` is the whole film's length, for the clock's format. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly span: number;
  /** Counts at the cursor. */
  readonly waiting: number;
  readonly inService: number;
  /** The horizontal gap: the k-th arrival and the k-th departure. */
  readonly example: {readonly request: number; readonly arrival: number; readonly departure: number} | null;
  /** A row each in the strip; start and departure are NaN for a lost one. */
  readonly requests: readonly StripRequest[];
  readonly requestName: string;
}

const COMPACT_BELOW = 560;
const MOST_ROWS = 60;
const ordinal = new Intl.PluralRules("en-US", {type: "ordinal"});
const ENDINGS: Readonly<Record<string, string>> = {one: "st", two: "nd", few: "rd"};

/** Both readings of the gap, and what was lost. */
export function cumulativeFlowSentence(data: FlowData): string {
  const {waiting, inService, example, losses, from, to, at} = data;
  const lost = countUpTo(losses, Math.min(at, to)) - countUpTo(losses, from);
  return [
    `The gap read upwards is L: ${formatNumber(waiting + inService)} (${formatNumber(waiting)} waiting, ${formatNumber(inService)} being served).`,
    ...(example ? [`Read sideways it is W: ${formatDuration(example.departure - example.arrival)}.`] : []),
    ...(lost > 0 ? [`${formatNumber(lost)} ${lost === 1 ? "was" : "were"} lost in view.`] : [])
  ].join(" ");
}

/** What the horizontal gap is, exactly; empty where none is shown. */
export function cumulativeFlowNote({example}: FlowData): string {
  if (!example) return "";
  const nth = `${formatNumber(example.request)}${ENDINGS[ordinal.select(example.request)] ?? "th"}`;
  return `W here runs from the ${nth} arrival to the ${nth} answer. Answers may leave out of order; averaged, the two agree exactly.`;
}

/** The requests of the strip. */
export function cumulativeFlowTable({requests, span}: FlowData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const rows = requests.slice(0, MOST_ROWS);
  const unit = timeUnit(Math.max(0, ...rows.map(({arrival, departure}) => departure - arrival || 0)));
  const time = (seconds: number) => Number((seconds / unit.size).toPrecision(3));
  return {
    columns: [
      "number",
      "arrives at",
      "starts at",
      "answered at",
      `waits [${unit.name}]`,
      `in the system [${unit.name}]`
    ],
    rows: rows.map(({number, arrival, start, departure}) =>
      Number.isNaN(departure)
        ? [number, formatClock(arrival, span), "lost", "lost", "–", "–"]
        : [
            number,
            formatClock(arrival, span),
            formatClock(start, span),
            formatClock(departure, span),
            time(start - arrival),
            time(departure - arrival)
          ]
    )
  };
}

/** The flow with its strip. */
export function cumulativeFlow(data: FlowData, {width = 900}: {readonly width?: number} = {}): SVGSVGElement {
  const {arrivals, starts, departures, from, to, span, requests, requestName} = data;
  const compact = width < COMPACT_BELOW;
  const left = compact ? 46 : 54;
  const right = width - (compact ? 14 : 152);
  const top = compact ? 46 : 28;
  const bottom = top + (compact ? 176 : Math.min(300, 190 + width * 0.1));
  const pitch = compact ? 10 : 13;
  const stripTop = bottom + (compact ? 40 : 32);
  const stripBottom = stripTop + pitch * requests.length;
  const height = Math.ceil(stripBottom + 28);
  const svg = figure(width, height, `Cumulative ${requestName} arrived and answered over time`);
  const at = Math.min(Math.max(data.at, from), to);
  const lowest = Math.max(0, countUpTo(departures, from) - 1);
  const highest = Math.max(countUpTo(arrivals, to), lowest + 4);
  const x = scaleLinear([from, to], [left, right]);
  const y = scaleLinear([lowest, highest], [bottom, top + 4]).nice(compact ? 4 : 6);
  const frame: FlowFrame = {svg, x, y, left, right, top, bottom, stripTop, stripBottom, at, compact, width};

  drawCounts(frame, requestName);
  const shown = {from, to, span};
  drawClock(frame, shown);
  const steps = (times: Float64Array) => staircase(times, from, at, x, y);
  const [arrived, started, answered] = [steps(arrivals), steps(starts), steps(departures)];
  const area = (path: string, fill: string, name: string) =>
    svg.append("path").attr("d", path).attr("fill", fill).attr("data-part", name);
  area(betweenPath(started, answered), color.mathSoft, "being served");
  area(betweenPath(arrived, started), pattern(svg, "wait"), "waiting");
  const stroke = (points: readonly Point[], paint: string, weight: number, name: string) =>
    svg
      .append("path")
      .attr("d", stepPath(points))
      .attr("fill", "none")
      .attr("stroke", paint)
      .attr("stroke-width", weight)
      .attr("stroke-linejoin", "round")
      .attr("data-part", name);
  stroke(started, color.wait, 1, "started");
  stroke(answered, color.math, 2, "answered");
  stroke(arrived, color.ink, 2, "arrived");
  const lost = drawLost(frame, data);

  requestStrip(svg, requests, {x, left, right, top: stripTop, pitch, at});
  svg
    .append("path")
    .attr("d", `M${round(x(at))},${top - 6}V${round(stripBottom + 4)}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.4)
    .attr("data-part", "cursor");
  const sideways = drawSideways(frame, {...data, arrived, answered, lost});
  const readings = {...data, lost};
  if (compact) compactLabels(frame, readings, {arrived, answered}, sideways);
  else wideLabels(frame, readings);
  stripTitle(frame, data);
  return svg.node()!;
}
