/** The main thread's side of Part 3's worker: who asks for what, and which answers are still wanted. */
import type {CliffControls} from "../lib/lessons/cliffControls.js";
import type {CliffContrast, CliffDeployment, CliffLook, MachineCliff} from "../lib/lessons/cliffJobs.js";
import type {CliffMeasured} from "../lib/lessons/cliffMeasured.js";
import {type TurnDesk, turnDesk} from "./turnDesk.js";

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

export type CliffDesk = TurnDesk<Questions, Answers>;

/** Starts the worker. Where it cannot work, `onFailure` says so in words. */
export function cliffDesk(options: {readonly onFailure: (words: string) => void}): CliffDesk {
  return turnDesk(new Worker(import.meta.resolve("./cliffWorker.js"), {type: "module"}), options);
}
