/** M/G/1/1: Poisson arrivals, any service, one server and no place to wait: who comes while it is busy is lost. */
import {requireNonNegative, requirePositive} from "../invalid.js";
import {constantLaw, type WaitLaw, waitLaw} from "./law.js";
import type {QueueMeasures} from "./queueMeasures.js";

/**
 * The measures of a single server without a buffer.
 *
 * loss = rho / (1 + rho) = Erlang's B(1, rho), L = utilization = rho / (1 + rho), W = S, with rho = lambda S, lambda
 * [1/s] the arrival rate and S [s] the mean service. Exact at every load for Poisson arrivals and every distribution of
 * service (the sojourn is a service, so its law is that of the service); the accepted never wait. With other arrivals
 * the loss is another: clocked arrivals further apart than a fixed service lose nobody. Throws RangeError unless
 * arrivalRate >= 0 and serviceTime > 0, both finite.
 * Source: Erlang 1917; insensitivity: Sevastyanov 1957.
 *
 * @example
 * mg11({arrivalRate: 150, serviceTime: 0.006}).lossProbability // => 0.473684
 */
export function mg11({
  arrivalRate,
  serviceTime
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
}): QueueMeasures & WaitLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  const offeredLoad = arrivalRate * serviceTime;
  const utilization = offeredLoad / (1 + offeredLoad);
  return {
    exact: true,
    method: "M/G/1/1 (Erlang 1917, Sevastyanov 1957)",
    stable: true,
    backlogGrowthRate: 0,
    offeredLoad,
    utilization,
    waitProbability: 0,
    meanQueueLength: 0,
    meanInSystem: utilization,
    meanWait: 0,
    meanSojourn: serviceTime,
    lossProbability: utilization,
    acceptedRate: arrivalRate / (1 + offeredLoad),
    ...waitLaw(constantLaw(0))
  };
}
