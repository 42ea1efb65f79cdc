/** The needle of Little's Law Gauge, its peg and its reading. */
import {formatNumber} from "../../lib/format.js";
import {color, type SvgSelection} from "../theme.js";
import {type Dial, polar} from "./dial.js";
import type {Face, GaugeReading} from "./gaugeFace.js";
import {beyond} from "./gaugeLabels.js";
import type {Place, Point} from "./labelBoard.js";
import {textWidth} from "./textWidth.js";
import {round, write} from "./write.js";

const PEG = (2.6 * Math.PI) / 180;

export interface Needle {
  readonly foot: Point;
  readonly tip: Point;
  readonly angle: number;
}

/** A needle from the plinth to the band; past the end of the scale it lies against its peg. */
export function drawNeedle({svg, scale, board, edge, floor}: Face, {now, max}: GaugeReading): Needle {
  const {centre, half} = scale;
  const over = now > max;
  const angle = over ? half + PEG : scale.angle(now);
  const tip = polar(centre, edge.outer, angle);
  const foot = polar(centre, (centre.y - floor - 16) / Math.cos(angle), angle);
  const [dx, dy] = [Math.cos(angle) * 3.2, Math.sin(angle) * 3.2];
  svg
    .append("path")
    .attr(
      "d",
      `M${round(foot.x - dx)},${round(foot.y - dy)}L${round(tip.x)},${round(tip.y)}L${round(foot.x + dx)},${round(foot.y + dy)}Z`
    )
    .attr("fill", color.ink)
    .attr("stroke", color.field)
    .attr("stroke-width", 2)
    .attr("paint-order", "stroke")
    .attr("stroke-linejoin", "round")
    .attr("data-part", "needle")
    .attr("data-angle", round((angle * 180) / Math.PI));
  if (over) overflowMark(svg, scale, angle);
  board.blockLine(foot, tip);
  return {foot, tip, angle};
}

/** Two chevrons past the needle: it would go on if it could. */
function overflowMark(svg: SvgSelection, {centre, inner, outer}: Dial, angle: number): void {
  const middle = (inner + outer) / 2;
  const chevrons = [0.012, 0.03].map((away) => {
    const from = angle + away;
    const points = [
      polar(centre, middle - 7, from),
      polar(centre, middle, from + 6 / middle),
      polar(centre, middle + 7, from)
    ];
    return `M${points.map(({x, y}) => `${round(x)},${round(y)}`).join("L")}`;
  });
  svg
    .append("path")
    .attr("d", chevrons.join(""))
    .attr("fill", "none")
    .attr("stroke", color.lost)
    .attr("stroke-width", 2.5)
    .attr("data-part", "overflow");
}

export function labelNow(
  {svg, scale: {centre, outer}, board, compact, floor}: Face,
  {now, max}: GaugeReading,
  {foot, tip, angle}: Needle
): void {
  const name = "L now ";
  const number = formatNumber(now);
  const rest = beyond(now, max, compact);
  const big = compact ? 16 : 19;
  const full = textWidth(name + rest, 13) + textWidth(number, big, 600);
  // Laid out as a row of digits that is as long as the name, the larger number and the rest together.
  const words = "0".repeat(Math.ceil(full / textWidth("0", 16)));
  const side = angle > 0.5 ? -1 : 1;
  const places: Place[] = [];
  for (const share of [0.42, 0.36, 0.3, 0.24, 0.5, 0.58, 0.18, 0.12])
    for (const towards of [side, -side])
      places.push({
        x: foot.x + (tip.x - foot.x) * share + towards * 13,
        y: foot.y + (tip.y - foot.y) * share + 4,
        anchor: towards < 0 ? "end" : "start"
      });
  for (const up of [8, 18, 28, 40])
    for (const shift of [0, -0.2, 0.2, -0.35, 0.35, -0.5, 0.5, -0.65, 0.65])
      places.push({x: centre.x + shift * outer, y: floor - up, anchor: "middle"});
  const place = board.place({words, places, size: 16});
  const x = place.x - {start: 0, middle: full / 2, end: full}[place.anchor];
  const text = write(svg, name, {x, y: place.y, size: 13, fill: color.ink, className: "now"});
  text.append("tspan").attr("font-size", big).attr("font-weight", 600).text(number);
  if (rest) text.append("tspan").text(rest);
}
