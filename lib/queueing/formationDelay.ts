/**
 * How long a request waits for others to join its batch, before any queueing: a distribution, since a mean is no tail.
 * Poisson arrivals; a batch opens with its first request and closes when it is full or the window is over.
 */
import {invalid, requireInteger, requirePositive} from "../invalid.js";
import {findRoot} from "./findRoot.js";
import {constantLaw, type Law} from "./law.js";
import {logPoisson} from "./poisson.js";

export interface FormationDelay {
  /** Requests in a batch when it closes. */
  readonly meanBatch: number;
  /** Mean over the requests [s]. */
  readonly mean: number;
  /** Mean of a batch's first request, who waits for all the others [s]. */
  readonly firstMean: number;
  /** P(delay <= t) and P(delay > t) of any request, t [s]. */
  readonly cdf: (t: number) => number;
  readonly tail: (t: number) => number;
  /** The least t [s] with P(delay <= t) >= p. */
  readonly quantile: (p: number) => number;
  /** The same of a batch's first request: Erlang of batch - 1 stages, cut at the window. */
  readonly firstCdf: (t: number) => number;
  readonly firstTail: (t: number) => number;
  readonly firstQuantile: (p: number) => number;
}

/**
 * The formation delay of batches of up to B requests that arrive at random.
 *
 * Without a window: over the requests the mean is (B - 1) / (2 lambda), of the first one (B - 1) / lambda, whose delay
 * is Erlang with B - 1 stages of rate lambda; the j-th from the end waits for an Erlang time of j stages, j = 0, …, B - 1.
 * With a window T, E_m an Erlang time of m stages: batch = 1 + sum_m P(E_m <= T), mean = sum_m m P(E_m <= T) / (lambda
 * batch), m = 1, …, B - 1; P(delay > t) = sum_{j<B-1} P(E_j <= T - t) P(E_{B-1-j} > t) / batch. lambda `arrivalRate`
 * [1/s], B `batch`, T `window` [s], default Infinity. Without a window it holds for any number of servers, busy or not;
 * with one, where a server is always free when a batch closes. Throws RangeError unless the rate is positive, the batch
 * a whole number >= 1 and the window >= 0. Source: Erlang 1909 for the stages; the rest follows from the area under the
 * number in the batch, by Little's law.
 *
 * @example
 * formationDelay({arrivalRate: 500, batch: 16}).mean // => 0.015
 * formationDelay({arrivalRate: 500, batch: 16}).firstMean // => 0.03
 * formationDelay({arrivalRate: 500, batch: 16}).firstQuantile(0.99) // => 0.0508922
 */
export function formationDelay({
  arrivalRate,
  batch,
  window = Infinity
}: {
  readonly arrivalRate: number;
  readonly batch: number;
  readonly window?: number;
}): FormationDelay {
  requirePositive("arrivalRate", arrivalRate);
  requireInteger("batch", batch);
  if (!(window >= 0)) throw invalid("window", window);
  const others = batch - 1;
  // Inside, time is in mean gaps.
  const span = arrivalRate * window;
  const joined = stagesBy(span, others);
  let meanBatch = 1;
  let area = 0;
  let firstArea = 0;
  for (let m = 1; m <= others; ++m) {
    meanBatch += joined[m];
    area += m * joined[m];
    firstArea += joined[m];
  }
  const first: Law =
    others === 0 || span === 0
      ? constantLaw(0)
      : cutLaw((x) => stagesAfter(x, others)[others], window, arrivalRate);
  const any: Law =
    others === 0 || span === 0
      ? constantLaw(0)
      : cutLaw((x) => memberTail(x, span, others) / meanBatch, window, arrivalRate);
  return {
    meanBatch,
    mean: area / meanBatch / arrivalRate,
    firstMean: firstArea / arrivalRate,
    cdf: any.cdf,
    tail: any.tail,
    quantile: any.quantile,
    firstCdf: first.cdf,
    firstTail: first.tail,
    firstQuantile: first.quantile
  };
}

/** Requests of a batch that wait for longer than x, on average. */
function memberTail(x: number, span: number, others: number): number {
  const after = stagesAfter(x, others);
  const by = stagesBy(span - x, others);
  let sum = 0;
  for (let j = 0; j < others; ++j) sum += by[j] * after[others - j];
  return sum;
}

/** P(E_m > x) for m = 0, …, most: fewer than m events of a Poisson process by x. */
function stagesAfter(x: number, most: number): Float64Array {
  const tails = new Float64Array(most + 1);
  for (let m = 1; m <= most; ++m) tails[m] = tails[m - 1] + Math.exp(logPoisson(m - 1, x));
  return tails;
}

/** P(E_m <= x) for m = 0, …, most: at least m events by x, summed from the far end so that small ones keep their digits. */
function stagesBy(x: number, most: number): Float64Array {
  const probabilities = new Float64Array(most + 1);
  if (x === Infinity) return probabilities.fill(1);
  const bodies = probabilities.fill(0);
  let sum = 0;
  for (let n = farEnd(x, most); n >= 0; --n) {
    sum += Math.exp(logPoisson(n, x));
    if (n <= most) bodies[n] = Math.min(1, sum);
  }
  return bodies;
}

/** Beyond this number the Poisson probabilities of mean x add nothing to the sum from `most` on. */
function farEnd(x: number, most: number): number {
  const from = Math.max(most, x);
  return Math.ceil(from + 12 * Math.sqrt(from) + 40);
}

/** The law of a delay that ends at the window [s] at the latest, from its tail before, a function of mean gaps. */
function cutLaw(tailBefore: (x: number) => number, window: number, rate: number): Law {
  const span = rate * window;
  const tail = (t: number): number => {
    if (Number.isNaN(t)) throw invalid("t", t);
    return t < 0 ? 1 : t >= window ? 0 : tailBefore(rate * t);
  };
  return {
    tail,
    cdf: (t) => 1 - tail(t),
    quantile: (p) => {
      if (!(p >= 0 && p <= 1)) throw invalid("p", p);
      const q = 1 - p;
      if (p === 0 || tailBefore(0) <= q) return 0;
      if (q === 0) return window;
      const excess = (x: number): number => Math.log(Math.max(tailBefore(x), Number.MIN_VALUE)) - Math.log(q);
      let high = Math.min(span, 1);
      while (high < span && excess(high) > 0) high = Math.min(span, 2 * high);
      // Who is left at the end of the window leaves with it.
      return excess(high) > 0 ? window : findRoot(excess, 0, high) / rate;
    }
  };
}
