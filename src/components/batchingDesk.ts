/** The main thread's side of Part 2's worker: who asks for what, and which answers are still wanted. */
import type {Deployable, DeploymentReport} from "../lib/lessons/batchingDeployment.js";
import type {ContrastSide, Curves, LiveRun} from "../lib/lessons/batchingJobs.js";
import type {BatchingControls} from "../lib/lessons/batchingScenario.js";
import type {Surface} from "../lib/lessons/batchingSurface.js";
import type {PlanRow} from "../lib/lessons/publishedCase.js";
import {type TurnDesk, turnDesk} from "./turnDesk.js";

/** What each kind of job answers with, once or again and again. */
interface Answers {
  readonly live: LiveRun;
  readonly curve: Curves;
  readonly contrast: readonly ContrastSide[];
  readonly case: readonly PlanRow[];
  readonly surface: Surface;
  readonly deploy: DeploymentReport;
}

/** What each kind of job has to know. */
interface Questions {
  readonly live: OfConfiguration;
  readonly curve: OfConfiguration;
  readonly contrast: OfConfiguration;
  readonly case: {readonly track: string};
  readonly surface: {readonly track: string};
  readonly deploy: {readonly track: string; readonly configuration: Deployable; readonly seed: number};
}

interface OfConfiguration {
  readonly track: string;
  readonly controls: BatchingControls;
}

export type BatchingJobKind = keyof Answers;

export type BatchingJob = {
  [Kind in BatchingJobKind]: {readonly kind: Kind; readonly id: number} & Questions[Kind];
}[BatchingJobKind];

export type BatchingDesk = TurnDesk<Questions, Answers>;

/** Starts the worker. Where it cannot work, `onFailure` says so in words. */
export function batchingDesk(options: {readonly onFailure: (words: string) => void}): BatchingDesk {
  return turnDesk(new Worker(import.meta.resolve("./batchingWorker.js"), {type: "module"}), options);
}
