/**
 * What real machines did, beside what the model says of them: iterations and KV caches of servers for the engine, and
 * for the other machines the measured parts that they are made of.
 */
import {calibrationResiduals} from "../serving/calibrationResiduals.js";
import {memoryResiduals} from "../serving/memoryResiduals.js";
import {quantile} from "../stats/quantiles.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {llmModels} from "../tables/llmModels.js";
import type {CliffMission, CliffMissionOf, MachineChange, SharedMachineRow} from "../tables/track.js";
import {type UnseenMeasurement, unseenMeasurements} from "../tables/unseenMeasurements.js";
import {closedLoopTpot} from "./closedLoopTpot.js";
import {batchCurves, clientsCurve, type MeasuredCurve} from "./measuredCurves.js";
import {type MeasuredPart, sharedParts} from "./measuredParts.js";

export interface MeasuredPair {
  readonly name: string;
  readonly measured: number;
  readonly modelled: number;
  readonly source: string;
}

export interface MeasuredGroup {
  readonly name: string;
  /** Whether the model's constants were fitted to it. */
  readonly fitted: boolean;
  readonly unit: "s" | "B";
  readonly pairs: readonly MeasuredPair[];
  /** Median absolute relative error. */
  readonly median: number;
}

export interface CliffMeasured {
  readonly curves: readonly MeasuredCurve[];
  readonly groups: readonly MeasuredGroup[];
  readonly parts: readonly MeasuredPart[];
}

/** The measurements that a track's machine can be held against. */
export function cliffMeasured(mission: CliffMission): CliffMeasured {
  return mission.machine.kind === "engine"
    ? {curves: [clientsCurve()], groups: engineGroups(), parts: []}
    : {
        curves: batchCurves(mission.machine),
        groups: [],
        parts: sharedParts(mission as CliffMissionOf<SharedMachineRow, MachineChange>)
      };
}

function engineGroups(): readonly MeasuredGroup[] {
  const residuals = calibrationResiduals();
  const named = (parts: readonly string[]) =>
    residuals
      .filter(({part}) => parts.includes(part))
      .map(({group, sizes, measured, modelled, source}) => ({
        name: `${group}: ${sizes.join(" × ")}`,
        measured,
        modelled,
        source
      }));
  return [
    groupOf("kernels of one iteration, summed", true, "s", named(["decode", "prompt", "kernels"])),
    groupOf("iterations of a vLLM server", true, "s", named(["iteration"])),
    groupOf("time per token of servers that it never saw", false, "s", unseenMeasurements.map(unseenPair)),
    groupOf(
      "KV caches that servers logged",
      true,
      "B",
      memoryResiduals().map(({log, measured, modelled}) => ({
        name: `${llmModels[log.model].name} on ${log.tensorParallel} × ${gpuDevices[log.device].name}`,
        measured,
        modelled,
        source: log.source
      }))
    )
  ];
}

function groupOf(
  name: string,
  fitted: boolean,
  unit: MeasuredGroup["unit"],
  pairs: readonly MeasuredPair[]
): MeasuredGroup {
  const errors = pairs.map(({measured, modelled}) => Math.abs(modelled / measured - 1));
  return {name, fitted, unit, pairs, median: quantile(errors, 0.5)};
}

function unseenPair(row: UnseenMeasurement): MeasuredPair {
  const {clients, tpot, source, hardware} = row;
  return {
    name: `${llmModels[hardware.model].name} on ${gpuDevices[hardware.device].name}, ${clients} client${clients === 1 ? "" : "s"}`,
    measured: tpot,
    modelled: closedLoopTpot(row),
    source
  };
}
