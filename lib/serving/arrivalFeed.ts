/** Who comes when, as the engine gets to know it: a list of arrivals, or clients that send when they have been served. */
import {hasCome} from "./runTime.js";
import type {RequestColumns} from "./servingWorkload.js";

/** Hands requests to the engine in order of arrival; in a closed loop it decides their arrival. */
export class ArrivalFeed {
  /** Arrival of each request [s]; NaN until a client sends it. */
  readonly arrival: Float64Array;
  /** When the engine first knew each request: the start of the first iteration that could have held it [s]. */
  readonly noticed: Float64Array;
  /** Requests that the engine knows, turned away or not, and those turned away among them. */
  seen = 0;
  rejected = 0;
  private readonly requests: RequestColumns;
  private readonly refused: Uint8Array;
  /** From arrival until the scheduler can see the request [s]. */
  private readonly delay: number;
  private sent: number;
  private started = 0;

  /** `refused[i]` is 1 for a request that no engine like this can serve. */
  constructor(requests: RequestColumns, refused: Uint8Array, delay: number) {
    this.requests = requests;
    this.refused = refused;
    this.delay = delay;
    this.arrival = requests.arrival.slice();
    this.noticed = new Float64Array(requests.count).fill(NaN);
    this.sent = requests.clients > 0 ? 0 : requests.count;
  }

  /** When the engine next gets to know a request [s]; Infinity if none will come before one finishes. */
  get next(): number {
    if (this.seen < this.sent) return this.arrival[this.seen] + this.delay;
    return this.nextStart() + this.delay;
  }

  /** The engine gets to know all that it can know at `time` [s]. */
  see(time: number): void {
    while (hasCome(this.next, time)) this.notice(time);
  }

  /** The same for a run of iterations, the last of which starts at `time` [s]: who comes is noticed at the next start. */
  seeDuring(time: number, nextStart: (known: number) => number): void {
    for (let known = this.next; hasCome(known, time); known = this.next) this.notice(nextStart(known));
  }

  private notice(time: number): void {
    if (this.seen === this.sent) this.startClient();
    this.noticed[this.seen] = time;
    this.rejected += this.refused[this.seen++];
  }

  /** A request was answered at `time` [s]: in a closed loop its client sends the next one. */
  answered(time: number): void {
    if (this.requests.clients === 0) return;
    while (this.nextStart() <= time) this.startClient();
    this.send(time);
  }

  private nextStart(): number {
    const {clients, stagger, count} = this.requests;
    return this.started < clients && this.sent < count ? this.started * stagger : Infinity;
  }

  private startClient(): void {
    this.send(this.started++ * this.requests.stagger);
  }

  /** A client sends; whose request is turned away sends the next one at once. */
  private send(time: number): void {
    const {count} = this.requests;
    let refused = true;
    while (refused && this.sent < count) {
      refused = this.refused[this.sent] === 1;
      this.arrival[this.sent++] = time;
    }
  }
}
