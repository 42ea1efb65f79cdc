/**
 * Gamma variates of mean 1 (Marsaglia & Tsang 2000, ACM TOMS 26(3)): a squeezed cube of a normal; for a shape below
 * one, the variate of shape + 1 times a power of a uniform.
 */
import {requirePositive} from "../invalid.js";
import {exponential} from "./exponential.js";
import {normal} from "./normal.js";
import type {RandomSource} from "./randomSource.js";

/**
 * A sampler of gamma variates with mean 1 and squared coefficient of variation 1 / shape.
 *
 * Density proportional to x^(shape - 1) exp(-shape x). shape [1] > 0; throws RangeError otherwise.
 * Source: Marsaglia & Tsang 2000, ACM TOMS 26(3), 363-372.
 *
 * @example
 * gammaOfMeanOne(0.25)(randomSource(1, "service")) >= 0 // => true
 */
export function gammaOfMeanOne(shape: number): (source: RandomSource) => number {
  requirePositive("shape", shape);
  const boosted = shape < 1 ? shape + 1 : shape;
  const d = boosted - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);

  function cube(source: RandomSource): number {
    for (;;) {
      const z = normal(source);
      const root = 1 + c * z;
      if (root <= 0) continue;
      const v = root * root * root;
      // -log U is an exponential: the acceptance test needs no logarithm of a uniform.
      if (exponential(source) > d * (v - 1 - Math.log(v)) - 0.5 * z * z) return (d * v) / shape;
    }
  }

  if (shape >= 1) return cube;
  // U^(1/shape) = exp(-E / shape) with an exponential E: never zero before the product itself underflows.
  return (source) => cube(source) * Math.exp(-exponential(source) / shape);
}
