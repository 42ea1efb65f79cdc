/** Student's t distribution for whole degrees of freedom, where it is a finite sum (Abramowitz & Stegun 1964, 26.7). */
import {invalid, requireInteger} from "../invalid.js";

/**
 * P(|T| <= t) for Student's t with `degrees` degrees of freedom.
 *
 * With theta = atan(t / sqrt(degrees)), the finite sums over even or odd powers of cos(theta).
 * Source: Abramowitz & Stegun 1964, 26.7.3 and 26.7.4.
 */
function centralProbability(t: number, degrees: number): number {
  const theta = Math.atan(t / Math.sqrt(degrees));
  const cosine = Math.cos(theta);
  const square = cosine * cosine;
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}

/**
 * The p-quantile of Student's t distribution: the factor of a confidence interval for a mean.
 *
 * p in (0, 1); degrees: a whole number >= 1. Found by bisection of the finite sums of Abramowitz & Stegun 1964,
 * 26.7.3-4, to 1e-12 relative. Throws RangeError outside these ranges.
 *
 * @example
 * studentQuantile(0.975, 19) // => 2.09302405
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) throw invalid("p", p);
  requireInteger("degrees", degrees);
  if (p < 0.5) return -studentQuantile(1 - p, degrees);
  const central = 2 * p - 1;
  let low = 0;
  let high = 1;
  while (centralProbability(high, degrees) < central) {
    low = high;
    high *= 2;
  }
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (centralProbability(middle, degrees) < central) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
