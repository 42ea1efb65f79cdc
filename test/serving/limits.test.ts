import {describe, expect, test} from "vitest";
import {gpuDevices, llmModels, randomSource} from "../../lib/index.js";
import {exponential} from "../../lib/random/exponential.js";
import {iterationModel} from "../../lib/serving/iterationModel.js";
import type {PolicyId, SchedulerSpec} from "../../lib/serving/servingScenario.js";
import {simulateServing} from "../../lib/serving/simulateServing.js";
import {handMadeIteration} from "../support/handMadeIteration.js";
import {expectMean} from "../support/zScore.js";

const hardware = {
  device: gpuDevices["h100-sxm"],
  model: llmModels["llama-3.1-8b"],
  tensorParallel: 1,
  weightPrecision: "bf16",
  kvPrecision: "bf16"
} as const;
const model = iterationModel(hardware);

describe("one request alone takes what the model of an iteration says", () => {
  const one = {arrival: 2, promptTokens: 5000, outputTokens: 700};

  /** Iterations one after the other: chunks of the budget, then one token each, with one token more of context. */
  function alone(budget: number): {firstToken: number; finish: number} {
    let time = one.arrival + model.requestOverhead;
    for (let past = 0; past < one.promptTokens; past += budget) {
      const tokens = Math.min(budget, one.promptTokens - past);
      const last = past + tokens === one.promptTokens;
      time += model.time({
        decodeSequences: 0,
        decodeContextTokens: 0,
        prefills: [{tokens, past}],
        sampled: Number(last)
      }).total;
    }
    const firstToken = time;
    // n - 1 tokens, reading prompt + 1, prompt + 2, …: an arithmetic series.
    const {fixed, perContextToken} = model.decode(1);
    const n = one.outputTokens - 1;
    return {
      firstToken,
      finish: firstToken + n * fixed + perContextToken * (n * one.promptTokens + (n * (n + 1)) / 2)
    };
  }

  test.each<[PolicyId, number, boolean]>([
    ["continuous-chunked", 2048, true],
    ["continuous-chunked", 512, false],
    ["continuous", 8192, true],
    ["dynamic", 8192, false],
    ["static", 8192, false]
  ])("%s with %i tokens an iteration", (policy, maxBatchedTokens, asyncScheduling) => {
    const scheduler: SchedulerSpec = {policy, maxBatchedTokens, asyncScheduling, maxNumSeqs: 8};
    const workload = {kind: "list", requests: [one]} as const;
    const {firstToken, finish, totals} = simulateServing({hardware, scheduler, workload, seed: 1});
    const expected = alone(maxBatchedTokens);
    expect(firstToken[0]).toBeCloseTo(expected.firstToken, 10);
    expect(Math.abs(finish[0] / expected.finish - 1)).toBeLessThan(1e-12);
    expect(totals.peakRunning).toBe(1);
  });
});

describe("static and continuous batching are the same", () => {
  test("when all come together and ask for the same", () => {
    const run = (policy: PolicyId) =>
      simulateServing({
        hardware,
        scheduler: {policy, maxNumSeqs: 16, maxBatchedTokens: 8192, asyncScheduling: false},
        workload: {
          kind: "open",
          arrivals: {kind: "replay", times: new Float64Array(64)},
          lengths: {kind: "fixed", promptTokens: 300, outputTokens: 120}
        },
        seed: 1
      });
    const [still, flowing] = [run("static"), run("continuous")];
    expect(still.end).toBeGreaterThan(1);
    for (let i = 0; i < 64; ++i) {
      expect(Math.abs(still.firstToken[i] / flowing.firstToken[i] - 1)).toBeLessThan(1e-12);
      expect(Math.abs(still.finish[i] / flowing.finish[i] - 1)).toBeLessThan(1e-12);
    }
    expect(still.totals.heldRows).toBe(0);
  });
});

describe("places that static batching needs for each that continuous batching does", () => {
  const BATCH = 64;
  const MEAN = 128;
  const oneSecond = handMadeIteration({
    fixed: 1,
    perSequence: 0,
    perContextToken: 0,
    perPromptToken: 0,
    perPair: 0,
    perSample: 0,
    requestOverhead: 0
  });

  /**
   * E[max of a batch] / E[one] of exponential answers, redrawn above the cap and rounded up to whole tokens, or down:
   * sums of P(max > k) = 1 - F(k)^64 and of P(X > k) = 1 - F(k).
   */
  function ratio(cap: number, round: "up" | "down"): number {
    const law = (x: number) => Math.expm1(-Math.min(x, cap) / MEAN) / Math.expm1(-cap / MEAN);
    let most = 0;
    let each = 0;
    for (let k = 0; k <= cap; ++k) {
      const f = law(round === "up" ? k : k + 1);
      most += 1 - f ** BATCH;
      each += 1 - f;
    }
    return most / each;
  }

  /** Rows times decoding iterations, the prompt's counted with them. */
  function rowSteps(policy: PolicyId, outputTokens: Int32Array): number {
    const {totals, count} = simulateServing({
      iteration: oneSecond,
      scheduler: {policy, maxNumSeqs: BATCH, maxBatchedTokens: BATCH, maxModelLength: 10 ** 6},
      kv: {level: "contiguous-worst", blocks: BATCH * 10 ** 6 + 1, blockSize: 1},
      workload: {
        kind: "open",
        arrivals: {kind: "replay", times: new Float64Array(outputTokens.length)},
        lengths: {kind: "given", promptTokens: [1], outputTokens}
      },
      seed: 1
    });
    return totals.decodeRows + totals.heldRows + count;
  }

  test.each([
    [32, 2.04],
    [128, 2.33],
    [512, 3.75],
    [1536, 4.75]
  ])("exponential answers of mean 128, capped at %i: %f", (cap, published) => {
    // A published ratio rounds to whole tokens in some way.
    expect(ratio(cap, "up")).toBeLessThan(published);
    expect(ratio(cap, "down")).toBeGreaterThan(published);
    const source = randomSource(31, "answers", cap);
    const draw = (): number => {
      const x = MEAN * exponential(source);
      return x < cap ? x : draw();
    };
    const errors: number[] = [];
    for (let run = 0; run < 60; ++run) {
      const outputs = Int32Array.from({length: 20 * BATCH}, () => Math.ceil(draw()));
      const flowing = rowSteps("continuous", outputs);
      // Continuous batching gives each place to the next at once: nothing is computed or held but for a request.
      expect(flowing).toBe(outputs.reduce((sum, tokens) => sum + tokens, 0));
      // The residuals of a ratio have mean 0 if it is the true one.
      errors.push(rowSteps("static", outputs) - ratio(cap, "up") * flowing);
    }
    expectMean(errors, 0);
  });
});
