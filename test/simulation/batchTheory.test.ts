import {describe, expect, test} from "vitest";
import {
  type BatchSpec,
  type BatchTotals,
  bulkMd1,
  bulkMm1,
  bulkMm1Full,
  bulkService,
  formationDelay,
  md1,
  mmc,
  simulateBatchTotals
} from "../../lib/index.js";
import {expectMean} from "../support/zScore.js";

/** Totals of independent runs, warmed up. */
function replicas(spec: Omit<BatchSpec, "seed" | "requests">, requests = 60_000, count = 20): BatchTotals[] {
  return Array.from({length: count}, (_, seed) =>
    simulateBatchTotals({...spec, requests, seed: seed + 1}, {warmUp: requests / 6})
  );
}

const wait = ({meanFormation, meanQueueWait}: BatchTotals): number => meanFormation.mean + meanQueueWait.mean;

function expectEach(totals: readonly BatchTotals[], measure: (one: BatchTotals) => number, expected: number) {
  expectMean(totals.map(measure), expected);
}

const constant = {curve: [{batch: 1, time: 1}]} as const;
const memoryless = {...constant, distribution: "exponential"} as const;
const poisson = (rate: number) => ({kind: "poisson", rate}) as const;

describe("M/M^[1,B]/1: greedy batches, exponential times", () => {
  test.each([
    [2, 0.3],
    [2, 0.8],
    [8, 0.5],
    [8, 0.9],
    [32, 0.7]
  ])("B = %i at a utilization of %f", (batch, utilization) => {
    const rate = batch * utilization;
    const totals = replicas({arrivals: poisson(rate), service: memoryless, maxBatch: batch});
    const theory = bulkMm1({arrivalRate: rate, serviceRate: 1, batch});
    expectEach(totals, wait, theory.meanWait);
    expectEach(totals, (one) => one.meanSojourn.mean, theory.meanSojourn);
    expectEach(totals, (one) => one.meanBatch.mean, theory.meanBatch);
    expectEach(totals, (one) => one.busyFraction.mean, theory.busyFraction);
    expectEach(totals, (one) => one.meanQueueDepth.mean, theory.meanQueueLength);
    expectEach(totals, (one) => one.p50.value, theory.sojournQuantile(0.5));
    expectEach(totals, (one) => one.p95.value, theory.sojournQuantile(0.95));
    for (const one of totals) {
      expect(one.meanFormation.mean).toBe(0);
      expect(one.utilization).toBeCloseTo(utilization, 12);
    }
  });
});

describe("M/M^[B]/1: full batches only", () => {
  test.each([
    [2, 0.8],
    [5, 0.5],
    [16, 0.8]
  ])("B = %i at a utilization of %f", (batch, utilization) => {
    const rate = batch * utilization;
    const totals = replicas({
      arrivals: poisson(rate),
      service: memoryless,
      maxBatch: batch,
      window: Infinity
    });
    const theory = bulkMm1Full({arrivalRate: rate, serviceRate: 1, batch});
    expectEach(totals, (one) => one.meanFormation.mean, theory.meanFormation);
    expectEach(totals, (one) => one.meanQueueWait.mean, theory.meanQueueWait);
    expectEach(totals, (one) => one.busyFraction.mean, theory.busyFraction);
    for (const one of totals) expect(one.meanBatch.mean).toBe(batch);
  });
});

describe("M/D^[1,B]/1: greedy batches, one time for all", () => {
  test.each([
    [1, 0.8],
    [2, 0.3],
    [4, 0.75],
    [16, 0.9],
    [64, 0.5]
  ])("B = %i at a utilization of %f", (batch, utilization) => {
    const rate = batch * utilization;
    const totals = replicas({arrivals: poisson(rate), service: constant, maxBatch: batch});
    const theory = bulkMd1({arrivalRate: rate, serviceTime: 1, batch});
    expectEach(totals, wait, theory.meanWait);
    expectEach(totals, (one) => one.meanBatch.mean, theory.meanBatch);
    expectEach(totals, (one) => one.busyFraction.mean, theory.busyFraction);
  });
});

describe("batch times that depend on the size: the exact chain", () => {
  const curve = [
    {batch: 1, time: 0.005},
    {batch: 4, time: 0.0072},
    {batch: 8, time: 0.0091},
    {batch: 16, time: 0.014}
  ];
  const serviceTimes = [0, 5, 5.7333333333, 6.4666666667, 7.2, 7.675, 8.15, 8.625, 9.1];
  for (let b = 9; b <= 16; ++b) serviceTimes.push(9.1 + ((b - 8) * 4.9) / 8);

  test.each(
    (["deterministic", "exponential"] as const).flatMap((distribution) =>
      [100, 500, 900].map((rate) => [distribution, rate] as const)
    )
  )("%s, %i requests a second", (distribution, rate) => {
    const totals = replicas({arrivals: poisson(rate), service: {curve, distribution}, maxBatch: 16});
    const theory = bulkService({
      arrivalRate: rate,
      batch: 16,
      serviceTimes: serviceTimes.map((time) => time / 1000),
      distribution
    });
    expectEach(totals, wait, theory.meanWait);
    expectEach(totals, (one) => one.meanMath.mean, theory.meanMath);
    expectEach(totals, (one) => one.meanBatch.mean, theory.meanBatch);
    expectEach(totals, (one) => one.busyFraction.mean, theory.busyFraction);
    expectEach(totals, (one) => one.meanQueueDepth.mean, theory.meanQueueLength);
  });
});

describe("formation", () => {
  test("of full batches is (B - 1) / (2 lambda) whether servers are busy or not, and its tail is known", () => {
    const theory = formationDelay({arrivalRate: 10, batch: 8});
    for (const time of [0.01, 0.7]) {
      const totals = replicas({
        arrivals: poisson(10),
        service: {curve: [{batch: 1, time}]},
        maxBatch: 8,
        window: Infinity
      });
      expectEach(totals, (one) => one.meanFormation.mean, theory.mean);
      // With hardly any service or queue the sojourn is formation and a constant.
      if (time < 0.1)
        for (const [p, of] of [
          [0.5, (one: BatchTotals) => one.p50.value],
          [0.99, (one: BatchTotals) => one.p99.value]
        ] as const)
          expectEach(totals, of, theory.quantile(p) + time);
    }
  });

  test("with a window, where a server is always free: batch, mean and tail", () => {
    const theory = formationDelay({arrivalRate: 10, batch: 8, window: 0.5});
    const totals = replicas({
      arrivals: poisson(10),
      service: {curve: [{batch: 1, time: 1e-4}]},
      maxBatch: 8,
      window: 0.5,
      servers: 4
    });
    expectEach(totals, (one) => one.meanFormation.mean, theory.mean);
    expectEach(totals, (one) => one.meanBatch.mean, theory.meanBatch);
    expectEach(totals, (one) => one.p50.value, theory.quantile(0.5) + 1e-4);
  });
});

describe("batches of one", () => {
  test("on several servers with one line are M/M/c, and with a line each M/D/1", () => {
    const shared = replicas({arrivals: poisson(2.4), service: memoryless, maxBatch: 1, servers: 3});
    const queue = mmc({arrivalRate: 2.4, serviceRate: 1, servers: 3});
    expectEach(shared, wait, queue.meanWait);
    expectEach(shared, (one) => one.p95.value, queue.sojournQuantile(0.95));
    const each = replicas({
      arrivals: poisson(2.1),
      service: constant,
      maxBatch: 1,
      servers: 3,
      queue: "each",
      assignment: "random"
    });
    expectEach(each, wait, md1({arrivalRate: 0.7, serviceTime: 1}).meanWait);
  });

  test("without a buffer lose what Erlang's formula says, whatever the law of the service", () => {
    const load = 0.923;
    const totals = replicas({
      arrivals: poisson(load),
      service: constant,
      maxBatch: 1,
      bufferPlaces: 0
    });
    expectEach(totals, (one) => one.lossFraction.mean, load / (1 + load));
  });
});

describe("confidence", () => {
  test("intervals of the mean and of the p99 cover the truth about as often as they say", () => {
    const theory = bulkMm1({arrivalRate: 4, serviceRate: 1, batch: 8});
    let means = 0;
    let tails = 0;
    for (let seed = 0; seed < 150; ++seed) {
      const {meanSojourn, p99} = simulateBatchTotals(
        {arrivals: poisson(4), service: memoryless, maxBatch: 8, requests: 60_000, seed},
        {warmUp: 5000}
      );
      means += Number(Math.abs(meanSojourn.mean - theory.meanSojourn) <= meanSojourn.halfWidth);
      tails += Number(Math.abs(p99.value - theory.sojournQuantile(0.99)) <= p99.halfWidth);
    }
    // 95 % of 150 is 142.5, with a standard deviation of 2.7.
    expect(means).toBeGreaterThan(142 - 11);
    expect(tails).toBeGreaterThan(142 - 11);
    expect(means).toBeLessThan(150);
  });
});
