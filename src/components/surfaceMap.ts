/**
 * The whole space as a map, batch size against window: where both hold, where it is too slow, where throughput is too
 * little, each by pattern and word; with the reader's deployments and the best place on it.
 */
import {formatDuration} from "../lib/format.js";
import {withWindow} from "../lib/lessons/batchingScenario.js";
import type {Surface, SurfaceCell} from "../lib/lessons/batchingSurface.js";
import {deploymentMarks} from "./marks/deploymentMark.js";
import {labelBoard} from "./marks/labelBoard.js";
import {
  type CellGrid,
  cellCorner,
  drawSurfaceAxes,
  outlineBoth,
  type Zone,
  zoneFills
} from "./marks/surfaceGround.js";
import {drawBest, nameZones} from "./marks/surfaceNames.js";
import {round} from "./marks/write.js";
import {figure} from "./theme.js";

export interface SurfaceMapData {
  readonly surface: Surface;
  /** The best cell; null where none holds both, or the map is not complete yet. */
  readonly best: SurfaceCell | null;
  readonly complete: boolean;
  readonly deployments: readonly {
    readonly number: number;
    readonly batch: number;
    readonly window: number;
    readonly pass: boolean;
  }[];
  readonly throughputTarget: number;
  readonly latencyLimit: number;
}

function zoneOf(
  {throughput, latency, pass}: SurfaceCell,
  {throughputTarget, latencyLimit}: SurfaceMapData
): Zone {
  if (pass) return "both";
  const enough = throughput >= throughputTarget;
  const fast = latency <= latencyLimit;
  return enough ? "slow" : fast ? "little" : "neither";
}

export function surfaceMapSentence(data: SurfaceMapData): string {
  const {surface, best, complete} = data;
  const {cells, batches, windows} = surface;
  if (!complete)
    return `The space is being simulated: ${cells.length} of ${batches.length * windows.length} configurations.`;
  const passing = cells.filter(({pass}) => pass).length;
  const all = `${cells.length} configurations simulated, ${passing === 0 ? "none" : passing} hold${passing === 1 ? "s" : ""} both.`;
  return best
    ? `${all} The best is batch ${best.batch} ${withWindow(best.window)}.`
    : `${all} No batch size meets both.`;
}

export function surfaceMapTable(data: SurfaceMapData): {columns: string[]; rows: (string | number)[][]} {
  const words: Readonly<Record<Zone, string>> = {
    both: "both hold",
    slow: "too slow",
    little: "too little",
    neither: "too slow and too little"
  };
  return {
    columns: ["batch size", "window", "throughput [1/s]", "latency", "verdict"],
    rows: data.surface.cells.map((cell) => [
      cell.batch,
      formatDuration(cell.window),
      Number(cell.throughput.toPrecision(4)),
      Number.isFinite(cell.latency) ? formatDuration(cell.latency) : "grows without end",
      words[zoneOf(cell, data)]
    ])
  };
}

const COMPACT_BELOW = 480;

/** The map. */
export function surfaceMap(
  data: SurfaceMapData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {batches, windows, cells} = data.surface;
  const compact = width < COMPACT_BELOW;
  const left = compact ? 40 : 54;
  const right = width - 8;
  const top = 26;
  const cellHeight = compact ? 13 : 16;
  const bottom = top + cellHeight * windows.length;
  const height = bottom + 44;
  const svg = figure(width, height, `Map of batch sizes and windows. ${surfaceMapSentence(data)}`);
  const grid: CellGrid = {
    zones: cells.map((cell) => zoneOf(cell, data)),
    columns: batches.length,
    left,
    right,
    bottom,
    cellWidth: (right - left) / batches.length,
    cellHeight
  };
  const fills = zoneFills(svg);
  grid.zones.forEach((zone, i) => {
    const {x, y} = cellCorner(grid, i);
    svg
      .append("rect")
      .attr("x", round(x))
      .attr("y", round(y))
      .attr("width", round(grid.cellWidth + 0.3))
      .attr("height", cellHeight + 0.3)
      .attr("fill", fills[zone])
      .attr("data-part", zone);
  });
  outlineBoth(svg, grid);
  const axis = drawSurfaceAxes(svg, data.surface, grid, {compact});
  const board = labelBoard({left, right, top, bottom}, {gap: 3});
  const deployed = data.deployments.map((one) => ({...one, x: axis.x(one.batch), y: axis.y(one.window)}));
  for (const {x, y} of deploymentMarks(svg, deployed, {left, right, top, bottom}))
    board.block({left: x - 11, right: x + 11, top: y - 11, bottom: y + 11});
  if (data.best) drawBest(svg, data.best, axis, board, compact);
  if (data.complete) nameZones(svg, grid, board);
  return svg.node()!;
}
