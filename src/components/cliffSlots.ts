/**
 * Slots over time under one policy: who is computed in which slot, who waits outside, and the bubbles: slot time that
 * computes for nobody although somebody waits. A playhead stands at one iteration.
 */

import {scaleLinear} from "d3";
import {formatPercent} from "../lib/format.js";
import type {SlotTimeline, SlotUse} from "../lib/lessons/cliffViews.js";
import {idleStretches, slotShares} from "../lib/lessons/slotShares.js";
import {drawLine, drawMachine, slotAxis} from "./marks/slotMarks.js";
import {slotPattern} from "./marks/slotPatterns.js";
import {round, write} from "./marks/write.js";
import {color, figure, pattern} from "./theme.js";

export interface SlotFigureOptions {
  readonly width?: number;
  /** Slots drawn, so that two policies have the same number. */
  readonly rows: number;
}

export interface SlotFigure extends SVGSVGElement {
  /** Moves the playhead [s]. */
  setTime(time: number): void;
}

const TALL = 250;

/** The drawing. */
export function slotFigure(timeline: SlotTimeline, {width = 520, rows}: SlotFigureOptions): SlotFigure {
  const {segments, waiting, from, to, oneMachine, steps} = timeline;
  const named = oneMachine;
  const left = named ? 74 : 30;
  const lineHeight = named ? 0 : 50;
  const gap = named ? 0 : 10;
  const all = Math.max(1, rows);
  const pitch = Math.min(22, Math.max(3.2, TALL / all));
  const thick = pitch > 6 ? pitch - 2 : pitch * 0.78;
  const top = 22 + lineHeight + gap;
  const machineTop = top + all * pitch + 8;
  const bottom = named ? machineTop + 18 : top + all * pitch;
  const height = bottom + 30;
  const shares = slotShares(timeline, rows);
  const svg = figure(
    width,
    height,
    `${timeline.name}: slots over time, ${formatPercent(shares.bubble)} of the slot time are bubbles`
  );
  const x = scaleLinear([from, to], [left, width - 8]).clamp(true);
  write(svg, timeline.name, {x: 0, y: 13, size: 13, weight: 600, fill: color.ink, halo: null});
  write(svg, `${formatPercent(shares.bubble)} bubbles`, {
    x: width - 8,
    y: 13,
    anchor: "end",
    size: 13,
    weight: 600,
    fill: shares.bubble > 0.1 ? color.lostInk : color.ink,
    halo: null
  });

  const paints: Readonly<Record<Exclude<SlotUse, "lost">, string>> = {
    wait: pattern(svg, "wait"),
    full: color.math,
    light: pitch > 4 ? color.mathSoft : "color-mix(in srgb, var(--math) 42%, var(--field))",
    padding: slotPattern(svg, "padding")
  };
  const bubble = slotPattern(svg, "bubble");
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top - 1)
    .attr("width", width - 8 - left)
    .attr("height", all * pitch + 2)
    .attr("fill", color.field)
    .attr("stroke", color.rule);

  if (named) {
    timeline.rows.slice(0, all).forEach((name, row) => {
      write(svg, name, {
        x: left - 6,
        y: top + row * pitch + pitch / 2 + 4,
        anchor: "end",
        size: Math.min(12, pitch),
        halo: null
      });
    });
  } else {
    drawLine(waiting, {svg, x, from, to, top: 22, bottom: 22 + lineHeight, fill: paints.wait});
    write(svg, "1", {x: left - 6, y: top + 9, anchor: "end", size: 11, halo: null});
    if (all > 1)
      write(svg, String(all), {x: left - 6, y: top + all * pitch - 1, anchor: "end", size: 11, halo: null});
  }
  const rect = (row: number, start: number, end: number, fill: string, edge: string | null, least = 0) => {
    const begin = x(start);
    svg
      .append("rect")
      .attr("x", round(begin))
      .attr("y", round(top + row * pitch + (pitch - thick) / 2))
      .attr("width", round(Math.max(least, x(end) - begin)))
      .attr("height", round(thick))
      .attr("fill", fill)
      .attr("stroke", edge)
      .attr("stroke-width", edge ? 0.7 : null);
  };
  if (!named)
    for (const idle of idleStretches(timeline, all))
      if (idle.bubble) rect(idle.row, idle.from, idle.to, bubble, null);
  for (const {row, from: start, to: end, use} of segments) {
    if (use === "lost") {
      const [cx, cy] = [round(x(start)), round(top + row * pitch + pitch / 2)];
      svg
        .append("path")
        .attr("d", `M${cx - 4},${cy - 4}l8,8m0,-8l-8,8`)
        .attr("stroke", color.lost)
        .attr("stroke-width", 2)
        .attr("data-part", "lost");
      continue;
    }
    const edge =
      use === "full" ? null : use === "light" ? color.math : use === "wait" ? color.wait : color.edge;
    rect(row, start, end, paints[use], pitch > 4 ? edge : null, use === "full" ? 1 : 0.4);
  }
  if (named) {
    drawMachine(svg, timeline, {x, left, width, top: machineTop, bubble});
  }

  slotAxis(svg, {from, to, left, width, bottom});
  const head = svg
    .append("path")
    .attr("d", `M0,18V${bottom}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.6)
    .attr("data-part", "playhead");
  const node = svg.node()! as SlotFigure;
  node.setTime = (time) => {
    head.attr("transform", `translate(${round(x(time))},0)`);
  };
  node.setTime(steps[0] ?? from);
  return node;
}
