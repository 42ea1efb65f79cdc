/** A counting process as steps on a screen: how many events have happened by each moment. */
import {countUpTo} from "../../lib/stats/ascending.js";
import type {Point} from "./labelBoard.js";
import {round} from "./write.js";

/** Steps closer than this [px] are drawn as one. */
const FINEST = 0.5;

/** The corners of the steps between two moments. */
export function staircase(
  times: Float64Array,
  from: number,
  to: number,
  x: (time: number) => number,
  y: (count: number) => number
): Point[] {
  const first = countUpTo(times, from);
  const last = countUpTo(times, to);
  const points: {x: number; y: number}[] = [{x: x(from), y: y(first)}];
  let corner = points[0];
  for (let i = first; i < last; ++i) {
    const px = x(times[i]);
    if (px - corner.x >= FINEST) {
      points.push({x: px, y: corner.y});
      corner = {x: px, y: corner.y};
      points.push(corner);
    }
    corner.y = y(i + 1);
  }
  points.push({x: x(to), y: corner.y});
  return points;
}

/** The steps as a path. */
export function stepPath(points: readonly Point[]): string {
  return `M${round(points[0].x)},${round(points[0].y)}${sides(points)}`;
}

/** What lies between two staircases, as a path. */
export function betweenPath(upper: readonly Point[], lower: readonly Point[]): string {
  const back = [...lower].reverse();
  return `${stepPath(upper)}V${round(back[0].y)}${sides(back)}Z`;
}

/** From point to point; consecutive ones share a coordinate. */
function sides(points: readonly Point[]): string {
  let path = "";
  for (let i = 1; i < points.length; ++i)
    path += points[i].x === points[i - 1].x ? `V${round(points[i].y)}` : `H${round(points[i].x)}`;
  return path;
}

/** The highest and lowest screen position of the steps between two horizontal ones; null where there are none. */
export function reach(
  points: readonly Point[],
  from: number,
  to: number
): {readonly top: number; readonly bottom: number} | null {
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < points.length; ++i) {
    if (points[i].x > to || (points[i + 1] ?? points[i]).x < from) continue;
    top = Math.min(top, points[i].y);
    bottom = Math.max(bottom, points[i].y);
  }
  return top <= bottom ? {top, bottom} : null;
}
