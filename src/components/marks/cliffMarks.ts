/** What is marked in a panel of the cliff: the design goal, the question's point, and what the reader said. */
import {formatNumber, formatPercent} from "../../lib/format.js";
import type {CliffChartCurve, CliffChartData} from "../cliffChart.js";
import type {CliffChartPoint} from "../cliffPoint.js";
import {color} from "../theme.js";
import type {CliffFrame} from "./cliffFrame.js";
import {round, write} from "./write.js";

/** The design goal, with its value. */
export function markGoal(
  {svg, x, y, top, bottom, most}: CliffFrame,
  {points}: CliffChartCurve,
  {goal}: CliffChartData,
  read: (point: CliffChartPoint) => number,
  show: (value: number) => string
): void {
  const at = round(x(goal));
  svg
    .append("path")
    .attr("d", `M${at},${top}V${bottom}`)
    .attr("stroke", color.ink)
    .attr("stroke-dasharray", "5 4");
  write(svg, formatPercent(goal), {
    x: at,
    y: bottom + 18,
    anchor: "middle",
    size: 11,
    weight: 600,
    fill: color.ink
  });
  const point = points.find(({utilization}) => Math.abs(utilization - goal) < 1e-9);
  if (!point || !Number.isFinite(read(point))) return;
  const height = round(y(Math.min(most, read(point))));
  svg.append("circle").attr("cx", at).attr("cy", height).attr("r", 4).attr("fill", color.ink);
  write(svg, show(read(point)), {
    x: at - 8,
    y: height - 7,
    anchor: "end",
    size: 12,
    weight: 600,
    fill: color.ink
  });
}

/** The truth of the question, and the prediction beside it. */
export function markQuestion(
  {svg, x, y, left}: CliffFrame,
  {id}: CliffChartCurve,
  {asked, utilization, truth, prediction, asks}: CliffChartData,
  show: (value: number) => string,
  scale = 1
): void {
  if (id !== asked) return;
  const at = round(x(utilization));
  const least = y.domain()[0]!;
  const most = y.domain()[1]!;
  const heightOf = (value: number) => round(y(Math.min(most, Math.max(least, value / scale))));
  const height = heightOf(truth);
  svg.append("circle").attr("cx", at).attr("cy", height).attr("r", 5).attr("fill", color.ink);
  if (prediction === null) {
    write(svg, show(truth), {
      x: at - 9,
      y: height - 6,
      anchor: "end",
      size: 13,
      weight: 600,
      fill: color.ink
    });
    return;
  }
  const said = heightOf(prediction);
  const near = Math.abs(said - height) < 18;
  svg
    .append("path")
    .attr("d", `M${left},${said}H${at - 8}`)
    .attr("stroke", color.prediction)
    .attr("stroke-width", 1.4)
    .attr("stroke-dasharray", "5 4");
  svg
    .append("path")
    .attr("d", `M${at},${said - 7}l7,7l-7,7l-7,-7z`)
    .attr("fill", near ? "none" : color.field)
    .attr("stroke", color.prediction)
    .attr("stroke-width", 2.2)
    .attr("data-part", "prediction");
  const above = said <= height;
  const loss = asks === "loss";
  write(svg, show(truth), {
    x: loss ? at + 6 : at - 10,
    y: height + (loss || (near && above) ? 20 : -6),
    anchor: loss ? "start" : "end",
    size: 13,
    weight: 600,
    fill: color.ink
  });
  const off = prediction / scale > most ? " ↑" : "";
  write(svg, `you said ${formatNumber(prediction)}${asks === "tail" ? "×" : ""}${off}`, {
    x: left + 5,
    y: said - 6 < 12 ? said + 14 : said - 6,
    size: 12,
    weight: 600,
    fill: color.prediction
  });
}
