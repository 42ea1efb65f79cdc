/** A measured closed loop of equal requests, simulated as it was run. */
import {measuredHardware} from "../serving/calibrationResiduals.js";
import {simulateServing} from "../serving/simulateServing.js";
import type {UnseenMeasurement} from "../tables/unseenMeasurements.js";

const LOOPS = 6;

/**
 * The very closed loop, simulated: its mean time per output token [s]. The clients are spread evenly over one request's
 * time as in the long run they are, so that prompts come one by one between the tokens of the others; those that were
 * cached have none to compute.
 */
export function closedLoopTpot({
  clients,
  promptTokens,
  outputTokens,
  promptsCached,
  tpot,
  hardware
}: UnseenMeasurement): number {
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
  return sum / (records.count - clients);
}
