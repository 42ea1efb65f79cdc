/**
 * The waiting time in M/D/1, by two formulas that between them have no hard region.
 *
 * Up to 100 service times: the sum of Franx 2001 over the number in the system, for tails as well as for the distribution
 * function, so that every term is positive and small probabilities keep their digits; the number in the system by the
 * balance of upward and downward crossings of each level, positive terms again. Beyond: the tail is an exponential; what
 * the other poles of the wait's transform add is below the last digit by then.
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

interface Load {
  readonly rho: number;
  /** 1 - rho, given as well: near saturation it has digits that rho has not. */
  readonly idle: number;
}

/** The law of the wait for 0 < rho < 1 and services of `serviceTime` [s]. */
export function md1Wait({rho, idle, serviceTime}: Load & {readonly serviceTime: number}): Law {
  const decay = decayRate({rho, idle});
  const amplitude = idle / (decay - idle);
  let known: LevelLaw | undefined;
  // found when first asked for: means need no distribution
  const levels = () => {
    known ??= levelLaw({rho, idle}, decay);
    return known;
  };
  const tail = (t: number) =>
    t < EXPONENTIAL_FROM ? nearSum(levels().more, 1, rho, t) : amplitude * Math.exp(-decay * t);
  const body = (t: number) => {
    if (t < 1) return idle * Math.expm1(rho * t);
    const beyond = tail(t);
    return beyond < rho / 2 || t >= EXPONENTIAL_FROM
      ? rho - beyond
      : nearSum(levels().atMost, 0, rho, t) - idle;
  };
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
function decayRate({rho, idle}: Load): number {
  let x = -2 * (rho < 0.5 ? Math.log(rho) : Math.log1p(-idle));
  for (;;) {
    const value = excessOfLog(x / rho) + (x * idle) / rho;
    const next = x - value / ((idle - x) / (rho + x));
    if (!(next < x)) return x;
    x = next;
  }
}

interface LevelLaw {
  /** P(more than n in the system) and P(at most n), n = 0, …, LEVELS - 1. */
  readonly more: Float64Array;
  readonly atMost: Float64Array;
}

/**
 * The law of the number in the system. Between departures, level j is crossed upwards
 * from i <= j by more than j + 1 - i arrivals in a service (from 0: more than j) and downwards from j + 1 by none:
 * p_{j+1} follows from p_0, …, p_j by additions. Tails are summed from the far end, where they fall geometrically.
 */
function levelLaw({rho, idle}: Load, decay: number): LevelLaw {
  const arrivals = poissonTails(rho);
  const levels = new Float64Array(LEVELS + 1);
  levels[0] = idle;
  for (let j = 0; j < LEVELS; ++j) {
    let upward = levels[0] * arrivals[j];
    for (let i = 1; i <= j; ++i) upward += levels[i] * arrivals[j + 1 - i];
    levels[j + 1] = upward * Math.exp(rho);
  }
  const atMost = new Float64Array(LEVELS);
  const more = new Float64Array(LEVELS);
  for (let n = 0, sum = 0; n < LEVELS; ++n) atMost[n] = sum += levels[n];
  for (let n = LEVELS - 1, sum = levels[LEVELS] / -Math.expm1(-decay); n >= 0; --n) {
    more[n] = sum;
    sum += levels[n];
  }
  return {more, atMost};
}

/** P(N > n), n = 0, …, LEVELS, for a Poisson number N. */
function poissonTails(mean: number): Float64Array {
  const tails = new Float64Array(LEVELS + 1);
  let term = Math.exp(-mean);
  for (let n = 0; n <= LEVELS; ++n) {
    term *= mean / (n + 1);
    tails[n] = term;
  }
  for (let n = LEVELS - 1; n >= 0; --n) tails[n] += tails[n + 1];
  return tails;
}

/**
 * P(wait > t) or P(wait <= t). With k whole services in t and u = k + 1 - t: if n are in the system u before a request
 * arrives and j more come before it, k + 1 services end by t after its arrival, so it has started iff n + j <= k + 1.
 * `levels[n]`: P(more than n) or P(at most n) in the system; `beyond`: the same for n < 0.
 */
function nearSum(levels: Float64Array, beyond: 0 | 1, rho: number, t: number): number {
  const k = Math.floor(t);
  const mean = rho * (k + 1 - t);
  let probability = Math.exp(-mean);
  let sum = 0;
  for (let j = 0; j <= k; ++j) {
    sum += probability * levels[k + 1 - j];
    probability *= mean / (j + 1);
  }
  for (let j = k + 1, term = beyond * probability; term > NEGLIGIBLE * sum; ++j) {
    sum += term;
    term *= mean / (j + 1);
  }
  return sum;
}
