/** A hundred dots, each one request out of a hundred, stacked where its latency falls: a distribution that can be counted. */
import {scaleLinear} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import {labelBoard} from "./marks/labelBoard.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, font, type SvgSelection} from "./theme.js";

export interface HundredDotsData {
  /** Latency at the centre of each of the hundred shares, ascending [s]: the 0.5th, 1.5th … 99.5th percentile. */
  readonly latencies: ArrayLike<number>;
  readonly mean: number;
  readonly p95: number;
  readonly p99: number;
  /** The limit [s]; what is beyond it is late. */
  readonly limit: number;
}

export interface HundredDotsOptions {
  readonly width?: number;
  /** End of the scale [s], so that several can be compared; by default what the data need. */
  readonly max?: number;
  /** Room for the dots [px]. */
  readonly room?: number;
  /** What the drawing is of, where there are several. */
  readonly name?: string;
}

/** How many of the hundred are late. */
export function lateOfHundred({latencies, limit}: HundredDotsData): number {
  return Array.from(latencies).filter((latency) => latency > limit).length;
}

export function hundredDotsSentence(data: HundredDotsData): string {
  if (!Number.isFinite(data.mean))
    return "Without a steady state every request waits longer than the one before.";
  const late = lateOfHundred(data);
  const who =
    late === 0
      ? "None of a hundred requests is late"
      : late === 100
        ? "All of a hundred requests are late"
        : `${late} of a hundred requests ${late === 1 ? "is" : "are"} late`;
  return `${who}. Mean ${formatDuration(data.mean)}, p95 ${formatDuration(data.p95)}, p99 ${formatDuration(data.p99)}.`;
}

export function hundredDotsTable(data: HundredDotsData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["of a hundred requests, number", "latency", "verdict"],
    rows: Array.from(data.latencies)
      .map((latency, i): (string | number)[] => [
        i + 1,
        Number.isFinite(latency) ? formatDuration(latency) : "grows without end",
        latency > data.limit ? "late" : "in time"
      ])
      .filter((_, i) => i % 5 === 4 || i >= 94)
  };
}

/** The end of a scale for these data. */
export function hundredDotsMaximum(all: readonly HundredDotsData[]): number {
  return Math.max(
    ...all.flatMap(({latencies, limit, p99}) =>
      [limit * 1.15, p99 * 1.05, ...Array.from(latencies).filter(Number.isFinite)].filter(Number.isFinite)
    )
  );
}

const PITCH = 11;
/** Dots no closer than this [px]. */
const TIGHT = 5.5;
const MARGIN = {left: 10, right: 12};

/** Dots stacked where their latency falls; late ones are crosses. */
export function hundredDots(
  data: HundredDotsData,
  {width = 640, max, room = 150, name = "A hundred requests by their latency"}: HundredDotsOptions = {}
): SVGSVGElement {
  const {mean, p95, p99, limit} = data;
  const latencies = Array.from(data.latencies);
  const most = max ?? hundredDotsMaximum([data]);
  const top = 52;
  const base = top + room;
  const height = base + 40;
  const svg = figure(width, height, `${name}. ${hundredDotsSentence(data)}`);
  const x = scaleLinear([0, most], [MARGIN.left, width - MARGIN.right]);
  svg
    .append("rect")
    .attr("x", round(x(limit)))
    .attr("y", top - 4)
    .attr("width", round(Math.max(0, width - MARGIN.right - x(limit))))
    .attr("height", base - top + 4)
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.4);
  svg
    .append("path")
    .attr("d", `M${MARGIN.left},${base + 0.5}H${width - MARGIN.right}`)
    .attr("stroke", color.second);
  if (!Number.isFinite(mean)) {
    write(svg, "✕ no steady state: grows without end", {
      x: width / 2,
      y: (top + base) / 2,
      anchor: "middle",
      size: 14,
      weight: 600,
      fill: color.lostInk
    });
    drawScale(svg, x, base, width, most);
    return svg.node()!;
  }
  drawDots(svg, latencies, {limit, most, base, room, width});
  drawScale(svg, x, base, width, most);
  const board = labelBoard({left: 0, right: width, top: 0, bottom: top}, {gap: 3});
  const rules: readonly (readonly [at: number, words: string, fill: string, dash: string | null])[] = [
    [limit, `limit ${formatDuration(limit)}`, color.lostInk, "5 3"],
    [p99, `p99 ${formatDuration(p99)}`, color.ink, "2 2"],
    [mean, `mean ${formatDuration(mean)}`, color.ink, null],
    [p95, `p95 ${formatDuration(p95)}`, color.second, "1 3"]
  ];
  for (const [at, words, fill, dash] of rules) {
    const px = round(Math.min(x(at), width - 1));
    const place = board.place({
      words,
      places: [12, 28, 44].flatMap((y) => [
        {x: px, y, anchor: "middle" as const},
        {x: px - 3, y, anchor: "end" as const},
        {x: px + 3, y, anchor: "start" as const}
      ]),
      size: 12.5,
      weight: 600
    });
    svg
      .append("path")
      .attr("d", `M${px},${place.y + 4}V${base}`)
      .attr("stroke", fill)
      .attr("stroke-width", 1.5)
      .attr("stroke-dasharray", dash);
    write(svg, words, {...place, size: 12.5, weight: 600, fill});
  }
  return svg.node()!;
}

function drawDots(
  svg: SvgSelection,
  latencies: readonly number[],
  {limit, most, base, room, width}: {limit: number; most: number; base: number; room: number; width: number}
): void {
  const inner = width - MARGIN.left - MARGIN.right;
  const columns = Math.max(16, Math.floor(inner / PITCH));
  const cell = inner / columns;
  const stacks = new Map<number, {late: boolean}[]>();
  for (const latency of latencies) {
    const column = Math.min(columns - 1, Math.floor((Math.min(latency, most) / most) * columns));
    const stack = stacks.get(column) ?? [];
    stack.push({late: latency > limit});
    stacks.set(column, stack);
  }
  // A stack that would not fit goes up in several files side by side, so that every dot can still be counted.
  const rows = Math.floor(room / TIGHT);
  const tallest = Math.max(...[...stacks.values()].map(({length}) => Math.min(length, rows)));
  const pitch = Math.max(TIGHT, Math.min(PITCH, room / tallest));
  const r = round(Math.max(1.3, Math.min(4.4, Math.min(pitch, cell) * 0.4)));
  for (const [column, stack] of stacks) {
    const files = Math.ceil(stack.length / rows);
    const high = Math.ceil(stack.length / files);
    const middle = MARGIN.left + (column + 0.5) * cell;
    const left = Math.max(MARGIN.left + pitch / 2, middle - ((files - 1) * pitch) / 2);
    stack.forEach(({late}, i) => {
      const cx = round(Math.min(left + Math.floor(i / high) * pitch, width - 3));
      const cy = round(base - ((i % high) + 0.5) * pitch);
      if (late)
        svg
          .append("path")
          .attr("d", `M${cx - r},${cy - r}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}`)
          .attr("stroke", color.lost)
          .attr("stroke-width", 1.9)
          .attr("data-part", "late");
      else
        svg
          .append("circle")
          .attr("cx", cx)
          .attr("cy", cy)
          .attr("r", r)
          .attr("fill", color.math)
          .attr("data-part", "in-time");
    });
  }
}

function drawScale(
  svg: SvgSelection,
  x: (time: number) => number,
  base: number,
  width: number,
  most: number
): void {
  const unit = timeUnit(most);
  const ticks = scaleLinear([0, most / unit.size], [0, 1]).ticks(Math.max(3, Math.floor(width / 110)));
  for (const tick of ticks) {
    const px = round(x(tick * unit.size));
    svg.append("path").attr("d", `M${px},${base}v5`).attr("stroke", color.second);
    const words = formatNumber(tick);
    write(svg, words, {
      x: Math.max(px, 4 * words.length),
      y: base + 19,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  const words = `latency [${unit.name}]; one mark, one request of a hundred`;
  write(svg, textWidth(words) < width - 20 ? words : `latency [${unit.name}]`, {
    x: width - MARGIN.right,
    y: base + 36,
    anchor: "end",
    halo: null
  });
}
