/** Part 1's configuration in the address: the track and its controls. */
import {
  type DecodedLink,
  decodeConfiguration,
  encodeConfiguration,
  type LinkParameter
} from "../lab/configurationLink.js";
import type {ConcurrencyMission} from "../tables/track.js";
import {trackIds} from "../tables/tracks.js";
import {type ConcurrencyControls, missionControls} from "./concurrencyScenario.js";
import {type PartLink, rangeParameter, seedParameter, trackParameter} from "./partLink.js";

/** Part 1's link. */
export const concurrencyLink: PartLink<ConcurrencyControls> = {
  read: ({concurrency}, search) => concurrencyConfiguration(concurrency, trackIds, search),
  write: ({id, concurrency}, controls) => concurrencyQuery(id, trackIds, concurrency, controls)
};

/** The controls' parameters, with the mission's ranges. */
export function concurrencyParameters(mission: ConcurrencyMission): readonly LinkParameter[] {
  const start = missionControls(mission);
  const {servers} = mission;
  return [
    rangeParameter("rate", "Arrival rate", mission.arrivalRange, start.arrivalRate),
    rangeParameter("time", "Model execution time", mission.executionRange, start.executionTime),
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
    seedParameter(start.seed)
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
