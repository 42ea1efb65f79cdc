/** G/G/1 by Kingman's heavy-traffic formula: variability times utilization times time. */
import {allenCunneenMeasures} from "./allenCunneen.js";
import type {QueueMeasures} from "./queueMeasures.js";

/**
 * An approximation of the G/G/1 queue's means.
 *
 * Wq ~ rho / (1 - rho) (ca2 + cs2) / 2 S, with rho = lambda S, lambda [1/s] the arrival rate, S [s] the mean service,
 * ca2 and cs2 the squared coefficients of variation of the times between arrivals and of service. Approximate, better
 * the nearer rho is to 1; exact for Poisson arrivals (ca2 = 1); it wants independent times between arrivals. P(wait) is
 * given as rho, its value for Poisson arrivals (0 where nothing varies). No distribution. From rho = 1 on there is no
 * steady state, as for `mm1`. Throws RangeError unless arrivalRate >= 0, serviceTime > 0, arrivalScv >= 0,
 * serviceScv >= 0, all finite.
 * Source: Kingman 1961, Proc. Cambridge Phil. Soc. 57(4); Hopp & Spearman 2008, Factory Physics, chapter 8.
 *
 * @example
 * kingman({arrivalRate: 8, serviceTime: 0.1, arrivalScv: 4, serviceScv: 1}).meanWait // => 1
 * kingman({arrivalRate: 8, serviceTime: 0.1, arrivalScv: 4, serviceScv: 1}).exact // => false
 */
export function kingman({
  arrivalRate,
  serviceTime,
  arrivalScv,
  serviceScv
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly arrivalScv: number;
  readonly serviceScv: number;
}): QueueMeasures {
  return allenCunneenMeasures({
    method: "G/G/1 (Kingman 1961), an approximation",
    arrivalRate,
    serviceTime,
    arrivalScv,
    serviceScv,
    servers: 1
  });
}
