import {describe, expect, test} from "vitest";
import {findRoot} from "../../lib/queueing/findRoot.js";
import {geometricRatio, inverseRatio, powerSum, weightedPowerSum} from "../../lib/queueing/geometricRatio.js";
import {lessProduct} from "../../lib/queueing/lessProduct.js";
import {excessOfLog, logPoisson} from "../../lib/queueing/poisson.js";
import {expectRelative} from "./closeTo.js";

describe("log of a Poisson probability, n log m - m - log Gamma(n + 1) in 40 digits (mpmath)", () => {
  test.each([
    [0, 3, -3],
    [1, 0.5, -1.1931471805599454],
    [5, 5, -1.7403021806115442],
    [15, 3, -14.420087053819246],
    [16, 40, -11.649788840257692],
    [100, 100.5, -3.223602805650446],
    [1000, 900, -9.733415163852598],
    [1_000_000, 1_000_500, -7.951652244472229],
    [10, 0.001, -84.18296536289688],
    [1, 1e-9, -20.72326583794641],
    [3, 400, -383.8173658279041]
  ])("%i events of a mean of %f", (n, mean, expected) => {
    expectRelative(logPoisson(n, mean), expected, 2e-15);
  });
});

describe("log(1 + x) - x in 40 digits (mpmath)", () => {
  test.each([
    [1e-12, -4.999999999996667e-25],
    [-1e-5, -5.0000333335833364e-11],
    [0.3, -0.03763573553250894],
    [-0.49, -0.1833445532637656],
    [0.5, -0.09453489189183562],
    [0.51, -0.09789034917316704],
    [5, -3.208240530771945],
    [-0.99, -3.6151701859880907],
    [0, 0]
  ])("x = %f", (x, expected) => {
    expectRelative(excessOfLog(x), expected, 2e-15);
  });
});

describe("what a product leaves of a number, in exact fractions", () => {
  test.each([
    [1, 0.036999999963, 27.027027027027028, 1.0000000181553971e-9],
    [0.1109999, 3, 0.037, -9.999999999593667e-8],
    [1, 49, 1 / 49, 7.979727989493313e-17],
    [2.0000000000000004, Math.SQRT2, Math.SQRT2, 1.706568635435857e-16],
    [1e300, 9.99999999999e199, 1e100, 9.99966008504066e287],
    [1e-300, 1e-301, 9.9999999, 9.99999989778006e-309],
    [7, 0.1, 0.3, 6.97],
    [1, 1e-310, 1e307, 0.999]
  ])("%f - %f x %f", (whole, first, second, expected) => {
    expectRelative(lessProduct(whole, first, second), expected, 4e-16);
    expect(lessProduct(whole, second, first)).toBe(lessProduct(whole, first, second));
  });
});

describe("sums of r^k and of k r^(k-1), term by term in 40 digits (mpmath)", () => {
  test.each([
    [1, 2, 5, 1.9375, 3.5625],
    [0.9999, 1, 2000, 1812.7743473447042, 1753292.1681362458],
    [1 - 2 ** -40, 1, 100, 99.999999995498, 5049.999999696865],
    [1, 1, 7, 7, 28],
    [0.001, 1, 50, 1.001001001001001, 1.002003004005006],
    [0.99, 1, 1, 1, 1]
  ])("r = %f / %f, %i terms", (part, whole, terms, sum, weighted) => {
    const ratio = geometricRatio(part, whole);
    expectRelative(powerSum(ratio, terms), sum, 1e-14);
    expectRelative(weightedPowerSum(ratio, terms), weighted, 1e-14);
    expectRelative(powerSum(inverseRatio(geometricRatio(whole, part)), terms), sum, 1e-13);
  });
});

describe("findRoot", () => {
  test.each([
    ["a line", (x: number) => x - 0.3, 0.3],
    ["a cube", (x: number) => x ** 3 - 0.125, 0.5],
    ["a ninth power at 0.1", (x: number) => x ** 9 - 1e-9, 0.1],
    ["an exponential", (x: number) => Math.exp(-5 * x) - 0.5, Math.LN2 / 5],
    ["a kink", (x: number) => (x < 0.7 ? x - 0.7 : 40 * (x - 0.7)), 0.7],
    ["a step", (x: number) => (x < 0.6 ? -1 : 1), 0.6],
    ["a root near the end", (x: number) => Math.log(x + 1e-300) - Math.log(1e-12), 1e-12],
    ["a root at the end", (x: number) => x, 0]
  ])("finds %s's root to the last digits, in few evaluations", (_name, f, expected) => {
    let calls = 0;
    const root = findRoot(
      (x) => {
        ++calls;
        return f(x);
      },
      0,
      1
    );
    expectRelative(root, expected, 4e-15);
    expect(calls).toBeLessThan(120);
    expectRelative(
      findRoot((x) => -f(x), 1, 0),
      expected,
      4e-15
    );
  });
});
