/** What every queue of this folder answers, and how the answers of a queue that loses nobody hang together. */

/** The long-run measures of a queue; for one that loses requests, those of the requests that get in. */
export interface QueueMeasures {
  /** False for an approximation. */
  readonly exact: boolean;
  /** The model and whose formula it is. */
  readonly method: string;
  /** False where the line grows for ever: then what diverges is Infinity and `utilization` is at least 1. */
  readonly stable: boolean;
  /** Speed at which the line of an unstable queue grows [1/s]; 0 for a stable one. */
  readonly backlogGrowthRate: number;
  /** Mean work that arrives per unit of time, lambda S [erlang]. */
  readonly offeredLoad: number;
  /** Work accepted per server, lambda (1 - loss) S / c; never clamped. */
  readonly utilization: number;
  /** Share of the requests that wait at all. */
  readonly waitProbability: number;
  /** Time-average number waiting, Lq. */
  readonly meanQueueLength: number;
  /** Time-average number waiting or in service, L. */
  readonly meanInSystem: number;
  /** Mean time from arrival to start of service, Wq [s]. */
  readonly meanWait: number;
  /** Mean time from arrival to departure, W [s]. */
  readonly meanSojourn: number;
  /** Share of the arrivals that are turned away; 0 where the line may be endless. */
  readonly lossProbability: number;
  /** Rate of those that get in, lambda (1 - loss) [1/s]: the lambda of Little's law. */
  readonly acceptedRate: number;
}

interface DelaySystem {
  readonly exact?: boolean;
  readonly method: string;
  readonly arrivalRate: number;
  /** Mean service S [s]. */
  readonly serviceTime: number;
  /** Arrival rate that keeps all servers busy, c / S [1/s]. */
  readonly saturationRate: number;
  /** lambda S / c. */
  readonly utilization: number;
}

/** The measures of a stable queue without loss, from the two that the models differ in; the rest is Little's law. */
export function stableMeasures({
  exact = true,
  method,
  arrivalRate,
  serviceTime,
  utilization,
  waitProbability,
  meanWait
}: Omit<DelaySystem, "saturationRate"> & {
  readonly waitProbability: number;
  readonly meanWait: number;
}): QueueMeasures {
  const offeredLoad = arrivalRate * serviceTime;
  const meanQueueLength = arrivalRate * meanWait;
  return {
    exact,
    method,
    stable: true,
    backlogGrowthRate: 0,
    offeredLoad,
    utilization,
    waitProbability,
    meanQueueLength,
    meanInSystem: meanQueueLength + offeredLoad,
    meanWait,
    meanSojourn: meanWait + serviceTime,
    lossProbability: 0,
    acceptedRate: arrivalRate
  };
}

/** What can be said of a queue that gets at least as much work as its servers can do: how fast the line grows. */
export function unstableMeasures({
  exact = true,
  method,
  arrivalRate,
  serviceTime,
  saturationRate,
  utilization
}: DelaySystem): QueueMeasures {
  return {
    exact,
    method,
    stable: false,
    backlogGrowthRate: Math.max(0, arrivalRate - saturationRate),
    offeredLoad: arrivalRate * serviceTime,
    utilization,
    waitProbability: 1,
    meanQueueLength: Infinity,
    meanInSystem: Infinity,
    meanWait: Infinity,
    meanSojourn: Infinity,
    lossProbability: 0,
    acceptedRate: arrivalRate
  };
}
