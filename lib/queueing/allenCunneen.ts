/** G/G/c by the formula of Allen and Cunneen: M/M/c's wait, scaled by the variability of arrivals and service. */
import {requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {delayProbability} from "./erlangC.js";
import {lessProduct} from "./lessProduct.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

interface VariableQueue {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly arrivalScv: number;
  readonly serviceScv: number;
  readonly servers: number;
}

/**
 * An approximation of the G/G/c queue's means.
 *
 * Wq ~ C(c, lambda S) S / (c (1 - rho)) (ca2 + cs2) / 2, with rho = lambda S / c, C Erlang's delay formula, lambda [1/s]
 * the arrival rate, S [s] the mean service, c servers, ca2 and cs2 the squared coefficients of variation of the times
 * between arrivals and of service. Approximate; exact for M/M/c, and for Poisson arrivals at one server. P(wait) is
 * given as C, its value for M/M/c (0 where nothing varies). No distribution. From rho = 1 on there is no steady state,
 * as for `mmc`. Throws RangeError unless arrivalRate >= 0, serviceTime > 0, arrivalScv >= 0, serviceScv >= 0, all
 * finite, and servers is a whole number >= 1.
 * Source: Allen 1990, Probability, Statistics and Queueing Theory, 2nd ed., chapter 5.
 *
 * @example
 * allenCunneen({arrivalRate: 2, serviceTime: 1 / 3, arrivalScv: 1, serviceScv: 1, servers: 2}).meanWait // => 0.0416667
 */
export function allenCunneen(queue: VariableQueue): QueueMeasures {
  return allenCunneenMeasures({...queue, method: "G/G/c (Allen & Cunneen 1978), an approximation"});
}

/** The formula under the name of whoever asks; with one server it is Kingman's. */
export function allenCunneenMeasures({
  method,
  arrivalRate,
  serviceTime,
  arrivalScv,
  serviceScv,
  servers
}: VariableQueue & {readonly method: string}): QueueMeasures {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireNonNegative("arrivalScv", arrivalScv);
  requireNonNegative("serviceScv", serviceScv);
  requireInteger("servers", servers);
  const offeredLoad = arrivalRate * serviceTime;
  const utilization = offeredLoad / servers;
  const load = {exact: false, method, arrivalRate, serviceTime, utilization};
  const idleServers = lessProduct(servers, arrivalRate, serviceTime);
  if (utilization >= 1 || idleServers <= 0) {
    return unstableMeasures({...load, saturationRate: servers / serviceTime});
  }
  const variability = (arrivalScv + serviceScv) / 2;
  if (variability === 0) return stableMeasures({...load, waitProbability: 0, meanWait: 0});
  const {delayed} = delayProbability(servers, offeredLoad, idleServers / servers);
  return stableMeasures({
    ...load,
    waitProbability: delayed,
    meanWait: ((delayed * serviceTime) / idleServers) * variability
  });
}
