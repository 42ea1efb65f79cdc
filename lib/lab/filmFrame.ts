/**
 * One frame of the film of a queue: who waits, who is served where and how far, who has just left or been lost, who
 * comes next. A pure function of the records and the time, so that scrubbing back shows the same picture.
 */
import type {QueueRecords} from "../simulation/queueRecords.js";

/** The records sorted for looking up a moment; made once a run. */
export interface FilmIndex {
  readonly records: QueueRecords;
  /** Accepted requests in order of arrival, with their arrival and start times [s]. */
  readonly accepted: Int32Array;
  readonly arrivals: Float64Array;
  readonly starts: Float64Array;
  /** Requests in order of departure, with the times [s]. */
  readonly leavers: Int32Array;
  readonly departures: Float64Array;
  readonly lost: Int32Array;
  readonly losses: Float64Array;
  /** The requests of each server in order, with their start times [s]. */
  readonly byServer: readonly {readonly requests: Int32Array; readonly starts: Float64Array}[];
  /** All event times, ascending [s]. */
  readonly events: Float64Array;
}

export interface FilmFrame {
  /** The run that the frame is of. */
  readonly source: FilmIndex;
  readonly time: number;
  /** Waiting requests, the next to be served first. */
  readonly waiting: readonly number[];
  /** By place: the request served there and the share of its service that is done, or null. */
  readonly serving: readonly ({readonly request: number; readonly share: number} | null)[];
  /** Those that left or were lost within `recent` before now, the latest first, with their age [s]. */
  readonly left: readonly {readonly request: number; readonly age: number}[];
  readonly lostNow: readonly {readonly request: number; readonly age: number}[];
  readonly arrived: number;
  readonly started: number;
  readonly departed: number;
  readonly lost: number;
  /** The next to arrive, accepted or lost, the time until then [s], and how many arrive at that instant; null after the last. */
  readonly next: {readonly request: number; readonly in: number; readonly together: number} | null;
}

/** Prepares a run for `filmFrame`. */
export function filmIndex(records: QueueRecords): FilmIndex {
  const {count, arrival, start, departure, server, servers} = records;
  const all = Array.from({length: count}, (_, i) => i);
  const accepted = Int32Array.from(all.filter((i) => !Number.isNaN(departure[i])));
  const lost = Int32Array.from(all.filter((i) => Number.isNaN(departure[i])));
  const leavers = accepted.slice().sort((i, j) => departure[i] - departure[j] || i - j);
  const times = (requests: Int32Array, of: Float64Array) => Float64Array.from(requests, (i) => of[i]);
  const lists: number[][] = Array.from({length: servers}, () => []);
  for (const i of accepted) lists[server[i]]?.push(i);
  const starts = times(accepted, start);
  const departures = times(leavers, departure);
  const events = new Float64Array(count + starts.length + departures.length);
  events.set(arrival.subarray(0, count));
  events.set(starts, count);
  events.set(departures, count + starts.length);
  return {
    records,
    accepted,
    arrivals: times(accepted, arrival),
    starts,
    leavers,
    departures,
    lost,
    losses: times(lost, arrival),
    byServer: lists.map((list) => {
      const requests = Int32Array.from(list);
      return {requests, starts: times(requests, start)};
    }),
    events: events.sort()
  };
}

/** The frame at `time` [s]; `recent` [s] is how long those who left are shown. */
export function filmFrame(
  index: FilmIndex,
  time: number,
  {recent = 0}: {readonly recent?: number} = {}
): FilmFrame {
  const {records, accepted, arrivals, starts, leavers, departures, lost, losses, byServer} = index;
  const arrived = upTo(arrivals, time);
  const started = upTo(starts, time);
  const departed = upTo(departures, time);
  const losing = upTo(losses, time);
  const serving = byServer.map((place) => {
    const last = upTo(place.starts, time) - 1;
    if (last < 0) return null;
    const request = place.requests[last];
    const [from, to] = [records.start[request], records.departure[request]];
    return to <= time ? null : {request, share: to > from ? (time - from) / (to - from) : 0};
  });
  const since = (times: Float64Array, requests: Int32Array, count: number) => {
    const first = upTo(times, time - recent);
    const ages: {request: number; age: number}[] = [];
    for (let i = count - 1; i >= first; --i) ages.push({request: requests[i], age: time - times[i]});
    return ages;
  };
  const arrivalsOfAll = records.arrival.subarray(0, records.count);
  const coming = upTo(arrivalsOfAll, time);
  return {
    source: index,
    time,
    waiting: Array.from(accepted.subarray(started, arrived)),
    serving,
    left: since(departures, leavers, departed),
    lostNow: since(losses, lost, losing),
    arrived,
    started,
    departed,
    lost: losing,
    next:
      coming < records.count
        ? {
            request: coming,
            in: arrivalsOfAll[coming] - time,
            together: upTo(arrivalsOfAll, arrivalsOfAll[coming]) - coming
          }
        : null
  };
}

/** How many of the ascending times are <= `time`. */
function upTo(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
