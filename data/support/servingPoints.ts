/** The points of the serving sweeps: every machine of a track at every rate and traffic, by the model of its kind. */
import {machineAt} from "../../lib/lessons/cliffControls.js";
import {servingGrid} from "../../lib/lessons/servingGrid.js";
import type {ServingSweepRow} from "../../lib/lessons/sweepRows.js";
import {enginePoints} from "./enginePoints.js";
import {missionOf, OBSERVED, type ServingTask, servingControls, WARM_UP} from "./servingTask.js";
import {sharedPoints} from "./sharedPoints.js";
import type {SweepMode} from "./sweepSettings.js";
import type {SweepResult} from "./sweepTask.js";

/** One task a machine. */
export function servingTasks(track: string, mode: SweepMode): ServingTask[] {
  const mission = missionOf(track);
  const {configurations, traffics, rates} = servingGrid(mission);
  const observed = OBSERVED[mode];
  const requests = traffics.length * rates.length * (WARM_UP + observed);
  return configurations.map((configuration) => ({
    track,
    configuration,
    traffics,
    rates,
    seed: mission.seed,
    observed,
    requests
  }));
}

/** The rows of a machine. Times in [s], rates in [1/s]. */
export function simulate(task: ServingTask): SweepResult<ServingSweepRow> {
  const row = machineAt(missionOf(task.track), servingControls(task));
  return row.kind === "engine" ? enginePoints(row, task) : sharedPoints(task);
}
