/** A belt on the film's stage: its rollers, the numbered places of a short line, the fence where the memory ends. */
import {write} from "../marks/write.js";
import {color, type SvgSelection, uniqueId} from "../theme.js";
import {type Area, FENCE_GAP, type StageLayout} from "./stageParts.js";

/** Between two rollers [px]. */
const ROLLERS = 16;

/** A belt on rollers; returns what turns them. */
export function drawBelt(
  svg: SvgSelection,
  {x, y, width, height}: Area,
  step: number
): (spots: number) => void {
  const id = uniqueId("belt");
  svg
    .append("clipPath")
    .attr("id", id)
    .append("rect")
    .attr("x", x + 3)
    .attr("y", y)
    .attr("width", Math.max(0, width - 6))
    .attr("height", height);
  svg
    .append("rect")
    .attr("x", x)
    .attr("y", y)
    .attr("width", width)
    .attr("height", height)
    .attr("rx", height / 2)
    .attr("fill", color.bench)
    .attr("stroke", color.edge);
  const rollers = svg.append("g").attr("clip-path", `url(#${id})`).append("g");
  for (let at = x - ROLLERS; at < x + width + ROLLERS; at += ROLLERS)
    rollers
      .append("circle")
      .attr("cx", at)
      .attr("cy", y + height / 2)
      .attr("r", 1.9)
      .attr("fill", color.edge);
  let shown = 0;
  return (spots) => {
    const shift = Math.round(((spots * Math.abs(step)) % ROLLERS) * 10) / 10;
    if (shift !== shown) rollers.attr("transform", `translate(${shift},0)`);
    shown = shift;
  };
}

/** The numbered places of a line that has an end. */
export function drawSlots(svg: SvgSelection, {line, slots, box, belt}: StageLayout, {y, height}: Area): void {
  if (!belt || slots > 40) return;
  for (let i = 0; i < slots; ++i) {
    const x = line.x + line.step * i;
    svg
      .append("rect")
      .attr("x", x - box / 2 - 2)
      .attr("y", line.y - box / 2 - 2)
      .attr("width", box + 4)
      .attr("height", box + 2)
      .attr("rx", 3)
      .attr("fill", color.field)
      .attr("stroke", color.edge)
      .attr("stroke-dasharray", "3 3");
    if (box >= 18)
      write(svg, i === 0 && box > 26 ? "next" : String(i + 1), {
        x,
        y: y + height + 15,
        anchor: "middle",
        size: 11,
        halo: null
      });
  }
}

/** Where the memory ends in the line. */
export function drawFence(svg: SvgSelection, {line, box, compact}: StageLayout, fence: number): void {
  const x = line.x + line.step * (fence - 0.5) - FENCE_GAP / 2 + 2;
  const [top, bottom] = [line.y - box / 2 - (compact ? 9 : 20), line.y + box / 2];
  for (let y = top; y < bottom - 3; y += 6)
    svg
      .append("path")
      .attr("d", `M${x},${y + 5}l-5,-5`)
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.3);
  svg.append("path").attr("d", `M${x},${top}V${bottom}`).attr("stroke", color.ink).attr("stroke-width", 2);
}
