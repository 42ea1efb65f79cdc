/** The rows of a machine that jobs share. */
import {runCliff} from "../../lib/lessons/cliffMachine.js";
import type {SharedSweepRow} from "../../lib/lessons/sweepRows.js";
import {coordinates, missionOf, NO_LATENCY, orNaN, pointsOf, type ServingTask} from "./servingTask.js";
import type {SweepResult} from "./sweepTask.js";

/** The machine's rows; its model has a warm-up of its own. */
export function sharedPoints(task: ServingTask): SweepResult<SharedSweepRow> {
  const mission = missionOf(task.track);
  let requests = 0;
  const rows = pointsOf(task).map((controls): SharedSweepRow => {
    const duration = task.observed / controls.arrivalRate;
    const {results, requests: all} = runCliff(mission, controls, {duration});
    requests += all.arrival.length;
    const latency = results.growth > 0 ? NO_LATENCY : results.sojourn;
    const companion = results.growth > 0 ? NO_LATENCY : (results.companion ?? NO_LATENCY);
    return {
      ...coordinates(controls),
      throughput: results.throughput,
      saturation: results.saturation,
      utilization: orNaN(results.utilization),
      busy: results.busy,
      loss: results.lossFraction,
      growth: results.growth,
      mean: latency.mean,
      p50: latency.p50,
      p99: latency.p99,
      p999: latency.p999,
      worst: latency.worst,
      hwP99: latency.halfWidth,
      companionP99: companion.p99,
      companionWorst: companion.worst,
      displayed: orNaN(results.displayed),
      power: orNaN(results.power)
    };
  });
  return {rows, requests};
}
