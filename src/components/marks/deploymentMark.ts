/** A deployment of the reader's: a numbered diamond, dashed and purple as all that is their own; a pass is green and solid. */
import {color, type SvgSelection} from "../theme.js";
import {round, write} from "./write.js";

export interface DeploymentMark {
  readonly number: number;
  readonly pass: boolean;
}

const HALF = 10.5;

export function deploymentMark(
  svg: SvgSelection,
  {x, y}: {readonly x: number; readonly y: number},
  {number, pass}: DeploymentMark
): void {
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
