/** The film of a queue: its events in order, and the number in the system between them. Pure functions of the records. */
import type {QueueRecords} from "./queueRecords.js";

/** The kinds of event. A lost request has one event, `lose`, in place of its arrival. */
export const EVENT = {arrive: 0, start: 1, depart: 2, lose: 3} as const;

/** Structure of arrays, in order of time. */
export interface EventLog {
  /** [s]. */
  readonly time: Float64Array;
  /** A value of EVENT. */
  readonly kind: Uint8Array;
  /** The request's index in the records. */
  readonly request: Int32Array;
}

/**
 * The events of a run in order of time; at the same instant departures come first, then starts, then arrivals and
 * losses, each in order of arrival; a request starts after its own arrival and departs after its own start. Played back
 * in this order, no server ever has two requests and no place is taken twice.
 *
 * @example
 * Array.from(eventLog(simulateQueue({arrivals: {kind: "replay", times: [0, 1]}, service: {kind: "deterministic", mean: 1}, seed: 1})).kind) // => [0, 1, 2, 0, 1, 2]
 */
export function eventLog(records: QueueRecords): EventLog {
  const {count, arrival, start, departure} = records;
  const leaving = departureOrder(records);
  const events = count + 2 * leaving.length;
  const time = new Float64Array(events);
  const kind = new Uint8Array(events);
  const request = new Int32Array(events);
  let arrived = 0;
  let started = 0;
  let departed = 0;
  for (let event = 0; event < events; ++event) {
    while (started < count && Number.isNaN(start[started])) ++started;
    const nextArrival = arrived < count ? arrival[arrived] : Infinity;
    // A request can start only once it has arrived, and leave only once it has started.
    const nextStart = started < arrived ? start[started] : Infinity;
    const leaver = departed < leaving.length ? leaving[departed] : count;
    const nextDeparture = leaver < started ? departure[leaver] : Infinity;
    if (nextDeparture <= nextArrival && nextDeparture <= nextStart) {
      time[event] = nextDeparture;
      kind[event] = EVENT.depart;
      request[event] = leaver;
      ++departed;
    } else if (nextStart <= nextArrival) {
      time[event] = nextStart;
      kind[event] = EVENT.start;
      request[event] = started++;
    } else {
      time[event] = nextArrival;
      kind[event] = Number.isNaN(start[arrived]) ? EVENT.lose : EVENT.arrive;
      request[event] = arrived++;
    }
  }
  return {time, kind, request};
}

/** The indices of the served requests in order of departure, ties in order of arrival. */
function departureOrder({count, departure}: QueueRecords): Int32Array {
  const served = new Int32Array(count);
  let size = 0;
  let ordered = true;
  for (let i = 0; i < count; ++i) {
    if (Number.isNaN(departure[i])) continue;
    if (size > 0 && departure[i] < departure[served[size - 1]]) ordered = false;
    served[size++] = i;
  }
  const order = served.subarray(0, size);
  return ordered ? order : order.sort((i, j) => departure[i] - departure[j] || i - j);
}

/** A step function: `counts[i]` holds on [times[i], times[i + 1]). */
export interface StepFunction {
  /** [s], ascending, the first 0. */
  readonly times: Float64Array;
  readonly counts: Int32Array;
}

/**
 * The number of requests in the system, N(t) = A(t) - D(t), lost ones left out: right-continuous, from N(0-) = 0.
 *
 * @example
 * Array.from(inSystem(simulateQueue({arrivals: {kind: "replay", times: [1, 1]}, service: {kind: "deterministic", mean: 1}, seed: 1})).counts) // => [0, 2, 1, 0]
 */
export function inSystem(records: QueueRecords): StepFunction {
  const {arrivals, departures} = cumulativeFlow(records);
  const times = new Float64Array(arrivals.length + departures.length + 1);
  const counts = new Int32Array(times.length);
  let size = 1;
  let arrived = 0;
  let departed = 0;
  while (departed < departures.length) {
    const time = Math.min(arrived < arrivals.length ? arrivals[arrived] : Infinity, departures[departed]);
    while (arrived < arrivals.length && arrivals[arrived] === time) ++arrived;
    while (departed < departures.length && departures[departed] === time) ++departed;
    const step = time === times[size - 1] ? size - 1 : size++;
    times[step] = time;
    counts[step] = arrived - departed;
  }
  return {times: times.slice(0, size), counts: counts.slice(0, size)};
}

/** A(t) and D(t) as their jump times [s]: A(t) is the number of `arrivals` <= t. */
export interface CumulativeFlow {
  readonly arrivals: Float64Array;
  readonly departures: Float64Array;
}

/**
 * The cumulative flows of the accepted requests: the vertical gap of the two steps is L, the horizontal one is W.
 *
 * arrivals, departures [s], each ascending and of the same length. Lost requests enter neither.
 * Source: Little 1961; the picture: Newell 1971.
 *
 * @example
 * Array.from(cumulativeFlow(simulateQueue({arrivals: {kind: "replay", times: [0, 1]}, service: {kind: "deterministic", mean: 2}, seed: 1})).departures) // => [2, 4]
 */
export function cumulativeFlow({count, arrival, departure}: QueueRecords): CumulativeFlow {
  const arrivals = new Float64Array(count);
  const departures = new Float64Array(count);
  let size = 0;
  let ordered = true;
  for (let i = 0; i < count; ++i) {
    if (Number.isNaN(departure[i])) continue;
    arrivals[size] = arrival[i];
    departures[size] = departure[i];
    if (size > 0 && departure[i] < departures[size - 1]) ordered = false;
    ++size;
  }
  const leaving = departures.subarray(0, size);
  return {arrivals: arrivals.subarray(0, size), departures: ordered ? leaving : leaving.sort()};
}
