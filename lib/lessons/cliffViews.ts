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
  /** Share of slot time in which no job is computed, over the whole run; and its parts. */
  readonly bubble: number;
  readonly idle: number;
  readonly padding: number;
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
  /** What is set aside for it; null where blocks are taken as they are needed. */
  readonly reserved: number | null;
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
  readonly waiting: {readonly times: readonly number[]; readonly counts: readonly number[]};
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
    const reserved = holding.reserved ?? Math.ceil(used / block) * block;
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

function usedAt({growsFrom, to, usedFrom, usedTo}: Holding, time: number): number {
  if (time <= growsFrom || to <= growsFrom) return usedFrom;
  return Math.floor(usedFrom + ((usedTo - usedFrom) * (time - growsFrom)) / (to - growsFrom));
}

function countAt({times, counts}: MemoryTimeline["waiting"], time: number): number {
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
export function waitingLine(
  waits: readonly {readonly from: number; readonly to: number}[]
): MemoryTimeline["waiting"] {
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

/** What happens in a row of slots at a moment, for each use how many slots. */
export function slotsAt(
  {segments, rows}: SlotTimeline,
  time: number
): Readonly<Record<SlotUse | "idle", number>> {
  const counts = {wait: 0, full: 0, light: 0, padding: 0, lost: 0, idle: 0};
  for (const {from, to, use} of segments) if (from <= time && time < to) counts[use] += 1;
  counts.idle = Math.max(0, rows.length - counts.full - counts.light - counts.padding);
  return counts;
}
