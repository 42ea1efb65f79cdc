/** How much of what its servers can carry a batch scenario is asked to carry. */
import {batchStability} from "../queueing/batchCapacity.js";
import type {BatchScenario} from "./batchSpec.js";
import type {ArrivalSpec} from "./queueSpec.js";

export interface BatchLoad {
  /** Long-run arrivals a second, those that will be lost included [1/s]. */
  readonly offeredRate: number;
  /** Throughput when every batch is full, c B / t(B) [1/s]. */
  readonly saturationRate: number;
  /** Offered rate over saturation rate [1]: not the busy fraction, never clamped. */
  readonly utilization: number;
  /** Whether there is a steady state: utilization below 1, or a buffer that turns away what is too much. */
  readonly stable: boolean;
  /** Speed at which the line grows where there is none [1/s]. */
  readonly backlogGrowthRate: number;
}

/**
 * The load of a scenario, from its long-run rates (see batchStability).
 *
 * At a utilization of exactly 1 the line stays finite only where nothing is random. Given times (a replay) end, so they
 * are stable at any rate; their rate is their number over the last of them. A surge counts as if it had always been.
 *
 * @example
 * batchLoad(batchScenario({arrivals: {kind: "poisson", rate: 30}, service: {curve: [{batch: 1, time: 0.1}]}, maxBatch: 4, requests: 1, seed: 1})).utilization // => 0.75
 */
export function batchLoad(scenario: BatchScenario): BatchLoad {
  const {arrivals, surge, serviceTimes, maxBatch, servers, bufferPlaces, queue, assignment} = scenario;
  const offeredRate = longRunRate(arrivals) * (surge.at < Infinity ? surge.factor : 1);
  const {saturationRate, utilization, ...load} = batchStability({
    arrivalRate: offeredRate,
    batch: maxBatch,
    serviceTimes,
    servers
  });
  const periodic =
    (arrivals.kind === "deterministic" || arrivals.kind === "streams") &&
    scenario.distribution === "deterministic" &&
    (queue === "shared" || assignment === "roundRobin");
  // Rounding apart, a machine that just keeps up keeps up.
  const keepsUp = periodic && utilization <= 1 + ROUNDING;
  const stable = load.stable || keepsUp || bufferPlaces < Infinity || arrivals.kind === "replay";
  return {
    offeredRate,
    saturationRate,
    utilization,
    stable,
    backlogGrowthRate: stable ? 0 : load.backlogGrowthRate
  };
}

const ROUNDING = 1e-12;

function longRunRate(arrivals: ArrivalSpec): number {
  if (arrivals.kind === "replay") {
    const {times} = arrivals;
    return times.length > 0 ? times.length / times[times.length - 1]! : 0;
  }
  if (arrivals.kind !== "streams") return arrivals.rate;
  return arrivals.streams.reduce((sum, {rate, copies = 1}) => sum + rate * copies, 0);
}
