import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {batchMeans, normal, randomSource, ratioEstimate, replicationsEstimate} from "../../lib/index.js";
import {zScoreOfCount} from "../support/zScore.js";

describe("replicationsEstimate", () => {
  // Five values, mean 10, s = sqrt(2.5), t(0.975; 4) = 2.776445 (NIST handbook 1.3.6.7.2).
  test("gives the textbook interval", () => {
    const {mean, halfWidth} = replicationsEstimate([8, 9, 10, 11, 12]);
    expect(mean).toBe(10);
    expect(halfWidth).toBeCloseTo(2.77644510519779 * Math.sqrt(2.5 / 5), 10);
  });

  test("covers the mean as often as its level says", () => {
    const source = randomSource(1, "x");
    const trials = 2000;
    let covered = 0;
    for (let trial = 0; trial < trials; ++trial) {
      const {mean, halfWidth} = replicationsEstimate(
        Float64Array.from({length: 8}, () => normal(source)),
        0.9
      );
      covered += Number(Math.abs(mean) <= halfWidth);
    }
    expect(Math.abs(zScoreOfCount(covered, trials, 0.9))).toBeLessThan(4);
  });

  test("one value alone has no interval", () => {
    expect(replicationsEstimate([3])).toEqual({mean: 3, halfWidth: NaN});
  });
});

describe("batchMeans", () => {
  test("covers the mean of a correlated series, where the plain interval does not", () => {
    const source = randomSource(2, "x");
    const trials = 400;
    let covered = 0;
    let plain = 0;
    for (let trial = 0; trial < trials; ++trial) {
      // First-order autoregression with coefficient 0.8: its memory is about five values.
      let x = normal(source) / 0.6;
      const series = Float64Array.from({length: 4000}, () => (x = 0.8 * x + normal(source)));
      const batched = batchMeans(series, {batches: 20});
      const naive = replicationsEstimate(series);
      covered += Number(Math.abs(batched.mean) <= batched.halfWidth);
      plain += Number(Math.abs(naive.mean) <= naive.halfWidth);
    }
    expect(Math.abs(zScoreOfCount(covered, trials, 0.95))).toBeLessThan(4);
    expect(plain / trials).toBeLessThan(0.7);
  });

  test("drops what is left over at the start", () => {
    expect(batchMeans([100, 1, 2, 3, 4], {batches: 2}).mean).toBe(2.5);
  });

  test("refuses fewer values than batches", () => {
    expect(() => batchMeans([1], {batches: 2})).toThrow(RangeError("invalid values: 1 for 2 batches"));
    expect(() => batchMeans([1, 2], {batches: 1})).toThrow(RangeError("invalid batches: 1"));
  });
});

describe("ratioEstimate", () => {
  test("is the overall ratio, and certain when every batch has it", () => {
    const weights = fc.array(fc.integer({min: 1, max: 50}), {minLength: 2, maxLength: 30});
    fc.assert(
      fc.property(weights, fc.integer({min: -9, max: 9}), (per, ratio) => {
        const {mean, halfWidth} = ratioEstimate(
          per.map((weight) => ratio * weight),
          per
        );
        expect(mean).toBeCloseTo(ratio, 12);
        expect(halfWidth).toBeCloseTo(0, 9);
      })
    );
  });

  test("with equal weights it is the interval of the batch means", () => {
    const totals = [3, 5, 4, 8, 1];
    const ratio = ratioEstimate(totals, [2, 2, 2, 2, 2]);
    const means = replicationsEstimate(totals.map((total) => total / 2));
    expect(ratio.mean).toBeCloseTo(means.mean, 12);
    expect(ratio.halfWidth).toBeCloseTo(means.halfWidth, 12);
  });

  test("of nothing is NaN", () => {
    expect(ratioEstimate([0, 0], [0, 0]).mean).toBeNaN();
    expect(() => ratioEstimate([1], [1], 1)).toThrow(RangeError("invalid level: 1"));
  });
});
