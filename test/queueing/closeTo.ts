/** Agreement with a high-precision reference, relative to it: means and probabilities to 1e-11, quantiles to 1e-10. */
import {expect} from "vitest";

export const MEASURE = 1e-11;
export const QUANTILE = 1e-10;

/** Expects |actual / expected - 1| <= tolerance; 0 and Infinity only equal themselves. */
export function expectRelative(actual: number, expected: number, tolerance: number, what = ""): void {
  const error = actual === expected ? 0 : Math.abs(actual / expected - 1);
  expect(error, `${what} ${actual} for ${expected}`).toBeLessThanOrEqual(tolerance);
}
