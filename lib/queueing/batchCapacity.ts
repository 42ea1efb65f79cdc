/** What servers that work in batches can carry: throughput = batch / latency, at its best. */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";

/**
 * The throughput of servers that are never idle and never take less than a whole batch [1/s].
 *
 * c b / t(b), c `servers`, b `batch` [1], t `serviceTime` [s] of a batch of that size. It is a bound: a dynamic batcher
 * reaches it only when there are always b requests in line, that is, when latency has no limit; transfer that keeps no
 * server does not enter. Throws RangeError for what is not positive.
 * Source: Neuts 1967, Ann. Math. Stat. 38(3), for the stability of the general bulk service rule.
 *
 * @example
 * batchCapacity({batch: 16, serviceTime: 0.02, servers: 2}) // => 1600
 */
export function batchCapacity({
  batch,
  serviceTime,
  servers = 1
}: {
  readonly batch: number;
  readonly serviceTime: number;
  readonly servers?: number;
}): number {
  requireInteger("batch", batch);
  requirePositive("serviceTime", serviceTime);
  requireInteger("servers", servers);
  return (servers * batch) / serviceTime;
}

export interface BatchStability {
  /** The throughput that batches of the largest size can carry [1/s]. */
  readonly saturationRate: number;
  /** Arrival rate over saturation rate [1]; never clamped. */
  readonly utilization: number;
  /** Whether the line stays finite: utilization below 1. */
  readonly stable: boolean;
  /** Speed at which the line of an unstable server grows [1/s]; 0 for a stable one. */
  readonly backlogGrowthRate: number;
  /** The least batch limit that carries the load; null where none up to the largest does. */
  readonly leastBatch: number | null;
}

/**
 * Whether servers that take up to `batch` requests at once can carry an arrival rate, and from which batch limit on.
 *
 * A long line makes every batch full, so it shrinks if and only if lambda < c B / t(B), whatever the window; smaller
 * batches decide the latency but not the stability. lambda `arrivalRate` [1/s]; `serviceTimes` [s] by size, index 1 to at
 * least B; c `servers`. Holds for any stationary arrivals; at lambda = c B / t(B) a line with any randomness in it has no
 * steady state and counts as unstable. Throws RangeError for what is not positive, or fewer times than B.
 * Source: Neuts 1967; Chaudhry & Templeton 1983, A First Course in Bulk Queues.
 *
 * @example
 * batchStability({arrivalRate: 150, batch: 4, serviceTimes: [0, 0.01, 0.014, 0.018, 0.022]}) // => {saturationRate: 181.8182, utilization: 0.825, stable: true, backlogGrowthRate: 0, leastBatch: 3}
 */
export function batchStability({
  arrivalRate,
  batch,
  serviceTimes,
  servers = 1
}: {
  readonly arrivalRate: number;
  readonly batch: number;
  readonly serviceTimes: ArrayLike<number>;
  readonly servers?: number;
}): BatchStability {
  requireNonNegative("arrivalRate", arrivalRate);
  requireInteger("batch", batch);
  if (serviceTimes.length <= batch)
    throw invalid("serviceTimes", `${serviceTimes.length} for batch ${batch}`);
  const capacity = (size: number): number =>
    batchCapacity({batch: size, serviceTime: serviceTimes[size]!, servers});
  const saturationRate = capacity(batch);
  let leastBatch: number | null = null;
  for (let size = batch; size >= 1; --size) if (capacity(size) > arrivalRate) leastBatch = size;
  return {
    saturationRate,
    utilization: arrivalRate / saturationRate,
    stable: arrivalRate < saturationRate,
    backlogGrowthRate: Math.max(0, arrivalRate - saturationRate),
    leastBatch
  };
}
