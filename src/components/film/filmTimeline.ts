/** The film's timeline: requests in the system over the whole film, the memory limit, the surge, and the playhead. */
import {scaleLinear} from "d3";
import {html} from "htl";
import {formatClock, formatNumber} from "../../lib/format.js";
import type {FilmIndex} from "../../lib/lab/filmFrame.js";
import {color, figure, pattern} from "../theme.js";

export interface TimelineOptions {
  readonly width: number;
  readonly duration: number;
  /** Requests that fit the memory. */
  readonly limit: number;
  readonly surge: {readonly time: number; readonly label: string} | null;
}

export interface FilmTimeline {
  readonly element: HTMLElement;
  readonly range: HTMLInputElement;
  /** Moves the playhead [s]. */
  seek(time: number): void;
}

const STEPS = 2000;
const HEIGHT = 86;

/** The timeline with a native range on it, which is what the keyboard and the mouse take hold of. */
export function filmTimeline(
  index: FilmIndex,
  {width, duration, limit, surge}: TimelineOptions
): FilmTimeline {
  const svg = figure(width, HEIGHT, "Requests in the system over the film");
  const margin = {left: 8, right: 8, top: 20, bottom: 20};
  const x = scaleLinear([0, duration], [margin.left, width - margin.right]);
  const columns = columnPeaks(index, duration, Math.floor(width - margin.left - margin.right));
  const most = Math.max(limit * 1.15, ...columns.total) || 1;
  const y = scaleLinear([0, most], [HEIGHT - margin.bottom, margin.top]);
  const area = (values: readonly number[]) =>
    `M${margin.left},${y(0)}${values.map((value, i) => `L${margin.left + i},${y(value).toFixed(1)}`).join("")}V${y(0)}Z`;
  svg.append("path").attr("d", area(columns.total)).attr("fill", pattern(svg, "wait"));
  svg.append("path").attr("d", area(columns.serving)).attr("fill", color.mathSoft).attr("stroke", color.math);
  svg
    .append("path")
    .attr("d", `M${margin.left},${y(limit)}H${width - margin.right}`)
    .attr("stroke", color.lost)
    .attr("stroke-dasharray", "5 3")
    .attr("stroke-width", 1.5);
  svg
    .append("text")
    .attr("x", margin.left + 2)
    .attr("y", y(limit) - 4)
    .attr("fill", color.lostInk)
    .attr("font-size", 11)
    .attr("font-weight", 600)
    .text(`limit ${formatNumber(limit)}`);
  if (surge) {
    svg
      .append("path")
      .attr("d", `M${x(surge.time)},12V${y(0)}`)
      .attr("stroke", color.ink)
      .attr("stroke-dasharray", "2 3");
    svg
      .append("text")
      .attr("x", x(surge.time) + 5)
      .attr("y", 10)
      .attr("font-size", 11)
      .attr("fill", color.ink)
      .text(surge.label);
  }
  for (const tick of x.ticks(Math.max(2, Math.floor(width / 110)))) {
    const anchor = x(tick) < 24 ? "start" : x(tick) > width - 30 ? "end" : "middle";
    svg
      .append("text")
      .attr("x", x(tick))
      .attr("y", HEIGHT - 5)
      .attr("text-anchor", anchor)
      .attr("font-size", 11)
      .attr("fill", color.second)
      .text(formatClock(tick, duration));
  }
  const head = svg.append("g");
  head
    .append("path")
    .attr("d", `M0,14V${y(0)}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 2);
  head
    .append("rect")
    .attr("x", -5)
    .attr("y", 2)
    .attr("width", 10)
    .attr("height", 14)
    .attr("rx", 2)
    .attr("fill", color.ink);
  const range =
    html`<input type="range" class="filmrange" min="0" max=${STEPS} step="1" aria-label="Time in the film">` as HTMLInputElement;
  const element = html`<div class="timeline">${svg.node()}${range}</div>`;
  return {
    element,
    range,
    seek(time) {
      head.attr("transform", `translate(${x(time)},0)`);
      range.value = String(Math.round((time / duration) * STEPS));
      range.setAttribute(
        "aria-valuetext",
        `${formatClock(time, duration)} of ${formatClock(duration, duration)}`
      );
    }
  };
}

/** The film time that the range's position stands for [s]. */
export function rangeTime(range: HTMLInputElement, duration: number): number {
  return (Number(range.value) / STEPS) * duration;
}

/** The largest number in the system, and in service then, within each pixel column. */
function columnPeaks(
  {arrivals, starts, departures}: FilmIndex,
  duration: number,
  columns: number
): {total: number[]; serving: number[]} {
  const total = new Array<number>(columns).fill(0);
  const serving = new Array<number>(columns).fill(0);
  let [a, s, d] = [0, 0, 0];
  const column = (time: number) =>
    Math.min(columns - 1, Math.max(0, Math.floor((time / duration) * columns)));
  let last = 0;
  const note = (at: number) => {
    for (let c = last + 1; c <= at; ++c) {
      total[c] = a - d;
      serving[c] = s - d;
    }
    last = at;
  };
  while (a < arrivals.length || d < departures.length) {
    const time = Math.min(arrivals[a] ?? Infinity, starts[s] ?? Infinity, departures[d] ?? Infinity);
    if (time > duration) break;
    const c = column(time);
    note(c);
    while (departures[d] === time) ++d;
    while (arrivals[a] === time) ++a;
    while (starts[s] === time) ++s;
    total[c] = Math.max(total[c], a - d);
    serving[c] = Math.max(serving[c], s - d);
  }
  note(columns - 1);
  return {total, serving};
}
