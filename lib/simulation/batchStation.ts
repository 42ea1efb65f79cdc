/**
 * One line of requests and the servers that take them in batches: who leaves with whom, when, and from which server.
 * Requests come in order of time; a batch is settled as soon as nothing that comes later can change it.
 *
 * At one instant departures come first, then arrivals, then starts, so a batch takes all who have arrived by the time it
 * starts. As in fcfsStation, "one instant" allows for rounding.
 */
import {COINCIDENCE} from "./fcfsStation.js";
import {Rack} from "./rack.js";

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

export interface BatchStationOptions {
  readonly servers: number;
  readonly maxBatch: number;
  /** [s]; 0 greedy, Infinity full batches only. */
  readonly window: number;
  readonly bufferPlaces: number;
  /** Mean service time of a batch by its size [s]. */
  readonly serviceTimes: Float64Array;
}

const FIRST_ROOM = 1024;

export class BatchStation {
  /** Arrival times of the accepted requests [s]; those that wait are the last ones. */
  arrival = new Float64Array(FIRST_ROOM);
  /** The run's number of each accepted request. */
  request = new Int32Array(FIRST_ROOM);
  readonly log: BatchLog = emptyLog(FIRST_ROOM);
  /** Requests turned away so far. */
  lost = 0;
  /** The random factor of the batch that a request leads. */
  private draw = new Float64Array(FIRST_ROOM);
  private head = 0;
  private tail = 0;
  /** When the policy lets the batch at the head go, and when it starts, if nobody comes before [s]. */
  private ready = Infinity;
  private due = Infinity;
  private lastStart = -Infinity;
  /** Batches that are no longer in the log. */
  private forgotten = 0;
  private readonly options: BatchStationOptions;
  private readonly rack: Rack;

  constructor(options: BatchStationOptions) {
    this.options = options;
    this.rack = new Rack(options.servers);
  }

  /** Requests in the line. */
  get waiting(): number {
    return this.tail - this.head;
  }

  /** The numbers of the requests in the line. */
  stillWaiting(): Int32Array {
    return this.request.subarray(this.head, this.tail);
  }

  /**
   * Lets `count` requests arrive, in order of time [s], each with its number and the factor of the batch that it may
   * lead; then starts every batch that is due before the instant of `until` [s], for Infinity all that will ever start.
   */
  serve(
    arrivals: Float64Array,
    requests: Int32Array,
    draws: Float64Array,
    count: number,
    until: number
  ): void {
    this.makeRoom(count);
    // All that the loop touches is local: fields would be read and written back around every store.
    const tolerance = COINCIDENCE;
    const {rack, log, arrival, request, draw} = this;
    const {servers, maxBatch, window, bufferPlaces, serviceTimes} = this.options;
    const {free, owner} = rack;
    const single = servers === 1;
    let {head, tail, ready, due, lastStart} = this;
    let {count: batches, first, size: sizes, formed, start: starts, done: ends, server: takers} = log;
    for (let i = 0; i <= count; ++i) {
      const now = i < count ? arrivals[i] : until;
      while (due + tolerance * due < now) {
        const size = Math.min(maxBatch, tail - head);
        // The last to join may have come within the instant of the start, and by rounding after it.
        const start = Math.max(due, arrival[head + size - 1]);
        const server = single ? 0 : rack.choose(start + tolerance * start);
        if (free[server] > start) settle(log, owner[server] - this.forgotten, start);
        const done = start + serviceTimes[size] * draw[head];
        if (batches === first.length) {
          growLog(log);
          ({first, size: sizes, formed, start: starts, done: ends, server: takers} = log);
        }
        first[batches] = head;
        sizes[batches] = size;
        formed[batches] = Math.min(start, ready);
        starts[batches] = start;
        ends[batches] = done;
        takers[batches] = server;
        if (single) {
          free[0] = done;
          owner[0] = batches + this.forgotten;
        } else rack.occupy(server, done, batches + this.forgotten);
        ++batches;
        lastStart = start;
        head += size;
        if (tail === head) due = Infinity;
        else {
          ready = arrival[head] + window;
          if (tail - head >= maxBatch) ready = Math.min(ready, arrival[head + maxBatch - 1]);
          due = Math.max(lastStart, freeFor(ready, single ? done : rack.earliest()));
        }
      }
      if (i === count) break;
      const waiting = tail - head;
      if (waiting >= bufferPlaces && waiting >= bufferPlaces + maxBatch * idleAt(free, now)) {
        ++this.lost;
        continue;
      }
      arrival[tail] = now;
      request[tail] = requests[i];
      draw[tail++] = draws[i];
      if (waiting === 0 || waiting + 1 === maxBatch) {
        ready = waiting === 0 ? now + window : ready;
        if (waiting + 1 === maxBatch) ready = Math.min(ready, now);
        due = Math.max(lastStart, freeFor(ready, single ? free[0] : rack.earliest()));
      }
    }
    log.count = batches;
    this.head = head;
    this.tail = tail;
    this.ready = ready;
    this.due = due;
    this.lastStart = lastStart;
  }

  /** Forgets the log, and the requests that have left. */
  forget(): void {
    this.forgotten += this.log.count;
    this.log.count = 0;
    // Moved only when as many have left as wait: a line that grows is not copied again and again.
    if (this.head < this.tail - this.head) return;
    this.arrival.copyWithin(0, this.head, this.tail);
    this.request.copyWithin(0, this.head, this.tail);
    this.draw.copyWithin(0, this.head, this.tail);
    this.tail -= this.head;
    this.head = 0;
  }

  private makeRoom(count: number): void {
    const needed = this.tail + count;
    if (needed <= this.arrival.length) return;
    const room = Math.max(needed, 2 * this.arrival.length);
    this.arrival = grown(this.arrival, room);
    this.draw = grown(this.draw, room);
    this.request = grown(this.request, room);
  }
}

/** When a batch that is `ready` meets the server that is `free` first; within one instant the server is free. */
function freeFor(ready: number, free: number): number {
  return free <= ready + COINCIDENCE * ready ? ready : free;
}

function idleAt(free: Float64Array, now: number): number {
  const instant = now + COINCIDENCE * now;
  let idle = 0;
  for (let server = 0; server < free.length; ++server) idle += Number(free[server] <= instant);
  return idle;
}

/** Moves an end from within the instant that begins `now` to its beginning, if the log still holds it. */
function settle({start, done}: BatchLog, slot: number, now: number): void {
  if (slot >= 0 && done[slot] > now) done[slot] = Math.max(now, start[slot]);
}

function emptyLog(room: number): BatchLog {
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

function growLog(log: BatchLog): void {
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
