/** M/D/1: Poisson arrivals, services all alike, one server, an endless line, first come first served. */
import {requireNonNegative, requirePositive} from "../invalid.js";
import {constantLaw, type SojournLaw, shiftedLaw, sojournLaw, type WaitLaw, waitLaw} from "./law.js";
import {lessProduct} from "./lessProduct.js";
import {md1Wait} from "./md1Wait.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

const METHOD = "M/D/1 (Erlang 1909)";

/**
 * The M/D/1 queue's measures, and the exact laws of its wait and sojourn.
 *
 * rho = lambda D, P(wait) = rho, Wq = rho D / (2 (1 - rho)), W = Wq + D, L = lambda W; the sojourn is the wait and then
 * D, so their quantiles differ by D; the wait's law as in `md1Wait.ts`, at every rho < 1 without the textbook series'
 * cancellation. lambda [1/s] the arrival rate, D [s] every service's length. From rho = 1 on there is no steady state:
 * `stable` is false, means and quantiles are Infinity, P(wait) is 1, `utilization` is still rho and
 * `backlogGrowthRate` is lambda - 1 / D. arrivalRate 0 is an empty system. Throws RangeError unless arrivalRate >= 0
 * and serviceTime > 0, both finite.
 * Source: Erlang 1909; Crommelin 1932; Franx 2001, Operations Research Letters 29(5).
 *
 * @example
 * md1({arrivalRate: 80, serviceTime: 0.01}).meanWait // => 0.02
 * md1({arrivalRate: 80, serviceTime: 0.01}).waitQuantile(0.99) // => 0.10355886792
 */
export function md1({
  arrivalRate,
  serviceTime
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  const utilization = arrivalRate * serviceTime;
  const load = {method: METHOD, arrivalRate, serviceTime, utilization};
  const idle = lessProduct(1, arrivalRate, serviceTime);
  if (utilization >= 1 || idle <= 0) {
    const never = constantLaw(Infinity);
    return {
      ...unstableMeasures({...load, saturationRate: 1 / serviceTime}),
      ...waitLaw(never),
      ...sojournLaw(never)
    };
  }
  const wait = utilization === 0 ? constantLaw(0) : md1Wait({rho: utilization, idle, serviceTime});
  return {
    ...stableMeasures({
      ...load,
      waitProbability: utilization,
      meanWait: (utilization * serviceTime) / (2 * idle)
    }),
    ...waitLaw(wait),
    ...sojournLaw(shiftedLaw(wait, serviceTime))
  };
}
