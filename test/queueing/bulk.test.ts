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
