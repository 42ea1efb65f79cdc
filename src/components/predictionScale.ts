/** The reveal's scale: what was, what the reader said, what it is, how much of the gap is waiting, where memory ends. */
import {scaleLinear} from "d3";
import {formatNumber} from "../lib/format.js";
import {beyondHatch} from "./marks/beyondHatch.js";
import {labelBoard, type Place} from "./marks/labelBoard.js";
import {drawGap, drawTicks, nameGap, type PredictionLine, SAME} from "./marks/predictionLine.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure} from "./theme.js";

export interface PredictionScaleData {
  readonly before: number;
  readonly beforeLabel: string;
  /** Left out where the reader skipped. */
  readonly prediction?: number;
  /** Infinity where it grows without end. */
  readonly truth: number;
  /** How many of `truth` wait: that part of the gap is drawn and named as waiting. */
  readonly waiting?: number;
  /** What that part does, after its number; "wait" if absent. */
  readonly waitingWords?: string;
  /** Where the limit is: by default the requests that fit the memory. */
  readonly limit: number;
  /** What the limit is called before its number; "memory ends at" if absent. */
  readonly limitName?: string;
  /** End of the scale. */
  readonly max: number;
  readonly unitName: string;
  /** Written at the end of the scale, where a plain number would not do. */
  readonly unit?: string;
}

const COMPACT_BELOW = 480;
const MEMORY = "memory ends at";

/** Both numbers and the gap. */
export function predictionScaleSentence(data: PredictionScaleData): string {
  const {
    before,
    prediction,
    truth,
    waiting = 0,
    waitingWords = "wait",
    limit,
    limitName = MEMORY,
    unitName
  } = data;
  const now = Number.isFinite(truth) ? `is ${formatNumber(truth)} ${unitName}` : "grows without end";
  const said =
    prediction === undefined
      ? ""
      : ` You said ${formatNumber(prediction)}${gapWords(truth - prediction, data.unit === undefined)}.`;
  const waits =
    waiting > 0 && Number.isFinite(waiting)
      ? ` ${formatNumber(waiting, 2)} of the ${formatNumber(truth)} ${waitingWords}.`
      : "";
  return `It was ${formatNumber(before)} and ${now}.${said}${waits} ${limitName.charAt(0).toUpperCase()}${limitName.slice(1)} ${formatNumber(limit)}.`;
}

export function predictionScaleTable(data: PredictionScaleData): {
  columns: string[];
  rows: (string | number)[][];
} {
  const {
    before,
    beforeLabel,
    prediction,
    truth,
    waiting,
    waitingWords = "wait",
    limit,
    limitName = MEMORY,
    unitName
  } = data;
  const number = (value: number) =>
    Number.isFinite(value) ? Number(value.toPrecision(4)) : "grows without end";
  return {
    columns: ["mark", unitName],
    rows: [
      [beforeLabel, number(before)],
      ["your prediction", prediction === undefined ? "skipped" : number(prediction)],
      ["what it is", number(truth)],
      ...(waiting === undefined ? [] : [[`of which ${waitingWords}`, number(waiting)]]),
      [limitName, number(limit)]
    ]
  };
}

/** Counts are too few or too many, quantities with a unit too low or too high. */
function gapWords(gap: number, counted: boolean): string {
  if (Math.abs(gap) < SAME) return ", exactly";
  return Number.isFinite(gap)
    ? `, ${formatNumber(Math.abs(gap), 2)} too ${gap > 0 ? (counted ? "few" : "low") : counted ? "many" : "high"}`
    : "";
}

/** The scale. */
export function predictionScale(
  data: PredictionScaleData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {before, beforeLabel, prediction, truth, limit, max} = data;
  const compact = width < COMPACT_BELOW;
  const line = compact ? 92 : 84;
  const height = line + 42;
  const svg = figure(width, height, predictionScaleSentence(data));
  const x = scaleLinear([0, max], [14, width - 16]).clamp(true);
  const board = labelBoard({left: 1, top: 1, right: width - 1, bottom: height});
  board.block({left: 0, right: width, top: line - 11, bottom: line + 12});
  const scale: PredictionLine = {svg, board, x, line, width, compact};

  if (limit < max)
    svg
      .append("rect")
      .attr("x", round(x(limit)))
      .attr("y", line - 8)
      .attr("width", round(x(max) - x(limit)))
      .attr("height", 16)
      .attr("fill", beyondHatch(svg))
      .attr("data-part", "beyond");
  drawGap(scale, data);
  drawTicks(scale, data);

  const off = (value: number) =>
    value > max ? (compact ? ` > ${formatNumber(max)}` : ", off the scale") : "";
  const marks: Mark[] = [
    {
      at: truth,
      words: Number.isFinite(truth) ? `it is ${formatNumber(truth)}${off(truth)}` : "it grows without end",
      fill: color.ink,
      size: compact ? 14 : 16,
      weight: 600,
      up: 48
    }
  ];
  if (prediction !== undefined)
    marks.push({
      at: prediction,
      words: `${compact ? "you" : "you said"} ${formatNumber(prediction)}${off(prediction)}`,
      fill: color.prediction,
      size: 13,
      weight: 600,
      up: 48
    });
  marks.push({
    at: before,
    words: `${beforeLabel} ${formatNumber(before)}`,
    fill: color.second,
    size: 13,
    weight: 400,
    up: 38
  });
  const shown = [before, truth, ...(prediction === undefined ? [] : [prediction])].map((value) => x(value));
  const requests = marks.map((mark) => ({...mark, places: placesOf(scale, mark, shown)}));
  board.placeAll(requests).forEach((place, i) => {
    const {at, words, fill, size, weight} = marks[i];
    svg
      .append("path")
      .attr("d", `M${round(x(at))},${line - 5}V${round(place.leader?.[0].y ?? line)}`)
      .attr("stroke", fill)
      .attr("stroke-width", at === truth ? 2 : 1.3)
      .attr("stroke-dasharray", at === prediction && fill === color.prediction ? "4 3" : null);
    write(svg, words, {...place, size, weight, fill, className: "mark"});
  });
  nameGap(scale, data);
  if (data.unit)
    write(svg, data.unit, {x: width - 2, y: height - 1, anchor: "end", halo: null, className: "unit"});

  svg
    .append("circle")
    .attr("cx", round(x(before)))
    .attr("cy", line)
    .attr("r", 5.5)
    .attr("fill", color.field)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.8)
    .attr("data-part", "before");
  svg
    .append("circle")
    .attr("cx", round(x(truth)))
    .attr("cy", line)
    .attr("r", 6.5)
    .attr("fill", color.ink)
    .attr("stroke", color.field)
    .attr("stroke-width", 1.5)
    .attr("data-part", "truth");
  if (prediction !== undefined)
    svg
      .append("path")
      .attr("d", `M${round(x(prediction))},${line - 8.5}l8.5,8.5l-8.5,8.5l-8.5,-8.5Z`)
      .attr("fill", color.field)
      .attr("fill-opacity", Math.abs(truth - prediction) < SAME ? 0 : 1)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2.2)
      .attr("data-part", "prediction");
  return svg.node()!;
}

interface Mark {
  readonly at: number;
  readonly words: string;
  readonly fill: string;
  readonly size: number;
  readonly weight: number;
  /** Baseline above the line [px] that it likes best. */
  readonly up: number;
}

/** A label stands on its stem, a little away from the nearest mark, or flies beside it like a flag, or higher up. */
function placesOf(
  {x, line, width}: PredictionLine,
  {at, words, size, weight, up}: Mark,
  shown: readonly number[]
): Place[] {
  const stem = x(at);
  const half = textWidth(words, size, weight) / 2;
  const crowd = shown.filter((other) => other !== stem);
  const nearest = crowd.reduce((a, b) => (Math.abs(b - stem) < Math.abs(a - stem) ? b : a), Infinity);
  const away = Math.abs(nearest - stem) > 2 * half + 20 ? 0 : nearest > stem ? -1 : 1;
  const rows = [up, up + 16, up - 16, up + 30, up - 26];
  return rows.flatMap((row) =>
    [away * (half - 4), away * 0.5 * half, 0, half + 6, -half - 6].map((shift): Place => {
      const x = Math.min(Math.max(stem + shift, half + 2), width - half - 2);
      const beside = Math.abs(x - stem) > half;
      const top = {x: stem, y: line - row + (beside ? -0.7 * size : 5)};
      return {x, y: line - row, anchor: "middle", leader: [top, {x: stem, y: line - 12}]};
    })
  );
}
