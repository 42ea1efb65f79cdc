/**
 * The computations behind Part 2's instruments, each as a generator of ever better answers: whoever runs one decides
 * when to go on and may stop at any step. A step takes a few milliseconds.
 */

import {batchTotals} from "../simulation/simulateBatchTotals.js";
import {knee} from "../stats/knee.js";
import type {BatchingMission} from "../tables/track.js";
import {type Deployable, type DeploymentReport, deploy} from "./batchingDeployment.js";
import {type BatchingFilm, batchingFilm} from "./batchingFilm.js";
import {batchingGrid} from "./batchingGrid.js";
import {type BatchingMeasure, measureOf} from "./batchingMeasure.js";
import {type BatchingControls, type BatchingVariant, batchingSpec} from "./batchingScenario.js";
import {type Surface, type SurfaceCell, surfaceAxes, surfaceCells} from "./batchingSurface.js";
import type {TrafficShape} from "./trafficShape.js";

/** What the live instruments show: a measure that is refined, and a film that is not. */
export interface LiveRun {
  readonly controls: BatchingControls;
  readonly measure: BatchingMeasure;
  readonly film: BatchingFilm;
  readonly done: boolean;
}

const FIRST_LOOK = 2 ** 12;
const LONGEST_LOOK = 2 ** 18;
const SLICE = 2 ** 13;
const WARM_UP = 2 ** 11;

/** The exact configuration, simulated longer and longer; an answer each time the run has doubled. */
export function* liveRun(
  mission: BatchingMission,
  controls: BatchingControls
): Generator<LiveRun | null, void> {
  const run = startedRun(mission, controls);
  run.advance(WARM_UP + FIRST_LOOK);
  const first = measureOf(mission, run.snapshot());
  const film = batchingFilm(mission, controls, {stable: first.totals.stable});
  yield {controls, measure: first, film, done: false};
  for (let goal = 2 * FIRST_LOOK; goal <= LONGEST_LOOK; goal *= 2) {
    while (run.arrived < WARM_UP + goal) {
      run.advance(SLICE);
      yield null;
    }
    yield {controls, measure: measureOf(mission, run.snapshot()), film, done: goal === LONGEST_LOOK};
  }
}

/** One point of the curve along the batch sizes. */
export interface CurvePoint {
  readonly batch: number;
  /** Per second of the machine's time [1/s]. */
  readonly throughput: number;
  /** At the mission's quantile [s], with the half-width of its confidence interval; Infinity without a steady state. */
  readonly latency: number;
  readonly halfWidth: number;
}

/** The curve at one window, batch sizes ascending. */
export interface Curve {
  readonly window: number;
  readonly points: readonly CurvePoint[];
}

/** The curve at the controls' window, that of greedy batches, and that of full batches only, with its knee. */
export interface Curves {
  readonly own: Curve;
  readonly greedy: Curve | null;
  readonly full: Curve | null;
  /** Where the curve of full batches bends: beyond it, latency is paid for little throughput. Null where it does not. */
  readonly knee: CurvePoint | null;
}

const FIRST_CURVE = 2 ** 12;
const FINAL_CURVE = 2 ** 15;

/** The curves along the batch sizes, the own one first, and in the end once more in more detail. */
export function* curvesAlongBatches(
  mission: BatchingMission,
  controls: BatchingControls
): Generator<Curves | null, void> {
  const rough = yield* curve(mission, controls, FIRST_CURVE);
  yield {own: rough, greedy: null, full: null, knee: null};
  const greedy = yield* curve(mission, {...controls, window: 0}, FIRST_CURVE);
  const full = yield* curve(mission, {...controls, window: Infinity}, FINAL_CURVE);
  const others = {greedy, full, knee: kneeOf(full)};
  yield {own: rough, ...others};
  yield {own: yield* curve(mission, controls, FINAL_CURVE), ...others};
}

function* curve(
  mission: BatchingMission,
  controls: BatchingControls,
  requests: number
): Generator<null, Curve> {
  const points: CurvePoint[] = [];
  for (const batch of batchingGrid(mission).batches) {
    const run = startedRun(mission, {...controls, batch});
    run.advance(WARM_UP + requests);
    const {throughput, latency} = measureOf(mission, run.snapshot());
    points.push({batch, throughput: throughput.mean, latency: latency.value, halfWidth: latency.halfWidth});
    yield null;
  }
  return {window: controls.window, points};
}

/** Steps along the curve smaller than this share are the same throughput, and noise. */
const SAME_THROUGHPUT = 1e-3;

/** The knee of the steady part of a curve: Kneedle on latency over throughput, from where both rise. */
function kneeOf({points}: Curve): CurvePoint | null {
  const steady = points.filter(({latency}) => Number.isFinite(latency));
  const least = steady.reduce((best, {latency}, i) => (latency < steady[best]!.latency ? i : best), 0);
  const rising: CurvePoint[] = [];
  for (const point of steady.slice(least)) {
    const last = rising.at(-1);
    if (!last || point.throughput > last.throughput * (1 + SAME_THROUGHPUT)) rising.push(point);
  }
  if (rising.length < 3) return null;
  const found = knee(
    rising.map(({throughput}) => throughput),
    rising.map(({latency}) => latency)
  );
  return found && rising[found.index]!;
}

/** One side of the contrast: the same traffic seed, another shape or another window. */
export interface ContrastSide {
  readonly shape: TrafficShape;
  readonly window: number;
  readonly measure: BatchingMeasure;
}

const CONTRAST_LOOK = 2 ** 15;

/** Smooth and random arrivals, with the window and without one: four sides, one seed. */
export function* contrastSides(
  mission: BatchingMission,
  controls: BatchingControls
): Generator<readonly ContrastSide[] | null, void> {
  const sides: ContrastSide[] = [];
  for (const shape of ["smooth", "poisson"] as const)
    for (const window of [...new Set([controls.window, 0])]) {
      const run = startedRun(mission, {...controls, window}, {shape});
      run.advance(WARM_UP + CONTRAST_LOOK);
      sides.push({shape, window, measure: measureOf(mission, run.snapshot())});
      yield null;
    }
  yield sides;
}

/** The whole space, row by row of the windows. */
export function* surfaceRun(mission: BatchingMission): Generator<Surface | null, void> {
  const axes = surfaceAxes(mission);
  const cells: SurfaceCell[] = [];
  for (const cell of surfaceCells(mission, mission.seed)) {
    cells.push(cell);
    yield cells.length % axes.batches.length === 0 ? {...axes, cells: [...cells]} : null;
  }
}

/** A deployment, in one step. */
export function* deploymentRun(
  mission: BatchingMission,
  {configuration, seed}: {readonly configuration: Deployable; readonly seed: number}
): Generator<DeploymentReport, void> {
  yield deploy(mission, configuration, seed);
}

function startedRun(mission: BatchingMission, controls: BatchingControls, variant: BatchingVariant = {}) {
  return batchTotals(
    {...batchingSpec(mission, controls, variant), requests: LONGEST_LOOK + 2 * WARM_UP},
    {warmUp: WARM_UP, deadline: mission.latencyTarget.value}
  );
}
