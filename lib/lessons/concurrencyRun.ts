/**
 * One run of Part 1's queue, prepared so that every instrument can be read at any moment: the number in the system,
 * its running average, and the two sides of Little's law over the same stretch of time.
 */

import {cumulativeFlow, inSystem, type StepFunction} from "../simulation/eventLog.js";
import type {QueueRecords} from "../simulation/queueRecords.js";
import {simulateQueue} from "../simulation/simulateQueue.js";
import {countUpTo} from "../stats/ascending.js";
import type {ConcurrencyMission} from "../tables/track.js";
import {
  type ConcurrencyControls,
  concurrencyScenario,
  memoryLimit,
  servingPlaces
} from "./concurrencyScenario.js";

export interface ConcurrencyRun {
  readonly records: QueueRecords;
  /** Accepted arrivals, starts of service and departures, each ascending [s]; times of lost requests [s]. */
  readonly arrivals: Float64Array;
  readonly starts: Float64Array;
  readonly departures: Float64Array;
  readonly losses: Float64Array;
  readonly steps: StepFunction;
  /** Integral of N(t) up to each step's time [request seconds]. */
  readonly area: Float64Array;
  /** Departed requests in order of departure: sum of their sojourns up to each [s]. */
  readonly sojournSums: Float64Array;
  readonly places: number;
  readonly limit: number;
  readonly duration: number;
  readonly surgeAt: number;
}

/** What the instruments show at one moment of a run. */
export interface Moment {
  readonly time: number;
  readonly inSystem: number;
  readonly waiting: number;
  readonly inService: number;
  readonly lost: number;
  /** Time-average number in the system since `from`. */
  readonly average: number;
  /** Accepted arrivals per second since `from` [1/s]. */
  readonly arrivalRate: number;
  /** Mean time in the system of the requests that left since `from` [s]; NaN before the first. */
  readonly sojourn: number;
  readonly from: number;
}

/** Simulates the mission's film at the controls. Same controls, same run. */
export function concurrencyRun(mission: ConcurrencyMission, controls: ConcurrencyControls): ConcurrencyRun {
  const records = simulateQueue(concurrencyScenario(mission, controls));
  const {arrivals, departures} = cumulativeFlow(records);
  const steps = inSystem(records);
  return {
    records,
    arrivals,
    departures,
    starts: servedStarts(records),
    losses: lostTimes(records),
    steps,
    area: integral(steps),
    sojournSums: sojournSums(records),
    places: servingPlaces(mission, controls.units),
    limit: memoryLimit(mission, controls.units),
    duration: mission.film.duration,
    surgeAt: mission.film.surgeAt
  };
}

/** The run at a moment [s]: averages count from the surge on, once it has come. */
export function momentOf(run: ConcurrencyRun, time: number): Moment {
  const from = time > run.surgeAt ? run.surgeAt : 0;
  const arrived = countUpTo(run.arrivals, time);
  const started = countUpTo(run.starts, time);
  const departed = countUpTo(run.departures, time);
  const departedBefore = countUpTo(run.departures, from);
  const left = departed - departedBefore;
  const span = time - from;
  return {
    time,
    inSystem: arrived - departed,
    waiting: arrived - started,
    inService: started - departed,
    lost: countUpTo(run.losses, time),
    average: span > 0 ? (areaUpTo(run, time) - areaUpTo(run, from)) / span : 0,
    arrivalRate: span > 0 ? (arrived - countUpTo(run.arrivals, from)) / span : 0,
    sojourn:
      left > 0
        ? (run.sojournSums[departed - 1] - (departedBefore > 0 ? run.sojournSums[departedBefore - 1] : 0)) /
          left
        : Number.NaN,
    from
  };
}

/** The largest number in the system within [from, to], and when it was first reached. */
export function peak(
  run: ConcurrencyRun,
  from: number,
  to: number
): {readonly count: number; readonly time: number} {
  const {times, counts} = run.steps;
  let count = 0;
  let time = from;
  for (let i = Math.max(0, countUpTo(times, from) - 1); i < times.length && times[i] <= to; ++i) {
    if (counts[i] > count) {
      count = counts[i];
      time = Math.max(from, times[i]);
    }
  }
  return {count, time};
}

function areaUpTo({steps: {times, counts}, area}: ConcurrencyRun, time: number): number {
  const i = countUpTo(times, time) - 1;
  return i < 0 ? 0 : area[i] + counts[i] * (time - times[i]);
}

function integral({times, counts}: StepFunction): Float64Array {
  const area = new Float64Array(times.length);
  for (let i = 1; i < times.length; ++i) area[i] = area[i - 1] + counts[i - 1] * (times[i] - times[i - 1]);
  return area;
}

function servedStarts({start}: QueueRecords): Float64Array {
  return start.filter((time) => !Number.isNaN(time)).sort();
}

function lostTimes({arrival, departure}: QueueRecords): Float64Array {
  return arrival.filter((_, i) => Number.isNaN(departure[i]));
}

function sojournSums({arrival, departure}: QueueRecords): Float64Array {
  const served = Array.from(departure.keys()).filter((i) => !Number.isNaN(departure[i]));
  served.sort((i, j) => departure[i] - departure[j] || i - j);
  const sums = new Float64Array(served.length);
  let sum = 0;
  served.forEach((i, rank) => {
    sum += departure[i] - arrival[i];
    sums[rank] = sum;
  });
  return sums;
}
