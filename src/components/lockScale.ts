/** The scale under the lock's number: what is now, and the reader's own answer. */
import {scaleLinear} from "d3";
import {formatNumber} from "../lib/format.js";
import {color, figure} from "./theme.js";

export interface LockScaleData {
  readonly before: number;
  readonly beforeName: string;
  readonly prediction?: number;
  /** End of the scale; an answer beyond it is drawn at its end with an arrow. */
  readonly max: number;
  readonly unitName: string;
}

export function lockScale(
  {before, beforeName, prediction, max, unitName}: LockScaleData,
  width: number
): SVGSVGElement {
  const height = 74;
  const x = scaleLinear([0, max], [12, width - 16]);
  const svg = figure(width, height, `Scale from 0 to ${formatNumber(max)} ${unitName}`);
  const line = 44;
  const ticks = x.ticks(4);
  svg
    .append("path")
    .attr("d", `M${x(0)},${line}H${x(max)}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.5);
  svg
    .append("g")
    .selectAll("path")
    .data(x.ticks(Math.min(40, width / 11)))
    .join("path")
    .attr("d", (t) => `M${x(t)},${line}v${ticks.includes(t) ? 10 : 5}`)
    .attr("stroke", color.ink);
  svg
    .append("g")
    .selectAll("text")
    .data(ticks)
    .join("text")
    .attr("x", (t) => x(t))
    .attr("y", line + 24)
    .attr("text-anchor", "middle")
    .attr("fill", color.second)
    .text((t) => formatNumber(t));
  const beforeX = x(Math.min(before, max));
  svg.append("path").attr("d", `M${beforeX},${line}v-14`).attr("stroke", color.ink);
  svg
    .append("circle")
    .attr("cx", beforeX)
    .attr("cy", line)
    .attr("r", 5.5)
    .attr("fill", color.panel)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.8);
  const clamped = prediction === undefined ? undefined : x(Math.max(0, Math.min(prediction, max)));
  const beforeText = `${beforeName} ${formatNumber(before)}`;
  const yours =
    prediction === undefined ? "" : `your ${formatNumber(prediction)}${prediction > max ? " →" : ""}`;
  const near =
    clamped !== undefined && Math.abs(clamped - beforeX) < 4 * (beforeText.length + yours.length) + 6;
  const anchorOf = (at: number) => (at < 40 ? "start" : at > width - 50 ? "end" : "middle");
  svg
    .append("text")
    .attr("x", beforeX)
    .attr("y", near ? 12 : line - 20)
    .attr("text-anchor", anchorOf(beforeX))
    .attr("fill", color.second)
    .text(beforeText);
  if (clamped !== undefined) {
    svg
      .append("path")
      .attr("d", `M${clamped},${line}v-14`)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 1.5);
    svg
      .append("path")
      .attr("d", `M${clamped},${line - 8}l8,8l-8,8l-8,-8z`)
      .attr("fill", color.panel)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2.2);
    svg
      .append("text")
      .attr("x", clamped)
      .attr("y", line - 18)
      .attr("text-anchor", anchorOf(clamped))
      .attr("font-weight", 600)
      .attr("fill", color.prediction)
      .text(yours);
  }
  return svg.node()!;
}
