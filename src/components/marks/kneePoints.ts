/** What stands on the curves of the knee plot: the knee, the reader's deployments, and the point of now. */
import type {KneePlotData, KneePoint} from "../kneePlot.js";
import {color, type SvgSelection} from "../theme.js";
import {deploymentMarks} from "./deploymentMark.js";
import type {KneeGround} from "./kneeGround.js";
import {crosses, type LabelBoard, type Place, type Point, textBox} from "./labelBoard.js";
import {round, write} from "./write.js";

/** Knee, deployments and now; their names keep off the curve where they can. */
export function drawPoints(
  {svg, board, x, y, left, right, top, bottom, compact}: KneeGround,
  {curve, current, knee, attempts}: KneePlotData
): void {
  const place = ({throughput, latency}: {readonly throughput: number; readonly latency: number}): Point => ({
    x: x(throughput),
    y: y(latency)
  });
  const steady = (curve?.points ?? []).filter(({latency}) => Number.isFinite(latency)).map(place);
  for (const point of steady) blockAround(board, point, 4);
  const segments = steady.slice(1).map((point, i) => [steady[i]!, point] as const);
  if (knee) {
    const at = place(knee);
    svg
      .append("circle")
      .attr("cx", round(at.x))
      .attr("cy", round(at.y))
      .attr("r", 9)
      .attr("fill", "none")
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.8)
      .attr("data-part", "knee");
    blockAround(board, at, 9);
  }
  const deployed = attempts
    .filter(({latency}) => Number.isFinite(latency))
    .map((attempt) => ({...attempt, ...place(attempt)}));
  for (const at of deploymentMarks(svg, deployed, {left, right, top, bottom})) blockAround(board, at, 10);
  const bold = {size: 13, weight: 600, fill: color.ink};
  if (current && Number.isFinite(current.latency)) {
    const at = place(current);
    drawNow(svg, at, current, y);
    blockAround(board, at, 7);
    label(svg, board, {at, words: `now, batch ${current.batch}`, away: 11, segments}, bold);
  }
  if (knee)
    label(
      svg,
      board,
      {at: place(knee), words: compact ? "knee" : `knee, batch ${knee.batch}`, away: 13, segments},
      bold
    );
}

/** As many batch sizes by name as there is room for. */
export function namePoints({svg, board, x, y}: KneeGround, points: readonly KneePoint[]): void {
  for (const {batch, throughput, latency} of points) {
    if (!Number.isFinite(latency)) continue;
    const places = around({x: x(throughput), y: y(latency)}, 7, 11).slice(0, 5);
    const style = {size: 11, weight: 400};
    const found = board.tryPlace({words: String(batch), places, ...style});
    if (found) write(svg, String(batch), {...found, ...style, fill: color.second});
  }
}

/** The point of now, with its confidence as a bar. */
function drawNow(
  svg: SvgSelection,
  at: Point,
  {latency, halfWidth}: KneePoint,
  y: (value: number) => number
): void {
  if (halfWidth > 0)
    svg
      .append("path")
      .attr(
        "d",
        `M${round(at.x - 5)},${round(y(latency + halfWidth))}h10m-5,0V${round(y(Math.max(latency - halfWidth, latency / 4)))}m-5,0h10`
      )
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.4)
      .attr("fill", "none");
  svg
    .append("circle")
    .attr("cx", round(at.x))
    .attr("cy", round(at.y))
    .attr("r", 6.5)
    .attr("fill", color.ink)
    .attr("stroke", color.field)
    .attr("stroke-width", 2)
    .attr("data-part", "now");
}

function blockAround(board: LabelBoard, {x, y}: Point, r: number): void {
  board.block({left: x - r, right: x + r, top: y - r, bottom: y + r});
}

function around({x, y}: Point, away: number, size: number): readonly Place[] {
  const far = away + 8;
  return [
    {x: x + away, y: y + size + 2, anchor: "start"},
    {x: x - away, y: y - away + 2, anchor: "end"},
    {x: x + away, y: y - away + 3, anchor: "start"},
    {x, y: y - away - 2, anchor: "middle"},
    {x, y: y + away + size - 2, anchor: "middle"},
    {x: x - away, y: y + 4, anchor: "end"},
    {x: x + far, y: y + 4, anchor: "start"},
    {x: x - far, y: y + far + size, anchor: "end"},
    {x: x + far, y: y + far + size, anchor: "start"},
    {x: x - far, y: y - far, anchor: "end"},
    {x, y: y - 2 * far, anchor: "middle"},
    {x, y: y + 2 * far + size, anchor: "middle"}
  ];
}

/** A name beside its point: of its places, those that lie across the fewest pieces of the curve come first. */
function label(
  svg: SvgSelection,
  board: LabelBoard,
  {
    at,
    words,
    away,
    segments
  }: {
    readonly at: Point;
    readonly words: string;
    readonly away: number;
    readonly segments: readonly (readonly [Point, Point])[];
  },
  style: {readonly size: number; readonly weight: number; readonly fill: string}
): void {
  const covered = (place: Place) =>
    segments.filter((segment) => crosses(segment, textBox(words, place, style))).length;
  const places = around(at, away, style.size)
    .map((place) => ({place, pieces: covered(place)}))
    .sort((a, b) => a.pieces - b.pieces)
    .map(({place}) => place);
  write(svg, words, {...board.place({words, places, ...style}), ...style});
}
