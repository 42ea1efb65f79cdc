/** What a batch simulation leaves behind: flat records of its requests, in order of arrival, and of its batches. */
import type {QueueRecords} from "./queueRecords.js";

/**
 * Structure of arrays; index = order of arrival. What holds for the records of a queue holds for these: `start` is the
 * start of the batch, `departure` includes the transfer.
 */
export interface BatchRecords extends QueueRecords {
  /**
   * When the request's batch was let go by the policy, or the request's own arrival if it joined later [s]: until then
   * it waits for others, from then on for a server. NaN if lost or unfinished.
   */
  readonly formed: Float64Array;
  /** End of the math [s]; NaN if lost or unfinished. */
  readonly done: Float64Array;
  /** The index of its batch; -1 if lost or unfinished. */
  readonly batch: Int32Array;
  /** 1 if turned away. Neither lost nor in a batch: still waiting for others when the arrivals ended. */
  readonly lost: Uint8Array;
  readonly batches: BatchColumns;
  readonly maxBatch: number;
  /** [s]. */
  readonly window: number;
  /** [s]. */
  readonly transferTime: number;
}

/** One slot a batch, in order of start, at the same instant by server. */
export interface BatchColumns {
  readonly count: number;
  /** The index of its oldest request. */
  readonly oldest: Int32Array;
  readonly size: Int32Array;
  /** When the policy let it go: it was full, or its oldest request had waited the window [s]. */
  readonly formed: Float64Array;
  /** [s]. */
  readonly start: Float64Array;
  /** [s]. */
  readonly done: Float64Array;
  readonly server: Int32Array;
}
