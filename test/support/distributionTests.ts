/** Goodness of fit for samples of a continuous law. */

/**
 * The Kolmogorov-Smirnov statistic sqrt(n) sup |F_n - F|: for samples of F it exceeds 1.95 once in a thousand times
 * (Kolmogorov 1933).
 */
export function kolmogorovSmirnov(sample: ArrayLike<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  let distance = 0;
  for (let i = 0; i < sorted.length; ++i) {
    const f = cdf(sorted[i]);
    distance = Math.max(distance, f - i / sorted.length, (i + 1) / sorted.length - f);
  }
  return distance * Math.sqrt(sorted.length);
}

/** P(|Z| <= x) of the standard normal law, by Simpson's rule. */
export function normalBetween(x: number): number {
  const steps = 400;
  const h = x / steps;
  const density = (z: number): number => Math.exp((-z * z) / 2);
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; ++i) sum += (i % 2 === 1 ? 4 : 2) * density(i * h);
  return (2 * sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

/** P(Z <= x) of the standard normal law. */
export function normalCdf(x: number): number {
  return 0.5 + Math.sign(x) * 0.5 * normalBetween(Math.min(Math.abs(x), 9));
}
