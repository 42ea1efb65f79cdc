/**
 * The whole space as a map, batch size against window: where both hold, where it is too slow, where throughput is too
 * little, each by pattern and word; with the reader's deployments and the best place on it.
 */
import {scaleLinear, scalePoint} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import type {Surface, SurfaceCell} from "../lib/lessons/batchingSurface.js";
import {beyondHatch} from "./marks/beyondHatch.js";
import {deploymentMark} from "./marks/deploymentMark.js";
import {labelBoard} from "./marks/labelBoard.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, font, type SvgSelection, uniqueId} from "./theme.js";

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

type Zone = "both" | "slow" | "little" | "neither";

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
    ? `${all} The best is batch ${best.batch} with a window of ${formatDuration(best.window)}.`
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
  const cellWidth = (right - left) / batches.length;
  const fills = zoneFills(svg);
  const xOf = (column: number) => left + column * cellWidth;
  const yOf = (row: number) => bottom - (row + 1) * cellHeight;
  const zones: Zone[] = cells.map((cell) => zoneOf(cell, data));
  cells.forEach((_cell, i) => {
    svg
      .append("rect")
      .attr("x", round(xOf(i % batches.length)))
      .attr("y", round(yOf(Math.floor(i / batches.length))))
      .attr("width", round(cellWidth + 0.3))
      .attr("height", cellHeight + 0.3)
      .attr("fill", fills[zones[i]!])
      .attr("data-part", zones[i]!);
  });
  outline(svg, zones, batches.length, xOf, yOf, cellWidth, cellHeight);
  const axis = drawAxes(svg, data.surface, {left, right, bottom, cellWidth, cellHeight, compact});
  const board = labelBoard({left, right, top, bottom}, {gap: 3});
  const stacked = new Map<string, number>();
  for (const deployment of data.deployments) {
    const key = `${deployment.batch}/${deployment.window}`;
    const again = stacked.get(key) ?? 0;
    stacked.set(key, again + 1);
    const at = {x: axis.x(deployment.batch) + 9 * again, y: axis.y(deployment.window)};
    deploymentMark(svg, at, deployment);
    board.block({left: at.x - 11, right: at.x + 11, top: at.y - 11, bottom: at.y + 11});
  }
  if (data.best) drawBest(svg, data.best, axis, board, compact);
  if (data.complete) nameZones(svg, zones, batches.length, board, {xOf, yOf, cellWidth, cellHeight});
  return svg.node()!;
}

function zoneFills(svg: SvgSelection): Readonly<Record<Zone, string>> {
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
function outline(
  svg: SvgSelection,
  zones: readonly Zone[],
  columns: number,
  xOf: (column: number) => number,
  yOf: (row: number) => number,
  cellWidth: number,
  cellHeight: number
): void {
  const inside = (row: number, column: number) =>
    column >= 0 && column < columns && row >= 0 && zones[row * columns + column] === "both";
  const edges: string[] = [];
  zones.forEach((zone, i) => {
    if (zone !== "both") return;
    const [row, column] = [Math.floor(i / columns), i % columns];
    const [x0, y0] = [round(xOf(column)), round(yOf(row))];
    const [x1, y1] = [round(xOf(column) + cellWidth), round(yOf(row) + cellHeight)];
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

interface Axis {
  readonly x: (batch: number) => number;
  readonly y: (window: number) => number;
}

function drawAxes(
  svg: SvgSelection,
  {batches, windows}: Surface,
  {
    left,
    right,
    bottom,
    cellWidth,
    cellHeight,
    compact
  }: {left: number; right: number; bottom: number; cellWidth: number; cellHeight: number; compact: boolean}
): Axis {
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
    if (next <= 0) return centre(batches[Math.max(0, next)]!) ?? left;
    const [a, b] = [batches[next - 1]!, batches[next]!];
    const share = (batch - a) / (b - a);
    return (centre(a) ?? left) * (1 - share) + (centre(b) ?? left) * share;
  };
  return {x, y};
}

function drawBest(
  svg: SvgSelection,
  best: SurfaceCell,
  {x, y}: Axis,
  board: ReturnType<typeof labelBoard>,
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
  const words = compact ? "best" : `best: batch ${best.batch}, ${formatDuration(best.window)}`;
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

/** Each zone's name, in its own middle, where there is room for it. */
function nameZones(
  svg: SvgSelection,
  zones: readonly Zone[],
  columns: number,
  board: ReturnType<typeof labelBoard>,
  {
    xOf,
    yOf,
    cellWidth,
    cellHeight
  }: {xOf: (c: number) => number; yOf: (r: number) => number; cellWidth: number; cellHeight: number}
): void {
  const names: readonly (readonly [Zone, string, string])[] = [
    ["both", "both hold", color.pass],
    ["slow", "too slow", color.lostInk],
    ["little", "too little throughput", color.ink],
    ["neither", "too slow and too little", color.lostInk]
  ];
  for (const [zone, words, fill] of names) {
    const members = zones.flatMap((known, i) => (known === zone ? [i] : []));
    if (members.length === 0) continue;
    const half = textWidth(words, 13, 600) / 2;
    const inZone = new Set(members);
    // The places where the whole text lies in its own zone, the most central first.
    const middle = {
      x: members.reduce((sum, i) => sum + xOf(i % columns), 0) / members.length,
      y: members.reduce((sum, i) => sum + yOf(Math.floor(i / columns)), 0) / members.length
    };
    const places = members
      .map((i) => ({
        i,
        x: xOf(i % columns) + cellWidth / 2,
        y: yOf(Math.floor(i / columns)) + cellHeight / 2 + 4.5,
        anchor: "middle" as const
      }))
      .filter(({i, x}) => {
        const reach = Math.ceil((half - cellWidth / 2) / cellWidth);
        const column = i % columns;
        return (
          x - half >= xOf(0) &&
          x + half <= xOf(columns) &&
          column - reach >= 0 &&
          column + reach < columns &&
          Array.from({length: 2 * reach + 1}, (_, k) => i - reach + k).every((cell) => inZone.has(cell))
        );
      })
      .sort((a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y))
      .slice(0, 60);
    if (places.length === 0) continue;
    const place = board.tryPlace({words, places, size: 13, weight: 600});
    if (place) write(svg, words, {...place, size: 13, weight: 600, fill, halo: color.field});
  }
}
