/**
 * What the real machine did: each measured time or size against what the model says of the very same case. On the line
 * they agree; the band is ten per cent. What the model was fitted to is open, what it never saw is filled.
 */
import {scaleLinear, scaleLog} from "d3";
import {formatBytes, formatDuration, formatNumber, formatPercent} from "../lib/format.js";
import type {CliffMeasured, MeasuredGroup} from "../lib/lessons/cliffMeasured.js";
import {MICROJOULE} from "../lib/units.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, type SvgSelection} from "./theme.js";

const SHAPES = [
  "M-4,-4h8v8h-8z",
  "M0,-5.5L5,4H-5z",
  "M0,-5.5L5.5,0L0,5.5L-5.5,0z",
  "M-4.5,0a4.5,4.5 0 1,0 9,0a4.5,4.5 0 1,0 -9,0"
];
const BAND = 0.1;

export function measuredSentence({groups, parts}: CliffMeasured): string {
  if (groups.length === 0)
    return `No public measurement of this machine’s line is known to us. What was measured are its parts, ${formatNumber(parts.filter(({kind}) => kind === "measured").length)} of them directly; the line is simulated.`;
  const unseen = groups.find(({fitted}) => !fitted);
  const count = groups.reduce((sum, {pairs}) => sum + pairs.length, 0);
  return `${formatNumber(count)} public measurements, each beside the model’s number for the same case.${unseen ? ` On servers that it was never fitted to it is ${formatPercent(unseen.median)} off in the median.` : ""}`;
}

export function measuredTable({groups, parts}: CliffMeasured): {
  columns: string[];
  rows: (string | number)[][];
} {
  if (groups.length === 0)
    return {
      columns: ["part", "value", "kind", "date", "source"],
      rows: parts.map(({name, value, unit, kind, date, source}) => [
        name,
        shown(value, unit),
        kind,
        date,
        source
      ])
    };
  return {
    columns: ["case", "measured", "model", "off by", "source"],
    rows: groups.flatMap(({pairs, unit}) =>
      pairs.map(({name, measured, modelled, source}) => [
        name,
        shown(measured, unit),
        shown(modelled, unit),
        formatPercent(modelled / measured - 1, 2),
        source
      ])
    )
  };
}

function shown(value: number, unit: string): string {
  if (unit === "s") return formatDuration(value);
  if (unit === "B") return formatBytes(value);
  return unit === "J" ? `${formatNumber(value / MICROJOULE)} µJ` : `${formatNumber(value)} ${unit}`;
}

/** Two fields, times and sizes; or the parts as a list where only those were measured. */
export function measuredChart(
  measured: CliffMeasured,
  {width = 800}: {readonly width?: number} = {}
): SVGSVGElement {
  const {groups} = measured;
  if (groups.length === 0) return partsChart(measured, width);
  const wide = width >= 620;
  const size = wide ? (width - 50) / 2 : width;
  const times = groups.filter(({unit}) => unit === "s");
  const sizes = groups.filter(({unit}) => unit === "B");
  const fieldHeight = (count: number) => FIELD + 84 + LEGEND * count;
  const height = wide ? fieldHeight(times.length) : fieldHeight(times.length) + fieldHeight(sizes.length);
  const svg = figure(width, height, "The model beside measurements: times and memory");
  field(svg, times, {left: 0, top: 0, size, title: "time", offset: 0});
  field(svg, sizes, {
    left: wide ? size + 50 : 0,
    top: wide ? 0 : fieldHeight(times.length),
    size,
    title: "KV cache",
    offset: 3
  });
  return svg.node()!;
}

const FIELD = 220;
const LEGEND = 19;
/** The field's half height: errors beyond it would be drawn at its edge. */
const MOST = 0.2;

interface Field {
  readonly left: number;
  readonly top: number;
  readonly size: number;
  readonly title: string;
  /** Of the shapes. */
  readonly offset: number;
}

function field(
  svg: SvgSelection,
  groups: readonly MeasuredGroup[],
  {left, top, size, title, offset}: Field
): void {
  const all = groups.flatMap(({pairs}) => pairs.map(({measured}) => measured));
  const unit = groups[0]?.unit ?? "s";
  const [x0, x1] = [left + 48, left + size - 6];
  const [y0, y1] = [top + 26 + FIELD, top + 26];
  const x = scaleLog([Math.min(...all) * 0.8, Math.max(...all) * 1.25], [x0, x1]);
  const y = scaleLinear([-MOST, MOST], [y0, y1]);
  write(svg, `${title}: how far the model is off`, {
    x: left,
    y: top + 13,
    size: 12.5,
    weight: 600,
    fill: color.ink,
    halo: null
  });
  svg
    .append("rect")
    .attr("x", x0)
    .attr("y", y1)
    .attr("width", x1 - x0)
    .attr("height", y0 - y1)
    .attr("fill", color.field)
    .attr("stroke", color.rule);
  svg
    .append("rect")
    .attr("x", x0)
    .attr("y", round(y(BAND)))
    .attr("width", x1 - x0)
    .attr("height", round(y(-BAND) - y(BAND)))
    .attr("fill", color.mathSoft)
    .attr("opacity", 0.7);
  for (const error of [-MOST, -BAND, 0, BAND, MOST])
    write(svg, `${error > 0 ? "+" : ""}${formatPercent(error)}`, {
      x: x0 - 7,
      y: y(error) + 4,
      anchor: "end",
      size: 11,
      halo: null
    });
  svg
    .append("path")
    .attr("d", `M${x0},${round(y(0))}H${x1}`)
    .attr("stroke", color.math)
    .attr("stroke-width", 1.8);
  write(svg, "the model", {
    x: x1 - 5,
    y: y(0) - 5,
    anchor: "end",
    size: 11,
    weight: 600,
    fill: color.mathInk
  });
  let last = -Infinity;
  for (const tick of x.ticks(4).filter((value) => /^[125]/.test(value.toExponential()))) {
    if (x(tick) - last < 56) continue;
    last = x(tick);
    svg
      .append("path")
      .attr("d", `M${round(x(tick))},${y0}v5`)
      .attr("stroke", color.second);
    const end = x1 - x(tick) < 24;
    write(svg, shown(tick, unit), {
      x: end ? x1 : x(tick),
      y: y0 + 18,
      anchor: end ? "end" : "middle",
      size: 11,
      halo: null
    });
  }
  write(svg, "measured", {x: x1, y: y0 + 34, anchor: "end", size: 11, halo: null});
  groups.forEach(({pairs, fitted, name, median}, g) => {
    const shape = SHAPES[(g + offset) % SHAPES.length]!;
    const paint = fitted ? color.second : color.mathInk;
    const mark = (cx: number, cy: number, scale: number) =>
      svg
        .append("path")
        .attr("d", shape)
        .attr("transform", `translate(${round(cx)},${round(cy)}) scale(${scale})`)
        .attr("fill", fitted ? color.field : color.math)
        .attr("stroke", paint)
        .attr("stroke-width", fitted ? 1.3 : 1.6);
    for (const {measured, modelled} of pairs)
      mark(x(measured), y(Math.max(-MOST, Math.min(MOST, modelled / measured - 1))), fitted ? 0.8 : 1.2);
    const ly = y0 + 54 + g * LEGEND;
    mark(left + 10, ly - 4, 0.95);
    const words = `${name}: median ${formatPercent(median)}`;
    write(svg, words, {
      x: left + 22,
      y: ly,
      size: Math.min(11.5, (11.5 * (size - 26)) / textWidth(words, 11.5, 600)),
      weight: fitted ? 400 : 600,
      fill: fitted ? color.second : color.ink,
      halo: null
    });
  });
}

/** The parts, in two columns where there is room: filled ones were measured, the others follow from measured ones. */
function partsChart({parts}: CliffMeasured, width: number): SVGSVGElement {
  const pitch = 40;
  const columns = width >= 620 ? 2 : 1;
  const size = (width - 24 * (columns - 1)) / columns;
  const length = Math.ceil(parts.length / columns);
  const svg = figure(width, length * pitch + 6, "The machine's parts, with the source of each");
  parts.forEach(({name, value, unit, kind, source}, i) => {
    const left = Math.floor(i / length) * (size + 24);
    const y = (i % length) * pitch + 16;
    write(svg, fitted(`${name}: ${shown(value, unit)}`, size - 18, 13.4), {
      x: left + 16,
      y,
      size: 13,
      weight: 600,
      fill: color.ink,
      halo: null
    });
    svg
      .append("path")
      .attr("d", SHAPES[2]!)
      .attr("transform", `translate(${left + 6},${y - 4})`)
      .attr("fill", kind === "measured" ? color.math : "none")
      .attr("stroke", color.mathInk)
      .attr("stroke-width", 1.4);
    write(svg, fitted(`${kind}; ${source}`, size - 16, 11), {x: left + 16, y: y + 16, size: 11, halo: null});
  });
  return svg.node()!;
}

/** A text cut to its room; the table has all of it. */
function fitted(text: string, room: number, size: number): string {
  let shownText = text;
  while (textWidth(shownText, size) > room && shownText.length > 8)
    shownText = `${shownText.slice(0, -2)}…`.replace("……", "…");
  return shownText;
}
