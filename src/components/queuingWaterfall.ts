/**
 * The QueuingWaterfall: where the time goes, for the mean, the median, p90, p99 and the worst request. Formation wait
 * and queue wait are hatched, math is solid, transfer dotted; the deadline is a line and missing it is said in words.
 */
import {scaleLinear} from "d3";
import {formatDuration} from "../lib/format.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {barValues, drawBar, partNames, type WaterfallParts, waterfallPaints} from "./marks/waterfallBar.js";
import {
  type Chart,
  drawLine,
  drawRefreshes,
  drawTimes,
  drawZone,
  isLate,
  nameDeadline,
  nameRow,
  sumUp
} from "./marks/waterfallFrame.js";
import {write} from "./marks/write.js";
import {figure} from "./theme.js";

export interface WaterfallBar extends WaterfallParts {
  readonly label: string;
  /** [s]; Infinity where the queue has no steady state. */
  readonly total: number;
  /** The request's index, from 0; -1 or left out where the row is no single request. */
  readonly request?: number;
}

export interface WaterfallOptions {
  readonly width?: number;
  /** [s]. */
  readonly deadline?: number | null;
  readonly deadlineName?: string;
  /** Period of the display [s]. */
  readonly vsync?: number | null;
}

const COMPACT_BELOW = 520;

/** The mean, the worst, and who misses the deadline. */
export function queuingWaterfallSentence(
  rows: readonly WaterfallBar[],
  {deadline = null, deadlineName = "deadline"}: WaterfallOptions = {}
): string {
  const mean = rows.find(({label}) => label === "mean");
  const worst = rows.find(({label}) => label === "worst") ?? rows.at(-1);
  if (!mean || !worst) return "No request has been answered yet.";
  if (!Number.isFinite(mean.total)) return "The wait grows without end: there is no steady state.";
  const wait = worst.wait + (worst.formation ?? 0);
  const waits = wait > 0 ? `of which it waits ${formatDuration(wait)}` : "and does not wait";
  const start = Number.isFinite(worst.total)
    ? `On average ${formatDuration(mean.total)}; the worst takes ${formatDuration(worst.total)}, ${waits}.`
    : `On average ${formatDuration(mean.total)}; the worst has no bound.`;
  if (deadline === null) return start;
  const names = rows.filter((row) => isLate(row, deadline)).map(({label}) => label);
  const named = `the ${deadlineName} at ${formatDuration(deadline)}`;
  if (names.length === 0) return `${start} All make ${named}.`;
  const by = Number.isFinite(worst.total) ? ` by ${formatDuration(worst.total - deadline, 2)}` : "";
  if (names.length === 1) return `${start} The ${names[0]} misses ${named}${by}.`;
  const who = names.length === rows.length ? "all" : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  return `${start} T${named.slice(1)} is missed by ${who}${by && `, the worst${by}`}.`;
}

/** The parts of each row. */
export function queuingWaterfallTable(rows: readonly WaterfallBar[]): {
  columns: string[];
  rows: (string | number)[][];
} {
  const forms = rows.some(({formation}) => formation !== undefined);
  const decodes = rows.some(({decode}) => decode !== undefined);
  const unit = timeUnit(Math.max(0, ...rows.map(({total}) => total).filter(Number.isFinite)));
  const time = (seconds: number) =>
    Number.isFinite(seconds) ? Number((seconds / unit.size).toPrecision(4)) : "grows without end";
  const math = decodes ? ["prefill", "decode"] : ["math"];
  const parts = [...(forms ? ["formation wait"] : []), "wait", ...math, "transfer", "total"];
  return {
    columns: ["request", ...parts.map((part) => `${part} [${unit.name}]`)],
    rows: rows.map(({label, formation = 0, wait, math, decode = 0, transfer, total}) => [
      label,
      ...(forms ? [time(formation)] : []),
      ...[wait, math, ...(decodes ? [decode] : []), transfer, total].map(time)
    ])
  };
}

/** The bars. */
export function queuingWaterfall(
  rows: readonly WaterfallBar[],
  {width = 640, deadline = null, deadlineName = "deadline", vsync = null}: WaterfallOptions = {}
): SVGSVGElement {
  const compact = width < COMPACT_BELOW;
  const endless = rows.some(({total}) => !Number.isFinite(total));
  const left = compact ? 4 : 76;
  const right = width - (compact ? 10 : deadline === null && !endless ? 84 : 160);
  const top = compact ? (deadline === null ? 4 : 24) : deadline === null ? 30 : 50;
  const pitch = compact ? 44 : 38;
  const thick = compact ? 18 : 23;
  const bottom = top + pitch * Math.max(1, rows.length);
  const height = bottom + (compact ? 40 : 26) + (vsync === null ? 0 : 18);
  const svg = figure(width, height, "Where the time goes, from the mean to the worst request");
  if (rows.length === 0) {
    write(svg, "No request has been answered yet.", {
      x: width / 2,
      y: height / 2,
      anchor: "middle",
      size: 14
    });
    return svg.node()!;
  }
  // A row without end is drawn beyond the others' ends, or beyond twice its own service.
  const ends = rows.map(({total, math, transfer}) =>
    Number.isFinite(total) ? total : 2 * (math + transfer)
  );
  const most = Math.max(...ends.filter(Number.isFinite), (deadline ?? 0) * 1.12, 1e-9);
  const x = scaleLinear([0, most], [left, right]);
  const chart: Chart = {svg, x, left, right, top, bottom, compact, width};
  const layouts = rows.map((_, i) => ({
    x,
    right,
    thick,
    y: top + i * pitch + (compact ? 20 : (pitch - thick) / 2)
  }));
  drawTimes(chart, compact ? bottom + 34 : bottom + 20);
  const line = deadline === null ? null : x(deadline);
  // In a small drawing the words stand between the bars: line and zone keep to the bars.
  const spans = compact
    ? layouts.map(({y}) => ({from: y - 3, to: y + thick + 3}))
    : [{from: top - 4, to: bottom}];
  if (line !== null) drawZone(chart, line, spans);
  if (vsync !== null) drawRefreshes(chart, vsync, spans, height - 5);
  const paints = waterfallPaints(svg);
  rows.forEach((row, i) => {
    drawBar(svg, row, layouts[i], paints);
  });
  if (line !== null && deadline !== null) {
    drawLine(chart, line, spans);
    nameDeadline(chart, line, `${deadlineName} ${formatDuration(deadline)}`);
  }
  rows.forEach((row, i) => {
    const {y} = layouts[i];
    barValues(svg, row, layouts[i], line);
    nameRow(chart, row, y, thick);
    sumUp(chart, row, y, thick, deadline);
  });
  // In a small drawing the last bar, the longest, carries the names; else the first one does.
  const named = compact ? rows.length - 1 : 0;
  const {y} = layouts[named];
  partNames(svg, rows[named], {
    ...layouts[named],
    from: left,
    to: compact ? width : right,
    baseline: compact ? y + thick + 21 : y - 15,
    avoid: compact ? null : line
  });
  return svg.node()!;
}
