/**
 * A deployment: one configuration on the mission's own machine, run at full length against traffic that nobody has
 * seen, judged, and put into words for the ledger. And the way back: a deployment read from a ledger's attempt.
 */
import type {Attempt, LedgerRecord} from "../lab/ledger.js";
import {simulateBatchTotals} from "../simulation/simulateBatchTotals.js";
import type {BatchingMission} from "../tables/track.js";
import {batchingFilm} from "./batchingFilm.js";
import {type BatchingMeasure, holds, measureOf} from "./batchingMeasure.js";
import {type BatchingControls, batchingSpec} from "./batchingScenario.js";
import {type BindingId, type VerdictId, verdictOf} from "./batchingVerdict.js";

/** What the student deploys: the machine is the mission's. */
export type Deployable = Pick<BatchingControls, "batch" | "window">;

/** What goes into the ledger, as withAttempt takes it. */
export interface DeploymentReport {
  readonly configuration: LedgerRecord;
  readonly seed: number;
  readonly results: LedgerRecord;
  readonly verdict: string;
  readonly binding: string;
}

/** A deployment as the page shows it. */
export interface Deployment {
  readonly number: number;
  readonly batch: number;
  readonly window: number;
  /** Per second of the machine's time [1/s]. */
  readonly throughput: number;
  /** [s]; Infinity where the line grows without end. */
  readonly mean: number;
  readonly p99: number;
  /** At the mission's quantile [s]. */
  readonly latency: number;
  readonly misses: number;
  readonly formation: number;
  readonly queueDepth: number;
  readonly meanBatch: number;
  readonly verdictId: VerdictId;
  readonly verdict: string;
  readonly bindingId: BindingId;
  readonly binding: string;
  readonly pass: boolean;
  readonly seed: number;
  readonly at: string;
}

/** Requests of a full run after its warm-up: the p99 is then known to about one per cent. */
export const FULL_LENGTH = 2 ** 18;
const WARM_UP = 2 ** 13;
const ENDLESS = "grows without end";

/** What a deployment can show, whatever the mission: batches, and times and rates that a scale can carry. */
const LARGEST_BATCH = 2 ** 16;
const SHORTEST = 1e-12;
const LONGEST = 1e12;

const KEYS = {
  batch: "batch size",
  window: "window [s]",
  throughput: "throughput [1/s of machine time]",
  mean: "mean [s]",
  p99: "p99 [s]",
  latency: "judged latency [s]",
  misses: "missed",
  formation: "formation wait [s]",
  queueDepth: "queue depth",
  meanBatch: "mean batch",
  verdict: "verdict",
  binds: "binds"
} as const;

/** The measured configuration of a full run; `requests` shortens it for tests. */
export function deployedMeasure(
  mission: BatchingMission,
  {batch, window}: Deployable,
  seed: number,
  requests: number = FULL_LENGTH
): BatchingMeasure {
  const totals = simulateBatchTotals(
    {...batchingSpec(mission, {batch, window, speed: 1, seed}), requests: requests + WARM_UP},
    {warmUp: WARM_UP, deadline: mission.latencyTarget.value}
  );
  return measureOf(mission, totals);
}

/** Deploys: runs, judges, and says what binds. Same configuration and seed, same report. */
export function deploy(
  mission: BatchingMission,
  {batch, window}: Deployable,
  seed: number
): DeploymentReport {
  const controls = {batch, window, speed: 1, seed};
  const measure = deployedMeasure(mission, controls, seed);
  const {totals} = measure;
  const {rows} = batchingFilm(mission, controls, {stable: totals.stable});
  const {id, words, binding, why} = verdictOf(mission, controls, measure, rows);
  return {
    configuration: {[KEYS.batch]: batch, [KEYS.window]: window},
    seed,
    results: {
      [KEYS.throughput]: measure.throughput.mean,
      [KEYS.mean]: bounded(totals.meanSojourn.mean),
      [KEYS.p99]: bounded(totals.p99.value),
      [KEYS.latency]: bounded(measure.latency.value),
      [KEYS.misses]: measure.misses,
      [KEYS.formation]: totals.meanFormation.mean,
      [KEYS.queueDepth]: bounded(totals.meanQueueDepth.mean),
      [KEYS.meanBatch]: totals.meanBatch.mean,
      [KEYS.verdict]: id,
      [KEYS.binds]: binding
    },
    verdict: words,
    binding: why
  };
}

/** Whether both hold in a full run. */
export function passes(mission: BatchingMission, configuration: Deployable, seed: number): boolean {
  const {throughput, latency} = holds(mission, deployedMeasure(mission, configuration, seed));
  return throughput && latency;
}

/** The deployment in an attempt, or null where the attempt holds none of this lab's: a ledger can come from anywhere. */
export function deploymentOf(
  {configuration, results, seed, verdict, binding, at}: Attempt,
  number: number
): Deployment | null {
  const found = {
    batch: within(configuration[KEYS.batch], 1, LARGEST_BATCH),
    window: within(configuration[KEYS.window], 0),
    throughput: within(results[KEYS.throughput], SHORTEST),
    mean: time(results[KEYS.mean], SHORTEST),
    p99: time(results[KEYS.p99], SHORTEST),
    latency: time(results[KEYS.latency], SHORTEST),
    misses: within(results[KEYS.misses], 0, 1),
    formation: within(results[KEYS.formation], 0),
    queueDepth: time(results[KEYS.queueDepth], 0),
    meanBatch: within(results[KEYS.meanBatch], 0, LARGEST_BATCH)
  };
  const verdictId = VERDICTS.find((id) => id === results[KEYS.verdict]);
  const bindingId = BINDINGS.find((id) => id === results[KEYS.binds]);
  if (Object.values(found).some((value) => value === undefined) || !verdictId || !bindingId) return null;
  return {
    ...(found as {readonly [Key in keyof typeof found]: number}),
    number,
    seed,
    verdict,
    binding,
    at,
    verdictId,
    bindingId,
    pass: verdictId === "both"
  };
}

const VERDICTS: readonly VerdictId[] = ["both", "slow", "little", "neither", "endless"];
const BINDINGS: readonly BindingId[] = [
  "none",
  "load",
  "buffer",
  "window",
  "fill",
  "queue",
  "math",
  "batch",
  "early",
  "machine"
];

/** A ledger keeps finite numbers; what has no bound is said in words. */
function bounded(value: number): number | string {
  return Number.isFinite(value) ? value : ENDLESS;
}

/** A number as this lab would have written it; what no run could have shown is none. */
function within(value: unknown, least: number, most: number = LONGEST): number | undefined {
  return typeof value === "number" && value >= least && value <= most ? value : undefined;
}

function time(value: unknown, least: number): number | undefined {
  return value === ENDLESS ? Infinity : within(value, least);
}
