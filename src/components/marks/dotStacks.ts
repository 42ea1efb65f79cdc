/** Requests as marks that are stacked where they fall, each of them to be counted: a dot, a cross if late, a ring if lost. */
import {color, type SvgSelection} from "../theme.js";
import {round} from "./write.js";

export type DotKind = "in-time" | "late" | "lost";

/** The ground on which dots are stacked [px]. */
export interface DotGround {
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly room: number;
}

/** Distance between dots [px]: the largest that is tried, and the least that can still be told apart. */
const WIDE = 18;
const NARROW = 8;
const TIGHT = 5.5;
const LEAST_COLUMNS = 16;

/** The largest distance at which values on a scale from 0 to `most` fit under the ceiling in single files; null: none does. */
export function dotPitch(values: readonly number[], most: number, ground: DotGround): number | null {
  for (let pitch = WIDE; pitch >= NARROW; --pitch) {
    const {stacks} = stacked(values, most, ground, pitch);
    if (Math.max(0, ...stacks.values()) * pitch <= ground.room) return pitch;
  }
  return null;
}

/** Draws values on a scale from 0 to `most`; what is beyond `limit` is late. */
export function dotStacks(
  svg: SvgSelection,
  values: readonly number[],
  {most, limit, ground, pitch}: {most: number; limit: number; ground: DotGround; pitch: number | null}
): void {
  const {cell, columnOf} = stacked(values, most, ground, pitch ?? NARROW);
  const columns = new Map<number, DotKind[]>();
  for (const value of values) {
    const column = columns.get(columnOf(value)) ?? [];
    column.push(value > limit ? "late" : "in-time");
    columns.set(columnOf(value), column);
  }
  for (const [column, kinds] of columns) {
    const middle = ground.left + (column + 0.5) * cell;
    drawStack(svg, kinds, middle, ground, pitch);
  }
}

/**
 * One stack of marks around `middle`. One that would not fit goes up in several files side by side, so that every mark
 * can still be counted.
 */
export function drawStack(
  svg: SvgSelection,
  kinds: readonly DotKind[],
  middle: number,
  {left, right, base, room}: DotGround,
  pitch: number | null
): void {
  const step = pitch ?? TIGHT;
  const files = Math.ceil(kinds.length / Math.max(1, Math.floor(room / step)));
  const high = Math.ceil(kinds.length / files);
  const r = round(step * 0.4);
  const first = Math.max(left + step / 2, Math.min(middle, right) - ((files - 1) * step) / 2);
  kinds.forEach((kind, i) => {
    const x = round(Math.min(first + Math.floor(i / high) * step, right + step));
    drawMark(svg, kind, x, round(base - ((i % high) + 0.5) * step), r);
  });
}

function drawMark(svg: SvgSelection, kind: DotKind, x: number, y: number, r: number): void {
  if (kind === "in-time") {
    svg
      .append("circle")
      .attr("cx", x)
      .attr("cy", y)
      .attr("r", r)
      .attr("fill", color.math)
      .attr("data-part", kind);
    return;
  }
  const ring = `M${round(x - r)},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0m${round(0.45 * r)},0h${round(1.1 * r)}`;
  const cross = `M${round(x - r)},${round(y - r)}l${2 * r},${2 * r}m0,${-2 * r}l${-2 * r},${2 * r}`;
  svg
    .append("path")
    .attr("d", kind === "late" ? cross : ring)
    .attr("fill", "none")
    .attr("stroke", color.lost)
    .attr("stroke-width", kind === "late" ? 1.9 : 1.4)
    .attr("data-part", kind);
}

function stacked(values: readonly number[], most: number, {left, right}: DotGround, pitch: number) {
  const inner = right - left;
  const columns = Math.max(LEAST_COLUMNS, Math.floor(inner / pitch));
  const columnOf = (value: number) =>
    Math.min(columns - 1, Math.floor((Math.min(value, most) / most) * columns));
  const stacks = new Map<number, number>();
  for (const value of values) stacks.set(columnOf(value), (stacks.get(columnOf(value)) ?? 0) + 1);
  return {cell: inner / columns, columnOf, stacks};
}
