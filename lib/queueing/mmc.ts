/** M/M/c: Poisson arrivals, exponential service, c servers behind one endless line, first come first served. */
import {requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {delayProbability} from "./erlangC.js";
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
import {lessProduct} from "./lessProduct.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

const METHOD = "M/M/c (Erlang 1917)";

/**
 * The M/M/c queue's measures, and the laws of its wait and sojourn.
 *
 * rho = lambda / (c mu), P(wait) = C(c, lambda / mu) (Erlang's C), Wq = C / (c mu - lambda), W = Wq + 1 / mu;
 * P(wait > t) = C e^{-(c mu - lambda) t}; the sojourn is that wait and then an exponential service, independent of it:
 * P(sojourn > t) = e^{-mu t} + C mu t e^{-mu t} (1 - e^{-d t}) / (d t) with d = (c - 1) mu - lambda, also where d = 0.
 * lambda [1/s] the arrival rate, mu [1/s] the rate of one server, c the number of servers. Exact for rho < 1. From
 * rho = 1 on there is no steady state: `stable` is false, means and quantiles are Infinity, P(wait) is 1,
 * `utilization` is still rho and `backlogGrowthRate` is lambda - c mu. arrivalRate 0 is an empty system.
 * Throws RangeError unless arrivalRate >= 0 and serviceRate > 0, both finite, and servers is a whole number >= 1.
 * Source: Cooper 1981, Introduction to Queueing Theory, chapter 3; Gross & Harris 1998, Fundamentals of Queueing
 * Theory, section 2.3.
 *
 * @example
 * mmc({arrivalRate: 2, serviceRate: 3, servers: 2}).meanSojourn // => 0.375
 * mmc({arrivalRate: 90, serviceRate: 10, servers: 10}).waitProbability // => 0.6687315241
 * mmc({arrivalRate: 90, serviceRate: 10, servers: 10}).sojournQuantile(0.99) // => 0.62498766989
 */
export function mmc({
  arrivalRate,
  serviceRate,
  servers
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly servers: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  requireInteger("servers", servers);
  const saturationRate = servers * serviceRate;
  const drain = -lessProduct(arrivalRate, servers, serviceRate);
  const utilization = arrivalRate / saturationRate;
  const load = {method: METHOD, arrivalRate, serviceTime: 1 / serviceRate, utilization};
  if (utilization >= 1 || drain <= 0) {
    const never = constantLaw(Infinity);
    return {...unstableMeasures({...load, saturationRate}), ...waitLaw(never), ...sojournLaw(never)};
  }
  const {delayed, prompt} = delayProbability(servers, arrivalRate / serviceRate, drain / saturationRate);
  const difference = -lessProduct(arrivalRate, servers - 1, serviceRate);
  const wait = arrivalRate === 0 ? constantLaw(0) : delayedExponential({delayed, prompt, rate: drain});
  return {
    ...stableMeasures({...load, waitProbability: delayed, meanWait: delayed / drain}),
    ...waitLaw(wait),
    ...sojournLaw(waitAndService({delayed, drain, serviceRate, difference}))
  };
}

/**
 * The law of an exponential service after a wait of rate `drain` that comes with probability `delayed`. `difference` =
 * drain - serviceRate, taken by the caller where it cancels least.
 */
function waitAndService({
  delayed,
  drain,
  serviceRate,
  difference
}: {
  readonly delayed: number;
  readonly drain: number;
  readonly serviceRate: number;
  readonly difference: number;
}): Law {
  const slower = Math.min(drain, serviceRate);
  /** What waiting adds to P(sojourn > t): C times P(wait + service > t | waits) - P(service > t). */
  const excess = (t: number) => {
    const gap = Math.abs(difference) * t;
    const mean = gap === 0 ? 1 : -Math.expm1(-gap) / gap;
    return delayed * serviceRate * t * Math.exp(-slower * t) * mean;
  };
  return continuousLaw({
    delayed: 1,
    prompt: 0,
    body: (t) => -Math.expm1(-serviceRate * t) - excess(t),
    tail: (t) => Math.exp(-serviceRate * t) + excess(t),
    scale: delayed / drain + 1 / serviceRate
  });
}
