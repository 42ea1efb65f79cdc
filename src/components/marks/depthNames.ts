/** The words on the chart of the line: what its areas are, and the request that is followed through it. */
import {formatDuration} from "../../lib/format.js";
import type {QueueDepthData} from "../queueDepth.js";
import {color, type SvgSelection} from "../theme.js";
import {textWidth} from "./textWidth.js";
import type {WaterfallPaints} from "./waterfallBar.js";
import {round, write} from "./write.js";

export interface AreaName {
  readonly words: string;
  /** Null for a name that is its own sign. */
  readonly paint: "formation" | "wait" | null;
  readonly x: number;
  readonly y: number;
}

/** Names above the chart, laid out in as many lines as it takes. */
export function areaNames(
  {requestName, losses}: QueueDepthData,
  left: number,
  right: number
): readonly AreaName[] {
  const names = [
    {words: "waiting for the batch to fill", paint: "formation"},
    {words: "waiting for the machine", paint: "wait"},
    ...(losses.length > 0 ? [{words: `✕ ${requestName} lost`, paint: null}] : [])
  ] as const;
  let x = left;
  let y = 12;
  return names.map(({words, paint}) => {
    const size = textWidth(words, 13, 600) + (paint ? 36 : 14);
    if (x + size > right && x > left) {
      x = left;
      y += 16;
    }
    const placed = {words, paint, x, y};
    x += size;
    return placed;
  });
}

/** Each name in the colour and pattern of what it names. */
export function drawNames(svg: SvgSelection, names: readonly AreaName[], paints: WaterfallPaints): void {
  for (const {words, paint, x, y} of names) {
    if (paint)
      svg
        .append("rect")
        .attr("x", x)
        .attr("y", y - 10)
        .attr("width", 16)
        .attr("height", 12)
        .attr("fill", paints[paint])
        .attr("stroke", color.wait);
    write(svg, words, {
      x: paint ? x + 22 : x,
      y,
      size: 13,
      weight: 600,
      fill: paint ? color.waitInk : color.lostInk
    });
  }
}

/** The followed request: when it came, and when its batch began. */
export function follow(
  svg: SvgSelection,
  {marked, markedName}: QueueDepthData,
  {
    x,
    top,
    right,
    lane
  }: {
    x: (time: number) => number;
    top: number;
    right: number;
    lane: {y: number; height: number};
  }
): void {
  if (!marked) return;
  const [a, b, c] = [x(marked.arrival), x(marked.start), x(marked.done)];
  const y = lane.y - 8;
  svg
    .append("path")
    .attr(
      "d",
      `M${round(a)},${top}V${y}H${round(b)}M${round(b)},${y - 4}V${lane.y + lane.height}M${round(c)},${lane.y - 3}V${lane.y + lane.height + 3}`
    )
    .attr("fill", "none")
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.8);
  svg.append("circle").attr("cx", round(a)).attr("cy", y).attr("r", 4).attr("fill", color.ink);
  const wait = marked.start - marked.arrival;
  const wordings =
    wait > 0
      ? [`the ${markedName} request waits ${formatDuration(wait)}`, `${markedName}: ${formatDuration(wait)}`]
      : [`the ${markedName} request does not wait`, `${markedName}: no wait`];
  const sides = wordings.flatMap((words) => [
    {words, left: false, fits: a + textWidth(words, 12.5, 600) + 12 < right},
    {words, left: true, fits: a - textWidth(words, 12.5, 600) - 12 > x(-Infinity)}
  ]);
  const {words, left} = sides.find(({fits}) => fits) ?? sides[2]!;
  write(svg, words, {
    x: left ? a - 7 : a + 7,
    y: top + 12,
    anchor: left ? "end" : "start",
    size: 12.5,
    weight: 600,
    fill: color.ink
  });
}
