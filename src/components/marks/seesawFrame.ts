/** What stands around the beam of the seesaw: ground and foot, the lamp, the captions; and how the beam swings. */
import {color, prefersReducedMotion, type SvgSelection} from "../theme.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

const SWING_TIME = 450;

/** Ground, the foot of the beam, and a small scale of degrees on it. */
export function drawGround(
  svg: SvgSelection,
  width: number,
  ground: number,
  pivot: {readonly x: number; readonly y: number},
  both: boolean
): void {
  svg
    .append("path")
    .attr("d", `M0,${ground + 0.5}H${width}`)
    .attr("stroke", color.rule);
  svg
    .append("path")
    .attr("d", `M${pivot.x},${pivot.y}L${pivot.x + 38},${ground}H${pivot.x - 38}Z`)
    .attr("fill", both ? color.passSoft : color.bench)
    .attr("stroke", both ? color.pass : color.second)
    .attr("stroke-width", 1.5)
    .attr("stroke-linejoin", "round");
}

/** The one lamp that is lit only when both hold; it says what it means. */
export function drawLamp(
  svg: SvgSelection,
  {x, y}: {readonly x: number; readonly y: number},
  both: boolean,
  words: string
): void {
  const half = textWidth(words, 14, 600) / 2 + 14;
  svg
    .append("rect")
    .attr("x", round(x - half))
    .attr("y", y - 15)
    .attr("width", round(2 * half))
    .attr("height", 27)
    .attr("rx", 13.5)
    .attr("fill", both ? color.passSoft : color.lostSoft)
    .attr("stroke", both ? color.pass : color.lost)
    .attr("stroke-width", 1.5);
  write(svg, words, {
    x,
    y: y + 4,
    anchor: "middle",
    size: 14,
    weight: 600,
    fill: both ? color.pass : color.lostInk,
    halo: null,
    className: "lamp"
  });
}

/** One side in words: what is measured, what is asked, and whether it holds. */
export function drawCaption(
  svg: SvgSelection,
  {x, anchor, baseline}: {readonly x: number; readonly anchor: "start" | "end"; readonly baseline: number},
  compact: boolean,
  {
    name,
    measured,
    asked,
    holds
  }: {readonly name: string; readonly measured: string; readonly asked: string; readonly holds: boolean}
): void {
  const fill = holds ? color.pass : color.lostInk;
  write(svg, `${holds ? "✓" : "✕"} ${name}`, {
    x,
    y: baseline,
    anchor,
    size: 13,
    fill,
    weight: 600,
    halo: null
  });
  const line = write(svg, measured, {
    x,
    y: baseline + (compact ? 20 : 24),
    anchor,
    size: compact ? 16 : 19,
    weight: 600,
    fill: color.ink,
    halo: null
  });
  const rest = line.append("tspan").attr("font-size", 13).attr("font-weight", 400).attr("fill", color.second);
  if (compact) rest.attr("x", x).attr("dy", 17).text(asked);
  else rest.attr("dx", 5).text(asked);
}

/** Swings from one tilt to another, or stands at once where less motion is asked for or there is nothing to see. */
export function swing(from: number | undefined, to: number, place: (tilt: number) => void): void {
  if (
    from === undefined ||
    Math.abs(from - to) < 0.1 ||
    prefersReducedMotion() ||
    typeof requestAnimationFrame !== "function"
  ) {
    place(to);
    return;
  }
  place(from);
  let begun: number | undefined;
  const step = (now: number) => {
    begun ??= now;
    const share = Math.min(1, (now - begun) / SWING_TIME);
    const eased = 1 - (1 - share) ** 3;
    place(from + (to - from) * eased);
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}
