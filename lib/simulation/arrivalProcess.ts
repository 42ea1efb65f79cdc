/**
 * Arrival processes as block sources: each fills a stretch of an array with the next arrival times, ascending.
 * Periodic arrivals are computed as k / rate + phase, never accumulated, so that coincidences stay exact.
 */
import {exponentialFill} from "../random/exponential.js";
import {gammaOfMeanOne} from "../random/gamma.js";
import {hyperexponentialOfMeanOne} from "../random/hyperexponential.js";
import {mmppArrivals} from "../random/mmpp.js";
import {type RandomSource, randomSource} from "../random/randomSource.js";
import type {ArrivalSpec, QueueScenario, SurgeSpec} from "./queueSpec.js";
import {superposedStreams} from "./superposedStreams.js";

/** Writes the next arrivals to `times[from..to)`, and their streams; returns where it stopped, `to` unless it has ended. */
export type ArrivalProcess = (times: Float64Array, streams: Uint16Array, from: number, to: number) => number;

/** The arrivals of a scenario: its process, seen through the surge's clock, cut at `until` and `customers`. */
export function arrivalProcess({arrivals, surge, until, customers, seed}: QueueScenario): ArrivalProcess {
  const process = unlimited(arrivals, seed);
  let left = customers;
  return (times, streams, from, to) => {
    let end = process(times, streams, from, Math.min(to, from + left));
    if (surge.at < Infinity) hasten(times, surge, from, end);
    // Periodic arrivals need no cut at all until the block that passes `until`.
    if (end > from && times[end - 1] >= until) {
      while (end > from && times[end - 1] >= until) --end;
      left = 0;
    } else left -= end - from;
    return end;
  };
}

/** From `at` on, one second of the process's own clock takes 1 / factor seconds. */
function hasten(times: Float64Array, {at, factor}: SurgeSpec, from: number, to: number): void {
  for (let i = from; i < to; ++i) if (times[i] > at) times[i] = at + (times[i] - at) / factor;
}

function unlimited(spec: ArrivalSpec, seed: number): ArrivalProcess {
  switch (spec.kind) {
    case "poisson":
      return poisson(randomSource(seed, "arrivals"), spec.rate);
    case "deterministic":
      return periodic(spec.rate, spec.phase ?? 0);
    case "gamma": {
      // The shape of a gamma law is 1 / cv^2.
      return renewal(randomSource(seed, "arrivals"), spec.rate, gammaOfMeanOne(1 / (spec.cv * spec.cv)));
    }
    case "hyperexponential":
      return renewal(randomSource(seed, "arrivals"), spec.rate, hyperexponentialOfMeanOne(spec.cv));
    case "mmpp": {
      const next = mmppArrivals(spec, randomSource(seed, "phases"), randomSource(seed, "arrivals"));
      return (times, _streams, from, to) => {
        for (let i = from; i < to; ++i) times[i] = next();
        return to;
      };
    }
    case "streams":
      return superposedStreams(spec.streams, seed);
    case "replay":
      return replay(spec.times);
  }
}

function poisson(source: RandomSource, rate: number): ArrivalProcess {
  const fill = exponentialFill(source);
  let last = 0;
  return (times, _streams, from, to) => {
    fill(times, 1 / rate, from, to);
    last = accumulate(times, last, from, to);
    return to;
  };
}

function periodic(rate: number, phase: number): ArrivalProcess {
  let release = 0;
  return (times, _streams, from, to) => {
    for (let i = from; i < to; ++i) times[i] = release++ / rate + phase;
    return to;
  };
}

function renewal(source: RandomSource, rate: number, gap: (source: RandomSource) => number): ArrivalProcess {
  const mean = 1 / rate;
  let last = 0;
  return (times, _streams, from, to) => {
    for (let i = from; i < to; ++i) times[i] = mean * gap(source);
    last = accumulate(times, last, from, to);
    return to;
  };
}

/** Gaps to times, in place, after the time `last`; returns the new last time. */
function accumulate(times: Float64Array, last: number, from: number, to: number): number {
  let now = last;
  for (let i = from; i < to; ++i) {
    now += times[i];
    times[i] = now;
  }
  return now;
}

function replay(given: ArrayLike<number>): ArrivalProcess {
  let next = 0;
  return (times, _streams, from, to) => {
    const end = Math.min(to, from + given.length - next);
    for (let i = from; i < end; ++i) times[i] = given[next++]!;
    return end;
  };
}
