/** Machine capacity: the servers that keep a load at or below a chosen utilization. */
import {invalid, requireNonNegative, requirePositive} from "../invalid.js";

/** lambda S is a rounded product: 24/s x 0.1 s at 80 % are three servers, not four. */
const ROUNDING = 1e-12;

/**
 * The least number of servers c with lambda S / c <= utilization.
 *
 * c = ceil(lambda S / utilization), at least 1, with lambda [1/s] the arrival rate, S [s] the mean service and
 * utilization in (0, 1]; an excess of 1e-12 relative is taken for rounding. Little's law applied to the servers: it
 * holds for all arrivals and services, and says nothing about waiting. Throws RangeError unless arrivalRate >= 0 and
 * serviceTime > 0, both finite, and 0 < utilization <= 1.
 * Source: Little 1961.
 *
 * @example
 * serversForUtilization({arrivalRate: 100, serviceTime: 0.2, utilization: 0.7}) // => 29
 */
export function serversForUtilization({
  arrivalRate,
  serviceTime,
  utilization
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly utilization: number;
}): number {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  if (!(typeof utilization === "number" && utilization > 0 && utilization <= 1))
    throw invalid("utilization", utilization);
  return Math.max(1, Math.ceil(((arrivalRate * serviceTime) / utilization) * (1 - ROUNDING)));
}
