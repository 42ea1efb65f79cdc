/** How far the model is off, over what was measured. What it was fitted to is open, what it never saw is filled. */

import {scaleLinear, scaleLog} from "d3";
import {formatPercent} from "../../lib/format.js";
import type {MeasuredGroup} from "../../lib/lessons/cliffMeasured.js";
import {color, type SvgSelection} from "../theme.js";
import {DIAMOND, shown} from "./measuredMark.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

const SHAPES = ["M-4,-4h8v8h-8z", "M0,-5.5L5,4H-5z", DIAMOND, "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0"];

const BAND = 0.1;

const FIELD = 220;

const LEGEND = 19;

/** The field's half height: errors beyond it would be drawn at its edge. */
const MOST = 0.2;

export interface Field {
  readonly left: number;
  readonly top: number;
  readonly size: number;
}

/** Height of the field with its key [px]. */
export function residualFieldHeight(groups: readonly MeasuredGroup[]): number {
  return FIELD + 84 + LEGEND * groups.length;
}

/** How far the model is off, over what was measured: the band is ten per cent. */
export function residualField(
  svg: SvgSelection,
  groups: readonly MeasuredGroup[],
  {left, top, size}: Field
): void {
  const all = groups.flatMap(({pairs}) => pairs.map(({measured}) => measured));
  const unit = groups[0]?.unit ?? "s";
  const [x0, x1] = [left + 48, left + size - 6];
  const [y0, y1] = [top + 26 + FIELD, top + 26];
  const x = scaleLog([Math.min(...all) * 0.8, Math.max(...all) * 1.25], [x0, x1]);
  const y = scaleLinear([-MOST, MOST], [y0, y1]);
  write(svg, "all measured times: how far the model is off", {
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
  svg
    .append("rect")
    .attr("x", x0)
    .attr("y", round(y(BAND)))
    .attr("width", x1 - x0)
    .attr("height", round(y(-BAND) - y(BAND)))
    .attr("fill", color.mathSoft)
    .attr("opacity", 0.7);
  for (const error of [-MOST, -BAND, 0, BAND, MOST])
    write(svg, `${error > 0 ? "+" : ""}${formatPercent(error)}`, {
      x: x0 - 7,
      y: y(error) + 4,
      anchor: "end",
      size: 11,
      halo: null
    });
  svg
    .append("path")
    .attr("d", `M${x0},${round(y(0))}H${x1}`)
    .attr("stroke", color.math)
    .attr("stroke-width", 1.8);
  write(svg, "the model", {
    x: x1 - 5,
    y: y(0) - 5,
    anchor: "end",
    size: 11,
    weight: 600,
    fill: color.mathInk
  });
  let last = -Infinity;
  for (const tick of x.ticks(4).filter((value) => /^[125]/.test(value.toExponential()))) {
    if (x(tick) - last < 56) continue;
    last = x(tick);
    svg
      .append("path")
      .attr("d", `M${round(x(tick))},${y0}v5`)
      .attr("stroke", color.second);
    const end = x1 - x(tick) < 24;
    write(svg, shown(tick, unit), {
      x: end ? x1 : x(tick),
      y: y0 + 18,
      anchor: end ? "end" : "middle",
      size: 11,
      halo: null
    });
  }
  write(svg, "measured", {x: x1, y: y0 + 34, anchor: "end", size: 11, halo: null});
  groups.forEach(({pairs, fitted, name, median}, g) => {
    const shape = SHAPES[g % SHAPES.length]!;
    const paint = fitted ? color.second : color.mathInk;
    const mark = (cx: number, cy: number, scale: number) =>
      svg
        .append("path")
        .attr("d", shape)
        .attr("transform", `translate(${round(cx)},${round(cy)}) scale(${scale})`)
        .attr("fill", fitted ? color.field : color.math)
        .attr("stroke", paint)
        .attr("stroke-width", fitted ? 1.3 : 1.6);
    for (const {measured, modelled} of pairs)
      mark(x(measured), y(Math.max(-MOST, Math.min(MOST, modelled / measured - 1))), fitted ? 0.8 : 1.2);
    const ly = y0 + 54 + g * LEGEND;
    mark(left + 10, ly - 4, 0.95);
    const words = `${name}: median ${formatPercent(median)}`;
    write(svg, words, {
      x: left + 22,
      y: ly,
      size: Math.min(11.5, (11.5 * (size - 26)) / textWidth(words, 11.5, 600)),
      weight: fitted ? 400 : 600,
      fill: fitted ? color.second : color.ink,
      halo: null
    });
  });
}
