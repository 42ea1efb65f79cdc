/**
 * The stage of the film: a belt with tied parcels that wait, a rack of numbered places where they are served, a belt
 * that takes them away, a bin for those that are lost. Each frame is drawn from the frame alone.
 */

import {formatNumber} from "../../lib/format.js";
import type {FilmFrame} from "../../lib/lab/filmFrame.js";
import {color, figure, pattern, type SvgSelection} from "../theme.js";
import {type Box, type StageLayout, stageLayout} from "./stageLayout.js";

export interface StageOptions {
  readonly width: number;
  readonly places: number;
  /** Waiting places: Infinity, or how many there are. */
  readonly bufferPlaces: number;
  readonly requestName: string;
  /** What the rack is, in words: "24 places: all the memory there is". */
  readonly rackName: string;
}

export interface FilmStage {
  readonly element: SVGSVGElement;
  /** Draws a frame; `travel` [s of film] is how long a parcel moves from one spot to the next, 0 for stills. */
  render(frame: FilmFrame, travel: number): void;
}

type Kind = "waiting" | "serving" | "left" | "lost";

interface Parcel extends Box {
  readonly key: string;
  readonly request: number;
  readonly kind: Kind;
  readonly share: number;
  readonly opacity: number;
}

/** A stage; render it with every frame. */
export function filmStage({width, places, bufferPlaces, requestName, rackName}: StageOptions): FilmStage {
  const layout = stageLayout(width, places, bufferPlaces);
  const svg = figure(width, layout.height, `Film of ${requestName}: waiting, in service, answered`);
  const patterns = {
    wait: pattern(svg, "wait"),
    transfer: pattern(svg, "transfer"),
    lost: pattern(svg, "lost")
  };
  furniture(svg, layout, {bufferPlaces, rackName});
  const parcelLayer = svg.append("g");
  const words = {
    waiting: svg
      .append("text")
      .attr("x", layout.belt.x)
      .attr("y", 14)
      .attr("font-weight", 600)
      .attr("fill", color.waitInk),
    next: svg
      .append("text")
      .attr("x", layout.belt.x)
      .attr("y", layout.belt.y - layout.box - 12)
      .attr("fill", color.second)
      .attr("font-size", 11),
    more: svg
      .append("text")
      .attr("text-anchor", "start")
      .attr("font-weight", 600)
      .attr("fill", color.waitInk),
    lost: svg
      .append("text")
      .attr("x", layout.bin.x + layout.bin.width / 2)
      .attr("y", layout.bin.y + layout.bin.height / 2 + 5)
      .attr("text-anchor", "middle")
      .attr("font-weight", 600),
    left: svg
      .append("text")
      .attr("x", layout.exit.x)
      .attr("y", layout.exitTextY)
      .attr("font-weight", 600)
      .attr("fill", color.transferInk)
  };

  const render = (frame: FilmFrame, travel: number) => {
    const parcels = parcelsOf(frame, layout, travel);
    const join = parcelLayer.selectAll<SVGGElement, Parcel>("g.parcel").data(parcels, ({key}) => key);
    join.exit().remove();
    const entering = join.enter().append("g").attr("class", "parcel");
    entering.append("path").attr("class", "body");
    entering.append("path").attr("class", "ties").attr("fill", "none");
    entering.append("text").attr("text-anchor", "middle");
    entering.append("rect").attr("class", "bar-back").attr("rx", 1.5);
    entering.append("rect").attr("class", "bar").attr("rx", 1.5);
    const all = entering
      .merge(join)
      .attr("transform", ({x, y}) => `translate(${x.toFixed(1)},${y.toFixed(1)})`)
      .attr("opacity", ({opacity}) => opacity);
    all
      .select(".body")
      .attr("d", bodyPath)
      .attr("fill", ({kind}) => fillOf(kind, patterns))
      .attr("stroke", ({kind}) => strokeOf(kind))
      .attr("stroke-width", 1.4);
    all
      .select(".ties")
      .attr("d", tiesPath)
      .attr("stroke", ({kind}) => (kind === "lost" ? color.lost : color.wait))
      .attr("stroke-width", ({kind}) => (kind === "lost" ? 2.5 : 1.6));
    all
      .select("text")
      .attr("x", ({size}) => size.width / 2)
      .attr("y", ({size, kind}) => (kind === "serving" ? size.height * 0.5 + 4 : -4))
      .attr("font-size", ({size}) => Math.min(12, Math.max(9, size.width * 0.36)))
      .attr("font-weight", ({kind}) => (kind === "serving" ? 600 : 400))
      .attr("fill", ({kind}) => (kind === "serving" ? color.onMark : color.second))
      .text(({size, request, kind}) =>
        size.width < (kind === "serving" ? 20 : 22) ? "" : String((request + 1) % 1000)
      );
    all
      .select(".bar-back")
      .attr("display", ({kind}) => (kind === "serving" ? null : "none"))
      .attr("y", ({size}) => size.height + 2)
      .attr("width", ({size}) => size.width)
      .attr("height", 3.5)
      .attr("fill", color.grid);
    all
      .select(".bar")
      .attr("display", ({kind}) => (kind === "serving" ? null : "none"))
      .attr("y", ({size}) => size.height + 2)
      .attr("width", ({size, share}) => size.width * share)
      .attr("height", 3.5)
      .attr("fill", color.math);

    const hidden = frame.waiting.length - layout.beltSpots.length;
    words.waiting.text(
      bufferPlaces === 0
        ? "no buffer: nothing can wait"
        : `${formatNumber(frame.waiting.length)} waiting, first come first served`
    );
    words.more
      .attr("x", layout.more.x)
      .attr("y", layout.more.y)
      .text(hidden > 0 ? `+ ${formatNumber(hidden)} more` : "");
    words.next.text("");
    words.lost
      .attr("fill", frame.lost > 0 ? color.lostInk : color.second)
      .text(`${frame.lost > 0 ? "✕ " : ""}lost: ${formatNumber(frame.lost)}`);
    words.left.text(`${formatNumber(frame.departed)} answered`);
  };
  return {element: svg.node() as SVGSVGElement, render};
}

function parcelsOf(frame: FilmFrame, layout: StageLayout, travel: number): Parcel[] {
  const parcels: Parcel[] = [];
  const ease = (age: number) => (travel <= 0 || age >= travel ? 1 : smooth(Math.max(0, age) / travel));
  const mix = (from: Box, to: Box, share: number): Box => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
    size: {
      width: from.size.width + (to.size.width - from.size.width) * share,
      height: from.size.height + (to.size.height - from.size.height) * share
    }
  });
  const {records} = frame.source;
  frame.waiting.slice(0, layout.beltSpots.length).forEach((request, i) => {
    const spot = layout.beltSpots[i];
    parcels.push({
      key: `p${request}`,
      request,
      kind: "waiting",
      share: 0,
      opacity: 1,
      ...mix(layout.entry, spot, ease(frame.time - records.arrival[request]))
    });
  });
  frame.serving.forEach((served, place) => {
    if (!served) return;
    const {request, share} = served;
    const from =
      records.start[request] - records.arrival[request] > 0
        ? (layout.beltSpots[0] ?? layout.entry)
        : layout.entry;
    parcels.push({
      key: `p${request}`,
      request,
      kind: "serving",
      share,
      opacity: 1,
      ...mix(from, layout.places[place], ease(frame.time - records.start[request]))
    });
  });
  frame.left.forEach(({request, age}, i) => {
    const spot = layout.exitSpots[i];
    if (!spot) return;
    parcels.push({
      key: `p${request}`,
      request,
      kind: "left",
      share: 1,
      opacity: 1,
      ...mix(layout.places[records.server[request]], spot, ease(age))
    });
  });
  frame.lostNow.slice(0, 6).forEach(({request, age}) => {
    const fall = ease(age);
    parcels.push({
      key: `p${request}`,
      request,
      kind: "lost",
      share: 0,
      opacity: travel <= 0 ? 1 : Math.max(0.15, 1 - age / (6 * travel)),
      ...mix(layout.entry, layout.binSpot, fall)
    });
  });
  return parcels;
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function bodyPath({kind, size: {width, height}}: Parcel): string {
  if (kind === "left") return `M0,0H${width * 0.66}L${width},${height / 2}L${width * 0.66},${height}H0Z`;
  return `M0,0H${width}V${height}H0Z`;
}

function tiesPath({kind, size: {width, height}}: Parcel): string {
  if (kind === "waiting") return `M${width / 2},0V${height}M0,${height / 2}H${width}`;
  if (kind === "lost") return `M3,3L${width - 3},${height - 3}M${width - 3},3L3,${height - 3}`;
  return "";
}

function fillOf(
  kind: Kind,
  patterns: {readonly wait: string; readonly transfer: string; readonly lost: string}
): string {
  if (kind === "waiting") return patterns.wait;
  if (kind === "serving") return color.math;
  return kind === "left" ? patterns.transfer : color.lostSoft;
}

function strokeOf(kind: Kind): string {
  return {waiting: color.wait, serving: color.mathInk, left: color.transfer, lost: color.lost}[kind];
}

function furniture(
  svg: SvgSelection,
  layout: StageLayout,
  {bufferPlaces, rackName}: {readonly bufferPlaces: number; readonly rackName: string}
): void {
  const {belt, box, rack, exit, bin} = layout;
  if (bufferPlaces > 0) {
    svg
      .append("rect")
      .attr("x", belt.x)
      .attr("y", belt.y + 2)
      .attr("width", belt.width)
      .attr("height", 7)
      .attr("rx", 3.5)
      .attr("fill", color.bench)
      .attr("stroke", color.edge);
    for (let x = belt.x + 8; x < belt.x + belt.width - 4; x += 14)
      svg
        .append("circle")
        .attr("cx", x)
        .attr("cy", belt.y + 5.5)
        .attr("r", 1.6)
        .attr("fill", color.edge);
    if (bufferPlaces < Infinity)
      layout.beltSpots.forEach((spot, i) => {
        svg
          .append("rect")
          .attr("x", spot.x - 2)
          .attr("y", spot.y - 2)
          .attr("width", spot.size.width + 4)
          .attr("height", spot.size.height + 4)
          .attr("fill", "none")
          .attr("stroke", color.edge)
          .attr("stroke-dasharray", "3 3");
        svg
          .append("text")
          .attr("x", spot.x + spot.size.width / 2)
          .attr("y", belt.y + 24)
          .attr("text-anchor", "middle")
          .attr("font-size", 11)
          .attr("fill", color.second)
          .text(i === 0 ? "next" : String(i + 1));
      });
  }
  svg
    .append("rect")
    .attr("x", rack.x)
    .attr("y", rack.y)
    .attr("width", rack.width)
    .attr("height", rack.height)
    .attr("fill", color.bench)
    .attr("stroke", color.ink)
    .attr("stroke-width", 1.5)
    .attr("rx", 3);
  for (const {x, y, size} of layout.places)
    svg
      .append("rect")
      .attr("x", x - 2)
      .attr("y", y - 2)
      .attr("width", size.width + 4)
      .attr("height", size.height + 9)
      .attr("fill", color.field)
      .attr("stroke", color.rule);
  svg
    .append("text")
    .attr("x", rack.x)
    .attr("y", layout.rackTextY)
    .attr("font-weight", 600)
    .attr("fill", color.mathInk)
    .text(rackName);
  svg
    .append("rect")
    .attr("x", exit.x)
    .attr("y", exit.y + 2)
    .attr("width", exit.width)
    .attr("height", 7)
    .attr("rx", 3.5)
    .attr("fill", color.bench)
    .attr("stroke", color.edge);
  svg
    .append("path")
    .attr("d", `M${bin.x},${bin.y}l8,${bin.height}h${bin.width - 16}l8,${-bin.height}`)
    .attr("fill", color.bench)
    .attr("stroke", color.edge);
  if (bufferPlaces === 0) {
    const from = layout.small ? belt.x : belt.x + 30;
    const to = layout.small ? belt.x + belt.width * 0.6 : rack.x - 12;
    const y = belt.y - box / 2;
    svg
      .append("path")
      .attr("d", `M${from},${y}H${to}m-7,-6l7,6l-7,6`)
      .attr("fill", "none")
      .attr("stroke", color.edge)
      .attr("stroke-width", 1.5)
      .attr("stroke-dasharray", "2 5");
    svg
      .append("text")
      .attr("x", (from + to) / 2)
      .attr("y", y - 12)
      .attr("text-anchor", "middle")
      .attr("fill", color.second)
      .text("straight to the place, or lost");
  }
  if (bufferPlaces > 0 && !layout.small)
    svg
      .append("path")
      .attr("d", `M${belt.x + belt.width + 4},${belt.y - box / 2}h14m-5,-5l5,5l-5,5`)
      .attr("fill", "none")
      .attr("stroke", color.ink)
      .attr("stroke-width", 1.5);
}
