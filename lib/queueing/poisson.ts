/**
 * Poisson probabilities to full accuracy, however large the numbers: the saddle-point form, in which nothing large is
 * subtracted from anything large (Loader 2000, Fast and Accurate Computation of Binomial Probabilities).
 */

/** log(1 + x) - x, without the cancellation near 0; x > -1. */
export function excessOfLog(x: number): number {
  if (Math.abs(x) > 0.5) return Math.log1p(x) - x;
  const v = x / (2 + x);
  const square = v * v;
  let power = 2 * v * square;
  let sum = 0;
  for (let k = 3; sum + power / k !== sum; k += 2) {
    sum += power / k;
    power *= square;
  }
  return sum - x * v;
}

/** Coefficients of n^-1, n^-3, … in Stirling's series for log n! (Abramowitz & Stegun 1964, 6.1.41). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360];
/** From here on six terms of the series are enough for a double. */
const SERIES_FROM = 16;

function stirlingSeries(n: number): number {
  const square = n * n;
  return STIRLING.reduceRight((sum, coefficient) => coefficient + sum / square, 0) / n;
}

/** log n! - log(sqrt(2 pi n) (n / e)^n) for n = 1, …, 15, down from the series by the recurrence of n!. */
const SMALL: readonly number[] = smallErrors();

function smallErrors(): number[] {
  const errors: number[] = [];
  errors[SERIES_FROM] = stirlingSeries(SERIES_FROM);
  for (let n = SERIES_FROM - 1; n >= 1; --n) {
    // (n + 1/2) log(1 + 1/n) - 1, with the 1 taken out before it can cancel
    errors[n] = errors[n + 1] + (n + 0.5) * excessOfLog(1 / n) + 1 / (2 * n);
  }
  return errors;
}

/** log P(N = n) for a Poisson number N of the given mean >= 0; n a whole number >= 0. */
export function logPoisson(n: number, mean: number): number {
  if (n === 0) return -mean;
  const error = n < SERIES_FROM ? SMALL[n] : stirlingSeries(n);
  // log(mean / n) as log(1 + x) would lose the digits of a mean far below n
  const exponent = mean < n / 2 ? n * Math.log(mean / n) + n - mean : n * excessOfLog((mean - n) / n);
  return exponent - error - Math.log(2 * Math.PI * n) / 2;
}
