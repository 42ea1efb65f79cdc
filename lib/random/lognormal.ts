/** Lognormal variates, given by mean and coefficient of variation instead of the parameters of the logarithm. */
import {requireNonNegative} from "../invalid.js";
import {normal} from "./normal.js";
import type {RandomSource} from "./randomSource.js";

/**
 * A sampler of lognormal variates with mean 1 and coefficient of variation `cv`.
 *
 * exp(sigma Z - sigma^2 / 2), sigma^2 = log(1 + cv^2), Z standard normal. cv [1] >= 0; throws RangeError otherwise.
 * Source: Johnson, Kotz & Balakrishnan 1994, Continuous Univariate Distributions 1, ch. 14.
 *
 * @example
 * lognormalOfMeanOne(0)(randomSource(1, "service")) // => 1
 */
export function lognormalOfMeanOne(cv: number): (source: RandomSource) => number {
  requireNonNegative("cv", cv);
  const variance = Math.log1p(cv * cv);
  const sigma = Math.sqrt(variance);
  return (source) => Math.exp(sigma * normal(source) - 0.5 * variance);
}
