import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {bulkMd1, bulkMm1, bulkService, dynamicBatchingBound} from "../../lib/index.js";
import {stationary} from "../support/markovChain.js";
import {expectRelative} from "./closeTo.js";

const constant = (time: number, batch: number): number[] => Array(batch + 1).fill(time);
const load = fc.double({min: 0.01, max: 0.99, noNaN: true});

describe("the exact chain of the greedy batcher", () => {
  const curve = (batch: number): number[] => Array.from({length: batch + 1}, (_, b) => 0.6 + 0.1 * b);

  test("with exponential times is M/M^[1,B]/1", () => {
    fc.assert(
      fc.property(
        fc.double({min: 0.01, max: 0.95, noNaN: true}),
        fc.integer({min: 1, max: 12}),
        (rho, batch) => {
          const arrivalRate = rho * batch;
          const chain = bulkService({
            arrivalRate,
            batch,
            serviceTimes: constant(1, batch),
            distribution: "exponential"
          });
          const closed = bulkMm1({arrivalRate, serviceRate: 1, batch});
          for (const name of ["meanWait", "busyFraction", "meanBatch"] as const)
            expectRelative(chain[name], closed[name], 1e-10, name);
          // Probabilities below a billionth feel the far end that is left out.
          for (let n = 0; closed.queueLengthProbability(n) > 1e-9; ++n)
            expectRelative(chain.queueLengths[n], closed.queueLengthProbability(n), 1e-8);
        }
      ),
      {numRuns: 60}
    );
  });

  test.each([
    [3, 1.8],
    [6, 2.5]
  ])(
    "with size-dependent exponential times: as by brute force, B = %i at %f a second",
    (batch, arrivalRate) => {
      const times = curve(batch);
      // State 0: idle; then (size, waiting) pairs.
      const longest = 110;
      const stateOf = (size: number, waiting: number): number => 1 + (size - 1) * (longest + 1) + waiting;
      const states = 1 + batch * (longest + 1);
      const law = stationary(states, (from, to) => {
        if (from === 0) return to === stateOf(1, 0) ? arrivalRate : 0;
        const size = 1 + Math.floor((from - 1) / (longest + 1));
        const waiting = (from - 1) % (longest + 1);
        const next = waiting === 0 ? 0 : stateOf(Math.min(batch, waiting), Math.max(0, waiting - batch));
        return (
          (waiting < longest && to === stateOf(size, waiting + 1) ? arrivalRate : 0) +
          (to === next ? 1 / times[size]! : 0)
        );
      });
      const chain = bulkService({arrivalRate, batch, serviceTimes: times, distribution: "exponential"});
      expectRelative(chain.busyFraction, 1 - law[0]!, 1e-6);
      for (let n = 0; n < 8; ++n) {
        let chance = n === 0 ? law[0]! : 0;
        for (let size = 1; size <= batch; ++size) chance += law[stateOf(size, n)]!;
        expectRelative(chain.queueLengths[n], chance, 1e-6);
      }
    }
  );

  test.each([
    [1, 0.9],
    [3, 2.2],
    [7, 4.6]
  ])(
    "with size-dependent constant times: the chain solved by plain elimination, B = %i at %f a second",
    (batch, arrivalRate) => {
      const times = curve(batch);
      const states = 160;
      const poisson = (k: number, mean: number) => {
        let chance = Math.exp(-mean);
        for (let i = 1; i <= k; ++i) chance *= mean / i;
        return chance;
      };
      const sizeAt = (line: number) => Math.min(Math.max(line, 1), batch);
      // One step of the chain a second has the same law as the chain itself.
      const law = stationary(states, (from, to) => {
        const came = to - Math.max(0, from - batch);
        return came < 0 ? 0 : poisson(came, arrivalRate * times[sizeAt(from)]!);
      });
      let cycle = law[0]! / arrivalRate;
      let area = 0;
      let worked = 0;
      law.forEach((chance, line) => {
        const time = times[sizeAt(line)]!;
        cycle += chance * time;
        worked += chance * time;
        // Who is left behind waits through it, and who comes waits for half of it on average.
        area += chance * (Math.max(0, line - batch) * time + (arrivalRate * time * time) / 2);
      });
      const chain = bulkService({arrivalRate, batch, serviceTimes: times});
      expectRelative(chain.busyFraction, worked / cycle, 1e-9);
      expectRelative(chain.meanBatch, arrivalRate * cycle, 1e-9);
      expectRelative(chain.meanQueueLength, area / cycle, 1e-8);
      const same = bulkMd1({arrivalRate, serviceTime: 0.3, batch});
      const constants = bulkService({arrivalRate, batch, serviceTimes: constant(0.3, batch)});
      expectRelative(same.meanQueueLength, constants.meanQueueLength, 1e-10);
    }
  );

  test("without a limit and with one time for all, the mean is D (1 + a / (2 (a + e^-a)))", () => {
    // Nobody is ever left behind: a request waits for half a service if it finds one, whose share of time is a / (a + e^-a).
    fc.assert(
      fc.property(fc.double({min: 0.01, max: 20, noNaN: true}), (a) => {
        const batch = Math.ceil(a + 14 * Math.sqrt(a) + 30);
        const {meanSojourn} = bulkService({arrivalRate: a, batch, serviceTimes: constant(1, batch)});
        expectRelative(meanSojourn, 1 + a / (2 * (a + Math.exp(-a))), 1e-9);
      }),
      {numRuns: 40}
    );
  });

  test("laws add up to one, and Little's law holds for batches: lambda = mean batch / mean cycle", () => {
    fc.assert(
      fc.property(load, fc.integer({min: 1, max: 24}), (rho, batch) => {
        const serviceTimes = curve(batch);
        const arrivalRate = (rho * batch) / serviceTimes[batch]!;
        const chain = bulkService({arrivalRate, batch, serviceTimes});
        const sum = (law: Float64Array): number => law.reduce((total, chance) => total + chance, 0);
        expectRelative(sum(chain.batchSizes), 1, 1e-12);
        expectRelative(sum(chain.queueLengths), 1, 1e-12);
        const worked = chain.batchSizes.reduce(
          (total, chance, size) => total + chance * serviceTimes[size]!,
          0
        );
        expectRelative((arrivalRate * worked) / chain.meanBatch, chain.busyFraction, 1e-10);
        expectRelative(chain.utilization, rho, 1e-12);
      }),
      {numRuns: 60}
    );
  });

  test("busy is not full: at a tenth of what it can carry, a server with a fixed cost a batch works most of the time", () => {
    const serviceTimes = Array.from({length: 129}, (_, b) => 1 + 0.01 * b);
    const {utilization, busyFraction} = bulkService({
      arrivalRate: 0.1 * (128 / serviceTimes[128]!),
      batch: 128,
      serviceTimes
    });
    expectRelative(utilization, 0.1, 1e-12);
    expect(busyFraction).toBeGreaterThan(0.95);
  });
});

describe("Inoue's closed form", () => {
  /** The exact mean latency without a batch limit, at one arrival a second: rho = t1, and t0. */
  function exactMean(rho: number, fixedTime: number): number {
    // No batch comes near a limit so many standard deviations beyond the mean one.
    const mean = (fixedTime + 1) / (1 - rho);
    const batch = Math.ceil(mean + 12 * Math.sqrt(mean / (1 - rho * rho)) + 20);
    const serviceTimes = Array.from({length: batch + 1}, (_, b) => fixedTime + rho * b);
    return bulkService({arrivalRate: 1, batch, serviceTimes}).meanSojourn;
  }

  // At its worst, t1 = 0 and lambda t0 = 1, it says 3 / 2 of t0 where 1 + 1 / (2 (1 + 1 / e)) is true.
  const WORST = 1.5 / (1 + 0.5 / (1 + Math.exp(-1)));

  test("is never below the exact mean latency, and at most a tenth above", () => {
    expect(WORST).toBeCloseTo(1.0985, 4);
    fc.assert(
      fc.property(
        fc.double({min: 1e-4, max: 0.9, noNaN: true}),
        fc.double({min: -2, max: 1, noNaN: true}),
        (rho, power) => {
          const fixedTime = 10 ** power;
          const exact = exactMean(rho, fixedTime);
          const bound = dynamicBatchingBound({arrivalRate: 1, fixedTime, timePerRequest: rho});
          expect(bound).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
          expect(bound).toBeLessThanOrEqual(WORST * exact * (1 + 1e-9));
        }
      ),
      {numRuns: 40}
    );
  });

  test.each([
    [0.001, 1e-4],
    [0.5, 1e-4],
    [0.01, 12],
    [0.7, 12]
  ])(
    "is exact for few requests in a fixed time, and for many: lambda t1 = %f, lambda t0 = %f",
    (rho, fixed) => {
      const bound = dynamicBatchingBound({arrivalRate: 1, fixedTime: fixed, timePerRequest: rho});
      expectRelative(bound, exactMean(rho, fixed), 1e-5);
    }
  );

  test("has no steady state from lambda t1 = 1 on", () => {
    expect(dynamicBatchingBound({arrivalRate: 10, fixedTime: 1, timePerRequest: 0.1})).toBe(Infinity);
  });
});
