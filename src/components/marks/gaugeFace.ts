/**
 * The face of Little's Law Gauge. Its scales, fence and prediction stand still; needle and arrows move; the labels of
 * what stands still are placed first, so that those of what moves make room.
 */
import {formatBytes, formatNumber} from "../../lib/format.js";
import {color, figure, font, pattern, type SvgSelection} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import {arcPath, bandPiece, bandWords, type Dial, dial, fence, radialPath} from "./dial.js";
import {
  drawLabel,
  labelProduct,
  limitLabel,
  outerPointers,
  pointerLabel,
  productPointer
} from "./gaugeLabels.js";
import {drawNeedle, labelNow} from "./gaugeNeedle.js";
import {type Box, type LabelBoard, labelBoard, overlap, type Place, textBox} from "./labelBoard.js";
import {countStep, fineStep, multiples, roundStep} from "./scaleSteps.js";
import {byteUnit} from "./scaleUnits.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

export interface GaugeReading {
  readonly now: number;
  readonly inService: number;
  readonly waiting: number;
  readonly average: number;
  /** Arrival rate times time in the system; NaN before anybody has left. */
  readonly product: number;
  readonly limit: number;
  readonly bytesPerRequest: number;
  readonly prediction?: number | undefined;
  readonly requestName: string;
  readonly requestOne: string;
  readonly max: number;
  /** Decimals of averages. */
  readonly decimals: number;
}

const HALF_ANGLE = (59 * Math.PI) / 180;
const COMPACT_BELOW = 480;
const LARGEST_RADIUS = 400;
const FINE_SPACING = 5;

export interface Face {
  readonly svg: SvgSelection;
  readonly scale: Dial;
  readonly board: LabelBoard;
  readonly compact: boolean;
  readonly width: number;
  /** Radii of the two scale lines. */
  readonly edge: {readonly outer: number; readonly inner: number};
  readonly floor: number;
}

/** The face with everything on it. */
export function gaugeFace(reading: GaugeReading, width: number, label: string): SVGSVGElement {
  const {limit, max, requestName, bytesPerRequest} = reading;
  const compact = width < COMPACT_BELOW;
  const outer = Math.min((width / 2 - (compact ? 27 : 36)) / Math.sin(HALF_ANGLE), LARGEST_RADIUS);
  const inner = outer - (compact ? 21 : 27);
  const headroom = compact ? 76 : 82;
  const floor = headroom + (compact ? 0.77 : 0.69) * outer;
  const side = floor + (compact ? 9 : 15);
  const height = Math.ceil(side + (compact ? 29 : 33));
  const svg = figure(width, height, label);
  const scale = dial({centre: {x: width / 2, y: headroom + outer}, outer, inner, max, half: HALF_ANGLE});
  const edge = {outer: outer + 4, inner: inner - 4};
  const meetsFloor = ({left, right, bottom}: Box) => {
    const share = Math.min(Math.max(width / 2, left), right) / width;
    return bottom > side - 4 * share * (1 - share) * (side - floor);
  };
  const board = labelBoard(
    {left: 1, top: 1, right: width - 1, bottom: side - 2},
    {forbidden: (box) => scale.meets(box, edge.inner - 2, edge.outer + 7) || meetsFloor(box)}
  );
  const face: Face = {svg, scale, board, compact, width, edge, floor};

  band(face, reading);
  fineMarks(face, reading);
  if (limit <= max) fence(svg, scale, limit);
  const pointers = outerPointers(face, reading);
  const numbers = outerNumbers(face, reading);
  const labels = [limitLabel(face, reading), ...pointers.map((pointer) => pointerLabel(face, pointer))];
  const places = board.placeAll(labels);
  // A number of the scale that a label had to cover is left out: its neighbours say it too.
  const covered = labels.map(({words, size, weight}, i) =>
    textBox(words, places[i], {size: size ?? 12, weight: weight ?? 400})
  );
  for (const number of numbers)
    if (!covered.some((box) => overlap(box, textBox(number.words, number, number)) > 0))
      write(svg, number.words, {...number, fill: color.ink, className: "count"});
  places.forEach((place, i) => {
    drawLabel(face, labels[i], place);
  });
  const needle = drawNeedle(face, reading);
  const triangle = productPointer(face, reading);
  if (triangle) labelProduct(face, reading, triangle);
  labelNow(face, reading, needle);
  innerNumbers(face, reading);

  svg
    .append("path")
    .attr(
      "d",
      `M0,${round(side)}Q${width / 2},${round(2 * floor - side)} ${width},${round(side)}V${height - 4}q0,4 -4,4H4q-4,0 -4,-4Z`
    )
    .attr("fill", color.bench)
    .attr("stroke", color.rule);
  write(
    svg,
    compact
      ? `outer: ${requestName}, inner: memory [${byteUnit(bytesPerRequest * max).name}]`
      : `${requestName} in the system (outer scale), memory they would need (inner scale)`,
    {x: width / 2, y: height - (compact ? 11 : 13), anchor: "middle", halo: null}
  );
  return svg.node()!;
}

/** What is served, what waits, and what does not fit, along the band, each with its words where they fit. */
function band(
  {svg, scale, edge}: Face,
  {now, inService, waiting, limit, max, bytesPerRequest}: GaugeReading
): void {
  const size = scale.outer - scale.inner < 24 ? 11 : 13;
  const ground = {...scale, outer: edge.outer, inner: edge.inner};
  bandPiece(svg, ground, 0, max, {fill: color.grid});
  bandPiece(svg, ground, limit, max, {fill: beyondHatch(svg), name: "does not fit"});
  const end = Math.min(now, max);
  const served = Math.min(inService, max);
  const free = Math.max(limit, end);
  bandPiece(svg, scale, 0, served, {fill: color.math, name: "served"});
  bandPiece(svg, scale, served, end, {fill: pattern(svg, "wait"), stroke: color.wait, name: "waits"});
  for (const [from, to, radius] of [
    [0, max, edge.outer],
    [0, max, edge.inner]
  ] as const)
    svg
      .append("path")
      .attr("d", arcPath(scale, from, to, radius))
      .attr("fill", "none")
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.2);
  const count = `${formatNumber(inService)} being served`;
  bandWords(
    svg,
    scale,
    0,
    served,
    [
      `${count}: ${inService === 1 ? "holds" : "each holds"} ${formatBytes(bytesPerRequest)}`,
      count,
      formatNumber(inService)
    ],
    {fill: color.onMark, size}
  );
  const lost = {fill: color.lostInk, plate: color.lostSoft, size};
  const written = bandWords(svg, scale, free, max, ["does not fit"], lost);
  const wait = `${formatNumber(waiting)} ${waiting === 1 ? "waits" : "wait"}`;
  if (!written && limit < end && bandWords(svg, scale, Math.max(served, limit), end, ["does not fit"], lost))
    return;
  bandWords(svg, scale, served, end, [wait], {fill: color.waitInk, plate: color.waitSoft, size});
}

function fineMarks({svg, scale, edge}: Face, {max, limit, bytesPerRequest}: GaugeReading): void {
  const length = 2 * scale.half * scale.outer;
  const step = countStep(max, limit);
  const fine = fineStep(max, step, length / FINE_SPACING);
  const marks = multiples(fine, max).map((value) => {
    const half = Math.abs(value / (step / 2) - Math.round(value / (step / 2))) < 1e-9;
    const whole = Math.abs(value / step - Math.round(value / step)) < 1e-9;
    return radialPath(scale, value, edge.outer, edge.outer + (whole ? 10 : half ? 7 : 4.5));
  });
  const bytes = byteStep(max, bytesPerRequest);
  const inner = multiples(bytes / 2, max).map((value) => {
    const whole = Math.abs(value / bytes - Math.round(value / bytes)) < 1e-9;
    return radialPath(scale, value, edge.inner, edge.inner - (whole ? 7 : 4));
  });
  svg
    .append("path")
    .attr("d", [...marks, ...inner].join(""))
    .attr("stroke", color.ink)
    .attr("stroke-width", 1);
}

/** Step of the inner scale, in requests, that is a round number of bytes. */
function byteStep(max: number, bytesPerRequest: number): number {
  const unit = byteUnit(max * bytesPerRequest);
  return (roundStep((max * bytesPerRequest) / unit.size, 4) * unit.size) / bytesPerRequest;
}

interface ScaleNumber extends Place {
  readonly words: string;
  readonly size: number;
  readonly weight: number;
}

/** The counts along the outer scale that have room. */
function outerNumbers({scale, board, compact, width, edge}: Face, {max, limit}: GaugeReading): ScaleNumber[] {
  const size = compact ? 12 : 14;
  const values = multiples(countStep(max, limit), max).filter((value) => value !== limit);
  return (limit <= max ? [limit, ...values] : values).flatMap((value) => {
    const words = formatNumber(value);
    const weight = value === limit ? 600 : 500;
    const half = textWidth(words, size, weight) / 2;
    const places = (value === limit ? [19] : [19, 23, 27]).map((away): Place => {
      const {x, y} = scale.at(value, edge.outer + away);
      return {x: Math.min(Math.max(x, half + 1.5), width - half - 1.5), y: y + size * 0.35, anchor: "middle"};
    });
    const place = board.tryPlace({words, places, size, weight});
    return place ? [{...place, words, size, weight}] : [];
  });
}

function innerNumbers({svg, scale, board, compact, edge}: Face, {max, bytesPerRequest}: GaugeReading): void {
  const unit = byteUnit(max * bytesPerRequest);
  for (const value of multiples(byteStep(max, bytesPerRequest), max)) {
    const number = formatNumber((value * bytesPerRequest) / unit.size);
    const words = compact || value === 0 ? number : `${number} ${unit.name}`;
    const places = [17, 20, 24].map((away): Place => {
      const {x, y} = scale.at(value, edge.inner - away);
      return {x, y: y + 4, anchor: "middle"};
    });
    const place = board.tryPlace({words, places, size: 11});
    if (place) write(svg, words, {...place, size: 11, family: font.mono, className: "memory"});
  }
}
