import {describe, expect, test} from "vitest";
import {gpuDevices, llmModels, workloads} from "../../lib/index.js";
import {saturationThroughput} from "../../lib/serving/saturationThroughput.js";
import {type ServingMetrics, servingMetrics} from "../../lib/serving/servingMetrics.js";
import type {KvLevelId, PolicyId, ServingSpec} from "../../lib/serving/servingScenario.js";
import {simulateServing} from "../../lib/serving/simulateServing.js";
import {handMadeIteration} from "../support/handMadeIteration.js";

const {promptTokens, outputTokens} = workloads.azureConversation;
const replica = (policy: PolicyId, level: KvLevelId, rate: number, maxBatchedTokens = 2048): ServingSpec => ({
  hardware: {
    device: gpuDevices["h100-sxm"],
    model: llmModels["llama-3-70b"],
    tensorParallel: 2,
    weightPrecision: "fp8",
    kvPrecision: "bf16"
  },
  scheduler: {policy, maxBatchedTokens, maxNumSeqs: 256, maxModelLength: 16_384},
  kv: {level},
  workload: {
    kind: "open",
    arrivals: {kind: "poisson", rate},
    lengths: {
      kind: "quantiles",
      promptTokens: promptTokens.quantiles,
      outputTokens: outputTokens.quantiles
    },
    until: 4000
  },
  seed: 5
});
const metricsOf = (spec: ServingSpec): ServingMetrics =>
  servingMetrics(simulateServing(spec), {from: 100, to: 4000});

describe("the cloud replica's crisis, and what ends it", () => {
  const before = metricsOf(replica("dynamic", "contiguous-worst", 0.55, 16_384));
  const after = metricsOf(replica("continuous-chunked", "paged", 3));

  test("whole requests in one place each for the worst case: seconds to the first token, an almost empty memory", () => {
    expect(before.ttft.mean).toBeGreaterThan(3);
    expect(before.peakRunning).toBeLessThan(16);
    expect(before.kvWaste).toBeGreaterThan(0.9);
    expect(before.busyFraction).toBeGreaterThan(0.9);
  });

  test("iterations and blocks: more than five times the load within a second and 50 ms a token at the p99", () => {
    expect(after.ttft.p99).toBeLessThan(1);
    expect(after.tpot.p99).toBeLessThan(0.05);
    expect(after.kvWaste).toBeLessThan(0.02);
    expect(after.arrivalRate / before.arrivalRate).toBeGreaterThan(5);
  });

  test("a smaller budget trades the first token for those that follow", () => {
    const small = metricsOf(replica("continuous-chunked", "paged", 3, 512));
    expect(small.ttft.p99).toBeGreaterThan(after.ttft.p99);
    expect(small.tpot.p99).toBeLessThan(after.tpot.p99);
  });

  test("a busy machine is not a full one: most of its time in iterations at a tenth of what it can carry", () => {
    const spec = replica("continuous-chunked", "paged", 0.5);
    const saturation = saturationThroughput(spec);
    const metrics = servingMetrics(simulateServing(spec), {saturation});
    expect(metrics.busyFraction).toBeGreaterThan(0.8);
    expect(metrics.utilization).toBeLessThan(0.1);
    expect(metrics.backlogGrowthRate).toBe(0);
  });

  test("without a cache every token costs its whole prefix, and the replica carries next to nothing", () => {
    const bare = saturationThroughput(replica("continuous-chunked", "none", 1), {requests: 400});
    expect(bare).toBeLessThan(0.05 * saturationThroughput(replica("continuous-chunked", "paged", 1)));
  });
});

describe("saturation throughput", () => {
  test("of equal requests is places over the time of a batch", () => {
    const iteration = handMadeIteration({
      fixed: 0.01,
      perSequence: 0,
      perContextToken: 0,
      perPromptToken: 0,
      perPair: 0,
      perSample: 0,
      requestOverhead: 0
    });
    const spec: ServingSpec = {
      iteration,
      scheduler: {policy: "continuous-chunked", maxNumSeqs: 10, maxBatchedTokens: 1000, maxModelLength: 100},
      kv: {blocks: 1001, blockSize: 1},
      workload: {
        kind: "closed",
        clients: 1,
        requests: 1,
        lengths: {kind: "fixed", promptTokens: 10, outputTokens: 20}
      },
      seed: 1
    };
    // Ten requests together, twenty iterations each.
    expect(saturationThroughput(spec, {requests: 4000})).toBeCloseTo(10 / (20 * 0.01), 9);
    // Memory for three of them: 29 tokens each.
    expect(
      saturationThroughput(
        {...spec, kv: {level: "contiguous-worst", blocks: 301, blockSize: 1}},
        {requests: 3000}
      )
    ).toBeCloseTo(3 / 0.2, 9);
    expect(saturationThroughput({...spec, kv: {blocks: 11, blockSize: 1}})).toBe(0);
  });

  test("is where the wait begins to grow: shorter below, longer and longer above", () => {
    const saturation = saturationThroughput(replica("continuous-chunked", "paged", 1));
    const waits = (load: number, until: number) => {
      const spec = replica("continuous-chunked", "paged", load * saturation);
      const records = simulateServing({
        ...spec,
        workload: {...spec.workload, until} as ServingSpec["workload"]
      });
      return servingMetrics(records, {from: until / 2, to: until, saturation});
    };
    expect(waits(0.7, 2000).ttft.mean / waits(0.7, 4000).ttft.mean).toBeGreaterThan(0.7);
    const [short, long] = [waits(1.3, 1000), waits(1.3, 2000)];
    // A backlog of (arrival rate - saturation) t, served at the saturation rate.
    expect(long.queueing.mean / short.queueing.mean).toBeGreaterThan(1.7);
    expect(long.backlogGrowthRate).toBeGreaterThan(0.2 * saturation);
    expect(long.queueing.mean).toBeGreaterThan(0.6 * ((long.backlogGrowthRate * 1500) / saturation));
    expect(long.queueing.mean).toBeLessThan(1.4 * ((long.backlogGrowthRate * 1500) / saturation));
  });
});
