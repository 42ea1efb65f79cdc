/**
 * Cumulative flow: requests arrived and requests answered as two staircases on one clock. The gap read upwards is L,
 * the gap read sideways is W. Below it, a dozen requests in a row on the same clock.
 */
import {scaleLinear} from "d3";
import {formatClock, formatDuration, formatNumber} from "../lib/format.js";
import {color, figure, pattern} from "./theme.js";

export interface FlowData {
  /** Ascending times [s] of accepted arrivals, starts of service, departures; and of lost arrivals. */
  readonly arrivals: Float64Array;
  readonly starts: Float64Array;
  readonly departures: Float64Array;
  readonly losses: Float64Array;
  /** The window shown and the cursor [s]; `span` is the whole film's length, for the clock's format. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly span: number;
  /** Counts at the cursor. */
  readonly waiting: number;
  readonly inService: number;
  /** The horizontal gap: the k-th arrival and the k-th departure. */
  readonly example: {readonly request: number; readonly arrival: number; readonly departure: number} | null;
  readonly requests: readonly {
    readonly number: number;
    readonly arrival: number;
    readonly start: number;
    readonly departure: number;
  }[];
  readonly requestName: string;
}

export function cumulativeFlowSentence({waiting, inService, example}: FlowData): string {
  const vertical = `The gap read upwards is L: ${formatNumber(waiting + inService)} (${formatNumber(waiting)} waiting, ${formatNumber(inService)} being served).`;
  return example
    ? `${vertical} Read sideways it is W: ${formatDuration(example.departure - example.arrival)}.`
    : vertical;
}

export function cumulativeFlowTable({requests, span}: FlowData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["number", "arrives at", "starts at", "answered at", "waits", "in the system"],
    rows: requests.map(({number, arrival, start, departure}) => [
      number,
      formatClock(arrival, span),
      formatClock(start, span),
      formatClock(departure, span),
      formatDuration(start - arrival),
      formatDuration(departure - arrival)
    ])
  };
}

/** Index of the first of the ascending times that is > t. */
function after(times: Float64Array, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The flow with its strip. */
export function cumulativeFlow(data: FlowData, {width = 900}: {readonly width?: number} = {}): SVGSVGElement {
  const {
    arrivals,
    starts,
    departures,
    losses,
    from,
    to,
    at,
    span,
    waiting,
    inService,
    example,
    requests,
    requestName
  } = data;
  const small = width < 560;
  const side = small ? 18 : 146;
  const margin = {left: 52, right: side, top: 26};
  const plot = small ? 190 : 260;
  const pitch = small ? 0 : 13;
  const stripTop = margin.top + plot + (small ? 0 : 34);
  const strip = pitch * requests.length;
  const height = stripTop + strip + 30;
  const svg = figure(width, height, `Cumulative ${requestName} arrived and answered over time`);
  const x = scaleLinear([from, to], [margin.left, width - margin.right]);
  const low = after(departures, from);
  const high = after(arrivals, to);
  const y = scaleLinear(
    [Math.max(0, low - 1), Math.max(high, low + 4)],
    [margin.top + plot, margin.top + 4]
  ).nice(5);

  for (const tick of y.ticks(small ? 4 : 6).filter(Number.isInteger)) {
    svg
      .append("path")
      .attr("d", `M${margin.left},${y(tick)}H${width - margin.right}`)
      .attr("stroke", color.grid);
    svg
      .append("text")
      .attr("x", margin.left - 7)
      .attr("y", y(tick) + 4)
      .attr("text-anchor", "end")
      .attr("fill", color.second)
      .text(formatNumber(tick));
  }
  svg
    .append("text")
    .attr("x", 2)
    .attr("y", 13)
    .attr("fill", color.second)
    .text(`${requestName} counted since the start`);
  const bottom = stripTop + strip;
  const timeTicks = x.ticks(Math.max(2, Math.floor((width - margin.left - margin.right) / 96)));
  for (const tick of timeTicks) {
    svg
      .append("path")
      .attr("d", `M${x(tick)},${margin.top}V${bottom}`)
      .attr("stroke", color.grid);
    svg
      .append("text")
      .attr("x", x(tick))
      .attr("y", bottom + 18)
      .attr("text-anchor", "middle")
      .attr("fill", color.second)
      .text(formatClock(tick, span));
  }

  const end = Math.min(at, to);
  const steps = (times: Float64Array) => staircase(times, from, end, x, y);
  const [a, s, d] = [steps(arrivals), steps(starts), steps(departures)];
  const area = (upper: readonly Point[], lower: readonly Point[]) =>
    `M${[...upper, ...[...lower].reverse()].map(([px, py]) => `${px},${py}`).join("L")}Z`;
  const path = (points: readonly Point[]) => `M${points.map(([px, py]) => `${px},${py}`).join("L")}`;
  svg.append("path").attr("d", area(s, d)).attr("fill", color.mathSoft);
  svg.append("path").attr("d", area(a, s)).attr("fill", pattern(svg, "wait"));
  svg
    .append("path")
    .attr("d", path(a))
    .attr("fill", "none")
    .attr("stroke", color.ink)
    .attr("stroke-width", 2);
  svg
    .append("path")
    .attr("d", path(d))
    .attr("fill", "none")
    .attr("stroke", color.math)
    .attr("stroke-width", 2);

  const lostShown = losses.subarray(after(losses, from), after(losses, end));
  const thinning = Math.max(1, Math.ceil(lostShown.length / 80));
  lostShown.forEach((time, i) => {
    if (i % thinning !== 0) return;
    const [cx, cy] = [x(time), y(after(arrivals, time)) - 9];
    svg
      .append("path")
      .attr("d", `M${cx - 4},${cy - 4}l8,8m0,-8l-8,8`)
      .attr("stroke", color.lost)
      .attr("stroke-width", 2);
  });

  if (example && example.arrival >= from && example.departure <= to) {
    const level = y(example.request - 0.5);
    svg
      .append("path")
      .attr("d", `M${x(example.arrival)},${level - 5}v10m0,-5H${x(example.departure)}m0,-5v10`)
      .attr("fill", "none")
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.8);
    const middle = (x(example.arrival) + x(example.departure)) / 2;
    label(
      svg,
      Math.min(Math.max(middle, margin.left + 40), width - margin.right - 40),
      level + 18,
      "middle",
      `W = ${formatDuration(example.departure - example.arrival)}`,
      color.ink
    );
  }

  svg
    .append("path")
    .attr("d", `M${x(end)},${margin.top - 6}V${bottom}`)
    .attr("stroke", color.ink);
  const [top, floor] = [y(after(arrivals, end)), y(after(departures, end))];
  const bracket = x(end) + 8;
  svg
    .append("path")
    .attr("d", `M${bracket - 4},${top}h8m-4,0V${floor}m-4,0h8`)
    .attr("fill", "none")
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.8);
  const words: readonly (readonly [string, string, number])[] = [
    ["A(t) arrived", color.ink, 600],
    [`L = ${formatNumber(waiting + inService)}`, color.ink, 600],
    [`${formatNumber(waiting)} waiting`, color.waitInk, 500],
    [`${formatNumber(inService)} being served`, color.mathInk, 500],
    ["D(t) answered", color.mathInk, 600],
    ...(lostShown.length > 0
      ? ([[`✕ ${formatNumber(lostShown.length)} lost here`, color.lostInk, 600]] as const)
      : [])
  ];
  if (small) {
    const upper = words.filter((_, i) => i !== 0 && i !== 4);
    upper.forEach(([text, fill], i) => {
      label(svg, margin.left + 6, margin.top + 14 + i * 16, "start", text, fill);
    });
  } else {
    const middle = Math.min(Math.max((top + floor) / 2, margin.top + 44), margin.top + plot - 44);
    const startX = bracket + 12;
    words.forEach(([text, fill, weight], i) => {
      label(svg, startX, middle - 36 + i * 17, "start", text, fill, weight);
    });
    requests.forEach(({number, arrival, start, departure}, i) => {
      const level = stripTop + (i + 0.5) * pitch;
      const clip = (time: number) => Math.min(Math.max(x(time), margin.left), width - margin.right);
      const past = (time: number) => Math.min(time, end);
      if (arrival > end) return;
      svg
        .append("path")
        .attr("d", `M${clip(arrival)},${level - 5}v10`)
        .attr("stroke", color.ink)
        .attr("stroke-width", 1.5);
      svg
        .append("rect")
        .attr("x", clip(arrival))
        .attr("y", level - 2.5)
        .attr("width", Math.max(0, clip(past(start)) - clip(arrival)))
        .attr("height", 5)
        .attr("fill", pattern(svg, "wait"));
      if (start < end)
        svg
          .append("rect")
          .attr("x", clip(start))
          .attr("y", level - 4.5)
          .attr("width", Math.max(1, clip(past(departure)) - clip(start)))
          .attr("height", 9)
          .attr("rx", 2)
          .attr("fill", color.math);
      if (departure <= end)
        svg
          .append("path")
          .attr("d", `M${clip(departure)},${level - 4.5}l5,4.5l-5,4.5z`)
          .attr("fill", color.math);
      if (i === 0 || i === requests.length - 1)
        svg
          .append("text")
          .attr("x", margin.left - 7)
          .attr("y", level + 4)
          .attr("text-anchor", "end")
          .attr("font-size", 11)
          .attr("fill", color.second)
          .text(`#${formatNumber(number)}`);
    });
    svg
      .append("text")
      .attr("x", margin.left)
      .attr("y", stripTop - 8)
      .attr("fill", color.second)
      .text(
        `${formatNumber(requests.length)} ${requestName} in a row, on the same clock. Thin and hatched: it waits. Thick: it is served. Arrow: it leaves.`
      );
  }
  return svg.node()!;
}

type Point = readonly [x: number, y: number];

/** The corners of the staircase of a counting process between two times; steps closer than half a pixel are merged. */
function staircase(
  times: Float64Array,
  from: number,
  to: number,
  x: (t: number) => number,
  y: (n: number) => number
): Point[] {
  const first = after(times, from);
  const last = after(times, to);
  const points: Point[] = [[x(from), y(first)]];
  let drawn = x(from);
  for (let i = first; i < last; ++i) {
    const px = x(times[i]);
    if (px - drawn < 0.5) {
      points[points.length - 1] = [drawn, y(i + 1)];
      continue;
    }
    points.push([px, points[points.length - 1][1]], [px, y(i + 1)]);
    drawn = px;
  }
  points.push([x(to), y(last)]);
  return points;
}

function label(
  svg: ReturnType<typeof figure>,
  x: number,
  y: number,
  anchor: string,
  text: string,
  fill: string,
  weight = 600
): void {
  svg
    .append("text")
    .attr("x", x)
    .attr("y", y)
    .attr("text-anchor", anchor)
    .attr("font-weight", weight)
    .attr("fill", fill)
    .attr("stroke", color.field)
    .attr("stroke-width", 4)
    .attr("paint-order", "stroke")
    .text(text);
}
