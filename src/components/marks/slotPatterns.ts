/** Patterns of what is reserved and not used: bubbles, padding, empty reservations, and state that many share. */
import {color, type SvgSelection, uniqueId} from "../theme.js";

export type SlotPattern = "bubble" | "padding" | "reserved" | "kept";

const SIZE = {bubble: 8, padding: 5, reserved: 6, kept: 5} as const;

/** The pattern as a fill, `url(#…)`. */
export function slotPattern(svg: SvgSelection, name: SlotPattern): string {
  const id = uniqueId(`pattern-${name}`);
  const size = SIZE[name];
  const tile = svg
    .append("defs")
    .append("pattern")
    .attr("id", id)
    .attr("width", size)
    .attr("height", size)
    .attr("patternUnits", "userSpaceOnUse");
  const ground = {bubble: color.field, padding: color.grid, reserved: color.field, kept: color.mathSoft}[
    name
  ];
  tile.append("rect").attr("width", size).attr("height", size).attr("fill", ground);
  if (name === "bubble") {
    for (const [x, y, r] of [
      [2.3, 2.6, 1.5],
      [6, 5.8, 1.1]
    ])
      tile
        .append("circle")
        .attr("cx", x)
        .attr("cy", y)
        .attr("r", r)
        .attr("fill", "none")
        .attr("stroke", color.edge)
        .attr("stroke-width", 0.8);
  } else if (name === "padding") {
    tile.append("path").attr("d", "M0,0L5,5M5,0L0,5").attr("stroke", color.edge).attr("stroke-width", 0.9);
  } else if (name === "reserved") {
    tile.attr("patternTransform", "rotate(45)");
    tile.append("rect").attr("width", 1).attr("height", size).attr("fill", color.edge);
  } else {
    tile.append("circle").attr("cx", 2.5).attr("cy", 2.5).attr("r", 1.1).attr("fill", color.math);
  }
  return `url(#${id})`;
}
