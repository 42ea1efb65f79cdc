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
import {
  heavyTrafficWait,
  meanRunError,
  quantileRunError,
  relaxationCustomers
} from "../../lib/queueing/runError.js";
import {type QueueMoments, simulateQueueMoments} from "../../lib/simulation/simulateQueueMoments.js";
import type {Estimate} from "../../lib/stats/estimate.js";
import {studentQuantile} from "../../lib/stats/studentT.js";
import type {SweepMode} from "./sweepSettings.js";
import type {SweepResult, SweepTask} from "./sweepTask.js";

/** Seed of all points: the same random numbers at every utilization, so that neighbours differ by it alone. */
export const CLIFF_SEED = 80;
export const CLIFF_LEVEL = 0.95;
/** What is estimated of waits and sojourns. */
const QUANTILES = [0.5, 0.99, 0.999];
/** Stretches that a run is cut into, to see how far it can be trusted. */
const BATCHES = 20;
/** Share of a run that is left out at its start. */
const WARM_UP = 1 / 20;

export interface CliffTask extends SweepTask {
  readonly queue: string;
  readonly shape: CliffShape["id"];
  readonly utilization: number;
  readonly seed: number;
}

/**
 * All points, each as many relaxation times long as the next (relaxationCustomers), within what a build can bear.
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
  full: {least: 150_000, most: 10_000_000, perRelaxation: 4000},
  quick: {least: 6000, most: 30_000, perRelaxation: 80}
};

function requestsAt(queue: CliffQueue, shape: CliffShape, utilization: number, mode: SweepMode): number {
  const {least, most, perRelaxation} = LENGTHS[mode];
  if (!hasSteadyState(queue, utilization)) return 0;
  // A customer of many servers is dearer, and mean and tail vary less beside a service time.
  const bearable = queue.servers > 1 ? most / 4 : most;
  const {serviceScv} = queue;
  const {indexOfDispersion} = shape;
  const wanted = forgets(queue, shape)
    ? perRelaxation * relaxationCustomers({utilization, indexOfDispersion, serviceScv})
    : 0;
  return Math.round(Math.min(bearable, Math.max(least, wanted)));
}

/** Whether a line is endless and varies: it takes a while until it has forgotten how long it was. */
function forgets({capacity, serviceScv}: CliffQueue, {indexOfDispersion}: CliffShape): boolean {
  return capacity === Infinity && indexOfDispersion + serviceScv > 0;
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
    {warmUp: Math.floor(requests * WARM_UP), batches: BATCHES, level: CLIFF_LEVEL, quantiles: QUANTILES}
  );
  const row = measured(
    forgets(queue, shape) ? doubted(moments, {queue, shape, utilization, requests}) : moments
  );
  return {rows: [{...at, ...row, growth: 0, ...known}], requests};
}

type Measured = Pick<
  QueueMoments,
  "meanSojourn" | "meanWait" | "sojournQuantiles" | "waitQuantiles" | "lossFraction" | "utilization"
>;

/**
 * The same with half-widths at least as wide as heavy traffic has them for such a run: its stretches, few of which hold a
 * long busy period, say too little of the tail beyond. What is uncertain of a sojourn is the wait in it.
 */
function doubted(
  moments: Measured,
  {
    queue: {servers, serviceScv},
    shape: {indexOfDispersion},
    utilization,
    requests
  }: {queue: CliffQueue; shape: CliffShape; utilization: number; requests: number}
): Measured {
  const line = {utilization, indexOfDispersion, serviceScv};
  const relaxations = (requests * (1 - WARM_UP)) / relaxationCustomers(line);
  const unit = studentQuantile((1 + CLIFF_LEVEL) / 2, BATCHES - 1) * heavyTrafficWait({...line, servers});
  const wider = ({mean, halfWidth}: Estimate, error: number): Estimate => ({
    mean,
    halfWidth: Math.max(halfWidth, unit * error)
  });
  const {meanSojourn, meanWait, sojournQuantiles, waitQuantiles} = moments;
  // Where so many do not wait at all, there is nothing to doubt.
  const quantiles = (estimates: readonly Estimate[]): Estimate[] =>
    estimates.map((one, k) =>
      waitQuantiles[k]!.mean > 0 ? wider(one, quantileRunError(QUANTILES[k]!, relaxations)) : one
    );
  return {
    ...moments,
    meanSojourn: wider(meanSojourn, meanRunError(relaxations)),
    meanWait: wider(meanWait, meanRunError(relaxations)),
    sojournQuantiles: quantiles(sojournQuantiles),
    waitQuantiles: quantiles(waitQuantiles)
  };
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
}: Partial<Measured> = {}) {
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
