/** A deployment of the reader's: a numbered diamond, dashed and purple as all that is their own; a pass is green and solid. */
import {color, type SvgSelection} from "../theme.js";
import {apart} from "./apart.js";
import type {Box, Point} from "./labelBoard.js";
import {round, write} from "./write.js";

export interface DeploymentMark {
  readonly number: number;
  readonly pass: boolean;
}

const HALF = 10.5;
/** Between the edges of two marks [px]. */
const CLEARANCE = 3;

/** Less than this [px] is no way worth a line. */
const MOVED = 1;

/**
 * Deployments where they fell, each to be read: one that would lie on another makes way, and a line leads to where it
 * belongs. Returns where the marks are.
 */
export function deploymentMarks(
  svg: SvgSelection,
  deployments: readonly (DeploymentMark & Point)[],
  {left, right, top, bottom}: Box
): Point[] {
  const places = apart(deployments, {
    distance: 2 * HALF + CLEARANCE,
    bounds: {left: left + HALF, right: right - HALF, top: top + HALF, bottom: bottom - HALF}
  });
  deployments.forEach(({x, y, pass}, i) => {
    const place = places[i]!;
    if (Math.hypot(place.x - x, place.y - y) < MOVED) return;
    svg
      .append("path")
      .attr("d", `M${round(x)},${round(y)}L${round(place.x)},${round(place.y)}`)
      .attr("stroke", pass ? color.pass : color.prediction)
      .attr("stroke-width", 1.2);
  });
  deployments.forEach((deployment, i) => {
    drawMark(svg, places[i]!, deployment);
  });
  return places;
}

function drawMark(svg: SvgSelection, {x, y}: Point, {number, pass}: DeploymentMark): void {
  svg
    .append("path")
    .attr("d", `M${round(x)},${round(y - HALF)}l${HALF},${HALF}l${-HALF},${HALF}l${-HALF},${-HALF}Z`)
    .attr("fill", pass ? color.passSoft : color.predictionSoft)
    .attr("stroke", pass ? color.pass : color.prediction)
    .attr("stroke-width", pass ? 2.2 : 1.6)
    .attr("stroke-dasharray", pass ? null : "3 2")
    .attr("data-part", "deployment");
  write(svg, String(number), {
    x,
    y: y + 3.8,
    anchor: "middle",
    size: 10.5,
    weight: 600,
    fill: color.ink,
    halo: null
  });
}
