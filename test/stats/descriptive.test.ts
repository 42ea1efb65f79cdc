import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  exponential,
  indexOfDispersion,
  LogHistogram,
  normal,
  quantile,
  RunningMoments,
  randomSource,
  warmUp
} from "../../lib/index.js";
import {expectMean} from "../support/zScore.js";

describe("warmUp", () => {
  test("cuts off a transient that decays, and not much more", () => {
    for (let seed = 0; seed < 10; ++seed) {
      const source = randomSource(seed, "x");
      const series = Float64Array.from({length: 5000}, (_, i) => 20 * Math.exp(-i / 100) + normal(source));
      const cut = warmUp(series);
      expect(cut).toBeGreaterThan(200);
      expect(cut).toBeLessThan(1500);
      expect(cut % 5).toBe(0);
    }
  });

  test("cuts nothing off a constant, and nothing off too short a series", () => {
    expect(warmUp(new Float64Array(100).fill(3))).toBe(0);
    expect(warmUp([1, 2, 3])).toBe(0);
    expect(warmUp([])).toBe(0);
  });

  test("a common offset changes nothing", () => {
    const source = randomSource(4, "x");
    const series = Float64Array.from({length: 1000}, (_, i) => (i < 100 ? 5 : 0) + normal(source));
    expect(warmUp(series.map((x) => x + 1e6))).toBe(warmUp(series));
  });
});

describe("indexOfDispersion", () => {
  const poisson = (seed: number, count: number): number[] => {
    const source = randomSource(seed, "x");
    let now = 0;
    return Array.from({length: count}, () => (now += exponential(source)));
  };

  test("is 1 for Poisson arrivals", () => {
    expectMean(
      Array.from({length: 30}, (_, seed) => indexOfDispersion(poisson(seed, 5000), 3)),
      1
    );
  });

  test("is 2 for Poisson pairs", () => {
    expectMean(
      Array.from({length: 30}, (_, seed) =>
        indexOfDispersion(
          poisson(seed, 5000).flatMap((time) => [time, time]),
          3
        )
      ),
      2
    );
  });

  test("is 0 for a clock, whatever its phase", () => {
    expect(indexOfDispersion([0.25, 1.25, 2.25, 3.25, 4.25], 1, {to: 5})).toBe(0);
    expect(indexOfDispersion([10.5, 11.5, 12.5], 1, {from: 10, to: 13})).toBe(0);
  });

  // Counts 3, 0, 0: mean 1, sample variance (4 + 1 + 1) / 2 = 3.
  test("of one burst in three windows is 3", () => {
    expect(indexOfDispersion([0.1, 0.2, 0.3], 1, {to: 3})).toBeCloseTo(3, 12);
  });

  test("refuses a window that does not fit twice", () => {
    expect(() => indexOfDispersion([1, 2, 3], 2)).toThrow(RangeError("invalid window: 2"));
    expect(() => indexOfDispersion([1, 2, 3], 0)).toThrow(RangeError("invalid window: 0"));
  });
});

describe("RunningMoments", () => {
  const values = fc.array(fc.double({min: -1e3, max: 1e3, noNaN: true}), {minLength: 2, maxLength: 50});

  test("gives mean and variance as computed in two passes, in one piece or in two", () => {
    fc.assert(
      fc.property(values, fc.nat(50), (list, cut) => {
        const [first, second] = [new RunningMoments(), new RunningMoments()];
        for (const [i, value] of list.entries()) (i < cut ? first : second).add(value);
        first.join(second);
        const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
        const variance = list.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (list.length - 1);
        expect(first.count).toBe(list.length);
        expect(first.mean).toBeCloseTo(mean, 8);
        expect(Math.abs(first.variance - variance)).toBeLessThanOrEqual(1e-9 * Math.max(1, variance));
        expect(first.min).toBe(Math.min(...list));
        expect(first.max).toBe(Math.max(...list));
      })
    );
  });

  test("keeps the variance of small differences on a large offset", () => {
    const moments = new RunningMoments();
    for (const value of [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]) moments.add(value);
    expect(moments.variance).toBe(30);
    expect(moments.standardDeviation).toBe(Math.sqrt(30));
  });
});

describe("LogHistogram", () => {
  test("quantiles are right to half a bin, over thirty orders of magnitude", () => {
    const value = fc.tuple(fc.double({min: 1, max: 10, noNaN: true}), fc.integer({min: -15, max: 15}));
    fc.assert(
      fc.property(
        fc.array(value, {minLength: 1, maxLength: 100}),
        fc.double({min: 0, max: 1, noNaN: true}),
        (pairs, p) => {
          const list = pairs.map(([digits, exponent]) => digits * 10 ** exponent);
          const histogram = new LogHistogram(8);
          for (const x of list) histogram.add(x);
          const exact = quantile(list, p);
          expect(Math.abs(histogram.quantile(p) / exact - 1)).toBeLessThanOrEqual(2 ** -9);
        }
      )
    );
  });

  test("bins hold what they say, and two histograms join", () => {
    const [a, b] = [new LogHistogram(), new LogHistogram()];
    for (const x of [0, 1, 1, 3.5, 1e30]) a.add(x);
    a.add(-0);
    b.addAll(Float64Array.of(NaN, 3.5, 2, NaN), 0, 3);
    a.join(b);
    expect(a.count).toBe(8);
    const bins = a.bins();
    expect(bins.map(({count}) => count)).toEqual([2, 2, 1, 2, 1]);
    expect(bins[1]!.from).toBe(1);
    expect(bins[1]!.to).toBe(1 + 2 ** -7);
    expect(bins[3]!.from <= 3.5 && 3.5 < bins[3]!.to).toBe(true);
  });

  test("refuses negative numbers, other widths, and widths out of range", () => {
    expect(() => new LogHistogram().add(-1)).toThrow(RangeError("invalid value: -1"));
    expect(() => new LogHistogram(3).join(new LogHistogram(4))).toThrow(RangeError("invalid bits: 4"));
    expect(() => new LogHistogram(13)).toThrow(RangeError("invalid bits: 13"));
    expect(new LogHistogram().quantile(0.5)).toBeNaN();
  });
});
