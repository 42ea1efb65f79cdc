/** Mean latency of a greedy batch server with affine batch times, in two lines of arithmetic. */
import {requireNonNegative, requirePositive} from "../invalid.js";

/**
 * An upper bound of the mean time from arrival to answer that is also a good approximation [s]; Infinity where there is
 * no steady state.
 *
 * For batches of any size in t(b) = t0 + t1 b: the lesser of
 * (t1 + t0) / (2 (1 - rho)) (1 + 2 lambda t0 + (1 - lambda t0) / (1 + rho)) and
 * 3 t0 / (2 (1 - rho)) + t1 (rho + 2) / (2 (1 - rho^2)), rho = lambda t1, lambda `arrivalRate` [1/s], t0 `fixedTime` and
 * t1 `timePerRequest` [s]. Exact for lambda t0 far below and far above 1, at most 9.85 % too high between (at lambda t0 = 1
 * and t1 = 0). Holds for Poisson arrivals, one server, deterministic times, no batch limit and no window: a limit that is never reached changes
 * nothing. Throws RangeError unless lambda, t1 > 0 and t0 >= 0. Source: Inoue 2021, Queueing analysis of GPU-based
 * inference servers with dynamic batching, Performance Evaluation 147: its closed-form bound.
 *
 * @example
 * dynamicBatchingBound({arrivalRate: 500, fixedTime: 0.004, timePerRequest: 0.001}) // => 0.01366667
 */
export function dynamicBatchingBound({
  arrivalRate,
  fixedTime,
  timePerRequest
}: {
  readonly arrivalRate: number;
  readonly fixedTime: number;
  readonly timePerRequest: number;
}): number {
  requirePositive("arrivalRate", arrivalRate);
  requireNonNegative("fixedTime", fixedTime);
  requirePositive("timePerRequest", timePerRequest);
  const rho = arrivalRate * timePerRequest;
  if (rho >= 1) return Infinity;
  const fixed = arrivalRate * fixedTime;
  const few = ((timePerRequest + fixedTime) / (2 * (1 - rho))) * (1 + 2 * fixed + (1 - fixed) / (1 + rho));
  const many = (3 * fixedTime) / (2 * (1 - rho)) + (timePerRequest * (rho + 2)) / (2 * (1 - rho * rho));
  return Math.min(few, many);
}
