/**
 * How a parcel looks: tied and hatched while it waits, solid while it is served, an arrow when it leaves, crossed when
 * it is lost. A mark changes only what has changed, for sixty of them move in one frame.
 */
import {select} from "d3";
import {color, font, pattern, type SvgSelection} from "../theme.js";
import type {Parcel, ParcelState} from "./filmMotion.js";
import {parcelNumber} from "./filmWords.js";

export interface ParcelPaint {
  readonly wait: string;
  readonly transfer: string;
}

/** What was last drawn, to tell what has changed. */
interface Drawn {
  state: ParcelState | null;
  look: string;
  transform: string;
  opacity: number;
}

const drawn = new WeakMap<SVGGElement, Drawn>();
/** Boxes narrower than this [px] carry no number. */
const NUMBER_FROM = 23;

/** The patterns that parcels are painted with; once a drawing. */
export function parcelPaint(svg: SvgSelection): ParcelPaint {
  return {wait: pattern(svg, "wait"), transfer: pattern(svg, "transfer")};
}

/** An empty mark, to be drawn by `drawParcel`. */
export function appendParcel(group: SVGGElement): void {
  const g = select(group).attr("class", "parcel");
  g.append("path").attr("class", "body").attr("stroke-linejoin", "round");
  g.append("path").attr("class", "edge").attr("fill", "none");
  g.append("path").attr("class", "tie").attr("fill", "none");
  g.append("text").attr("text-anchor", "middle").attr("font-size", 11);
  drawn.set(group, {state: null, look: "", transform: "", opacity: 1});
}

/** Draws a parcel where it is; one that takes to another state comes to the front, for it is going to move. */
export function drawParcel(group: SVGGElement, parcel: Parcel, paint: ParcelPaint): void {
  const last = drawn.get(group);
  if (!last) return;
  const {x, y, angle, opacity} = parcel;
  const turn = Math.abs(angle) < 0.5 ? "" : ` rotate(${angle.toFixed(0)})`;
  const transform = `translate(${x.toFixed(1)},${y.toFixed(1)})${turn}`;
  if (transform !== last.transform) group.setAttribute("transform", transform);
  if (opacity !== last.opacity) group.setAttribute("opacity", opacity.toFixed(2));
  const look = `${parcel.state}/${parcel.over}/${parcel.width.toFixed(1)}x${parcel.height.toFixed(1)}`;
  if (look !== last.look) paintParcel(group, parcel, paint);
  if (parcel.state !== last.state) group.parentNode?.append(group);
  last.state = parcel.state;
  last.look = look;
  last.transform = transform;
  last.opacity = opacity;
}

function paintParcel(group: SVGGElement, parcel: Parcel, paint: ParcelPaint): void {
  const {state, over, width, height, request, numbered} = parcel;
  const [body, edge, tie, text] = group.children;
  const stroke = over ? color.lost : strokes[state];
  group.setAttribute("data-state", state);
  set(body, {
    d: state === "left" ? arrowPath(width, height) : boxPath(width, height),
    fill: state === "waiting" ? paint.wait : state === "left" ? paint.transfer : fills[state],
    stroke,
    "stroke-width": over || state === "lost" ? 2 : 1.4
  });
  const band = Math.max(2.5, width * 0.12);
  const tied = state === "waiting" || state === "coming";
  const crossed = state === "lost" ? crossPath(width, height) : tied ? bandPath(width, height) : "";
  set(edge, {d: tied ? crossed : "", stroke, "stroke-width": band + 2});
  set(tie, {
    d: crossed,
    stroke: state === "lost" ? color.lost : color.field,
    "stroke-width": state === "lost" ? 2.4 : band
  });
  const inside = state === "serving";
  const number = numbered && width >= NUMBER_FROM ? parcelNumber(request) : "";
  const size = inside ? Math.min(24, Math.max(11, width * 0.31)) : 11;
  set(text, {
    y: inside ? size * 0.36 : -height / 2 - 5,
    "font-size": size,
    "font-family": inside ? font.mono : font.sans,
    fill: inside ? color.onMark : state === "lost" || over ? color.lostInk : color.second
  });
  if (text.textContent !== number) text.textContent = number;
}

const strokes: Readonly<Record<ParcelState, string>> = {
  coming: color.second,
  waiting: color.waitInk,
  serving: color.mathInk,
  left: color.transferInk,
  lost: color.lost
};

const fills: Readonly<Record<ParcelState, string>> = {
  coming: color.field,
  waiting: "none",
  serving: color.math,
  left: "none",
  lost: color.lostSoft
};

function set(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const name in attributes) element.setAttribute(name, String(attributes[name]));
}

function boxPath(width: number, height: number): string {
  const [w, h] = [width / 2, height / 2];
  return `M${px(-w + 2)},${px(-h)}H${px(w - 2)}q2,0 2,2V${px(h - 2)}q0,2 -2,2H${px(-w + 2)}q-2,0 -2,-2V${px(-h + 2)}q0,-2 2,-2Z`;
}

function arrowPath(width: number, height: number): string {
  const [w, h] = [width / 2, height / 2];
  return `M${px(-w)},${px(-h)}H${px(w * 0.45)}L${px(w * 1.15)},0L${px(w * 0.45)},${px(h)}H${px(-w)}Z`;
}

function bandPath(width: number, height: number): string {
  const [w, h] = [width / 2, height / 2];
  return `M0,${px(-h)}V${px(h)}M${px(-w)},0H${px(w)}`;
}

function crossPath(width: number, height: number): string {
  const [w, h] = [width * 0.28, height * 0.28];
  return `M${px(-w)},${px(-h)}L${px(w)},${px(h)}M${px(w)},${px(-h)}L${px(-w)},${px(h)}`;
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
