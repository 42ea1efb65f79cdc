import {describe, expect, test} from "vitest";
import {gpuDevices, llmModels} from "../../lib/index.js";
import {memoryBudget} from "../../lib/serving/memoryBudget.js";
import {type ServingSpec, servingScenario} from "../../lib/serving/servingScenario.js";
import {inferenceEngines} from "../../lib/tables/inferenceEngines.js";
import {handMadeIteration} from "../support/handMadeIteration.js";

const hardware = {
  device: gpuDevices["h100-sxm"],
  model: llmModels["llama-3-8b"],
  tensorParallel: 1,
  weightPrecision: "bf16",
  kvPrecision: "bf16"
} as const;
const workload = {kind: "list", requests: []} as const;

describe("a scenario", () => {
  test("has the defaults that vLLM documents", () => {
    const {scheduler, kv} = servingScenario({hardware, workload, seed: 1});
    expect(scheduler).toMatchObject({
      policy: "continuous-chunked",
      maxNumSeqs: 1024,
      maxBatchedTokens: 8192,
      maxModelLength: 8192,
      longPrefillThreshold: Infinity,
      reserveFullPrompt: true,
      asyncScheduling: true
    });
    const a100 = {...hardware, device: gpuDevices["a100-sxm-80"]};
    const older = {...a100, engine: inferenceEngines["vllm-v1"]};
    expect(servingScenario({hardware: older, workload, seed: 1}).scheduler).toMatchObject({
      maxNumSeqs: 256,
      maxBatchedTokens: 2048,
      asyncScheduling: false
    });
    const small = servingScenario({hardware, scheduler: {maxBatchedTokens: 512}, workload, seed: 1});
    expect(small.scheduler.maxNumSeqs).toBe(512);
    expect(kv).toMatchObject({level: "paged", blockSize: 16, derivation: "memory"});
  });

  test("has the blocks that the memory holds, less the one that the server keeps", () => {
    const {kv, budget} = servingScenario({hardware, memoryUtilization: 0.8, workload, seed: 1});
    const expected = memoryBudget({
      ...hardware,
      maxBatchedTokens: 8192,
      maxSequences: 1024,
      memoryUtilization: 0.8
    });
    expect(kv.blocks).toBe(expected.kvBlocks(16) - 1);
    expect(budget!.rows).toEqual(expected.rows);
    const given = servingScenario({hardware, kv: {blocks: 1000}, workload, seed: 1});
    expect(given.kv).toMatchObject({blocks: 999, derivation: "given"});
  });

  test("of a model that does not fit has no block", () => {
    const big = {...hardware, model: llmModels["llama-3-70b"]};
    expect(servingScenario({hardware: big, workload, seed: 1}).kv.blocks).toBe(0);
  });
});

describe("nonsense is refused", () => {
  const iteration = handMadeIteration({
    fixed: 1,
    perSequence: 0,
    perContextToken: 0,
    perPromptToken: 0,
    perPair: 0,
    perSample: 0,
    requestOverhead: 0
  });
  const base = {hardware, workload, seed: 1} as const;
  test.each<[Partial<ServingSpec> | object, string]>([
    [{hardware: undefined}, "invalid hardware: undefined"],
    [{hardware: undefined, iteration}, "invalid maxModelLength: undefined"],
    [{hardware: undefined, scheduler: {maxModelLength: 10}}, "invalid hardware: undefined"],
    [{hardware: undefined, iteration, scheduler: {maxModelLength: 10}}, "invalid blocks: undefined"],
    [{scheduler: {policy: "fifo"}}, "invalid policy: fifo"],
    [{scheduler: {maxNumSeqs: 0}}, "invalid maxNumSeqs: 0"],
    [{scheduler: {maxNumSeqs: 200, maxBatchedTokens: 100}}, "invalid maxBatchedTokens: 100"],
    [{scheduler: {maxModelLength: 1}}, "invalid maxModelLength: 1"],
    [{scheduler: {longPrefillThreshold: 0}}, "invalid longPrefillThreshold: 0"],
    [{scheduler: {batchWindow: -1}}, "invalid batchWindow: -1"],
    [{kv: {level: "disk"}}, "invalid kv.level: disk"],
    [{kv: {blockSize: 0.5}}, "invalid blockSize: 0.5"],
    [{kv: {blocks: 0}}, "invalid blocks: 0"],
    [{memoryUtilization: 2}, "invalid memoryUtilization: 2"],
    [{seed: -1}, "invalid seed: -1"]
  ])("%o", (change, message) => {
    expect(() => servingScenario({...base, ...change} as ServingSpec)).toThrow(new RangeError(message));
  });
});
