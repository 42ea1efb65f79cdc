/** The batches that have left a line, in flat arrays that grow. */

/** Parallel arrays, one slot a batch, of the batches that have left the line. */
export interface BatchLog {
  count: number;
  /** Where the batch's first request stands in the station's `arrival`; the others follow it. */
  first: Int32Array;
  size: Int32Array;
  /** When the policy would have let it go: it was full, or its oldest request had waited the window [s]. */
  formed: Float64Array;
  start: Float64Array;
  /** End of the math [s]. */
  done: Float64Array;
  server: Int32Array;
}

/** Moves an end from within the instant that begins `now` to its beginning, if the log still holds it. */
export function settleEnd({start, done}: BatchLog, slot: number, now: number): void {
  if (slot >= 0 && done[slot] > now) done[slot] = Math.max(now, start[slot]);
}

export function emptyLog(room: number): BatchLog {
  return {
    count: 0,
    first: new Int32Array(room),
    size: new Int32Array(room),
    formed: new Float64Array(room),
    start: new Float64Array(room),
    done: new Float64Array(room),
    server: new Int32Array(room)
  };
}

export function growLog(log: BatchLog): void {
  const room = 2 * log.first.length;
  log.first = grown(log.first, room);
  log.size = grown(log.size, room);
  log.formed = grown(log.formed, room);
  log.start = grown(log.start, room);
  log.done = grown(log.done, room);
  log.server = grown(log.server, room);
}

/** A copy with more room. */
export function grown<T extends Float64Array | Int32Array | Uint16Array>(array: T, room: number): T {
  const copy = new (array.constructor as new (length: number) => T)(room);
  copy.set(array);
  return copy;
}
