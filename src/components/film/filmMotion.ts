/**
 * Where every parcel is at a moment: a pure function of the frame and of how things move. Each event sets a parcel off;
 * how far it has come is read from the event's age alone, so that the film runs backwards as well as forwards.
 */

import type {FilmFrame} from "../../lib/lab/filmFrame.js";
import {countUpTo} from "../../lib/stats/ascending.js";
import {boxSpot, ease, entryFrom, fall, hop, laneSpot, type Spot, square} from "./parcelPaths.js";
import {along, type Waypoint} from "./polyline.js";
import type {StageLayout} from "./stageParts.js";

export type ParcelState = "coming" | "waiting" | "serving" | "left" | "lost";

export interface Parcel extends Waypoint {
  readonly request: number;
  readonly state: ParcelState;
  readonly width: number;
  readonly height: number;
  readonly opacity: number;
  /** Whether it waits beyond what the memory holds. */
  readonly over: boolean;
  /** Whether its number is written, where it has room. */
  readonly numbered: boolean;
}

/** How things move; all in seconds of film. */
export interface Motion {
  /** How long a parcel takes to its next spot; 0 for stills. */
  readonly travel: number;
  /** How long things have gone on moving since the film stopped. */
  readonly lag: number;
  /** What happened up to here has come to rest. */
  readonly rest: number;
  /** How long before its arrival the next parcel is seen. */
  readonly lead: number;
  /** How long those who left stay in sight. */
  readonly recent: number;
}

const FADE_FROM = 0.8;
const PILE = 3;

/** All parcels to be seen, those that move last, so that they are drawn on top. */
export function parcelsAt(frame: FilmFrame, layout: StageLayout, motion: Motion): Parcel[] {
  return [
    ...comingParcel(frame, layout, motion),
    ...waitingParcels(frame, layout, motion),
    ...servingParcels(frame, layout, motion),
    ...leftParcels(frame, layout, motion),
    ...lostParcels(frame, layout, motion)
  ];
}

/** How far the line has moved since its last start, in spots: the sum of what its recent starts have left to move. */
export function lineLag(frame: FilmFrame, motion: Motion): number {
  return unfinished(frame, motion, {before: frame.started, at: frame.time, lag: motion.lag});
}

/** How far the belts' rollers have turned, in spots. */
export function turned(frame: FilmFrame, motion: Motion): {readonly line: number; readonly away: number} {
  let away = frame.departed;
  for (const {age} of frame.left) {
    const share = progress(frame.time - age, frame.time, motion, motion.lag);
    if (share < 1) away -= 1 - ease(share);
  }
  return {line: frame.started - lineLag(frame, motion), away};
}

/** How far a movement that an event at `event` set off has come at `at`, from 0 to 1, not eased. */
export function progress(event: number, at: number, {travel, rest}: Motion, lag: number): number {
  if (travel <= 0 || event <= rest) return 1;
  return Math.min(1, Math.max(0, (at + lag - event) / travel));
}

function comingParcel({next}: FilmFrame, layout: StageLayout, {lead}: Motion): Parcel[] {
  if (!next || layout.compact) return [];
  const share = lead > 0 ? 1 - Math.min(1, next.in / lead) : 0;
  const point = along(layout.entry, 0.08 + (layout.arrivedAt - 0.08) * share);
  return [
    {
      ...square(layout.box),
      ...point,
      request: next.request,
      state: "coming",
      opacity: 1,
      over: false,
      numbered: false
    }
  ];
}

function waitingParcels(frame: FilmFrame, layout: StageLayout, motion: Motion): Parcel[] {
  const {records} = frame.source;
  const parcels: Parcel[] = [];
  const behind = lineLag(frame, motion);
  frame.waiting.forEach((request, rank) => {
    const arrival = records.arrival[request];
    const arriving = progress(arrival, frame.time, motion, motion.lag);
    if (rank - behind > layout.line.spots && arriving >= 1) return;
    const moving = {before: frame.started, since: arrival, at: frame.time, lag: motion.lag};
    const place = rank + (arriving < 1 ? unfinished(frame, motion, moving) : behind);
    const opacity = Math.min(1, layout.line.spots - place);
    if (opacity <= 0 && arriving >= 1) return;
    parcels.push({
      ...waitingSpot(layout, place, arriving),
      request,
      state: "waiting",
      opacity: opacity > 0 ? Math.max(0, opacity) : 1 - ease(arriving),
      over: layout.line.fence !== null && rank >= layout.line.fence,
      numbered: !layout.compact
    });
  });
  return parcels;
}

/** Where a parcel is that has come `arriving` of its way to a place in line. */
function waitingSpot(layout: StageLayout, place: number, arriving: number): Spot {
  const spot = laneSpot(layout.line, Math.min(place, layout.line.spots));
  if (arriving >= 1) return {...spot, ...square(layout.box)};
  return {...along([...entryFrom(layout), spot], ease(arriving)), ...square(layout.box)};
}

/** Where a request was when its service started. */
function startSpot(frame: FilmFrame, layout: StageLayout, motion: Motion, request: number): Spot {
  const {records, accepted} = frame.source;
  const [arrival, start] = [records.arrival[request], records.start[request]];
  const before = countUpTo(accepted, request) - 1;
  const place = unfinished(frame, motion, {before, since: arrival, at: start, lag: 0});
  return waitingSpot(layout, place, progress(arrival, start, motion, 0));
}

function servingParcels(frame: FilmFrame, layout: StageLayout, motion: Motion): Parcel[] {
  return frame.serving.flatMap((served, place) => {
    if (!served) return [];
    const spot = servingSpot(frame, layout, motion, served.request, place, frame.time, motion.lag);
    return [
      {...spot, request: served.request, state: "serving" as const, opacity: 1, over: false, numbered: true}
    ];
  });
}

function servingSpot(
  frame: FilmFrame,
  layout: StageLayout,
  motion: Motion,
  request: number,
  place: number,
  at: number,
  lag: number
): Spot {
  const {records} = frame.source;
  const target = boxSpot(layout.places[place].box);
  const share = progress(records.start[request], at, motion, lag);
  if (share >= 1) return target;
  if (records.start[request] > records.arrival[request])
    return hop(startSpot(frame, layout, motion, request), target, ease(share));
  // It does not wait: down the chute, past the head of the line, into its place.
  const way = [...entryFrom(layout), laneSpot(layout.line, 0), target];
  const size = Math.max(0, 3 * share - 2);
  return {
    ...along(way, ease(share)),
    width: layout.box + (target.width - layout.box) * size,
    height: layout.box + (target.height - layout.box) * size
  };
}

function leftParcels(frame: FilmFrame, layout: StageLayout, motion: Motion): Parcel[] {
  const {records} = frame.source;
  const parcels: Parcel[] = [];
  const side = layout.awayBox;
  let rank = 0;
  for (const {request, age} of frame.left) {
    if (rank > layout.away.spots) break;
    const departure = records.departure[request];
    const share = progress(departure, frame.time, motion, motion.lag);
    const target = {
      ...laneSpot(layout.away, Math.max(0, rank)),
      width: side,
      height: side * (layout.compact ? 0.85 : 1)
    };
    const from =
      share < 1 ? servingSpot(frame, layout, motion, request, records.server[request], departure, 0) : target;
    const opacity = Math.min(layout.away.spots - rank, (1 - age / motion.recent) / (1 - FADE_FROM), 1);
    if (opacity > 0)
      parcels.push({
        ...hop(from, target, ease(share)),
        request,
        state: "left",
        opacity,
        over: false,
        numbered: !layout.compact
      });
    rank += ease(share);
  }
  return parcels;
}

function lostParcels(frame: FilmFrame, layout: StageLayout, motion: Motion): Parcel[] {
  const {bin, box} = layout;
  const side = Math.min(box, bin.width / 4);
  return frame.lostNow.slice(0, 2 * PILE).flatMap(({request, age}, rank) => {
    const number = frame.lost - 1 - rank;
    const share = progress(frame.time - age, frame.time, motion, motion.lag);
    const spot: Waypoint = {
      x: bin.x + bin.width * (0.5 + 0.29 * ((number % PILE) - 1)),
      y: bin.y + 0.26 * side,
      angle: ((number * 37) % 50) - 25
    };
    const fade = (1 - age / motion.recent) / (1 - FADE_FROM);
    const opacity = rank >= PILE ? 0 : Math.min(1, fade);
    if (opacity <= 0) return [];
    const point = share >= 1 ? spot : fall(layout, spot, share);
    return [
      {
        ...point,
        ...square(side),
        request,
        state: "lost" as const,
        opacity,
        over: false,
        numbered: !layout.compact
      }
    ];
  });
}

/**
 * Spots that the line has still to move up at `at`, for one who arrived at `since`: what is left of the movements that
 * the starts after it, and `before` that many starts, have set off.
 */
function unfinished(
  {source: {starts}}: FilmFrame,
  motion: Motion,
  {
    before,
    since = Number.NEGATIVE_INFINITY,
    at,
    lag
  }: {readonly before: number; readonly since?: number; readonly at: number; readonly lag: number}
): number {
  let sum = 0;
  for (let i = before - 1; i >= 0 && starts[i] > since; --i) {
    const share = progress(starts[i], at, motion, lag);
    if (share >= 1) break;
    sum += 1 - ease(share);
  }
  return sum;
}
