/**
 * A machine's memory at one moment, as a rack of equal cells: what each request uses, what is reserved for it and
 * empty, what is kept for all, what is free. Requests lie in order of arrival, each beginning with its number.
 */
import {formatBytes, formatNumber, formatPercent} from "../lib/format.js";
import type {MemoryTimeline} from "../lib/lessons/cliffViews.js";
import type {MemoryMoment} from "../lib/lessons/memoryAt.js";
import type {RequestName} from "../lib/tables/track.js";
import {patternKey} from "./marks/patternKey.js";
import {slotPattern} from "./marks/slotPatterns.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure} from "./theme.js";

export interface MemoryOptions {
  readonly width?: number;
  readonly title: string;
  readonly names: RequestName;
}

const CELL = 13;
const MOST_ROWS = 16;

/** Rows of cells: fewer where only a few requests fit. */
function rowsOf({capacity, unit, holdings}: MemoryTimeline): number {
  if (unit !== "B") return MOST_ROWS;
  const sizes = holdings.map(({reserved, usedTo}) => (typeof reserved === "number" ? reserved : usedTo));
  const places = capacity / Math.max(capacity / MOST_ROWS, ...sizes);
  return Math.max(3, Math.min(MOST_ROWS, Math.round(1.4 * places)));
}

/** The memory in words: who holds how much, and whom it has thrown out. */
export function memorySentence(
  {fits, capacity, name}: MemoryTimeline,
  moment: MemoryMoment,
  {one, many}: RequestName
): string {
  if (!fits) return `Nothing fits: the ${name} has no room for a single one of the ${many}.`;
  if (capacity === 0) return `Nothing is kept in the ${name}: everything is computed again.`;
  const {owners, used, empty, free, kept, waiting, preempted} = moment;
  const share = (amount: number) => formatPercent(amount / capacity);
  const state = kept > 0 ? `${share(kept)} kept state, ` : "";
  const thrown =
    preempted === null
      ? ""
      : ` Number ${formatNumber(preempted.request + 1)} was thrown out when the blocks ran out; it starts again from its prompt.`;
  const who =
    owners.length === 0
      ? `None of the ${many} holds any of`
      : owners.length === 1
        ? `One ${one} holds`
        : `${formatNumber(owners.length)} ${many} hold`;
  return `${who} the ${name}: ${state}${share(used)} used, ${share(empty)} reserved and empty, ${share(free)} free; ${formatNumber(waiting)} wait outside.${thrown}`;
}

export function memoryTable(
  {unit}: MemoryTimeline,
  {owners, used, empty, kept, free, capacity}: MemoryMoment
): {columns: string[]; rows: (string | number)[][]} {
  return {
    columns: ["number", `used [${unit}]`, `reserved [${unit}]`, `shared [${unit}]`],
    rows: [
      ...owners.map(({request, used: own, reserved, shared}) => [
        `#${formatNumber(request + 1)}`,
        Math.round(own),
        Math.round(reserved),
        Math.round(shared)
      ]),
      ["all", Math.round(used), Math.round(used + empty), ""],
      ["kept state", Math.round(kept), "", ""],
      ["free", Math.round(free), "", ""],
      ["capacity", Math.round(capacity), "", ""]
    ]
  };
}

/** The patterns' key. */
export function memoryKey({kept, holdings}: MemoryTimeline): HTMLElement {
  return patternKey([
    ["math", "used"],
    ["reserved", "reserved, empty"],
    ...(kept > 0 || holdings.some(({shared}) => shared > 0) ? [["kept", "kept for all"] as const] : []),
    ["free", "free"]
  ]);
}

/** The rack. */
export function memoryFigure(
  timeline: MemoryTimeline,
  moment: MemoryMoment,
  {width = 520, title, names}: MemoryOptions
): SVGSVGElement {
  const {capacity, unitBytes, unit, fits} = timeline;
  const columns = Math.max(12, Math.floor(width / CELL));
  const rows = rowsOf(timeline);
  const cells = columns * rows;
  const size = capacity / cells;
  const top = 24;
  const height = top + rows * CELL + 24;
  const svg = figure(width, height, memorySentence(timeline, moment, names));
  const room = columns * CELL - 84;
  const shownTitle =
    textWidth(`${timeline.name}, ${title}`, 13, 600) < room ? `${timeline.name}, ${title}` : title;
  write(svg, shownTitle, {x: 0, y: 13, size: 13, weight: 600, fill: color.ink, halo: null});
  if (!fits || capacity === 0) {
    svg
      .append("rect")
      .attr("x", 0.5)
      .attr("y", top)
      .attr("width", columns * CELL - 1)
      .attr("height", rows * CELL)
      .attr("fill", color.field)
      .attr("stroke", fits ? color.rule : color.lost)
      .attr("stroke-dasharray", "6 4");
    write(svg, fits ? "nothing is kept" : "does not fit", {
      x: (columns * CELL) / 2,
      y: top + (rows * CELL) / 2,
      anchor: "middle",
      size: 15,
      weight: 600,
      fill: fits ? color.second : color.lostInk
    });
    return svg.node()!;
  }
  write(svg, `${formatPercent(1 - moment.free / capacity)} taken`, {
    x: columns * CELL,
    y: 13,
    anchor: "end",
    size: 13,
    weight: 600,
    fill: moment.empty > 0.3 * capacity ? color.lostInk : color.ink,
    halo: null
  });
  const paints = {reserved: slotPattern(svg, "reserved"), kept: slotPattern(svg, "kept")};
  // Stretches of the tape, in units: cells are cut out of it row by row.
  const tape: {from: number; to: number; paint: string; request: number}[] = [];
  let at = 0;
  const lay = (amount: number, paint: string, request: number) => {
    if (amount > 0) tape.push({from: at, to: at + amount, paint, request});
    at += amount;
  };
  lay(moment.kept, paints.kept, -1);
  const shared = Math.max(0, ...moment.owners.map((owner) => owner.shared));
  lay(shared, paints.kept, -1);
  const starts: {request: number; at: number}[] = [];
  for (const {request, used, reserved, shared: common} of moment.owners) {
    starts.push({request, at});
    lay(used - common, color.math, request);
    lay(reserved - used, paints.reserved, request);
  }
  svg
    .append("rect")
    .attr("x", 0.5)
    .attr("y", top - 0.5)
    .attr("width", columns * CELL)
    .attr("height", rows * CELL + 1)
    .attr("fill", color.field)
    .attr("stroke", color.rule);
  for (const stretch of tape) {
    for (let row = Math.floor(stretch.from / size / columns); row < rows; ++row) {
      const begin = Math.max(stretch.from / size, row * columns);
      const end = Math.min(stretch.to / size, (row + 1) * columns);
      if (begin >= (row + 1) * columns) continue;
      if (end <= begin) break;
      svg
        .append("rect")
        .attr("x", round((begin - row * columns) * CELL))
        .attr("y", top + row * CELL + 1)
        .attr("width", round(Math.max(0.5, (end - begin) * CELL)))
        .attr("height", CELL - 2)
        .attr("fill", stretch.paint);
    }
  }
  // A cut where one request's memory ends and the next one's begins, with its number where there is room.
  starts.forEach(({request, at: start}, i) => {
    const cell = start / size;
    const row = Math.min(rows - 1, Math.floor(cell / columns));
    const px = round((cell - row * columns) * CELL);
    svg
      .append("path")
      .attr("d", `M${px},${top + row * CELL}v${CELL}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.4);
    const words = String(request + 1);
    const room = ((starts[i + 1]?.at ?? at) - start) / size;
    if (room * CELL > textWidth(words, 9.5) + 5 && px + textWidth(words, 9.5) + 4 < columns * CELL)
      write(svg, words, {
        x: px + 3,
        y: top + row * CELL + CELL - 3.6,
        size: 9.5,
        weight: 600,
        fill: color.ink
      });
  });
  const all = formatBytes(capacity * unitBytes);
  write(svg, unit === "B" ? all : `${all}, ${formatNumber(capacity)} ${unit}`, {
    x: columns * CELL,
    y: height - 6,
    anchor: "end",
    size: 11,
    halo: null
  });
  const measure =
    unit === "B" ? `one row: ${formatBytes(capacity / rows)}` : `one cell: ${formatNumber(size)} ${unit}`;
  write(svg, measure, {
    x: 0,
    y: height - 6,
    size: 11,
    halo: null
  });
  return svg.node()!;
}
