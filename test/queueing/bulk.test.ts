import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  type BulkMeasures,
  batchCapacity,
  batchStability,
  bulkMd1,
  bulkMm1,
  bulkMm1Full,
  bulkService,
  dynamicBatchingBound,
  md1,
  mm1
} from "../../lib/index.js";
import {stationary} from "../support/markovChain.js";
import {expectRelative, MEASURE, QUANTILE} from "./closeTo.js";

const constant = (time: number, batch: number): number[] => Array(batch + 1).fill(time);
const load = fc.double({min: 0.01, max: 0.99, noNaN: true});
const batches = fc.integer({min: 1, max: 40});

describe("capacity", () => {
  test("throughput = batch / latency, on every server", () => {
    expect(batchCapacity({batch: 16, serviceTime: 0.014})).toBeCloseTo(1142.857, 3);
    expect(batchCapacity({batch: 16, serviceTime: 0.014, servers: 12})).toBeCloseTo(12 * 1142.857, 2);
  });

  test("the least batch limit that carries a load is the first whose capacity exceeds it", () => {
    const serviceTimes = [0, 5, 5.5, 6, 6.5, 7].map((time) => time / 1000);
    // 200, 363.6, 500, 615.4, 714.3 a second
    const least = [100, 200, 360, 370, 500, 614, 700, 720].map(
      (arrivalRate) => batchStability({arrivalRate, batch: 5, serviceTimes}).leastBatch
    );
    expect(least).toEqual([1, 2, 2, 3, 4, 4, 5, null]);
    const over = batchStability({arrivalRate: 800, batch: 5, serviceTimes});
    expect(over.stable).toBe(false);
    expectRelative(over.backlogGrowthRate, 800 - 5000 / 7, 1e-12);
    expectRelative(over.utilization, 1.12, 1e-12);
  });

  test("at exactly its capacity a random line has no steady state", () => {
    const edge = batchStability({arrivalRate: 400, batch: 4, serviceTimes: constant(0.01, 4)});
    expect([edge.stable, edge.utilization, edge.backlogGrowthRate]).toEqual([false, 1, 0]);
  });
});

describe("M/M^[1,B]/1, greedy", () => {
  test("the root of the car wash: lambda 20 an hour, services of 5 minutes, two at once: 0.884", () => {
    // Gross & Harris 1998, example 3.2: r0 = (-3 + sqrt 69) / 6.
    const {queueLengthProbability: p} = bulkMm1({arrivalRate: 20, serviceRate: 12, batch: 2});
    expectRelative(p(6) / p(5), (Math.sqrt(69) - 3) / 6, MEASURE);
    expect(p(6) / p(5)).toBeCloseTo(0.884, 3);
  });

  test("is M/M/1 for batches of one, with its laws", () => {
    fc.assert(
      fc.property(load, fc.double({min: 0.1, max: 100, noNaN: true}), (rho, serviceRate) => {
        const bulk = bulkMm1({arrivalRate: rho * serviceRate, serviceRate, batch: 1});
        const single = mm1({arrivalRate: rho * serviceRate, serviceRate});
        for (const name of ["meanWait", "meanSojourn", "meanQueueLength", "waitProbability"] as const)
          expectRelative(bulk[name], single[name], 1e-10, name);
        for (const p of [0.5, 0.99, 0.9999])
          expectRelative(bulk.sojournQuantile(p), single.sojournQuantile(p), 1e-9);
      })
    );
  });

  test.each([
    [2, 1.2],
    [3, 2.4],
    [8, 6]
  ])(
    "batches of up to %i at %f arrivals a service: law of the line as by brute force",
    (batch, arrivalRate) => {
      // State 0: idle; state 1 + n: working, n wait.
      const longest = 420;
      const law = stationary(longest + 2, (from, to) => {
        if (from === 0) return to === 1 ? arrivalRate : 0;
        const waiting = from - 1;
        const next = waiting === 0 ? 0 : 1 + Math.max(0, waiting - batch);
        return (to === from + 1 ? arrivalRate : 0) + (to === next ? 1 : 0);
      });
      const bulk = bulkMm1({arrivalRate, serviceRate: 1, batch});
      expectRelative(bulk.busyFraction, 1 - law[0]!, 1e-9);
      expectRelative(bulk.queueLengthProbability(0), law[0]! + law[1]!, 1e-9);
      for (let n = 1; n < 30; ++n) expectRelative(bulk.queueLengthProbability(n), law[1 + n]!, 1e-8);
      const mean = law.reduce((sum, chance, state) => sum + chance * Math.max(0, state - 1), 0);
      expectRelative(bulk.meanQueueLength, mean, 1e-8);
    }
  );

  test.each([
    [2, 1.2],
    [5, 4],
    [8, 6]
  ])(
    "batches of up to %i at %f arrivals a service: who finds n in line waits for 1 + floor(n / B) services",
    (batch, arrivalRate) => {
      const bulk = bulkMm1({arrivalRate, serviceRate: 1, batch});
      const longest = 420;
      const law = stationary(longest + 2, (from, to) => {
        if (from === 0) return to === 1 ? arrivalRate : 0;
        const waiting = from - 1;
        const next = waiting === 0 ? 0 : 1 + Math.max(0, waiting - batch);
        return (to === from + 1 ? arrivalRate : 0) + (to === next ? 1 : 0);
      });
      // Arrivals at random find the law of time; an Erlang time of k stages is longer than t while fewer than k have ended.
      const longer = (stages: number, t: number) => {
        let term = Math.exp(-t);
        let sum = 0;
        for (let k = 0; k < stages; ++k) {
          sum += term;
          term *= t / (k + 1);
        }
        return sum;
      };
      for (const t of [0, 0.3, 1, 2.5, 6]) {
        let tail = 0;
        for (let n = 0; n <= longest; ++n) tail += law[1 + n]! * longer(1 + Math.floor(n / batch), t);
        expectRelative(bulk.waitTail(t), tail, 1e-8, `t = ${t}`);
      }
    }
  );

  test("the sojourn is a wait and a service: its tail integrates to its mean, its quantiles invert it", () => {
    fc.assert(
      fc.property(load, batches, fc.double({min: 0.001, max: 0.9999, noNaN: true}), (rho, batch, p) => {
        const bulk = bulkMm1({arrivalRate: rho * batch, serviceRate: 1, batch});
        const end = 40 * bulk.meanSojourn;
        const steps = 4000;
        let sum = 0;
        for (let i = 0; i < steps; ++i) sum += bulk.sojournTail(((i + 0.5) * end) / steps);
        expectRelative((sum * end) / steps, bulk.meanSojourn, 1e-3);
        expectRelative(bulk.sojournTail(bulk.sojournQuantile(p)), 1 - p, QUANTILE);
        expectRelative(bulk.sojournTail(1) + bulk.sojournCdf(1), 1, 1e-12);
      }),
      {numRuns: 50}
    );
  });
});

describe("M/M^[B]/1, full batches", () => {
  test.each([
    [2, 1.2],
    [4, 3],
    [8, 4]
  ])("batches of %i at %f arrivals a service: law of the number as by brute force", (batch, arrivalRate) => {
    const longest = 420;
    const law = stationary(
      longest + 1,
      (from, to) => (to === from + 1 ? arrivalRate : 0) + (from >= batch && to === from - batch ? 1 : 0)
    );
    const bulk = bulkMm1Full({arrivalRate, serviceRate: 1, batch});
    for (let n = 0; n < 40; ++n) expectRelative(bulk.inSystemProbability(n), law[n]!, 1e-8);
    expectRelative(
      bulk.meanInSystem,
      law.reduce((sum, chance, n) => sum + n * chance, 0),
      1e-8
    );
    // Only who completes a batch before an idle server starts at once.
    expectRelative(bulk.waitProbability, 1 - law[batch - 1]!, 1e-9);
    expectRelative(bulk.busyFraction, 1 - law.slice(0, batch).reduce((sum, chance) => sum + chance, 0), 1e-8);
  });

  test("formation and queue wait add up; with one a batch there is no formation, and it is M/M/1", () => {
    fc.assert(
      fc.property(load, batches, (rho, batch) => {
        const bulk = bulkMm1Full({arrivalRate: rho * batch, serviceRate: 1, batch});
        expectRelative(bulk.meanFormation + bulk.meanQueueWait + 1, bulk.meanSojourn, 1e-10);
        expect(bulk.meanQueueWait).toBeGreaterThan(-1e-9 * bulk.meanSojourn);
        if (batch === 1)
          expectRelative(bulk.meanSojourn, mm1({arrivalRate: rho, serviceRate: 1}).meanSojourn, 1e-10);
      })
    );
  });
});

describe("M/D^[1,B]/1, greedy", () => {
  test("is M/D/1 for batches of one", () => {
    fc.assert(
      fc.property(load, fc.double({min: 1e-3, max: 10, noNaN: true}), (rho, serviceTime) => {
        const bulk = bulkMd1({arrivalRate: rho / serviceTime, serviceTime, batch: 1});
        const single = md1({arrivalRate: rho / serviceTime, serviceTime});
        expectRelative(bulk.meanWait, single.meanWait, MEASURE);
        expectRelative(bulk.waitProbability, single.waitProbability, MEASURE);
      })
    );
  });

  /**
   * What is left behind at a start is the line of M/D/c with c = B, whose mean is c rho Wq by Crommelin's series (1932):
   * Wq = sum_k e^(-k a) (sum_{j >= k c} (k a)^j / j! - (c / a) sum_{j > k c} (k a)^j / j!) for services of 1 and a = c rho.
   */
  function crommelinLine(servers: number, a: number): number {
    let wait = 0;
    for (let k = 1; k < 4000; ++k) {
      let log = -k * a;
      for (let j = 1; j <= k * servers; ++j) log += Math.log((k * a) / j);
      let term = Math.exp(log);
      let from = 0;
      let beyond = 0;
      for (let j = k * servers; term > 1e-18 || j < k * a; ++j) {
        from += term;
        if (j > k * servers) beyond += term;
        term *= (k * a) / (j + 1);
      }
      const part = from - (servers / a) * beyond;
      wait += part;
      if (part < 1e-16 * wait) break;
    }
    return a * wait;
  }

  test.each([
    [2, 1],
    [2, 1.6],
    [4, 3],
    [8, 7],
    [16, 14]
  ])("leaves behind what M/D/c leaves in line (Crommelin 1932): B = %i, a = %f", (batch, a) => {
    const {meanQueueLength, busyFraction} = bulkMd1({arrivalRate: a, serviceTime: 1, batch});
    // Lq = busy (left + a / 2)
    expectRelative(meanQueueLength / busyFraction - a / 2, crommelinLine(batch, a), 1e-7);
  });

  test("is the exact chain with a constant time, found by another way, from light to heavy load", () => {
    fc.assert(
      fc.property(load, fc.integer({min: 1, max: 128}), (rho, batch) => {
        const arrivalRate = rho * batch;
        const roots = bulkMd1({arrivalRate, serviceTime: 1, batch});
        const chain = bulkService({arrivalRate, batch, serviceTimes: constant(1, batch)});
        for (const name of ["meanWait", "busyFraction", "meanBatch", "meanSojourn"] as const)
          expectRelative(chain[name], roots[name], 1e-10, name);
      }),
      {numRuns: 60}
    );
  });
});

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

describe("an overloaded batch server", () => {
  test.each<[string, BulkMeasures]>([
    ["bulkMm1", bulkMm1({arrivalRate: 5, serviceRate: 1, batch: 4})],
    ["bulkMm1Full", bulkMm1Full({arrivalRate: 5, serviceRate: 1, batch: 4})],
    ["bulkMd1", bulkMd1({arrivalRate: 5, serviceTime: 1, batch: 4})],
    ["bulkService", bulkService({arrivalRate: 5, serviceTimes: constant(1, 4), batch: 4})]
  ])("%s: no steady state, and how fast the line grows", (_, measures) => {
    expect(measures.stable).toBe(false);
    expect(measures.utilization).toBe(1.25);
    expect(measures.backlogGrowthRate).toBe(1);
    expect(measures.meanWait).toBe(Infinity);
    expect(measures.meanBatch).toBe(4);
  });
});

describe("nonsense is refused by name", () => {
  const bad: [string, () => unknown][] = [
    ["arrivalRate: 0", () => bulkMm1({arrivalRate: 0, serviceRate: 1, batch: 2})],
    ["serviceRate: -1", () => bulkMm1Full({arrivalRate: 1, serviceRate: -1, batch: 2})],
    ["batch: 0", () => bulkMd1({arrivalRate: 1, serviceTime: 1, batch: 0})],
    ["serviceTime: Infinity", () => bulkMd1({arrivalRate: 1, serviceTime: Infinity, batch: 1})],
    ["serviceTimes[2]: 0", () => bulkService({arrivalRate: 1, batch: 2, serviceTimes: [0, 1, 0]})],
    ["serviceTimes: 2 for batch 2", () => bulkService({arrivalRate: 1, batch: 2, serviceTimes: [0, 1]})],
    ["batch: 2.5", () => batchCapacity({batch: 2.5, serviceTime: 1})],
    ["servers: 0", () => batchCapacity({batch: 2, serviceTime: 1, servers: 0})],
    ["timePerRequest: 0", () => dynamicBatchingBound({arrivalRate: 1, fixedTime: 1, timePerRequest: 0})],
    ["n: -1", () => bulkMm1({arrivalRate: 1, serviceRate: 1, batch: 2}).queueLengthProbability(-1)]
  ];
  test.each(bad)("%s", (message, call) => {
    expect(call).toThrow(new RangeError(`invalid ${message}`));
  });
});
