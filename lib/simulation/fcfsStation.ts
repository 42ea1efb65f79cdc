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
import {Rack} from "./rack.js";

/** Relative width of an instant: far above the rounding of a sum, far below anything that a clock could tell apart. */
export const COINCIDENCE = 1e-13;

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

/**
 * Moves a departure from within the instant that begins `now` to its beginning, if the block still holds it; returns
 * when the next may start.
 */
function settled({start, departure}: CustomerBlock, slot: number, now: number): number {
  if (slot < 0) return now;
  if (departure[slot] > now) departure[slot] = Math.max(now, start[slot]);
  return Math.max(now, departure[slot]);
}

function oneServer(): Station {
  let free = -Infinity;
  return ({arrival, service, start, departure}, from, to) => {
    free = lindley(arrival, service, start, departure, from, to, free);
  };
}

/** Lindley's recursion over the slots `from..to`, from the time when the server is free; returns when it is so again. */
function lindley(
  arrival: Float64Array,
  service: Float64Array,
  start: Float64Array,
  departure: Float64Array,
  from: number,
  to: number,
  free: number
): number {
  const tolerance = COINCIDENCE;
  let previous = free;
  for (let i = from; i < to; ++i) {
    const now = arrival[i];
    // Hardly ever true, and no call inside: a loop without surprises for the processor, nor for the compiler.
    if (Math.abs(previous - now) <= tolerance * now) {
      const before = Math.max(0, i - 1);
      start[before] = Math.min(start[before], now);
      departure[before] = Math.min(departure[before], now);
      previous = now;
    }
    const begin = Math.max(now, previous);
    start[i] = begin;
    previous = begin + service[i - from];
    departure[i] = previous;
  }
  return previous;
}

/**
 * With one server departures leave in order of admission, so a place is free when the customer admitted `places`
 * admissions ago has left: a ring of that many departures tells.
 */
function oneServerWithPlaces(places: number): Station {
  const departures = new Float64Array(places).fill(-Infinity);
  const owners = new Float64Array(places).fill(-1);
  let next = 0;
  return (block, from, to, first) => {
    const {arrival, service, start, departure, server} = block;
    const tolerance = COINCIDENCE;
    const shift = first - from;
    for (let i = from; i < to; ++i) {
      const now = arrival[i];
      const instant = now + tolerance * now;
      if (departures[next] > instant) {
        lose(block, i);
        continue;
      }
      if (departures[next] > now) settled(block, owners[next] - shift, now);
      const last = next > 0 ? next - 1 : places - 1;
      const previous = departures[last];
      let begin = Math.max(now, previous);
      if (Math.abs(previous - now) <= tolerance * now) begin = settled(block, owners[last] - shift, now);
      const leave = begin + service[i - from];
      start[i] = begin;
      departure[i] = leave;
      server[i] = 0;
      departures[next] = leave;
      owners[next] = i + shift;
      next = next + 1 < places ? next + 1 : 0;
    }
  };
}

function lose({start, departure, server}: CustomerBlock, slot: number): void {
  start[slot] = NaN;
  departure[slot] = NaN;
  server[slot] = -1;
}

/**
 * With several, starts are in order of admission: a place is free when the customer admitted as many admissions ago as
 * there are places to wait has started, that is, when the one before him at his server has left.
 */
function severalServers(servers: number, capacity: number): Station {
  const rack = new Rack(servers);
  const waitingPlaces = capacity === Infinity ? 0 : capacity - servers;
  const lossy = capacity === servers;
  const starts = new Float64Array(waitingPlaces).fill(-Infinity);
  const predecessors = new Float64Array(waitingPlaces).fill(-1);
  let next = 0;
  let latestStart = -Infinity;

  return (block, from, to, first) => {
    const {arrival, service, start, departure, server} = block;
    const tolerance = COINCIDENCE;
    const shift = first - from;
    let latest = latestStart;
    for (let i = from; i < to; ++i) {
      const now = arrival[i];
      const instant = now + tolerance * now;
      const chosen = rack.choose(instant);
      const free = rack.free[chosen];
      const idle = free <= instant;
      if (waitingPlaces > 0 ? starts[next] > instant : lossy && !idle) {
        lose(block, i);
        continue;
      }
      if (waitingPlaces > 0) {
        if (starts[next] > now) settled(block, predecessors[next] - shift, now);
        starts[next] = Math.max(idle ? now : free, latest);
        predecessors[next] = rack.owner[chosen];
        next = next + 1 < waitingPlaces ? next + 1 : 0;
      }
      if (idle && free > now) settled(block, rack.owner[chosen] - shift, now);
      // A start never precedes the start of an earlier customer, not even within one instant.
      latest = Math.max(idle ? now : free, latest);
      const leave = latest + service[i - from];
      start[i] = latest;
      departure[i] = leave;
      server[i] = chosen;
      rack.occupy(chosen, leave, i + shift);
    }
    latestStart = latest;
  };
}
