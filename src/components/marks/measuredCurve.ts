/** A curve of the model with measurements on it: filled where it was not fitted to them, open where it was. */
import {line, scaleLinear, scaleLog} from "d3";
import {formatDuration, formatNumber} from "../../lib/format.js";
import type {MeasuredCurve} from "../../lib/lessons/measuredCurves.js";
import {color, type SvgSelection} from "../theme.js";
import {fitWords} from "./fitWords.js";
import {round, write} from "./write.js";

const HEIGHT = 220;
/** With title, axis and key [px]. */
export const CURVE_HEIGHT = HEIGHT + 84;
const MARK = "M0,-6L6,0L0,6L-6,0z";

/** Draws it at a place. */
export function measuredCurve(
  svg: SvgSelection,
  {title, xName, model, points, fitted}: MeasuredCurve,
  {left, top, size}: {readonly left: number; readonly top: number; readonly size: number}
): void {
  const [x0, x1] = [left + 52, left + size - 10];
  const [y0, y1] = [top + 26 + HEIGHT, top + 26];
  const xs = model.map((point) => point.x);
  const most = Math.max(...model.map(({y}) => y), ...points.map(({y}) => y));
  const x = scaleLog([Math.min(...xs), Math.max(...xs)], [x0 + 12, x1 - 12]);
  const y = scaleLinear([0, most * 1.1], [y0, y1]);
  write(svg, fitWords(title, size, 12.5, 600), {
    x: left,
    y: top + 13,
    size: 12.5,
    weight: 600,
    fill: color.ink,
    halo: null
  });
  svg
    .append("rect")
    .attr("x", x0)
    .attr("y", y1)
    .attr("width", x1 - x0)
    .attr("height", y0 - y1)
    .attr("fill", color.field)
    .attr("stroke", color.rule);
  for (const tick of y.ticks(4)) {
    svg
      .append("path")
      .attr("d", `M${x0},${round(y(tick))}H${x1}`)
      .attr("stroke", color.grid);
    write(svg, formatDuration(tick), {x: x0 - 6, y: y(tick) + 4, anchor: "end", size: 11, halo: null});
  }
  for (let tick = 2 ** Math.ceil(Math.log2(Math.min(...xs))); tick <= Math.max(...xs); tick *= 2) {
    svg
      .append("path")
      .attr("d", `M${round(x(tick))},${y0}v5`)
      .attr("stroke", color.second);
    write(svg, formatNumber(tick), {x: x(tick), y: y0 + 18, anchor: "middle", size: 11, halo: null});
  }
  write(svg, xName, {x: x1, y: y0 + 34, anchor: "end", size: 11, halo: null});
  svg
    .append("path")
    .attr(
      "d",
      line<{readonly x: number; readonly y: number}>(
        (point) => round(x(point.x)),
        (point) => round(y(point.y))
      )(model)
    )
    .attr("fill", "none")
    .attr("stroke", color.math)
    .attr("stroke-width", 2.2)
    .attr("data-part", "model");
  const end = model.at(-1)!;
  write(svg, "the model", {
    x: x(end.x) - 4,
    y: y(end.y) - 9,
    anchor: "end",
    size: 11.5,
    weight: 600,
    fill: color.mathInk
  });
  const mark = (cx: number, cy: number, filled: boolean) =>
    svg
      .append("path")
      .attr("d", MARK)
      .attr("transform", `translate(${round(cx)},${round(cy)})`)
      .attr("fill", filled ? color.math : color.field)
      .attr("stroke", color.mathInk)
      .attr("stroke-width", 1.6);
  for (const point of points) {
    const measured = point.kind === "measured";
    mark(x(point.x), y(point.y), measured).attr("data-part", "measured");
    const late = x(point.x) > x1 - 70;
    const low = y(point.y) > y0 - 24;
    write(svg, formatDuration(point.y), {
      x: x(point.x) + (late ? -10 : 10),
      y: y(point.y) + (low ? -7 : 16),
      anchor: late ? "end" : "start",
      size: 11.5,
      fill: color.ink
    });
  }
  const words = fitted ? "measured (open: derived from a measurement)" : "measured, never fitted to";
  mark(left + 10, y0 + 50, true);
  write(svg, fitWords(words, size - 24, 11.5), {x: left + 22, y: y0 + 54, size: 11.5, halo: null});
}
