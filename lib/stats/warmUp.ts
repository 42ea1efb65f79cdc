/** Warm-up removal by the marginal standard error rule on batches of five (White 1997; White, Cobb & Spratt 2000). */

const BATCH = 5;

/**
 * The number of observations to drop from the start of a series so that the rest looks like steady state (MSER-5).
 *
 * Over the means of batches of five, the truncation d minimises the variance of what remains divided by what remains,
 * sum((x_i - mean)^2) / (n - d)^2; only the first half is searched, since a minimum beyond it means that the series is
 * too short to tell. Source: White, Cobb & Spratt 2000, Proc. Winter Simulation Conference, 755-761.
 *
 * @example
 * warmUp([...Array(50).fill(9), ...Array(450).fill(1)]) // => 50
 */
export function warmUp(values: ArrayLike<number>): number {
  const batches = Math.floor(values.length / BATCH);
  let best = 0;
  let least = Infinity;
  let sum = 0;
  let squares = 0;
  // Squares about the last batch's mean lose no digits to a large common offset.
  const shift = batches > 0 ? batchMean(values, batches - 1) : 0;
  for (let d = batches - 1; d >= 0; --d) {
    const mean = batchMean(values, d) - shift;
    sum += mean;
    squares += mean * mean;
    const kept = batches - d;
    const error = Math.max(0, squares - (sum * sum) / kept) / (kept * kept);
    if (d <= batches / 2 && error <= least) {
      least = error;
      best = d;
    }
  }
  return best * BATCH;
}

function batchMean(values: ArrayLike<number>, batch: number): number {
  let sum = 0;
  for (let i = batch * BATCH; i < (batch + 1) * BATCH; ++i) sum += values[i]!;
  return sum / BATCH;
}
