/** What a thread is asked about one machine of Part 3, and what all models' rows have in common. */
import {invalid} from "../../lib/invalid.js";
import {type CliffControls, cliffStart} from "../../lib/lessons/cliffControls.js";
import type {Latency} from "../../lib/lessons/cliffRun.js";
import type {ServingConfiguration} from "../../lib/lessons/servingGrid.js";
import type {ServingSweepRow} from "../../lib/lessons/sweepRows.js";
import type {CliffMission, Traffic} from "../../lib/tables/track.js";
import {trackOf} from "../../lib/tables/tracks.js";
import type {SweepTask} from "./sweepTask.js";

/** The level that latencyOf takes. */
export const SERVING_LEVEL = 0.95;
/** Requests that are left out at the start of each point, and those that count. */
export const WARM_UP = 300;
export const OBSERVED = {full: 3000, quick: 150};

/** A machine at all rates and traffics. */
export interface ServingTask extends SweepTask {
  readonly track: string;
  readonly configuration: ServingConfiguration;
  readonly traffics: readonly Traffic[];
  readonly rates: readonly number[];
  readonly seed: number;
  /** Requests that count at each point. */
  readonly observed: number;
}

/** The mission of a track. */
export function missionOf(track: string): CliffMission {
  const row = trackOf(track);
  if (!row) throw invalid("track", track);
  return row.cliff;
}

/** The controls of a task, at the mission's own rate and traffic. */
export function servingControls({track, configuration, seed}: ServingTask): CliffControls {
  return {...cliffStart(missionOf(track)), ...configuration, seed};
}

/** The controls at each point, in the order of the rows. */
export function pointsOf(task: ServingTask): CliffControls[] {
  const controls = servingControls(task);
  return task.traffics.flatMap((traffic) =>
    task.rates.map((arrivalRate) => ({...controls, ...traffic, arrivalRate}))
  );
}

/** The coordinates of a point. */
export function coordinates({
  state,
  pool,
  policy,
  precision,
  poisson,
  burstiness,
  arrivalRate
}: CliffControls): Pick<ServingSweepRow, "state" | "pool" | "policy" | "precision" | "burstiness" | "rate"> {
  return {state, pool, policy, precision, burstiness: poisson ? burstiness : 0, rate: arrivalRate};
}

/** No number in place of one that is infinite, or that a machine does not have. */
export function orNaN(value: number | null | undefined): number {
  return value !== null && value !== undefined && Number.isFinite(value) ? value : NaN;
}

export const NO_LATENCY: Latency = {mean: NaN, p50: NaN, p99: NaN, p999: NaN, worst: NaN, halfWidth: NaN};
