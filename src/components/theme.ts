/**
 * The lab's one theme: the colour of each meaning, its pattern, and the SVG helpers that every instrument draws with.
 * Colours are CSS variables (defined in style.css for light and dark), so a drawing follows the theme without redrawing.
 */
import {create, type Selection} from "d3";

/** One meaning, one hue, everywhere. */
export const color = {
  paper: "var(--paper)",
  panel: "var(--panel)",
  field: "var(--field)",
  bench: "var(--bench)",
  ink: "var(--ink)",
  second: "var(--second)",
  grid: "var(--grid)",
  rule: "var(--rule)",
  edge: "var(--edge)",
  wait: "var(--wait)",
  waitInk: "var(--wait-ink)",
  waitSoft: "var(--wait-soft)",
  math: "var(--math)",
  mathInk: "var(--math-ink)",
  mathSoft: "var(--math-soft)",
  transfer: "var(--transfer)",
  transferInk: "var(--transfer-ink)",
  transferSoft: "var(--transfer-soft)",
  lost: "var(--lost)",
  lostInk: "var(--lost-ink)",
  lostSoft: "var(--lost-soft)",
  prediction: "var(--prediction)",
  predictionSoft: "var(--prediction-soft)",
  pass: "var(--pass)",
  passSoft: "var(--pass-soft)",
  onMark: "var(--on-mark)"
} as const;

/** Font stacks for SVG text; numerals are tabular in both. */
export const font = {sans: "var(--sans)", mono: "var(--mono)"} as const;

let lastId = 0;

/** A document-wide unique id, so that two instruments on a page never share a pattern. */
export function uniqueId(prefix: string): string {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

export type SvgSelection = Selection<SVGSVGElement, undefined, null, undefined>;

/**
 * An SVG of `width` x `height` [px] that scales down with its container, named for assistive technology.
 * `label` says what the chart is; the live sentence and the table beside it carry the data.
 */
export function figure(width: number, height: number, label: string): SvgSelection {
  return create("svg")
    .attr("class", "figure")
    .attr("viewBox", [0, 0, width, height].join(" "))
    .attr("width", width)
    .attr("height", height)
    .attr("role", "img")
    .attr("aria-label", label) as unknown as SvgSelection;
}

/** The pattern that goes with a meaning: wait is hatched, transfer dotted, lost cross-hatched. Returns `url(#…)`. */
export function pattern(svg: SvgSelection, meaning: "wait" | "transfer" | "lost"): string {
  const id = uniqueId(`pattern-${meaning}`);
  const size = meaning === "transfer" ? 5 : 6;
  const tile = svg
    .append("defs")
    .append("pattern")
    .attr("id", id)
    .attr("width", size)
    .attr("height", size)
    .attr("patternUnits", "userSpaceOnUse");
  tile.append("rect").attr("width", size).attr("height", size).attr("fill", color[`${meaning}Soft`]);
  if (meaning === "transfer") {
    tile.append("circle").attr("cx", 2.5).attr("cy", 2.5).attr("r", 1.3).attr("fill", color.transfer);
  } else {
    tile.attr("patternTransform", "rotate(45)");
    tile
      .append("rect")
      .attr("width", meaning === "wait" ? 3 : 1.6)
      .attr("height", size)
      .attr("fill", color[meaning]);
    if (meaning === "lost")
      tile.append("rect").attr("width", size).attr("height", 1.6).attr("fill", color.lost);
  }
  return `url(#${id})`;
}

/** Whether the reader has asked for less motion. */
export function prefersReducedMotion(): boolean {
  return typeof matchMedia === "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
}
