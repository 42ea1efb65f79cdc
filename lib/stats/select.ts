/**
 * Selection in place (Floyd & Rivest 1975, CACM 18(3), Algorithm 489 SELECT): the k-th smallest of n numbers with about
 * n + min(k, n - k) comparisons, by choosing the pivots from a sample that almost surely encloses it.
 */

/** Below this many elements the sample costs more than it saves (Floyd & Rivest 1975). */
const SMALLEST_SAMPLED = 600;

/**
 * Rearranges `values[left..right]`, both ends included, so that `values[k]` is what sorting would put there, nothing
 * larger stands before it and nothing smaller after. No NaN may be among them.
 */
export function select(values: Float64Array, k: number, left: number, right: number): void {
  let low = left;
  let high = right;
  while (high > low) {
    if (high - low > SMALLEST_SAMPLED) {
      const n = high - low + 1;
      const rank = k - low + 1;
      const z = Math.log(n);
      const size = 0.5 * Math.exp((2 * z) / 3);
      const spread = 0.5 * Math.sqrt((z * size * (n - size)) / n) * (rank < n / 2 ? -1 : 1);
      const sampleLow = Math.max(low, Math.floor(k - (rank * size) / n + spread));
      const sampleHigh = Math.min(high, Math.floor(k + ((n - rank) * size) / n + spread));
      select(values, k, sampleLow, sampleHigh);
    }
    const pivot = values[k];
    swap(values, low, k);
    if (values[high] > pivot) swap(values, low, high);
    let i = low;
    let j = high;
    while (i < j) {
      swap(values, i++, j--);
      while (values[i] < pivot) ++i;
      while (values[j] > pivot) --j;
    }
    if (values[low] === pivot) swap(values, low, j);
    else swap(values, ++j, high);
    if (j <= k) low = j + 1;
    if (k <= j) high = j - 1;
  }
}

function swap(values: Float64Array, i: number, j: number): void {
  const held = values[i];
  values[i] = values[j];
  values[j] = held;
}
