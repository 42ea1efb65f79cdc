/**
 * One line of requests and the servers that take them in batches: who leaves with whom, when, and from which server.
 * Requests come in order of time; a batch is settled as soon as nothing that comes later can change it.
 *
 * At one instant departures come first, then arrivals, then starts, so a batch takes all who have arrived by the time it
 * starts. As in fcfsStation, "one instant" allows for rounding.
 */
import {type BatchLog, emptyLog, growLog, grown, settleEnd} from "./batchLog.js";
import {COINCIDENCE} from "./fcfsStation.js";
import {Rack} from "./rack.js";

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

  /** The numbers of the requests in the line. */
  stillWaiting(): Int32Array {
    return this.request.subarray(this.head, this.tail);
  }

  /**
   * Lets `count` requests arrive, in order of time [s], each with its number and the factor of the batch that it may
   * lead; then starts every batch that is due before the instant of `until` [s], no earlier than the last of them: for
   * Infinity all that will ever start.
   */
  serve(
    arrivals: Float64Array,
    requests: Int32Array,
    draws: Float64Array,
    count: number,
    until: number
  ): void {
    this.makeRoom(count);
    if (this.options.bufferPlaces < Infinity) this.admit(arrivals, requests, draws, count);
    else {
      // Where nobody is lost, starts need not be known before the next may come.
      const {tail} = this;
      this.arrival.set(arrivals.subarray(0, count), tail);
      this.request.set(requests.subarray(0, count), tail);
      this.draw.set(draws.subarray(0, count), tail);
      this.tail = tail + count;
    }
    this.start(until);
  }

  /** One after the other: who finds buffer and the places in idle servers taken is lost. */
  private admit(arrivals: Float64Array, requests: Int32Array, draws: Float64Array, count: number): void {
    const tolerance = COINCIDENCE;
    const {arrival, request, draw, rack} = this;
    const {bufferPlaces, maxBatch} = this.options;
    for (let i = 0; i < count; ++i) {
      const now = arrivals[i];
      if (this.due + tolerance * this.due < now) this.start(now);
      const {tail} = this;
      const waiting = tail - this.head;
      if (waiting >= bufferPlaces && waiting >= bufferPlaces + maxBatch * idleAt(rack.free, now)) {
        ++this.lost;
        continue;
      }
      arrival[tail] = now;
      request[tail] = requests[i];
      draw[tail] = draws[i];
      this.tail = tail + 1;
      if (waiting === 0 || waiting + 1 === maxBatch) this.plan();
    }
  }

  /** Plans the next start anew, when an arrival has opened the batch at the head or filled it. */
  private plan(): void {
    const {head, tail, arrival} = this;
    const {maxBatch, window, servers} = this.options;
    let ready = arrival[head] + window;
    if (tail - head >= maxBatch) ready = Math.min(ready, arrival[head + maxBatch - 1]);
    const earliest = servers === 1 ? this.rack.free[0] : this.rack.earliest();
    this.due = Math.max(this.lastStart, freeFor(ready, earliest));
  }

  /** Starts every batch that is due before the instant of `until` [s], of those who have arrived. */
  private start(until: number): void {
    // All that the loop touches is local: fields would be read and written back around every store.
    const tolerance = COINCIDENCE;
    const {rack, log, arrival, draw, tail, forgotten} = this;
    const {servers, maxBatch, window, serviceTimes} = this.options;
    const {free, owner} = rack;
    const single = servers === 1;
    let {head, lastStart} = this;
    let {count, first, size: sizes, formed, start: starts, done: ends, server: takers} = log;
    let earliest = single ? free[0] : rack.earliest();
    let due = Infinity;
    for (; head < tail; due = Infinity) {
      // When the policy lets the batch go, as far as its requests are known.
      let ready = arrival[head] + window;
      if (tail - head >= maxBatch) ready = Math.min(ready, arrival[head + maxBatch - 1]);
      due = Math.max(lastStart, freeFor(ready, earliest));
      const instant = due + tolerance * due;
      if (!(instant < until)) break;
      const most = Math.min(maxBatch, tail - head);
      let size = 1;
      while (size < most && arrival[head + size] <= instant) ++size;
      // The last to join may have come within the instant of the start, and by rounding after it.
      const start = Math.max(due, arrival[head + size - 1]);
      const server = single ? 0 : rack.choose(start + tolerance * start);
      if (free[server] > start) settleEnd(log, owner[server] - forgotten, start);
      const done = start + serviceTimes[size] * draw[head];
      if (count === first.length) {
        growLog(log);
        ({first, size: sizes, formed, start: starts, done: ends, server: takers} = log);
      }
      first[count] = head;
      sizes[count] = size;
      formed[count] = Math.min(start, ready);
      starts[count] = start;
      ends[count] = done;
      takers[count] = server;
      if (single) {
        free[0] = done;
        owner[0] = count + forgotten;
        earliest = done;
      } else {
        rack.occupy(server, done, count + forgotten);
        earliest = rack.earliest();
      }
      ++count;
      lastStart = start;
      head += size;
    }
    log.count = count;
    this.head = head;
    this.lastStart = lastStart;
    this.due = due;
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
