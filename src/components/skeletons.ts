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

export function seesawSkeleton(width: number): SVGSVGElement {
  const height = 170;
  const svg = figure(width, height, "Shape of a seesaw");
  const middle = width / 2;
  svg.append("path").attr("d", `M${middle},92l30,62h-60Z`).attr("fill", LOCKED);
  const beam = svg.append("g").attr("transform", `translate(${middle},92) rotate(-7)`);
  const reach = Math.min(230, width * 0.36);
  beam
    .append("rect")
    .attr("x", -reach)
    .attr("y", -5)
    .attr("width", 2 * reach)
    .attr("height", 10)
    .attr("rx", 4)
    .attr("fill", LOCKED);
  for (const side of [-1, 1])
    beam
      .append("rect")
      .attr("x", side * (reach - 34) - 30)
      .attr("y", side < 0 ? -47 : -27)
      .attr("width", 60)
      .attr("height", side < 0 ? 40 : 20)
      .attr("rx", 3)
      .attr("fill", LOCKED);
  return svg.node() as SVGSVGElement;
}

export function curveSkeleton(width: number): SVGSVGElement {
  const height = 150;
  const svg = figure(width, height, "Shape of a curve with a knee");
  svg
    .append("path")
    .attr("d", `M14,${height - 16}H${width - 14}M14,${height - 16}V10`)
    .attr("stroke", LOCKED)
    .attr("stroke-width", 3)
    .attr("fill", "none");
  svg
    .append("path")
    .attr(
      "d",
      `M30,${height - 40}C${width * 0.5},${height - 46} ${width * 0.72},${height - 50} ${width * 0.8},${height - 80}S${width * 0.86},30 ${width * 0.88},14`
    )
    .attr("stroke", LOCKED)
    .attr("stroke-width", 7)
    .attr("stroke-linecap", "round")
    .attr("fill", "none");
  return svg.node() as SVGSVGElement;
}

export function dotSkeleton(width: number): SVGSVGElement {
  const height = 130;
  const svg = figure(width, height, "Shape of stacked dots");
  const stacks = [1, 3, 5, 8, 9, 7, 5, 4, 2, 2, 1, 0, 1, 0, 0, 1];
  const pitch = Math.min(22, (width - 20) / stacks.length);
  const group = svg.append("g").attr("fill", LOCKED);
  stacks.forEach((count, column) => {
    for (let level = 0; level < count; ++level)
      group
        .append("circle")
        .attr("cx", 14 + (column + 0.5) * pitch)
        .attr("cy", height - 14 - level * 12)
        .attr("r", 4.5);
  });
  return svg.node() as SVGSVGElement;
}

export function sawtoothSkeleton(width: number): SVGSVGElement {
  const height = 120;
  const svg = figure(width, height, "Shape of a line that fills and empties");
  const teeth = 6;
  const run = (width - 20) / teeth;
  const path = Array.from(
    {length: teeth},
    (_, i) =>
      `L${10 + (i + 0.86) * run},${24 + (i % 2) * 16}L${10 + (i + 0.86) * run},88L${10 + (i + 1) * run},88`
  );
  svg
    .append("path")
    .attr("d", `M10,88${path.join("")}Z`)
    .attr("fill", LOCKED);
  svg
    .append("rect")
    .attr("x", 10)
    .attr("y", 98)
    .attr("width", width - 20)
    .attr("height", 12)
    .attr("fill", LOCKED)
    .attr("opacity", 0.6);
  return svg.node() as SVGSVGElement;
}

export function mapSkeleton(width: number): SVGSVGElement {
  const height = 130;
  const svg = figure(width, height, "Shape of a map");
  const columns = Math.max(8, Math.floor(width / 34));
  const rows = 6;
  const cell = {width: (width - 20) / columns, height: (height - 10) / rows};
  for (let i = 0; i < columns * rows; ++i)
    svg
      .append("rect")
      .attr("x", 10 + (i % columns) * cell.width)
      .attr("y", 5 + Math.floor(i / columns) * cell.height)
      .attr("width", cell.width - 3)
      .attr("height", cell.height - 3)
      .attr("fill", LOCKED)
      .attr("opacity", (i % columns) / columns + Math.floor(i / columns) / rows < 0.8 ? 1 : 0.5);
  return svg.node() as SVGSVGElement;
}
