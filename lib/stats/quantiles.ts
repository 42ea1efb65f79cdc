/**
 * Exact quantiles of a sample, without sorting it: each selection is confined to what earlier ones left between
 * their ranks, so several quantiles of a million numbers cost little more than one.
 */
import {invalid} from "../invalid.js";
import {select} from "./select.js";

/**
 * A sample that answers for its quantiles one after the other, each exactly; it rearranges the array that it is given.
 *
 * @example
 * new OrderStatistics(Float64Array.of(3, 1, 2)).quantile(0.5) // => 2
 */
export class OrderStatistics {
  private readonly values: Float64Array;
  /** The ranks already in place, ascending. */
  private readonly settled: number[] = [];

  constructor(values: Float64Array) {
    this.values = values;
  }

  /**
   * The p-quantile: the least value with at least a share p of the sample at or below it (the inverse of the empirical
   * distribution function; p = 0 gives the minimum); NaN for an empty sample. Throws RangeError unless 0 <= p <= 1.
   */
  quantile(p: number): number {
    const {values, settled} = this;
    const rank = rankOf(p, values.length);
    if (rank < 0) return NaN;
    let place = 0;
    while (place < settled.length && settled[place]! < rank) ++place;
    if (settled[place] !== rank) {
      const left = place > 0 ? settled[place - 1]! + 1 : 0;
      const right = place < settled.length ? settled[place]! - 1 : values.length - 1;
      select(values, rank, left, right);
      settled.splice(place, 0, rank);
    }
    return values[rank];
  }
}

/**
 * The index, in ascending order, of the p-quantile of `count` numbers: ceil(p count) - 1, at least 0; -1 if there are
 * none. Throws RangeError unless 0 <= p <= 1.
 *
 * @example
 * rankOf(0.99, 1000) // => 989
 */
export function rankOf(p: number, count: number): number {
  if (!(p >= 0 && p <= 1)) throw invalid("p", p);
  const exact = p * count;
  // 0.07 x 100 is 7.000000000000001: a product a rounding above a whole number means that number.
  const nearest = Math.round(exact);
  const needed = Math.abs(exact - nearest) <= 4 * Number.EPSILON * exact ? nearest : Math.ceil(exact);
  return Math.min(count - 1, Math.max(0, needed - 1));
}

/**
 * The quantiles of a sample at each of `probabilities`, exact order statistics in the order asked for.
 *
 * The p-quantile is inf {x : F(x) >= p} for the empirical distribution function F. `inPlace`: rearrange `values` instead
 * of a copy. An empty sample gives NaN. Throws RangeError for a probability outside [0, 1] or a NaN among the values.
 * Source: Hyndman & Fan 1996, Am. Stat. 50(4), definition 1; Floyd & Rivest 1975.
 *
 * @example
 * quantiles([4, 1, 3, 2], [0.5, 0.99]) // => [2, 4]
 */
export function quantiles(
  values: ArrayLike<number>,
  probabilities: readonly number[],
  {inPlace = false}: {readonly inPlace?: boolean} = {}
): number[] {
  const own = inPlace && values instanceof Float64Array ? values : Float64Array.from(values);
  let sum = 0;
  for (let i = 0; i < own.length; ++i) sum += own[i];
  if (Number.isNaN(sum)) own.forEach(refuseNaN);
  const statistics = new OrderStatistics(own);
  const answers = new Map<number, number>();
  for (const p of middleFirst([...new Set(probabilities)].sort((p, q) => p - q)))
    answers.set(p, statistics.quantile(p));
  return probabilities.map((p) => answers.get(p)!);
}

/**
 * The p-quantile of a sample: see quantiles.
 *
 * @example
 * quantile([4, 1, 3, 2], 0.75) // => 3
 */
export function quantile(
  values: ArrayLike<number>,
  p: number,
  options: {readonly inPlace?: boolean} = {}
): number {
  return quantiles(values, [p], options)[0]!;
}

function refuseNaN(value: number, index: number): void {
  if (Number.isNaN(value)) throw invalid(`values[${index}]`, value);
}

/** Sorted probabilities, the middle one first, then those of each half: the halves shrink as fast as they can. */
function middleFirst(sorted: readonly number[]): number[] {
  if (sorted.length < 2) return [...sorted];
  const middle = sorted.length >> 1;
  return [sorted[middle]!, ...middleFirst(sorted.slice(0, middle)), ...middleFirst(sorted.slice(middle + 1))];
}
