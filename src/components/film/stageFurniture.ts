/** What stands still on the film's stage: chute, belt, rack, way out, bin, floor. And the little of it that moves. */

import {write} from "../marks/write.js";
import {color, type SvgSelection} from "../theme.js";
import {drawBelt, drawFence, drawSlots} from "./beltFurniture.js";
import type {Area, StageLayout} from "./stageParts.js";

export interface Furniture {
  /** Turns the belts' rollers [spots]. */
  turn(line: number, away: number): void;
  /** Opens the trapdoor, from 0 (shut) to 1. */
  open(share: number): void;
  /** Fills the bar under a place with its share of service done. */
  fill(place: number, share: number): void;
  /** The bin's front, to be put before what has fallen into it, and its words. */
  readonly binFront: SVGGElement;
  say(lost: string, over: boolean): void;
}

const METAL = 3.5;
/** How far the trapdoor opens [degrees]. */
const OPEN = 62;
/** Cells narrower than this [px] have no number of their own. */
const CELL_NUMBER_FROM = 24;

/** Draws the furniture behind the parcels. */
export function stageFurniture(svg: SvgSelection, layout: StageLayout): Furniture {
  const {belt, exit, floor, compact} = layout;
  const group = svg.append("g").attr("class", "furniture") as unknown as SvgSelection;
  if (floor !== null) drawFloor(group, layout, floor);
  if (!compact) drawChute(group, layout);
  const turnLine = belt ? drawBelt(group, belt, layout.line.step) : () => {};
  if (belt && layout.slots > 0) drawSlots(group, layout, belt);
  if (belt && layout.line.fence !== null) drawFence(group, layout, layout.line.fence);
  const turnAway = exit ? drawBelt(group, exit, layout.away.step) : () => {};
  const bars = drawRack(group, layout);
  drawArrow(group, layout);
  const leaves = drawHatch(group, layout);
  drawBinBack(group, layout.bin);
  const {front, words} = drawBinFront(svg, layout);
  let angle = 0;
  return {
    turn(line, away) {
      turnLine(line);
      turnAway(away);
    },
    open(share) {
      const next = Math.round(share * OPEN);
      if (next === angle) return;
      angle = next;
      leaves.forEach((leaf, right) => {
        leaf.setAttribute("transform", `rotate(${right ? -angle : angle})`);
        leaf.setAttribute("stroke", angle > OPEN / 2 ? color.lost : color.edge);
      });
    },
    fill(place, share) {
      const width = (layout.places[place].box.width * share).toFixed(1);
      if (bars[place].getAttribute("width") !== width) bars[place].setAttribute("width", width);
    },
    binFront: front,
    say(lost, over) {
      if (words.textContent === lost) return;
      words.textContent = lost;
      words.setAttribute("fill", over ? color.lostInk : color.ink);
    }
  };
}

function drawFloor(svg: SvgSelection, layout: StageLayout, floor: number): void {
  const legs: (readonly [x: number, from: number])[] = [];
  const stand = ({x, y, width, height}: Area, inset: number) => {
    legs.push([x + inset, y + height], [x + width - inset, y + height]);
  };
  const {belt, exit, rack, hatch} = layout;
  if (belt) stand(belt, belt.width < 160 ? 5 : 26);
  if (exit) stand(exit, 22);
  stand(rack, 18);
  const top = chuteTop(layout);
  legs.push([top.x + 12, top.y + 26]);
  if (hatch) legs.push([hatch.x - 3, hatch.y + 4]);
  if (hatch && !belt) legs.push([hatch.x + 2 * hatch.leaf + 3, hatch.y + 4]);
  for (const [x, from] of legs)
    svg
      .append("path")
      .attr("d", `M${x},${from}V${floor}`)
      .attr("stroke", color.edge)
      .attr("stroke-width", 2.5);
  svg
    .append("path")
    .attr("d", `M8,${floor}H${layout.width - 8}`)
    .attr("stroke", color.edge)
    .attr("stroke-width", 1.2);
}

function chuteTop({entry, box}: StageLayout): {readonly x: number; readonly y: number} {
  const [first, second] = entry;
  const length = Math.hypot(second.x - first.x, second.y - first.y);
  const off = box / 2 + 2;
  return {
    x: first.x - ((second.y - first.y) / length) * off,
    y: first.y + ((second.x - first.x) / length) * off
  };
}

function drawChute(svg: SvgSelection, layout: StageLayout): void {
  const {entry, box} = layout;
  const top = chuteTop(layout);
  const [first, second] = entry;
  const foot = entry[entry.length - 1];
  const knee = {x: top.x + second.x - first.x, y: top.y + second.y - first.y};
  const [footX, footY] = [foot.x - box * 0.4, foot.y + box / 2];
  svg
    .append("path")
    .attr("d", `M${top.x},${top.y}L${knee.x},${knee.y}Q${knee.x + 9},${footY - 1} ${footX},${footY}`)
    .attr("fill", "none")
    .attr("stroke", color.edge)
    .attr("stroke-width", METAL)
    .attr("stroke-linecap", "round");
}

/** The rack with its numbered places; returns the bars to be filled. */
function drawRack(svg: SvgSelection, {rack, places}: StageLayout): SVGRectElement[] {
  svg
    .append("rect")
    .attr("x", rack.x)
    .attr("y", rack.y)
    .attr("width", rack.width)
    .attr("height", rack.height)
    .attr("rx", 5)
    .attr("fill", color.bench)
    .attr("stroke", color.edge)
    .attr("stroke-width", 2);
  return places.map(({cell, box, bar}, i) => {
    svg
      .append("rect")
      .attr("x", cell.x)
      .attr("y", cell.y)
      .attr("width", cell.width)
      .attr("height", cell.height)
      .attr("rx", 2.5)
      .attr("fill", color.field)
      .attr("stroke", color.rule);
    if (box.width >= CELL_NUMBER_FROM && box.height >= 14)
      write(svg, String(i + 1), {
        x: box.x + box.width / 2,
        y: box.y + box.height / 2 + 4,
        anchor: "middle",
        size: 11,
        halo: null
      });
    const bars = [color.mathSoft, color.math].map(
      (fill, front) =>
        svg
          .append("rect")
          .attr("x", bar.x)
          .attr("y", bar.y)
          .attr("width", front ? 0 : bar.width)
          .attr("height", bar.height)
          .attr("fill", fill)
          .node() as unknown as SVGRectElement
    );
    return bars[1];
  });
}

/** The way into the rack. */
function drawArrow(svg: SvgSelection, {compact, belt, line, rack, hatch}: StageLayout): void {
  if (compact && belt) return;
  const from = belt ? belt.x + belt.width : hatch ? hatch.x + 2 * hatch.leaf : 0;
  svg
    .append("path")
    .attr("d", `M${from + 7},${line.y}H${rack.x - 8}m-6,-5l6,5l-6,5`)
    .attr("fill", "none")
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.6);
}

function drawHatch(svg: SvgSelection, {hatch}: StageLayout): SVGElement[] {
  if (!hatch) return [];
  return [0, 1].map((right) => {
    const hinge = svg
      .append("g")
      .attr("transform", `translate(${hatch.x + 2 * hatch.leaf * right},${hatch.y})`);
    const leaf = hinge
      .append("path")
      .attr("d", `M0,0H${right ? 1 - hatch.leaf : hatch.leaf - 1}`)
      .attr("stroke", color.edge)
      .attr("stroke-width", METAL);
    hinge
      .append("circle")
      .attr("r", 3.2)
      .attr("fill", color.field)
      .attr("stroke", color.edge)
      .attr("stroke-width", 1.5);
    return leaf.node() as unknown as SVGElement;
  });
}

const SLANT = 8;

function drawBinBack(svg: SvgSelection, {x, y, width}: Area): void {
  svg
    .append("path")
    .attr("d", `M${x},${y}h${width}l-2,6h${-(width - 4)}Z`)
    .attr("fill", color.grid)
    .attr("stroke", color.edge);
}

function drawBinFront(svg: SvgSelection, {bin: {x, y, width, height}, compact}: StageLayout) {
  const front = svg.append("g").attr("class", "bin");
  front
    .append("path")
    .attr("d", `M${x},${y}l${SLANT},${height}h${width - 2 * SLANT}l${SLANT},${-height}l-2,6h${-(width - 4)}Z`)
    .attr("fill", color.bench)
    .attr("stroke", color.edge)
    .attr("stroke-linejoin", "round");
  const words = write(front as unknown as SvgSelection, "", {
    x: x + width / 2,
    y: y + height / 2 + (compact ? 6 : 8),
    anchor: "middle",
    size: compact ? 12 : 13,
    weight: 600,
    fill: color.ink,
    halo: null
  });
  return {front: front.node() as unknown as SVGGElement, words: words.node() as SVGTextElement};
}
