/** One panel of the cliff: mean, median, p99 and p99.9 of the time in the system, with names at the lines' ends. */
import {area, line, scaleLog} from "d3";
import {formatNumber} from "../../lib/format.js";
import type {CliffChartCurve, CliffChartData} from "../cliffChart.js";
import {bestP99, type CliffChartPoint} from "../cliffPoint.js";
import {color, pattern} from "../theme.js";
import {type CliffPanel, cliffFrame, drawCliffFrame} from "./cliffFrame.js";
import {markGoal, markQuestion} from "./cliffMarks.js";
import {spread} from "./spread.js";
import {round, write} from "./write.js";

/** The time in the system, on a logarithmic scale. */
export function drawTailPanel(panel: CliffPanel, curve: CliffChartCurve, data: CliffChartData): void {
  const frame = cliffFrame(panel, scaleLog([1, panel.most], [panel.top + panel.height, panel.top + 8]));
  const {svg, x, y} = frame;
  const ticks = y.ticks(5).filter((tick) => Number.isInteger(Math.log10(tick)));
  drawCliffFrame(frame, curve, ticks, (tick) => `${formatNumber(tick)}×`, data);
  const stable = curve.points.filter(({p99}) => Number.isFinite(p99));
  const within = (value: number) => y(Math.min(panel.most, Math.max(1, value)));
  const fill = (low: keyof CliffChartPoint, high: keyof CliffChartPoint, paint: string, opacity: number) =>
    svg
      .append("path")
      .attr(
        "d",
        area<CliffChartPoint>(
          (p) => x(p.utilization),
          (p) => within(p[low]),
          (p) => within(p[high])
        )(stable)
      )
      .attr("fill", paint)
      .attr("opacity", opacity);
  fill("p99", "p999", color.waitSoft, 0.7);
  fill("mean", "p99", pattern(svg, "wait"), 0.5);
  const stroke = (key: keyof CliffChartPoint, paint: string, width: number, dash: string | null) =>
    svg
      .append("path")
      .attr(
        "d",
        line<CliffChartPoint>(
          (p) => x(p.utilization),
          (p) => within(p[key])
        )(stable.filter((p) => Number.isFinite(p[key])))
      )
      .attr("fill", "none")
      .attr("stroke", paint)
      .attr("stroke-width", width)
      .attr("stroke-dasharray", dash)
      .attr("stroke-linejoin", "round");
  stroke("p999", color.wait, 1.3, null);
  stroke("p50", color.second, 1.2, "2 3");
  stroke("mean", color.ink, 1.6, null);
  const exact = stable.some(({theoryP99}) => Number.isFinite(theoryP99));
  stroke(exact ? "theoryP99" : "p99", color.waitInk, 2.4, null);
  for (const point of stable) {
    if (point.halfWidth > 0)
      svg
        .append("path")
        .attr(
          "d",
          `M${round(x(point.utilization))},${round(within(point.p99 - point.halfWidth))}V${round(within(point.p99 + point.halfWidth))}`
        )
        .attr("stroke", color.waitInk)
        .attr("stroke-width", 3)
        .attr("opacity", 0.35);
    svg
      .append("circle")
      .attr("cx", round(x(point.utilization)))
      .attr("cy", round(within(point.p99)))
      .attr("r", 1.7)
      .attr("fill", color.field)
      .attr("stroke", color.waitInk);
  }
  const end = stable.at(-1);
  if (end) {
    const names = [
      ["p99.9", end.p999, color.waitInk, 400],
      ["p99", end.p99, color.waitInk, 600],
      ["mean", end.mean, color.ink, 400],
      ["median", end.p50, color.second, 400]
    ] as const;
    const places = spread(
      names.map(([, value]) => Math.round(within(value))),
      names.map(() => 14),
      {from: frame.top, to: frame.bottom}
    );
    names.forEach(([words, , fillColor, weight], i) => {
      write(svg, words, {x: x(1) + 4, y: places[i]! + 4, size: 11, weight, fill: fillColor});
    });
  }
  markGoal(frame, curve, data, bestP99, (value) => `${formatNumber(value)}×`);
  markQuestion(frame, curve, data, (value) => `${formatNumber(value)}×`);
}
