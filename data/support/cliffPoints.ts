/** The points of the cliff sweep: how long each is simulated, and what is kept of it. */
import {
  type CliffQueue,
  type CliffShape,
  cliffQueues,
  cliffShapes,
  cliffUtilizations,
  hasSteadyState
} from "../../lib/lessons/cliffGrid.js";
import {cliffTheory} from "../../lib/lessons/cliffTheory.js";
import type {CliffRow} from "../../lib/lessons/sweepRows.js";
import {simulateQueueMoments} from "../../lib/simulation/simulateQueueMoments.js";
import type {Estimate} from "../../lib/stats/estimate.js";
import type {SweepMode} from "./sweepSettings.js";
import type {SweepResult, SweepTask} from "./sweepTask.js";

/** Seed of all points: the same random numbers at every utilization, so that neighbours differ by it alone. */
export const CLIFF_SEED = 80;
export const CLIFF_LEVEL = 0.95;
/** What is estimated of waits and sojourns. */
const QUANTILES = [0.5, 0.99, 0.999];
const BATCHES = 20;

export interface CliffTask extends SweepTask {
  readonly queue: string;
  readonly shape: CliffShape["id"];
  readonly utilization: number;
  readonly seed: number;
}

/**
 * All points, each with as many requests as its variance asks for: the error of a mean grows with the relaxation time,
 * (index of dispersion + scv) / (1 - rho)^2 in requests (Whitt 1989, Manag. Sci. 35(11)), within what a build can bear.
 */
export function cliffTasks(mode: SweepMode): CliffTask[] {
  return cliffQueues.flatMap((queue) =>
    cliffShapes.flatMap((shape) =>
      cliffUtilizations.map((utilization) => ({
        queue: queue.id,
        shape: shape.id,
        utilization,
        seed: CLIFF_SEED,
        requests: requestsAt(queue, shape, utilization, mode)
      }))
    )
  );
}

const LENGTHS = {
  full: {least: 150_000, most: 5_000_000, perRelaxation: 16_000},
  quick: {least: 6000, most: 30_000, perRelaxation: 160}
};

function requestsAt(queue: CliffQueue, shape: CliffShape, utilization: number, mode: SweepMode): number {
  const {least, most, perRelaxation} = LENGTHS[mode];
  if (!hasSteadyState(queue, utilization)) return 0;
  const variability = (shape.indexOfDispersion + queue.serviceScv) / 2;
  if (variability === 0 || queue.capacity < Infinity) return least;
  // A customer of many servers is dearer, and mean and tail vary less beside a service time.
  const bearable = queue.servers > 1 ? most / 4 : most;
  return Math.round(
    Math.min(bearable, Math.max(least, (perRelaxation * variability) / (1 - utilization) ** 2))
  );
}

/** One row. Times in multiples of the mean service time. */
export function simulate({
  queue: id,
  shape: shapeId,
  utilization,
  seed,
  requests
}: CliffTask): SweepResult<CliffRow> {
  const queue = cliffQueues.find((one) => one.id === id)!;
  const shape = cliffShapes.find((one) => one.id === shapeId)!;
  const {servers, capacity, service} = queue;
  const rate = utilization * servers;
  const theory = cliffTheory(queue, shape, utilization);
  const finite = (value: number | undefined): number =>
    value !== undefined && value < Infinity ? value : NaN;
  const known = {
    theoryMean: finite(theory?.meanSojourn),
    theoryP50: finite(theory?.sojournQuantile?.(0.5)),
    theoryP99: finite(theory?.sojournQuantile?.(0.99)),
    theoryP999: finite(theory?.sojournQuantile?.(0.999)),
    theoryWait: finite(theory?.meanWait),
    theoryWaitP50: finite(theory?.waitQuantile?.(0.5)),
    theoryWaitP99: finite(theory?.waitQuantile?.(0.99)),
    theoryWaitP999: finite(theory?.waitQuantile?.(0.999)),
    theoryLoss: finite(theory?.lossProbability)
  };
  const at = {queue: id, shape: shapeId, utilization};
  if (requests === 0) return {rows: [{...at, ...measured(), growth: rate - servers, ...known}], requests};
  const moments = simulateQueueMoments(
    {arrivals: shape.arrivals(rate), service, servers, capacity, customers: requests, seed},
    {warmUp: Math.floor(requests / BATCHES), batches: BATCHES, level: CLIFF_LEVEL, quantiles: QUANTILES}
  );
  return {rows: [{...at, ...measured(moments), growth: 0, ...known}], requests};
}

const NONE = {mean: NaN, halfWidth: NaN};
const NO_QUANTILES = QUANTILES.map(() => NONE);

/** The simulated columns; all NaN where there is no steady state. */
function measured({
  meanSojourn = NONE,
  meanWait = NONE,
  sojournQuantiles = NO_QUANTILES,
  waitQuantiles = NO_QUANTILES,
  lossFraction = NONE,
  utilization = NONE
}: {
  readonly meanSojourn?: Estimate;
  readonly meanWait?: Estimate;
  readonly sojournQuantiles?: readonly Estimate[];
  readonly waitQuantiles?: readonly Estimate[];
  readonly lossFraction?: Estimate;
  readonly utilization?: Estimate;
} = {}) {
  const [p50, p99, p999] = sojournQuantiles as [Estimate, Estimate, Estimate];
  const [waitP50, waitP99, waitP999] = waitQuantiles as [Estimate, Estimate, Estimate];
  return {
    mean: meanSojourn.mean,
    p50: p50.mean,
    p99: p99.mean,
    p999: p999.mean,
    hwMean: meanSojourn.halfWidth,
    hwP50: p50.halfWidth,
    hwP99: p99.halfWidth,
    hwP999: p999.halfWidth,
    wait: meanWait.mean,
    waitP50: waitP50.mean,
    waitP99: waitP99.mean,
    waitP999: waitP999.mean,
    hwWait: meanWait.halfWidth,
    hwWaitP50: waitP50.halfWidth,
    hwWaitP99: waitP99.halfWidth,
    hwWaitP999: waitP999.halfWidth,
    busy: utilization.mean,
    loss: lossFraction.mean,
    hwLoss: lossFraction.halfWidth
  };
}
