/** Equal places in rows that fill a room best: where each box, its bar and its cell stand. */
import type {Area} from "./stageParts.js";

export interface RackPlace {
  readonly cell: Area;
  readonly box: Area;
  readonly bar: Area;
}

export interface RackLayout {
  readonly frame: Area;
  readonly places: readonly RackPlace[];
}

/** Room around a box [px]. */
interface Spacing {
  readonly frame: number;
  readonly between: number;
  readonly side: number;
  readonly barGap: number;
  readonly bar: number;
}

const ROOMY: Spacing = {frame: 6, between: 5, side: 5, barGap: 5, bar: 5};
const TIGHT: Spacing = {frame: 4, between: 3, side: 2.5, barGap: 2, bar: 3};
/** Boxes narrower than this [px] stand closer together. */
const ROOMY_FROM = 25;
/** So few places are drawn large. */
export const FEW = 3;
const MOST = {width: 44, height: 30};
const MOST_OF_FEW = {width: 116, height: 84};
/** What an empty cell at the end costs, in pixels of a box. */
const EMPTY_CELL = 0.5;
/** Width over height of a box at most. */
const FLATTEST = 1.75;

/** A rack of `places` within `room`, at its left and as high as it needs. */
export function rackLayout(room: Area, places: number): RackLayout {
  const roomy = bestFit(room, places, ROOMY);
  const {columns, width, height, spacing} = roomy.width >= ROOMY_FROM ? roomy : bestFit(room, places, TIGHT);
  const {frame, between, side, barGap, bar} = spacing;
  const cell = {width: width + 2 * side, height: height + 2 * side + barGap + bar};
  const rows = Math.ceil(places / columns);
  return {
    frame: {
      x: room.x,
      y: room.y,
      width: columns * (cell.width + between) - between + 2 * frame,
      height: rows * (cell.height + between) - between + 2 * frame
    },
    places: Array.from({length: places}, (_, i) => {
      const x = room.x + frame + (i % columns) * (cell.width + between);
      const y = room.y + frame + Math.floor(i / columns) * (cell.height + between);
      return {
        cell: {x, y, ...cell},
        box: {x: x + side, y: y + side, width, height},
        bar: {x: x + side, y: y + side + height + barGap, width, height: bar}
      };
    })
  };
}

function bestFit(room: Area, places: number, spacing: Spacing) {
  const {frame, between, side, barGap, bar} = spacing;
  const most = places <= FEW ? MOST_OF_FEW : MOST;
  let best = {columns: 1, width: 3, height: 3, spacing, score: 0};
  for (let columns = 1; columns <= places; ++columns) {
    const rows = Math.ceil(places / columns);
    const across = (room.width - 2 * frame + between) / columns - between - 2 * side;
    const down = (room.height - 2 * frame + between) / rows - between - 2 * side - barGap - bar;
    const height = Math.floor(Math.min(most.height, down, across));
    const width = Math.floor(Math.min(most.width, across, height * FLATTEST));
    const score = Math.min(width, height * 1.4) - (rows * columns - places) * EMPTY_CELL;
    if (height >= 3 && width >= 3 && score > best.score) best = {columns, width, height, spacing, score};
  }
  return best;
}
