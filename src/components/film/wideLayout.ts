/** The stage with its parts side by side on one floor: chute, belt, rack, way out. */
import type {Waypoint} from "./polyline.js";
import {FEW, rackLayout} from "./rackLayout.js";
import {clamp, FENCE_GAP, fenceAt, type StageLayout, type StageSpec, wantedSpots} from "./stageParts.js";

const PAD = 18;
const TITLE = 25;
const RACK_TOP = 38;
/** The rack's feet [px]. */
const FEET = 14;
const SURFACE = 208;
const FLOOR = 268;
const HEIGHT = 298;
/** A low rack needs no high stage: so much less [px]. */
const LOWER = 44;
/** Width of the trapdoor before a finite line [px]. */
const HATCH = 108;
const ROOMY = 800;

/** A line without end shows that it is one: so many in it at the least. */
const LEAST_SPOTS = 4;

/** The layout, or null where its parts find no room side by side. */
export function wideLayout(spec: StageSpec): StageLayout | null {
  const {width, places, bufferPlaces} = spec;
  const few = places <= FEW;
  const [surface, floor, height] = [SURFACE, FLOOR, HEIGHT].map((y) => y - (few ? LOWER : 0));
  const finite = Number.isFinite(bufferPlaces);
  const roomy = width >= ROOMY;
  const chute = roomy ? 70 : 54;
  const toRack = roomy ? 44 : 32;
  const toExit = roomy ? 34 : 18;
  const rackRoom = {
    x: 0,
    y: 0,
    width: width * (few && !roomy ? 0.2 : places > 48 ? 0.42 : 0.335),
    height: floor - FEET - RACK_TOP
  };
  const rackSize = rackLayout(rackRoom, places).frame;
  const leastExit = clamp(width * 0.17, 100, 190);
  const room = width - 2 * PAD - chute - toRack - rackSize.width - toExit - leastExit;

  const wanted = Math.max(1, wantedSpots(spec));
  const fenced = fenceAt(spec, wanted) !== null;
  const [least, most] = fenced ? [11, 30] : finite ? [16, 34] : [roomy ? 24 : 19, 30];
  const share = Math.floor((room - 10 - (fenced ? FENCE_GAP : 0)) / wanted);
  const box = clamp(share - (share >= 32 ? 8 : 4), least, most);
  const pitch = box + (box >= 24 ? 8 : 4);
  const gap = finite ? HATCH : 0;
  const beltWidth = finite ? bufferPlaces * pitch + (bufferPlaces > 0 ? 10 : 0) : room;
  const spots = finite ? bufferPlaces : Math.floor((beltWidth - 8 - (fenced ? FENCE_GAP : 0)) / pitch);
  if (finite ? room < gap + beltWidth : spots < LEAST_SPOTS) return null;
  // A short line leaves room: the way out takes some of it, and the whole moves to the middle.
  const spare = Math.max(0, room - gap - beltWidth);
  const exitWidth = leastExit + Math.min(150, spare / 2);
  const left = PAD + (spare - (exitWidth - leastExit)) / 2;

  const foot = {x: left + chute, y: surface};
  const beltX = foot.x + gap;
  const rackX = beltX + beltWidth + toRack;
  const rackY = clamp(floor - FEET - rackSize.height, RACK_TOP, surface + 22 - rackSize.height / 2);
  const {frame: rack, places: boxes} = rackLayout({...rackRoom, x: rackX, y: rackY}, places);
  const exitX = rackX + rack.width + toExit;
  const awayBox = clamp(box, 20, 32);
  const awayPitch = awayBox + 9;
  const bin = finite
    ? {x: foot.x + 5, y: surface + 18, width: HATCH - 10, height: floor - surface - 18}
    : {
        x: beltX + Math.min(60, beltWidth * 0.2),
        y: surface + 26,
        width: Math.min(140, beltWidth * 0.55),
        height: floor - surface - 26
      };
  return {
    compact: false,
    width,
    height,
    box,
    awayBox,
    entry: chutePath({x: left + 6, y: surface - (few ? 96 : 108)}, foot, box),
    arrivedAt: 0.45,
    belt: bufferPlaces > 0 ? {x: beltX, y: surface, width: beltWidth, height: 10} : null,
    line: {
      x: beltX + beltWidth - 6 - box / 2,
      y: surface - box / 2,
      step: -pitch,
      spots,
      fence: fenceAt(spec, spots)
    },
    slots: finite ? bufferPlaces : 0,
    hatch: finite ? {x: foot.x, y: surface, leaf: HATCH / 2} : null,
    rack,
    places: boxes,
    exit: {x: exitX, y: surface, width: exitWidth, height: 10},
    away: {
      x: exitX + 8 + awayBox / 2,
      y: surface - awayBox / 2,
      step: awayPitch,
      spots: Math.max(1, Math.floor((exitWidth - 10) / awayPitch)),
      fence: null
    },
    bin,
    floor,
    words: {
      waiting: {x: left, y: TITLE},
      rack: {x: rackX, y: TITLE},
      left: {x: exitX, y: TITLE}
    }
  };
}

/** The parcels' centres down a chute from `top` to `foot`. */
function chutePath(
  top: {readonly x: number; readonly y: number},
  foot: {readonly x: number; readonly y: number},
  box: number
): Waypoint[] {
  const knee = {x: foot.x - 22, y: foot.y - 20};
  const [dx, dy] = [knee.x - top.x, knee.y - top.y];
  const length = Math.hypot(dx, dy);
  const off = box / 2 + 2;
  const [nx, ny] = [(dy / length) * off, (-dx / length) * off];
  const angle = (Math.atan2(dy, dx) * 180) / Math.PI - 90;
  return [
    {x: top.x + nx, y: top.y + ny, angle},
    {x: knee.x + nx, y: knee.y + ny, angle},
    {x: foot.x + box * 0.4, y: foot.y - box / 2, angle: 0}
  ];
}
