/** The ground of the knee plot: axes, the limit and the target as lines, and the corner where both hold. */
import type {ScaleContinuousNumeric} from "d3";
import {formatDuration, formatNumber} from "../../lib/format.js";
import type {KneePlotData} from "../kneePlot.js";
import {color, font, type SvgSelection} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import type {LabelBoard} from "./labelBoard.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

const LEAST_TICKS = 4;

/** Where things are drawn, and by which scales. */
export interface KneeGround {
  readonly svg: SvgSelection;
  readonly board: LabelBoard;
  readonly x: ScaleContinuousNumeric<number, number>;
  readonly y: ScaleContinuousNumeric<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly compact: boolean;
}

/** The corner where both hold, and the hatch beyond the limit. */
export function drawCorner(
  {svg, x, y, left, right, top, bottom}: KneeGround,
  {throughputTarget, latencyLimit}: KneePlotData,
  offScale: boolean
): void {
  const limit = y(latencyLimit);
  const target = offScale ? right : x(throughputTarget);
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", round(right - left))
    .attr("height", round(Math.max(0, limit - top)))
    .attr("fill", beyondHatch(svg))
    .attr("opacity", 0.4)
    .attr("data-part", "beyond");
  svg
    .append("rect")
    .attr("x", round(target))
    .attr("y", round(limit))
    .attr("width", round(Math.max(0, right - target)))
    .attr("height", round(Math.max(0, bottom - limit)))
    .attr("fill", color.passSoft)
    .attr("data-part", "good");
}

/** Latency upwards in round numbers on a logarithmic scale, throughput to the right. */
export function drawAxes(
  {svg, x, y, left, right, top, bottom, compact}: KneeGround,
  {quantileName, throughputUnit}: KneePlotData
): void {
  const ticks = logTicks(y.domain() as [number, number]);
  for (const tick of ticks) {
    const py = round(y(tick));
    svg.append("path").attr("d", `M${left},${py}H${right}`).attr("stroke", color.grid);
    write(svg, formatDuration(tick), {
      x: left - 6,
      y: py + 4,
      anchor: "end",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  for (const tick of x.ticks(compact ? 4 : 7)) {
    const px = round(x(tick));
    svg.append("path").attr("d", `M${px},${bottom}v5`).attr("stroke", color.second);
    write(svg, formatNumber(tick), {
      x: px,
      y: bottom + 19,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  svg
    .append("path")
    .attr("d", `M${left},${top}V${bottom}H${right}`)
    .attr("fill", "none")
    .attr("stroke", color.second);
  write(svg, compact ? "throughput, per second" : `throughput, ${throughputUnit}`, {
    x: right,
    y: bottom + 39,
    anchor: "end",
    halo: null
  });
  write(svg, `↑ ${quantileName}`, {x: 0, y: 13, halo: null});
}

/** Round numbers within the domain: the coarsest set that has at least four, or the finest there is. */
function logTicks([from, to]: readonly [number, number]): number[] {
  const sets = [
    [1],
    [1, 3],
    [1, 2, 5],
    [1, 1.5, 2, 3, 4, 5, 6, 8],
    [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9]
  ];
  const within = (digits: readonly number[]) => {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); ++power)
      for (const digit of digits) {
        const tick = Number((digit * 10 ** power).toPrecision(2));
        if (tick >= from && tick <= to) found.push(tick);
      }
    return found;
  };
  return sets.map(within).find((ticks) => ticks.length >= LEAST_TICKS) ?? within(sets[sets.length - 1]!);
}

/** The limit and the target, each with its name; a target off the scale is said to be so. */
export function drawLimits(
  {svg, board, x, y, left, right, top, bottom, compact}: KneeGround,
  {throughputTarget, latencyLimit}: KneePlotData,
  offScale: boolean
): void {
  const limit = round(y(latencyLimit));
  svg
    .append("path")
    .attr("d", `M${left},${limit}H${right}`)
    .attr("stroke", color.lost)
    .attr("stroke-dasharray", "6 4")
    .attr("stroke-width", 1.6)
    .attr("data-part", "limit");
  const words = `limit ${formatDuration(latencyLimit)}`;
  const style = {size: 13, weight: 600};
  const limitPlace = board.place({
    words,
    places: [
      {x: left + 7, y: limit - 6, anchor: "start"},
      {x: left + 7, y: limit + 16, anchor: "start"}
    ],
    ...style
  });
  write(svg, words, {...limitPlace, ...style, fill: color.lostInk, className: "limit"});
  if (offScale) {
    const far = `target ${formatNumber(throughputTarget)} →`;
    const told = compact ? far : `${far}  ${formatNumber(throughputTarget / x.domain()[1])} times this scale`;
    write(svg, told, {x: right, y: 13, anchor: "end", ...style, fill: color.ink, className: "target"});
    board.block({left: right - textWidth(told, 13, 600), right, top: 0, bottom: 18});
    return;
  }
  const target = round(x(throughputTarget));
  svg
    .append("path")
    .attr("d", `M${target},${18}V${bottom}`)
    .attr("stroke", color.ink)
    .attr("stroke-dasharray", "6 4")
    .attr("stroke-width", 1.4)
    .attr("data-part", "target");
  const told = `target ${formatNumber(throughputTarget)}`;
  const place = board.place({
    words: told,
    places: [
      {x: target, y: 13, anchor: "middle"},
      {x: right, y: 13, anchor: "end"}
    ],
    ...style
  });
  write(svg, told, {...place, ...style, fill: color.ink, className: "target"});
  board.blockLine({x: target, y: top}, {x: target, y: bottom});
  const good = board.tryPlace({
    words: "both hold here",
    places: [
      {x: right - 8, y: bottom - 10, anchor: "end"},
      {x: right - 8, y: limit + 18, anchor: "end"}
    ],
    ...style
  });
  if (good && right - target > 104)
    write(svg, "both hold here", {...good, ...style, fill: color.pass, halo: null});
}
