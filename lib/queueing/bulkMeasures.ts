/** What the queues whose servers work in batches answer. */

/** Long-run measures of one batch server; what diverges is Infinity where it is not stable. */
export interface BulkMeasures {
  /** The model and whose formula it is. */
  readonly method: string;
  /** False where the line grows for ever. */
  readonly stable: boolean;
  /** Speed at which the line of an unstable server grows [1/s]; 0 for a stable one. */
  readonly backlogGrowthRate: number;
  /** Arrival rate over saturation throughput, lambda t(B) / B; never clamped. */
  readonly utilization: number;
  /** Share of time that the server works, however small its batch. */
  readonly busyFraction: number;
  /** Requests a batch, over batches. */
  readonly meanBatch: number;
  /** Share of the requests that do not start at once. */
  readonly waitProbability: number;
  /** Time-average number in line. */
  readonly meanQueueLength: number;
  /** Time-average number in line or in service. */
  readonly meanInSystem: number;
  /** Mean time from arrival to the start of the batch [s]. */
  readonly meanWait: number;
  /** Mean time from arrival to the end of the batch [s]. */
  readonly meanSojourn: number;
}

/** The measures of a server that cannot keep up with full batches of `batch` requests in `serviceTime` [s]. */
export function overloadedBulk({
  method,
  arrivalRate,
  batch,
  serviceTime
}: {
  readonly method: string;
  readonly arrivalRate: number;
  readonly batch: number;
  readonly serviceTime: number;
}): BulkMeasures {
  return {
    method,
    stable: false,
    backlogGrowthRate: Math.max(0, arrivalRate - batch / serviceTime),
    utilization: (arrivalRate * serviceTime) / batch,
    busyFraction: 1,
    meanBatch: batch,
    waitProbability: 1,
    meanQueueLength: Infinity,
    meanInSystem: Infinity,
    meanWait: Infinity,
    meanSojourn: Infinity
  };
}
