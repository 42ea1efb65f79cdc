import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {exponentialFill, formationDelay, randomSource} from "../../lib/index.js";
import {expectMean} from "../support/zScore.js";
import {expectRelative, MEASURE, QUANTILE} from "./closeTo.js";

describe("without a window", () => {
  test("the mean over the batch is (B - 1) / (2 lambda), the first request's (B - 1) / lambda", () => {
    fc.assert(
      fc.property(
        fc.double({min: 1e-3, max: 1e5, noNaN: true}),
        fc.integer({min: 1, max: 300}),
        (arrivalRate, batch) => {
          const delay = formationDelay({arrivalRate, batch});
          expectRelative(delay.mean, (batch - 1) / (2 * arrivalRate), MEASURE);
          expectRelative(delay.firstMean, (batch - 1) / arrivalRate, MEASURE);
          expect(delay.meanBatch).toBe(batch);
        }
      )
    );
  });

  // An Erlang time of k stages of rate 1 is half a chi-square variable of 2 k degrees of freedom: quantiles of
  // chi-square from Abramowitz & Stegun 1964, table 26.8 (upper tail 0.05, 0.01, 0.001).
  test.each([
    [2, 0.95, 5.99146],
    [2, 0.99, 9.21034],
    [2, 0.999, 13.8155],
    [6, 0.95, 12.5916],
    [6, 0.99, 16.8119],
    [10, 0.99, 23.2093],
    [20, 0.95, 31.4104],
    [20, 0.999, 45.315],
    [30, 0.95, 43.7729],
    [30, 0.99, 50.8922]
  ])("the first request's delay is Erlang: chi-square of %i degrees at %f is %f", (degrees, p, chiSquare) => {
    const {firstQuantile, firstCdf} = formationDelay({arrivalRate: 1, batch: degrees / 2 + 1});
    expectRelative(firstQuantile(p), chiSquare / 2, 1e-5);
    expectRelative(firstCdf(chiSquare / 2), p, 1e-5);
  });

  test("a mean is no tail: one first request in a hundred waits much longer than the mean over the batch", () => {
    const {mean, firstQuantile} = formationDelay({arrivalRate: 416.7, batch: 16});
    expect(firstQuantile(0.99) / mean).toBeGreaterThan(3);
  });

  test("a pair: half wait for nobody, the other half an exponential time", () => {
    const {cdf, tail, quantile} = formationDelay({arrivalRate: 2, batch: 2});
    expectRelative(tail(0), 0.5, 1e-14);
    expectRelative(tail(0.7), Math.exp(-1.4) / 2, 1e-13);
    expectRelative(cdf(0.7), 1 - Math.exp(-1.4) / 2, 1e-13);
    expect(quantile(0.5)).toBe(0);
    expectRelative(quantile(0.99), Math.log(50) / 2, QUANTILE);
  });
});

describe("with a window", () => {
  test("the batch is a pair with the chance that the second comes in time", () => {
    const delay = formationDelay({arrivalRate: 3, batch: 2, window: 0.4});
    const both = -Math.expm1(-1.2);
    expectRelative(delay.meanBatch, 1 + both, MEASURE);
    // E min(exponential, T)
    expectRelative(delay.firstMean, both / 3, MEASURE);
    expectRelative(delay.mean, both / 3 / (1 + both), MEASURE);
    expect(delay.firstQuantile(0.999)).toBe(0.4);
    expectRelative(delay.firstTail(0.1), Math.exp(-0.3), 1e-13);
    expect(delay.firstTail(0.4)).toBe(0);
    expect(delay.tail(0.4)).toBe(0);
  });

  test("no window, no delay; an endless one is none", () => {
    const none = formationDelay({arrivalRate: 5, batch: 9, window: 0});
    expect([none.mean, none.firstMean, none.meanBatch, none.quantile(0.99), none.tail(0)]).toEqual([
      0, 0, 1, 0, 0
    ]);
    const long = formationDelay({arrivalRate: 5, batch: 9, window: 100});
    const endless = formationDelay({arrivalRate: 5, batch: 9});
    expectRelative(long.mean, endless.mean, 1e-12);
    for (const p of [0.3, 0.9, 0.999]) expectRelative(long.quantile(p), endless.quantile(p), 1e-9);
  });

  test("mean, first mean, batch and tails are those of batches drawn one by one", () => {
    const [arrivalRate, batch, window] = [40, 12, 0.2];
    const theory = formationDelay({arrivalRate, batch, window});
    const fill = exponentialFill(randomSource(11, "gaps"));
    const gaps = new Float64Array(batch - 1);
    const runs = Array.from({length: 40}, () => {
      let requests = 0;
      let first = 0;
      let sum = 0;
      let late = 0;
      const batches = 4000;
      for (let k = 0; k < batches; ++k) {
        fill(gaps, 1 / arrivalRate, 0, gaps.length);
        const times = [0];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (now <= window) times.push(now);
        }
        const close = times.length === batch ? times[batch - 1]! : window;
        requests += times.length;
        first += close;
        for (const time of times) {
          sum += close - time;
          late += Number(close - time > 0.15);
        }
      }
      return {
        meanBatch: requests / batches,
        firstMean: first / batches,
        mean: sum / requests,
        tail: late / requests
      };
    });
    expectMean(
      runs.map((run) => run.meanBatch),
      theory.meanBatch
    );
    expectMean(
      runs.map((run) => run.firstMean),
      theory.firstMean
    );
    expectMean(
      runs.map((run) => run.mean),
      theory.mean
    );
    expectMean(
      runs.map((run) => run.tail),
      theory.tail(0.15)
    );
  });
});

test("the tail's integral is the mean, and quantiles invert the distribution function", () => {
  fc.assert(
    fc.property(
      fc.integer({min: 2, max: 40}),
      fc.oneof(fc.constant(Infinity), fc.double({min: 0.05, max: 30, noNaN: true})),
      fc.double({min: 0.01, max: 0.9999, noNaN: true}),
      (batch, window, p) => {
        const delay = formationDelay({arrivalRate: 1, batch, window});
        const end = Math.min(window, batch + 12 * Math.sqrt(batch) + 40);
        for (const [tail, mean] of [
          [delay.tail, delay.mean],
          [delay.firstTail, delay.firstMean]
        ] as const) {
          const steps = 2000;
          let sum = 0;
          for (let i = 0; i < steps; ++i) sum += tail(((i + 0.5) * end) / steps);
          expect(Math.abs((sum * end) / steps / mean - 1)).toBeLessThan(1e-3);
        }
        for (const [quantile, cdf] of [
          [delay.quantile, delay.cdf],
          [delay.firstQuantile, delay.firstCdf]
        ] as const) {
          const t = quantile(p);
          expect(cdf(t)).toBeGreaterThanOrEqual(p - 1e-9);
          if (t > 0) expect(cdf(t * (1 - 1e-9))).toBeLessThanOrEqual(p + 1e-9);
        }
      }
    ),
    {numRuns: 60}
  );
});

test("nonsense is refused by name", () => {
  const call = (options: object) => () => formationDelay({arrivalRate: 1, batch: 4, ...options});
  expect(call({arrivalRate: 0})).toThrow(new RangeError("invalid arrivalRate: 0"));
  expect(call({batch: 1.5})).toThrow(new RangeError("invalid batch: 1.5"));
  expect(call({window: -1})).toThrow(new RangeError("invalid window: -1"));
  expect(() => formationDelay({arrivalRate: 1, batch: 4}).quantile(1.1)).toThrow(
    new RangeError("invalid p: 1.1")
  );
  expect(() => formationDelay({arrivalRate: 1, batch: 4}).tail(NaN)).toThrow(
    new RangeError("invalid t: NaN")
  );
});
