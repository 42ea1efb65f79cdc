/** What stands in Part 3's locked panels: shapes without a number. */
import {figure} from "./theme.js";

const LOCKED = "var(--locked)";

/** A plain that ends at an edge. */
export function cliffSkeleton(width: number): SVGSVGElement {
  const height = 140;
  const svg = figure(width, height, "Shape of a cliff");
  const edge = width * 0.82;
  svg
    .append("path")
    .attr(
      "d",
      `M8,${height - 8}V${height - 26}C${width * 0.5},${height - 34} ${edge - 40},${height - 50} ${edge},10V${height - 8}Z`
    )
    .attr("fill", LOCKED);
  for (let i = 0; i < 6; ++i)
    svg
      .append("path")
      .attr("d", `M${edge + 12 + i * 14},${height - 8}l20,-${height - 24}`)
      .attr("stroke", LOCKED)
      .attr("stroke-width", 3);
  return svg.node()!;
}

/** Rows of slots above a rack of cells. */
export function rackSkeleton(width: number): SVGSVGElement {
  const height = 150;
  const svg = figure(width, height, "Shape of slots over time and a rack of cells");
  const half = (width - 40) / 2;
  for (const left of [6, half + 34]) {
    for (let row = 0; row < 4; ++row)
      for (let k = 0; k < 4; ++k)
        svg
          .append("rect")
          .attr("x", left + (k * half) / 4 + ((row * 13) % 17))
          .attr("y", 8 + row * 16)
          .attr("width", half / 5.5)
          .attr("height", 11)
          .attr("fill", LOCKED);
    for (let row = 0; row < 4; ++row)
      for (let k = 0; k < Math.floor(half / 16); ++k)
        svg
          .append("rect")
          .attr("x", left + k * 16)
          .attr("y", 84 + row * 15)
          .attr("width", 12)
          .attr("height", 11)
          .attr("fill", LOCKED)
          .attr("opacity", (k + row) % 3 ? 0.9 : 0.4);
  }
  return svg.node()!;
}
