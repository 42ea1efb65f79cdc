/** The reveal's line: its marks and numbers, where memory ends, and the gap between what was said and what is. */
import {formatNumber} from "../../lib/format.js";
import type {PredictionScaleData} from "../predictionScale.js";
import {color, font, pattern, type SvgSelection} from "../theme.js";
import type {LabelBoard} from "./labelBoard.js";
import {countStep, fineStep, multiples} from "./scaleSteps.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

/** Closer than this is equal. */
export const SAME = 1e-9;

export interface PredictionLine {
  readonly svg: SvgSelection;
  readonly board: LabelBoard;
  readonly x: (value: number) => number;
  readonly line: number;
  readonly width: number;
  readonly compact: boolean;
}

/** What lies between the prediction and the truth: the waiting part hatched, the rest in the prediction's own colour. */
export function drawGap(
  {svg, x, line}: PredictionLine,
  {prediction, truth, waiting = 0}: PredictionScaleData
): void {
  const end = x(truth);
  const wait = x(Math.max(0, truth - waiting));
  const from = prediction === undefined ? wait : x(prediction);
  const piece = (a: number, b: number, fill: string, stroke: string, dash: string | null, name: string) => {
    if (b - a > 0.5)
      svg
        .append("rect")
        .attr("x", round(a))
        .attr("y", line - 8)
        .attr("width", round(b - a))
        .attr("height", 16)
        .attr("fill", fill)
        .attr("stroke", stroke)
        .attr("stroke-dasharray", dash)
        .attr("data-part", name);
  };
  piece(
    Math.min(from, end),
    Math.max(from, Math.min(wait, end)),
    color.predictionSoft,
    color.prediction,
    "3 2",
    "gap"
  );
  if (waiting > 0)
    piece(Math.min(Math.max(from, wait), end), end, pattern(svg, "wait"), color.wait, null, "wait");
}

/** The gap in words, above it, or beside it where it is short. */
export function nameGap(
  {svg, board, x, line}: PredictionLine,
  {prediction, truth, waiting = 0, waitingWords = "wait"}: PredictionScaleData
): void {
  if (!Number.isFinite(truth)) return;
  const gap = prediction === undefined ? waiting : truth - prediction;
  if (Math.abs(gap) < SAME) return;
  const wait = Math.min(gap, waiting);
  const size = `${gap > 0 ? "+" : "−"}${formatNumber(Math.abs(gap), 2)}`;
  const all = gap > 0 && Math.abs(gap - waiting) <= 0.02 * gap;
  const wordings =
    wait > 0.005 * Math.abs(gap)
      ? all || gap < waiting
        ? [`${size} ${waitingWords}`, size]
        : [
            `${size}, of it ${formatNumber(wait, 2)} ${waitingWords}`,
            `${size} (${formatNumber(wait, 2)} ${waitingWords})`,
            size
          ]
      : [size];
  const fill = wait > 0 ? color.waitInk : color.prediction;
  const [low, high] = [x(Math.min(truth, truth - gap)), x(Math.max(truth, truth - gap))];
  const style = {size: 13, weight: 600};
  const y = line - 17;
  for (const words of wordings) {
    const place = board.tryPlace({
      words,
      places: [
        {x: (low + high) / 2, y, anchor: "middle"},
        {x: high + 7, y, anchor: "start"},
        {x: low - 7, y, anchor: "end"},
        {x: high + 7, y: y - 14, anchor: "start"},
        {x: low - 7, y: y - 14, anchor: "end"}
      ],
      ...style
    });
    if (!place) continue;
    write(svg, words, {...place, ...style, fill, className: "gap"});
    return;
  }
}

/** Line, marks, numbers, and below them where memory ends. */
export function drawTicks(
  {svg, board, x, line, width, compact}: PredictionLine,
  {max, limit, limitName = "memory ends at"}: PredictionScaleData
): void {
  svg
    .append("path")
    .attr("d", `M${round(x(0))},${line}H${round(x(max))}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.6);
  const step = countStep(max, limit);
  const fine = fineStep(max, step, (x(max) - x(0)) / 7);
  const ticks = multiples(fine, max).map((value) => {
    const whole = Math.abs(value / step - Math.round(value / step)) < SAME;
    const half = Math.abs((2 * value) / step - Math.round((2 * value) / step)) < SAME;
    return `M${round(x(value))},${line}v${whole ? 11 : half ? 8 : 5}`;
  });
  svg.append("path").attr("d", ticks.join("")).attr("stroke", color.ink).attr("stroke-width", 1.1);
  if (limit <= max) {
    const at = round(x(limit));
    svg
      .append("path")
      .attr("d", `M${at},${line - 12}V${line + 17}M${at},${line + 9}l5,-5M${at},${line + 15}l5,-5`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 2)
      .attr("data-part", "limit");
    const words = `${compact ? "limit" : limitName} ${formatNumber(limit)}`;
    const half = textWidth(words, 13, 600) / 2;
    const place = board.place({
      words,
      places: [{x: Math.min(Math.max(x(limit), half + 2), width - half - 2), y: line + 31, anchor: "middle"}],
      size: 13,
      weight: 600
    });
    write(svg, words, {...place, size: 13, weight: 600, fill: color.ink, className: "limit"});
  }
  for (const value of multiples(step, max)) {
    if (value === limit) continue;
    const words = formatNumber(value);
    const size = compact ? 11 : 12;
    const place = board.tryPlace({words, places: [{x: x(value), y: line + 27, anchor: "middle"}], size});
    if (place) write(svg, words, {...place, size, family: font.mono, halo: null});
  }
}
