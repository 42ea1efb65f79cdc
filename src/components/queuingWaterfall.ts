/**
 * The QueuingWaterfall: where the time goes, for the mean, the median, p90, p99 and the worst request. Formation wait
 * and queue wait are hatched, math is solid, transfer dotted; the deadline is a line and passing it is said in words.
 */
import {scaleLinear} from "d3";
import {formatDuration} from "../lib/format.js";
import {textWidth} from "./marks/spreadLabels.js";
import {color, figure, pattern} from "./theme.js";

export interface WaterfallBar {
  readonly label: string;
  /** All [s]; they add up to `total`. */
  readonly wait: number;
  readonly math: number;
  readonly transfer: number;
  /** Waiting for the batch to fill, apart from waiting for a server. */
  readonly formation?: number;
  readonly total: number;
}

export interface WaterfallOptions {
  readonly width?: number;
  /** [s]. */
  readonly deadline?: number | null;
  readonly deadlineName?: string;
  /** Period of the display [s]. */
  readonly vsync?: number | null;
}

export function queuingWaterfallSentence(
  rows: readonly WaterfallBar[],
  {deadline}: WaterfallOptions = {}
): string {
  const mean = rows.find(({label}) => label === "mean");
  const worst = rows.find(({label}) => label === "worst");
  if (!mean || !worst) return "No request has been answered yet.";
  const wait = worst.wait + (worst.formation ?? 0);
  const start = `On average ${formatDuration(mean.total)}; the worst takes ${formatDuration(worst.total)}, of which it waits ${formatDuration(wait)}.`;
  if (deadline == null) return start;
  const late = rows.filter(({total}) => total > deadline).map(({label}) => label);
  return late.length === 0
    ? `${start} All are inside ${formatDuration(deadline)}.`
    : `${start} Over ${formatDuration(deadline)}: ${late.join(", ")}.`;
}

export function queuingWaterfallTable(rows: readonly WaterfallBar[]): {
  columns: string[];
  rows: (string | number)[][];
} {
  const forms = rows.some(({formation}) => formation !== undefined);
  return {
    columns: ["request", ...(forms ? ["formation wait"] : []), "wait", "math", "transfer", "total"],
    rows: rows.map(({label, formation = 0, wait, math, transfer, total}) => [
      label,
      ...(forms ? [formatDuration(formation)] : []),
      formatDuration(wait),
      formatDuration(math),
      formatDuration(transfer),
      formatDuration(total)
    ])
  };
}

/** The bars. */
export function queuingWaterfall(
  rows: readonly WaterfallBar[],
  {width = 640, deadline = null, deadlineName = "deadline", vsync = null}: WaterfallOptions = {}
): SVGSVGElement {
  const small = width < 480;
  const margin = {left: small ? 56 : 74, right: small ? 62 : 190, top: 42};
  const pitch = 36;
  const height = margin.top + pitch * Math.max(1, rows.length) + 44;
  const svg = figure(width, height, "Where the time goes, from the mean to the worst request");
  const finite = rows.map(({total}) => total).filter(Number.isFinite);
  const most = Math.max(...finite, (deadline ?? 0) * 1.08, 1e-9);
  const x = scaleLinear([0, most], [margin.left, width - margin.right]).clamp(true);
  const bottom = margin.top + pitch * rows.length;
  for (const tick of x.ticks(small ? 3 : 6)) {
    svg
      .append("path")
      .attr("d", `M${x(tick)},${margin.top - 4}V${bottom}`)
      .attr("stroke", color.grid);
    svg
      .append("text")
      .attr("x", x(tick))
      .attr("y", bottom + 17)
      .attr("text-anchor", "middle")
      .attr("fill", color.second)
      .text(formatDuration(tick));
  }
  if (vsync)
    for (let k = 1; k * vsync <= most; ++k) {
      svg
        .append("path")
        .attr("d", `M${x(k * vsync)},${margin.top - 4}V${bottom}`)
        .attr("stroke", color.second)
        .attr("stroke-dasharray", "1 3");
      if (k > 1 || deadline === null)
        svg
          .append("text")
          .attr("x", x(k * vsync))
          .attr("y", margin.top - 8)
          .attr("text-anchor", "middle")
          .attr("font-size", 11)
          .attr("fill", color.second)
          .text(`refresh ${k}`);
    }
  const wait = pattern(svg, "wait");
  const transfer = pattern(svg, "transfer");
  rows.forEach((row, i) => {
    const y = margin.top + i * pitch + 4;
    const thick = pitch - 12;
    svg
      .append("text")
      .attr("x", margin.left - 9)
      .attr("y", y + thick / 2 + 5)
      .attr("text-anchor", "end")
      .attr("font-size", 13)
      .attr("font-weight", 600)
      .attr("fill", color.ink)
      .text(row.label);
    if (!Number.isFinite(row.total)) {
      svg
        .append("text")
        .attr("x", margin.left + 6)
        .attr("y", y + thick / 2 + 5)
        .attr("fill", color.lostInk)
        .attr("font-weight", 600)
        .text("grows without end: no steady state");
      return;
    }
    let at = 0;
    const parts: readonly (readonly [
      name: string,
      time: number,
      fill: string,
      stroke: string,
      ink: string
    ])[] = [
      ["formation", row.formation ?? 0, color.waitSoft, color.wait, color.waitInk],
      ["wait", row.wait, wait, color.wait, color.waitInk],
      ["math", row.math, color.math, color.mathInk, color.mathInk],
      ["transfer", row.transfer, transfer, color.transfer, color.transferInk]
    ];
    for (const [, time, fill, stroke] of parts) {
      if (time > 0)
        svg
          .append("rect")
          .attr("x", x(at))
          .attr("y", y)
          .attr("width", Math.max(0.5, x(at + time) - x(at)))
          .attr("height", thick)
          .attr("fill", fill)
          .attr("stroke", stroke);
      at += time;
    }
    const late = deadline !== null && row.total > deadline * (1 + 1e-9);
    const words = small
      ? formatDuration(row.total)
      : `${formatDuration(row.total)}${late ? `, ${formatDuration(row.total - (deadline ?? 0), 2)} late` : ""}`;
    svg
      .append("text")
      .attr("x", x(row.total) + 8)
      .attr("y", y + thick / 2 + 5)
      .attr("font-size", 13)
      .attr("font-weight", late ? 600 : 400)
      .attr("fill", late ? color.lostInk : color.ink)
      .text(`${late ? "✕ " : ""}${words}`);
  });
  const names: readonly (readonly [words: string, ink: string, fill: string, stroke: string])[] = [
    ...(rows.some(({formation}) => formation !== undefined)
      ? ([["formation wait", color.waitInk, color.waitSoft, color.wait]] as const)
      : []),
    ["wait", color.waitInk, wait, color.wait],
    ["math", color.mathInk, color.math, color.mathInk],
    ["transfer", color.transferInk, transfer, color.transfer]
  ];
  let at = margin.left;
  for (const [words, ink, fill, stroke] of names) {
    svg
      .append("rect")
      .attr("x", at)
      .attr("y", bottom + 27)
      .attr("width", 18)
      .attr("height", 11)
      .attr("fill", fill)
      .attr("stroke", stroke);
    svg
      .append("text")
      .attr("x", at + 24)
      .attr("y", bottom + 37)
      .attr("font-weight", 600)
      .attr("fill", ink)
      .text(words);
    at += 24 + textWidth(words) + 16;
  }
  if (deadline !== null) {
    const px = x(deadline);
    svg
      .append("path")
      .attr("d", `M${px},${margin.top - 8}V${bottom}`)
      .attr("stroke", color.lost)
      .attr("stroke-width", 2)
      .attr("stroke-dasharray", "6 3");
    svg
      .append("text")
      .attr("x", Math.min(Math.max(px, 70), width - 74))
      .attr("y", 16)
      .attr("text-anchor", "middle")
      .attr("font-weight", 600)
      .attr("fill", color.lostInk)
      .text(`${deadlineName} ${formatDuration(deadline)}`);
  }
  return svg.node()!;
}
