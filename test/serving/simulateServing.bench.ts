/** How long an hour of requests takes: `npx vitest bench --config test/vitest.config.ts --project unit test/serving`. Not part of the tests. */
import {bench, describe} from "vitest";
import {
  gpuDevices,
  llmModels,
  type ServingWorkloadSpec,
  servingScenario,
  simulateScenario,
  workloads
} from "../../lib/index.js";

const hardware = {
  device: gpuDevices["h100-sxm"],
  model: llmModels["llama-3.1-8b"],
  tensorParallel: 1,
  weightPrecision: "bf16",
  kvPrecision: "bf16"
} as const;

/** An hour with the lengths, the rate and the bursts of a public trace. */
function hour({
  meanRate,
  interarrivalCv,
  promptTokens,
  outputTokens
}: (typeof workloads)["azureCode"]): ServingWorkloadSpec {
  return {
    kind: "open",
    arrivals: {kind: "hyperexponential", rate: meanRate.value, cv: interarrivalCv.value},
    lengths: {kind: "quantiles", promptTokens: promptTokens.quantiles, outputTokens: outputTokens.quantiles},
    until: 3600
  };
}

describe("an hour of the Azure 2023 code trace's traffic", () => {
  const scenario = servingScenario({hardware, workload: hour(workloads.azureCode), seed: 1});
  bench("records", () => {
    simulateScenario(scenario);
  });
  bench("records with iterations", () => {
    simulateScenario(scenario, {iterations: true});
  });
});
