/** The labels of Little's Law Gauge, and the arrows and diamond that they belong to. */
import {formatBytes, formatFixed, formatNumber} from "../../lib/format.js";
import {color, type SvgSelection} from "../theme.js";
import {radialPath} from "./dial.js";
import type {Face, GaugeReading} from "./gaugeFace.js";
import type {LabelRequest, Place, Point} from "./labelBoard.js";
import {multiples} from "./scaleSteps.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

export interface Label extends LabelRequest {
  readonly fill: string;
  readonly name: string;
}

/** How a label says that its value lies beyond the scale. */
export function beyond(value: number, max: number, compact: boolean): string {
  return value > max ? (compact ? ` > ${formatNumber(max)}` : ", off the scale") : "";
}

export interface Pointer {
  readonly value: number;
  readonly words: string;
  readonly point: Point;
  readonly fill: string;
}

/** The solid triangle of the running average and the diamond of the own prediction, on the outer side. */
export function outerPointers(
  {svg, scale, board, compact, edge}: Face,
  {average, prediction, decimals, max}: GaugeReading
): Pointer[] {
  const pointers: Pointer[] = [];
  const apart =
    prediction === undefined
      ? Infinity
      : Math.abs(scale.angle(prediction) - scale.angle(average)) * edge.outer;
  if (!Number.isNaN(average)) {
    const turn = (scale.angle(average) * 180) / Math.PI;
    const tip = scale.at(average, edge.outer + 1);
    svg
      .append("path")
      .attr("d", "M0,0L-7.5,-14H7.5Z")
      .attr("transform", `translate(${round(tip.x)},${round(tip.y)}) rotate(${round(turn)})`)
      .attr("fill", color.ink)
      .attr("stroke", color.field)
      .attr("stroke-width", 1.5)
      .attr("paint-order", "stroke")
      .attr("data-part", "average");
    const point = scale.at(average, edge.outer + 9);
    board.block(around(point, 8));
    const name = compact ? (decimals > 1 ? "avg" : "average") : "running average";
    const words =
      average === Infinity
        ? "average grows without end"
        : `${name} ${formatFixed(average, decimals)}${beyond(average, max, compact)}`;
    pointers.push({value: average, words, point, fill: color.ink});
  }
  if (prediction !== undefined) {
    const radius = edge.outer + (apart < 19 ? 30 : 13);
    svg
      .append("path")
      .attr("d", radialPath(scale, prediction, edge.inner - 3, edge.outer))
      .attr("stroke", color.field)
      .attr("stroke-width", 5);
    svg
      .append("path")
      .attr("d", radialPath(scale, prediction, edge.inner - 3, radius - 7))
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2)
      .attr("stroke-dasharray", "4 2.5")
      .attr("data-part", "prediction");
    const point = scale.at(prediction, radius);
    svg
      .append("path")
      .attr("d", `M${round(point.x)},${round(point.y - 7.5)}l7.5,7.5l-7.5,7.5l-7.5,-7.5Z`)
      .attr("fill", color.field)
      .attr("stroke", color.prediction)
      .attr("stroke-width", 2.2);
    board.block(around(point, 8));
    const words = `${compact ? "you" : "you said"} ${formatNumber(prediction)}${beyond(prediction, max, compact)}`;
    pointers.unshift({value: prediction, words, point, fill: color.prediction});
  }
  return pointers;
}

export function limitLabel({scale, compact, width, edge}: Face, reading: GaugeReading): Label {
  const {limit, bytesPerRequest, requestName, requestOne, max} = reading;
  const style = {size: 13, weight: 600};
  const memory = formatBytes(limit * bytesPerRequest);
  const name = limit === 1 ? requestOne : requestName;
  const words = `${compact ? `limit ${formatNumber(limit)}` : `limit: ${formatNumber(limit)} ${name}`} = ${memory}${limit > max ? ", off the scale" : ""}`;
  const foot = scale.at(limit, edge.outer + 29);
  const half = textWidth(words, style.size, style.weight) / 2;
  const places: Place[] = [];
  for (const shift of [0, half, -half, half + 28, -half - 28])
    for (const up of [0, 13, 26, 39]) {
      const x = Math.min(Math.max(foot.x + shift, half + 2), width - half - 2);
      const y = foot.y - 7 - up;
      const nearest = Math.min(Math.max(foot.x, x - half), x + half);
      places.push({x, y, anchor: "middle", leader: [{x: nearest, y: y + 4}, foot]});
    }
  return {words, places, ...style, fill: color.ink, name: "limit"};
}

/** Beside its mark on the side where the dial falls away, or on the other side, or above it. */
export function pointerLabel({scale, width}: Face, {value, words, point, fill}: Pointer): Label {
  const style = {size: 13, weight: 600};
  const half = textWidth(words, style.size, style.weight) / 2;
  const outward = scale.angle(value) < 0 ? -1 : 1;
  const beside = (side: number, up: number): Place => ({
    x: point.x + side * 12,
    y: point.y + 4.5 - up,
    anchor: side < 0 ? "end" : "start"
  });
  const above = (up: number, shift: number): Place => ({
    x: Math.min(Math.max(point.x + shift * half, half + 2), width - half - 2),
    y: point.y - 13 - up,
    anchor: "middle",
    ...(up > 0 && {
      leader: [
        {x: point.x, y: point.y - 9 - up},
        {x: point.x, y: point.y - 9}
      ] as const
    })
  });
  const rise = multiples(6, Math.max(0, point.y - 24));
  return {
    words,
    places: [
      ...[0, 5, 10].map((up) => beside(outward, up)),
      ...[4, 9, 14].map((up) => beside(-outward, up)),
      ...rise.flatMap((up) => [0, outward, -outward].map((shift) => above(up, shift)))
    ],
    ...style,
    fill,
    name: "pointer"
  };
}

export function drawLabel({svg}: Face, {words, size, weight, fill, name}: Label, place: Place): void {
  leader(svg, place.leader, fill);
  write(svg, words, {...place, size: size ?? 12, weight: weight ?? 400, fill, className: name});
}

/** The hollow triangle of lambda times W, on the inner side; null where there is no product yet. */
export function productPointer({svg, scale, board, edge}: Face, {product}: GaugeReading): Point | null {
  if (Number.isNaN(product)) return null;
  const tip = scale.at(product, edge.inner - 1);
  svg
    .append("path")
    .attr("d", "M0,0l7.5,15h-15Z")
    .attr(
      "transform",
      `translate(${round(tip.x)},${round(tip.y)}) rotate(${round((scale.angle(product) * 180) / Math.PI)})`
    )
    .attr("fill", color.field)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.8)
    .attr("stroke-linejoin", "round")
    .attr("data-part", "product");
  board.block(around(scale.at(product, edge.inner - 9), 7));
  return scale.at(product, edge.inner - 20);
}

export function labelProduct(face: Face, {product, decimals, max}: GaugeReading, base: Point): void {
  const {scale, board, compact} = face;
  const words =
    product === Infinity
      ? "λ × W grows without end"
      : `λ × W = ${formatFixed(product, decimals)}${beyond(product, max, compact)}`;
  const style = {size: 13, weight: 600};
  const half = textWidth(words, style.size, style.weight) / 2;
  const lean = scale.angle(product) > 0 ? -1 : 1;
  const places: Place[] = [];
  for (const down of [13, 19, 26, 34, 43, 53, 64, 4, -8])
    for (const shift of [0, 0.5, 0.85, 1.2, -0.5, -0.85, -1.2, 1.6, -1.6, 2.1, -2.1, 2.6, -2.6]) {
      const x = base.x + shift * lean * half;
      const y = base.y + down;
      const nearest = Math.min(Math.max(base.x, x - half), x + half);
      const end = nearest === base.x ? {x: nearest, y: y - 11} : {x: nearest, y: y - 4};
      places.push({
        x,
        y,
        anchor: "middle",
        ...((down !== 13 || shift !== 0) && {leader: [base, end] as const})
      });
    }
  const place = board.place({words, places, ...style});
  drawLabel(face, {words, places, ...style, fill: color.ink, name: "product"}, place);
}

function leader(svg: SvgSelection, line: Place["leader"], stroke: string): void {
  if (!line) return;
  const [from, to] = line;
  svg
    .append("path")
    .attr("d", `M${round(from.x)},${round(from.y)}L${round(to.x)},${round(to.y)}`)
    .attr("stroke", stroke)
    .attr("stroke-width", 1);
}

function around({x, y}: Point, reach: number) {
  return {left: x - reach, top: y - reach, right: x + reach, bottom: y + reach};
}
