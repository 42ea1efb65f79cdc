/** Erlang variates: the sum of `shape` exponential phases; long sums are drawn as the gamma variates that they are. */
import {requireInteger} from "../invalid.js";
import {exponential} from "./exponential.js";
import {gammaOfMeanOne} from "./gamma.js";
import type {RandomSource} from "./randomSource.js";

/** From here on one gamma variate (a normal, an exponential, a logarithm) costs less than the sum. */
const LONGEST_SUM = 6;

/**
 * A sampler of Erlang variates with mean 1 and squared coefficient of variation 1 / shape.
 *
 * The sum of `shape` exponentials of mean 1 / shape. shape: a whole number >= 1; throws RangeError otherwise.
 * Source: Erlang 1917.
 *
 * @example
 * erlangOfMeanOne(4)(randomSource(1, "service")) > 0 // => true
 */
export function erlangOfMeanOne(shape: number): (source: RandomSource) => number {
  requireInteger("shape", shape);
  if (shape > LONGEST_SUM) return gammaOfMeanOne(shape);
  return (source) => {
    let sum = 0;
    for (let phase = 0; phase < shape; ++phase) sum += exponential(source);
    return sum / shape;
  };
}
