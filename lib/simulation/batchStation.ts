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
  /** When the batch at the head starts if nobody comes before [s]. */
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

  /**
   * Lets `count` requests arrive, in order of time [s], each with its number and the factor of the batch that it may
   * lead.
   */
  serve(arrival: Float64Array, request: Int32Array, draw: Float64Array, count: number): void {
    this.makeRoom(count);
    const {maxBatch, bufferPlaces} = this.options;
    for (let i = 0; i < count; ++i) {
      const now = arrival[i];
      if (now > this.due) this.startUntil(now);
      const waiting = this.tail - this.head;
      if (waiting >= bufferPlaces && waiting >= bufferPlaces + maxBatch * this.idleAt(now)) {
        ++this.lost;
        continue;
      }
      this.arrival[this.tail] = now;
      this.request[this.tail] = request[i];
      this.draw[this.tail++] = draw[i];
      if (waiting === 0 || waiting + 1 === maxBatch) this.plan();
    }
  }

  /** Starts every batch that is due before the instant of `time` [s]. */
  startUntil(time: number): void {
    while (this.due + COINCIDENCE * this.due < time) this.start();
  }

  /** Starts every batch that will start without further arrivals. */
  finish(): void {
    while (this.due < Infinity) this.start();
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

  /** The numbers of the requests in the line. */
  stillWaiting(): Int32Array {
    return this.request.subarray(this.head, this.tail);
  }

  private idleAt(now: number): number {
    const instant = now + COINCIDENCE * now;
    let idle = 0;
    for (const free of this.rack.free) idle += Number(free <= instant);
    return idle;
  }

  /** Plans the next start, from those who wait and the server that is free first. */
  private plan(): void {
    if (this.tail === this.head) {
      this.due = Infinity;
      return;
    }
    const formed = this.formed();
    const free = this.rack.earliest();
    // A server that is free within the instant in which the batch is formed is free.
    const earliest = free <= formed + COINCIDENCE * formed ? formed : free;
    this.due = Math.max(earliest, this.lastStart);
  }

  /** When the policy lets the batch at the head go, as far as its requests have arrived. */
  private formed(): number {
    const {maxBatch, window} = this.options;
    const expired = this.arrival[this.head] + window;
    return this.tail - this.head < maxBatch
      ? expired
      : Math.min(expired, this.arrival[this.head + maxBatch - 1]);
  }

  private start(): void {
    const {rack, log, head} = this;
    const {maxBatch, serviceTimes} = this.options;
    const size = Math.min(maxBatch, this.tail - head);
    // The last to join may have come within the instant of the start, and by rounding after it.
    const start = Math.max(this.due, this.arrival[head + size - 1]);
    const server = rack.choose(start + COINCIDENCE * start);
    if (rack.free[server] > start) this.settle(rack.owner[server] - this.forgotten, start);
    const done = start + serviceTimes[size] * this.draw[head];
    const slot = log.count++;
    if (slot === log.first.length) growLog(log);
    log.first[slot] = head;
    log.size[slot] = size;
    log.formed[slot] = Math.min(start, this.formed());
    log.start[slot] = start;
    log.done[slot] = done;
    log.server[slot] = server;
    rack.occupy(server, done, slot + this.forgotten);
    this.lastStart = start;
    this.head += size;
    this.plan();
  }

  /** Moves an end from within the instant that begins `now` to its beginning, if the log still holds it. */
  private settle(slot: number, now: number): void {
    const {log} = this;
    if (slot >= 0 && log.done[slot] > now) log.done[slot] = Math.max(now, log.start[slot]);
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
