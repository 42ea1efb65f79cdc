import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {exponentialFill, quantile, RunSlices, randomSource} from "../../lib/index.js";

/** A run of so many steps of a hundred exponential values each. */
function exponentialRun(steps: number, seed: number): {slices: RunSlices; values: Float64Array} {
  const slices = new RunSlices(2, 1e-4);
  const fill = exponentialFill(randomSource(seed, "values"));
  const values = new Float64Array(steps * 100);
  for (let step = 0; step < steps; ++step) {
    const part = values.subarray(100 * step, 100 * (step + 1));
    fill(part, 1, 0, 100);
    slices.observe(Float64Array.from(part), 100);
    slices.add(
      0,
      part.reduce((sum, value) => sum + value, 0)
    );
    slices.add(1, 100);
    slices.step();
  }
  return {slices, values};
}

describe("a run in slices", () => {
  test("keeps its totals and its quantiles, however often neighbours were joined", () => {
    for (const steps of [1, 2, 31, 32, 33, 200, 1000]) {
      const {slices, values} = exponentialRun(steps, steps);
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(Math.abs(slices.total(0) / total - 1)).toBeLessThan(1e-12);
      expect(slices.total(1)).toBe(values.length);
      expect(slices.count).toBe(values.length);
      expect(Math.abs(slices.ratio(0, 1, 0.95).mean / (total / values.length) - 1)).toBeLessThan(1e-12);
      for (const p of [0.01, 0.5, 0.99, 0.999])
        expect(Math.abs(slices.quantile(p, 0.95).value / quantile(values, p) - 1)).toBeLessThan(2 ** -9);
      const hundred = slices.spread(100);
      for (const k of [0, 17, 50, 99])
        expect(Math.abs(hundred[k] / quantile(values, (k + 0.5) / 100) - 1)).toBeLessThan(2 ** -9);
    }
  });

  test("knows how sure it is: intervals of mean and quantiles cover the truth about as often as they say", () => {
    let means = 0;
    let medians = 0;
    let tails = 0;
    const runs = 300;
    for (let seed = 0; seed < runs; ++seed) {
      const {slices} = exponentialRun(100, seed);
      const mean = slices.ratio(0, 1, 0.95);
      const median = slices.quantile(0.5, 0.95);
      const tail = slices.quantile(0.99, 0.95);
      means += Number(Math.abs(mean.mean - 1) <= mean.halfWidth);
      medians += Number(Math.abs(median.value - Math.LN2) <= median.halfWidth);
      tails += Number(Math.abs(tail.value - Math.log(100)) <= tail.halfWidth);
    }
    // 95 % of 300 is 285, with a standard deviation of 3.8; the tail's groups are few and their quantiles a little biased.
    expect(means).toBeGreaterThan(285 - 16);
    expect(medians).toBeGreaterThan(285 - 16);
    expect(tails).toBeGreaterThan(285 - 24);
    expect(means).toBeLessThan(300);
  });

  test("says nothing of a tail that it has hardly seen", () => {
    const {slices} = exponentialRun(30, 1);
    expect(slices.quantile(0.99, 0.95).halfWidth).toBeNaN();
    expect(slices.quantile(0.9, 0.95).halfWidth).toBeGreaterThan(0);
    const empty = new RunSlices(1, 1);
    expect(empty.quantile(0.5, 0.95)).toEqual({value: NaN, halfWidth: NaN});
    expect([...empty.spread(3)]).toEqual([NaN, NaN, NaN]);
  });

  test("a constant is known to the width of a bin, and no better", () => {
    const slices = new RunSlices(1, 0.001);
    for (let step = 0; step < 50; ++step) {
      slices.observe(new Float64Array(100).fill(0.02), 100);
      slices.step();
    }
    const {value, halfWidth} = slices.quantile(0.99, 0.95);
    expect(Math.abs(value - 0.02)).toBeLessThanOrEqual(halfWidth);
    expect(halfWidth).toBeLessThan(0.02 * 0.0011);
  });

  test("numbers out of its range are counted at its ends", () => {
    fc.assert(
      fc.property(fc.double({min: 1e-12, max: 1e12, noNaN: true}), (value) => {
        const slices = new RunSlices(1, 1);
        slices.observe(Float64Array.of(value), 1);
        const middle = slices.quantile(0.5, 0.95).value;
        if (value < 1) expect(middle).toBeLessThan(1.002);
        else if (value < 2 ** 31) expect(Math.abs(middle / value - 1)).toBeLessThan(2 ** -9);
        else expect(middle).toBeGreaterThan(2 ** 31);
      })
    );
  });
});
