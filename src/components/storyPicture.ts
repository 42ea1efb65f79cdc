/** A picture of the storyboard: what is known, a question mark over what is asked, the truth once it is open. */
import {line, scaleLinear} from "d3";
import type {StoryDot, StoryPicture} from "../lib/lessons/storyPictures.js";
import {labelBoard, type Place} from "./marks/labelBoard.js";
import {round, write} from "./marks/write.js";
import {color, figure, type SvgSelection} from "./theme.js";

const WIDTH = 300;
const HEIGHT = 150;
const LEFT = 14;
const RIGHT = WIDTH - 14;
const TOP = 30;
const FLOOR = HEIGHT - 26;
const REACH = 6;

export function storyPicture({
  curve,
  dots,
  limit,
  secret,
  most,
  xLabel,
  yLabel,
  label
}: StoryPicture): SVGSVGElement {
  const svg = figure(WIDTH, HEIGHT, label);
  const x = scaleLinear([0, most[0]], [LEFT, RIGHT]);
  const y = scaleLinear([0, most[1]], [FLOOR, TOP]);
  const board = labelBoard({left: LEFT + 2, right: RIGHT, top: 16, bottom: FLOOR - 1}, {gap: 3});
  if (secret) drawSecret(svg, x(secret.from));
  stroke(svg, `M${LEFT},${TOP - 10}V${FLOOR}H${RIGHT}`, color.second, 1);
  if (limit) {
    const level = round(y(limit.y));
    stroke(svg, `M${LEFT},${level}H${RIGHT}`, color.lost, 1.5).attr("stroke-dasharray", "6 3");
    board.blockLine({x: LEFT, y: level}, {x: RIGHT, y: level});
  }
  const drawn = curve.map(([a, b]) => [round(x(a)), round(y(b))] as [number, number]);
  stroke(svg, line()(drawn) ?? "", color.math, 2.5);
  for (const [i, [a, b]] of drawn.slice(1).entries())
    board.blockLine({x: drawn[i][0], y: drawn[i][1]}, {x: a, y: b});
  const marks = dots.map(({at, ...dot}) => ({...dot, x: x(at[0]), y: y(at[1])}));
  for (const mark of marks) {
    board.block({left: mark.x - REACH, right: mark.x + REACH, top: mark.y - REACH, bottom: mark.y + REACH});
    drawDot(svg, mark);
  }
  const say = (words: string, places: readonly Place[], fill: string) => {
    const place = board.place({words, places, weight: 600});
    write(svg, words, {...place, fill, weight: 600, halo: secret ? null : color.field});
  };
  if (limit)
    say(
      limit.words,
      [-5, 14].map((below) => ({x: LEFT + 6, y: y(limit.y) + below, anchor: "start"})),
      color.lost
    );
  if (secret) {
    const middle = Math.min(x(secret.at), RIGHT - 12);
    const mark = {x: middle, y: (TOP + FLOOR) / 2 + 8, anchor: "middle"} as const;
    board.place({words: "?", places: [mark], size: 34, weight: 600});
    write(svg, "?", {...mark, size: 34, weight: 600, fill: color.prediction, halo: null});
    const below = mark.y + 22;
    say(
      secret.words,
      [
        {x: middle, y: below, anchor: "middle"},
        {x: RIGHT - 3, y: below, anchor: "end"}
      ],
      color.prediction
    );
  }
  for (const mark of marks)
    say(mark.words, placesAround(mark), mark.kind === "prediction" ? color.prediction : color.ink);
  write(svg, xLabel, {x: RIGHT, y: HEIGHT - 9, anchor: "end"});
  write(svg, yLabel, {x: LEFT + 6, y: 12, anchor: "start"});
  return svg.node()!;
}

function placesAround({x, y}: {readonly x: number; readonly y: number}): Place[] {
  const beside = [4, -4, 12, -10, 18, -18].flatMap((shift): Place[] => [
    {x: x - 11, y: y + shift, anchor: "end"},
    {x: x + 11, y: y + shift, anchor: "start"}
  ]);
  return [...beside, {x, y: y - 11, anchor: "middle"}, {x, y: y + 19, anchor: "middle"}];
}

function drawSecret(svg: SvgSelection, from: number): void {
  svg
    .append("rect")
    .attr("x", round(from))
    .attr("y", TOP - 10)
    .attr("width", round(RIGHT - from))
    .attr("height", FLOOR - TOP + 10)
    .attr("fill", color.grid)
    .attr("data-part", "secret");
}

function stroke(svg: SvgSelection, d: string, paint: string, width: number) {
  return svg
    .append("path")
    .attr("d", d)
    .attr("fill", "none")
    .attr("stroke", paint)
    .attr("stroke-width", width);
}

function drawDot(
  svg: SvgSelection,
  {kind, x, y}: {readonly kind: StoryDot["kind"]; readonly x: number; readonly y: number}
): void {
  const mine = kind === "prediction";
  svg
    .append("path")
    .attr(
      "d",
      mine
        ? `M${round(x)},${round(y - 7)}l7,7l-7,7l-7,-7Z`
        : `M${round(x - 5)},${round(y)}a5,5 0 1 0 10,0a5,5 0 1 0 -10,0Z`
    )
    .attr("fill", kind === "truth" ? color.ink : color.panel)
    .attr("stroke", mine ? color.prediction : color.ink)
    .attr("stroke-width", 2)
    .attr("data-part", kind);
}
