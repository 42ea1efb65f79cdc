/** Part 3's simulations, off the main thread, by turns, a deployment first. */
import {contrast, deployment, liveLook, machineCliff} from "../lib/lessons/cliffJobs.js";
import {cliffMeasured} from "../lib/lessons/cliffMeasured.js";
import {trackOf} from "../lib/tables/tracks.js";
import type {CliffJob, CliffJobKind} from "./cliffDesk.js";
import {takeTurns} from "./takeTurns.js";

takeTurns<CliffJobKind, CliffJob>({order: ["deploy", "look", "contrast", "machine", "measured"], stepsOf});

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
