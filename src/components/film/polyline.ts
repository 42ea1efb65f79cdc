/** A path of straight pieces that a parcel follows, turning as it goes. */

export interface Waypoint {
  readonly x: number;
  readonly y: number;
  /** How the parcel lies there [degrees]. */
  readonly angle: number;
}

/** The point at `share` (0 to 1) of the path's length. */
export function along(path: readonly Waypoint[], share: number): Waypoint {
  const lengths = path.slice(1).map((to, i) => Math.hypot(to.x - path[i].x, to.y - path[i].y));
  let rest = share * lengths.reduce((sum, length) => sum + length, 0);
  for (let i = 0; i < lengths.length; ++i) {
    if (rest <= lengths[i] && lengths[i] > 0) return between(path[i], path[i + 1], rest / lengths[i]);
    rest -= lengths[i];
  }
  return path[path.length - 1];
}

/** The point at `share` (0 to 1) of the straight way between two. */
export function between(from: Waypoint, to: Waypoint, share: number): Waypoint {
  return {
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    angle: from.angle + (to.angle - from.angle) * share
  };
}
