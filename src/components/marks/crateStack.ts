/** A stack of crates on a seat: how much there is of what is asked for, eight crates to the whole, with a mark at it. */
import {formatNumber} from "../../lib/format.js";
import {color, type SvgSelection} from "../theme.js";
import {round, write} from "./write.js";

export interface CrateStackOptions {
  /** Multiple of what is asked for. */
  readonly weight: number;
  /** Edge of a crate [px]. */
  readonly size: number;
  readonly paint: {readonly fill: string; readonly stroke: string};
  /** Crates of time carry a clock's hands. */
  readonly ticking?: boolean;
}

const COLUMNS = 4;
const WHOLE = 8;
/** A stack higher than this is cut off, with a word. */
const MOST = 2.5;

/** Draws the stack upwards from (0, 0), centred. */
export function crateStack(
  svg: SvgSelection,
  {weight, size, paint, ticking = false}: CrateStackOptions
): void {
  const shown = Math.max(0, Math.min(MOST, weight)) * WHOLE;
  const pitch = size + 2;
  const left = (-COLUMNS * pitch) / 2;
  const at = (i: number) => ({
    x: left + (i % COLUMNS) * pitch + 1,
    y: -(Math.floor(i / COLUMNS) + 1) * pitch + 1
  });
  for (let i = Math.floor(shown + 1e-9); i < WHOLE; ++i) {
    const {x, y} = at(i);
    svg
      .append("rect")
      .attr("x", round(x))
      .attr("y", round(y))
      .attr("width", size)
      .attr("height", size)
      .attr("rx", 2)
      .attr("fill", "none")
      .attr("stroke", color.lost)
      .attr("stroke-dasharray", "3 3")
      .attr("data-part", "missing");
  }
  for (let i = 0; i < shown - 1e-9; ++i) {
    const {x, y} = at(i);
    const share = Math.min(1, shown - i);
    svg
      .append("rect")
      .attr("x", round(x))
      .attr("y", round(y))
      .attr("width", round(Math.max(1.5, size * share)))
      .attr("height", size)
      .attr("rx", 2)
      .attr("fill", paint.fill)
      .attr("stroke", paint.stroke)
      .attr("stroke-width", 1.3)
      .attr("data-part", "crate");
    if (ticking && share > 0.9)
      svg
        .append("path")
        .attr(
          "d",
          `M${round(x + size / 2)},${round(y + size * 0.22)}V${round(y + size / 2)}h${round(size * 0.22)}`
        )
        .attr("fill", "none")
        .attr("stroke", paint.stroke)
        .attr("stroke-width", 1.2);
  }
  const mark = (-WHOLE / COLUMNS) * pitch - 0.5;
  svg
    .append("path")
    .attr("d", `M${round(left - 10)},${round(mark)}H${round(-left + 10)}`)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.6)
    .attr("stroke-dasharray", "5 3");
  const top = -Math.ceil(Math.max(shown, WHOLE) / COLUMNS) * pitch;
  const holds = weight >= 1;
  write(svg, `${formatNumber(weight, weight < 0.1 ? 1 : 2)}×${weight > MOST ? " ↑" : ""}`, {
    x: 0,
    y: top - 8,
    anchor: "middle",
    size: 14,
    weight: 600,
    fill: holds ? color.pass : color.lostInk,
    className: "weight"
  });
}
