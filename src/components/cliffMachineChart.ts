/**
 * The machine's own cliff: each demand of the stakeholder over the arrival rate, for this very configuration and
 * traffic, with its limit, the rate that is asked for, the rate at which the machine is full, and the deployments.
 */
import {line, scaleLinear, scaleLog} from "d3";
import {formatNumber} from "../lib/format.js";
import type {CliffPoint} from "../lib/lessons/cliffJobs.js";
import {cliffMetrics, demandName} from "../lib/lessons/cliffMetrics.js";
import type {Demand} from "../lib/tables/track.js";
import {beyondHatch} from "./marks/beyondHatch.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, type SvgSelection} from "./theme.js";

export interface MachineMark {
  readonly arrivalRate: number;
  readonly values: readonly number[];
  readonly met: boolean;
  readonly label: string;
}

export interface MachineCliffData {
  readonly demands: readonly Demand[];
  readonly points: readonly CliffPoint[];
  /** The bench's own run, at the rate of the slider. */
  readonly now: CliffPoint | null;
  readonly deployments: readonly MachineMark[];
  readonly saturation: number;
  readonly target: number;
  readonly goal: number;
  readonly most: number;
  readonly done: boolean;
}

const LOG = new Set(["ttft", "tpot", "sojourn", "companion", "power"]);

/** How far the machine goes, and what breaks first. */
export function machineCliffSentence({demands, now, saturation, target, goal}: MachineCliffData): string {
  if (saturation === 0) return "Nothing fits: this machine serves nobody at any rate.";
  const full = `This machine is full at ${formatNumber(saturation)} per second; ${formatNumber(100 * goal)}% of that are ${formatNumber(goal * saturation)}, and ${formatNumber(target)} are asked for.`;
  if (!now) return full;
  const missed = demands.filter((demand, i) => !isMet(demand, now.values[i]!));
  const here = `At ${formatNumber(now.arrivalRate)} per second`;
  return missed.length === 0
    ? `${here} it keeps every limit. ${full}`
    : `${here} it misses the limit${missed.length > 1 ? "s" : ""} of ${missed.map(demandName).join("; ")}. ${full}`;
}

export function machineCliffTable({demands, points}: MachineCliffData): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["arrival rate", "utilization", "busy", ...demands.map(demandName), "line grows by"],
    rows: points.map(({arrivalRate, utilization, busy, growth, values}) => [
      `${formatNumber(arrivalRate)}/s`,
      Number.isFinite(utilization) ? `${formatNumber(100 * utilization)}%` : "does not fit",
      `${formatNumber(100 * busy)}%`,
      ...values.map((value, i) => cliffMetrics[demands[i]!.metric].show(value)),
      growth > 0 ? `${formatNumber(growth)}/s` : "–"
    ])
  };
}

function isMet({sense, limit}: Demand, value: number): boolean {
  if (Number.isNaN(value)) return false;
  return sense === "atMost" ? value <= limit.value * (1 + 1e-9) : value >= limit.value * (1 - 1e-9);
}

const PANEL = 150;
const GAP = 40;

/** One panel a demand, on one scale of rates. */
export function machineCliffChart(
  data: MachineCliffData,
  {width = 800}: {readonly width?: number} = {}
): SVGSVGElement {
  const {demands, saturation, target, goal} = data;
  const most = shownRates(data);
  const left = 64;
  const right = width - 14;
  const top = 88;
  const height = top + demands.length * (PANEL + GAP) + 18;
  const svg = figure(width, height, "The stakeholder's demands over the arrival rate");
  const x = scaleLinear([0, most], [left, right]);
  const bottom = top + demands.length * (PANEL + GAP) - GAP;
  demands.forEach((demand, i) => {
    drawPanel(svg, data, {demand, i, x, left, right, most, top: top + i * (PANEL + GAP)});
  });
  const rule = (rate: number, words: string, weight: number, dash: string, row: number) => {
    if (!(rate > 0) || rate > most) return;
    svg
      .append("path")
      .attr("d", `M${round(x(rate))},${top - 36}V${bottom}`)
      .attr("stroke", color.ink)
      .attr("stroke-width", weight > 500 ? 1.5 : 1)
      .attr("stroke-dasharray", dash);
    const end = x(rate) > right - 110;
    write(svg, words, {
      x: x(rate) + (end ? -4 : 4),
      y: top - 41 - 14 * row,
      anchor: end ? "end" : "start",
      size: 11,
      weight,
      fill: color.ink
    });
  };
  rule(target, `asked for: ${formatNumber(target)}/s`, 600, "7 4", 0);
  rule(saturation, `full at ${formatNumber(saturation)}/s`, 600, "0", 1);
  rule(goal * saturation, `${formatNumber(100 * goal)}% full`, 400, "2 3", 2);
  demands.forEach((demand, i) => {
    namePanel(svg, demand, {left, right, top: top + i * (PANEL + GAP)});
  });
  for (const tick of x.ticks(Math.max(3, width / 110))) {
    svg
      .append("path")
      .attr("d", `M${round(x(tick))},${bottom}v5`)
      .attr("stroke", color.second);
    write(svg, formatNumber(tick), {x: x(tick), y: bottom + 18, anchor: "middle", size: 11, halo: null});
  }
  write(svg, "arrival rate, per second", {x: right, y: bottom + 34, anchor: "end", size: 11, halo: null});
  return svg.node()!;
}

/** The end of the scale: a little beyond what is asked for, what is shown and what the machine carries. */
function shownRates({most, target, saturation, now, deployments}: MachineCliffData): number {
  const rates = [
    target,
    saturation,
    now?.arrivalRate ?? 0,
    ...deployments.map(({arrivalRate}) => arrivalRate)
  ];
  return Math.min(most, 1.18 * Math.max(...rates.filter(Number.isFinite)));
}

interface PanelFrame {
  readonly demand: Demand;
  readonly i: number;
  readonly x: (rate: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly most: number;
}

function drawPanel(
  svg: SvgSelection,
  {points, now, deployments, saturation}: MachineCliffData,
  {demand, i, x, left, right, top, most}: PanelFrame
): void {
  const bottom = top + PANEL;
  const limit = demand.limit.value;
  const {show} = cliffMetrics[demand.metric];
  const read = (point: CliffPoint) => point.values[i]!;
  // Where the line grows there is no latency to speak of: what a stopped run shows depends on when it was stopped.
  const known = points.filter(
    (point) => Number.isFinite(read(point)) && !(point.growth > 0) && point.arrivalRate <= most
  );
  const shownNow = now && Number.isFinite(read(now)) && !(now.growth > 0) ? now : null;
  const values = [
    ...known.map(read),
    ...(shownNow ? [read(shownNow)] : []),
    ...deployments.map(({values: own}) => own[i]!).filter(Number.isFinite)
  ];
  const log = LOG.has(demand.metric);
  const least = Math.min(limit || Infinity, ...values.filter((value) => value > 0));
  const high = Math.max(limit, ...values);
  const y = log
    ? scaleLog([least * 0.7, high * 1.4], [bottom, top])
    : scaleLinear([0, Math.max(high * 1.08, 0.02)], [bottom, top]);
  const [y0, y1] = y.domain() as [number, number];
  const at = (value: number) => round(y(Math.min(y1, Math.max(y0, value))));
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", top)
    .attr("width", right - left)
    .attr("height", PANEL)
    .attr("fill", color.field)
    .attr("stroke", color.rule);
  const bad = demand.sense === "atMost" ? [top, at(limit)] : [at(limit), bottom];
  svg
    .append("rect")
    .attr("x", left)
    .attr("y", bad[0]!)
    .attr("width", right - left)
    .attr("height", Math.max(0, bad[1]! - bad[0]!))
    .attr("fill", color.lostSoft)
    .attr("opacity", 0.3);
  const grows = points.some((point) => point.growth > 0);
  if (saturation > 0 && saturation < most) {
    svg
      .append("rect")
      .attr("x", round(x(saturation)))
      .attr("y", top)
      .attr("width", round(right - x(saturation)))
      .attr("height", PANEL)
      .attr("fill", grows ? beyondHatch(svg) : color.grid)
      .attr("opacity", grows ? 1 : 0.6);
    const words = "no steady state";
    const more = `by λ − ${formatNumber(saturation)} per second`;
    if (grows && right - x(saturation) > textWidth(words, 12, 600) + 14) {
      write(svg, words, {
        x: x(saturation) + 9,
        y: top + PANEL / 2 - 2,
        size: 12,
        weight: 600,
        fill: color.lostInk
      });
      if (right - x(saturation) > textWidth(`the line grows ${more}`, 11.5) + 14)
        write(svg, `the line grows ${more}`, {
          x: x(saturation) + 9,
          y: top + PANEL / 2 + 14,
          size: 11,
          fill: color.lostInk
        });
    }
  }
  if (now && now.growth > 0 && now.arrivalRate <= most) {
    svg
      .append("path")
      .attr("d", `M${round(x(now.arrivalRate))},${top + 24}l6,-12h-12z`)
      .attr("fill", color.lost);
    write(svg, "now: none", {
      x: x(now.arrivalRate) - 10,
      y: top + 22,
      anchor: "end",
      size: 12,
      weight: 600,
      fill: color.lostInk
    });
  }
  const ticks = y.ticks(4).filter((_, k, all) => all.length <= 5 || k % Math.ceil(all.length / 5) === 0);
  let last = Infinity;
  for (const tick of ticks) {
    if (last - at(tick) < 15) continue;
    last = at(tick);
    svg
      .append("path")
      .attr("d", `M${left},${at(tick)}H${right}`)
      .attr("stroke", color.grid);
    write(svg, show(tick).replace(" per second", "/s"), {
      x: left - 6,
      y: at(tick) + 4,
      anchor: "end",
      size: 11,
      halo: null
    });
  }
  svg
    .append("path")
    .attr("d", `M${left},${at(limit)}H${right}`)
    .attr("stroke", color.lost)
    .attr("stroke-width", 1.6)
    .attr("stroke-dasharray", "6 4");
  const path = line<CliffPoint>(
    (point) => x(point.arrivalRate),
    (point) => at(read(point))
  )(known);
  svg
    .append("path")
    .attr("d", path)
    .attr("fill", "none")
    .attr("stroke", color.waitInk)
    .attr("stroke-width", 2.2)
    .attr("stroke-linejoin", "round");
  for (const point of known) {
    const half = point.halfWidths[i]!;
    if (half > 0)
      svg
        .append("path")
        .attr("d", `M${round(x(point.arrivalRate))},${at(read(point) - half)}V${at(read(point) + half)}`)
        .attr("stroke", color.wait)
        .attr("stroke-width", 5)
        .attr("opacity", 0.4);
    svg
      .append("circle")
      .attr("cx", round(x(point.arrivalRate)))
      .attr("cy", at(read(point)))
      .attr("r", 2.6)
      .attr("fill", color.field)
      .attr("stroke", color.waitInk)
      .attr("stroke-width", 1.3);
  }
  deployments.forEach(({arrivalRate, values: own, met, label}) => {
    if (!Number.isFinite(own[i]!)) return;
    const [cx, cy] = [round(x(Math.min(most, arrivalRate))), at(own[i]!)];
    svg
      .append("path")
      .attr("d", `M${cx},${cy - 9}l9,9l-9,9l-9,-9z`)
      .attr("fill", met ? color.passSoft : color.predictionSoft)
      .attr("stroke", met ? color.pass : color.prediction)
      .attr("stroke-width", 1.6)
      .attr("data-part", "deployment");
    write(svg, label, {
      x: cx,
      y: cy + 4,
      anchor: "middle",
      size: 10,
      weight: 600,
      fill: color.ink,
      halo: null
    });
  });
  if (shownNow) {
    const [cx, cy] = [round(x(shownNow.arrivalRate)), at(read(shownNow))];
    svg
      .append("circle")
      .attr("cx", cx)
      .attr("cy", cy)
      .attr("r", 6)
      .attr("fill", color.ink)
      .attr("stroke", color.field)
      .attr("stroke-width", 2)
      .attr("data-part", "now");
    const side = cx > right - 120;
    const below = cy < top + 34;
    write(svg, `now ${show(read(shownNow))}`, {
      x: cx + (side ? -10 : 10),
      y: cy + (below ? 16 : -8),
      anchor: side ? "end" : "start",
      size: 12,
      weight: 600,
      fill: color.ink
    });
  }
}

/** What a panel is about, and its limit: above it, clear of what is drawn; one below the other where it is narrow. */
function namePanel(
  svg: SvgSelection,
  demand: Demand,
  {left, right, top}: Pick<PanelFrame, "left" | "right" | "top">
): void {
  const {show} = cliffMetrics[demand.metric];
  const name = demandName(demand);
  const limit = `${demand.sense === "atMost" ? "at most" : "at least"} ${show(demand.limit.value)}`;
  const style = {size: 12.5, weight: 600};
  const both = textWidth(name, 12.5, 600) + textWidth(limit, 12.5, 600) + 12;
  const fits = both < right - left;
  write(svg, name, {x: fits ? left : 2, y: top - (fits ? 6 : 20), ...style, fill: color.ink});
  write(svg, limit, {
    x: fits ? right : 2,
    y: top - 6,
    anchor: fits ? "end" : "start",
    ...style,
    fill: color.lostInk
  });
}
