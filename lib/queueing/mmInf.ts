/** M/M/infinity: Poisson arrivals, exponential service, and a free server for everybody. */
import {requireNonNegative, requirePositive} from "../invalid.js";
import {constantLaw, exponentialLaw, type SojournLaw, sojournLaw, type WaitLaw, waitLaw} from "./law.js";
import {type QueueMeasures, stableMeasures} from "./queueMeasures.js";

/**
 * The measures of a system in which nobody waits.
 *
 * L = lambda / mu (and the number in the system is Poisson), W = 1 / mu, P(sojourn > t) = e^{-mu t}, with lambda [1/s]
 * the arrival rate and mu [1/s] the service rate. Exact at every load; `utilization` is 0, a finite load over
 * endlessly many servers. All but the sojourn's law holds for every service of mean 1 / mu. Throws RangeError unless
 * arrivalRate >= 0 and serviceRate > 0, both finite.
 * Source: Kleinrock 1975, Queueing Systems I, section 3.4.
 *
 * @example
 * mmInf({arrivalRate: 80, serviceRate: 10}).meanInSystem // => 8
 */
export function mmInf({
  arrivalRate,
  serviceRate
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  return {
    ...stableMeasures({
      method: "M/M/infinity (Erlang 1917)",
      arrivalRate,
      serviceTime: 1 / serviceRate,
      utilization: 0,
      waitProbability: 0,
      meanWait: 0
    }),
    ...waitLaw(constantLaw(0)),
    ...sojournLaw(exponentialLaw(serviceRate))
  };
}
