/** Part 1's configuration in the address: the track and its controls. */
import {
  type DecodedLink,
  decodeConfiguration,
  encodeConfiguration,
  type LinkParameter
} from "../lab/configurationLink.js";
import type {ConcurrencyMission, Range} from "../tables/track.js";
import {type ConcurrencyControls, missionControls} from "./concurrencyScenario.js";

const LARGEST_SEED = 2 ** 32 - 1;

/** The parameter that names the track, the same on every page. */
export function trackParameter(tracks: readonly string[], fallback: string): LinkParameter {
  return {kind: "choice", key: "track", label: "Track", options: tracks, fallback};
}

/** The controls' parameters, with the mission's ranges. */
export function concurrencyParameters(mission: ConcurrencyMission): readonly LinkParameter[] {
  const start = missionControls(mission);
  const {servers} = mission;
  return [
    numberParameter("rate", "Arrival rate", mission.arrivalRange, start.arrivalRate),
    numberParameter("time", "Model execution time", mission.executionRange, start.executionTime),
    {
      kind: "number",
      key: "units",
      label: servers.unit.many,
      min: servers.min,
      max: servers.max,
      step: 1,
      fallback: start.units,
      unit: ["", 1]
    },
    {
      kind: "number",
      key: "seed",
      label: "Seed",
      min: 0,
      max: LARGEST_SEED,
      step: 1,
      fallback: start.seed,
      unit: ["", 1]
    }
  ];
}

/** The controls in a query text, and what was wrong with it. */
export function concurrencyConfiguration(
  mission: ConcurrencyMission,
  tracks: readonly string[],
  search: string
): {readonly controls: ConcurrencyControls; readonly notes: DecodedLink["notes"]} {
  const parameters = [trackParameter(tracks, tracks[0] ?? ""), ...concurrencyParameters(mission)];
  const {values, notes} = decodeConfiguration(parameters, search);
  return {
    controls: {
      arrivalRate: Number(values.rate),
      executionTime: Number(values.time),
      units: Number(values.units),
      seed: Number(values.seed)
    },
    notes
  };
}

/** The query text of a configuration on a track. */
export function concurrencyQuery(
  track: string,
  tracks: readonly string[],
  mission: ConcurrencyMission,
  {arrivalRate, executionTime, units, seed}: ConcurrencyControls
): string {
  return encodeConfiguration([trackParameter(tracks, track), ...concurrencyParameters(mission)], {
    track,
    rate: arrivalRate,
    time: executionTime,
    units,
    seed
  });
}

function numberParameter(
  key: string,
  label: string,
  {min, max, step, unit, snap = false}: Range,
  fallback: number
): LinkParameter {
  return {kind: "number", key, label, min, max, fallback, unit, ...(snap ? {step} : {})};
}
