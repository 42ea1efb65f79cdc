/** The columns of Part 2. */
import type {ArrivalPattern, Range, RequestName} from "./columns.js";
import type {Fact} from "./fact.js";

/** Part 2: batching. Times are those of one server. */
export interface BatchingMission {
  /** What is batched. */
  readonly request: RequestName;
  readonly arrivals: ArrivalPattern;
  readonly arrivalRate: Fact;
  readonly arrivalRange: Range;
  readonly servers: number;
  /** Measured or derived [batch size, service time] points, ascending; two give the affine law. */
  readonly serviceCurve: readonly {readonly batch: number; readonly time: Fact}[];
  readonly transferTime: Fact;
  /** From the first part of an answer, which the user already reads, to its end [s]; null where it comes as a whole. */
  readonly streamTime: Fact | null;
  /** Waiting places beyond the batch that forms; 0 where a request that finds the machine at work is lost. */
  readonly bufferPlaces: number;
  /** Share of the machine's time that this work may take; the rest is for others, or dark. */
  readonly machineShare: Fact;
  /** What one second of the machine's time must answer [1/s]: the arrival rate over the share. */
  readonly throughputTarget: Fact;
  /** The latency that must hold [s] at `quantile` of the requests (1 = the worst one). */
  readonly latencyTarget: Fact;
  readonly quantile: number;
  readonly vsync: Fact | null;
  readonly batchRange: Range;
  readonly windowRange: Range;
  /** The configuration that runs when the page opens: the crisis. */
  readonly start: {readonly batch: number; readonly window: number};
  /** The full batches that the prediction starts from, before they become 32. */
  readonly smallBatch: number;
  /** Multiplier on service rate that the control offers: a faster or slower machine. */
  readonly speedRange: Range;
  /** Whether any batch size meets both targets: the honest answer may be no. */
  readonly reachable: boolean;
  readonly seed: number;
}
