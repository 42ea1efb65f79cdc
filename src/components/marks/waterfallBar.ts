/** One request's time as a bar of its parts, each in the pattern of its meaning, and the names of the parts. */
import {formatDuration} from "../../lib/format.js";
import {color, pattern, type SvgSelection, uniqueId} from "../theme.js";
import {labelBoard, type Place} from "./labelBoard.js";
import {spread} from "./spread.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

export interface WaterfallParts {
  /** Waiting for the batch to fill, apart from waiting for a server [s]. */
  readonly formation?: number;
  /** All [s]. */
  readonly wait: number;
  readonly math: number;
  /** Where an answer comes in tokens: the math after the first one; `math` is then the prefill [s]. */
  readonly decode?: number;
  readonly transfer: number;
}

interface Part {
  readonly name: string;
  readonly time: number;
  readonly paint: keyof WaterfallPaints;
}

export interface WaterfallPaints {
  readonly formation: string;
  readonly wait: string;
  readonly math: string;
  readonly decode: string;
  readonly transfer: string;
}

const EDGE = {
  formation: color.wait,
  wait: color.wait,
  math: color.mathInk,
  decode: color.math,
  transfer: color.transfer
} as const;
const INK = {
  formation: color.waitInk,
  wait: color.waitInk,
  math: color.mathInk,
  decode: color.mathInk,
  transfer: color.transferInk
} as const;
const PLATE = {
  formation: color.waitSoft,
  wait: color.waitSoft,
  math: null,
  decode: color.mathSoft,
  transfer: color.transferSoft
} as const;
const VALUE_SIZE = 11.5;

/** Fills of the parts; formation waits are ruled lengthwise, queue waits aslant. */
export function waterfallPaints(svg: SvgSelection): WaterfallPaints {
  const id = uniqueId("pattern-formation");
  const tile = svg
    .append("defs")
    .append("pattern")
    .attr("id", id)
    .attr("width", 5)
    .attr("height", 5)
    .attr("patternUnits", "userSpaceOnUse");
  tile.append("rect").attr("width", 5).attr("height", 5).attr("fill", color.waitSoft);
  tile.append("rect").attr("width", 5).attr("height", 1.6).attr("fill", color.wait);
  return {
    formation: `url(#${id})`,
    wait: pattern(svg, "wait"),
    math: color.math,
    decode: color.mathSoft,
    transfer: pattern(svg, "transfer")
  };
}

function partsOf({formation = 0, wait, math, decode, transfer}: WaterfallParts): readonly Part[] {
  return (
    [
      {name: "batch forms", time: formation, paint: "formation"},
      {name: "wait", time: wait, paint: "wait"},
      {name: decode === undefined ? "math" : "prefill", time: math, paint: "math"},
      {name: "decode", time: decode ?? 0, paint: "decode"},
      {name: "transfer", time: transfer, paint: "transfer"}
    ] as const
  ).filter(({time}) => time > 0);
}

export interface BarLayout {
  readonly x: (time: number) => number;
  readonly right: number;
  readonly y: number;
  readonly thick: number;
}

/** A part with its ends on the screen; one without end runs off to the right and is the last. */
interface Stretch extends Part {
  readonly start: number;
  readonly end: number;
}

function stretches(parts: WaterfallParts, {x, right}: Pick<BarLayout, "x" | "right">): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const part of partsOf(parts)) {
    const start = x(at);
    at += part.time;
    const endless = !Number.isFinite(part.time);
    found.push({...part, start, end: endless ? right : Math.min(x(at), right)});
    if (endless) break;
  }
  return found;
}

/** The bar; what has no end runs off to the right. */
export function drawBar(
  svg: SvgSelection,
  parts: WaterfallParts,
  layout: BarLayout,
  paints: WaterfallPaints
): void {
  const {y, thick} = layout;
  const bar = svg.append("g").attr("data-part", "bar");
  for (const {time, paint, start, end} of stretches(parts, layout)) {
    const tip = Number.isFinite(time) ? 0 : Math.min(12, (end - start) / 2);
    const far = Math.max(end, start + 0.6);
    bar
      .append("path")
      .attr(
        "d",
        `M${round(start)},${round(y)}H${round(far - tip)}L${round(far)},${round(y + thick / 2)}L${round(far - tip)},${round(y + thick)}H${round(start)}Z`
      )
      .attr("fill", paints[paint])
      .attr("stroke", EDGE[paint])
      .attr("data-part", paint);
  }
}

/** How long each part takes, written on it where it fits, clear of a line at `avoid` [px]. */
export function barValues(
  svg: SvgSelection,
  parts: WaterfallParts,
  layout: BarLayout,
  avoid: number | null
): void {
  const {y, thick} = layout;
  for (const {time, paint, start, end} of stretches(parts, layout)) {
    if (!Number.isFinite(time)) continue;
    const words = formatDuration(time, 2);
    const half = textWidth(words, VALUE_SIZE, 500) / 2 + 7;
    const free =
      avoid === null || avoid < start || avoid > end || Math.abs(avoid - (start + end) / 2) > half
        ? [start, end]
        : avoid - start > end - avoid
          ? [start, avoid]
          : [avoid, end];
    if (free[1] - free[0] < 2 * half) continue;
    const middle = (free[0] + free[1]) / 2;
    const plate = PLATE[paint];
    if (plate)
      svg
        .append("rect")
        .attr("x", round(middle - half + 4))
        .attr("y", round(y + thick / 2 - 7.5))
        .attr("width", round(2 * half - 8))
        .attr("height", 15)
        .attr("rx", 7)
        .attr("fill", plate);
    write(svg, words, {
      x: middle,
      y: y + thick / 2 + 4,
      anchor: "middle",
      size: VALUE_SIZE,
      weight: 500,
      fill: plate ? INK[paint] : color.onMark,
      halo: null,
      className: "value"
    });
  }
}

/** The names of a bar's parts, each led to its part, clear of a line at `avoid` [px]. */
export function partNames(
  svg: SvgSelection,
  parts: WaterfallParts,
  {
    avoid,
    from,
    to,
    baseline,
    ...layout
  }: BarLayout & {
    readonly from: number;
    readonly to: number;
    /** Above or below the bar. */
    readonly baseline: number;
    readonly avoid: number | null;
  }
): void {
  const {y, thick} = layout;
  const style = {size: 13, weight: 600};
  const board = labelBoard({left: from, right: to, top: -Infinity, bottom: Infinity}, {gap: 5});
  if (avoid !== null) board.blockLine({x: avoid, y: baseline - 20}, {x: avoid, y: baseline + 20});
  const above = baseline < y;
  const named = stretches(parts, layout).map(({name, paint, start, end}) => ({
    words: name,
    paint,
    mark: {x: (start + end) / 2, y: above ? y - 1 : y + thick + 1},
    ...style
  }));
  const wanted = spread(
    named.map(({mark}) => mark.x),
    named.map(({words}) => textWidth(words, style.size, style.weight) + 14),
    {from, to}
  );
  const shifts = [0, ...Array.from({length: 20}, (_, i) => [6 * (i + 1), -6 * (i + 1)]).flat()];
  const requests = named.map((name, i) => ({
    ...name,
    places: shifts.map((shift): Place => ({x: wanted[i] + shift, y: baseline, anchor: "middle"}))
  }));
  board.placeAll(requests).forEach((place, i) => {
    const {words, paint, mark} = named[i];
    svg
      .append("path")
      .attr(
        "d",
        `M${round(place.x)},${above ? baseline + 4 : baseline - 12}L${round(mark.x)},${round(mark.y)}`
      )
      .attr("stroke", INK[paint]);
    write(svg, words, {...place, ...style, fill: INK[paint], className: "name"});
  });
}
