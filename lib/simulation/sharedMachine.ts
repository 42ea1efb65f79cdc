/**
 * One machine that several kinds of job share: served in order of arrival, alone or in batches, while each job holds
 * its bytes of one memory pool from arrival to departure. A job that finds no room is lost. Kept state makes most jobs
 * cheap: only every so many of a stream are done in full.
 *
 * At the same instant departures come first, then arrivals, then the start of a batch.
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {COINCIDENCE} from "./fcfsStation.js";
import {markedArrivals} from "./markedArrivals.js";
import type {QueueRecords} from "./queueRecords.js";
import type {ArrivalSpec} from "./queueSpec.js";

export interface JobKind {
  /** A job in full, alone on the machine [s]. */
  readonly time: number;
  /** Memory that it holds [B]; default 0. */
  readonly bytes?: number;
  /** Jobs `keyOffset`, `keyOffset` + `keyEvery`, … of the stream are done in full; default: all of them. */
  readonly keyEvery?: number;
  readonly keyOffset?: number;
  /** The other jobs take this share of `time`; default 1. */
  readonly between?: number;
}

/** The time of a batch of full jobs [s], at ascending sizes; between them it is interpolated. */
export interface BatchPoint {
  readonly batch: number;
  readonly time: number;
}

export interface SharedMachineSpec {
  readonly arrivals: ArrivalSpec;
  /** One a stream of the arrivals, or, with `shares`, those that the jobs of a single stream are drawn from. */
  readonly kinds: readonly JobKind[];
  readonly shares?: readonly number[];
  /** Jobs in a batch at most; default 1. */
  readonly mostInBatch?: number;
  /** A batch that is not full leaves when its oldest job has waited this long [s]; default 0: as soon as it can. */
  readonly window?: number;
  /** Needed where `mostInBatch` > 1; its first point is one job. */
  readonly batchCurve?: readonly BatchPoint[];
  /** The pool [B]; default Infinity. */
  readonly memory?: number;
  /** Arrivals at this time or later are not admitted [s]. */
  readonly until: number;
  readonly seed: number;
}

/** The records of a queue, and which batch each job was in. */
export interface SharedMachineRecords extends QueueRecords {
  /** The batch's index; -1 if lost. */
  readonly batch: Int32Array;
  /** 1 for a job done in full. */
  readonly full: Uint8Array;
  readonly batches: {
    readonly start: Float64Array;
    readonly end: Float64Array;
    readonly size: Int32Array;
  };
}

/**
 * The time of a batch whose jobs need `work` full jobs' worth of it [s]: below one job in proportion, between two
 * points interpolated, beyond the last at the last slope.
 *
 * @example
 * batchTime([{batch: 1, time: 2}, {batch: 9, time: 6}], 5) // => 4
 * batchTime([{batch: 1, time: 2}, {batch: 9, time: 6}], 0.5) // => 1
 */
export function batchTime(curve: readonly BatchPoint[], work: number): number {
  requireNonNegative("work", work);
  const first = curve[0];
  if (first?.batch !== 1) throw invalid("batchCurve", "without a batch of one");
  if (work <= 1 || curve.length === 1) return work * first.time;
  const next = Math.max(
    1,
    curve.findIndex(({batch}) => batch >= work)
  );
  const right = curve[work > curve.at(-1)!.batch ? curve.length - 1 : next]!;
  const left = curve[curve.indexOf(right) - 1]!;
  return left.time + ((work - left.batch) * (right.time - left.time)) / (right.batch - left.batch);
}

/**
 * The records of a shared machine: a pure function of the spec.
 *
 * With one kind, batches of one and memory for K jobs it is the queue G/D/1/K of `simulateQueue`. Throws RangeError for
 * a spec that is none: no kinds, a time that is not positive, a negative size, a batch without a curve.
 *
 * @example
 * sharedMachine({arrivals: {kind: "replay", times: [0, 0, 0]}, kinds: [{time: 1}], until: 5, seed: 1}).departure[2] // => 3
 */
export function sharedMachine(spec: SharedMachineSpec): SharedMachineRecords {
  const {kinds, mostInBatch = 1, window = 0, memory = Infinity, until} = checked(spec);
  const curve = spec.batchCurve ?? [{batch: 1, time: 1}];
  const {arrival, stream} = markedArrivals(spec);
  if (stream.some((kind) => kind >= kinds.length)) throw invalid("kinds", kinds.length);
  const count = arrival.length;
  const start = new Float64Array(count).fill(NaN);
  const departure = new Float64Array(count).fill(NaN);
  const batch = new Int32Array(count).fill(-1);
  const full = new Uint8Array(count);
  const work = new Float64Array(count);
  const seen = new Int32Array(kinds.length);
  for (let i = 0; i < count; ++i) {
    const {keyEvery = 1, keyOffset = 0, between = 1} = kinds[stream[i]]!;
    const isKey = (seen[stream[i]]! - keyOffset) % keyEvery === 0;
    seen[stream[i]]! += 1;
    full[i] = isKey ? 1 : 0;
    work[i] = isKey ? 1 : between;
  }

  const starts: number[] = [];
  const ends: number[] = [];
  const sizes: number[] = [];
  // Admitted jobs in order of arrival; those before `head` have started, those before `left` have departed.
  const line: number[] = [];
  let head = 0;
  let left = 0;
  let held = 0;
  let free = -Infinity;

  /** Starts every batch that begins before `now`, at which further jobs may come; departures at `now` are past. */
  function runUntil(now: number): void {
    while (head < line.length) {
      const waiting = line.length - head;
      const oldest = arrival[line[head]!]!;
      const ready = waiting >= mostInBatch ? arrival[line[head + mostInBatch - 1]!]! : oldest + window;
      let begin = Math.max(free, ready);
      if (now < Infinity && Math.abs(begin - now) <= COINCIDENCE * now) begin = Math.max(now, free);
      if (begin >= now) return;
      const size = Math.min(waiting, mostInBatch);
      const jobs = line.slice(head, head + size);
      // The last of them may have come within the same instant, a rounding later.
      begin = Math.max(begin, arrival[jobs[size - 1]!]!);
      const time =
        mostInBatch === 1
          ? work[jobs[0]!]! * kinds[stream[jobs[0]!]!]!.time
          : batchTime(
              curve,
              jobs.reduce((sum, i) => sum + work[i]!, 0)
            );
      for (const i of jobs) {
        start[i] = begin;
        departure[i] = begin + time;
        batch[i] = starts.length;
      }
      free = begin + time;
      starts.push(begin);
      ends.push(free);
      sizes.push(size);
      head += size;
    }
  }

  /** Moves the last batch's end from within the instant that begins `now` to its beginning. */
  function settle(now: number): void {
    const last = starts.length - 1;
    if (!(free > now && free <= now + COINCIDENCE * now)) return;
    free = Math.max(now, starts[last]!);
    ends[last] = free;
    for (let k = head - sizes[last]!; k < head; ++k) departure[line[k]!] = free;
  }

  for (let i = 0; i < count; ++i) {
    const now = arrival[i]!;
    runUntil(now);
    settle(now);
    const instant = now + COINCIDENCE * now;
    while (left < head && departure[line[left]!]! <= instant) {
      held -= kinds[stream[line[left++]!]!]!.bytes ?? 0;
    }
    const bytes = kinds[stream[i]!]!.bytes ?? 0;
    if (held + bytes > memory) continue;
    held += bytes;
    line.push(i);
  }
  runUntil(Infinity);

  const places = Math.min(...kinds.map(({bytes = 0}) => (bytes > 0 ? Math.floor(memory / bytes) : Infinity)));
  return {
    count,
    servers: 1,
    capacity: places,
    arrival,
    start,
    departure,
    server: batch.map((index) => (index < 0 ? -1 : 0)),
    stream,
    horizon: until,
    batch,
    full,
    batches: {
      start: Float64Array.from(starts),
      end: Float64Array.from(ends),
      size: Int32Array.from(sizes)
    }
  };
}

function checked(spec: SharedMachineSpec): SharedMachineSpec {
  const {kinds, shares, mostInBatch = 1, window = 0, memory = Infinity, batchCurve} = spec;
  if (kinds.length === 0) throw invalid("kinds", "none");
  for (const {time, bytes = 0, keyEvery = 1, keyOffset = 0, between = 1} of kinds) {
    requirePositive("time", time);
    requireNonNegative("bytes", bytes);
    requireInteger("keyEvery", keyEvery);
    requireInteger("keyOffset", keyOffset, 0);
    requireNonNegative("between", between);
  }
  if (shares && shares.length !== kinds.length) throw invalid("shares", shares.length);
  requireInteger("mostInBatch", mostInBatch);
  requireNonNegative("window", window);
  if (!(memory >= 0)) throw invalid("memory", memory);
  if (mostInBatch > 1 && !batchCurve) throw invalid("batchCurve", batchCurve);
  return spec;
}
