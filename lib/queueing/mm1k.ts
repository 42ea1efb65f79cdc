/** M/M/1/K: Poisson arrivals, exponential service, one server and K - 1 places to wait. */
import type {SojournLaw, WaitLaw} from "./law.js";
import {mmck} from "./mmck.js";
import type {QueueMeasures} from "./queueMeasures.js";

/**
 * The M/M/1/K queue's measures for the requests that it accepts, and the laws of their wait and sojourn.
 *
 * loss = p_K = (1 - rho) rho^K / (1 - rho^{K+1}) (1 / (K + 1) at rho = 1), rho = lambda / mu; the rest as for `mmck`
 * with one server. lambda [1/s] the arrival rate, mu [1/s] the service rate, capacity K >= 1 counts the one in service.
 * Exact and stable at every load. Throws RangeError unless arrivalRate >= 0 and serviceRate > 0, both finite, and
 * capacity is a whole number >= 1.
 * Source: Kleinrock 1975, Queueing Systems I, section 3.6.
 *
 * @example
 * mm1k({arrivalRate: 1, serviceRate: 1, capacity: 4}).lossProbability // => 0.2
 * mm1k({arrivalRate: 3, serviceRate: 2, capacity: 3}).utilization // => 0.876923
 */
export function mm1k(queue: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly capacity: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  return {...mmck({...queue, servers: 1}), method: "M/M/1/K (Kleinrock 1975)"};
}
