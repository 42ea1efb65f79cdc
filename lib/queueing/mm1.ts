/** M/M/1: Poisson arrivals, exponential service, one server, an endless line, first come first served. */
import {requireNonNegative, requirePositive} from "../invalid.js";
import {
  constantLaw,
  delayedExponential,
  exponentialLaw,
  type SojournLaw,
  sojournLaw,
  type WaitLaw,
  waitLaw
} from "./law.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

const METHOD = "M/M/1 (Erlang 1909)";

/**
 * The M/M/1 queue's measures, and the laws of its wait and sojourn.
 *
 * rho = lambda / mu, P(wait) = rho, Wq = rho / (mu - lambda), W = 1 / (mu - lambda), L = lambda W;
 * P(wait > t) = rho e^{-(mu - lambda) t}, P(sojourn > t) = e^{-(mu - lambda) t}, with lambda [1/s] the arrival rate
 * and mu [1/s] the service rate. Exact for rho < 1. From rho = 1 on there is no steady state: `stable` is false, means
 * and quantiles are Infinity, P(wait) is 1, `utilization` is still rho and `backlogGrowthRate` is lambda - mu.
 * arrivalRate 0 is an empty system. Throws RangeError unless arrivalRate >= 0 and serviceRate > 0, both finite.
 * Source: Kleinrock 1975, Queueing Systems I, sections 3.2 and 5.7.
 *
 * @example
 * mm1({arrivalRate: 80, serviceRate: 100}).meanInSystem // => 4
 * mm1({arrivalRate: 80, serviceRate: 100}).sojournQuantile(0.99) // => 0.2302585093
 * mm1({arrivalRate: 120, serviceRate: 100}).backlogGrowthRate // => 20
 */
export function mm1({
  arrivalRate,
  serviceRate
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  const utilization = arrivalRate / serviceRate;
  const drain = serviceRate - arrivalRate;
  const load = {method: METHOD, arrivalRate, serviceTime: 1 / serviceRate, utilization};
  if (drain <= 0) {
    const never = constantLaw(Infinity);
    return {
      ...unstableMeasures({...load, saturationRate: serviceRate}),
      ...waitLaw(never),
      ...sojournLaw(never)
    };
  }
  const wait =
    arrivalRate === 0
      ? constantLaw(0)
      : delayedExponential({delayed: utilization, prompt: drain / serviceRate, rate: drain});
  return {
    ...stableMeasures({...load, waitProbability: utilization, meanWait: utilization / drain}),
    ...waitLaw(wait),
    ...sojournLaw(exponentialLaw(drain))
  };
}
