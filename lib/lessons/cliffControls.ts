/**
 * Part 3's controls: two levels, a policy, a precision, the load and the shape of its traffic. A level is a row of the
 * track's table; choosing it sets columns of the machine, and nothing else knows what it means.
 */
import {invalid} from "../invalid.js";
import type {CliffMission, EngineRow, Level, SharedMachineRow, Traffic} from "../tables/track.js";

export const LEVEL_CONTROLS = ["state", "pool", "policy", "precision"] as const;
export type LevelControl = (typeof LEVEL_CONTROLS)[number];

export interface CliffControls extends Traffic, Readonly<Record<LevelControl, string>> {
  /** Requests per second on one machine. */
  readonly arrivalRate: number;
  /** Tokens of one iteration at most; 0 where the track has no such budget. */
  readonly budget: number;
  readonly seed: number;
}

/** The controls as the page opens: the crisis. */
export function cliffStart(mission: CliffMission): CliffControls {
  return {
    arrivalRate: mission.arrivalRate.value,
    ...mission.start,
    budget: mission.budget?.start ?? 0,
    ...mission.startTraffic,
    seed: mission.seed
  };
}

/** The levels of a control, in the order of the table. */
export function levelsOf(mission: CliffMission, control: LevelControl): readonly Level[] {
  return mission[`${control}Levels`];
}

/** The level that is chosen; throws RangeError for an id that the track does not have. */
export function levelOf(mission: CliffMission, control: LevelControl, id: string): Level {
  const found = levelsOf(mission, control).find((level) => level.id === id);
  if (!found) throw invalid(control, id);
  return found;
}

/** Whether a level would change anything beside the other levels chosen. */
export function hasEffect({needs}: Level, controls: CliffControls): boolean {
  return needs === undefined || needs.ids.includes(controls[needs.control]);
}

/** Why a level has no effect now: the levels that it needs, by name; empty where it has one. */
export function missingFor(mission: CliffMission, level: Level, controls: CliffControls): readonly string[] {
  const {needs} = level;
  if (needs === undefined || hasEffect(level, controls)) return [];
  return needs.ids.map((id) => levelOf(mission, needs.control, id).name);
}

/** Whether the token budget has an effect under the chosen policy. */
export function budgetHasEffect({budget}: CliffMission, {policy}: CliffControls): boolean {
  return budget?.needs.includes(policy) ?? false;
}

/** The machine's row with the chosen levels' columns in place; levels without effect set nothing. */
export function machineAt(mission: CliffMission, controls: CliffControls): SharedMachineRow | EngineRow {
  const changes = LEVEL_CONTROLS.map((control) => levelOf(mission, control, controls[control]))
    .filter((level) => hasEffect(level, controls))
    .map(({set}) => set);
  return Object.assign({}, mission.machine, ...changes);
}
