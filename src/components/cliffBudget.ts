/**
 * Where the memory goes, as steps down from what there is to what is left for requests, each row with its source; and
 * how many requests fit into what is left.
 */
import {scaleLinear} from "d3";
import {formatBytes, formatNumber} from "../lib/format.js";
import type {CliffBudget} from "../lib/lessons/cliffBudget.js";
import {slotPattern} from "./marks/slotPatterns.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure} from "./theme.js";

const PITCH = 34;
const THICK = 18;

/** What is left, and for how many. */
export function budgetSentence({left, perRequest, places, note}: CliffBudget, many: string): string {
  if (places === Infinity) return `${formatBytes(Math.max(0, left))} are left, and nothing is kept in them.`;
  const where = note === "" ? "" : ` ${note}`;
  if (left <= 0) return `It does not fit: ${formatBytes(-left)} are missing${where}.`;
  const room =
    places === 0 ? `not one of the ${many} fits` : places === 1 ? `one fits` : `${formatNumber(places)} fit`;
  const each = note === "" ? "for each" : `there for each (${perRequest.what})`;
  return `${formatBytes(left)} are left${where}. With ${formatBytes(perRequest.bytes)} ${each}, ${room}.`;
}

export function budgetTable({rows, left, perRequest, places}: CliffBudget): {
  columns: string[];
  rows: (string | number)[][];
} {
  return {
    columns: ["row", "bytes", "where the number comes from"],
    rows: [
      ...rows.map(({what, bytes, source}) => [what, signed(bytes), source]),
      ["left for requests", signed(left), "what the rows above leave"],
      ["one request", formatBytes(perRequest.bytes), perRequest.what],
      ["fit at once", places === Infinity ? "–" : formatNumber(places), "the quotient, rounded down"]
    ]
  };
}

function signed(bytes: number): string {
  return bytes < 0 ? `−${formatBytes(-bytes)}` : formatBytes(bytes);
}

/** The steps. */
export function budgetChart(
  {rows, left, perRequest, places}: CliffBudget,
  {width = 480, many}: {readonly width?: number; readonly many: string}
): SVGSVGElement {
  const bars = [...rows, {what: `left for ${many}`, bytes: left, source: ""}];
  const total = rows[0]?.bytes ?? 1;
  const height = bars.length * PITCH + 44;
  const svg = figure(width, height, "Memory, row by row");
  const least = Math.min(0, left);
  const x = scaleLinear([least, total], [2, width - 2]);
  let level = 0;
  bars.forEach(({what, bytes}, i) => {
    const y = 14 + i * PITCH;
    const last = i === bars.length - 1;
    const from = i === 0 || last ? 0 : level + bytes;
    const to = i === 0 || last ? bytes : level;
    const [begin, end] = [x(Math.min(from, to)), x(Math.max(from, to))];
    svg
      .append("rect")
      .attr("x", round(begin))
      .attr("y", y)
      .attr("width", round(Math.max(1, end - begin)))
      .attr("height", THICK)
      .attr(
        "fill",
        last ? (left > 0 ? color.math : color.lost) : i === 0 ? color.grid : slotPattern(svg, "reserved")
      )
      .attr("stroke", last ? "none" : color.edge)
      .attr("stroke-width", 0.8);
    if (!last && i > 0)
      svg
        .append("path")
        .attr("d", `M${round(x(level + bytes))},${y + THICK}v${PITCH - THICK}`)
        .attr("stroke", color.edge)
        .attr("stroke-dasharray", "2 2");
    level = i === 0 ? bytes : level + bytes;
    const words = `${what}  ${signed(bytes)}`;
    const size = 11.5;
    const wide = textWidth(words, size, last ? 600 : 400);
    const inside = end - begin > wide + 14;
    const before = !inside && begin > wide + 8;
    const at = inside ? begin + 7 : before ? begin - 7 : end + 7;
    const over = !inside && !before && at + wide > width;
    write(svg, words, {
      x: over ? width - 4 : at,
      y: over ? y - 3 : y + 13,
      anchor: over ? "end" : before ? "end" : "start",
      size,
      weight: last ? 600 : 400,
      fill: last && inside && left > 0 ? color.onMark : color.ink,
      halo: inside ? null : color.field
    });
  });
  if (places > 0 && places < Infinity && left > 0) {
    // What is left, cut into the places that it has.
    const y = 14 + (bars.length - 1) * PITCH;
    const shown = Math.min(places, 400);
    for (let k = 1; k <= shown; ++k) {
      const at = x((left * k * perRequest.bytes) / left);
      if (at > x(left) + 0.5) break;
      svg
        .append("path")
        .attr("d", `M${round(at)},${y + THICK}v6`)
        .attr("stroke", color.mathInk);
    }
    write(
      svg,
      `${places === 1 ? "one place" : `${formatNumber(places)} places`} of ${formatBytes(perRequest.bytes)}`,
      {
        x: 2,
        y: y + THICK + 21,
        size: 12,
        weight: 600,
        fill: color.mathInk,
        halo: null
      }
    );
  } else
    write(svg, places === Infinity ? "nothing is kept" : "no place", {
      x: 2,
      y: 14 + (bars.length - 1) * PITCH + THICK + 21,
      size: 12,
      weight: 600,
      fill: places === Infinity ? color.second : color.lostInk,
      halo: null
    });
  return svg.node()!;
}
