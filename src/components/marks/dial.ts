/** The geometry of a dial: an arc above a hidden pivot, values along it, and what is drawn on its band. */
import {arc} from "d3";
import {color, type SvgSelection, uniqueId} from "../theme.js";
import type {Box, Point} from "./labelBoard.js";
import {textWidth} from "./textWidth.js";
import {round} from "./write.js";

export interface Dial {
  readonly centre: Point;
  /** Outer and inner radius of the band [px]. */
  readonly outer: number;
  readonly inner: number;
  /** Value at the scale's end. */
  readonly max: number;
  /** Half of the angle that the scale spans [rad]. */
  readonly half: number;
  /** Angle of a value from the vertical [rad]; values beyond the scale stand at its end. */
  angle(value: number): number;
  /** The point at a value and a radius. */
  at(value: number, radius: number): Point;
  /** Whether a box touches the ring between two radii. */
  meets(box: Box, from: number, to: number): boolean;
}

export function dial({
  centre,
  outer,
  inner,
  max,
  half
}: Pick<Dial, "centre" | "outer" | "inner" | "max" | "half">): Dial {
  const angle = (value: number) => (Math.min(Math.max(value / max, 0), 1) * 2 - 1) * half;
  return {
    centre,
    outer,
    inner,
    max,
    half,
    angle,
    at: (value, radius) => polar(centre, radius, angle(value)),
    meets(box, from, to) {
      const dx = Math.max(box.left - centre.x, centre.x - box.right, 0);
      const dy = Math.max(box.top - centre.y, centre.y - box.bottom, 0);
      const farthest = Math.hypot(
        Math.max(centre.x - box.left, box.right - centre.x),
        Math.max(centre.y - box.top, box.bottom - centre.y)
      );
      return Math.hypot(dx, dy) < to && farthest > from;
    }
  };
}

/** The point at a radius and an angle from the vertical. */
export function polar({x, y}: Point, radius: number, angle: number): Point {
  return {x: x + radius * Math.sin(angle), y: y - radius * Math.cos(angle)};
}

/** A piece of the band from one value to another; nothing if it is empty. */
export function bandPiece(
  svg: SvgSelection,
  {centre, outer, inner, angle}: Dial,
  from: number,
  to: number,
  {fill, stroke, name}: {fill: string; stroke?: string; name?: string}
): void {
  if (angle(to) - angle(from) <= 0) return;
  const path = svg
    .append("path")
    .attr("transform", `translate(${round(centre.x)},${round(centre.y)})`)
    .attr(
      "d",
      arc().digits(2)({
        innerRadius: inner,
        outerRadius: outer,
        startAngle: angle(from),
        endAngle: angle(to)
      })
    )
    .attr("fill", fill);
  if (stroke) path.attr("stroke", stroke);
  if (name) path.attr("data-part", name);
}

/** A line across the band, or a tick, at a value between two radii. */
export function radialPath({at}: Dial, value: number, from: number, to: number): string {
  const [p, q] = [at(value, from), at(value, to)];
  return `M${round(p.x)},${round(p.y)}L${round(q.x)},${round(q.y)}`;
}

/** The arc between two values at a radius. */
export function arcPath({centre, angle}: Dial, from: number, to: number, radius: number): string {
  const [p, q] = [polar(centre, radius, angle(from)), polar(centre, radius, angle(to))];
  return `M${round(p.x)},${round(p.y)}A${round(radius)},${round(radius)} 0 0 1 ${round(q.x)},${round(q.y)}`;
}

/**
 * The first of `wordings` that fits between two values, written along the middle of the band, on a plate of its own
 * where one is given. Says whether one fitted.
 */
export function bandWords(
  svg: SvgSelection,
  dial: Dial,
  from: number,
  to: number,
  wordings: readonly string[],
  {fill, plate, size = 12}: {fill: string; plate?: string; size?: number}
): boolean {
  const middle = (dial.inner + dial.outer) / 2;
  const length = (dial.angle(to) - dial.angle(from)) * middle;
  const padding = plate ? 16 : 10;
  const words = wordings.find((text) => textWidth(text, size, 600) + 2 * padding <= length);
  if (words === undefined) return false;
  const centre = (dial.angle(from) + dial.angle(to)) / 2;
  const reach = (textWidth(words, size, 600) / 2 + 4) / middle;
  if (plate) {
    const [p, q] = [-1, 1].map((side) => polar(dial.centre, middle, centre + side * reach));
    svg
      .append("path")
      .attr(
        "d",
        `M${round(p.x)},${round(p.y)}A${round(middle)},${round(middle)} 0 0 1 ${round(q.x)},${round(q.y)}`
      )
      .attr("fill", "none")
      .attr("stroke", plate)
      .attr("stroke-width", size + 4)
      .attr("stroke-linecap", "round");
  }
  const id = uniqueId("band");
  const baseline = middle - size * 0.34;
  const [p, q] = [from, to].map((value) => polar(dial.centre, baseline, dial.angle(value)));
  svg
    .append("defs")
    .append("path")
    .attr("id", id)
    .attr(
      "d",
      `M${round(p.x)},${round(p.y)}A${round(baseline)},${round(baseline)} 0 0 1 ${round(q.x)},${round(q.y)}`
    );
  svg
    .append("text")
    .attr("font-size", size)
    .attr("font-weight", 600)
    .attr("fill", fill)
    .append("textPath")
    .attr("href", `#${id}`)
    .attr("startOffset", "50%")
    .attr("text-anchor", "middle")
    .text(words);
  return true;
}

/** A wall across the band, with its barbs on the far side: up to here and no further. */
export function fence(svg: SvgSelection, dial: Dial, value: number): void {
  const {inner, outer, angle, centre} = dial;
  svg
    .append("path")
    .attr("d", radialPath(dial, value, inner - 8, outer + 12))
    .attr("stroke", color.ink)
    .attr("stroke-width", 3.5)
    .attr("data-part", "fence");
  const barbs = [];
  const barb = 5 / outer;
  for (let radius = inner + 1; radius <= outer - 1; radius += 6) {
    const [p, q] = [
      polar(centre, radius, angle(value)),
      polar(centre, radius + 5, Math.min(angle(value) + barb, dial.half))
    ];
    barbs.push(`M${round(p.x)},${round(p.y)}L${round(q.x)},${round(q.y)}`);
  }
  svg.append("path").attr("d", barbs.join("")).attr("stroke", color.ink).attr("stroke-width", 1.5);
}
