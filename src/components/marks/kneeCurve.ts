/** The curves of the knee plot, and the batch sizes that have no latency to be drawn at. */
import {line} from "d3";
import type {KneeCurve, KneePoint} from "../kneePlot.js";
import {color, type SvgSelection, uniqueId} from "../theme.js";
import type {KneeGround} from "./kneeGround.js";
import type {Point} from "./labelBoard.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

/** A curve along the batch sizes, clipped to the ground; a faint one is there for comparison. */
export function drawCurve(
  {svg, x, y, left, right, top, bottom}: KneeGround,
  {points}: KneeCurve,
  {faint}: {readonly faint: boolean}
): void {
  const steady = points.filter(({latency}) => Number.isFinite(latency));
  if (steady.length === 0) return;
  const clip = uniqueId("clip");
  svg
    .append("clipPath")
    .attr("id", clip)
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", right - left + 8)
    .attr("height", bottom - top);
  const path = line<KneePoint>(
    (p) => round(x(p.throughput)),
    (p) => round(y(p.latency))
  )(steady);
  svg
    .append("path")
    .attr("d", path)
    .attr("clip-path", `url(#${clip})`)
    .attr("fill", "none")
    .attr("stroke", faint ? color.edge : color.ink)
    .attr("stroke-width", faint ? 1.4 : 2.2)
    .attr("stroke-dasharray", faint ? "2 3" : null)
    .attr("stroke-linejoin", "round")
    .attr("data-part", faint ? "other" : "curve");
  if (faint) return;
  for (const point of steady) drawPoint(svg, {x: x(point.throughput), y: y(point.latency)}, point, y);
}

/** The name of a curve at its end, where there is room. */
export function nameCurve({svg, board, x, y, top}: KneeGround, {name, points}: KneeCurve): void {
  const steady = points.filter(({latency}) => Number.isFinite(latency));
  if (steady.length === 0) return;
  const inside = steady.filter(({latency}) => y(latency) > top + 4);
  const end = inside[inside.length - 1] ?? steady[0]!;
  const at = {x: x(end.throughput), y: y(end.latency)};
  const place = board.tryPlace({
    words: name,
    places: [
      {x: at.x - 9, y: at.y + 4, anchor: "end"},
      {x: at.x + 7, y: at.y + 4, anchor: "start"},
      {x: at.x, y: at.y - 8, anchor: "middle"},
      {x: at.x, y: at.y + 16, anchor: "middle"},
      {x: at.x - 9, y: at.y + 18, anchor: "end"},
      {x: at.x + 12, y: at.y + 18, anchor: "start"},
      {x: at.x + 12, y: at.y - 10, anchor: "start"}
    ],
    size: 12
  });
  if (place) write(svg, name, {...place, size: 12, className: "other"});
}

/** A batch size: a dot, with its confidence as a bar where it is wider than the dot. */
function drawPoint(
  svg: SvgSelection,
  at: Point,
  {latency, halfWidth}: KneePoint,
  y: (value: number) => number
): void {
  const low = Math.max(latency - halfWidth, latency / 4);
  if (halfWidth > 0 && y(low) - y(latency + halfWidth) > 8)
    svg
      .append("path")
      .attr("d", `M${round(at.x)},${round(y(low))}V${round(y(latency + halfWidth))}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.2);
  svg
    .append("circle")
    .attr("cx", round(at.x))
    .attr("cy", round(at.y))
    .attr("r", 3.6)
    .attr("fill", color.field)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.6)
    .attr("data-part", "point");
}

/** Batch sizes that cannot carry the load: a strip above the plot. */
export function drawEndless({svg, x, top, left, right}: KneeGround, endless: readonly KneePoint[]): void {
  const y = top - 16;
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", y - 10)
    .attr("width", right - left)
    .attr("height", 20)
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.7);
  for (const {throughput} of endless)
    svg
      .append("path")
      .attr("d", `M${round(x(throughput) - 3.5)},${y - 3.5}l7,7m0,-7l-7,7`)
      .attr("stroke", color.lost)
      .attr("stroke-width", 1.8);
  const last = endless[endless.length - 1]!;
  const after = x(last.throughput) + 10;
  const wordings = [
    `no steady state up to batch ${last.batch}`,
    `no steady state to ${last.batch}`,
    "no steady state"
  ];
  const fitting = wordings.find((wording) => after + textWidth(wording, 12, 600) < right);
  write(svg, fitting ?? wordings[2]!, {
    x: fitting ? after : x(endless[0]!.throughput) - 10,
    y: y + 4,
    anchor: fitting ? "start" : "end",
    weight: 600,
    fill: color.lostInk,
    halo: color.lostSoft
  });
}
