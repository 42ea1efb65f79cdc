/** The reveal's scale: what was, what the reader said, what it is, and where the memory ends. */
import {scaleLinear} from "d3";
import {formatNumber} from "../lib/format.js";
import {spreadLabels} from "./marks/spreadLabels.js";
import {color, figure, pattern} from "./theme.js";

export interface PredictionScaleData {
  readonly before: number;
  readonly beforeLabel: string;
  readonly prediction?: number;
  readonly truth: number;
  /** Requests that fit the memory. */
  readonly limit: number;
  /** End of the scale. */
  readonly max: number;
  readonly unitName: string;
}

/** One sentence: both numbers and the gap. */
export function predictionScaleSentence({
  before,
  prediction,
  truth,
  limit,
  unitName
}: PredictionScaleData): string {
  const gap =
    prediction === undefined ? "" : ` You said ${formatNumber(prediction)}, ${gapWords(truth - prediction)}.`;
  return `It was ${formatNumber(before)} and is ${formatNumber(truth)} ${unitName}.${gap} Memory ends at ${formatNumber(limit)}.`;
}

function gapWords(gap: number): string {
  if (Math.abs(gap) < 1e-9) return "exactly";
  return `${formatNumber(Math.abs(gap), 2)} too ${gap > 0 ? "few" : "many"}`;
}

/** The scale. */
export function predictionScale(
  data: PredictionScaleData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {before, beforeLabel, prediction, truth, limit, max} = data;
  const height = 118;
  const line = 66;
  const svg = figure(width, height, predictionScaleSentence(data));
  const x = scaleLinear([0, max], [14, width - 14]).clamp(true);
  if (limit < max) {
    svg
      .append("rect")
      .attr("x", x(limit))
      .attr("y", line - 7)
      .attr("width", x(max) - x(limit))
      .attr("height", 14)
      .attr("fill", pattern(svg, "lost"))
      .attr("opacity", 0.55);
    svg
      .append("path")
      .attr("d", `M${x(limit)},${line - 12}V${line + 30}`)
      .attr("stroke", color.lost)
      .attr("stroke-width", 1.5);
  }
  if (prediction !== undefined && Math.abs(truth - prediction) > 1e-9) {
    const [low, high] = [x(Math.min(prediction, truth)), x(Math.max(prediction, truth))];
    svg
      .append("rect")
      .attr("x", low)
      .attr("y", line - 7)
      .attr("width", high - low)
      .attr("height", 14)
      .attr("fill", truth > prediction ? pattern(svg, "wait") : color.predictionSoft)
      .attr("stroke", truth > prediction ? color.wait : color.prediction);
  }
  const ticks = x.ticks(Math.max(3, Math.min(6, width / 90)));
  svg
    .append("path")
    .attr("d", `M${x(0)},${line}H${x(max)}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.5);
  for (const tick of x.ticks(Math.min(40, width / 11)))
    svg
      .append("path")
      .attr("d", `M${x(tick)},${line}v${ticks.includes(tick) ? 9 : 5}`)
      .attr("stroke", color.ink);
  for (const tick of ticks)
    svg
      .append("text")
      .attr("x", x(tick))
      .attr("y", line + 23)
      .attr("text-anchor", "middle")
      .attr("fill", color.second)
      .text(formatNumber(tick));

  const marks = [
    {at: before, text: `${beforeLabel} ${formatNumber(before)}`, fill: color.second, weight: 400},
    ...(prediction === undefined
      ? []
      : [
          {
            at: prediction,
            text: `you said ${formatNumber(prediction)}${prediction > max ? " →" : ""}`,
            fill: color.prediction,
            weight: 600
          }
        ]),
    {at: truth, text: `it is ${formatNumber(truth)}`, fill: color.ink, weight: 600}
  ];
  const centres = spreadLabels(
    marks.map(({at, text}) => ({x: x(at), text})),
    {from: 4, to: width - 4, gap: 14}
  );
  const rows = width < 420 ? [34, 14, 34] : [30, 30, 30];
  marks.forEach(({at, text, fill, weight}, i) => {
    const crowded = width < 420;
    const labelX = crowded
      ? Math.min(Math.max(x(at), text.length * 3.4 + 4), width - text.length * 3.4 - 4)
      : centres[i];
    const y = crowded ? (marks.length === 3 ? [40, 12, 26][i] : rows[i]) : rows[i];
    svg
      .append("path")
      .attr("d", `M${x(at)},${line - 8}L${crowded ? x(at) : labelX},${y + 5}`)
      .attr("stroke", fill)
      .attr("stroke-width", 1)
      .attr("stroke-dasharray", fill === color.prediction ? "4 3" : null);
    svg
      .append("text")
      .attr("x", labelX)
      .attr("y", y)
      .attr("text-anchor", "middle")
      .attr("fill", fill)
      .attr("font-weight", weight)
      .attr("font-size", 13)
      .text(text);
  });
  svg
    .append("circle")
    .attr("cx", x(before))
    .attr("cy", line)
    .attr("r", 5.5)
    .attr("fill", color.panel)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.8);
  if (prediction !== undefined)
    svg
      .append("path")
      .attr("d", `M${x(prediction)},${line - 8}l8,8l-8,8l-8,-8z`)
      .attr("fill", color.panel)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2.2);
  svg.append("circle").attr("cx", x(truth)).attr("cy", line).attr("r", 5.5).attr("fill", color.ink);
  svg
    .append("text")
    .attr("x", Math.min(Math.max(x(limit), 64), width - 64))
    .attr("y", line + 44)
    .attr("text-anchor", "middle")
    .attr("font-weight", 600)
    .attr("fill", color.lostInk)
    .text(`memory ends at ${formatNumber(limit)}`);
  return svg.node()!;
}
