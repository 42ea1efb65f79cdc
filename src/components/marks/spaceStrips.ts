/** Strips of machines over the arrival rate, with the rate that is asked for across them. */
import type {ScaleLinear} from "d3";
import type {SpaceMachine} from "../../lib/lessons/servingSpace.js";
import {color, pattern, type SvgSelection} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import {round} from "./write.js";

export interface Strip {
  readonly machine: SpaceMachine;
  readonly left: number;
  readonly top: number;
  /** Whether it is the bench's. */
  readonly own: boolean;
}

export interface StripOptions {
  /** Rate to pixels from the strip's left. */
  readonly x: ScaleLinear<number, number>;
  readonly height: number;
  readonly target: number;
  /** Where the axis ends [1/s]. */
  readonly edge: number;
}

/** Draws them; each cell reaches half-way to its neighbours. */
export function spaceStrips(
  svg: SvgSelection,
  strips: readonly Strip[],
  {x, height, target, edge}: StripOptions
): void {
  const fills = {holds: color.pass, misses: pattern(svg, "wait"), full: beyondHatch(svg)};
  for (const {machine, left, top, own} of strips) {
    const {cells} = machine;
    cells.forEach(({rate, state}, i) => {
      const before = cells[i - 1];
      const after = cells[i + 1];
      const from = before ? (before.rate + rate) / 2 : 0;
      const to = after ? (after.rate + rate) / 2 : edge;
      svg
        .append("rect")
        .attr("x", round(left + x(from)))
        .attr("y", state === "full" ? top + height * 0.35 : top)
        .attr("width", round(x(to) - x(from) + 0.3))
        .attr("height", state === "full" ? round(height * 0.3) : height)
        .attr("fill", fills[state])
        .attr("data-part", state);
    });
    svg
      .append("path")
      .attr("d", `M${round(left + x(target))},${top - 2}v${height + 4}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.4);
    if (own)
      svg
        .append("rect")
        .attr("x", round(left - 2))
        .attr("y", top - 2)
        .attr("width", round(x(edge) + 4))
        .attr("height", height + 4)
        .attr("rx", 2)
        .attr("fill", "none")
        .attr("stroke", color.ink)
        .attr("stroke-width", 1.6)
        .attr("data-part", "own");
  }
}
