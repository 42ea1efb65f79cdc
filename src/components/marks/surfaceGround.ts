/** The ground of the map: each zone's pattern, the border of the zone where both hold, and the axes. */
import {scaleLinear, scalePoint} from "d3";
import {formatNumber} from "../../lib/format.js";
import type {Surface} from "../../lib/lessons/batchingSurface.js";
import {color, font, type SvgSelection, uniqueId} from "../theme.js";
import {beyondHatch} from "./beyondHatch.js";
import {timeUnit} from "./scaleUnits.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

export type Zone = "both" | "slow" | "little" | "neither";

/** The cells of the map: columns from the left, rows from the bottom. */
export interface CellGrid {
  readonly zones: readonly Zone[];
  readonly columns: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/** Upper left corner of a cell. */
export function cellCorner(
  {columns, left, bottom, cellWidth, cellHeight}: CellGrid,
  i: number
): {readonly x: number; readonly y: number} {
  return {
    x: left + (i % columns) * cellWidth,
    y: bottom - (Math.floor(i / columns) + 1) * cellHeight
  };
}

/** The pattern of each zone. */
export function zoneFills(svg: SvgSelection): Readonly<Record<Zone, string>> {
  const id = uniqueId("pattern-little");
  const tile = svg
    .append("defs")
    .append("pattern")
    .attr("id", id)
    .attr("width", 7)
    .attr("height", 7)
    .attr("patternUnits", "userSpaceOnUse");
  tile.append("rect").attr("width", 7).attr("height", 7).attr("fill", color.grid);
  tile.append("circle").attr("cx", 3.5).attr("cy", 3.5).attr("r", 1).attr("fill", color.edge);
  return {both: color.passSoft, slow: beyondHatch(svg), little: `url(#${id})`, neither: color.lostSoft};
}

/** The border of the zone where both hold. */
export function outlineBoth(svg: SvgSelection, grid: CellGrid): void {
  const {zones, columns, cellWidth, cellHeight} = grid;
  const inside = (row: number, column: number) =>
    column >= 0 && column < columns && row >= 0 && zones[row * columns + column] === "both";
  const edges: string[] = [];
  zones.forEach((zone, i) => {
    if (zone !== "both") return;
    const [row, column] = [Math.floor(i / columns), i % columns];
    const {x, y} = cellCorner(grid, i);
    const [x0, y0, x1, y1] = [round(x), round(y), round(x + cellWidth), round(y + cellHeight)];
    if (!inside(row + 1, column)) edges.push(`M${x0},${y0}H${x1}`);
    if (!inside(row - 1, column)) edges.push(`M${x0},${y1}H${x1}`);
    if (!inside(row, column - 1)) edges.push(`M${x0},${y0}V${y1}`);
    if (!inside(row, column + 1)) edges.push(`M${x1},${y0}V${y1}`);
  });
  svg
    .append("path")
    .attr("d", edges.join(""))
    .attr("fill", "none")
    .attr("stroke", color.pass)
    .attr("stroke-width", 2.2)
    .attr("stroke-linecap", "square");
}

/** Where a batch size and a window lie. */
export interface SurfaceAxis {
  readonly x: (batch: number) => number;
  readonly y: (window: number) => number;
}

/** Batch sizes to the right, each as wide as the next; windows upwards. */
export function drawSurfaceAxes(
  svg: SvgSelection,
  {batches, windows}: Surface,
  {left, right, bottom, cellWidth, cellHeight}: CellGrid,
  {compact}: {readonly compact: boolean}
): SurfaceAxis {
  const centre = scalePoint<number>([...batches], [left + cellWidth / 2, right - cellWidth / 2]);
  const last = windows[windows.length - 1]!;
  const unit = timeUnit(last);
  let free = -Infinity;
  for (const batch of batches) {
    const px = centre(batch) ?? left;
    const half = textWidth(String(batch), 11.5) / 2 + 3;
    if (px - half < free) continue;
    free = px + half;
    write(svg, String(batch), {
      x: px,
      y: bottom + 17,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  write(svg, "batch size", {x: right, y: bottom + 36, anchor: "end", halo: null});
  const lowest = bottom - cellHeight / 2;
  const y = scaleLinear([windows[0]!, last], [lowest, lowest - cellHeight * (windows.length - 1)]);
  for (const tick of y.ticks(compact ? 4 : 6)) {
    write(svg, formatNumber(tick / unit.size), {
      x: left - 7,
      y: y(tick) + 4,
      anchor: "end",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  write(svg, `↑ window [${unit.name}]`, {x: 0, y: 13, halo: null});
  // A deployment may lie between the columns of the map.
  const x = (batch: number) => {
    const next = batches.findIndex((known) => known >= batch);
    if (next < 0) return centre(batches[batches.length - 1]!) ?? right;
    if (next === 0) return centre(batches[0]!) ?? left;
    const [a, b] = [batches[next - 1]!, batches[next]!];
    const share = (batch - a) / (b - a);
    return (centre(a) ?? left) * (1 - share) + (centre(b) ?? left) * share;
  };
  return {x, y};
}
