/** What a run adds up to in each of the equal slices of a window of time. */
import {countBelow} from "../stats/ascending.js";
import {CustomerTotals} from "./customerTotals.js";
import {COINCIDENCE} from "./fcfsStation.js";
import type {Observation} from "./observation.js";
import type {QueueRecords} from "./queueRecords.js";

/** One entry a slice. */
export interface WindowTotals {
  /** Length of a slice [s]. */
  readonly slice: number;
  /** Of the requests that arrive in the slice. */
  readonly customers: readonly CustomerTotals[];
  /** Area in the slice under the number in the system [s]. */
  readonly present: Float64Array;
  /** Area in the slice under the number that wait [s]. */
  readonly queued: Float64Array;
  /** In the whole window. */
  readonly departures: number;
}

/** The totals of the observed requests; a sojourn beyond `deadline` [s] is late. */
export function windowTotals(
  records: QueueRecords,
  {from, to, first, last, stream}: Observation,
  batches: number,
  deadline: number
): WindowTotals {
  const {arrival, start, departure, stream: streams} = records;
  const slice = (to - from) / batches;
  const endOf = (k: number): number => (k < batches - 1 ? from + (k + 1) * slice : to);
  const present = new Float64Array(batches);
  const queued = new Float64Array(batches);

  /** Adds the part of [begin, end) that lies in the window to the slices that it covers, none before slice k. */
  function spread(area: Float64Array, k: number, begin: number, end: number): void {
    let left = Math.max(begin, from);
    const right = Math.min(end, to);
    for (let slot = k; left < right; ++slot) {
      const edge = Math.min(right, endOf(slot));
      area[slot] += Math.max(0, edge - left);
      left = Math.max(left, edge);
    }
  }

  let departures = 0;
  for (let i = 0; i < first; ++i) {
    if (!(departure[i] > from) || (stream >= 0 && streams[i] !== stream)) continue;
    spread(present, 0, arrival[i], departure[i]);
    spread(queued, 0, arrival[i], start[i]);
    departures += Number(departure[i] <= to);
  }

  const customers: CustomerTotals[] = [];
  let next = first;
  for (let k = 0; k < batches; ++k) {
    const end = endOf(k);
    const stop = k < batches - 1 ? Math.min(last, Math.max(next, countBelow(arrival, end))) : last;
    const totals = new CustomerTotals();
    totals.add(records, next, stop, deadline, stream);
    customers.push(totals);
    present[k] += totals.sojourns;
    queued[k] += totals.waits;
    departures += totals.accepted;
    const reach = totals.worstSojourn + COINCIDENCE * end;
    // The few who stay beyond the slice in which they came have their times taken back and spread; none of them came
    // longer before its end than the longest sojourn.
    for (let i = stop - 1; i >= next && arrival[i] + reach >= end; --i) {
      if (!(departure[i] > end) || (stream >= 0 && streams[i] !== stream)) continue;
      present[k] -= departure[i] - arrival[i];
      queued[k] -= start[i] - arrival[i];
      spread(present, k, arrival[i], departure[i]);
      spread(queued, k, arrival[i], start[i]);
      departures -= Number(departure[i] > to);
    }
    next = stop;
  }
  return {slice, customers, present, queued, departures};
}
