/**
 * The truth behind Part 2's question: what a larger full batch does to the time of a single user. The server waits for
 * full batches only, first of the mission's small size and then of 32; a simulation of many requests says the rest.
 */
import {simulateBatchTotals} from "../simulation/simulateBatchTotals.js";
import type {BatchingMission} from "../tables/track.js";
import {batchingSpec} from "./batchingScenario.js";

export interface FullBatches {
  readonly batch: number;
  /** Means over answered requests [s]: until the batch was full, until the machine was free, the math, all of it. */
  readonly formation: number;
  readonly queueWait: number;
  readonly math: number;
  readonly sojourn: number;
  /** Formation and queue [s], with the half-width of its confidence interval. */
  readonly wait: number;
  readonly halfWidth: number;
  /** Per second of the machine's time [1/s]. */
  readonly throughput: number;
  readonly lossFraction: number;
}

export interface BatchingAnswer {
  readonly small: FullBatches;
  readonly large: FullBatches;
  /** What happens to the mean time of a single user. */
  readonly direction: "higher" | "lower" | "same";
  /** The mechanism behind the wait: what it grows by most; "shared" where it does not grow. */
  readonly mechanism: "fill" | "queue" | "shared";
}

/** The batch size that the question asks about. */
export const ASKED_BATCH = 32;
const REQUESTS = 2 ** 16;
const WARM_UP = 2 ** 12;
const SAME = 0.01;

/** Full batches of the mission's small size, and of 32. */
export function batchingAnswer(mission: BatchingMission): BatchingAnswer {
  const small = fullBatches(mission, mission.smallBatch);
  const large = fullBatches(mission, ASKED_BATCH);
  const change = large.sojourn / small.sojourn - 1;
  return {
    small,
    large,
    direction: change > SAME ? "higher" : change < -SAME ? "lower" : "same",
    mechanism: mechanismOf(small, large)
  };
}

/** The server that leaves only with full batches of one size, at the mission's load. */
export function fullBatches(mission: BatchingMission, batch: number): FullBatches {
  const totals = simulateBatchTotals(
    {
      ...batchingSpec(mission, {batch, window: Infinity, speed: 1, seed: mission.seed}),
      requests: REQUESTS + WARM_UP
    },
    {warmUp: WARM_UP}
  );
  const {meanFormation, meanQueueWait, meanMath, meanSojourn, workRate, lossFraction} = totals;
  return {
    batch,
    formation: meanFormation.mean,
    queueWait: meanQueueWait.mean,
    math: meanMath.mean,
    sojourn: meanSojourn.mean,
    wait: meanFormation.mean + meanQueueWait.mean,
    // The math is the same for all in full batches: the whole time is as uncertain as the wait.
    halfWidth: meanSojourn.halfWidth,
    throughput: workRate.mean,
    lossFraction: lossFraction.mean
  };
}

function mechanismOf(small: FullBatches, large: FullBatches): BatchingAnswer["mechanism"] {
  const fill = large.formation - small.formation;
  const queue = large.queueWait - small.queueWait;
  if (Math.max(fill, queue) <= 0) return "shared";
  return fill >= queue ? "fill" : "queue";
}
