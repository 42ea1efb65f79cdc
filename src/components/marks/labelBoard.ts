/**
 * A drawing's board of labels: what is taken stays taken, and each new label gets the first of its places that is free,
 * or else the one that covers least. The same data give the same layout.
 */
import {textWidth} from "./textWidth.js";
import type {Anchor} from "./write.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A place for a label: its anchor point, baseline at y, and the line that leads to its mark, if any. */
export interface Place extends Point {
  readonly anchor: Anchor;
  readonly leader?: readonly [from: Point, to: Point];
}

export interface LabelStyle {
  readonly size?: number;
  readonly weight?: number;
}

/** A label that asks for a place: the first of `places` is the one it likes best. */
export interface LabelRequest extends LabelStyle {
  readonly words: string;
  readonly places: readonly Place[];
}

export interface LabelBoard {
  /** Marks an area as taken. */
  block(box: Box): void;
  /** Marks a line as taken: no label lies across it. */
  blockLine(from: Point, to: Point): void;
  /** Whether nothing lies in an area, and it lies within the bounds. */
  isFree(box: Box): boolean;
  /** The first free place, or null where none is free; takes it. */
  tryPlace(request: LabelRequest): Place | null;
  /** The first free place, or where none is free the one that covers least; takes it. */
  place(request: LabelRequest): Place;
  /** Places for a few labels at once, in the order in which least is covered: their own where that covers nothing. */
  placeAll(requests: readonly LabelRequest[]): Place[];
}

const ASCENT = 0.78;
const DESCENT = 0.22;
const OUTSIDE_COST = 20;
const LINE_COST = 60;
/** Where labels crowd: how many places of the first one are tried against the favourites of the others. */
const FIRST_TRIED = 25;

/** The box that a text will take. */
export function textBox(
  words: string,
  {x, y, anchor}: Place,
  {size = 12, weight = 400}: LabelStyle = {}
): Box {
  const width = textWidth(words, size, weight);
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return {left, top: y - ASCENT * size, right: left + width, bottom: y + DESCENT * size};
}

/** An empty board within `bounds`; `forbidden` says what else no label may cover. */
export function labelBoard(
  bounds: Box,
  {gap = 2, forbidden}: {readonly gap?: number; readonly forbidden?: (box: Box) => boolean} = {}
): LabelBoard {
  const boxes: Box[] = [];
  const lines: (readonly [Point, Point])[] = [];

  function cost(box: Box, leader: Place["leader"]): number {
    const wide = {
      left: box.left - gap,
      top: box.top - gap,
      right: box.right + gap,
      bottom: box.bottom + gap
    };
    let sum = OUTSIDE_COST * outside(box, bounds);
    if (forbidden?.(box)) sum += OUTSIDE_COST * (box.bottom - box.top);
    for (const other of boxes) {
      sum += overlap(wide, other);
      if (leader && crosses(leader, other)) sum += LINE_COST;
    }
    for (const line of lines) if (crosses(line, wide)) sum += LINE_COST;
    return sum;
  }

  function choose({words, places, ...style}: LabelRequest): {place: Place; price: number} {
    let best = {place: places[0], price: Infinity};
    for (const place of places) {
      const price = cost(textBox(words, place, style), place.leader);
      if (price < best.price) best = {place, price};
      if (price === 0) break;
    }
    return best;
  }

  function take({words, places: _, ...style}: LabelRequest, place: Place): Place {
    boxes.push(textBox(words, place, style));
    if (place.leader) lines.push(place.leader);
    return place;
  }

  /** Places in this order, the first label at its `first`-th place if that is given; leaves the board as it was. */
  function attempt(requests: readonly LabelRequest[], order: readonly number[], first?: number) {
    const before = [boxes.length, lines.length] as const;
    const places: Place[] = [];
    let price = 0;
    for (const i of order) {
      const request = requests[i];
      const choice = choose(
        first !== undefined && i === order[0] ? {...request, places: [request.places[first]]} : request
      );
      places[i] = take(requests[i], choice.place);
      price += choice.price;
    }
    boxes.length = before[0];
    lines.length = before[1];
    return {places, price};
  }

  return {
    block: (box) => void boxes.push(box),
    blockLine: (from, to) => void lines.push([from, to]),
    isFree: (box) => cost(box, undefined) === 0,
    tryPlace(request) {
      const {place, price} = choose(request);
      return price > 0 ? null : take(request, place);
    },
    place: (request) => take(request, choose(request).place),
    placeAll(requests) {
      let best = {places: [] as Place[], price: Infinity};
      const consider = (order: readonly number[], first?: number) => {
        if (best.price === 0) return;
        const found = attempt(requests, order, first);
        if (found.price < best.price) best = found;
      };
      const all = orders(requests.length);
      for (const order of all) consider(order);
      for (const order of all.filter(([first], i) => all.findIndex((other) => other[0] === first) === i))
        for (let first = 1; first < Math.min(FIRST_TRIED, requests[order[0]].places.length); ++first)
          consider(order, first);
      return requests.map((request, i) => take(request, best.places[i]));
    }
  };
}

/** All orders of 0 … count - 1, the natural one first. */
function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((rest) =>
    Array.from({length: count}, (_, i) => [
      ...rest.slice(0, count - 1 - i),
      count - 1,
      ...rest.slice(count - 1 - i)
    ])
  );
}

function outside({left, top, right, bottom}: Box, bounds: Box): number {
  return (
    Math.max(0, bounds.left - left) +
    Math.max(0, right - bounds.right) +
    Math.max(0, bounds.top - top) +
    Math.max(0, bottom - bounds.bottom)
  );
}

/** Area that two boxes share. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Whether a segment meets a box (Liang and Barsky 1984: the part of the segment inside each pair of sides). */
export function crosses([from, to]: readonly [Point, Point], {left, top, right, bottom}: Box): boolean {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  for (const [slope, room] of [
    [-dx, from.x - left],
    [dx, right - from.x],
    [-dy, from.y - top],
    [dy, bottom - from.y]
  ] as const) {
    if (slope === 0) {
      if (room < 0) return false;
    } else if (slope < 0) enter = Math.max(enter, room / slope);
    else leave = Math.min(leave, room / slope);
  }
  return enter <= leave;
}
