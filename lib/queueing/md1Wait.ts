/**
 * The waiting time in M/D/1, by two formulas that between them have no hard region.
 *
 * Up to 100 service times: to wait longer than t, an arrival must find enough work before it, which Franx 2001 counts by
 * the requests in the system; here for tails instead of distribution functions, so that every term is positive and small
 * probabilities keep their digits. The number in the system comes from the balance of the upward and downward crossings
 * of each level, positive terms again. Beyond: the tail is an exponential; what the other poles of the transform add is
 * below the last digit by then.
 *
 * Inside, time is in units of a service.
 */
import {continuousLaw, type Law} from "./law.js";
import {excessOfLog} from "./poisson.js";

/** From here on the exponential alone is exact to a double; for small rho because nothing is left of the tail. */
const EXPONENTIAL_FROM = 100;
/** Levels of the number in the system: enough beyond the last one used that their tail is geometric. */
const LEVELS = EXPONENTIAL_FROM + 20;
/** A term that is this much smaller than the sum so far, and falling, ends it. */
const NEGLIGIBLE = 1e-19;

/** The law of the wait for 0 < rho < 1 and services of `serviceTime` [s]. */
export function md1Wait(rho: number, serviceTime: number): Law {
  const idle = 1 - rho;
  const decay = decayRate(rho);
  const amplitude = idle / (decay - idle);
  const levels = levelTails(rho, decay);
  const tail = (t: number) =>
    t < EXPONENTIAL_FROM ? nearTail(levels, rho, t) : amplitude * Math.exp(-decay * t);
  const body = (t: number) => (t < 1 ? idle * Math.expm1(rho * t) : rho - tail(t));
  return continuousLaw({
    delayed: rho,
    prompt: idle,
    body: (t) => body(t / serviceTime),
    tail: (t) => tail(t / serviceTime),
    scale: serviceTime / (2 * idle)
  });
}

/**
 * The rate at which the tail falls per service: the positive root of log(1 + x / rho) = x. Newton from above, where the
 * function is concave and falling; written with log(1 + y) - y, which keeps the root's digits when it is near 0.
 */
function decayRate(rho: number): number {
  let x = -2 * Math.log(rho);
  for (;;) {
    const value = excessOfLog(x / rho) + (x * (1 - rho)) / rho;
    const next = x - value / (1 / (rho + x) - 1);
    if (!(next < x)) return x;
    x = next;
  }
}

/**
 * P(at least n in the system) for n = 0, …, LEVELS. Between departures, level j is crossed upwards from i <= j by more
 * than j + 1 - i arrivals in a service (from 0: more than j) and downwards from j + 1 by none: p_{j+1} follows from
 * p_0, …, p_j by additions. Summed from the far end, where they fall geometrically.
 */
function levelTails(rho: number, decay: number): Float64Array {
  const more = poissonTails(rho);
  const levels = new Float64Array(LEVELS + 1);
  levels[0] = 1 - rho;
  for (let j = 0; j < LEVELS; ++j) {
    let upward = levels[0] * more[j];
    for (let i = 1; i <= j; ++i) upward += levels[i] * more[j + 1 - i];
    levels[j + 1] = upward * Math.exp(rho);
  }
  levels[LEVELS] /= -Math.expm1(-decay);
  for (let n = LEVELS - 1; n >= 0; --n) levels[n] += levels[n + 1];
  return levels;
}

/** P(N > n), n = 0, …, LEVELS, for a Poisson number N. */
function poissonTails(mean: number): Float64Array {
  const tails = new Float64Array(LEVELS + 2);
  let term = Math.exp(-mean);
  for (let n = 1; n <= LEVELS + 1; ++n) {
    term *= mean / n;
    tails[n - 1] = term;
  }
  for (let n = LEVELS - 1; n >= 0; --n) tails[n] += tails[n + 1];
  return tails;
}

/**
 * P(wait > t): with k whole services in t and u = k + 1 - t, of j arrivals in u at most k + 1 - j may have been there
 * before them, one in service included, for the wait to be within t.
 */
function nearTail(levels: Float64Array, rho: number, t: number): number {
  const k = Math.floor(t);
  const mean = rho * (k + 1 - t);
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let j = 0; ; ++j) {
    const term = probability * (j <= k ? levels[k + 2 - j] : 1);
    sum += term;
    if (j > k && term <= NEGLIGIBLE * sum) return sum;
    probability *= mean / (j + 1);
  }
}
