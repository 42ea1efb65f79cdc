/** Part 3's configuration in the address: the track, its four levels, the load, the shape of its traffic, the seed. */
import {decodeConfiguration, encodeConfiguration, type LinkParameter} from "../lab/configurationLink.js";
import type {CliffMission} from "../tables/track.js";
import {trackIds} from "../tables/tracks.js";
import {
  type CliffControls,
  cliffStart,
  hasEffect,
  LEVEL_CONTROLS,
  levelOf,
  levelsOf
} from "./cliffControls.js";
import {type PartLink, rangeParameter, seedParameter, trackParameter} from "./partLink.js";

const TRAFFIC = ["clock", "poisson"] as const;

/** Part 3's link. */
export const cliffLink: PartLink<CliffControls> = {
  read({cliff}, search) {
    const {values, notes} = decodeConfiguration([parameterOfTrack, ...cliffParameters(cliff)], search);
    const {controls, notes: more} = settledLevels(cliff, {
      arrivalRate: Number(values.rate),
      state: String(values.state),
      pool: String(values.pool),
      policy: String(values.policy),
      precision: String(values.precision),
      budget: Number(values.budget ?? 0),
      poisson: values.traffic === "poisson",
      burstiness: Number(values.cv),
      seed: Number(values.seed)
    });
    return {controls, notes: [...notes, ...more]};
  },
  write({id, cliff}, {arrivalRate, poisson, burstiness, ...rest}) {
    return encodeConfiguration([trackParameter(trackIds, id), ...cliffParameters(cliff)], {
      ...rest,
      track: id,
      rate: arrivalRate,
      traffic: poisson ? "poisson" : "clock",
      cv: burstiness
    });
  }
};

const parameterOfTrack = trackParameter(trackIds, trackIds[0] ?? "");

/** The controls' parameters, with the mission's ranges and levels. */
export function cliffParameters(mission: CliffMission): readonly LinkParameter[] {
  const start = cliffStart(mission);
  return [
    rangeParameter("rate", "Arrival rate", mission.arrivalRange, start.arrivalRate),
    ...LEVEL_CONTROLS.map(
      (control): LinkParameter => ({
        kind: "choice",
        key: control,
        label: mission.controls[control],
        options: levelsOf(mission, control).map(({id}) => id),
        fallback: start[control]
      })
    ),
    ...(mission.budget === null
      ? []
      : [rangeParameter("budget", "Token budget", mission.budget.range, start.budget)]),
    {
      kind: "choice",
      key: "traffic",
      label: "Traffic",
      options: TRAFFIC,
      fallback: start.poisson ? "poisson" : "clock"
    },
    rangeParameter("cv", "Burstiness", mission.burstinessRange, start.burstiness),
    seedParameter(start.seed)
  ];
}

/** A level of state that has no effect beside the pool gives way to the first one that has; the notes say so. */
function settledLevels(
  mission: CliffMission,
  controls: CliffControls
): {readonly controls: CliffControls; readonly notes: readonly string[]} {
  const level = levelOf(mission, "state", controls.state);
  if (hasEffect(level, controls)) return {controls, notes: []};
  const state = mission.start.state;
  return {
    controls: {...controls, state},
    notes: [
      `${mission.controls.state}: “${level.name}” does nothing beside this ${mission.controls.pool}; “${levelOf(mission, "state", state).name}” is used.`
    ]
  };
}
