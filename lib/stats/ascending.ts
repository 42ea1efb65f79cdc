/** Counting in ascending numbers, by halving. */

/** How many of the ascending numbers are <= `limit`. */
export function countUpTo(ascending: Float64Array | Int32Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the ascending numbers are < `limit`: the index of the first that is not. */
export function countBelow(ascending: Float64Array | Int32Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
