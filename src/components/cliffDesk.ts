/** The main thread's side of Part 3's worker: who asks for what, and which answers are still wanted. */
import type {CliffControls} from "../lib/lessons/cliffControls.js";
import type {CliffContrast, CliffDeployment, CliffLook, MachineCliff} from "../lib/lessons/cliffJobs.js";
import type {CliffMeasured} from "../lib/lessons/cliffMeasured.js";

interface Answers {
  readonly look: CliffLook;
  readonly contrast: CliffContrast;
  readonly machine: MachineCliff;
  readonly deploy: CliffDeployment;
  readonly measured: CliffMeasured;
}

interface Questions {
  readonly look: {readonly track: string; readonly controls: CliffControls};
  readonly contrast: {readonly track: string; readonly controls: CliffControls; readonly level: string};
  readonly machine: {readonly track: string; readonly controls: CliffControls};
  readonly deploy: {readonly track: string; readonly controls: CliffControls; readonly attempt: number};
  readonly measured: {readonly track: string};
}

export type CliffJobKind = keyof Answers;

export type CliffJob = {
  [Kind in CliffJobKind]: {readonly kind: Kind; readonly id: number} & Questions[Kind];
}[CliffJobKind];

export interface CliffMessage {
  readonly id: number;
  readonly kind: CliffJobKind;
  readonly value: unknown;
}

export interface CliffDesk {
  /** Asks; answers come one by one. A later question of the same kind silences an earlier one. */
  ask<Kind extends CliffJobKind>(
    kind: Kind,
    question: Questions[Kind],
    onAnswer: (answer: Answers[Kind]) => void
  ): void;
  dispose(): void;
}

/** Starts the worker. Where it cannot work, `onFailure` says so in words. */
export function cliffDesk({onFailure}: {readonly onFailure: (words: string) => void}): CliffDesk {
  const worker = new Worker(import.meta.resolve("./cliffWorker.js"), {type: "module"});
  const wanted = new Map<CliffJobKind, {readonly id: number; readonly receive: (answer: never) => void}>();
  let last = 0;
  worker.addEventListener("message", ({data: {id, kind, value}}: MessageEvent<CliffMessage>) => {
    const known = wanted.get(kind);
    if (known?.id === id) known.receive(value as never);
  });
  worker.addEventListener("error", ({message}) => {
    onFailure(`The simulation could not run: ${message || "the worker did not start"}.`);
  });
  return {
    ask(kind, question, onAnswer) {
      last += 1;
      wanted.set(kind, {id: last, receive: onAnswer as (answer: never) => void});
      worker.postMessage({...question, kind, id: last});
    },
    dispose() {
      wanted.clear();
      worker.terminate();
    }
  };
}
