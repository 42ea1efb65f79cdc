/** Part 2's configuration in the address: the track and its controls. */
import {decodeConfiguration, encodeConfiguration, type LinkParameter} from "../lab/configurationLink.js";
import type {BatchingMission} from "../tables/track.js";
import {trackIds} from "../tables/tracks.js";
import {type BatchingControls, startingBatch} from "./batchingScenario.js";
import {type PartLink, rangeParameter, seedParameter, trackParameter} from "./partLink.js";

/** The controls' parameters, with the mission's ranges. */
export function batchingParameters(mission: BatchingMission): readonly LinkParameter[] {
  const start = startingBatch(mission);
  return [
    rangeParameter("batch", "Batch size", mission.batchRange, start.batch),
    rangeParameter("window", "Max batch window", mission.windowRange, start.window),
    rangeParameter("speed", "Service rate", mission.speedRange, start.speed),
    seedParameter(start.seed)
  ];
}

/** Part 2's link. */
export const batchingLink: PartLink<BatchingControls> = {
  read({batching}, search) {
    const parameters = [trackParameter(trackIds, trackIds[0] ?? ""), ...batchingParameters(batching)];
    const {values, notes} = decodeConfiguration(parameters, search);
    return {
      controls: {
        batch: Number(values.batch),
        window: Number(values.window),
        speed: Number(values.speed),
        seed: Number(values.seed)
      },
      notes
    };
  },
  write({id, batching}, {batch, window, speed, seed}) {
    const parameters = [trackParameter(trackIds, id), ...batchingParameters(batching)];
    return encodeConfiguration(parameters, {track: id, batch, window, speed, seed});
  }
};
