/** How much an engine can carry: its throughput while somebody always waits. */
import {requireInteger} from "../invalid.js";
import {type ServingSpec, servingScenario} from "./servingScenario.js";
import {type LengthSpec, type ServingWorkloadSpec, servingRequests} from "./servingWorkload.js";
import {simulateServing} from "./simulateServing.js";

export interface SaturationOptions {
  /** Requests of the backlog; more give a steadier figure. Default 4,096. */
  readonly requests?: number;
}

/**
 * Requests a second that an engine serves under permanent backlog [1/s]: the rate that no arrival rate can exceed for
 * long, 1 / rate being the share of the engine's time that a request takes. 0 where none of the requests fits.
 *
 * Found by simulation with the workload's lengths, whoever sends them: all requests wait from the start, and the rate is
 * taken between the first and the last quarter of the finishes, where the batch neither fills nor drains. Utilization is
 * the arrival rate over this; the busy fraction, which nears 1 long before, is something else. Throws RangeError as
 * `servingScenario` does, and for fewer than eight requests.
 *
 * @example
 * Math.round(saturationThroughput({hardware: {device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, workload: {kind: "closed", clients: 1, requests: 1, lengths: {kind: "fixed", promptTokens: 1000, outputTokens: 1}}, seed: 1})) > 30 // => true
 */
export function saturationThroughput(spec: ServingSpec, {requests = 4096}: SaturationOptions = {}): number {
  requireInteger("requests", requests, 8);
  const {workload, seed} = servingScenario(spec);
  const {finish} = simulateServing({...spec, workload: backlog(workload, seed, requests)});
  const times = finish.filter((time) => !Number.isNaN(time)).sort();
  const from = Math.floor(times.length / 4);
  const to = Math.floor((3 * times.length) / 4);
  return to > from ? (to - from) / (times[to] - times[from]) : 0;
}

/** The same lengths, all of them waiting from the start. */
function backlog(workload: ServingWorkloadSpec, seed: number, requests: number): ServingWorkloadSpec {
  if (workload.kind !== "list") {
    const {lengths, prefix} = workload;
    return {kind: "open", arrivals: burst(requests), lengths, ...(prefix && {prefix})};
  }
  const {promptTokens, outputTokens} = servingRequests(workload, seed);
  const lengths: LengthSpec = {kind: "given", promptTokens, outputTokens};
  return {kind: "open", arrivals: burst(requests), lengths};
}

function burst(requests: number): {readonly kind: "replay"; readonly times: Float64Array} {
  return {kind: "replay", times: new Float64Array(requests)};
}
