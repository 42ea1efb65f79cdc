/** The stage for a narrow place: the line, the rack, and those who left, one below the other. */
import {FEW, rackLayout} from "./rackLayout.js";
import {
  type Area,
  clamp,
  FENCE_GAP,
  fenceAt,
  type StageLayout,
  type StageSpec,
  wantedSpots
} from "./stageParts.js";

const PAD = 8;
const TITLE = 17;
const AWAY_BOX = 25;
const AWAY_PITCH = 34;
const BIN = 92;
const SIDE_GAP = 16;

export function compactLayout(spec: StageSpec): StageLayout {
  const {width, places, bufferPlaces} = spec;
  const inner = width - 2 * PAD;
  const finite = Number.isFinite(bufferPlaces);
  const wanted = Math.max(1, wantedSpots(spec));
  const fenced = fenceAt(spec, wanted) !== null;
  const room = inner - 4 - (fenced ? FENCE_GAP : 0);
  const share = Math.floor(room / wanted);
  const box = clamp(share - (share >= 26 ? 6 : 3), fenced ? 9 : 15, 26);
  const pitch = box + (box >= 20 ? 6 : 3);
  const spots = finite ? bufferPlaces : Math.max(1, Math.floor((room + pitch - box) / pitch));
  const surface = TITLE + 9 + box;
  // Without a line the parcels come in at the side of the rack.
  const [rackTitle, rackX] =
    bufferPlaces === 0 ? [TITLE + 27, PAD + 34] : [surface + (finite ? 42 : 29), PAD];
  const {frame: rack, places: boxes} = rackLayout(
    {
      x: rackX,
      y: rackTitle + 9,
      width: places <= FEW ? inner * 0.42 : inner - rackX + PAD,
      height: rackHeight(places)
    },
    places
  );
  const way = bufferPlaces === 0 ? rack.y + rack.height / 2 : surface - box / 2;
  const beside = width - PAD - (rack.x + rack.width + SIDE_GAP) >= BIN;
  const {away, bin, left, bottom} = beside ? atItsSide(rack, width) : below(rack, width);
  return {
    compact: true,
    width,
    height: bottom + 8,
    box,
    awayBox: AWAY_BOX,
    entry: [
      {x: -box, y: way, angle: 0},
      {x: PAD, y: way, angle: 0}
    ],
    arrivedAt: 0,
    belt: bufferPlaces > 0 ? {x: PAD, y: surface, width: inner, height: 7} : null,
    line: {
      x: bufferPlaces === 0 ? rack.x - box / 2 : width - PAD - 2 - box / 2,
      y: way,
      step: -pitch,
      spots,
      fence: fenceAt(spec, spots)
    },
    slots: finite ? bufferPlaces : 0,
    hatch: null,
    rack,
    places: boxes,
    exit: null,
    away,
    bin,
    floor: null,
    words: {waiting: {x: PAD, y: TITLE}, rack: {x: rackX, y: rackTitle}, left}
  };
}

function rackHeight(places: number): number {
  if (places <= FEW) return 98;
  return places > 48 ? 190 : 136;
}

/** A small rack leaves room at its side: those who left on top, the bin at the bottom. */
function atItsSide(rack: Area, width: number) {
  const x = rack.x + rack.width + SIDE_GAP;
  return {
    left: {x, y: rack.y - 9},
    away: awayLane(x, rack.y + 16, width - PAD - x),
    bin: {x: width - PAD - BIN, y: rack.y + rack.height - 36, width: BIN, height: 36},
    bottom: rack.y + rack.height
  };
}

function below(rack: Area, width: number) {
  const y = rack.y + rack.height + 26;
  const x = PAD + 104;
  const bin = {x: width - PAD - 80, y: y - 14, width: 80, height: 28};
  return {left: {x: PAD, y: y + 4}, away: awayLane(x, y, bin.x - 10 - x), bin, bottom: y + 14};
}

function awayLane(x: number, y: number, room: number) {
  return {
    x: x + AWAY_BOX / 2,
    y,
    step: AWAY_PITCH,
    spots: Math.max(1, Math.floor((room + AWAY_PITCH - AWAY_BOX) / AWAY_PITCH)),
    fence: null
  };
}
