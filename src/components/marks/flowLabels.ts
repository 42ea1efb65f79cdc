/** The cumulative flow's words: beside the cursor where there is room, else on the curves and above them. */

import {formatNumber} from "../../lib/format.js";
import {countUpTo} from "../../lib/stats/ascending.js";
import {color} from "../theme.js";
import {casedPath, type FlowFrame} from "./flowFrame.js";
import {type Box, labelBoard, type Place, type Point} from "./labelBoard.js";
import type {StripRequest} from "./requestStrip.js";
import {spread} from "./spread.js";
import {reach} from "./staircase.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

export interface FlowReadings {
  readonly arrivals: Float64Array;
  readonly departures: Float64Array;
  readonly waiting: number;
  readonly inService: number;
  readonly lost: number;
}

const ROW = 17;

/** The gap read upwards, as a bracket beside the cursor; where its words may begin. */
function bracket({svg, x, y, at}: FlowFrame, {arrivals, departures}: FlowReadings, side: 1 | -1) {
  const [above, below] = [y(countUpTo(arrivals, at)), y(countUpTo(departures, at))];
  const px = x(at) + side * 10;
  casedPath(svg, `M${round(px - 4)},${round(above)}h8m-4,0V${round(below)}m-4,0h8`, "upwards");
  return {above, below, px};
}

/** A column of words to the right of the cursor: what the curves are, and the gap between them. */
export function wideLabels(frame: FlowFrame, readings: FlowReadings): void {
  const {svg, top, bottom, stripTop, stripBottom} = frame;
  const {waiting, inService, lost} = readings;
  const {above, below, px} = bracket(frame, readings, 1);
  const middle = (above + below) / 2;
  const high = Math.min(above - 12, middle - 2 * ROW);
  const rows = [
    {words: "A(t) arrived", y: high, fill: color.ink, size: 12.5, weight: 600},
    {
      words: `L = ${formatNumber(waiting + inService)}`,
      y: middle - ROW,
      fill: color.ink,
      size: 15,
      weight: 600
    },
    {words: `${formatNumber(waiting)} waiting`, y: middle, fill: color.waitInk, size: 12.5, weight: 600},
    {
      words: `${formatNumber(inService)} being served`,
      y: middle + ROW,
      fill: color.mathInk,
      size: 12.5,
      weight: 600
    },
    {
      words: "D(t) answered",
      y: Math.max(below + 12, middle + 2 * ROW),
      fill: color.mathInk,
      size: 12.5,
      weight: 600
    },
    ...(lost > 0
      ? [
          {
            words: `✕ ${formatNumber(lost)} lost in view`,
            y: high - ROW - 4,
            fill: color.lostInk,
            size: 12.5,
            weight: 600
          }
        ]
      : [])
  ];
  const centres = spread(
    rows.map(({y}) => y),
    rows.map(() => ROW),
    {from: top, to: bottom}
  );
  rows.forEach(({words, ...style}, i) => {
    write(svg, words, {...style, x: px + 12, y: centres[i] + 4.5, className: "reading"});
  });
  if (stripBottom - stripTop < 4 * ROW) return;
  const key = [
    ["│ it arrives", color.second],
    ["thin, hatched: it waits", color.waitInk],
    ["thick: it is served", color.mathInk],
    ["▸ it leaves", color.transferInk]
  ] as const;
  const start = (stripTop + stripBottom) / 2 - 1.5 * ROW + 4;
  key.forEach(([words, fill], i) => {
    write(svg, words, {x: px + 12, y: start + i * ROW, fill, className: "key"});
  });
}

/** Above the plot the gap in words, and each curve named where it leaves room. */
export function compactLabels(
  frame: FlowFrame,
  readings: FlowReadings,
  {arrived, answered}: {readonly arrived: readonly Point[]; readonly answered: readonly Point[]},
  taken: Box | null
): void {
  const {svg, x, left, right, top, bottom, at, width} = frame;
  const {waiting, inService, lost} = readings;
  const {above, below, px} = bracket(frame, readings, width - x(at) > 20 ? 1 : -1);
  const text = write(svg, `L = ${formatNumber(waiting + inService)}`, {
    x: 2,
    y: 32,
    size: 13,
    weight: 600,
    fill: color.ink,
    halo: null,
    className: "reading"
  });
  const part = (words: string, fill: string) =>
    text.append("tspan").attr("font-size", 12).attr("font-weight", 500).attr("fill", fill).text(words);
  part(" (", color.second);
  part(`${formatNumber(waiting)} waiting`, color.waitInk);
  part(", ", color.second);
  part(`${formatNumber(inService)} being served`, color.mathInk);
  part(")", color.second);
  if (lost > 0)
    write(svg, `✕ ${formatNumber(lost)} lost in view`, {
      x: width - 2,
      y: 13,
      anchor: "end",
      weight: 600,
      fill: color.lostInk,
      halo: null,
      className: "reading"
    });
  const board = labelBoard({left: left + 2, right, top: top - 4, bottom: bottom - 2});
  if (taken) board.block(taken);
  board.block({left: px - 6, right: px + 6, top: above, bottom: below});
  const style = {size: 12, weight: 600};
  const name = (words: string, curve: readonly Point[], over: boolean, fill: string) => {
    const half = textWidth(words, style.size, style.weight) / 2;
    const places: Place[] = [];
    for (let share = 0.3; share <= 0.95; share += 0.08) {
      const centre = left + half + 4 + share * (right - left - 2 * half - 8);
      const near = reach(curve, centre - half - 4, centre + half + 4);
      if (!near) continue;
      const y = over ? near.top - (lost > 0 ? 20 : 8) : near.bottom + 16;
      places.push({x: centre, y, anchor: "middle"});
    }
    const place = places.length > 0 ? board.tryPlace({words, places, ...style}) : null;
    if (place) write(svg, words, {...place, ...style, fill, className: "curve"});
  };
  name("A(t) arrived", arrived, true, color.ink);
  name("D(t) answered", answered, false, color.mathInk);
}

/** Which requests the strip shows; in a small drawing also how to read a row. */
export function stripTitle(
  {svg, left, stripTop, compact}: FlowFrame,
  {requests, requestName}: {readonly requests: readonly StripRequest[]; readonly requestName: string}
): void {
  const [first, last] = [requests[0], requests.at(-1)];
  if (!first || !last) return;
  const range =
    requests.length === 1
      ? `#${formatNumber(first.number)}`
      : `#${formatNumber(first.number)} to #${formatNumber(last.number)}`;
  if (!compact) {
    const which =
      requests.length === 1 ? "Only" : `${formatNumber(requests.length)} ${requestName} in a row,`;
    write(svg, `${which} ${range}, on the same clock`, {x: left, y: stripTop - 9});
    return;
  }
  write(svg, `${requestName} ${range}`, {x: 2, y: stripTop - 22});
  const key = write(svg, "│ arrives  ", {x: 2, y: stripTop - 7, size: 11.5, className: "key"});
  for (const [words, fill] of [
    ["thin: waits  ", color.waitInk],
    ["thick: served  ", color.mathInk],
    ["▸ leaves", color.transferInk]
  ] as const)
    key.append("tspan").attr("fill", fill).attr("dx", 6).text(words);
}
