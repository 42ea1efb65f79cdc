/**
 * The servers of a station and who takes the next customer: an idle one of the lowest index, or else the one that is
 * free earliest (again the lowest index among equals). Two implementations of one rule: few servers are looked at one
 * by one, many are kept in two heaps.
 */
import {DepartureHeap} from "./departureHeap.js";

export interface Rack {
  /** The server for a customer at this instant [s]. Instants do not decrease. */
  choose(instant: number): number;
  /** When the server is free of all its customers so far [s]. */
  freeAt(server: number): number;
  /** The number of the server's latest customer. */
  ownerOf(server: number): number;
  /** Gives the chosen server a customer who leaves at `until` [s]. */
  occupy(server: number, until: number, owner: number): void;
}

/** Looks at each server in turn. */
export class IdleScan implements Rack {
  private readonly free: Float64Array;
  private readonly owners: Float64Array;

  constructor(servers: number) {
    this.free = new Float64Array(servers).fill(-Infinity);
    this.owners = new Float64Array(servers);
  }

  choose(instant: number): number {
    const free = this.free;
    let chosen = 0;
    let earliest = free[0];
    if (earliest <= instant) return 0;
    for (let server = 1; server < free.length; ++server) {
      const time = free[server];
      if (time <= instant) return server;
      if (time < earliest) {
        earliest = time;
        chosen = server;
      }
    }
    return chosen;
  }

  freeAt(server: number): number {
    return this.free[server];
  }

  ownerOf(server: number): number {
    return this.owners[server];
  }

  occupy(server: number, until: number, owner: number): void {
    this.free[server] = until;
    this.owners[server] = owner;
  }
}

/** Keeps the busy ones by the time they are free and the idle ones by index: a logarithm of their number a customer. */
export class IdlePool implements Rack {
  private readonly free: Float64Array;
  private readonly owners: Float64Array;
  private readonly busy = new DepartureHeap();
  private readonly idle = new DepartureHeap();

  constructor(servers: number) {
    this.free = new Float64Array(servers).fill(-Infinity);
    this.owners = new Float64Array(servers);
    for (let server = 0; server < servers; ++server) this.idle.add(0, server);
  }

  choose(instant: number): number {
    const {busy, idle} = this;
    while (busy.size > 0 && busy.earliest <= instant) {
      idle.add(0, busy.earliestOwner);
      busy.removeEarliest();
    }
    return idle.size > 0 ? idle.earliestOwner : busy.earliestOwner;
  }

  freeAt(server: number): number {
    return this.free[server];
  }

  ownerOf(server: number): number {
    return this.owners[server];
  }

  occupy(server: number, until: number, owner: number): void {
    (this.idle.size > 0 ? this.idle : this.busy).removeEarliest();
    this.busy.add(until, server);
    this.free[server] = until;
    this.owners[server] = owner;
  }
}
