/** The zone beyond a limit, where nothing may be: sparse red diagonals, quieter than what is lost in fact. */
import {color, type SvgSelection, uniqueId} from "../theme.js";

const SPACING = 8;

/** The hatch as a fill, `url(#…)`. */
export function beyondHatch(svg: SvgSelection): string {
  const id = uniqueId("pattern-beyond");
  const tile = svg
    .append("defs")
    .append("pattern")
    .attr("id", id)
    .attr("width", SPACING)
    .attr("height", SPACING)
    .attr("patternUnits", "userSpaceOnUse")
    .attr("patternTransform", "rotate(-45)");
  tile
    .append("rect")
    .attr("width", SPACING)
    .attr("height", SPACING)
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.55);
  tile
    .append("rect")
    .attr("width", 1.3)
    .attr("height", SPACING)
    .attr("fill", color.lost)
    .attr("opacity", 0.6);
  return `url(#${id})`;
}
