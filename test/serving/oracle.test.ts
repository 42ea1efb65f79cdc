import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {gpuDevices, llmModels, workloads} from "../../lib/index.js";
import type {ServingRecords} from "../../lib/serving/servingRecords.js";
import {POLICY_IDS, type ServingScenario, servingScenario} from "../../lib/serving/servingScenario.js";
import {servingRequests} from "../../lib/serving/servingWorkload.js";
import {simulateScenario} from "../../lib/serving/simulateServing.js";
import {
  type OracleIteration,
  type OracleResult,
  oraclePool,
  servingOracle
} from "../support/servingOracle.js";
import {oracleScenario, servingScenarios} from "../support/servingSpecs.js";

const CLOSE = 1e-9;

function expectClose(actual: number, expected: number, what: string): void {
  if (Number.isNaN(expected)) expect(actual, what).toBeNaN();
  else
    expect(Math.abs(actual - expected), `${what}: ${actual} for ${expected}`).toBeLessThanOrEqual(
      CLOSE * Math.abs(expected)
    );
}

function expectRequests(records: ServingRecords, expected: OracleResult): void {
  expect(records.count).toBe(expected.requests.length);
  for (const [i, request] of expected.requests.entries()) {
    expectClose(records.arrival[i], request.arrival, `arrival of ${i}`);
    expectClose(records.noticed[i], request.noticed, `notice of ${i}`);
    expectClose(records.scheduled[i], request.scheduled, `start of ${i}`);
    expectClose(records.firstToken[i], request.firstToken, `first token of ${i}`);
    expectClose(records.finish[i], request.finish, `finish of ${i}`);
    expect(records.preemptions[i], `preemptions of ${i}`).toBe(request.preemptions);
    expect(records.cachedTokens[i], `cached tokens of ${i}`).toBe(request.cached);
  }
  expect(records.totals.rejected).toBe(expected.rejected);
}

/** Each run of iterations is that many of the oracle's, the context growing by a token a sequence. */
function expectIterations(records: ServingRecords, expected: readonly OracleIteration[]): void {
  const runs = records.iterations!;
  let next = 0;
  for (let run = 0; run < runs.count; ++run) {
    const steps = runs.iterations[run];
    const one = expected[next]!;
    expectClose(runs.start[run], one.start, `start of run ${run}`);
    const duration = expected.slice(next, next + steps).reduce((sum, it) => sum + it.duration, 0);
    expectClose(runs.duration[run], duration, `duration of run ${run}`);
    const parts = ["linear", "attention", "vocabulary", "allReduce", "overhead"] as const;
    expectClose(
      parts.reduce((sum, part) => sum + runs[part][run], 0),
      duration,
      `parts of run ${run}`
    );
    for (let step = 0; step < steps; ++step) {
      const it = expected[next + step]!;
      expect(it.decoding).toBe(runs.decodeSequences[run]);
      expect(it.context).toBe(runs.contextTokens[run] + step * runs.decodeSequences[run]);
      expect(it.prefills).toBe(runs.prefillSequences[run]);
      expect(it.prefillTokens).toBe(runs.prefillTokens[run]);
      expect(it.running).toBe(runs.running[run]);
      expect(it.heldRows).toBe(runs.heldRows[run]);
    }
    expect(runs.waiting[run]).toBe(one.waiting);
    expect(runs.preemptions[run]).toBe(one.preemptions);
    expect(runs.reservedTokens[run]).toBe(one.reserved);
    expect(runs.heldTokens[run]).toBe(one.held);
    expect(runs.sharedTokens[run]).toBe(one.shared);
    next += steps;
  }
  expect(next).toBe(expected.length);
}

function expectTotals({totals}: ServingRecords, {iterations: expected, requests}: OracleResult): void {
  const sum = (of: (it: OracleIteration) => number) => expected.reduce((total, it) => total + of(it), 0);
  const most = (of: (it: OracleIteration) => number) =>
    expected.reduce((top, it) => Math.max(top, of(it)), 0);
  expect(totals.iterations).toBe(expected.length);
  expectClose(
    totals.busyTime,
    sum((it) => it.duration),
    "busy time"
  );
  expect(totals.preemptions).toBe(requests.reduce((total, {preemptions}) => total + preemptions, 0));
  expect(totals.decodeRows).toBe(sum((it) => it.decoding));
  expectClose(
    totals.usefulRowTime,
    sum((it) => it.duration * (it.decoding + it.prefills)),
    "useful rows"
  );
  expectClose(
    totals.heldRowTime,
    sum((it) => it.duration * it.heldRows),
    "held rows"
  );
  expectClose(
    totals.reservedTokenTime,
    sum((it) => it.duration * it.reserved),
    "reserved"
  );
  expectClose(
    totals.heldTokenTime,
    sum((it) => it.duration * it.held),
    "held tokens"
  );
  expectClose(
    totals.sharedTokenTime,
    sum((it) => it.duration * it.shared),
    "shared"
  );
  expect(totals.peakRunning).toBe(most((it) => it.running));
  expect(totals.peakWaiting).toBe(most((it) => it.waiting));
  expect(totals.peakReservedTokens).toBe(most((it) => it.reserved - it.shared));
}

function expectAsOracle(scenario: ServingScenario): void {
  const columns = servingRequests(scenario.workload, scenario.seed);
  const oracle = oracleScenario(scenario, columns);
  const expected = servingOracle(oracle, oraclePool(oracle));
  const records = simulateScenario(scenario, {iterations: true});
  expectRequests(records, expected);
  expectIterations(records, expected.iterations);
  expectTotals(records, expected);
}

describe("runs of iterations in closed form are the iterations one by one", () => {
  test("for every policy and memory, under random loads", () => {
    fc.assert(fc.property(servingScenarios, expectAsOracle), {numRuns: 800});
  });

  test("and these loads reach what is rare", () => {
    const seen = new Map<string, number>();
    const count = (what: string, times: number) => seen.set(what, (seen.get(what) ?? 0) + Math.min(1, times));
    for (const scenario of fc.sample(servingScenarios, {numRuns: 800, seed: 11})) {
      const {iterations, totals, stays, finish} = simulateScenario(scenario, {iterations: true});
      const {policy, asyncScheduling} = scenario.scheduler;
      const {level} = scenario.kv;
      count(`${policy} preempts`, totals.preemptions);
      count(`${level} preempts`, totals.preemptions);
      count(`${policy} runs`, iterations!.iterations.filter((steps) => steps > 3).length);
      count(
        `found again ${level}`,
        stays.cachedTokens.filter((tokens, i) => tokens > 0 && stays.knownTokens[i] > 0).length
      );
      count("turned away", totals.rejected);
      count("planned ahead and short of places", asyncScheduling ? totals.peakWaiting : 0);
      count("many prompts at once", iterations!.prefillSequences.filter((sequences) => sequences > 2).length);
      expect(finish.filter(Number.isNaN)).toHaveLength(totals.rejected);
    }
    for (const policy of POLICY_IDS) {
      expect(seen.get(`${policy} preempts`)).toBeGreaterThan(10);
      expect(seen.get(`${policy} runs`)).toBeGreaterThan(50);
    }
    for (const level of ["contiguous-power-of-two", "paged", "paged-prefix"] as const)
      expect(seen.get(`${level} preempts`)).toBeGreaterThan(20);
    // Who reserves the worst case, or keeps nothing, never has to take anything back.
    for (const level of ["none", "contiguous-worst"] as const) expect(seen.get(`${level} preempts`)).toBe(0);
    for (const what of [
      "found again paged-prefix",
      "turned away",
      "planned ahead and short of places",
      "many prompts at once"
    ])
      expect(seen.get(what)).toBeGreaterThan(30);
    expect(seen.get("found again paged")).toBe(0);
  });

  test.each([
    ["paged", true],
    ["paged-prefix", true],
    ["contiguous-power-of-two", false]
  ] as const)("for a calibrated machine short of memory: %s", (level, asyncScheduling) => {
    expectAsOracle(
      servingScenario({
        hardware: {
          device: gpuDevices["h100-sxm"],
          model: llmModels["llama-3.1-8b"],
          tensorParallel: 1,
          weightPrecision: "bf16",
          kvPrecision: "bf16"
        },
        scheduler: {maxNumSeqs: 40, maxBatchedTokens: 512, maxModelLength: 16_384, asyncScheduling},
        kv: {level, blocks: 1500},
        workload: {
          kind: "open",
          arrivals: {kind: "gamma", rate: 20, cv: 2},
          lengths: {
            kind: "quantiles",
            promptTokens: workloads.azureConversation.promptTokens.quantiles,
            outputTokens: workloads.azureConversation.outputTokens.quantiles
          },
          prefix: {groups: 3, tokens: 400, share: 0.7},
          requests: 150
        },
        seed: 3
      })
    );
  });
});
