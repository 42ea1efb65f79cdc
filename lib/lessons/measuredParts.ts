/** The measured parts that a machine is made of: every time, energy and factor of its row and its levels, by name. */
import type {Fact} from "../tables/fact.js";
import type {CliffMissionOf, Level, MachineChange, SharedMachineRow} from "../tables/track.js";
import {LEVEL_CONTROLS} from "./cliffControls.js";

/** A measured part of a machine: a time [s], an energy [J] or a power [W]. */
export interface MeasuredPart {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly date: string;
  readonly kind: string;
}

/** Every figure of the machine's row and of its levels that is a time, an energy or a factor, by its name there. */
export function sharedParts(
  mission: CliffMissionOf<SharedMachineRow, MachineChange>
): readonly MeasuredPart[] {
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
