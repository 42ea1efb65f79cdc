/**
 * M/M^[B]/1: Poisson arrivals, one server that takes batches of up to B, or of exactly B, and works on each for an
 * exponential time whatever its size. Who comes while it works waits for the next batch.
 */
import {invalid, requireInteger, requirePositive} from "../invalid.js";
import {type BulkMeasures, overloadedBulk} from "./bulkMeasures.js";
import {findRoot} from "./findRoot.js";
import {
  constantLaw,
  continuousLaw,
  delayedExponential,
  type Law,
  type SojournLaw,
  sojournLaw,
  type WaitLaw,
  waitLaw
} from "./law.js";

export interface GreedyBulk extends BulkMeasures, WaitLaw, SojournLaw {
  /** P(n in line), whom an arriving request finds as well. */
  readonly queueLengthProbability: (n: number) => number;
}

/**
 * M/M^[1,B]/1, the greedy batch server: as soon as it is free it takes all who wait, at most B.
 *
 * With r the root in (0, 1) of mu r^(B+1) - (lambda + mu) r + lambda = 0, n wait while the server works with
 * probability P r^n, it is idle with probability P mu / lambda, and these add up to 1. A request that finds it busy
 * waits for a geometric number of services, which is exponential with rate theta = mu (1 - r^B); so Wq = busy / theta,
 * Lq = lambda Wq, and wait and service add up to the sojourn. lambda `arrivalRate`, mu `serviceRate` of a batch [1/s].
 * Exact for lambda < B mu; from there on unstable. Throws RangeError unless both rates are positive and batch >= 1.
 * Source: Neuts 1967, Ann. Math. Stat. 38(3); the equation of the root: Bailey 1954, J. R. Stat. Soc. B 16(1).
 *
 * @example
 * bulkMm1({arrivalRate: 20, serviceRate: 12, batch: 2}).meanWait // => 0.35785293
 */
export function bulkMm1({
  arrivalRate,
  serviceRate,
  batch
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly batch: number;
}): GreedyBulk {
  const method = "M/M^[1,B]/1 (Neuts 1967)";
  checkBulk(arrivalRate, serviceRate, batch);
  if (arrivalRate >= batch * serviceRate) {
    const never = constantLaw(Infinity);
    return {
      ...overloadedBulk({method, arrivalRate, batch, serviceTime: 1 / serviceRate}),
      queueLengthProbability: () => 0,
      ...waitLaw(never),
      ...sojournLaw(never)
    };
  }
  const gap = rootGap(arrivalRate / serviceRate, batch);
  const logRatio = Math.log1p(-gap);
  // r^B and 1 - r^B, each with its own digits.
  const power = Math.exp(batch * logRatio);
  const rate = -serviceRate * Math.expm1(batch * logRatio);
  const first = 1 / (1 / gap + serviceRate / arrivalRate);
  const busyFraction = first / gap;
  const idle = (first * serviceRate) / arrivalRate;
  const meanWait = busyFraction / rate;
  const meanSojourn = meanWait + 1 / serviceRate;
  return {
    method,
    stable: true,
    backlogGrowthRate: 0,
    utilization: arrivalRate / (batch * serviceRate),
    busyFraction,
    meanBatch: arrivalRate / (serviceRate * busyFraction),
    waitProbability: busyFraction,
    meanQueueLength: arrivalRate * meanWait,
    meanInSystem: arrivalRate * meanSojourn,
    meanWait,
    meanSojourn,
    queueLengthProbability: (n) => {
      requireInteger("n", n, 0);
      return first * Math.exp(n * logRatio) + (n === 0 ? idle : 0);
    },
    ...waitLaw(delayedExponential({delayed: busyFraction, prompt: idle, rate})),
    ...sojournLaw(waitAndService({busyFraction, serviceRate, power, meanSojourn}))
  };
}

/** A wait of 0 or exponential with rate mu (1 - power), then a service of rate mu. */
function waitAndService({
  busyFraction,
  serviceRate,
  power,
  meanSojourn
}: {
  readonly busyFraction: number;
  readonly serviceRate: number;
  readonly power: number;
  readonly meanSojourn: number;
}): Law {
  // What waiting adds to the tail e^(-mu t): (e^(-rate t) - e^(-mu t)) / power, as a difference only where they differ.
  const added = (t: number): number => {
    const spread = serviceRate * power * t;
    const served = Math.exp(-serviceRate * t);
    if (spread > 1) return (busyFraction * (Math.exp(spread - serviceRate * t) - served)) / power;
    return (
      busyFraction * served * (spread < 1e-3 ? serviceRate * t * growth(spread) : Math.expm1(spread) / power)
    );
  };
  return continuousLaw({
    delayed: 1,
    prompt: 0,
    body: (t) => -Math.expm1(-serviceRate * t) - added(t),
    tail: (t) => Math.exp(-serviceRate * t) + added(t),
    scale: meanSojourn
  });
}

/** (e^x - 1) / x for small x. */
function growth(x: number): number {
  return 1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + x / 5)));
}

export interface FullBulk extends BulkMeasures {
  /** Mean time until the batch is full, and from then until the server is free [s]. */
  readonly meanFormation: number;
  readonly meanQueueWait: number;
  /** P(n in line or in service). */
  readonly inSystemProbability: (n: number) => number;
}

/**
 * M/M^[B]/1 with full batches only: the server waits until B requests are there.
 *
 * With the same root r as in bulkMm1: p_n = p_0 (1 - r^(n+1)) / (1 - r) for n < B, p_n = p_0 lambda r^(n-B) / mu from B
 * on (B of them in service), p_0 = (1 - r) / B; L = sum n p_n, W = L / lambda, of which (B - 1) / (2 lambda) is formation
 * and 1 / mu service. A request starts at once only if it completes a batch and finds the server idle. lambda
 * `arrivalRate`, mu `serviceRate` of a batch [1/s]. Exact for lambda < B mu. Throws RangeError as bulkMm1.
 * Source: Gross & Harris 1998, Fundamentals of Queueing Theory, section 3.2, full-batch model.
 *
 * @example
 * bulkMm1Full({arrivalRate: 20, serviceRate: 12, batch: 2}).meanFormation // => 0.025
 */
export function bulkMm1Full({
  arrivalRate,
  serviceRate,
  batch
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly batch: number;
}): FullBulk {
  const method = "M/M^[B]/1, full batches (Gross & Harris 1998)";
  checkBulk(arrivalRate, serviceRate, batch);
  const meanFormation = (batch - 1) / (2 * arrivalRate);
  if (arrivalRate >= batch * serviceRate)
    return {
      ...overloadedBulk({method, arrivalRate, batch, serviceTime: 1 / serviceRate}),
      meanFormation,
      meanQueueWait: Infinity,
      inSystemProbability: () => 0
    };
  const gap = rootGap(arrivalRate / serviceRate, batch);
  const logRatio = Math.log1p(-gap);
  const load = arrivalRate / serviceRate;
  const probability = (n: number): number =>
    n < batch
      ? -Math.expm1((n + 1) * logRatio) / batch
      : (gap / batch) * load * Math.exp((n - batch) * logRatio);
  let meanInSystem = (load / batch) * (batch + (1 - gap) / gap);
  for (let n = 1; n < batch; ++n) meanInSystem += n * probability(n);
  const meanSojourn = meanInSystem / arrivalRate;
  const meanWait = meanSojourn - 1 / serviceRate;
  return {
    method,
    stable: true,
    backlogGrowthRate: 0,
    utilization: load / batch,
    busyFraction: load / batch,
    meanBatch: batch,
    waitProbability: 1 - probability(batch - 1),
    meanQueueLength: arrivalRate * meanWait,
    meanInSystem,
    meanWait,
    meanSojourn,
    meanFormation,
    meanQueueWait: meanWait - meanFormation,
    inSystemProbability: (n) => {
      requireInteger("n", n, 0);
      return probability(n);
    }
  };
}

function checkBulk(arrivalRate: number, serviceRate: number, batch: number): void {
  requirePositive("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  requireInteger("batch", batch);
  if (batch > MOST) throw invalid("batch", batch);
}

/** The root's equation is a sum of so many terms. */
const MOST = 2 ** 16;

/**
 * 1 - r for the root r in (0, 1): dividing mu r^(B+1) - (lambda + mu) r + lambda by r - 1 leaves
 * r + r^2 + … + r^B = lambda / mu, which rises with r and has no other root there.
 */
function rootGap(load: number, batch: number): number {
  const excess = (gap: number): number => {
    let power = 1;
    let sum = 0;
    for (let k = 1; k <= batch; ++k) {
      power *= 1 - gap;
      sum += power;
    }
    return sum - load;
  };
  return findRoot(excess, 0, 1);
}
