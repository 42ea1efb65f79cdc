import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {OrderStatistics, quantile, quantiles, randomSource, rankOf} from "../../lib/index.js";

/** Definition 1 of Hyndman & Fan 1996 by sorting. */
function bySorting(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((_, i) => (i + 1) / sorted.length >= p * (1 - 1e-14)) ?? sorted[sorted.length - 1]!;
}

describe("quantiles", () => {
  test("are those found by sorting, whatever the values and the order of the questions", () => {
    const value = fc.oneof(fc.integer({min: -5, max: 5}), fc.double({noNaN: true}));
    const p = fc.oneof(
      fc.double({min: 0, max: 1, noNaN: true}),
      fc.integer({min: 0, max: 100}).map((k) => k / 100)
    );
    fc.assert(
      fc.property(
        fc.array(value, {minLength: 1, maxLength: 200}),
        fc.array(p, {maxLength: 6}),
        (values, ps) => {
          const sorted = [...values].sort((a, b) => a - b);
          const expected = ps.map((q) => sorted[rankOf(q, values.length)]);
          expect(quantiles(values, ps).map((x) => x + 0)).toEqual(expected.map((x) => x! + 0));
        }
      )
    );
  });

  test("are the least values with a share p of the sample at or below them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 20}), {minLength: 1, maxLength: 60}),
        fc.integer({min: 0, max: 1000}),
        (values, thousandths) => {
          expect(quantile(values, thousandths / 1000)).toBe(bySorting(values, thousandths / 1000));
        }
      )
    );
  });

  test.each([
    ["random", (i: number, random: number) => random + 0 * i],
    ["ascending", (i: number) => i],
    ["descending", (i: number) => -i],
    ["constant", () => 7],
    ["two values", (i: number) => i % 2],
    ["organ pipe", (i: number) => Math.min(i, 100_000 - i)]
  ])("of a hundred thousand %s values are those found by sorting", (_, valueAt) => {
    const source = randomSource(1, "x");
    const values = Float64Array.from({length: 100_000}, (_value, i) => valueAt(i, source.uniform()));
    const sorted = values.slice().sort();
    const ps = [0.999, 0, 0.5, 0.9, 1, 0.99, 0.123];
    expect(quantiles(values, ps)).toEqual(
      ps.map((p) => sorted[Math.max(0, Math.ceil(p * 100_000 - 1e-6) - 1)])
    );
  });

  test("a product that rounding lifts above a whole number counts as that number", () => {
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(rankOf(0.07, 100)).toBe(6);
    expect(rankOf(0.29, 100)).toBe(28);
    expect(rankOf(0.99, 1_000_000)).toBe(989_999);
  });

  test("leave the caller's values alone unless told otherwise", () => {
    const values = Float64Array.of(5, 3, 9, 1);
    quantiles(values, [0.5, 0.9]);
    expect([...values]).toEqual([5, 3, 9, 1]);
    quantile(values, 0.25, {inPlace: true});
    expect(values[0]).toBe(1);
  });

  test("one after the other they agree with all at once", () => {
    const source = randomSource(2, "x");
    const values = Float64Array.from({length: 5000}, () => source.uniform());
    const ps = [0.5, 0.99, 0.1, 0.5, 1, 0, 0.9];
    const statistics = new OrderStatistics(values.slice());
    expect(ps.map((p) => statistics.quantile(p))).toEqual(quantiles(values, ps));
  });

  test("of nothing are NaN", () => {
    expect(quantiles([], [0.5, 1])).toEqual([NaN, NaN]);
  });

  test.each([-0.1, 1.1, NaN])("refuse the probability %d", (p) => {
    expect(() => quantile([1, 2], p)).toThrow(RangeError(`invalid p: ${p}`));
  });

  test("refuse a NaN among the values, not infinities", () => {
    expect(() => quantile([1, NaN, 3], 0.5)).toThrow(RangeError("invalid values[1]: NaN"));
    expect(quantiles([Infinity, -Infinity, 0], [0, 0.5, 1])).toEqual([-Infinity, 0, Infinity]);
  });
});
