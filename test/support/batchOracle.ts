/**
 * Dynamic batching the slow way: a clock that jumps from event to event, lists, objects. Knows of times, lines and
 * places only; serves as the judge of the fast path.
 */

export interface OracleBatch {
  readonly members: readonly number[];
  readonly formed: number;
  readonly start: number;
  readonly done: number;
  readonly server: number;
}

export interface OracleLine {
  readonly servers: number;
  readonly maxBatch: number;
  /** Infinity: full batches only. */
  readonly window: number;
  readonly bufferPlaces: number;
  /** Service of a batch of this size led by this request. */
  service(size: number, oldest: number): number;
}

/**
 * One line: at each instant first ends of service, then arrivals in order, then starts, the idle server of the lowest
 * index first. An arrival is lost when the buffer and a batch's places in each idle server are taken by those who wait.
 */
export function batchOracle(
  arrivals: readonly {readonly time: number; readonly request: number}[],
  {servers, maxBatch, window, bufferPlaces, service}: OracleLine
): {batches: OracleBatch[]; lost: number[]; waiting: number[]} {
  const batches: OracleBatch[] = [];
  const lost: number[] = [];
  const busyUntil: (number | undefined)[] = Array.from({length: servers}, () => undefined);
  let line: {time: number; request: number}[] = [];
  let next = 0;
  for (;;) {
    const events = [
      ...busyUntil.filter((time) => time !== undefined),
      ...(next < arrivals.length ? [arrivals[next]!.time] : []),
      // A window matters only while a server could take the batch.
      ...(line.length > 0 && busyUntil.includes(undefined) ? [line[0]!.time + window] : [])
    ];
    const now = Math.min(Infinity, ...events);
    if (now === Infinity) return {batches, lost, waiting: line.map(({request}) => request)};
    for (const server of busyUntil.keys()) if (busyUntil[server] === now) busyUntil[server] = undefined;
    while (next < arrivals.length && arrivals[next]!.time === now) {
      const idle = busyUntil.filter((time) => time === undefined).length;
      if (line.length >= bufferPlaces + maxBatch * idle) lost.push(arrivals[next]!.request);
      else line.push(arrivals[next]!);
      ++next;
    }
    for (;;) {
      const server = busyUntil.indexOf(undefined);
      if (server < 0 || line.length === 0) break;
      if (line.length < maxBatch && line[0]!.time + window > now) break;
      const members = line.slice(0, maxBatch);
      line = line.slice(maxBatch);
      const done = now + service(members.length, members[0]!.request);
      const full = members.length === maxBatch ? members[maxBatch - 1]!.time : Infinity;
      batches.push({
        members: members.map(({request}) => request),
        formed: Math.min(full, members[0]!.time + window),
        start: now,
        done,
        server
      });
      busyUntil[server] = done;
    }
  }
}
