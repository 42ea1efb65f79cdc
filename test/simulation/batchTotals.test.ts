import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {type BatchRecords, type BatchSpec, batchTotals, quantile, simulateBatches} from "../../lib/index.js";
import {BATCH_BLOCK} from "../../lib/simulation/batchRun.js";
import {COINCIDENCE} from "../../lib/simulation/fcfsStation.js";

const specs: fc.Arbitrary<BatchSpec> = fc
  .record({
    maxBatch: fc.constantFrom(1, 2, 8, 33),
    window: fc.constantFrom(0, 0.3, Infinity),
    servers: fc.constantFrom(1, 3),
    queue: fc.constantFrom("shared" as const, "each" as const),
    assignment: fc.constantFrom("roundRobin" as const, "random" as const),
    distribution: fc.constantFrom("deterministic" as const, "exponential" as const),
    bufferPlaces: fc.constantFrom(Infinity, 5),
    transferTime: fc.constantFrom(0, 0.2),
    load: fc.double({min: 0.2, max: 0.95, noNaN: true}),
    seed: fc.nat(1e6)
  })
  .map(({distribution, load, ...spec}) => ({
    ...spec,
    arrivals: {kind: "poisson", rate: (load * spec.servers * spec.maxBatch) / (0.9 + 0.1 * spec.maxBatch)},
    service: {
      curve: [
        {batch: 1, time: 1},
        {batch: 2, time: 1.1}
      ],
      distribution
    },
    requests: 10 * BATCH_BLOCK
  }));

/** Requests whose batch starts before the last arrival: what a run that is still under way has seen. */
function started({arrival, count, start}: BatchRecords): number[] {
  const now = arrival[count - 1];
  return [...start.keys()].filter((i) => start[i] + COINCIDENCE * start[i] < now);
}

const close = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));

describe("totals without records", () => {
  test("are those of the records", () => {
    fc.assert(
      fc.property(specs, fc.double({min: 0, max: 5, noNaN: true}), (spec, deadline) => {
        const records = simulateBatches(spec);
        const run = batchTotals(spec, {deadline});
        run.advance(Infinity);
        const totals = run.snapshot();
        const seen = started(records);
        const {arrival, formed, start, done, departure, batches} = records;
        const mean = (of: (i: number) => number): number =>
          seen.reduce((sum, i) => sum + of(i), 0) / seen.length;
        const sojourns = seen.map((i) => departure[i] - arrival[i]);
        const lost = records.lost.reduce((sum, flag) => sum + flag, 0);
        const now = arrival[records.count - 1];
        const seenBatches = new Set(seen.map((i) => records.batch[i]));
        expect(totals.offered).toBe(records.count);
        expect(totals.lost).toBe(lost);
        expect(totals.served).toBe(seen.length);
        expect(totals.waiting).toBe(records.count - lost - seen.length);
        expect(totals.batches).toBe(seenBatches.size);
        close(totals.time, now);
        close(
          totals.meanSojourn.mean,
          mean((i) => departure[i] - arrival[i])
        );
        close(
          totals.meanFormation.mean,
          mean((i) => formed[i] - arrival[i])
        );
        close(
          totals.meanQueueWait.mean,
          mean((i) => start[i] - formed[i])
        );
        close(
          totals.meanMath.mean,
          mean((i) => done[i] - start[i])
        );
        close(totals.meanBatch.mean, seen.length / seenBatches.size);
        close(totals.throughput.mean, seen.length / now);
        close(totals.meanQueueDepth.mean, (mean((i) => start[i] - arrival[i]) * seen.length) / now);
        close(
          totals.busyFraction.mean,
          [...seenBatches].reduce((sum, k) => sum + batches.done[k] - batches.start[k], 0) /
            now /
            records.servers
        );
        close(totals.lossFraction.mean, lost / records.count);
        close(
          totals.deadlineMissFraction.mean,
          (sojourns.filter((time) => time > deadline).length + lost) / (seen.length + lost)
        );
        close(totals.worstSojourn, Math.max(...sojourns));
        for (const [p, {value}] of [
          [0.5, totals.p50],
          [0.95, totals.p95],
          [0.99, totals.p99],
          [0.999, totals.p999]
        ] as const)
          expect(Math.abs(value / quantile(sojourns, p) - 1)).toBeLessThanOrEqual(2 ** -9);
        totals.hundred.forEach((value, k) => {
          expect(Math.abs(value / quantile(sojourns, (k + 0.5) / 100) - 1)).toBeLessThanOrEqual(2 ** -9);
        });
      }),
      {numRuns: 60}
    );
  });

  test("do not depend on the slices in which a run is advanced", () => {
    fc.assert(
      fc.property(specs, fc.array(fc.integer({min: 1, max: 4000}), {minLength: 1}), (spec, slices) => {
        const whole = batchTotals({...spec, requests: 70_000}, {warmUp: 3000, deadline: 2});
        whole.advance(Infinity);
        const cut = batchTotals({...spec, requests: 70_000}, {warmUp: 3000, deadline: 2});
        for (let k = 0; !cut.ended; ++k) cut.advance(slices[k % slices.length]!);
        expect(cut.snapshot()).toEqual(whole.snapshot());
      }),
      {numRuns: 15}
    );
  });

  test("where every request is late or lost, all are: neither more nor fewer, wherever the warm-up ends", () => {
    for (const warmUp of [0, 1000, 4096, 7001]) {
      const run = batchTotals(
        {
          arrivals: {kind: "deterministic", rate: 100},
          service: {curve: [{batch: 1, time: 0.02}]},
          maxBatch: 4,
          window: 0.05,
          bufferPlaces: 0,
          requests: 20_000,
          seed: 1
        },
        {warmUp, deadline: 0.01}
      );
      run.advance(Infinity);
      const {lossFraction, deadlineMissFraction} = run.snapshot();
      expect(lossFraction.mean).toBeGreaterThan(0);
      expect(deadlineMissFraction.mean).toBe(1);
    }
  });

  test("a line that grows for ever has no steady state: what diverges is Infinity, and how fast it grows is said", () => {
    const run = batchTotals({
      arrivals: {kind: "poisson", rate: 120},
      service: {
        curve: [
          {batch: 1, time: 0.02},
          {batch: 8, time: 0.08}
        ]
      },
      maxBatch: 8,
      requests: 50_000,
      seed: 3
    });
    run.advance(Infinity);
    const totals = run.snapshot();
    expect(totals.stable).toBe(false);
    expect(totals.saturationRate).toBeCloseTo(100, 10);
    expect(totals.backlogGrowthRate).toBeCloseTo(20, 10);
    for (const value of [
      totals.meanSojourn.mean,
      totals.meanQueueWait.mean,
      totals.p50.value,
      totals.worstSojourn
    ])
      expect(value).toBe(Infinity);
    expect(totals.meanBatch.mean).toBeGreaterThan(7.99);
    expect(Math.abs(totals.throughput.mean - 100)).toBeLessThan(0.2);
    expect(Math.abs(totals.waiting / totals.time - 20)).toBeLessThan(2);
  });
});
