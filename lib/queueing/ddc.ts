/** D/D/c: arrivals by the clock, services all alike, c servers, an endless line: utilization without randomness. */
import {requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {constantLaw, type SojournLaw, sojournLaw, type WaitLaw, waitLaw} from "./law.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

/**
 * The measures of a system in which nothing is random.
 *
 * rho = lambda S / c; up to and including rho = 1 nobody waits, W = S and L = lambda S (a time average), with lambda
 * [1/s] the rate of evenly spaced single arrivals, S [s] every service's length, c servers, found empty by the first.
 * Exact. Beyond rho = 1 the line grows: `stable` is false, means and quantiles are Infinity, `backlogGrowthRate` is
 * lambda - c / S. Throws RangeError unless arrivalRate >= 0 and serviceTime > 0, both finite, and servers is a whole
 * number >= 1.
 * Source: elementary: the n-th arrival at n / lambda finds the server that was taken by the (n - c)-th free again.
 *
 * @example
 * ddc({arrivalRate: 100, serviceTime: 0.01, servers: 1}).meanWait // => 0
 * ddc({arrivalRate: 250, serviceTime: 0.01, servers: 2}).backlogGrowthRate // => 50
 */
export function ddc({
  arrivalRate,
  serviceTime,
  servers
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly servers: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireInteger("servers", servers);
  const utilization = (arrivalRate * serviceTime) / servers;
  const load = {method: "D/D/c (elementary)", arrivalRate, serviceTime, utilization};
  if (utilization > 1) {
    const never = constantLaw(Infinity);
    const saturationRate = servers / serviceTime;
    return {...unstableMeasures({...load, saturationRate}), ...waitLaw(never), ...sojournLaw(never)};
  }
  return {
    ...stableMeasures({...load, waitProbability: 0, meanWait: 0}),
    ...waitLaw(constantLaw(0)),
    ...sojournLaw(constantLaw(serviceTime))
  };
}
