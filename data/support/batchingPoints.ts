/** The points of the batching sweeps: how long each is simulated, and what is kept of it. */
import {invalid} from "../../lib/invalid.js";
import {batchingGrid} from "../../lib/lessons/batchingGrid.js";
import {batchingSpec} from "../../lib/lessons/batchingScenario.js";
import type {BatchingSweepRow} from "../../lib/lessons/sweepRows.js";
import {shapedArrivals, type TrafficShape} from "../../lib/lessons/trafficShape.js";
import {mmppIndexOfDispersion} from "../../lib/random/mmpp.js";
import {batchLoad} from "../../lib/simulation/batchLoad.js";
import {type BatchSpec, batchScenario} from "../../lib/simulation/batchSpec.js";
import type {ArrivalSpec} from "../../lib/simulation/queueSpec.js";
import {simulateBatchTotals} from "../../lib/simulation/simulateBatchTotals.js";
import type {BatchingMission} from "../../lib/tables/track.js";
import {trackOf} from "../../lib/tables/tracks.js";
import type {SweepMode} from "./sweepSettings.js";
import {type SweepResult, type SweepTask, sweepRequests} from "./sweepTask.js";

export const BATCHING_LEVEL = 0.95;

/** All batch sizes at one rate, speed, shape and window: the same requests come to each. */
export interface BatchingTask extends SweepTask {
  readonly track: string;
  /** One, or several that are the same traffic on this track. */
  readonly shapes: readonly TrafficShape[];
  readonly speed: number;
  readonly rate: number;
  readonly window: number;
  readonly seed: number;
  /** Each batch size with its share of the task's requests; 0 where there is no steady state. */
  readonly sizes: readonly {readonly batch: number; readonly requests: number}[];
}

/** The mission of a track. */
export function batchingMissionOf(track: string): BatchingMission {
  const row = trackOf(track);
  if (!row) throw invalid("track", track);
  return row.batching;
}

/** All tasks of a track. */
export function batchingTasks(track: string, mode: SweepMode): BatchingTask[] {
  const mission = batchingMissionOf(track);
  const {batches, windows, rates, speeds, shapes} = batchingGrid(mission);
  return distinctShapes(mission, shapes).flatMap((same) =>
    speeds.flatMap((speed) =>
      rates.flatMap((rate) =>
        windows.map((window): BatchingTask => {
          const sizes = batches.map((batch) => {
            const controls = {batch, window, speed, seed: mission.seed};
            const spec = batchingSpec(mission, controls, {arrivalRate: rate, shape: same[0]!});
            return {batch, requests: requestsOf(spec, mode)};
          });
          const requests = sweepRequests(sizes);
          return {track, shapes: same, speed, rate, window, seed: mission.seed, sizes, requests};
        })
      )
    )
  );
}

/** Shapes in groups of the same traffic. */
function distinctShapes(mission: BatchingMission, shapes: readonly TrafficShape[]): TrafficShape[][] {
  const groups = new Map<string, TrafficShape[]>();
  for (const shape of shapes) {
    const traffic = JSON.stringify(shapedArrivals(mission.arrivals, shape, mission.arrivalRate.value));
    groups.set(traffic, [...(groups.get(traffic) ?? []), shape]);
  }
  return [...groups.values()];
}

const LENGTHS = {
  full: {periodic: 8192, least: 20_480, most: 98_304, perRelaxation: 2048},
  quick: {periodic: 3072, least: 3072, most: 3072, perRelaxation: 0}
};
/** Share of a run that is left out at its start. */
const WARM_UP = 1 / 8;

/** Requests where the variance is: bursts, and loads close to what the machine can carry. */
function requestsOf(spec: BatchSpec, mode: SweepMode): number {
  const {periodic, least, most, perRelaxation} = LENGTHS[mode];
  const {stable, utilization} = batchLoad(batchScenario({...spec, requests: 1}));
  if (!stable) return 0;
  const dispersion = indexOfDispersion(spec.arrivals);
  if (dispersion === 0) return periodic;
  // Where requests are turned away there is no line whose slow ups and downs would have to average out.
  const slack = spec.bufferPlaces === Infinity ? 1 - utilization : 1;
  return Math.round(Math.min(most, Math.max(least, (perRelaxation * dispersion) / (slack * slack))));
}

/** Of the number of arrivals in a long time; 0 where they come by the clock. */
function indexOfDispersion(arrivals: ArrivalSpec): number {
  if (arrivals.kind === "mmpp") return mmppIndexOfDispersion(arrivals, Infinity);
  return arrivals.kind === "poisson" ? 1 : 0;
}

/** The rows of a task, those of all its shapes. Times in [s], rates in [1/s]. */
export function simulate({
  track,
  shapes,
  speed,
  rate,
  window,
  seed,
  sizes
}: BatchingTask): SweepResult<BatchingSweepRow> {
  const mission = batchingMissionOf(track);
  const found = sizes.map(({batch, requests}) => {
    const spec = batchingSpec(mission, {batch, window, speed, seed}, {arrivalRate: rate, shape: shapes[0]!});
    return {batch, ...(requests === 0 ? growing(spec) : steady({...spec, requests}))};
  });
  const rows = shapes.flatMap((shape) => found.map((row) => ({shape, speed, rate, window, ...row})));
  return {rows, requests: sweepRequests(sizes)};
}

function steady(spec: BatchSpec & {readonly requests: number}) {
  const totals = simulateBatchTotals(spec, {
    warmUp: Math.floor(spec.requests * WARM_UP),
    level: BATCHING_LEVEL
  });
  return {
    mean: totals.meanSojourn.mean,
    p50: totals.p50.value,
    p95: totals.p95.value,
    p99: totals.p99.value,
    p999: totals.p999.value,
    worst: totals.worstSojourn,
    throughput: totals.throughput.mean,
    utilization: totals.utilization,
    busy: totals.busyFraction.mean,
    queueDepth: totals.meanQueueDepth.mean,
    loss: totals.lossFraction.mean,
    growth: 0,
    hwMean: totals.meanSojourn.halfWidth,
    hwP99: totals.p99.halfWidth,
    hwP999: totals.p999.halfWidth
  };
}

/** Where there is no steady state: full batches without a pause, and a line that grows. */
function growing(spec: BatchSpec) {
  const {saturationRate, utilization, backlogGrowthRate} = batchLoad(batchScenario({...spec, requests: 1}));
  const none = {mean: NaN, p50: NaN, p95: NaN, p99: NaN, p999: NaN, worst: NaN};
  return {
    ...none,
    throughput: saturationRate,
    utilization,
    busy: 1,
    queueDepth: NaN,
    loss: 0,
    growth: backlogGrowthRate,
    hwMean: NaN,
    hwP99: NaN,
    hwP999: NaN
  };
}
