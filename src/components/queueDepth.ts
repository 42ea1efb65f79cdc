/**
 * The line and the machine over time: how many wait for their batch to fill, how many for the machine, and below, on
 * the same clock, the batches that it works on. The request that the mission's latency is about is followed through.
 */
import {scaleLinear} from "d3";
import {formatDuration, formatNumber} from "../lib/format.js";
import type {BatchingStretch} from "../lib/lessons/batchingFilm.js";
import {areaNames, drawNames, follow} from "./marks/depthNames.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {textWidth} from "./marks/textWidth.js";
import {waterfallPaints} from "./marks/waterfallBar.js";
import {round, write} from "./marks/write.js";
import {color, figure, font, type SvgSelection} from "./theme.js";

export interface QueueDepthData extends BatchingStretch {
  /** Long-run averages of those who form and who queue; NaN where there is no steady state. */
  readonly meanForming: number;
  readonly meanQueued: number;
  readonly requestName: string;
  /** "p99" or "worst": which request is followed. */
  readonly markedName: string;
}

export function queueDepthSentence(data: QueueDepthData): string {
  const {meanForming, meanQueued, requestName} = data;
  if (!Number.isFinite(meanForming + meanQueued))
    return `The line grows without end: ${formatNumber(peak(data))} ${requestName} wait at the end of this stretch, and more in the next.`;
  const waiting = meanForming + meanQueued;
  if (waiting === 0 && peak(data) === 0)
    return `None of the ${requestName} waits: each finds the machine free and is started at once.`;
  const share = waiting > 0 ? Math.round((100 * meanForming) / waiting) : 0;
  return `${formatNumber(waiting)} ${requestName} wait on average, ${formatNumber(meanForming)} of them (${share}%) for their batch to fill; at most ${formatNumber(peak(data))} in this stretch.`;
}

function peak({forming, queued}: BatchingStretch): number {
  return Math.max(0, ...forming.map((count, k) => count + queued[k]!));
}

export function queueDepthTable({times, forming, queued, from}: QueueDepthData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: [
      "time from the start of the stretch",
      "waiting for the batch to fill",
      "waiting for the machine"
    ],
    rows: times.slice(0, 200).map((time, k) => [formatDuration(time - from), forming[k]!, queued[k]!])
  };
}

const COMPACT_BELOW = 480;

/** The chart. */
export function queueDepth(
  data: QueueDepthData,
  {width = 640}: {readonly width?: number} = {}
): SVGSVGElement {
  const {from, to, batches, losses, marked} = data;
  const compact = width < COMPACT_BELOW;
  const left = compact ? 30 : 44;
  const right = width - 8;
  const names = areaNames(data, left, right);
  const top = 18 + (names.at(-1)?.y ?? 0);
  const depth = compact ? 130 : 170;
  const bottom = top + depth;
  const lane = {y: bottom + 16, height: compact ? 26 : 30};
  const height = lane.y + lane.height + 42;
  const svg = figure(width, height, `Queue depth and batches over time. ${queueDepthSentence(data)}`);
  const x = scaleLinear([from, to], [left, right]).clamp(true);
  const most = Math.max(2, peak(data));
  const y = scaleLinear([0, most * 1.08], [bottom, top]);
  const unit = timeUnit(to - from);

  for (const tick of y.ticks(compact ? 3 : 4).filter(Number.isInteger)) {
    svg
      .append("path")
      .attr("d", `M${left},${round(y(tick))}H${right}`)
      .attr("stroke", color.grid);
    write(svg, formatNumber(tick), {
      x: left - 6,
      y: y(tick) + 4,
      anchor: "end",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  const paints = waterfallPaints(svg);
  area(svg, data, x, y, (k) => [0, data.queued[k]!], paints.wait, "queued");
  area(
    svg,
    data,
    x,
    y,
    (k) => [data.queued[k]!, data.queued[k]! + data.forming[k]!],
    paints.formation,
    "forming"
  );

  svg
    .append("rect")
    .attr("x", left)
    .attr("y", lane.y)
    .attr("width", right - left)
    .attr("height", lane.height)
    .attr("fill", color.bench)
    .attr("opacity", 0.6);
  for (const {start, done, size} of batches) {
    const [a, b] = [x(start), x(done)];
    svg
      .append("rect")
      .attr("x", round(a))
      .attr("y", lane.y)
      .attr("width", round(Math.max(1, b - a - 1)))
      .attr("height", lane.height)
      .attr("rx", 2)
      .attr("fill", color.math)
      .attr("data-part", "batch");
    if (b - a > textWidth(String(size), 12, 600) + 6)
      write(svg, String(size), {
        x: (a + b) / 2,
        y: lane.y + lane.height / 2 + 4.5,
        anchor: "middle",
        size: 12,
        weight: 600,
        fill: color.onMark,
        halo: null
      });
  }
  for (const loss of losses)
    svg
      .append("path")
      .attr("d", `M${round(x(loss) - 3.5)},${bottom - 9}l7,7m0,-7l-7,7`)
      .attr("stroke", color.lost)
      .attr("stroke-width", 2)
      .attr("data-part", "lost");
  if (marked) follow(svg, data, {x, top, right, lane});

  const ticks = scaleLinear([0, (to - from) / unit.size], [left, right]);
  for (const tick of ticks.ticks(compact ? 4 : 8)) {
    const px = round(ticks(tick));
    svg
      .append("path")
      .attr("d", `M${px},${lane.y + lane.height}v5`)
      .attr("stroke", color.second);
    write(svg, formatNumber(tick), {
      x: Math.min(px, right - 8),
      y: lane.y + lane.height + 19,
      anchor: "middle",
      size: 11.5,
      family: font.mono,
      halo: null
    });
  }
  write(
    svg,
    `time [${unit.name}]${compact ? "" : "; blue: the machine at work, with the size of the batch"}`,
    {
      x: right,
      y: height - 4,
      anchor: "end",
      halo: null
    }
  );
  drawNames(svg, names, paints);
  return svg.node()!;
}

function area(
  svg: SvgSelection,
  {times, to}: BatchingStretch,
  x: (time: number) => number,
  y: (count: number) => number,
  span: (k: number) => readonly [number, number],
  fill: string,
  part: string
): void {
  let lower = "";
  let upper = "";
  times.forEach((time, k) => {
    const [low, high] = span(k);
    const [a, b] = [round(x(time)), round(x(times[k + 1] ?? to))];
    upper += `${k === 0 ? "M" : "L"}${a},${round(y(high))}H${b}`;
    lower = `L${b},${round(y(low))}H${a}${lower}`;
  });
  if (upper === "") return;
  svg
    .append("path")
    .attr("d", `${upper}${lower}Z`)
    .attr("fill", fill)
    .attr("stroke", color.wait)
    .attr("stroke-width", 1)
    .attr("data-part", part);
}
