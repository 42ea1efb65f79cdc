/** The names on the map: the best place, and each zone's own in its middle. */

import {windowName} from "../../lib/lessons/batchingScenario.js";
import type {SurfaceCell} from "../../lib/lessons/batchingSurface.js";
import {color, type SvgSelection} from "../theme.js";
import type {Box, LabelBoard} from "./labelBoard.js";
import {type CellGrid, cellCorner, type SurfaceAxis, type Zone} from "./surfaceGround.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

/** A star at the best place, with its name. */
export function drawBest(
  svg: SvgSelection,
  best: SurfaceCell,
  {x, y}: SurfaceAxis,
  board: LabelBoard,
  compact: boolean
): void {
  const at = {x: x(best.batch), y: y(best.window)};
  svg
    .append("path")
    .attr("d", star(at.x, at.y, 11))
    .attr("fill", color.pass)
    .attr("stroke", color.field)
    .attr("stroke-width", 1.5)
    .attr("data-part", "best");
  board.block({left: at.x - 11, right: at.x + 11, top: at.y - 11, bottom: at.y + 11});
  const words = compact ? "best" : `best: batch ${best.batch}, ${windowName(best.window)}`;
  const style = {size: 13, weight: 600};
  const place = board.place({
    words,
    places: [
      {x: at.x + 14, y: at.y + 5, anchor: "start"},
      {x: at.x - 14, y: at.y + 5, anchor: "end"},
      {x: at.x, y: at.y - 15, anchor: "middle"},
      {x: at.x, y: at.y + 26, anchor: "middle"}
    ],
    ...style
  });
  write(svg, words, {...place, ...style, fill: color.pass});
}

function star(x: number, y: number, r: number): string {
  const points = Array.from({length: 10}, (_, i) => {
    const radius = i % 2 === 0 ? r : r * 0.45;
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    return `${round(x + radius * Math.cos(angle))},${round(y + radius * Math.sin(angle))}`;
  });
  return `M${points.join("L")}Z`;
}

/** Wordings of each zone's name: in one line, or in several where it is narrow. */
const NAMES: readonly (readonly [zone: Zone, fill: string, wordings: readonly (readonly string[])[]])[] = [
  ["both", color.pass, [["both hold"], ["both", "hold"]]],
  ["slow", color.lostInk, [["too slow"], ["too", "slow"]]],
  ["little", color.ink, [["too little throughput"], ["too little", "throughput"], ["too", "little"]]],
  [
    "neither",
    color.lostInk,
    [
      ["too slow and too little"],
      ["too slow and", "too little"],
      ["too slow,", "too little"],
      ["too", "slow,", "too", "little"]
    ]
  ]
];
const STYLE = {size: 13, weight: 600};
const LINE = 15;

/** Each zone's name, as near to its own middle as there is room for it, and in no other zone. */
export function nameZones(svg: SvgSelection, grid: CellGrid, board: LabelBoard): void {
  for (const [zone, fill, wordings] of NAMES) {
    const members = grid.zones.flatMap((known, i) => (known === zone ? [i] : []));
    if (members.length === 0) continue;
    for (const lines of wordings) {
      const box = placeIn(grid, members, board, lines);
      if (!box) continue;
      board.block(box);
      lines.forEach((words, k) => {
        const x = (box.left + box.right) / 2;
        write(svg, words, {x, y: box.top + 11.5 + k * LINE, anchor: "middle", ...STYLE, fill});
      });
      break;
    }
  }
}

/** The most central box for these lines that lies in cells of one zone only, and on nothing else. */
function placeIn(
  grid: CellGrid,
  members: readonly number[],
  board: LabelBoard,
  lines: readonly string[]
): Box | undefined {
  const {columns, left, right, bottom, cellWidth, cellHeight, zones} = grid;
  const half = Math.max(...lines.map((words) => textWidth(words, STYLE.size, STYLE.weight))) / 2 + 2;
  const high = (LINE * lines.length) / 2;
  const zone = zones[members[0]!];
  const centres = members.map((i) => {
    const {x, y} = cellCorner(grid, i);
    return {x: x + cellWidth / 2, y: y + cellHeight / 2};
  });
  const mean = (of: (at: {readonly x: number; readonly y: number}) => number) =>
    centres.reduce((sum, at) => sum + of(at), 0) / centres.length;
  const middle = {x: mean(({x}) => x), y: mean(({y}) => y)};
  const isInZone = (box: Box) => {
    if (box.left < left || box.right > right || box.bottom > bottom) return false;
    for (let c = Math.floor((box.left - left) / cellWidth); left + c * cellWidth < box.right; ++c)
      for (let r = Math.floor((bottom - box.bottom) / cellHeight); bottom - r * cellHeight > box.top; ++r)
        if (c >= columns || zones[r * columns + c] !== zone) return false;
    return true;
  };
  return centres
    .sort((a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y))
    .map(({x, y}) => ({left: x - half, right: x + half, top: y - high, bottom: y + high}))
    .find((box) => isInZone(box) && board.isFree(box));
}
