/** The measured parts of a machine as a list, each with its kind and its source in full. */
import type {MeasuredPart} from "../../lib/lessons/measuredParts.js";
import {color, type SvgSelection} from "../theme.js";
import {DIAMOND, shown} from "./measuredMark.js";
import type {Field} from "./residualField.js";
import {wrapWords} from "./wrapWords.js";
import {write} from "./write.js";

const PITCH = 24;

const LINE = 14;

/** The lines of a part: its name and value, and its source in full. */
function partLines({name, value, unit, kind, source}: MeasuredPart, size: number) {
  return {
    head: wrapWords(`${name}: ${shown(value, unit)}`, size - 18, 13, 600),
    foot: wrapWords(`${kind}; ${source}`, size - 18, 11)
  };
}

const columnsOf = (size: number) => (size >= 620 ? 2 : 1);

/** In columns of about the same height. */
function partColumns(parts: readonly MeasuredPart[], size: number) {
  const columns = columnsOf(size);
  const room = (size - 24 * (columns - 1)) / columns;
  const boxes = parts.map((part) => {
    const lines = partLines(part, room);
    return {part, lines, height: (lines.head.length - 1) * 16 + lines.foot.length * LINE + PITCH};
  });
  const total = boxes.reduce((sum, {height}) => sum + height, 0);
  let [column, y, highest] = [0, 0, 0];
  const placed = boxes.map((box) => {
    if (column < columns - 1 && y > 0 && y + box.height / 2 > total / columns) {
      column += 1;
      y = 0;
    }
    const at = {...box, left: column * (room + 24), top: y};
    y += box.height;
    highest = Math.max(highest, y);
    return at;
  });
  return {placed, height: highest};
}

/** Height of the list [px]. */
export function partsHeight(parts: readonly MeasuredPart[], size: number): number {
  return partColumns(parts, size).height;
}

/** The parts: filled ones were measured, the others follow from measured ones. */
export function partsList(svg: SvgSelection, parts: readonly MeasuredPart[], {left, top, size}: Field): void {
  for (const {part, lines, left: x, top: y} of partColumns(parts, size).placed) {
    svg
      .append("path")
      .attr("d", DIAMOND)
      .attr("transform", `translate(${left + x + 6},${top + y + 12})`)
      .attr("fill", part.kind === "measured" ? color.math : "none")
      .attr("stroke", color.mathInk)
      .attr("stroke-width", 1.4);
    lines.head.forEach((words, i) => {
      write(svg, words, {
        x: left + x + 16,
        y: top + y + 16 + 16 * i,
        size: 13,
        weight: 600,
        fill: color.ink,
        halo: null
      });
    });
    lines.foot.forEach((words, i) => {
      write(svg, words, {
        x: left + x + 16,
        y: top + y + 16 * lines.head.length + 15 + LINE * i,
        size: 11,
        halo: null
      });
    });
  }
}
