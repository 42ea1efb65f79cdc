/** Lengths drawn from a published table of percentiles: the inverse of the distribution function that it outlines. */

/** [percentile, tokens], both ascending, from the 0th to the 100th percentile. */
export type QuantileTable = readonly (readonly [percentile: number, tokens: number])[];

/**
 * The length at a uniform number u in [0, 1): linear between the table's percentiles, rounded, at least one token.
 *
 * Between its percentiles a table knows nothing; a straight line keeps each of them exact. Source: inverse transform
 * sampling, Devroye 1986, Non-Uniform Random Variate Generation, II.2.
 *
 * @example
 * quantileLength([[0, 2], [50, 102], [100, 1102]], 0.25) // => 52
 */
export function quantileLength(table: QuantileTable, u: number): number {
  const percentile = 100 * u;
  let low = 0;
  let high = table.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[middle]![0] <= percentile) low = middle;
    else high = middle;
  }
  const [from, least] = table[low]!;
  const [to, most] = table[high]!;
  return Math.max(1, Math.round(least + ((most - least) * (percentile - from)) / (to - from)));
}

/**
 * The mean of the law that a table outlines [tokens]: the area under the line through its percentiles.
 *
 * @example
 * quantileMean([[0, 2], [50, 102], [100, 1102]]) // => 327
 */
export function quantileMean(table: QuantileTable): number {
  let area = 0;
  for (let i = 1; i < table.length; ++i) {
    const [from, least] = table[i - 1]!;
    const [to, most] = table[i]!;
    area += ((to - from) / 100) * ((least + most) / 2);
  }
  return area;
}
