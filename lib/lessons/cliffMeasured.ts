/**
 * What real machines did, beside what the model says of them: iterations and KV caches of servers for the engine, and
 * for the other machines the measured parts that they are made of.
 */
import {calibrationResiduals, measuredHardware} from "../serving/calibrationResiduals.js";
import {memoryResiduals} from "../serving/memoryResiduals.js";
import {simulateServing} from "../serving/simulateServing.js";
import {quantile} from "../stats/quantiles.js";
import type {Fact} from "../tables/fact.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {llmModels} from "../tables/llmModels.js";
import type {CliffMission, CliffMissionOf, Level, MachineChange, SharedMachineRow} from "../tables/track.js";
import {type UnseenMeasurement, unseenMeasurements} from "../tables/unseenMeasurements.js";
import {LEVEL_CONTROLS} from "./cliffControls.js";

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

/** A measured part of a machine: a time [s], an energy [J] or a power [W]. */
export interface MeasuredPart {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly date: string;
  readonly kind: string;
}

export interface CliffMeasured {
  readonly groups: readonly MeasuredGroup[];
  readonly parts: readonly MeasuredPart[];
}

/** The measurements that a track's machine can be held against. */
export function cliffMeasured(mission: CliffMission): CliffMeasured {
  return mission.machine.kind === "engine"
    ? {groups: engineGroups(), parts: []}
    : {groups: [], parts: sharedParts(mission as CliffMissionOf<SharedMachineRow, MachineChange>)};
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

const LOOPS = 6;

/**
 * The very closed loop, simulated, its clients spread evenly over one request's time as in the long run they are, so that
 * prompts come one by one between the tokens of the others; those that were cached have none to compute.
 */
function unseenPair(row: UnseenMeasurement): MeasuredPair {
  const {clients, promptTokens, outputTokens, promptsCached, tpot, source, hardware} = row;
  const records = simulateServing({
    hardware: measuredHardware(hardware),
    workload: {
      kind: "closed",
      clients,
      stagger: (tpot * outputTokens) / clients,
      requests: clients * LOOPS,
      lengths: {kind: "fixed", promptTokens, outputTokens},
      ...(promptsCached ? {prefix: {groups: 1, tokens: promptTokens}} : {})
    },
    kv: {level: promptsCached ? "paged-prefix" : "paged"},
    seed: 1
  });
  let sum = 0;
  // The first round finds an empty server: it is not what the server settles to.
  for (let i = clients; i < records.count; ++i)
    sum += (records.finish[i]! - records.firstToken[i]!) / (outputTokens - 1);
  return {
    name: `${llmModels[hardware.model].name} on ${gpuDevices[hardware.device].name}, ${clients} client${clients === 1 ? "" : "s"}`,
    measured: tpot,
    modelled: sum / (records.count - clients),
    source
  };
}

/** Every figure of the machine's row and of its levels that is a time, an energy or a factor, by its name there. */
function sharedParts(mission: CliffMissionOf<SharedMachineRow, MachineChange>): readonly MeasuredPart[] {
  const {machine} = mission;
  const jobs = machine.jobs.flatMap(({name, time, energy}) => [
    partOf(`one ${name.one}`, "s", time),
    ...(energy === null ? [] : [partOf(`energy of one ${name.one}`, "J", energy)])
  ]);
  const batches = machine.batchCurve
    .filter(({batch}) => batch > 1)
    .map(({batch, time}) => partOf(`a batch of ${batch}`, "s", time));
  const levels = LEVEL_CONTROLS.flatMap((control) =>
    mission[`${control}Levels`].flatMap(({name, set}: Level<MachineChange>) => levelParts(name, set))
  );
  return [...jobs, ...batches, ...levels];
}

function levelParts(name: string, set: MachineChange): readonly MeasuredPart[] {
  const factors = [
    ["work", set.workFactor],
    ["time", set.timeFactor],
    ["energy", set.energyFactor],
    ["time between full ones", set.between]
  ] as const;
  return [
    ...factors.flatMap(([what, fact]) => (fact ? [partOf(`${name}: ${what}`, "×", fact)] : [])),
    ...(set.jobTimes ?? []).flatMap((fact) => (fact ? [partOf(`${name}: time of a job`, "s", fact)] : [])),
    ...(set.jobEnergies ?? []).flatMap((fact) =>
      fact ? [partOf(`${name}: energy of a job`, "J", fact)] : []
    )
  ];
}

function partOf(name: string, unit: string, {value, source, date, kind}: Fact): MeasuredPart {
  return {name, value, unit, source, date, kind};
}
