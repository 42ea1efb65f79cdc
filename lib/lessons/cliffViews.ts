/**
 * What the bench of Part 3 draws of any machine: who holds which slot when, and who holds which memory when. The models
 * fill these; the charts read them and know nothing of the machine.
 */

/**
 * What a slot does: a job waits for it, is computed in full (a prompt, a whole frame), is carried on lightly (a token,
 * a frame moved along), or is kept by a job that is done (padding). Lost jobs have a moment and no length.
 */
export type SlotUse = "wait" | "full" | "light" | "padding" | "lost";

export interface SlotSegment {
  readonly row: number;
  /** [s]. */
  readonly from: number;
  readonly to: number;
  readonly use: SlotUse;
  /** The job's number, from 0 in order of arrival. */
  readonly request: number;
}

/** How many wait, as a step function: `counts[i]` from `times[i]` on. */
export interface WaitingLine {
  readonly times: readonly number[];
  readonly counts: readonly number[];
}

/** Slots over a stretch of time. */
export interface SlotTimeline {
  /** The policy's name. */
  readonly name: string;
  readonly rows: readonly string[];
  readonly segments: readonly SlotSegment[];
  /** Starts of iterations (batches, jobs) within the stretch, ascending [s]. */
  readonly steps: readonly number[];
  /** The stretch [s]. */
  readonly from: number;
  readonly to: number;
  /** Jobs that stand outside, over time; and of these the ones that an iteration has begun without. */
  readonly waiting: WaitingLine;
  readonly passedOver: WaitingLine;
  /** One machine computes all rows, together or one by one: for its time they are one slot. */
  readonly oneMachine: boolean;
}

/** Memory that a job holds for a while; what it uses grows evenly from `usedFrom` to `usedTo` after `growsFrom`. */
export interface Holding {
  readonly request: number;
  readonly from: number;
  readonly growsFrom: number;
  readonly to: number;
  /** In units. */
  readonly usedFrom: number;
  readonly usedTo: number;
  /** What is set aside for it: a number, as many blocks as it uses, or the next power of two of them. */
  readonly reserved: number | "blocks" | "power";
  /** Of what it uses, units that it shares with others. */
  readonly shared: number;
  /** It ended because memory ran out. */
  readonly preempted: boolean;
}

/** One machine's memory over a stretch of time, in units (tokens, bytes). */
export interface MemoryTimeline {
  readonly capacity: number;
  /** Units of one block. */
  readonly block: number;
  /** State kept for all of them (shared prefixes, features), in units. */
  readonly kept: number;
  readonly holdings: readonly Holding[];
  /** Bytes of one unit, and its name. */
  readonly unitBytes: number;
  readonly unit: string;
  /** What the memory is called. */
  readonly name: string;
  /** Times at which jobs join and leave the line outside, and how many stand there then. */
  readonly waiting: WaitingLine;
  /** Where all jobs stay outside: it does not fit. */
  readonly fits: boolean;
}

export interface Owner {
  readonly request: number;
  readonly used: number;
  readonly reserved: number;
  readonly shared: number;
}

export interface MemoryMoment {
  readonly time: number;
  /** In order of arrival. */
  readonly owners: readonly Owner[];
  readonly used: number;
  /** Set aside and empty. */
  readonly empty: number;
  readonly kept: number;
  readonly free: number;
  readonly capacity: number;
  readonly waiting: number;
  /** The last job that was thrown out for want of memory, and when; null if none was. */
  readonly preempted: {readonly request: number; readonly time: number} | null;
}

/** The memory at a moment [s]. */
export function memoryAt(timeline: MemoryTimeline, time: number): MemoryMoment {
  const {capacity, block, kept, holdings, waiting} = timeline;
  const owners: Owner[] = [];
  let preempted: MemoryMoment["preempted"] = null;
  for (const holding of holdings) {
    if (holding.preempted && holding.to <= time && (preempted === null || holding.to > preempted.time))
      preempted = {request: holding.request, time: holding.to};
    if (!(holding.from <= time && time < holding.to)) continue;
    const used = usedAt(holding, time);
    const reserved = reservedFor(holding.reserved, used, block);
    owners.push({request: holding.request, used, reserved, shared: Math.min(holding.shared, used)});
  }
  owners.sort((a, b) => a.request - b.request);
  const own = owners.reduce((sum, {used, shared}) => sum + used - shared, 0);
  const taken = owners.reduce((sum, {reserved, shared}) => sum + reserved - shared, 0);
  return {
    time,
    owners,
    used: own,
    empty: taken - own,
    kept,
    free: Math.max(0, capacity - kept - taken),
    capacity,
    waiting: countAt(waiting, time),
    preempted
  };
}

function reservedFor(reserved: Holding["reserved"], used: number, block: number): number {
  if (typeof reserved === "number") return reserved;
  const blocks = Math.ceil(used / block);
  return block * (reserved === "power" && blocks > 0 ? 2 ** Math.ceil(Math.log2(blocks)) : blocks);
}

function usedAt({growsFrom, to, usedFrom, usedTo}: Holding, time: number): number {
  if (time <= growsFrom || to <= growsFrom) return usedFrom;
  return Math.floor(usedFrom + ((usedTo - usedFrom) * (time - growsFrom)) / (to - growsFrom));
}

/** How many wait at a moment [s]. */
export function countAt({times, counts}: WaitingLine, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? counts[low - 1]! : 0;
}

/** The number waiting over time, from when each job came and when it was let in (or lost: the same moment). */
export function waitingLine(waits: readonly {readonly from: number; readonly to: number}[]): WaitingLine {
  const events = waits
    .filter(({from, to}) => to > from)
    .flatMap(({from, to}) => [[from, 1] as const, [to, -1] as const])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const times: number[] = [];
  const counts: number[] = [];
  let count = 0;
  for (const [time, change] of events) {
    count += change;
    if (times.at(-1) === time) counts[counts.length - 1] = count;
    else {
      times.push(time);
      counts.push(count);
    }
  }
  return {times, counts};
}

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
