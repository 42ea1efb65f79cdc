/** Around the slots: the line outside, the machine's own row, the axis of time. */

import {scaleLinear} from "d3";
import {formatNumber} from "../../lib/format.js";
import {countAt, type SlotTimeline} from "../../lib/lessons/cliffViews.js";
import {idleStretches} from "../../lib/lessons/slotShares.js";
import {color, type SvgSelection} from "../theme.js";
import {timeUnit} from "./scaleUnits.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

/** All rows share one machine: its own line says when it works, and when it idles although somebody waits. */
export function drawMachine(
  svg: SvgSelection,
  timeline: SlotTimeline,
  {
    x,
    left,
    width,
    top: machineTop,
    bubble
  }: {
    readonly x: (time: number) => number;
    readonly left: number;
    readonly width: number;
    readonly top: number;
    readonly bubble: string;
  }
): void {
  write(svg, "machine", {
    x: left - 6,
    y: machineTop + 12,
    anchor: "end",
    size: 11,
    weight: 600,
    fill: color.ink,
    halo: null
  });
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", machineTop)
    .attr("width", width - 8 - left)
    .attr("height", 16)
    .attr("fill", color.field)
    .attr("stroke", color.rule);
  const busy = timeline.segments
    .filter(({use}) => use === "full" || use === "light")
    .map((segment) => ({...segment, row: 0, use: "full" as const}));
  for (const idle of idleStretches({...timeline, segments: busy}, 1))
    if (idle.bubble) bar(svg, x(idle.from), x(idle.to), machineTop, bubble);
  for (const segment of busy) bar(svg, x(segment.from), x(segment.to), machineTop, color.math);
}

/** Seconds or milliseconds since the stretch began. */
export function slotAxis(
  svg: SvgSelection,
  {
    from,
    to,
    left,
    width,
    bottom
  }: {
    readonly from: number;
    readonly to: number;
    readonly left: number;
    readonly width: number;
    readonly bottom: number;
  }
): void {
  const unit = timeUnit((to - from) / 2);
  const shown = scaleLinear([0, (to - from) / unit.size], [left, width - 8]);
  let reached = -Infinity;
  for (const tick of shown.ticks(Math.max(3, width / 90))) {
    const label = textWidth(`${formatNumber(tick)} ${unit.name}`, 11);
    if (shown(tick) - label / 2 < reached) continue;
    reached = shown(tick) + label / 2 + 14;
    svg
      .append("path")
      .attr("d", `M${round(shown(tick))},${bottom}v5`)
      .attr("stroke", color.second);
    const last = shown(tick) > width - 40;
    write(svg, `${formatNumber(tick)} ${unit.name}`, {
      x: last ? width - 8 : shown(tick),
      y: bottom + 18,
      anchor: tick === 0 ? "start" : last ? "end" : "middle",
      size: 11,
      halo: null
    });
  }
}

function bar(svg: SvgSelection, from: number, to: number, y: number, fill: string): void {
  svg
    .append("rect")
    .attr("x", round(from))
    .attr("y", y + 1)
    .attr("width", round(Math.max(0.6, to - from)))
    .attr("height", 14)
    .attr("fill", fill);
}

/** The number that waits outside, as a hatched staircase. */
export function drawLine(
  {times, counts}: SlotTimeline["waiting"],
  {
    svg,
    x,
    from,
    to,
    top,
    bottom,
    fill
  }: {
    svg: SvgSelection;
    x: (time: number) => number;
    from: number;
    to: number;
    top: number;
    bottom: number;
    fill: string;
  }
): void {
  const seen = times
    .map((time, i) => [time, counts[i]!] as const)
    .filter(([time]) => time > from && time < to);
  const start = countAt({times, counts}, from);
  const most = Math.max(1, start, ...seen.map(([, count]) => count));
  const y = (count: number) => bottom - ((bottom - top - 14) * count) / most;
  const steps = seen.map(([time, count]) => `H${round(x(time))}V${round(y(count))}`).join("");
  svg
    .append("path")
    .attr("d", `M${round(x(from))},${bottom}V${round(y(start))}${steps}H${round(x(to))}V${bottom}Z`)
    .attr("fill", fill)
    .attr("stroke", color.wait)
    .attr("stroke-width", 0.8);
  write(svg, `outside, up to ${formatNumber(most)}`, {
    x: x(from) + 4,
    y: top + 10,
    size: 11,
    fill: color.waitInk
  });
}
