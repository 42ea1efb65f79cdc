/** What Part 1's instruments are fed: plain data read off a run at a moment. */

import {formatBytes, formatDuration} from "../format.js";
import type {Evidence} from "../lab/evidence.js";
import {type WaterfallRow, waterfall} from "../simulation/waterfall.js";
import {countUpTo} from "../stats/ascending.js";
import type {ConcurrencyMission} from "../tables/track.js";
import {type ConcurrencyRun, type Moment, momentOf, peak} from "./concurrencyRun.js";
import type {ConcurrencyControls} from "./concurrencyScenario.js";

/** Requests shown in the strip below the cumulative flow, and how many of them came after the flow's example. */
const STRIP = 12;
const STRIP_AFTER = 4;

/** The stretch of the cumulative flow around a moment: a fixed share of the film, always inside it. */
export function flowWindow(run: ConcurrencyRun, time: number): {readonly from: number; readonly to: number} {
  const width = Math.max(
    run.duration / 40,
    Math.min(run.duration / 4, (40 * run.duration) / Math.max(1, run.arrivals.length))
  );
  const to = Math.max(time, width);
  return {from: to - width, to};
}

export interface FlowRequest {
  readonly number: number;
  readonly arrival: number;
  readonly start: number;
  readonly departure: number;
}

/**
 * A dozen consecutive accepted requests, numbered from 1 in order of arrival: most of them before the arrival of the
 * flow's example, so that their lives are seen to the end, and a few after it.
 */
export function flowRequests(
  {records, departures, arrivals}: ConcurrencyRun,
  time: number
): readonly FlowRequest[] {
  const {arrival, start, departure, count} = records;
  const last = Math.min(countUpTo(arrivals, time), countUpTo(departures, time) + STRIP_AFTER);
  const accepted: FlowRequest[] = [];
  const first = Math.max(0, last - STRIP);
  let rank = 0;
  for (let i = 0; i < count && accepted.length < STRIP; ++i) {
    if (Number.isNaN(departure[i])) continue;
    if (rank++ >= first)
      accepted.push({number: i + 1, arrival: arrival[i], start: start[i], departure: departure[i]});
  }
  return accepted.filter((request) => request.arrival <= time);
}

/** The horizontal gap of the flow: from the k-th arrival to the k-th departure, k the last to have left. */
export function flowExample(
  run: ConcurrencyRun,
  time: number
): {readonly request: number; readonly arrival: number; readonly departure: number} | null {
  const departed = countUpTo(run.departures, time);
  const k = departed - 1;
  if (k < 0) return null;
  return {request: departed, arrival: run.arrivals[k], departure: run.departures[k]};
}

/** The waterfall after the surge, for the stream that the deadline is about. */
export function concurrencyWaterfall(
  mission: ConcurrencyMission,
  run: ConcurrencyRun
): readonly WaterfallRow[] {
  return waterfall(run.records, {
    from: run.surgeAt,
    to: run.duration,
    transfer: mission.transferTime.value,
    ...(mission.service.length > 1 ? {stream: mission.deadlineStream} : {})
  });
}

/** Measured evidence at a moment, ready to be put into a text. */
export function concurrencyEvidence(
  mission: ConcurrencyMission,
  controls: ConcurrencyControls,
  run: ConcurrencyRun,
  moment: Moment,
  requestsName: string
): readonly Evidence[] {
  const {seed, ...rest} = controls;
  const configuration = {
    "arrival rate [1/s]": rest.arrivalRate,
    "execution time [s]": rest.executionTime,
    places: run.places,
    "film time [s]": Number(moment.time.toPrecision(6))
  };
  const worst = peak(run, moment.from, Math.max(moment.time, moment.from));
  const end = momentOf(run, run.duration);
  const [bytes, bytesUnit = "B"] = formatBytes(moment.average * mission.memory.perRequest.value, 4).split(
    " "
  );
  const [sojourn, sojournUnit = "s"] = formatDuration(moment.sojourn, 4).split(" ");
  const items: readonly (readonly [label: string, value: number, unit: string])[] = [
    ["average L", moment.average, requestsName],
    ["peak L", worst.count, requestsName],
    ["W", Number(sojourn), sojournUnit],
    ["λ", moment.arrivalRate, "per second"],
    ["memory at the average", Number(bytes), bytesUnit],
    ["lost in the film", end.lost, requestsName]
  ];
  return items
    .filter(([label, value]) => Number.isFinite(value) && (label !== "lost in the film" || value > 0))
    .map(([label, value, unit]) => ({label, value, unit, configuration, seed}));
}
