/** One panel of the cliff of a machine without a line: what it loses. */
import {area, line, scaleLinear} from "d3";
import {formatNumber, formatPercent} from "../../lib/format.js";
import type {CliffChartCurve, CliffChartData} from "../cliffChart.js";
import {bestLoss, type CliffChartPoint} from "../cliffPoint.js";
import {color, pattern} from "../theme.js";
import {type CliffPanel, cliffFrame, drawCliffFrame} from "./cliffFrame.js";
import {markGoal, markQuestion} from "./cliffMarks.js";
import {round} from "./write.js";

/** The share that is lost, on a linear scale. */
export function drawLossPanel(panel: CliffPanel, curve: CliffChartCurve, data: CliffChartData): void {
  const frame = cliffFrame(panel, scaleLinear([0, 0.7], [panel.top + panel.height, panel.top + 8]), 1.5);
  const {svg, x, y} = frame;
  drawCliffFrame(frame, curve, y.ticks(6), (tick) => formatPercent(tick), data);
  const points = curve.points.filter(
    ({utilization, loss}) => utilization <= x.domain()[1]! && Number.isFinite(loss)
  );
  svg
    .append("path")
    .attr(
      "d",
      area<CliffChartPoint>(
        (p) => x(p.utilization),
        () => frame.bottom,
        (p) => y(p.loss)
      )(points)
    )
    .attr("fill", pattern(svg, "lost"))
    .attr("opacity", 0.55);
  const exact = points.some(({theoryLoss}) => Number.isFinite(theoryLoss));
  svg
    .append("path")
    .attr(
      "d",
      line<CliffChartPoint>(
        (p) => x(p.utilization),
        (p) => y(exact ? p.theoryLoss : p.loss)
      )(points)
    )
    .attr("fill", "none")
    .attr("stroke", color.lost)
    .attr("stroke-width", 2.4);
  for (const point of points) {
    svg
      .append("path")
      .attr(
        "d",
        `M${round(x(point.utilization))},${round(y(point.loss - point.lossHalfWidth))}V${round(y(point.loss + point.lossHalfWidth))}`
      )
      .attr("stroke", color.lost)
      .attr("stroke-width", 3)
      .attr("opacity", 0.35);
    svg
      .append("circle")
      .attr("cx", round(x(point.utilization)))
      .attr("cy", round(y(point.loss)))
      .attr("r", 1.7)
      .attr("fill", color.field)
      .attr("stroke", color.lostInk);
  }
  const percent = (value: number) => `${formatNumber(value)} of 100`;
  markGoal(frame, curve, data, bestLoss, (value) => formatPercent(value));
  markQuestion(frame, curve, data, percent, 100);
}
