/**
 * Part 3's simulations, off the main thread. The job that matters most goes first, one step at a time, so that a new
 * question never waits for the end of an old one; a new job of a kind takes the place of the old one.
 */
import {contrast, deployment, liveLook, machineCliff} from "../lib/lessons/cliffJobs.js";
import {cliffMeasured} from "../lib/lessons/cliffMeasured.js";
import {trackOf} from "../lib/tables/tracks.js";
import type {CliffJob, CliffJobKind, CliffMessage} from "./cliffDesk.js";

const ORDER: readonly CliffJobKind[] = ["deploy", "look", "contrast", "machine", "measured"];

interface Running {
  readonly id: number;
  readonly steps: Iterator<unknown, void>;
}

const jobs = new Map<CliffJobKind, Running>();
let awake = false;
// Its own messages come after those that wait already, and without a timer's pause.
const turn = new MessageChannel();
turn.port1.onmessage = work;

addEventListener("message", ({data}: MessageEvent<CliffJob>) => {
  jobs.set(data.kind, {id: data.id, steps: stepsOf(data)});
  if (awake) return;
  awake = true;
  turn.port2.postMessage(null);
});

function stepsOf(job: CliffJob): Iterator<unknown, void> {
  const mission = trackOf(job.track)?.cliff;
  if (!mission) throw new RangeError(`invalid track: ${job.track}`);
  switch (job.kind) {
    case "look":
      return liveLook(mission, job.controls);
    case "contrast":
      return contrast(mission, job.controls, job.level);
    case "machine":
      return machineCliff(mission, job.controls);
    case "deploy":
      return deployment(mission, job.controls, job.attempt);
    case "measured":
      return [cliffMeasured(mission)].values();
  }
}

function work(): void {
  const kind = ORDER.find((known) => jobs.has(known));
  if (kind === undefined) {
    awake = false;
    return;
  }
  const {id, steps} = jobs.get(kind)!;
  const {value, done} = steps.next();
  if (done) jobs.delete(kind);
  else if (value !== null) postMessage({id, kind, value} satisfies CliffMessage);
  turn.port2.postMessage(null);
}
