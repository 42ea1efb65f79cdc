/** The columns of Part 1. */
import type {ArrivalPattern, Range, RequestName, ServiceColumn} from "./columns.js";
import type {Fact} from "./fact.js";

/** Part 1: how many requests are in the machine at once, and whether they fit. */
export interface ConcurrencyMission {
  readonly arrivals: ArrivalPattern;
  /** Total requests per second before the rate doubles. */
  readonly arrivalRate: Fact;
  readonly arrivalRange: Range;
  /** The model execution time of one request [s]. */
  readonly executionTime: Fact;
  readonly executionRange: Range;
  /** One row a stream, in the pattern's order. */
  readonly service: readonly ServiceColumn[];
  /** Places that serve at once: `perUnit` in each of `min`..`max` units of hardware. */
  readonly servers: {
    readonly perUnit: number;
    readonly unit: RequestName;
    readonly min: number;
    readonly max: number;
    readonly start: number;
  };
  /** Waiting places before requests are lost; Infinity where the queue may grow, 0 where there is no buffer. */
  readonly bufferPlaces: number;
  readonly memory: {
    /** Bytes that one unit of hardware has for requests in flight. */
    readonly limit: Fact;
    /** Bytes that one request holds. */
    readonly perRequest: Fact;
    /** False where only requests in service hold that memory and the others wait outside it. */
    readonly waitingHolds: boolean;
    /** What the memory is, for the page: "KV cache", "camera buffers". */
    readonly name: string;
  };
  /** From answer to user, after the machine is done [s]; holds no place. */
  readonly transferTime: Fact;
  /** Latest useful answer, counted from arrival [s]; null where the mission has none. */
  readonly deadline: Fact | null;
  /** Which stream the deadline and the display are about. */
  readonly deadlineStream: number;
  /** Period of the display that shows the answers [s]; null where there is none. */
  readonly vsync: Fact | null;
  readonly film: {
    /** Length of the film [s], and when in it the rate doubles [s]. */
    readonly duration: number;
    readonly surgeAt: number;
    /** Simulated seconds per second of watching at speed 1x. */
    readonly pace: number;
  };
  readonly seed: number;
}
