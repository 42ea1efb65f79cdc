/** The ways of the film's parcels: where they stand, and how they get from one spot to the next. */
import {along, between, type Waypoint} from "./polyline.js";
import {type Area, FENCE_GAP, type Lane, type StageLayout} from "./stageParts.js";

export interface Spot extends Waypoint {
  readonly width: number;
  readonly height: number;
}

/** Height of a hop's arc: a share of its length, up to so many pixels. */
const ARC = 0.16;
const HIGHEST_ARC = 46;
/** The share of a loss after which the parcel is over the edge. */
const EDGE = 0.4;

/** A movement that begins and ends gently. */
export function ease(share: number): number {
  return share * share * (3 - 2 * share);
}

/** Down the entry, then over its edge and into the bin, faster and faster. */
export function fall(layout: StageLayout, spot: Waypoint, share: number): Waypoint {
  const way = entryFrom(layout);
  const edge = way[way.length - 1];
  if (share < EDGE) return along(way, ease(share / EDGE));
  const down = (share - EDGE) / (1 - EDGE);
  return {
    x: edge.x + (spot.x - edge.x) * down,
    y: edge.y + (spot.y - edge.y) * down * down - 10 * Math.sin(Math.PI * down),
    angle: edge.angle + (spot.angle + 360 - edge.angle) * down
  };
}

/** The part of the entry that an arrived parcel has still before it. */
export function entryFrom({entry, arrivedAt}: StageLayout): Waypoint[] {
  return [along(entry, arrivedAt), ...entry.slice(1)];
}

/** A spot in a line, counted from its head. */
export function laneSpot({x, y, step, fence}: Lane, place: number): Waypoint {
  const beyond = fence === null ? 0 : Math.min(1, Math.max(0, place - fence + 1));
  return {x: x + step * place + Math.sign(step) * FENCE_GAP * beyond, y, angle: 0};
}

export function boxSpot({x, y, width, height}: Area): Spot {
  return {x: x + width / 2, y: y + height / 2, angle: 0, width, height};
}

export function square(side: number) {
  return {width: side, height: side};
}

/** From one spot to another in a low arc, growing or shrinking on the way. */
export function hop(from: Spot, to: Spot, share: number): Spot {
  if (share >= 1) return to;
  const point = between(from, to, share);
  const arc = Math.min(HIGHEST_ARC, ARC * Math.hypot(to.x - from.x, to.y - from.y));
  return {
    ...point,
    y: point.y - arc * 4 * share * (1 - share),
    width: from.width + (to.width - from.width) * share,
    height: from.height + (to.height - from.height) * share
  };
}
