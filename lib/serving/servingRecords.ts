/**
 * What an engine's simulation leaves behind: flat records, one slot a request, one a stay in the batch, one a run of
 * alike iterations, and the totals that no record holds.
 */

/** Structure of arrays; index = order of arrival. */
export interface ServingRecords {
  readonly count: number;
  /** [s]. */
  readonly arrival: Float64Array;
  readonly promptTokens: Int32Array;
  /** Tokens that the request is answered with: what it asked for, cut where the model's length ends. */
  readonly outputTokens: Int32Array;
  /** When the scheduler first knew the request, in time for a plan [s]: where a server's own clocks start. */
  readonly noticed: Float64Array;
  /** First admission to the batch: the start of its first iteration [s]; NaN if the request was turned away. */
  readonly scheduled: Float64Array;
  /** End of the iteration that computed the first token [s]; NaN if turned away. */
  readonly firstToken: Float64Array;
  /** End of the iteration that computed the last token [s]; NaN if turned away. */
  readonly finish: Float64Array;
  readonly preemptions: Int32Array;
  /** Prompt tokens found in the prefix cache at the first admission. */
  readonly cachedTokens: Int32Array;
  /** The end of observation [s]: `until`, or the last arrival. Those present then are served to their end. */
  readonly horizon: number;
  /** The end of the last iteration [s]. */
  readonly end: number;
  readonly stays: ServingStays;
  /** null unless `iterations` was asked for. */
  readonly iterations: IterationRuns | null;
  readonly totals: ServingTotals;
  /** Tokens that all blocks hold, and tokens of a block; Infinity where no KV is kept. */
  readonly kvCapacity: number;
  readonly blockSize: number;
  readonly maxNumSeqs: number;
}

/** Stays in the running batch, in order of admission: as many as requests, and one more for each preemption. */
export interface ServingStays {
  readonly count: number;
  readonly request: Int32Array;
  /** Start of the first iteration [s]. */
  readonly from: Float64Array;
  /** End of its prefill: the stay's first own token [s]; NaN if preempted before. */
  readonly decodeFrom: Float64Array;
  /** Finish, or start of the iteration that it was preempted for [s]. */
  readonly to: Float64Array;
  /** 1: ended by a preemption. */
  readonly preempted: Uint8Array;
  /** Tokens known at its start: prompt, and what had been generated before; and how many of them were cached. */
  readonly knownTokens: Int32Array;
  readonly cachedTokens: Int32Array;
}

/** Runs of iterations that differ only by the context that grows with each token, in order of time. */
export interface IterationRuns {
  readonly count: number;
  /** Start of the first iteration, and duration of all [s]. */
  readonly start: Float64Array;
  readonly duration: Float64Array;
  readonly iterations: Int32Array;
  /** In each iteration: sequences that decode one token, and KV tokens that they read in the first one. */
  readonly decodeSequences: Int32Array;
  readonly contextTokens: Float64Array;
  /** In each iteration: prompts that are computed, and tokens of them, padding included. */
  readonly prefillSequences: Int32Array;
  readonly prefillTokens: Int32Array;
  /** In each iteration: rows of requests that have finished and keep their place in a request-level batch. */
  readonly heldRows: Int32Array;
  /** Requests in the batch, and requests that wait, once the first iteration is planned. */
  readonly running: Int32Array;
  readonly waiting: Int32Array;
  readonly preemptions: Int32Array;
  /** In the first iteration: tokens that the taken blocks could hold, tokens in them, and tokens held in common. */
  readonly reservedTokens: Float64Array;
  readonly heldTokens: Float64Array;
  readonly sharedTokens: Float64Array;
  /** Of all iterations together [s]. */
  readonly linear: Float64Array;
  readonly attention: Float64Array;
  readonly vocabulary: Float64Array;
  readonly allReduce: Float64Array;
  readonly overhead: Float64Array;
}

/** Sums over the whole run. */
export interface ServingTotals {
  readonly iterations: number;
  /** Time in iterations [s]. */
  readonly busyTime: number;
  /** Prompt tokens computed, those computed again after a preemption included; padding and cached tokens not. */
  readonly prefillTokens: number;
  /** Of these, and of decoded tokens, those that had been computed before. */
  readonly recomputedTokens: number;
  /** Answer tokens. */
  readonly generatedTokens: number;
  readonly preemptions: number;
  readonly rejected: number;
  /** Decode iterations, each counted once for every row that computes a token, and for every row held. */
  readonly decodeRows: number;
  readonly heldRows: number;
  /** Time of rows [s]: that compute for a request, and that belong to one that has finished. */
  readonly usefulRowTime: number;
  readonly heldRowTime: number;
  /** Tokens x time in iterations [s]: that taken blocks could hold, that they hold, and of the former those shared. */
  readonly reservedTokenTime: number;
  readonly heldTokenTime: number;
  readonly sharedTokenTime: number;
  readonly peakRunning: number;
  /** Requests that wait once an iteration is planned, at most. */
  readonly peakWaiting: number;
  readonly peakReservedTokens: number;
}
