/**
 * The space of Part 3's machines as a grid: every configuration that differs from all others, at rates over the range of
 * the control and in traffic from the clock's to bursts. Everything follows from the mission's own row.
 */
import type {CliffMission, Traffic} from "../tables/track.js";
import {type CliffControls, cliffStart, type LevelControl, levelsOf, machineAt} from "./cliffControls.js";

export type ServingConfiguration = Readonly<Record<LevelControl, string>>;

export interface ServingGrid {
  /** One for each machine: levels that change nothing beside the others make none of their own. */
  readonly configurations: readonly ServingConfiguration[];
  /** Arrivals [1/s], ascending; the mission's own and the one that it asks for are among them. */
  readonly rates: readonly number[];
  readonly traffics: readonly Traffic[];
}

const RATE_SHARES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const BURSTINESS = [1, 2, 4];

/** The grid of a mission. */
export function servingGrid(mission: CliffMission): ServingGrid {
  const {arrivalRange, burstinessRange, arrivalRate, throughputTarget} = mission;
  const {min, max, step} = arrivalRange;
  const rates = RATE_SHARES.map((share) => min + Math.round((share * max - min) / step) * step);
  const known = [arrivalRate.value, throughputTarget.value].filter((rate) => rate >= min && rate <= max);
  return {
    configurations: configurations(mission),
    rates: ascending([...rates.map((rate) => Math.max(min, rate)), ...known]),
    traffics: [
      {poisson: false, burstiness: 1},
      ...BURSTINESS.filter((cv) => cv >= burstinessRange.min && cv <= burstinessRange.max).map(
        (burstiness) => ({
          poisson: true,
          burstiness
        })
      )
    ]
  };
}

/** The configuration of the grid that is the same machine as the one at the controls. */
export function sameMachine(mission: CliffMission, controls: CliffControls): ServingConfiguration {
  return machines(mission, controls).get(machineKey(mission, controls))!;
}

function configurations(mission: CliffMission): readonly ServingConfiguration[] {
  return [...machines(mission, cliffStart(mission)).values()];
}

/** All choices of levels by the machine that they make: of several that make the same, the first in the table's order. */
function machines(mission: CliffMission, controls: CliffControls): Map<string, ServingConfiguration> {
  const found = new Map<string, ServingConfiguration>();
  for (const state of levelsOf(mission, "state"))
    for (const pool of levelsOf(mission, "pool"))
      for (const policy of levelsOf(mission, "policy"))
        for (const precision of levelsOf(mission, "precision")) {
          const levels = {state: state.id, pool: pool.id, policy: policy.id, precision: precision.id};
          const key = machineKey(mission, {...controls, ...levels});
          if (!found.has(key)) found.set(key, levels);
        }
  return found;
}

function machineKey(mission: CliffMission, controls: CliffControls): string {
  return JSON.stringify(machineAt(mission, controls));
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
