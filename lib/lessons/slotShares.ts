/** How the slots' time is spent: what computes, what is held, what idles, and what of it is a bubble. */
import {countAt, type SlotTimeline, type SlotUse} from "./cliffViews.js";

/** How many slots do what at a moment; `idle` are the others of `rows`. */
export function slotsAt(
  {segments}: SlotTimeline,
  time: number,
  rows: number
): Readonly<Record<SlotUse | "idle", number>> {
  const counts = {wait: 0, full: 0, light: 0, padding: 0, lost: 0, idle: 0};
  for (const {from, to, use} of segments) if (from <= time && time < to) counts[use] += 1;
  counts.idle = Math.max(0, rows - counts.full - counts.light - counts.padding);
  return counts;
}

/** Shares of the slot time of `rows` slots over the stretch; `bubble` is idle or padding while somebody waits. */
export interface SlotShares {
  readonly useful: number;
  readonly padding: number;
  readonly idle: number;
  readonly bubble: number;
}

/**
 * How slot time is spent over the stretch that is drawn.
 *
 * useful + padding + idle = 1. A bubble is slot time in which a slot computes for nobody although a job has been passed
 * over: idle while nobody waits is no bubble, there is nothing to do, and neither is idle until the next iteration begins.
 */
export function slotShares(
  {segments, passedOver, from, to, oneMachine}: SlotTimeline,
  rows: number
): SlotShares {
  const slots = oneMachine ? 1 : Math.max(1, rows);
  const at = (time: number) => Math.min(to, Math.max(from, time));
  const changes: (readonly [time: number, useful: number, padding: number])[] = [];
  for (const segment of segments) {
    if (segment.use === "wait" || segment.use === "lost") continue;
    const useful = segment.use === "padding" ? 0 : 1;
    changes.push([at(segment.from), useful, 1 - useful], [at(segment.to), -useful, useful - 1]);
  }
  for (const time of passedOver.times) changes.push([at(time), 0, 0]);
  changes.push([to, 0, 0]);
  changes.sort((a, b) => a[0] - b[0]);
  let last = from;
  let [busy, padded] = [0, 0];
  const sums = {useful: 0, padding: 0, idle: 0, bubble: 0};
  for (const [time, useful, padding] of changes) {
    const span = time - last;
    if (span > 0) {
      const useful = Math.min(slots, busy);
      sums.useful += span * useful;
      sums.padding += span * padded;
      sums.idle += span * (slots - useful - padded);
      if (countAt(passedOver, last) > 0) sums.bubble += span * (slots - useful);
      last = time;
    }
    busy += useful;
    padded += padding;
  }
  const all = slots * (to - from);
  return {
    useful: sums.useful / all,
    padding: sums.padding / all,
    idle: sums.idle / all,
    bubble: sums.bubble / all
  };
}

/** Stretches in which a slot of `rows` computes for nobody; `bubble` where a job has been passed over meanwhile. */
export interface IdleStretch {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly bubble: boolean;
}

/** What lies between the segments of each slot, cut where the line outside begins or ends. */
export function idleStretches(
  {segments, passedOver, from, to}: SlotTimeline,
  rows: number
): readonly IdleStretch[] {
  const found: IdleStretch[] = [];
  const edges = passedOver.times.filter(
    (_, i) => passedOver.counts[i]! > 0 !== (i > 0 ? passedOver.counts[i - 1]! : 0) > 0
  );
  const cut = (row: number, start: number, end: number) => {
    const inner = edges.filter((time) => time > start && time < end);
    [start, ...inner].forEach((begin, i) => {
      const stop = inner[i] ?? end;
      if (stop > begin) found.push({row, from: begin, to: stop, bubble: countAt(passedOver, begin) > 0});
    });
  };
  for (let row = 0; row < rows; ++row) {
    let at = from;
    const own = segments
      .filter((segment) => segment.row === row && segment.use !== "wait" && segment.use !== "lost")
      .sort((a, b) => a.from - b.from);
    for (const segment of own) {
      if (segment.from > at) cut(row, at, Math.min(segment.from, to));
      at = Math.max(at, segment.to);
    }
    if (at < to) cut(row, at, to);
  }
  return found;
}
