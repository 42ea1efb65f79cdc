/** The machines of Part 3 by kind: the one place that knows which model runs a row of the table. */
import type {CliffMission, EngineRow, SharedMachineRow} from "../tables/track.js";
import {type CliffControls, levelOf, machineAt} from "./cliffControls.js";
import {runEngine} from "./cliffEngine.js";
import type {CliffRun, RunSpan} from "./cliffRun.js";
import {runShared} from "./cliffShared.js";

type Machine = SharedMachineRow | EngineRow;
type Model<Row> = (row: Row, name: string, controls: CliffControls, span: RunSpan) => CliffRun;

const models: {readonly [Kind in Machine["kind"]]: Model<Extract<Machine, {readonly kind: Kind}>>} = {
  engine: runEngine,
  shared: runShared
};

/** Runs the mission's machine at the controls: a pure function of them. */
export function runCliff(mission: CliffMission, controls: CliffControls, span: RunSpan): CliffRun {
  const row = machineAt(mission, controls);
  const {name} = levelOf(mission, mission.contrast, controls[mission.contrast]);
  return (models[row.kind] as Model<Machine>)(row, name, controls, span);
}
