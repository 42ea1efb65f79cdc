/**
 * M/D^[1,B]/1: Poisson arrivals, one greedy server that takes up to B at once and works on each batch for the same time,
 * by the roots of the characteristic equation (Bailey 1954; Downton 1955).
 */
import {requireInteger, requirePositive} from "../invalid.js";
import {type BulkMeasures, overloadedBulk} from "./bulkMeasures.js";

/**
 * The measures of the greedy batch server with a constant batch time D.
 *
 * Between ends of service the line goes from q to (q - B)+ and a Poisson number of mean a = lambda D. With z_1, …,
 * z_(B-1) the roots of z^B = e^(a (z - 1)) inside the unit circle: P(nobody waits at an end) = pi = (B - a) prod z_k /
 * (z_k - 1), mean left behind at a start = X = sum 1 / (1 - z_k) - (B (B - 1) - a^2) / (2 (B - a)). A cycle lasts
 * D + pi / lambda on average, so Lq = (D X + lambda D^2 / 2) / (D + pi / lambda), Wq = Lq / lambda, busy share and
 * P(wait) D / (D + pi / lambda). lambda `arrivalRate` [1/s], D `serviceTime` [s], B `batch`. Exact for a < B.
 * Throws RangeError for what is not positive. Source: Bailey 1954, J. R. Stat. Soc. B 16(1); Downton 1955, ibid. 17(2).
 *
 * @example
 * bulkMd1({arrivalRate: 80, serviceTime: 0.01, batch: 1}).meanWait // => 0.02
 */
export function bulkMd1({
  arrivalRate,
  serviceTime,
  batch
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly batch: number;
}): BulkMeasures {
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireInteger("batch", batch);
  const method = "M/D^[1,B]/1 (Bailey 1954)";
  const mean = arrivalRate * serviceTime;
  if (mean >= batch) return overloadedBulk({method, arrivalRate, batch, serviceTime});
  const roots = insideRoots(mean, batch);
  // Complex roots come in pairs: their products and sums are real.
  let sum = 0;
  let logProduct = 0;
  for (const {re, im} of roots) {
    const distance = (1 - re) ** 2 + im ** 2;
    sum += (1 - re) / distance;
    logProduct += Math.log((re ** 2 + im ** 2) / distance) / 2;
  }
  const nobody = (batch - mean) * Math.exp(logProduct);
  const left = Math.max(0, sum - (batch * (batch - 1) - mean * mean) / (2 * (batch - mean)));
  const cycle = serviceTime + nobody / arrivalRate;
  const meanQueueLength = (serviceTime * left + (arrivalRate * serviceTime ** 2) / 2) / cycle;
  const meanWait = meanQueueLength / arrivalRate;
  const meanSojourn = meanWait + serviceTime;
  return {
    method,
    stable: true,
    backlogGrowthRate: 0,
    utilization: mean / batch,
    busyFraction: serviceTime / cycle,
    meanBatch: arrivalRate * cycle,
    waitProbability: serviceTime / cycle,
    meanQueueLength,
    meanInSystem: arrivalRate * meanSojourn,
    meanWait,
    meanSojourn
  };
}

/**
 * The roots other than 1: z = w e^(mean (z - 1) / batch) for each other batch-th root of unity w, a contraction of the
 * unit disc, by Newton's method from there.
 */
function insideRoots(mean: number, batch: number): {readonly re: number; readonly im: number}[] {
  const share = mean / batch;
  return Array.from({length: batch - 1}, (_, k) => {
    const angle = (2 * Math.PI * (k + 1)) / batch;
    let re = 0;
    let im = 0;
    for (let step = 0; step < MOST_STEPS; ++step) {
      // f = w e^(share (z - 1)), then z - (z - f) / (1 - share f).
      const size = Math.exp(share * (re - 1));
      const fRe = size * Math.cos(angle + share * im);
      const fIm = size * Math.sin(angle + share * im);
      const numRe = re - fRe;
      const numIm = im - fIm;
      const denRe = 1 - share * fRe;
      const denIm = -share * fIm;
      const norm = denRe ** 2 + denIm ** 2;
      const stepRe = (numRe * denRe + numIm * denIm) / norm;
      const stepIm = (numIm * denRe - numRe * denIm) / norm;
      re -= stepRe;
      im -= stepIm;
      if (Math.abs(stepRe) + Math.abs(stepIm) <= 2 * Number.EPSILON * (Math.abs(re) + Math.abs(im))) break;
    }
    return {re, im};
  });
}

/** Newton's steps double the digits; a step back and forth in the last one ends here. */
const MOST_STEPS = 60;
