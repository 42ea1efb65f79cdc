/** The cumulative flow's frame: its two axes, the lost ones on top, and the gap read sideways. */

import {formatClock, formatDuration, formatNumber} from "../../lib/format.js";
import {countUpTo} from "../../lib/stats/ascending.js";
import {color, font, type SvgSelection} from "../theme.js";
import {clockTicks, clockWords} from "./clockTicks.js";
import {type Box, labelBoard, type Place, type Point, textBox} from "./labelBoard.js";
import {crossPath} from "./requestStrip.js";
import {reach} from "./staircase.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

export interface FlowFrame {
  readonly svg: SvgSelection;
  readonly x: (time: number) => number;
  readonly y: {(count: number): number; ticks(count: number): number[]};
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly stripTop: number;
  readonly stripBottom: number;
  /** The cursor's time [s], within the window. */
  readonly at: number;
  readonly compact: boolean;
  readonly width: number;
}

const MOST_CROSSES = 80;
const CLOCK_SPACING = 74;
const NOW_SIZE = 12.5;
/** Advance of the monospaced face [em]. */
const MONO_ADVANCE = 0.6;

/** The axis of counts. */
export function drawCounts({svg, y, left, right, compact}: FlowFrame, requestName: string): void {
  for (const tick of y.ticks(compact ? 4 : 6).filter(Number.isInteger)) {
    svg
      .append("path")
      .attr("d", `M${left},${round(y(tick))}H${right}`)
      .attr("stroke", color.grid);
    write(svg, formatNumber(tick), {
      x: left - 8,
      y: y(tick) + 4,
      anchor: "end",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  write(svg, compact ? `${requestName} since the start` : `${requestName} counted since the start`, {
    x: compact ? 2 : left,
    y: 13,
    halo: null
  });
}

/** The axis of time, below plot and strip; the cursor's own time stands out, its neighbours make room. */
export function drawClock(
  {svg, x, left, right, top, stripBottom, at, width}: FlowFrame,
  {from, to, span}: {readonly from: number; readonly to: number; readonly span: number}
): void {
  const y = stripBottom + 20;
  const board = labelBoard({left: 0, right: width, top: 0, bottom: Infinity}, {gap: 9});
  const now = formatClock(at, span);
  const half = (now.length * MONO_ADVANCE * NOW_SIZE) / 2 + 1;
  const place = {x: Math.min(Math.max(x(at), half), width - half), y, anchor: "middle"} as const;
  board.block({left: place.x - half, right: place.x + half, top: y - NOW_SIZE, bottom: y});
  const times = clockTicks(from, to, Math.max(2, Math.floor((right - left) / CLOCK_SPACING)), span);
  clockWords(times, span).forEach((words, i) => {
    const px = x(times[i]);
    svg
      .append("path")
      .attr("d", `M${round(px)},${top}V${round(stripBottom + 4)}`)
      .attr("stroke", color.grid);
    const free = board.tryPlace({words, places: [{x: px, y, anchor: "middle"}], size: 11.5});
    if (free) write(svg, words, {...free, size: 11.5, family: font.mono, halo: null});
  });
  write(svg, now, {...place, size: NOW_SIZE, weight: 500, fill: color.ink, family: font.mono, halo: null});
}

/** Crosses on top of the arrivals where one was turned away; how many there are in view. */
export function drawLost(
  {svg, x, y, at}: FlowFrame,
  {
    losses,
    arrivals,
    from
  }: {readonly losses: Float64Array; readonly arrivals: Float64Array; readonly from: number}
): number {
  const shown = losses.subarray(countUpTo(losses, from), countUpTo(losses, at));
  const every = Math.ceil(shown.length / MOST_CROSSES);
  const crosses: string[] = [];
  for (let i = 0; i < shown.length; i += every)
    crosses.push(crossPath(x(shown[i]), y(countUpTo(arrivals, shown[i])) - 10, 3.5));
  if (crosses.length > 0)
    svg
      .append("path")
      .attr("d", crosses.join(""))
      .attr("stroke", color.lost)
      .attr("stroke-width", 2)
      .attr("data-part", "lost")
      .attr("data-count", crosses.length);
  return shown.length;
}

/**
 * The gap read sideways, with its length: below the line where it stays clear of the answered ones, else before the
 * line, above the arrivals. The box of its label, or null where the gap is out of view.
 */
export function drawSideways(
  {svg, x, y, left, right, bottom}: FlowFrame,
  {
    example,
    from,
    to,
    arrived,
    answered,
    lost
  }: {
    readonly example: {readonly request: number; readonly arrival: number; readonly departure: number} | null;
    readonly from: number;
    readonly to: number;
    readonly arrived: readonly Point[];
    readonly answered: readonly Point[];
    readonly lost: number;
  }
): Box | null {
  if (!example || example.departure < from || example.arrival > to) return null;
  const {request, arrival, departure} = example;
  const level = y(request - 0.5);
  const begins = arrival >= from;
  const [start, end] = [begins ? x(arrival) : left, Math.min(x(departure), right)];
  const cap = (px: number) => `M${round(px)},${round(level - 6)}v12`;
  // Where it began before the window an arrow points back to it.
  const head = begins ? cap(start) : `M${round(start + 6)},${round(level - 4)}l-6,4l6,4`;
  casedPath(svg, `${head}M${round(start)},${round(level)}H${round(end)}${cap(end)}`, "sideways");

  const style = {size: 14, weight: 600};
  const words = `W = ${formatDuration(departure - arrival)}`;
  const width = textWidth(words, style.size, style.weight);
  const half = width / 2 + 3;
  const clear = [0.5, 0.4, 0.3, 0.2, 0.1, 0]
    .map((share) => start + half + share * (end - start - 2 * half))
    .find((middle) => {
      const curve = reach(answered, middle - half, middle + half);
      return curve === null || curve.top > level + 22;
    });
  const middle = Math.min(Math.max((start + end) / 2, left + half), right - half);
  const curve = reach(answered, middle - half, middle + half);
  const place: Place =
    clear !== undefined && end - start > 2 * half + 6
      ? {x: clear, y: level + 17, anchor: "middle"}
      : start - 2 * half - 8 > left
        ? {x: start - 8, y: level - (lost > 0 ? 20 : 4), anchor: "end"}
        : curve && curve.bottom + 19 < bottom
          ? {x: middle, y: Math.max(curve.bottom, level) + 19, anchor: "middle"}
          : {
              x: middle,
              y: (reach(arrived, middle - half, middle + half)?.top ?? level) - 10,
              anchor: "middle"
            };
  write(svg, words, {...place, ...style, fill: color.ink, className: "sideways"});
  return textBox(words, place, style);
}

/** A line that reads on any ground. */
export function casedPath(svg: SvgSelection, path: string, name: string): void {
  for (const [stroke, width] of [
    [color.field, 4.5],
    [color.ink, 1.8]
  ] as const)
    svg
      .append("path")
      .attr("d", path)
      .attr("fill", "none")
      .attr("stroke", stroke)
      .attr("stroke-width", width)
      .attr("data-part", stroke === color.ink ? name : null);
}
