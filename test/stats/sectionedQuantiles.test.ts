import {describe, expect, test} from "vitest";
import {exponentialFill, quantile, randomSource, SectionedQuantiles} from "../../lib/index.js";
import {zScoreOfCount} from "../support/zScore.js";

function sectioned(probabilities: readonly number[], sections: readonly Float64Array[]): SectionedQuantiles {
  const quantiles = new SectionedQuantiles(probabilities);
  for (const values of sections) {
    quantiles.addAll(values, 0, values.length);
    quantiles.closeSection();
  }
  return quantiles;
}

describe("SectionedQuantiles", () => {
  test("the quantile is that of all sections together, to a thousandth", () => {
    const fill = exponentialFill(randomSource(1, "x"));
    const values = new Float64Array(30_000);
    fill(values, 3, 0, values.length);
    const quantiles = sectioned(
      [0.1, 0.5, 0.99],
      [0, 1, 2].map((k) => values.subarray(k * 10_000, (k + 1) * 10_000))
    );
    for (const [k, p] of [0.1, 0.5, 0.99].entries()) {
      const exact = quantile(values, p);
      expect(Math.abs(quantiles.estimates(0.95)[k]!.mean / exact - 1)).toBeLessThan(2 ** -10);
      expect(quantiles.quantile(p)).toBe(quantiles.estimates(0.95)[k]!.mean);
    }
  });

  test("the half-width is Student's, from the sections' spread about the whole, by hand", () => {
    // Medians 1, 2 and 4 of the sections, 2 of the whole: s^2 = (1 + 0 + 4) / 2, t(0.975; 2) = 4.302653 (NIST 1.3.6.7.2).
    const [median] = sectioned([0.5], [Float64Array.of(1), Float64Array.of(2), Float64Array.of(4)]).estimates(
      0.95
    );
    expect(median!.mean / 2).toBeCloseTo(1, 2);
    expect(median!.halfWidth / (4.30265272974946 * Math.sqrt(5 / 2 / 3))).toBeCloseTo(1, 2);
  });

  test("covers the quantile as often as its level says", () => {
    const fill = exponentialFill(randomSource(2, "x"));
    const values = new Float64Array(2000);
    const trials = 200;
    let covered = 0;
    for (let trial = 0; trial < trials; ++trial) {
      const quantiles = new SectionedQuantiles([0.9]);
      for (let section = 0; section < 10; ++section) {
        fill(values, 1, 0, values.length);
        quantiles.addAll(values, 0, values.length);
        quantiles.closeSection();
      }
      const [{mean, halfWidth}] = quantiles.estimates(0.9) as [{mean: number; halfWidth: number}];
      // The exponential's quantile is -log(1 - p).
      covered += Number(Math.abs(mean + Math.log(0.1)) <= halfWidth);
    }
    expect(Math.abs(zScoreOfCount(covered, trials, 0.9))).toBeLessThan(4);
  });

  test("a number that is always the same is its own quantile, with nothing to doubt; so is zero", () => {
    for (const value of [0, 1 / 3, 1e-30])
      expect(
        sectioned([0.5, 0.999], [Float64Array.of(value, value), Float64Array.of(value)]).estimates(0.95)
      ).toEqual([0.5, 0.999].map(() => ({mean: value, halfWidth: 0})));
  });

  test("one section has no interval, none has no quantile, and what is not closed does not count", () => {
    const quantiles = new SectionedQuantiles([0.5]);
    expect(quantiles.quantile(0.5)).toBeNaN();
    quantiles.addAll(Float64Array.of(7), 0, 1);
    expect(quantiles.quantile(0.5)).toBeNaN();
    quantiles.closeSection();
    expect(quantiles.estimates(0.95)).toEqual([{mean: 7, halfWidth: NaN}]);
    expect(() => new SectionedQuantiles([1.5])).toThrow(RangeError("invalid probabilities: 1.5"));
    expect(() => quantiles.estimates(1)).toThrow(RangeError("invalid level: 1"));
  });
});
