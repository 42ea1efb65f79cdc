/**
 * Slots over time under one policy: who is computed in which slot, who waits outside, and the bubbles: slot time that
 * computes for nobody although somebody waits. A playhead stands at one iteration.
 */
import {scaleLinear} from "d3";
import {formatNumber, formatPercent} from "../lib/format.js";
import {
  countAt,
  idleStretches,
  type SlotTimeline,
  type SlotUse,
  slotShares,
  slotsAt
} from "../lib/lessons/cliffViews.js";
import {patternKey} from "./marks/patternKey.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {slotPattern} from "./marks/slotPatterns.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, pattern} from "./theme.js";

/** What the uses are called on a track. */
export interface SlotWords {
  readonly full: string;
  readonly light: string;
  readonly padding: string;
  /** "request", "frame". */
  readonly one: string;
  readonly many: string;
}

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

/** One sentence for a moment of both policies. */
export function slotSentence(
  timelines: readonly SlotTimeline[],
  time: number,
  {rows, words}: {readonly rows: number; readonly words: SlotWords}
): string {
  return timelines
    .map((timeline) => {
      const {full, light, padding} = slotsAt(timeline, time, rows);
      const waiting = countAt(timeline.waiting, time);
      const held = padding > 0 ? `, ${padding} held by ${words.many} that are done` : "";
      const does = timeline.oneMachine
        ? full + light > 0
          ? `computes ${full + light === 1 ? `one ${words.one}` : `${full + light} ${words.many}`}`
          : "idles"
        : `${full} ${words.full}, ${light} ${words.light}${held}`;
      return `${timeline.name}: ${does}, ${waiting} wait${waiting === 1 ? "s" : ""}.`;
    })
    .join(" ");
}

/** The shares of slot time, and the moment's counts, policy by policy. */
export function slotTable(
  timelines: readonly SlotTimeline[],
  time: number,
  {rows, words}: {readonly rows: number; readonly words: SlotWords}
): {columns: string[]; rows: (string | number)[][]} {
  return {
    columns: [
      "policy",
      "computed",
      words.padding,
      "idle",
      "bubbles",
      `now ${words.full}`,
      `now ${words.light}`,
      "now waiting"
    ],
    rows: timelines.map((timeline) => {
      const shares = slotShares(timeline, rows);
      const now = slotsAt(timeline, time, rows);
      return [
        timeline.name,
        ...[shares.useful, shares.padding, shares.idle, shares.bubble].map((share) =>
          formatPercent(share, 3)
        ),
        now.full,
        now.light,
        countAt(timeline.waiting, time)
      ];
    })
  };
}

/** The patterns' key. */
export function slotKey({oneMachine}: SlotTimeline, words: SlotWords): HTMLElement {
  return patternKey([
    ["wait", oneMachine ? "waits" : "waits outside"],
    ["math", words.full],
    ["light", words.light],
    ...(oneMachine ? [] : [["padding", words.padding] as const]),
    [
      "bubble",
      oneMachine ? "the machine idles while one waits" : "a bubble: empty although one was passed over"
    ]
  ]);
}

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
    // All rows share one machine: its own line says when it works, and when it idles although somebody waits.
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
    const busy = segments
      .filter(({use}) => use === "full" || use === "light")
      .map((segment) => ({...segment, row: 0, use: "full" as const}));
    for (const idle of idleStretches({...timeline, segments: busy}, 1))
      if (idle.bubble) bar(svg, x(idle.from), x(idle.to), machineTop, bubble);
    for (const segment of busy) bar(svg, x(segment.from), x(segment.to), machineTop, color.math);
  }

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

function bar(svg: ReturnType<typeof figure>, from: number, to: number, y: number, fill: string): void {
  svg
    .append("rect")
    .attr("x", round(from))
    .attr("y", y + 1)
    .attr("width", round(Math.max(0.6, to - from)))
    .attr("height", 14)
    .attr("fill", fill);
}

/** The number that waits outside, as a hatched staircase. */
function drawLine(
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
    svg: ReturnType<typeof figure>;
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
