/** The QueuingWaterfall's frame and words: its axis, the display's refreshes, the deadline, each row's name and total. */
import {type ScaleLinear, ticks} from "d3";
import {formatDuration, formatNumber} from "../../lib/format.js";
import type {WaterfallBar} from "../queuingWaterfall.js";
import {color, font, type SvgSelection} from "../theme.js";
import {timeUnit} from "./scaleUnits.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

const TICK_SPACING = 78;
const REFRESH_SPACING = 30;
/** A total that is over by less than this share is over by rounding only. */
const ROUNDING = 1e-9;

export interface Chart {
  readonly svg: SvgSelection;
  readonly x: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly compact: boolean;
  readonly width: number;
}

export function isLate({total}: WaterfallBar, deadline: number): boolean {
  return total > deadline * (1 + ROUNDING);
}

export function drawTimes({svg, x, left, right, top, bottom}: Chart, baseline: number): void {
  // Round in the unit that they are written in: a third of a minute is no tick.
  const unit = timeUnit(x.domain()[1]);
  const count = Math.max(2, Math.floor((right - left) / TICK_SPACING));
  for (const tick of ticks(x.domain()[0] / unit.size, x.domain()[1] / unit.size, count)) {
    const px = round(x(tick * unit.size));
    svg
      .append("path")
      .attr("d", `M${px},${top - 4}V${bottom}`)
      .attr("stroke", color.grid);
    const words = `${formatNumber(tick)} ${unit.name}`;
    const half = (words.length * 11.5 * 0.6) / 2;
    write(svg, words, {
      x: Math.max(px, half),
      y: baseline,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null,
      className: "tick"
    });
  }
}

/** The display's refreshes: what is ready before one is shown at it. */
export function drawRefreshes(
  {svg, x, left, right, compact}: Chart,
  period: number,
  spans: readonly Span[],
  baseline: number
): void {
  const spacing = x(period) - x(0);
  const every = Math.ceil((compact ? 84 : REFRESH_SPACING) / spacing);
  const last = Math.floor((right - left) / spacing + ROUNDING);
  const lines: string[] = [];
  for (let k = 1; k <= last; ++k)
    for (const {from, to} of spans) lines.push(`M${round(x(k * period))},${round(from)}V${round(to + 2)}`);
  svg
    .append("path")
    .attr("d", lines.join(""))
    .attr("stroke", color.second)
    .attr("stroke-dasharray", "1 3")
    .attr("stroke-width", 1.5)
    .attr("data-part", "refresh");
  if (!compact) write(svg, "refresh", {x: left - 10, y: baseline, anchor: "end", halo: null});
  for (let k = every; k <= last; k += every)
    write(svg, compact ? `refresh ${k}` : formatNumber(k), {
      x: Math.min(x(k * period), compact ? right - 28 : Infinity),
      y: baseline,
      anchor: "middle",
      halo: null,
      className: "refresh"
    });
}

export function nameRow(
  {svg, left, compact}: Chart,
  {label, request = -1}: WaterfallBar,
  y: number,
  thick: number
): void {
  const number = request >= 0 ? `#${formatNumber(request + 1)}` : "";
  if (compact) {
    const text = write(svg, label, {
      x: left,
      y: y - 6,
      size: 13,
      weight: 600,
      fill: color.ink,
      className: "row"
    });
    if (number)
      text
        .append("tspan")
        .attr("dx", 5)
        .attr("font-size", 11)
        .attr("font-weight", 400)
        .attr("fill", color.second)
        .text(number);
    return;
  }
  const middle = y + thick / 2;
  write(svg, label, {
    x: left - 10,
    y: number ? middle - 1 : middle + 4.5,
    anchor: "end",
    size: 13,
    weight: 600,
    fill: color.ink,
    className: "row"
  });
  if (number) write(svg, number, {x: left - 10, y: middle + 12, anchor: "end", size: 11, halo: null});
}

/** The row's total, and by how much it misses the deadline. */
export function sumUp(
  {svg, x, right, compact, width}: Chart,
  row: WaterfallBar,
  y: number,
  thick: number,
  deadline: number | null
): void {
  const endless = !Number.isFinite(row.total);
  const late = deadline !== null && isLate(row, deadline);
  const total = endless ? "" : formatDuration(row.total);
  const miss = endless
    ? "✕ grows without end"
    : late
      ? `✕ misses by ${formatDuration(row.total - deadline, 2)}`
      : "";
  if (compact) {
    const text = write(svg, total, {
      x: width - 2,
      y: y - 6,
      anchor: "end",
      size: 13,
      weight: 500,
      fill: color.ink,
      halo: null,
      className: "total"
    });
    if (miss)
      text
        .append("tspan")
        .attr("dx", total ? 8 : 0)
        .attr("font-size", 12)
        .attr("font-weight", 600)
        .attr("fill", color.lostInk)
        .text(miss);
    return;
  }
  const end = Math.min(x(Math.min(row.total, x.domain()[1])), right) + 9;
  const line = deadline === null ? -Infinity : x(deadline);
  const from = end < line && line < end + textWidth(total, 13) + 4 ? line + 7 : end;
  const middle = y + thick / 2;
  const both = total !== "" && miss !== "";
  if (total)
    write(svg, total, {
      x: from,
      y: both ? middle - 2 : middle + 4.5,
      size: 13,
      weight: 500,
      fill: color.ink,
      halo: null,
      className: "total"
    });
  if (miss)
    write(svg, miss, {
      x: end,
      y: both ? middle + 12.5 : middle + 4.5,
      size: both ? 12 : 13,
      weight: 600,
      fill: color.lostInk,
      halo: null,
      className: "miss"
    });
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What lies beyond the deadline. */
export function drawZone({svg, right}: Chart, line: number, spans: readonly Span[]): void {
  for (const {from, to} of spans)
    svg
      .append("rect")
      .attr("x", round(line))
      .attr("y", round(from))
      .attr("width", round(Math.max(0, right - line)))
      .attr("height", round(to - from))
      .attr("fill", color.lostSoft)
      .attr("opacity", 0.5);
}

export function drawLine({svg}: Chart, line: number, spans: readonly Span[]): void {
  svg
    .append("path")
    .attr("d", spans.map(({from, to}) => `M${round(line)},${round(from)}V${round(to)}`).join(""))
    .attr("stroke", color.lost)
    .attr("stroke-width", 2)
    .attr("stroke-dasharray", "6 3")
    .attr("data-part", "deadline");
}

export function nameDeadline({svg, top, width}: Chart, line: number, words: string): void {
  const half = textWidth(words, 13, 600) / 2;
  svg
    .append("path")
    .attr("d", `M${round(line)},18V${round(top - 4)}`)
    .attr("stroke", color.lost);
  write(svg, words, {
    x: Math.min(Math.max(line, half + 1), width - half - 1),
    y: 13,
    anchor: "middle",
    size: 13,
    weight: 600,
    fill: color.lostInk,
    className: "deadline"
  });
}
