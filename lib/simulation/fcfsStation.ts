/**
 * First come, first served: who starts when, at which server, and who finds no place. Work is kept in flat arrays and
 * is handed over block by block, so that a run of any length allocates nothing for a customer.
 *
 * One server: Lindley 1952, start = max(arrival, previous departure). Several: the server free earliest (Kiefer &
 * Wolfowitz 1955); among idle ones that of the lowest index.
 *
 * At the same instant a departure comes before an arrival: the place is free. "Same" allows for rounding: a departure
 * within COINCIDENCE x time after an arrival is moved onto it, so a frame of 6 ms every 6 ms never finds its
 * predecessor in the way.
 */
import {DepartureHeap} from "./departureHeap.js";
import {IdlePool, IdleScan, type Rack} from "./rack.js";

/** Relative width of an instant: far above the rounding of a sum, far below anything that a clock could tell apart. */
export const COINCIDENCE = 1e-12;

/** Parallel arrays, one slot a customer; `service` starts at slot 0 of the stretch being served. */
export interface CustomerBlock {
  readonly arrival: Float64Array;
  readonly service: Float64Array;
  readonly start: Float64Array;
  readonly departure: Float64Array;
  readonly server: Int32Array;
}

/**
 * Serves the customers in slots `from..to`, the first of them being the run's customer number `first`: fills start,
 * departure and server, NaN and -1 for the lost.
 */
export type Station = (block: CustomerBlock, from: number, to: number, first: number) => void;

/** The station of `servers` servers and `capacity` places, those in service included (Infinity: no one is lost). */
export function fcfsStation(servers: number, capacity: number): Station {
  if (servers > 1) return severalServers(servers, capacity);
  return capacity === Infinity ? oneServer() : oneServerWithPlaces(capacity);
}

function oneServer(): Station {
  let free = -Infinity;
  return ({arrival, service, start, departure}, from, to) => {
    let previous = free;
    for (let i = from; i < to; ++i) {
      const now = arrival[i];
      let begin = now;
      if (previous > now) {
        if (previous > now + COINCIDENCE * now) begin = previous;
        else if (i > 0) departure[i - 1] = begin = Math.max(now, start[i - 1]);
      }
      start[i] = begin;
      departure[i] = previous = begin + service[i - from];
    }
    free = previous;
  };
}

function oneServerWithPlaces(places: number): Station {
  // Departures leave in order of arrival, so those present form a ring; they are numbered by admission.
  let ring = new Float64Array(Math.min(places, 16));
  let owners = new Float64Array(ring.length);
  let oldest = 0;
  let present = 0;
  let free = -Infinity;
  let latest = -Infinity;

  function widen(): void {
    const size = ring.length;
    const wider = new Float64Array(Math.min(places, 2 * size));
    const widerOwners = new Float64Array(wider.length);
    for (let i = 0; i < present; ++i) {
      wider[i] = ring[(oldest + i) % size];
      widerOwners[i] = owners[(oldest + i) % size];
    }
    ring = wider;
    owners = widerOwners;
    oldest = 0;
  }

  return ({arrival, service, start, departure, server}, from, to, first) => {
    for (let i = from; i < to; ++i) {
      const now = arrival[i];
      const instant = now + COINCIDENCE * now;
      while (present > 0 && ring[oldest] <= instant) {
        const slot = owners[oldest] - first + from;
        if (ring[oldest] > now && slot >= 0) departure[slot] = Math.max(now, start[slot]);
        oldest = oldest + 1 === ring.length ? 0 : oldest + 1;
        --present;
      }
      if (present === places) {
        start[i] = departure[i] = NaN;
        server[i] = -1;
        continue;
      }
      const begin = present === 0 ? Math.max(now, latest) : free;
      latest = begin;
      free = begin + service[i - from];
      start[i] = begin;
      departure[i] = free;
      server[i] = 0;
      if (present === ring.length) widen();
      const last = oldest + present < ring.length ? oldest + present : oldest + present - ring.length;
      ring[last] = free;
      owners[last] = first + i - from;
      ++present;
    }
  };
}

/** Up to here, looking at every server costs less than keeping them in order. */
const LARGEST_SCAN = 16;

function severalServers(servers: number, capacity: number): Station {
  const rack: Rack = servers <= LARGEST_SCAN ? new IdleScan(servers) : new IdlePool(servers);
  // With a buffer, those in the system are more than those in service: their departures are kept apart.
  const waiting = capacity > servers && capacity < Infinity ? new DepartureHeap() : undefined;
  const lossy = capacity === servers;
  let latest = -Infinity;

  return ({arrival, service, start, departure, server}, from, to, first) => {
    for (let i = from; i < to; ++i) {
      const now = arrival[i];
      const instant = now + COINCIDENCE * now;
      if (waiting) {
        while (waiting.size > 0 && waiting.earliest <= instant) {
          const slot = waiting.earliestOwner - first + from;
          if (waiting.earliest > now && slot >= 0) departure[slot] = Math.max(now, start[slot]);
          waiting.removeEarliest();
        }
      }
      const chosen = rack.choose(instant);
      const free = rack.freeAt(chosen);
      const idle = free <= instant;
      if ((lossy && !idle) || (waiting && waiting.size >= capacity)) {
        start[i] = departure[i] = NaN;
        server[i] = -1;
        continue;
      }
      if (idle && free > now) {
        const slot = rack.ownerOf(chosen) - first + from;
        if (slot >= 0) departure[slot] = Math.max(now, start[slot]);
      }
      // A start never precedes the start of an earlier customer, not even within one instant.
      latest = Math.max(idle ? now : free, latest);
      const leave = latest + service[i - from];
      start[i] = latest;
      departure[i] = leave;
      server[i] = chosen;
      rack.occupy(chosen, leave, first + i - from);
      waiting?.add(leave, first + i - from);
    }
  };
}
