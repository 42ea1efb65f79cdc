/** Text on a drawing, with a halo in the colour of its ground so that it reads across lines. */
import {color, type SvgSelection} from "../theme.js";

export type Anchor = "start" | "middle" | "end";

export interface Writing {
  readonly x: number;
  readonly y: number;
  readonly anchor?: Anchor;
  readonly size?: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly family?: string;
  /** Colour of the halo; null for none. */
  readonly halo?: string | null;
  readonly className?: string;
}

/** Appends `words`, baseline at y, and returns the element's selection. */
export function write(
  svg: SvgSelection,
  words: string,
  {
    x,
    y,
    anchor = "start",
    size = 12,
    weight = 400,
    fill = color.second,
    family,
    halo = color.field,
    className
  }: Writing
) {
  const text = svg
    .append("text")
    .attr("x", round(x))
    .attr("y", round(y))
    .attr("font-size", size)
    .attr("fill", fill);
  if (anchor !== "start") text.attr("text-anchor", anchor);
  if (weight !== 400) text.attr("font-weight", weight);
  if (family) text.attr("font-family", family);
  if (className) text.attr("class", className);
  if (halo)
    text
      .attr("stroke", halo)
      .attr("stroke-width", 3.5)
      .attr("stroke-linejoin", "round")
      .attr("paint-order", "stroke");
  return text.text(words);
}

/** To a tenth of a pixel: what is finer is noise in the markup. */
export function round(px: number): number {
  return Math.round(px * 10) / 10;
}
