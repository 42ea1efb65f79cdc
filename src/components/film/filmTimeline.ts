/** The film's timeline: who is in the system over the whole film, the memory limit, the surge, the losses, the playhead. */
import {scaleLinear} from "d3";
import {html} from "htl";
import {formatClock, formatNumber} from "../../lib/format.js";
import type {FilmIndex} from "../../lib/lab/filmFrame.js";
import {clockTicks, clockWords} from "../marks/clockTicks.js";
import {textWidth} from "../marks/textWidth.js";
import {write} from "../marks/write.js";
import {color, figure, font, pattern, type SvgSelection, uniqueId} from "../theme.js";
import {timelineColumns} from "./timelineColumns.js";

export interface TimelineOptions {
  readonly width: number;
  readonly duration: number;
  /** Requests that fit the memory. */
  readonly limit: number;
  /** Whether the waiting hold memory too, so that the limit is theirs as well. */
  readonly held: boolean;
  readonly surge: {readonly time: number; readonly label: string} | null;
}

export interface FilmTimeline {
  readonly element: HTMLElement;
  readonly range: HTMLInputElement;
  /** Draws another run or another width; the range stays, and with it the focus. */
  draw(index: FilmIndex, options: TimelineOptions): void;
  /** Moves the playhead [s]. */
  seek(time: number): void;
  /** The film time that the range's position stands for [s]. */
  time(): number;
}

const STEPS = 2000;
const HEIGHT = 118;
const SIDE = 18;
const TOP = 26;
/** Width of a column within which a curve is drawn as one stroke [px]. */
const COLUMN = 1.5;
const BOTTOM = 26;
/** Half the playhead's width [px]. */
const HEAD = 7;
/** A native range's thumb [px]: at its ends it stands half of it inside. */
const THUMB = 16;

/** The timeline with a native range on it, which is what the keyboard and the mouse take hold of. */
export function filmTimeline(): FilmTimeline {
  const range =
    html`<input type="range" class="filmrange" min="0" max=${STEPS} step="1" aria-label="Time in the film">` as HTMLInputElement;
  range.style.left = `${SIDE - THUMB / 2}px`;
  range.style.width = `calc(100% - ${2 * SIDE - THUMB}px)`;
  const drawing = html`<div></div>`;
  const element = html`<div class="timeline">${drawing}${range}</div>`;
  let duration = 1;
  let follow: (time: number) => void = () => {};
  return {
    element,
    range,
    draw(index, options) {
      duration = options.duration;
      const svg = figure(options.width, HEIGHT, "Requests in the system over the film");
      follow = drawTimeline(svg, index, options);
      drawing.replaceChildren(svg.node() as SVGSVGElement);
    },
    seek(time) {
      follow(time);
      const value = String(Math.round((time / duration) * STEPS));
      if (range.value !== value) range.value = value;
      const words = `${formatClock(time, duration)} of ${formatClock(duration, duration)}`;
      if (range.getAttribute("aria-valuetext") !== words) range.setAttribute("aria-valuetext", words);
    },
    time: () => (Number(range.value) / STEPS) * duration
  };
}

/** Draws all but the playhead's place; returns what moves it. */
function drawTimeline(
  svg: SvgSelection,
  index: FilmIndex,
  {width, duration, limit, held, surge}: TimelineOptions
): (time: number) => void {
  const right = width - SIDE;
  const bottom = HEIGHT - BOTTOM;
  const x = scaleLinear([0, duration], [SIDE, right]).clamp(true);
  const columns = timelineColumns(index, duration, Math.max(1, Math.floor((right - SIDE) / COLUMN)));
  const fullest = columns.most.reduce((a, b) => Math.max(a, b), 1);
  const y = scaleLinear([0, Math.max(limit * 1.25, fullest * 1.04)], [bottom, TOP]);
  const steps = (values: readonly number[]) => {
    let path = `M${SIDE},${bottom}`;
    columns.times.forEach((time, i) => {
      path += `H${x(time).toFixed(1)}V${y(values[i]).toFixed(1)}`;
    });
    return `${path}H${right}V${bottom}Z`;
  };
  let outline = `M${SIDE},${bottom}`;
  columns.times.forEach((time, i) => {
    const [low, high] = [y(columns.fewest[i]).toFixed(1), y(columns.most[i]).toFixed(1)];
    outline += `H${x(time).toFixed(1)}V${low}${low === high ? "" : `V${high}`}V${y(columns.last[i]).toFixed(1)}`;
  });
  outline += `H${right}`;
  const clip = uniqueId("seen");
  const seen = svg.append("clipPath").attr("id", clip).append("rect").attr("x", 0).attr("height", HEIGHT);
  line(svg, outline, color.edge, 0.8).attr("opacity", 0.65);
  const past = svg.append("g").attr("clip-path", `url(#${clip})`) as unknown as SvgSelection;
  past.append("path").attr("d", steps(columns.last)).attr("fill", pattern(svg, "wait"));
  if (held) overLimit(past, steps(columns.last), y(limit), pattern(svg, "lost"));
  past.append("path").attr("d", steps(columns.serving)).attr("fill", color.mathSoft);
  line(past, outline, color.ink, 1.1);
  line(svg, `M${SIDE},${bottom}H${right}`, color.edge, 1);
  drawFence(svg, y(limit), right);
  const lossWords = drawLosses(svg, index.losses, x, right, bottom);
  const notes = [
    noteBeside(svg, SIDE, y(limit) - 9, `limit ${formatNumber(limit)}`, right, color.ink),
    surge
      ? drawSurge(svg, x(surge.time), bottom, right - lossWords, surgeWords(surge, duration, width))
      : null
  ];
  drawAxis(svg, duration, x, bottom, right);
  const head = svg.append("g");
  line(head as unknown as SvgSelection, `M0,18V${bottom}`, color.ink, 2.2);
  head.append("path").attr("d", `M${-HEAD},3H${HEAD}V12L0,19L${-HEAD},12Z`).attr("fill", color.ink);
  return (time) => {
    const px = x(time);
    head.attr("transform", `translate(${px.toFixed(1)},0)`);
    seen.attr("width", px.toFixed(1));
    for (const note of notes) note?.(px);
  };
}

/** Words beside an upright at `x` that make way for the playhead. */
function noteBeside(
  svg: SvgSelection,
  x: number,
  y: number,
  words: string,
  right: number,
  fill: string = color.second
): (head: number) => void {
  const size = textWidth(words, 12);
  const text = write(svg, words, {x: x + 5, y, size: 12, fill});
  let shown = x + 5;
  return (head) => {
    const clear = HEAD + 3;
    const free = [x + 5, x - 6 - size, head - clear - size, head + clear].find(
      (from) =>
        from >= SIDE && from + size <= right && (from >= head + clear || from + size <= head - clear + 0.5)
    );
    const from = free ?? x + 5;
    if (from === shown) return;
    shown = from;
    text.attr("x", from.toFixed(1));
  };
}

function line(svg: SvgSelection, path: string, stroke: string, width: number) {
  return svg
    .append("path")
    .attr("d", path)
    .attr("fill", "none")
    .attr("stroke", stroke)
    .attr("stroke-width", width)
    .attr("stroke-linejoin", "round");
}

/** The limit as a fence: a line with teeth. */
function drawFence(svg: SvgSelection, y: number, right: number): void {
  let teeth = "";
  for (let x = SIDE + 2; x < right - 4; x += 7) teeth += `M${x},${y - 1}l4,-4.5`;
  line(svg, teeth, color.ink, 1.3);
  line(svg, `M${SIDE},${y}H${right}`, color.ink, 1.8);
}

function surgeWords(
  {time, label}: {readonly time: number; readonly label: string},
  duration: number,
  width: number
): string {
  const [clock] = clockWords([time], duration);
  return width < 480 ? label : `${clock} ${label}`;
}

function drawSurge(svg: SvgSelection, x: number, bottom: number, right: number, words: string) {
  line(svg, `M${x},6V${bottom}`, color.second, 1.4).attr("stroke-dasharray", "2 3");
  return noteBeside(svg, x, 15, words, right);
}

/** The part of an area above the limit, in the colour of what does not fit. */
function overLimit(svg: SvgSelection, area: string, y: number, fill: string): void {
  const id = uniqueId("over");
  svg.append("clipPath").attr("id", id).append("rect").attr("width", "100%").attr("height", Math.max(0, y));
  svg.append("path").attr("d", area).attr("fill", fill).attr("clip-path", `url(#${id})`);
}

/** A red stroke at the time of each loss, on the axis, and how many they are; returns the room that these words take. */
function drawLosses(
  svg: SvgSelection,
  losses: Float64Array,
  x: (time: number) => number,
  right: number,
  bottom: number
): number {
  if (losses.length === 0) return 0;
  const at = new Set(Array.from(losses, (time) => Math.round(x(time) * 2) / 2));
  const path = Array.from(at, (px) => `M${px},${bottom - 9}v9`).join("");
  line(svg, path, color.lost, 1.4);
  const words = `✕ ${formatNumber(losses.length)} lost`;
  write(svg, words, {x: right, y: 15, anchor: "end", size: 12, weight: 600, fill: color.lostInk});
  return textWidth(words, 12, 600) + 10;
}

function drawAxis(
  svg: SvgSelection,
  duration: number,
  x: (time: number) => number,
  bottom: number,
  right: number
): void {
  const times = clockTicks(0, duration, Math.max(2, Math.floor((right - SIDE) / 88)), duration);
  let free = 0;
  clockWords(times, duration).forEach((words, i) => {
    const half = textWidth(words, 12) / 2 + 2;
    const centre = Math.min(right - half + 4, Math.max(SIDE + half - 4, x(times[i])));
    if (centre - half < free) return;
    free = centre + half + 6;
    line(svg, `M${x(times[i]).toFixed(1)},${bottom}v4`, color.edge, 1);
    write(svg, words, {x: centre, y: HEIGHT - 8, anchor: "middle", size: 12, family: font.mono, halo: null});
  });
}
