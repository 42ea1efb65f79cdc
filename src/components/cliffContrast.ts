/**
 * The same arrivals under two policies: what the change of policy made of each request, sorted from the one that gained
 * most to the one that lost most. Above the line a request waits longer under the other policy, below it shorter.
 */
import {area, scaleLinear} from "d3";
import {formatDuration, formatNumber, formatPercent} from "../lib/format.js";
import {timeUnit} from "./marks/scaleUnits.js";
import {textWidth} from "./marks/textWidth.js";
import {round, write} from "./marks/write.js";
import {color, figure, pattern} from "./theme.js";

export interface ContrastData {
  readonly ownName: string;
  readonly otherName: string;
  /** What is compared: "time to first token". */
  readonly what: string;
  readonly many: string;
  /** Of the same requests, in order of arrival; NaN where lost [s]. */
  readonly own: ArrayLike<number>;
  readonly other: ArrayLike<number>;
}

interface Pair {
  readonly request: number;
  readonly own: number;
  readonly other: number;
  readonly difference: number;
}

/** Requests that both answered, by what the own policy costs them beside the other one, ascending [s]. */
function pairs({own, other}: ContrastData): readonly Pair[] {
  const found: Pair[] = [];
  for (let i = 0; i < own.length; ++i) {
    const difference = own[i]! - other[i]!;
    if (!Number.isNaN(difference)) found.push({request: i, own: own[i]!, other: other[i]!, difference});
  }
  return found.sort((a, b) => a.difference - b.difference || a.request - b.request);
}

const SAME = 1e-9;

/** Who gains, who loses, and by how much. */
export function contrastSentence(data: ContrastData): string {
  const sorted = pairs(data);
  const {own, other, ownName, otherName, what, many} = data;
  const lost = (times: ArrayLike<number>) => Array.from(times).filter(Number.isNaN).length;
  const gone =
    lost(own) || lost(other) ? ` Lost: ${formatNumber(lost(own))} and ${formatNumber(lost(other))}.` : "";
  if (sorted.length === 0) return `Neither policy answered any of the ${many}.${gone}`;
  const later = sorted.filter(({difference}) => difference > SAME).length / sorted.length;
  const earlier = sorted.filter(({difference}) => difference < -SAME).length / sorted.length;
  const mean = sorted.reduce((sum, {difference}) => sum + difference, 0) / sorted.length;
  if (later === 0 && earlier === 0) return `${ownName} and ${otherName} treat all ${many} alike here.${gone}`;
  return `The same ${formatNumber(sorted.length)} ${many}: under ${ownName}, ${formatPercent(later)} have a longer ${what} than under ${otherName}, ${formatPercent(earlier)} a shorter one; on average it is ${formatDuration(Math.abs(mean))} ${mean > 0 ? "longer" : "shorter"}.${gone}`;
}

export function contrastTable(data: ContrastData): {columns: string[]; rows: (string | number)[][]} {
  const sorted = pairs(data);
  const shares = [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1];
  return {
    columns: ["rank", "number", data.ownName, data.otherName, "difference"],
    rows:
      sorted.length === 0
        ? []
        : shares.map((share) => {
            const {request, own, other, difference} = sorted[Math.round(share * (sorted.length - 1))]!;
            return [
              share === 0 ? "gains most" : share === 1 ? "loses most" : formatPercent(share),
              `#${formatNumber(request + 1)}`,
              formatDuration(own),
              formatDuration(other),
              formatDuration(difference)
            ];
          })
  };
}

/** The sorted differences, and a few requests as dumbbells below. */
export function contrastChart(
  data: ContrastData,
  {width = 800}: {readonly width?: number} = {}
): SVGSVGElement {
  const sorted = pairs(data);
  const [left, right, top, mid] = [64, width - 12, 26, 230];
  const height = mid + 26;
  const svg = figure(width, height, `${data.what} under two policies, request by request`);
  if (sorted.length === 0) {
    write(svg, "nothing to compare", {x: width / 2, y: height / 2, anchor: "middle", size: 14});
    return svg.node()!;
  }
  const differences = sorted.map(({difference}) => difference);
  const low = Math.min(0, differences[0]!);
  const high = Math.max(0, differences.at(-1)!);
  const span = high - low || 1e-6;
  const y = scaleLinear([low - 0.06 * span, high + 0.06 * span], [mid, top]);
  const x = scaleLinear([0, Math.max(1, sorted.length)], [left, right]);
  const unit = timeUnit(Math.max(Math.abs(low), high));
  const shown = scaleLinear([low / unit.size, high / unit.size], [y(low), y(high)]);
  for (const tick of shown.ticks(5)) {
    svg
      .append("path")
      .attr("d", `M${left},${round(shown(tick))}H${right}`)
      .attr("stroke", color.grid);
    write(svg, `${tick > 0 ? "+" : ""}${formatNumber(tick)} ${unit.name}`, {
      x: left - 6,
      y: shown(tick) + 4,
      anchor: "end",
      size: 11,
      halo: null
    });
  }
  const steps = sorted.flatMap(({difference}, i) => [
    {at: i, difference},
    {at: i + 1, difference}
  ]);
  const fill = (keep: (difference: number) => number, paint: string, edge: string) =>
    svg
      .append("path")
      .attr(
        "d",
        area<{at: number; difference: number}>(
          (step) => x(step.at),
          () => y(0),
          (step) => y(keep(step.difference))
        )(steps)
      )
      .attr("fill", paint)
      .attr("stroke", edge)
      .attr("stroke-width", 0.6);
  fill((difference) => Math.max(0, difference), pattern(svg, "wait"), color.wait);
  fill((difference) => Math.min(0, difference), color.passSoft, color.pass);
  svg
    .append("path")
    .attr("d", `M${left},${round(y(0))}H${right}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.4);
  write(svg, `longer under ${data.ownName} ↑`, {
    x: right,
    y: Math.max(top - 8, y(high) - 10),
    anchor: "end",
    size: 12,
    weight: 600,
    fill: color.waitInk
  });
  if (low < -SAME)
    write(svg, `shorter under ${data.ownName} ↓`, {
      x: left + 6,
      y: Math.min(mid + 8, y(low) + 16),
      size: 12,
      weight: 600,
      fill: color.pass
    });
  const median = sorted[Math.floor(sorted.length / 2)]!;
  const mx = round(x(sorted.length / 2));
  svg
    .append("circle")
    .attr("cx", mx)
    .attr("cy", round(y(median.difference)))
    .attr("r", 4)
    .attr("fill", color.ink);
  const short = `${formatDuration(median.own)} instead of ${formatDuration(median.other)}`;
  const medianWords = width < 480 ? short : `the median one: ${short}`;
  const half = textWidth(medianWords, 12, 600) / 2;
  write(svg, medianWords, {
    x: Math.max(left + half + 4, Math.min(right - half, mx)),
    y: y(median.difference) + (y(median.difference) - top < 30 ? 20 : -10),
    anchor: "middle",
    size: 12,
    weight: 600,
    fill: color.ink
  });
  write(svg, `${formatNumber(sorted.length)} ${data.many}, sorted by the difference`, {
    x: right,
    y: height - 4,
    anchor: "end",
    size: 11,
    halo: null
  });
  return svg.node()!;
}
