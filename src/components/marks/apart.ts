/** Marks that would lie on top of each other, moved to where each can be read: the first stays, later ones make way. */
import type {Box, Point} from "./labelBoard.js";

const RINGS = 6;

/**
 * A place for each point, diamonds of `distance` from tip to tip clear of each other, each as near to its own as those before it leave
 * room, within `bounds`. The same points give the same places.
 */
export function apart(
  points: readonly Point[],
  {distance, bounds}: {readonly distance: number; readonly bounds: Box}
): Point[] {
  const steps = around(distance);
  const taken: Point[] = [];
  for (const point of points) {
    const free = steps
      .map(({x, y}) => ({x: point.x + x, y: point.y + y}))
      .find((place) => isWithin(bounds, place) && taken.every((other) => isApart(place, other, distance)));
    taken.push(free ?? point);
  }
  return taken;
}

/** Steps away from a point, the shortest first, sidewards before up and down. */
function around(distance: number): readonly Point[] {
  const steps: Point[] = [];
  for (let i = -2 * RINGS; i <= 2 * RINGS; ++i)
    for (let j = -2 * RINGS; j <= 2 * RINGS; ++j) steps.push({x: (i * distance) / 2, y: (j * distance) / 2});
  const length = ({x, y}: Point) => Math.hypot(x, 1.01 * y) - 1e-6 * x;
  return steps.sort((a, b) => length(a) - length(b));
}

function isApart(a: Point, b: Point, distance: number): boolean {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) >= distance - 1e-9;
}

function isWithin({left, right, top, bottom}: Box, {x, y}: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}
