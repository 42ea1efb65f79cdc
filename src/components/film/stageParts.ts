/** The parts that a stage's layout names, and how many spots its line gets. */
import type {Waypoint} from "./polyline.js";
import type {RackPlace} from "./rackLayout.js";

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageSpec {
  readonly width: number;
  readonly places: number;
  /** Waiting places: Infinity, or how many there are. */
  readonly bufferPlaces: number;
  /** Requests that the memory holds, those in service included. */
  readonly limit: number;
}

/** A line of parcels, given by their centres. */
export interface Lane {
  /** The centre of its first spot. */
  readonly x: number;
  readonly y: number;
  /** Towards the next spot [px]: negative where the line stands to the left of its head. */
  readonly step: number;
  readonly spots: number;
  /** The spot from which on a parcel is over the memory limit; null where the line is outside the memory. */
  readonly fence: number | null;
}

export interface StageLayout {
  readonly compact: boolean;
  readonly width: number;
  readonly height: number;
  /** Side of a parcel on the belt, and on its way out [px]. */
  readonly box: number;
  readonly awayBox: number;
  /** What arriving parcels come in by, from its top to the belt or to the rack. */
  readonly entry: readonly Waypoint[];
  /** The share of the entry that the next parcel has come down when it arrives. */
  readonly arrivedAt: number;
  /** The belt's surface; null without a buffer. */
  readonly belt: Area | null;
  readonly line: Lane;
  /** Spots of a finite buffer, to be numbered. */
  readonly slots: number;
  /** The trapdoor of a finite buffer: two leaves of this length, hinged at x and at x + 2 lengths. */
  readonly hatch: {readonly x: number; readonly y: number; readonly leaf: number} | null;
  readonly rack: Area;
  readonly places: readonly RackPlace[];
  readonly exit: Area | null;
  readonly away: Lane;
  readonly bin: Area;
  /** `y` of the floor; null where nothing stands on one. */
  readonly floor: number | null;
  /** Where the zones' names begin, on their baselines. */
  readonly words: {
    readonly waiting: {readonly x: number; readonly y: number};
    readonly rack: {readonly x: number; readonly y: number};
    readonly left: {readonly x: number; readonly y: number};
  };
}

/** Room for the fence between two spots [px]. */
export const FENCE_GAP = 9;

/** So many spots are always drawn one by one. */
const SMALL_LINE = 12;
/** A memory limit up to here is drawn as a fence in the line, and some spots beyond it. */
const SMALL_MEMORY = 20;
const BEYOND_FENCE = 4;
const USUAL_LINE = 10;

/** Spots that a line would like to show: all of a small buffer, some beyond a memory limit, else about ten. */
export function wantedSpots({places, bufferPlaces, limit}: StageSpec): number {
  if (bufferPlaces <= SMALL_LINE) return bufferPlaces;
  const held = limit - places;
  return held > 0 && held <= SMALL_MEMORY ? held + BEYOND_FENCE : USUAL_LINE;
}

/** The first of `spots` in line that the memory has no room for; null where there is none, or where it comes later. */
export function fenceAt({places, bufferPlaces, limit}: StageSpec, spots: number): number | null {
  const held = limit - places;
  return held > 0 && held < bufferPlaces && held < spots ? held : null;
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
