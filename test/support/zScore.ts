/** How many standard errors a simulation is away from what theory says: the one measure of agreement in these tests. */
import {expect} from "vitest";

/** The mean of independent values and its standard error. */
export function meanAndError(values: ArrayLike<number>): {mean: number; error: number} {
  const list = Array.from(values);
  const mean = list.reduce((sum, value) => sum + value, 0) / list.length;
  const squares = list.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {mean, error: Math.sqrt(squares / (list.length - 1) / list.length)};
}

/** The distance of the mean of independent values from `expected`, in standard errors. */
export function zScore(values: ArrayLike<number>, expected: number): number {
  const {mean, error} = meanAndError(values);
  return mean === expected ? 0 : (mean - expected) / error;
}

/** The distance of a count of independent successes from trials x probability, in standard errors. */
export function zScoreOfCount(successes: number, trials: number, probability: number): number {
  return (successes - trials * probability) / Math.sqrt(trials * probability * (1 - probability));
}

/**
 * Expects the mean of independent values (at least ten) to be within `errors` standard errors of `expected`. Four is
 * one false alarm in ten thousand for many values; seeds are fixed, so that an alarm stays one.
 */
export function expectMean(values: ArrayLike<number>, expected: number, errors = 4): void {
  expect(values.length).toBeGreaterThanOrEqual(10);
  expect(Math.abs(zScore(values, expected)), `${meanAndError(values).mean} for ${expected}`).toBeLessThan(
    errors
  );
}
