import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {knee, maximumPower} from "../../lib/index.js";

const grid = (from: number, to: number, count: number): number[] =>
  Array.from({length: count}, (_, i) => from + ((to - from) * i) / (count - 1));

describe("Kneedle", () => {
  // Satopää et al. 2011, figure 2: y = -1 / (x + 0.1) + 5 at ten points of [0, 1]; the knee is at x = 0.22.
  test("finds the paper's knee", () => {
    const x = grid(0, 1, 10);
    const found = knee(
      x,
      x.map((t) => 5 - 1 / (t + 0.1)),
      {shape: "concave"}
    );
    expect(found!.x).toBeCloseTo(0.22, 2);
    expect(found!.y).toBeCloseTo(1.9, 1);
  });

  /** A smooth curve's knee is where its slope is that of the chord: known in closed form for these. */
  const smooth: [
    string,
    "concave" | "convex",
    "increasing" | "decreasing",
    number,
    number,
    (x: number) => number,
    number
  ][] = [
    ["x / (1 + x) on [0, 24]", "concave", "increasing", 0, 24, (x) => x / (1 + x), 4],
    ["1 / x on [1, 16]", "convex", "decreasing", 1, 16, (x) => 1 / x, 4],
    // M/M/1's mean latency 1 / (1 - x) up to 0.96: 1 - x = sqrt(0.04).
    ["1 / (1 - x) on [0, 0.96]", "convex", "increasing", 0, 0.96, (x) => 1 / (1 - x), 0.8],
    ["sqrt(1 - x^2) on [0, 1]", "concave", "decreasing", 0, 1, (x) => Math.sqrt(1 - x * x), Math.SQRT1_2],
    ["x^2 on [0, 1]", "convex", "increasing", 0, 1, (x) => x * x, 0.5]
  ];
  test.each(smooth)("%s", (_, shape, direction, from, to, f, expected) => {
    const x = grid(from, to, 4001);
    const found = knee(x, x.map(f), {shape, direction});
    expect(Math.abs(found!.x - expected)).toBeLessThanOrEqual((to - from) / 4000);
    expect(found!.y).toBe(f(found!.x));
    expect(x[found!.index]).toBe(found!.x);
  });

  test("does not depend on the axes: any scale, any origin, the same point", () => {
    const rising = fc
      .array(fc.integer({min: 1, max: 1000}), {minLength: 3, maxLength: 40})
      .map((steps) => steps.map((_, k) => steps.slice(0, k + 1).reduce((sum, step) => sum + step, 0)));
    fc.assert(
      fc.property(
        rising,
        fc.array(fc.integer({min: 0, max: 1000}), {minLength: 40, maxLength: 40}),
        fc.constantFrom("concave" as const, "convex" as const),
        fc.constantFrom("increasing" as const, "decreasing" as const),
        // Powers of two keep every difference of whole numbers exact.
        fc.integer({min: -20, max: 20}),
        fc.integer({min: -20, max: 20}),
        fc.integer({min: -1e6, max: 1e6}),
        (x, values, shape, direction, scaleX, scaleY, origin) => {
          const y = values.slice(0, x.length);
          const options = {shape, direction};
          const found = knee(x, y, options);
          const moved = knee(
            x.map((t) => (t + origin) * 2 ** scaleX),
            y.map((t) => (t + origin) * 2 ** scaleY),
            options
          );
          expect(moved?.index).toBe(found?.index);
          if (found) expect(moved!.prominence).toBeCloseTo(found.prominence, 12);
        }
      )
    );
  });

  test("a curve mirrored in an axis has its knee mirrored", () => {
    const x = grid(0, 1, 51);
    const y = x.map((t) => Math.exp(6 * t));
    const plain = knee(x, y)!;
    const upsideDown = knee(
      x,
      y.map((t) => -t),
      {shape: "concave", direction: "decreasing"}
    )!;
    const backwards = knee(x, y.toReversed(), {shape: "convex", direction: "decreasing"})!;
    expect(upsideDown.index).toBe(plain.index);
    expect(backwards.index).toBe(x.length - 1 - plain.index);
  });

  test("a straight line has none, nor a constant, nor a curve that bends the other way", () => {
    const x = grid(0, 5, 30);
    expect(knee(x, x)).toBeNull();
    expect(knee(x, Array(30).fill(3))).toBeNull();
    expect(knee(x, x.map(Math.sqrt))).toBeNull();
    expect(
      knee(
        x,
        x.map((t) => t * t),
        {shape: "concave"}
      )
    ).toBeNull();
  });

  test("a ripple smaller than the sensitivity is passed over, the bend behind it is not", () => {
    const x = grid(0, 10, 11);
    const y = [0, 3, 5, 6.4, 6.9, 7.7, 8.1, 8.4, 8.6, 8.8, 9];
    const calm = knee(x, y, {shape: "concave"})!;
    expect(calm.index).toBe(3);
    expect(knee(x, y, {shape: "concave", sensitivity: 100})).toBeNull();
  });

  test("refuses what is not a curve, by name", () => {
    expect(() => knee([1, 2], [1, 2])).toThrow(new RangeError("invalid x: 2 points"));
    expect(() => knee([1, 2, 2], [1, 2, 3])).toThrow(new RangeError("invalid x[2]: 2"));
    expect(() => knee([1, 2, 3], [1, NaN, 3])).toThrow(new RangeError("invalid y[1]: NaN"));
    expect(() => knee([1, 2, 3], [1, 2])).toThrow(new RangeError("invalid y: 2 points for 3"));
    expect(() => knee([1, 2, 3], [1, 2, 4], {sensitivity: -1})).toThrow(
      new RangeError("invalid sensitivity: -1")
    );
  });
});

describe("maximum power", () => {
  test("M/M/1: half the capacity, one request in the system (Kleinrock 1979)", () => {
    const throughputs = grid(0.01, 0.99, 99);
    const best = maximumPower(
      throughputs,
      throughputs.map((x) => 1 / (1 - x))
    );
    expect(throughputs[best]).toBeCloseTo(0.5, 12);
    expect(throughputs[best]! / (1 - throughputs[best]!)).toBeCloseTo(1, 12);
  });

  test("M/D/1: 2 - sqrt 2 of the capacity", () => {
    // x / (1 + x / (2 (1 - x))): derivative 0 at x^2 - 4 x + 2 = 0.
    const throughputs = grid(0.0001, 0.9999, 9999);
    const best = maximumPower(
      throughputs,
      throughputs.map((x) => 1 + x / (2 * (1 - x)))
    );
    expect(throughputs[best]).toBeCloseTo(2 - Math.SQRT2, 3);
  });

  test("passes over what has no steady state, and finds nothing in nothing", () => {
    expect(maximumPower([1, 2, 3], [1, Infinity, NaN])).toBe(0);
    expect(maximumPower([], [])).toBe(-1);
    expect(maximumPower([1], [Infinity])).toBe(-1);
    expect(() => maximumPower([1], [])).toThrow(new RangeError("invalid latencies: 0 values"));
    expect(() => maximumPower([-1], [1])).toThrow(new RangeError("invalid throughputs[0]: -1"));
  });
});
