/** The main thread's side of Part 2's worker: who asks for what, and which answers are still wanted. */
import type {Deployable, DeploymentReport} from "../lib/lessons/batchingDeployment.js";
import type {ContrastSide, Curves, LiveRun} from "../lib/lessons/batchingJobs.js";
import type {BatchingControls} from "../lib/lessons/batchingScenario.js";
import type {Surface} from "../lib/lessons/batchingSurface.js";
import type {PlanRow} from "../lib/lessons/publishedCase.js";

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

export interface BatchingAnswerMessage {
  readonly id: number;
  readonly kind: BatchingJobKind;
  /** Null where the job has ended without a further answer. */
  readonly value: unknown;
  readonly done: boolean;
}

export interface BatchingDesk {
  /** Asks; the answers come one by one. A later question of the same kind silences an earlier one. */
  ask<Kind extends BatchingJobKind>(
    kind: Kind,
    question: Questions[Kind],
    onAnswer: (answer: Answers[Kind]) => void
  ): void;
  dispose(): void;
}

/** Starts the worker. Where it cannot work, `onFailure` says so in words. */
export function batchingDesk({onFailure}: {readonly onFailure: (words: string) => void}): BatchingDesk {
  const worker = new Worker(import.meta.resolve("./batchingWorker.js"), {type: "module"});
  const wanted = new Map<BatchingJobKind, {id: number; onAnswer: (answer: never) => void}>();
  let last = 0;
  worker.addEventListener("message", ({data: {id, kind, value}}: MessageEvent<BatchingAnswerMessage>) => {
    const known = wanted.get(kind);
    if (known?.id === id && value !== null) known.onAnswer(value as never);
  });
  worker.addEventListener("error", ({message}) => {
    onFailure(`The simulation could not run: ${message || "the worker did not start"}.`);
  });
  return {
    ask(kind, question, onAnswer) {
      last += 1;
      wanted.set(kind, {id: last, onAnswer: onAnswer as (answer: never) => void});
      worker.postMessage({...question, kind, id: last});
    },
    dispose() {
      wanted.clear();
      worker.terminate();
    }
  };
}
