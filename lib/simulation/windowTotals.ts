/** One pass over a run: what its requests add up to in each of the equal slices of a window of time. */
import {COINCIDENCE} from "./fcfsStation.js";
import {firstAtOrAfter, type Observation} from "./observation.js";
import type {QueueRecords} from "./queueRecords.js";

/** One entry a slice. Counts and sums are of the requests that arrive in it, areas of all who are present in it. */
export interface WindowTotals {
  /** Length of a slice [s]. */
  readonly slice: number;
  readonly offered: Float64Array;
  readonly accepted: Float64Array;
  /** Accepted requests that do not start at once. */
  readonly delayed: Float64Array;
  /** Late or lost requests. */
  readonly missed: Float64Array;
  /** [s]. */
  readonly waits: Float64Array;
  /** [s]. */
  readonly sojourns: Float64Array;
  /** Area under the number in the system [s]. */
  readonly present: Float64Array;
  /** Area under the number that wait [s]. */
  readonly queued: Float64Array;
  /** In the whole window. */
  departures: number;
  worstSojourn: number;
  worstRequest: number;
}

/** The totals of the observed requests; a sojourn beyond `deadline` [s], rounding apart, is a miss. */
export function windowTotals(
  {arrival, start, departure, stream: streams}: QueueRecords,
  {from, to, first, last, stream}: Observation,
  batches: number,
  deadline: number
): WindowTotals {
  const totals = emptyTotals((to - from) / batches, batches);
  const {slice, present, queued} = totals;

  /** Adds the part of [begin, end) that lies in the window to the slices it covers, from `first` on. */
  function spread(area: Float64Array, slot: number, begin: number, end: number): void {
    let left = Math.max(begin, from);
    const right = Math.min(end, to);
    for (let k = slot; left < right; ++k) {
      const edge = k < batches - 1 ? Math.min(right, from + (k + 1) * slice) : right;
      if (edge > left) {
        area[k] += edge - left;
        left = edge;
      }
    }
  }

  for (let i = 0; i < first; ++i) {
    if (!(departure[i] > from) || (stream >= 0 && streams[i] !== stream)) continue;
    spread(present, 0, arrival[i], departure[i]);
    spread(queued, 0, arrival[i], start[i]);
    if (departure[i] <= to) ++totals.departures;
  }

  let next = first;
  let longest = -1;
  for (let k = 0; k < batches; ++k) {
    const end = k < batches - 1 ? from + (k + 1) * slice : to;
    const stop = k < batches - 1 ? Math.min(last, Math.max(next, firstAtOrAfter(arrival, end))) : last;
    let offered = 0;
    let lost = 0;
    let delayed = 0;
    let late = 0;
    let waits = 0;
    let sojourns = 0;
    let waitsBeyond = 0;
    let sojournsBeyond = 0;
    for (let i = next; i < stop; ++i) {
      if (stream >= 0 && streams[i] !== stream) continue;
      const came = arrival[i];
      const left = departure[i];
      const wait = start[i] - came;
      const sojourn = left - came;
      ++offered;
      if (Number.isNaN(sojourn)) {
        ++lost;
        continue;
      }
      waits += wait;
      sojourns += sojourn;
      if (wait > COINCIDENCE * came) ++delayed;
      if (sojourn > deadline + COINCIDENCE * left) ++late;
      if (sojourn > longest) {
        longest = sojourn;
        totals.worstRequest = i;
      }
      if (left > end) {
        waitsBeyond += wait;
        sojournsBeyond += sojourn;
        spread(present, k, came, left);
        spread(queued, k, came, start[i]);
        if (left > to) --totals.departures;
      }
    }
    totals.offered[k] = offered;
    totals.accepted[k] = offered - lost;
    totals.delayed[k] = delayed;
    totals.missed[k] = late + lost;
    totals.waits[k] = waits;
    totals.sojourns[k] = sojourns;
    present[k] += sojourns - sojournsBeyond;
    queued[k] += waits - waitsBeyond;
    totals.departures += offered - lost;
    next = stop;
  }
  if (longest >= 0) totals.worstSojourn = longest;
  return totals;
}

function emptyTotals(slice: number, batches: number): WindowTotals {
  const zeros = (): Float64Array => new Float64Array(batches);
  return {
    slice,
    offered: zeros(),
    accepted: zeros(),
    delayed: zeros(),
    missed: zeros(),
    waits: zeros(),
    sojourns: zeros(),
    present: zeros(),
    queued: zeros(),
    departures: 0,
    worstSojourn: NaN,
    worstRequest: -1
  };
}
