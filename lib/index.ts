/** The public face of the library: named re-exports, grouped. */

// random: seeded streams and distributions
export {erlangOfMeanOne} from "./random/erlang.js";
export {type ExponentialFill, exponential, exponentialFill} from "./random/exponential.js";
export {gammaOfMeanOne} from "./random/gamma.js";
export {hyperexponentialOfMeanOne} from "./random/hyperexponential.js";
export {lognormalOfMeanOne} from "./random/lognormal.js";
export {
  type MmppOptions,
  type MmppRates,
  mmppArrivals,
  mmppIndexOfDispersion,
  mmppRates
} from "./random/mmpp.js";
export {normal} from "./random/normal.js";
export {RandomSource, randomSource} from "./random/randomSource.js";

// simulation: the queue simulator
export {type DisplayTimes, displayTimes, type VsyncOptions} from "./simulation/displayTimes.js";
export {
  type CumulativeFlow,
  cumulativeFlow,
  EVENT,
  type EventLog,
  eventLog,
  inSystem,
  type StepFunction
} from "./simulation/eventLog.js";
export type {ObservationOptions} from "./simulation/observation.js";
export {type QueueMetrics, type QueueMetricsOptions, queueMetrics} from "./simulation/queueMetrics.js";
export type {QueueRecords} from "./simulation/queueRecords.js";
export {
  type ArrivalSpec,
  type QueueScenario,
  type QueueSpec,
  queueScenario,
  type ServiceSpec,
  type StreamSpec,
  type SurgeSpec
} from "./simulation/queueSpec.js";
export {simulateQueue} from "./simulation/simulateQueue.js";
export {
  type QueueMoments,
  type QueueMomentsOptions,
  simulateQueueMoments
} from "./simulation/simulateQueueMoments.js";
export {type WaterfallRow, waterfall} from "./simulation/waterfall.js";

// stats: quantiles, confidence, warm-up, dispersion
export {batchMeans, type Estimate, ratioEstimate, replicationsEstimate} from "./stats/estimate.js";
export {LogHistogram} from "./stats/histogram.js";
export {indexOfDispersion} from "./stats/indexOfDispersion.js";
export {OrderStatistics, quantile, quantiles, rankOf} from "./stats/quantiles.js";
export {RunningMoments} from "./stats/runningMoments.js";
export {studentQuantile} from "./stats/studentT.js";
export {warmUp} from "./stats/warmUp.js";
