/** Two-phase hyperexponential variates (H2) with balanced means: burstier than Poisson, given by mean and CV alone. */
import {invalid} from "../invalid.js";
import {exponential} from "./exponential.js";
import type {RandomSource} from "./randomSource.js";

/**
 * A sampler of hyperexponential variates with mean 1 and coefficient of variation `cv`.
 *
 * With probability p an exponential of mean 1 / (2 p), else one of mean 1 / (2 (1 - p)): both phases contribute half of
 * the mean; p = (1 + sqrt((cv^2 - 1) / (cv^2 + 1))) / 2. cv [1] >= 1; throws RangeError otherwise.
 * Source: Tijms 2003, A First Course in Stochastic Models, appendix B (balanced means).
 *
 * @example
 * hyperexponentialOfMeanOne(2)(randomSource(1, "arrivals")) > 0 // => true
 */
export function hyperexponentialOfMeanOne(cv: number): (source: RandomSource) => number {
  if (!(cv >= 1 && cv < Infinity)) throw invalid("cv", cv);
  const scv = cv * cv;
  const often = 0.5 * (1 + Math.sqrt((scv - 1) / (scv + 1)));
  // 1 - often cancels for a large cv; the conjugate does not.
  const rarely = 1 / ((scv + 1) * (1 + Math.sqrt((scv - 1) / (scv + 1))));
  return (source) => exponential(source) / (2 * (source.uniform() < often ? often : rarely));
}
