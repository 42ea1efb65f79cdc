/**
 * M/G^[1,B]/1 with batch times that depend on the size: the greedy dynamic batcher itself, exactly, by the Markov chain
 * of the line at the ends of service. Its stationary law is found by elimination without a subtraction (Grassmann,
 * Taksar & Heyman 1985), so that small probabilities keep their digits.
 */
import {invalid, requireInteger, requirePositive} from "../invalid.js";
import {type BulkMeasures, overloadedBulk} from "./bulkMeasures.js";
import {findRoot} from "./findRoot.js";
import {logPoisson} from "./poisson.js";

export interface BulkService extends BulkMeasures {
  /** P(a batch holds k requests), k = 0, …, B. */
  readonly batchSizes: Float64Array;
  /** P(n in line) at any time, whom an arriving request finds as well; n = 0, …, as far as it is not negligible. */
  readonly queueLengths: Float64Array;
  /** Mean of its own batch's time, over requests: longer than over batches, since large batches hold more [s]. */
  readonly meanMath: number;
}

/**
 * The greedy batch server with Poisson arrivals and a time t(b) for a batch of b <= B.
 *
 * Ends of service find q in line: the next batch takes b = min(q, B) of them, or the next to arrive if q = 0, and Poisson
 * (for an exponential time geometric) many of mean lambda t(b) come meanwhile. From the chain's law pi follow, by time
 * spent, P(n in line) = (sum_q pi_q P(more than n - (q - B)+ come) + [n = 0] pi_0) / (lambda cycle), with the mean cycle
 * sum_q pi_q t(b) + pi_0 / lambda, and the rest by Little's law. lambda `arrivalRate` [1/s]; `serviceTimes` [s] by size,
 * index 1 to at least B; B `batch`; `distribution` of a batch's time about its mean. Exact for lambda < B / t(B), with
 * e^-40 left out at the far end. Throws RangeError for what is not positive, or where the chain would not fit in memory
 * (utilization within a few millionths of 1). Source: Bailey 1954; Neuts 1967; for GPU inference: Inoue 2021,
 * Performance Evaluation 147.
 *
 * @example
 * bulkService({arrivalRate: 400, batch: 2, serviceTimes: [0, 0.002, 0.003]}).meanBatch // => 1.28744165
 */
export function bulkService({
  arrivalRate,
  batch,
  serviceTimes,
  distribution = "deterministic"
}: {
  readonly arrivalRate: number;
  readonly batch: number;
  readonly serviceTimes: ArrayLike<number>;
  readonly distribution?: "deterministic" | "exponential";
}): BulkService {
  requirePositive("arrivalRate", arrivalRate);
  requireInteger("batch", batch);
  if (serviceTimes.length <= batch)
    throw invalid("serviceTimes", `${serviceTimes.length} for batch ${batch}`);
  for (let size = 1; size <= batch; ++size) requirePositive(`serviceTimes[${size}]`, serviceTimes[size]!);
  const method = "M/G^[1,B]/1 with size-dependent times, exact chain (Neuts 1967)";
  const serviceTime = serviceTimes[batch]!;
  if (arrivalRate * serviceTime >= batch)
    return {
      ...overloadedBulk({method, arrivalRate, batch, serviceTime}),
      batchSizes: new Float64Array(batch + 1).fill(1, batch),
      queueLengths: new Float64Array(),
      meanMath: serviceTime
    };
  const arrivals = Array.from({length: batch}, (_, k) =>
    distribution === "deterministic"
      ? poissonCounts(arrivalRate * serviceTimes[k + 1]!)
      : geometricCounts(arrivalRate * serviceTimes[k + 1]!)
  );
  const states = batch + farEnd(arrivalRate * serviceTime, batch, distribution);
  const law = stationaryLaw(arrivals, batch, states);

  const batchSizes = new Float64Array(batch + 1);
  for (let q = 0; q < states; ++q) batchSizes[Math.min(Math.max(q, 1), batch)] += law[q];
  let cycle = law[0] / arrivalRate;
  let worked = 0;
  let meanBatch = 0;
  let math = 0;
  for (let size = 1; size <= batch; ++size) {
    worked += batchSizes[size] * serviceTimes[size]!;
    meanBatch += size * batchSizes[size];
    math += size * batchSizes[size] * serviceTimes[size]!;
  }
  cycle += worked;
  const queueLengths = lengthsInTime(law, arrivals, batch, arrivalRate * cycle);
  let meanQueueLength = 0;
  for (let n = 1; n < queueLengths.length; ++n) meanQueueLength += n * queueLengths[n];
  const meanWait = meanQueueLength / arrivalRate;
  const meanMath = math / meanBatch;
  return {
    method,
    stable: true,
    backlogGrowthRate: 0,
    utilization: (arrivalRate * serviceTime) / batch,
    busyFraction: worked / cycle,
    meanBatch,
    waitProbability: worked / cycle,
    meanQueueLength,
    meanInSystem: arrivalRate * (meanWait + meanMath),
    meanWait,
    meanSojourn: meanWait + meanMath,
    meanMath,
    batchSizes,
    queueLengths
  };
}

/** Arrivals in one service: P(k) and P(more than k), as far as they are not negligible. */
interface Counts {
  readonly exactly: Float64Array;
  readonly more: Float64Array;
}

const NEGLIGIBLE_LOG = -40;

function poissonCounts(mean: number): Counts {
  const exactly: number[] = [];
  for (let k = 0; k <= mean || logPoisson(k, mean) > NEGLIGIBLE_LOG; ++k)
    exactly.push(Math.exp(logPoisson(k, mean)));
  return withTails(Float64Array.from(exactly));
}

function geometricCounts(mean: number): Counts {
  const logRatio = -Math.log1p(1 / mean);
  const length = Math.ceil(NEGLIGIBLE_LOG / logRatio) + 1;
  return withTails(Float64Array.from({length}, (_, k) => Math.exp(k * logRatio) / (1 + mean)));
}

function withTails(exactly: Float64Array): Counts {
  const more = new Float64Array(exactly.length);
  for (let k = exactly.length - 2; k >= 0; --k) more[k] = more[k + 1] + exactly[k + 1];
  return {exactly, more};
}

/**
 * How far beyond B the line may reach: its law falls as z^-n, z > 1 the root of z^B = E z^A for the arrivals A in the
 * time of a full batch.
 */
function farEnd(mean: number, batch: number, distribution: "deterministic" | "exponential"): number {
  // With z = e^s: B s = mean (e^s - 1), or B s = -log(1 - mean (e^s - 1)).
  const deterministic = (s: number): number => mean * Math.expm1(s) - batch * s;
  const exponential = (s: number): number => {
    const inside = 1 - mean * Math.expm1(s);
    return inside > 0 ? -Math.log(inside) - batch * s : Infinity;
  };
  const excess = distribution === "deterministic" ? deterministic : exponential;
  // Convex from 0 at s = 0, where it falls: the other root lies beyond its least value.
  let low = Math.log1p((batch - mean) / (mean * (distribution === "deterministic" ? 1 : batch + 1)));
  while (excess(low) > 0) low /= 2;
  let high = 2 * low;
  while (excess(high) < 0) high *= 2;
  if (high === Infinity) return 0;
  const upper = excess(high) === Infinity ? Math.log1p(1 / mean) * (1 - 1e-12) : high;
  const decay = excess(upper) > 0 ? findRoot(excess, low, upper) : upper;
  return Math.ceil(-NEGLIGIBLE_LOG / decay) + 1;
}

/** The chain's entries that memory is spent on: a quarter of a gigabyte. */
const MOST_ENTRIES = 2 ** 25;

/**
 * The law of the line at the ends of service. From q it goes down by at most B and up by at most the longest count, so
 * the elimination of the far states, last first, never leaves that band. What would go beyond the last state stays there.
 */
function stationaryLaw(arrivals: readonly Counts[], batch: number, states: number): Float64Array {
  const upward = Math.max(...arrivals.map(({exactly}) => exactly.length));
  const width = batch + upward + 1;
  if (!(states * width <= MOST_ENTRIES)) throw invalid("utilization", "too close to 1");
  // Row q holds the chances of q - B, …, q + upward.
  const band = new Float64Array(states * width);
  const at = (from: number, to: number): number => from * width + (to - from) + batch;
  for (let q = 0; q < states; ++q) {
    const {exactly} = arrivals[Math.min(Math.max(q, 1), batch) - 1]!;
    const left = Math.max(0, q - batch);
    for (let k = 0; k < exactly.length; ++k) band[at(q, Math.min(states - 1, left + k))] += exactly[k];
  }
  const outward = new Float64Array(states);
  for (let n = states - 1; n > 0; --n) {
    const first = Math.max(0, n - batch);
    let down = 0;
    for (let j = first; j < n; ++j) down += band[at(n, j)];
    outward[n] = down;
    for (let i = Math.max(0, n - upward); i < n; ++i) {
      const share = band[at(i, n)] / down;
      if (share > 0) for (let j = first; j < n; ++j) band[at(i, j)] += share * band[at(n, j)];
    }
  }
  const law = new Float64Array(states);
  law[0] = 1;
  let total = 1;
  for (let n = 1; n < states; ++n) {
    let sum = 0;
    for (let i = Math.max(0, n - upward); i < n; ++i) sum += law[i] * band[at(i, n)];
    law[n] = sum / outward[n];
    total += law[n];
  }
  return law.map((weight) => weight / total);
}

/** P(n in line) over time; `perCycle`: arrivals in a mean cycle. */
function lengthsInTime(
  law: Float64Array,
  arrivals: readonly Counts[],
  batch: number,
  perCycle: number
): Float64Array {
  const longest = Math.max(...arrivals.map(({more}) => more.length));
  const lengths = new Float64Array(Math.max(1, law.length - batch) + longest);
  lengths[0] = law[0];
  for (let q = 0; q < law.length; ++q) {
    const {more} = arrivals[Math.min(Math.max(q, 1), batch) - 1]!;
    const left = Math.max(0, q - batch);
    for (let k = 0; k < more.length; ++k) lengths[left + k] += law[q] * more[k];
  }
  return lengths.map((weight) => weight / perCycle);
}
