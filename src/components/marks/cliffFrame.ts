/** The frame of one panel of the cliff: scales, grid, the traffic's name, and what lies beyond 100 %. */
import {type ScaleContinuousNumeric, type ScaleLinear, scaleLinear} from "d3";
import {formatNumber, formatPercent} from "../../lib/format.js";
import type {CliffChartCurve, CliffChartData} from "../cliffChart.js";
import type {CliffChartPoint} from "../cliffPoint.js";
import {color, type SvgSelection} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import {round, write} from "./write.js";

export interface CliffPanel {
  readonly svg: SvgSelection;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether it has the numbers of the vertical scale, and of the horizontal one. */
  readonly labelled: boolean;
  readonly last: boolean;
  /** End of the vertical scale, in service times. */
  readonly most: number;
}

export interface CliffFrame extends CliffPanel {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  readonly right: number;
  readonly bottom: number;
}

/** Length of the words beyond 100 %, upright [px]. */
const WORDS = 92;

/** Room for the lines' names, beyond 100 %. */
const BEYOND = 58;

/** A tail ends at 100 %; what is lost goes on, beyond it there is no edge. */
export function cliffFrame(
  panel: CliffPanel,
  y: ScaleContinuousNumeric<number, number>,
  most = 1
): CliffFrame {
  const right = panel.left + panel.width;
  return {
    ...panel,
    y,
    right,
    bottom: panel.top + panel.height,
    x: scaleLinear([0, most], [panel.left, right - (most > 1 ? 0 : BEYOND)])
  };
}

/** Names, borders, ticks; and the region of no steady state where a tail is drawn. */
export function drawCliffFrame(
  {svg, x, y, left, right, top, bottom, labelled, last}: CliffFrame,
  {id, name, points}: CliffChartCurve,
  ticks: readonly number[],
  show: (tick: number) => string,
  {now, asks}: CliffChartData
): void {
  const chosen = id === now;
  write(svg, name, {x: left, y: top - 10, size: 13, weight: 600, fill: color.ink});
  if (chosen)
    write(svg, "your traffic now", {x: right, y: top - 10, anchor: "end", size: 11, fill: color.second});
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", right - left)
    .attr("height", bottom - top)
    .attr("fill", "none")
    .attr("stroke", chosen ? color.ink : color.rule)
    .attr("stroke-width", chosen ? 1.5 : 1);
  for (const tick of ticks) {
    svg
      .append("path")
      .attr("d", `M${left},${round(y(tick))}H${round(x(1))}`)
      .attr("stroke", color.grid);
    if (labelled) write(svg, show(tick), {x: left - 6, y: y(tick) + 4, anchor: "end", size: 11, halo: null});
  }
  if (asks === "tail") drawBeyond({svg, x, y, right, top, bottom}, points);
  for (const share of [0, 0.5, 1, 1.5].filter((value) => value <= x.domain()[1]!)) {
    svg
      .append("path")
      .attr("d", `M${round(x(share))},${bottom}v5`)
      .attr("stroke", color.second);
    write(svg, formatPercent(share), {
      x: x(share),
      y: bottom + 18,
      anchor: share === 0 ? "start" : share > 1 ? "end" : "middle",
      size: 11,
      halo: null
    });
  }
  if (last)
    write(svg, asks === "tail" ? "utilization" : "offered load", {
      x: right,
      y: bottom + 36,
      anchor: "end",
      size: 11,
      halo: null
    });
}

/** Beyond 100 % stands no number; the words keep clear of the lines' names. */
function drawBeyond(
  {svg, x, y, right, top, bottom}: Pick<CliffFrame, "svg" | "x" | "y" | "right" | "top" | "bottom">,
  points: readonly CliffChartPoint[]
): void {
  svg
    .append("rect")
    .attr("x", round(x(1)))
    .attr("y", top)
    .attr("width", round(right - x(1)))
    .attr("height", bottom - top)
    .attr("fill", beyondHatch(svg))
    .attr("data-part", "beyond");
  const last = points.filter(({p99}) => Number.isFinite(p99)).at(-1);
  // The names stand at the heights of the lines' ends: the words go below them, above them, or nowhere.
  const names = last ? [last.p999, last.p99, last.mean, last.p50].map((value) => y(Math.max(1, value))) : [];
  const below = Math.max(top, ...names) + 14 < bottom - 8 - WORDS;
  const above = Math.min(bottom, ...names) - 30 > top + 8 + WORDS;
  const room = bottom - Math.max(top, ...names);
  const wedge = room > WEDGE + 36;
  if (wedge) drawGrowth({svg, x, right, bottom}, points);
  const words = wedge ? above || room > WEDGE + 36 + WORDS : below || above;
  if (!words) return;
  const under = wedge ? room > WEDGE + 36 + WORDS : below;
  const foot = under ? bottom - 8 - (wedge ? WEDGE + 14 : 0) : top + 8 + WORDS;
  svg
    .append("text")
    .attr("transform", `translate(${round(right - 6)},${foot}) rotate(-90)`)
    .attr("font-size", 11)
    .attr("font-weight", 600)
    .attr("fill", color.lostInk)
    .attr("stroke", color.field)
    .attr("stroke-width", 3)
    .attr("paint-order", "stroke")
    .text("no steady state");
}

/** Height of the wedge at its end [px]. */
const WEDGE = 62;

/** What there is beyond 100 % in place of a time: the speed at which the line grows, on a scale of its own. */
function drawGrowth(
  {svg, x, right, bottom}: Pick<CliffFrame, "svg" | "x" | "right" | "bottom">,
  points: readonly CliffChartPoint[]
): void {
  const growing = points.filter(({growth}) => growth > 0);
  const last = growing.at(-1);
  if (!last) return;
  const across = scaleLinear([1, last.utilization], [x(1), right - 7]);
  const up = scaleLinear([0, last.growth], [bottom, bottom - WEDGE]);
  const path = growing.map((p) => `L${round(across(p.utilization))},${round(up(p.growth))}`).join("");
  svg
    .append("path")
    .attr("d", `M${round(x(1))},${bottom}${path}V${bottom}Z`)
    .attr("fill", color.lostSoft)
    .attr("stroke", color.lost)
    .attr("stroke-width", 1.6)
    .attr("data-part", "growth");
  for (const point of growing)
    svg
      .append("circle")
      .attr("cx", round(across(point.utilization)))
      .attr("cy", round(up(point.growth)))
      .attr("r", 1.7)
      .attr("fill", color.field)
      .attr("stroke", color.lostInk);
  write(svg, `+${formatNumber(last.growth)}`, {
    x: right - 4,
    y: bottom - WEDGE - 4,
    anchor: "end",
    size: 11,
    weight: 600,
    fill: color.lostInk
  });
  write(svg, formatPercent(last.utilization), {
    x: right,
    y: bottom + 18,
    anchor: "end",
    size: 11,
    halo: null
  });
}
