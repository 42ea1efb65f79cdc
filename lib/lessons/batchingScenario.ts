/** Part 2's batch server: from a track's row and the controls to the specification that the simulator runs. */
import {formatDuration} from "../format.js";
import {batchServiceTimes} from "../simulation/batchServiceTimes.js";
import type {BatchSpec} from "../simulation/batchSpec.js";
import type {BatchingMission} from "../tables/track.js";
import {shapedArrivals, type TrafficShape} from "./trafficShape.js";

export interface BatchingControls {
  /** The most requests in one batch. */
  readonly batch: number;
  /** How long the oldest request is held for others to join [s]. */
  readonly window: number;
  /** Multiple of the mission's service rate. */
  readonly speed: number;
  readonly seed: number;
}

/** What may be different from the controls: the traffic's rate [1/s] and shape, and a window without end. */
export interface BatchingVariant {
  readonly arrivalRate?: number;
  readonly shape?: TrafficShape;
}

/** The controls as the mission sets them: its crisis. */
export function startingBatch({start, seed}: BatchingMission): BatchingControls {
  return {...start, speed: 1, seed};
}

/** The batch server that runs at the controls; its end is the caller's to set. */
export function batchingSpec(
  mission: BatchingMission,
  {batch, window, speed, seed}: BatchingControls,
  {arrivalRate = mission.arrivalRate.value, shape = "track"}: BatchingVariant = {}
): BatchSpec {
  return {
    arrivals: shapedArrivals(mission.arrivals, shape, arrivalRate),
    service: {curve: serviceCurve(mission)},
    maxBatch: batch,
    window,
    servers: mission.servers,
    speed,
    transferTime: mission.transferTime.value,
    bufferPlaces: mission.bufferPlaces,
    seed
  };
}

/** Time of a batch of each size [s], at index 1 to the largest that the mission knows. */
export function missionServiceTimes(mission: BatchingMission, speed = 1): Float64Array {
  return batchServiceTimes({curve: serviceCurve(mission)}, mission.batchRange.max, speed);
}

/** What the mission's latency is called: its quantile in words. */
export function latencyName({quantile}: Pick<BatchingMission, "quantile">): string {
  return quantile === 1 ? "worst" : `p${Number((100 * quantile).toPrecision(6))}`;
}

/** A window as a name: "no window", "window 5 s", and what has no window to wait for. */
export function windowName(window: number): string {
  if (window === Infinity) return "full batches only";
  return window === 0 ? "no window" : `window ${formatDuration(window)}`;
}

/** The same in a sentence: "with no window", "with a window of 5 s". */
export function withWindow(window: number): string {
  return window === 0 ? "with no window" : `with a window of ${formatDuration(window)}`;
}

function serviceCurve({serviceCurve: curve}: BatchingMission) {
  return curve.map(({batch, time}) => ({batch, time: time.value}));
}
