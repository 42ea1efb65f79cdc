/** A few requests in a row on one clock: thin and hatched while they wait, thick while they are served, then an arrow. */
import {color, pattern, type SvgSelection} from "../theme.js";
import {round} from "./write.js";

export interface StripRequest {
  readonly number: number;
  /** [s]; start and departure are NaN for a lost request. */
  readonly arrival: number;
  readonly start: number;
  readonly departure: number;
}

export interface StripLayout {
  readonly x: (time: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Height of a row [px]. */
  readonly pitch: number;
  /** Nothing is drawn beyond this moment [s]. */
  readonly at: number;
}

const ARROW = 5;

/** Draws the rows; what has not happened by `at` is not drawn. */
export function requestStrip(
  svg: SvgSelection,
  requests: readonly StripRequest[],
  {x, left, right, top, pitch, at}: StripLayout
): void {
  const wait = pattern(svg, "wait");
  const thin = Math.max(4, pitch * 0.42);
  const thick = pitch * 0.68;
  const clamp = (time: number) => Math.min(Math.max(x(Math.min(time, at)), left), right);
  requests.forEach(({arrival, start, departure}, i) => {
    const y = top + (i + 0.5) * pitch;
    svg
      .append("path")
      .attr("d", `M${left},${round(y)}H${round(right)}`)
      .attr("stroke", color.grid);
    if (arrival > at) return;
    const row = svg.append("g").attr("data-part", "request");
    const begin = clamp(arrival);
    if (Number.isNaN(departure)) {
      row
        .append("path")
        .attr("d", crossPath(begin, y, thick / 2))
        .attr("stroke", color.lost)
        .attr("stroke-width", 2);
      return;
    }
    const [served, left_] = [clamp(start), clamp(departure)];
    if (served - begin > 0.3)
      row
        .append("rect")
        .attr("x", round(begin))
        .attr("y", round(y - thin / 2))
        .attr("width", round(served - begin))
        .attr("height", round(thin))
        .attr("fill", wait)
        .attr("stroke", color.wait)
        .attr("stroke-width", 0.7)
        .attr("data-part", "wait");
    if (start < at && departure > 0 && left_ > left)
      row
        .append("rect")
        .attr("x", round(served))
        .attr("y", round(y - thick / 2))
        .attr("width", round(Math.max(0.6, left_ - served)))
        .attr("height", round(thick))
        .attr("fill", color.math)
        .attr("data-part", "served");
    if (departure <= at && left_ > left)
      row
        .append("path")
        .attr(
          "d",
          `M${round(left_)},${round(y - thick / 2)}l${ARROW},${round(thick / 2)}l${-ARROW},${round(thick / 2)}Z`
        )
        .attr("fill", color.transfer)
        .attr("data-part", "leaves");
    if (x(arrival) >= left)
      row
        .append("path")
        .attr("d", `M${round(begin)},${round(y - pitch * 0.42)}v${round(pitch * 0.84)}`)
        .attr("stroke", color.ink)
        .attr("stroke-width", 1.5)
        .attr("data-part", "arrives");
  });
}

/** The sign of what is lost: a cross. */
export function crossPath(x: number, y: number, reach: number): string {
  const side = round(2 * reach);
  return `M${round(x - reach)},${round(y - reach)}l${side},${side}m0,${-side}l${-side},${side}`;
}
