/**
 * Means with confidence: from independent replications, from batches of one long run (Conway 1963; Schmeiser 1982), and
 * as ratios of batch totals where the batches hold unequal numbers.
 */
import {invalid, requireInteger} from "../invalid.js";
import {studentQuantile} from "./studentT.js";

/** A mean, and the half-width of its confidence interval (NaN if there are too few observations to tell). */
export interface Estimate {
  readonly mean: number;
  readonly halfWidth: number;
}

/**
 * The mean of independent replications with its confidence interval.
 *
 * halfWidth = t s / sqrt(n), s^2 the sample variance, t Student's quantile with n - 1 degrees of freedom. Holds for
 * independent values, nearly normal or many. level in (0, 1). Source: Law 2015, Simulation Modeling and Analysis, 4.5.
 *
 * @example
 * replicationsEstimate([1, 2, 3]) // => {mean: 2, halfWidth: 2.484137712}
 */
export function replicationsEstimate(values: ArrayLike<number>, level = 0.95): Estimate {
  return ratioEstimate(values, undefined, level);
}

/**
 * The mean of a correlated series with its confidence interval, by batch means: the series is cut into `batches` equal
 * stretches (what is left over at the start is dropped), whose means are taken as independent.
 *
 * Holds when a stretch is much longer than the series' memory. Throws RangeError for fewer than two batches, or fewer
 * values than batches. Source: Schmeiser 1982, Oper. Res. 30(3): ten to thirty batches are enough.
 *
 * @example
 * batchMeans([1, 3, 2, 2, 5, 1], {batches: 3}).mean // => 2.333333333
 */
export function batchMeans(
  values: ArrayLike<number>,
  {batches = 20, level = 0.95}: {readonly batches?: number; readonly level?: number} = {}
): Estimate {
  requireInteger("batches", batches, 2);
  const size = Math.floor(values.length / batches);
  if (size === 0) throw invalid("values", `${values.length} for ${batches} batches`);
  const means = new Float64Array(batches);
  let next = values.length - size * batches;
  for (let batch = 0; batch < batches; ++batch) {
    let sum = 0;
    for (let i = 0; i < size; ++i) sum += values[next++]!;
    means[batch] = sum / size;
  }
  return ratioEstimate(means, undefined, level);
}

/**
 * A ratio of two means, such as waiting time a customer, from the totals of batches that are independent of each other.
 *
 * mean = sum(totals) / sum(weights); halfWidth = t sqrt(sum(e^2) k / (k - 1)) / sum(weights) with the residuals
 * e = total - mean x weight of the k batches and Student's t of k - 1 degrees of freedom. Without weights each counts 1.
 * NaN when the weights sum to nothing. Source: Cochran 1977, Sampling Techniques, 6.3-6.4 (ratio estimate).
 *
 * @example
 * ratioEstimate([2, 4], [1, 2]) // => {mean: 2, halfWidth: 0}
 */
export function ratioEstimate(
  totals: ArrayLike<number>,
  weights?: ArrayLike<number>,
  level = 0.95
): Estimate {
  if (!(level > 0 && level < 1)) throw invalid("level", level);
  const count = totals.length;
  let total = 0;
  let weight = 0;
  for (let i = 0; i < count; ++i) {
    total += totals[i]!;
    weight += weights ? weights[i]! : 1;
  }
  const mean = total / weight;
  if (count < 2) return {mean, halfWidth: NaN};
  let squares = 0;
  for (let i = 0; i < count; ++i) {
    const residual = totals[i]! - mean * (weights ? weights[i]! : 1);
    squares += residual * residual;
  }
  const deviation = Math.sqrt((squares * count) / (count - 1)) / weight;
  return {mean, halfWidth: studentQuantile((1 + level) / 2, count - 1) * deviation};
}
