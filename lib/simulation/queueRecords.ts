/** What a queue simulation leaves behind: flat records, one slot a request, in order of arrival. */

/** Structure of arrays; index = order of arrival. */
export interface QueueRecords {
  /** Arrivals, lost ones included. */
  readonly count: number;
  readonly servers: number;
  /** Places, those in service included; Infinity if none is ever lost. */
  readonly capacity: number;
  /** [s]. */
  readonly arrival: Float64Array;
  /** Start of service [s]; NaN if lost. */
  readonly start: Float64Array;
  /** [s]; NaN if lost. */
  readonly departure: Float64Array;
  /** The server's index, -1 if lost. */
  readonly server: Int32Array;
  /** The index of the stream that the request came from; 0 where there is but one. */
  readonly stream: Uint16Array;
  /** The end of observation [s]: `until`, or else the last arrival. Those present then are served to their end. */
  readonly horizon: number;
}
