/** The whole space of Part 2 around the mission: every batch size and window, how far each is from holding both. */
import {simulateBatchTotals} from "../simulation/simulateBatchTotals.js";
import type {BatchingMission} from "../tables/track.js";
import {holds, measureOf, weights} from "./batchingMeasure.js";
import {batchingSpec} from "./batchingScenario.js";

export interface SurfaceCell {
  readonly batch: number;
  readonly window: number;
  /** Per second of the machine's time [1/s]. */
  readonly throughput: number;
  /** At the mission's quantile [s]; Infinity without a steady state. */
  readonly latency: number;
  /** The lesser of the two as a multiple of what is asked: both hold from 1 on. */
  readonly score: number;
  readonly pass: boolean;
}

export interface Surface {
  /** Ascending. */
  readonly batches: readonly number[];
  readonly windows: readonly number[];
  /** Row by row: the windows from the shortest, in each the batches. */
  readonly cells: readonly SurfaceCell[];
}

const BATCHES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 64, 96, 128];
const WINDOWS = 20;
const REQUESTS = 2 ** 14;
const WARM_UP = 2 ** 11;
/** A score that is larger by less is no better: the simulation is not surer than that. */
const CLEARLY = 0.01;

/** The axes of the surface: from the mission's ranges. */
export function surfaceAxes({batchRange, windowRange}: BatchingMission): {
  readonly batches: readonly number[];
  readonly windows: readonly number[];
} {
  const {min, max} = windowRange;
  return {
    batches: BATCHES.filter((batch) => batch >= batchRange.min && batch <= batchRange.max),
    windows: Array.from({length: WINDOWS + 1}, (_, k) => min + (k / WINDOWS) * (max - min))
  };
}

/** One cell; all cells of a seed have the same traffic, so that neighbours differ by their configuration alone. */
export function surfaceCell(
  mission: BatchingMission,
  {batch, window}: {readonly batch: number; readonly window: number},
  seed: number
): SurfaceCell {
  const totals = simulateBatchTotals(
    {...batchingSpec(mission, {batch, window, speed: 1, seed}), requests: REQUESTS + WARM_UP},
    {warmUp: WARM_UP, deadline: mission.latencyTarget.value}
  );
  const measure = measureOf(mission, totals);
  const {throughput, latency} = weights(mission, measure);
  const both = holds(mission, measure);
  return {
    batch,
    window,
    throughput: measure.throughput.mean,
    latency: measure.latency.value,
    score: Math.min(throughput, latency),
    pass: both.throughput && both.latency
  };
}

/** The cells one after the other, so that a worker can stop in between. */
export function* surfaceCells(mission: BatchingMission, seed: number): Generator<SurfaceCell, void> {
  const {batches, windows} = surfaceAxes(mission);
  for (const window of windows)
    for (const batch of batches) yield surfaceCell(mission, {batch, window}, seed);
}

/**
 * The cell that is furthest inside both limits; where none holds both, null. Among those that are about as far, the
 * shortest window and the smallest batch: they cost the user least.
 */
export function optimumOf(cells: readonly SurfaceCell[]): SurfaceCell | null {
  let best: SurfaceCell | null = null;
  for (const cell of cells) if (cell.pass && (!best || cell.score > best.score * (1 + CLEARLY))) best = cell;
  return best;
}
