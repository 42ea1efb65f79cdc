import {describe, expect, test} from "vitest";
import {servingMetrics} from "../../lib/serving/servingMetrics.js";
import type {ServingSpec} from "../../lib/serving/servingScenario.js";
import {simulateServing} from "../../lib/serving/simulateServing.js";
import {handMadeIteration} from "../support/handMadeIteration.js";

/** Every iteration takes one second, whatever it computes. */
const oneSecond = handMadeIteration({
  fixed: 1,
  perSequence: 0,
  perContextToken: 0,
  perPromptToken: 0,
  perPair: 0,
  perSample: 0,
  requestOverhead: 0
});

/** Three requests: the third comes while the second is served, and has to wait for a place. */
const three: ServingSpec = {
  iteration: oneSecond,
  scheduler: {policy: "continuous-chunked", maxNumSeqs: 2, maxBatchedTokens: 100, maxModelLength: 100},
  kv: {blocks: 11, blockSize: 4},
  workload: {
    kind: "list",
    requests: [
      {arrival: 10, promptTokens: 5, outputTokens: 3},
      {arrival: 10, promptTokens: 7, outputTokens: 5},
      {arrival: 10.5, promptTokens: 2, outputTokens: 1}
    ]
  },
  seed: 1
};

describe("the metrics of a run worked out by hand", () => {
  // Iterations start at 10, 11, … and end with the fifth at 15. The first is done at 13, the second at 15; the third
  // is let in at 13 and done at 14.
  const records = simulateServing(three, {iterations: true});
  const metrics = servingMetrics(records, {
    objectives: {ttft: 2, tpot: 1},
    devices: 2,
    power: 100,
    pricePerHour: 3.6,
    saturation: 0.5
  });

  test("times", () => {
    expect([...records.scheduled]).toEqual([10, 10, 13]);
    expect([...records.firstToken]).toEqual([11, 11, 14]);
    expect([...records.finish]).toEqual([13, 15, 14]);
    expect(metrics.ttft).toMatchObject({count: 3, mean: 5.5 / 3, p50: 1, p99: 3.5, max: 3.5});
    expect(metrics.tpot).toMatchObject({count: 2, mean: 1, p99: 1});
    expect(metrics.endToEnd).toMatchObject({mean: 11.5 / 3, p50: 3.5, max: 5});
    expect(metrics.queueing).toMatchObject({p50: 0, max: 2.5});
    expect(metrics.makespan).toBe(5);
  });

  test("rates", () => {
    expect(metrics.throughput).toBe(3 / 5);
    expect(metrics.outputTokenRate).toBe(9 / 5);
    expect(metrics.tokenRate).toBe(23 / 5);
    expect(metrics.attainment).toBe(2 / 3);
    expect(metrics.goodput).toBe(2 / 5);
    expect(metrics.busyFraction).toBe(1);
    expect(metrics.arrivalRate).toBe(3 / 10.5);
    expect(metrics.utilization).toBeCloseTo(3 / 10.5 / 0.5, 12);
    expect(metrics.backlogGrowthRate).toBe(0);
    expect(servingMetrics(records, {saturation: 0.1}).backlogGrowthRate).toBeCloseTo(3 / 10.5 - 0.1, 12);
  });

  test("places: two in each iteration but the last, which has one", () => {
    expect(records.totals.usefulRowTime).toBe(9);
    expect(metrics.bubbleFraction).toBeCloseTo(0.1, 12);
    expect(metrics.heldFraction).toBe(0);
    expect(metrics.peakRunning).toBe(2);
    expect(metrics.peakWaiting).toBe(1);
  });

  test("memory: ten blocks of four tokens", () => {
    // Blocks: 2 + 2, 2 + 2, 2 + 3, 1 + 3, 3; tokens: 5 + 7, 6 + 8, 7 + 9, 2 + 10, 11.
    expect(metrics.kvReserved).toBeCloseTo(((4 + 4 + 5 + 4 + 3) * 4) / (40 * 5), 12);
    expect(metrics.kvUsed).toBeCloseTo((12 + 14 + 16 + 12 + 11) / (40 * 5), 12);
    expect(metrics.kvWaste).toBeCloseTo(1 - 65 / 80, 12);
    expect(metrics.kvPeak).toBe(0.5);
  });

  test("energy and cost", () => {
    expect(metrics.energyPerMillionTokens).toBeCloseTo((2 * 100 * 5 * 1e6) / 9, 3);
    expect(metrics.costPerMillionTokens).toBeCloseTo((2 * 0.001 * 5 * 1e6) / 9, 6);
  });

  test("a window counts those who arrive in it", () => {
    const window = servingMetrics(records, {from: 10.2, to: 12});
    expect(window.offered).toBe(1);
    expect(window.ttft.mean).toBe(3.5);
    expect(window.tpot).toMatchObject({count: 0, mean: NaN, p99: NaN});
  });

  test("the iterations tell the same story", () => {
    const {iterations} = records;
    expect([...iterations!.start]).toEqual([10, 11, 13, 14]);
    expect([...iterations!.iterations]).toEqual([1, 2, 1, 1]);
    expect([...iterations!.waiting]).toEqual([0, 1, 0, 0]);
  });
});

describe("nonsense is refused", () => {
  const records = simulateServing(three);
  test.each([
    [{from: -1}, "invalid from: -1"],
    [{to: 0}, "invalid to: 0"],
    [{saturation: 0}, "invalid saturation: 0"],
    [{places: 0}, "invalid places: 0"]
  ])("%o", (options, message) => {
    expect(() => servingMetrics(records, options)).toThrow(new RangeError(message));
  });
});
