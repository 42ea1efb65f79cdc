/** Where everything stands on the film's stage, at any width and for any number of places. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly size: Size;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface StageLayout {
  readonly small: boolean;
  readonly height: number;
  /** Side of a parcel [px]. */
  readonly box: number;
  /** `y` of the belt's surface. */
  readonly belt: Area;
  /** Spots on the belt, the next to be served first. */
  readonly beltSpots: readonly Box[];
  readonly more: {readonly x: number; readonly y: number};
  readonly entry: Box;
  readonly rack: Area;
  readonly rackTextY: number;
  readonly places: readonly Box[];
  readonly exit: Area;
  readonly exitTextY: number;
  readonly exitSpots: readonly Box[];
  readonly bin: Area;
  readonly binSpot: Box;
}

const SMALL = 560;
const MOST_SPOTS = 60;
/** So few places are drawn large. */
const FEW = 3;

/** The layout: side by side where there is room, else one below the other. */
export function stageLayout(width: number, places: number, bufferPlaces: number): StageLayout {
  return width < SMALL ? stacked(width, places, bufferPlaces) : sideBySide(width, places, bufferPlaces);
}

function sideBySide(width: number, places: number, bufferPlaces: number): StageLayout {
  const height = 250;
  const beltArea = {x: 6, y: 150, width: width * 0.4, height: 9};
  const rackRoom = {x: width * 0.455, y: 24, width: width * 0.335, height: 200};
  const {rack, boxes} = rackBoxes(rackRoom, places);
  const box = 28;
  const pitch = box + 8;
  const count = spotCount(Math.floor((beltArea.width - 40) / pitch), bufferPlaces);
  const spots = Array.from(
    {length: count},
    (_, i): Box => square(beltArea.x + beltArea.width - (i + 1) * pitch - 2, beltArea.y - box, box)
  );
  const exit = {x: width * 0.82, y: 150, width: width * 0.18 - 6, height: 9};
  const exitCount = Math.max(1, Math.floor(exit.width / pitch));
  const bin = {x: beltArea.x + 24, y: 186, width: 130, height: 44};
  return {
    small: false,
    height,
    box,
    belt: beltArea,
    beltSpots: spots,
    more: {x: beltArea.x, y: beltArea.y - box - 14},
    entry: square(beltArea.x - box - 10, beltArea.y - box - 26, box),
    rack,
    rackTextY: 14,
    places: boxes,
    exit,
    exitTextY: 14,
    exitSpots: Array.from({length: exitCount}, (_, i) => square(exit.x + 4 + i * pitch, exit.y - box, box)),
    bin,
    binSpot: square(bin.x + bin.width / 2 - box / 2, bin.y - box * 0.55, box)
  };
}

function stacked(width: number, places: number, bufferPlaces: number): StageLayout {
  const box = 20;
  const pitch = box + 6;
  const beltArea = {x: 2, y: 24 + 14 + box, width: width - 4, height: 9};
  const count = spotCount(Math.floor((beltArea.width - 6) / pitch), bufferPlaces);
  const spots = Array.from({length: count}, (_, i) =>
    square(beltArea.x + beltArea.width - (i + 1) * pitch - 2, beltArea.y - box, box)
  );
  const rackTop = beltArea.y + 62;
  const rows = Math.ceil(places / 8);
  const {rack, boxes} = rackBoxes(
    {x: 2, y: rackTop, width: width - 4, height: Math.min(150, 26 + rows * 40)},
    places
  );
  const exit = {x: 2, y: rack.y + rack.height + 34 + box, width: width * 0.6, height: 9};
  const bin = {x: width - 104, y: exit.y - 26, width: 100, height: 36};
  return {
    small: true,
    height: exit.y + 18,
    box,
    belt: beltArea,
    beltSpots: spots,
    more: {x: 2, y: beltArea.y + 24},
    entry: square(-box - 6, beltArea.y - box, box),
    rack,
    rackTextY: rackTop - 8,
    places: boxes,
    exit,
    exitTextY: exit.y - box - 10,
    exitSpots: Array.from({length: Math.max(1, Math.floor(exit.width / pitch))}, (_, i) =>
      square(exit.x + 4 + i * pitch, exit.y - box, box)
    ),
    bin,
    binSpot: square(bin.x + bin.width / 2 - box / 2, bin.y - box * 0.6, box)
  };
}

function spotCount(room: number, bufferPlaces: number): number {
  return Math.max(0, Math.min(MOST_SPOTS, room, bufferPlaces));
}

function square(x: number, y: number, side: number): Box {
  return {x, y, size: {width: side, height: side}};
}

/** Equal boxes in rows that fill the room best, and the frame around them. */
function rackBoxes(room: Area, places: number): {rack: Area; boxes: Box[]} {
  const padding = 9;
  const inner = {width: room.width - 2 * padding, height: room.height - 2 * padding};
  let best = {columns: 1, width: 0, height: 0};
  for (let columns = 1; columns <= places; ++columns) {
    const rows = Math.ceil(places / columns);
    const [widest, tallest] = places <= FEW ? [120, 76] : [52, 30];
    const width = Math.min(widest, inner.width / columns - 9);
    const height = Math.min(tallest, inner.height / rows - 15, width * 0.75);
    if (Math.min(width, height * 1.4) > Math.min(best.width, best.height * 1.4))
      best = {columns, width, height};
  }
  const {columns} = best;
  const width = Math.max(4, best.width);
  const height = Math.max(3, best.height);
  const rows = Math.ceil(places / columns);
  const boxes = Array.from(
    {length: places},
    (_, i): Box => ({
      x: room.x + padding + (i % columns) * (width + 9) + 3,
      y: room.y + padding + Math.floor(i / columns) * (height + 15),
      size: {width, height}
    })
  );
  const used = {
    width: columns * (width + 9) - 3 + 2 * padding,
    height: rows * (height + 15) - 4 + 2 * padding
  };
  return {rack: {x: room.x, y: room.y, ...used}, boxes};
}
