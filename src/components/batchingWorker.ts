/**
 * Part 2's simulations, off the main thread. Jobs of different kinds take turns step by step, the live one first; a new
 * job of a kind takes the place of the old one, so nobody waits for an answer that is no longer asked for.
 */
import {
  contrastSides,
  curvesAlongBatches,
  deploymentRun,
  liveRun,
  surfaceRun
} from "../lib/lessons/batchingJobs.js";
import {caseRows} from "../lib/lessons/caseLesson.js";
import {trackOf} from "../lib/tables/tracks.js";
import type {BatchingAnswerMessage, BatchingJob, BatchingJobKind} from "./batchingDesk.js";

/** The order in which jobs take their turns. */
const ORDER: readonly BatchingJobKind[] = ["deploy", "live", "curve", "contrast", "case", "surface"];
/** Work this long [ms] before messages are looked at again. */
const TURN = 8;

interface Running {
  readonly id: number;
  readonly steps: Generator<unknown, void>;
}

const jobs = new Map<BatchingJobKind, Running>();
let awake = false;
// Unlike a timer, a message of one's own is delivered without a pause, and after those that came before it.
const turn = new MessageChannel();
turn.port1.onmessage = work;

addEventListener("message", ({data}: MessageEvent<BatchingJob>) => {
  jobs.set(data.kind, {id: data.id, steps: stepsOf(data)});
  if (awake) return;
  awake = true;
  turn.port2.postMessage(null);
});

function stepsOf(job: BatchingJob): Generator<unknown, void> {
  const track = trackOf(job.track);
  if (!track) throw new RangeError(`invalid track: ${job.track}`);
  const {batching} = track;
  switch (job.kind) {
    case "live":
      return liveRun(batching, job.controls);
    case "curve":
      return curvesAlongBatches(batching, job.controls);
    case "contrast":
      return contrastSides(batching, job.controls);
    case "case":
      return caseRows();
    case "surface":
      return surfaceRun(batching);
    case "deploy":
      return deploymentRun(batching, job);
  }
}

function work(): void {
  const end = performance.now() + TURN;
  while (performance.now() < end) {
    const kind = ORDER.find((known) => jobs.has(known));
    if (kind === undefined) {
      awake = false;
      return;
    }
    const {id, steps} = jobs.get(kind)!;
    const {value, done} = steps.next();
    if (done) jobs.delete(kind);
    if (done || value !== null)
      postMessage({id, kind, value: value ?? null, done: done === true} satisfies BatchingAnswerMessage);
  }
  turn.port2.postMessage(null);
}
