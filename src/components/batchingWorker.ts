/** Part 2's simulations, off the main thread, by turns: a deployment first, then what is live, then what surrounds it. */
import {
  contrastSides,
  curvesAlongBatches,
  deploymentRun,
  liveRun,
  surfaceRun
} from "../lib/lessons/batchingJobs.js";
import {caseRows} from "../lib/lessons/caseLesson.js";
import {trackOf} from "../lib/tables/tracks.js";
import type {BatchingJob, BatchingJobKind} from "./batchingDesk.js";
import {takeTurns} from "./takeTurns.js";

takeTurns<BatchingJobKind, BatchingJob>({
  order: ["deploy", "live", "curve", "contrast", "case", "surface"],
  stepsOf,
  turn: 8
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
