/** Staffing a queue with random arrivals and services: the servers that keep waiting within a promise. */
import {invalid, requireNonNegative, requirePositive} from "../invalid.js";

/**
 * The least number of servers with which an M/M/c queue keeps P(wait <= t) >= probability.
 *
 * The least c > lambda S with C(c, lambda S) e^{-(c / S - lambda) t} <= 1 - probability, with lambda [1/s] the arrival
 * rate, S [s] the mean service, t = `wait` [s] the promise and C Erlang's delay formula. Holds for Poisson arrivals and
 * exponential service. Throws RangeError unless arrivalRate >= 0, serviceTime > 0, wait >= 0, all finite, and
 * 0 <= probability < 1.
 * Source: Erlang 1917.
 *
 * @example
 * serversForWait({arrivalRate: 0.2, serviceTime: 240, wait: 20, probability: 0.8}) // => 54
 */
export function serversForWait({
  arrivalRate,
  serviceTime,
  wait,
  probability
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly wait: number;
  readonly probability: number;
}): number {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireNonNegative("wait", wait);
  if (!(typeof probability === "number" && probability >= 0 && probability < 1))
    throw invalid("probability", probability);
  const load = arrivalRate * serviceTime;
  /** 1 / B - 1 of Erlang's loss formula, carried from each number of servers to the next. */
  let odds = 0;
  for (let servers = 1; ; ++servers) {
    odds = (servers / load) * (1 + odds);
    if (servers <= load) continue;
    const delayed = 1 / (1 + (1 - load / servers) * odds);
    if (delayed * Math.exp((-(servers - load) * wait) / serviceTime) <= 1 - probability) return servers;
  }
}
