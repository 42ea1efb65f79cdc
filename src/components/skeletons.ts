/** What stands in a locked panel: the shape of the instrument, without a number. */
import {arc} from "d3";
import {figure} from "./theme.js";

const LOCKED = "var(--locked)";

export function dialSkeleton(width: number): SVGSVGElement {
  const height = Math.min(260, width * 0.42);
  const svg = figure(width, height, "Shape of a dial");
  const radius = Math.min(width * 0.46, height * 1.15);
  const dial = svg.append("g").attr("transform", `translate(${width / 2},${height * 0.2 + radius})`);
  dial
    .append("path")
    .attr("d", arc()({innerRadius: radius * 0.9, outerRadius: radius, startAngle: -1.05, endAngle: 1.05}))
    .attr("fill", LOCKED);
  dial
    .append("path")
    .attr("d", `M-5,${-radius * 0.4}L0,${-radius * 0.86}L5,${-radius * 0.4}Z`)
    .attr("fill", LOCKED);
  return svg.node() as SVGSVGElement;
}

export function stairSkeleton(width: number): SVGSVGElement {
  const height = 120;
  const svg = figure(width, height, "Shape of two staircases");
  const steps = 7;
  const run = width / (steps + 1);
  const stair = (lift: number) =>
    `M10,${height - 10}${Array.from({length: steps}, (_, i) => `V${height - 12 - lift - i * 11}h${run}`).join("")}V${height - 10}Z`;
  svg.append("path").attr("d", stair(12)).attr("fill", LOCKED).attr("opacity", 0.55);
  svg.append("path").attr("d", stair(0)).attr("fill", LOCKED);
  return svg.node() as SVGSVGElement;
}

export function beltSkeleton(width: number): SVGSVGElement {
  const height = 120;
  const svg = figure(width, height, "Shape of a belt and a rack");
  const box = (x: number, y: number) =>
    svg
      .append("rect")
      .attr("x", x)
      .attr("y", y)
      .attr("width", 20)
      .attr("height", 18)
      .attr("rx", 2)
      .attr("fill", LOCKED);
  for (let i = 0; i < 5; ++i) box(width * 0.06 + i * 27, 72);
  svg
    .append("rect")
    .attr("x", width * 0.04)
    .attr("y", 92)
    .attr("width", 150)
    .attr("height", 5)
    .attr("fill", LOCKED);
  for (let row = 0; row < 3; ++row)
    for (let column = 0; column < 5; ++column) box(width * 0.5 + column * 27, 18 + row * 26);
  svg
    .append("rect")
    .attr("x", width * 0.8)
    .attr("y", 92)
    .attr("width", width * 0.15)
    .attr("height", 5)
    .attr("fill", LOCKED);
  return svg.node() as SVGSVGElement;
}

export function barSkeleton(width: number): SVGSVGElement {
  const height = 120;
  const svg = figure(width, height, "Shape of five bars");
  [0.25, 0.22, 0.45, 0.75, 0.92].forEach((share, i) => {
    svg
      .append("rect")
      .attr("x", 10)
      .attr("y", 8 + i * 22)
      .attr("width", (width - 20) * share)
      .attr("height", 14)
      .attr("rx", 2)
      .attr("fill", LOCKED);
  });
  return svg.node() as SVGSVGElement;
}
