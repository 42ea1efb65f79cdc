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
