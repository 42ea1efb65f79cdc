/**
 * The columns of a track: what differs between the four machines. Models and pages read these and never ask which
 * track they serve; a new track is one more row in tracks.ts.
 */
import type {Fact} from "./fact.js";

/** The range of a control in base units, with the unit that the reader sees. */
export interface Range {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Name and size in base units of the unit on the control: `["ms", MILLISECOND]`. */
  readonly unit: readonly [name: string, size: number];
  /** True where only the values on the grid exist (a count of cameras); otherwise any value can be typed. */
  readonly snap?: boolean;
}

/** How the requests of a track arrive, at any rate that the control asks for. */
export type ArrivalPattern =
  | {readonly kind: "poisson"}
  | {readonly kind: "deterministic"}
  /** Identical sensors that fire together at `rate` [1/s] each: a higher total rate means more sensors. */
  | {readonly kind: "sensors"; readonly rate: number}
  /** Periodic streams in fixed proportion (`share` of the total rate), fired by one clock; earlier rows go first. */
  | {
      readonly kind: "streams";
      readonly streams: readonly {readonly share: number; readonly phase?: number}[];
    };

/** Service of one stream: `scale` x the model execution time + `fixed` [s], with the named spread. */
export interface ServiceColumn {
  readonly distribution: "deterministic" | "exponential";
  readonly scale: number;
  readonly fixed: number;
}

export interface RequestName {
  readonly one: string;
  readonly many: string;
}

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

/** Part 2: batching. Times are those of one server. */
export interface BatchingMission {
  readonly arrivals: ArrivalPattern;
  readonly arrivalRate: Fact;
  readonly arrivalRange: Range;
  readonly servers: number;
  /** Measured or derived [batch size, service time] points, ascending; two give the affine law. */
  readonly serviceCurve: readonly {readonly batch: number; readonly time: Fact}[];
  readonly transferTime: Fact;
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

/** Part 3: one level of the state-reuse or memory-pool control, in the track's own terms. */
export interface Level {
  readonly id: string;
  readonly name: string;
  readonly what: string;
}

/** Part 3: the utilization cliff and the stakeholder who wants zero lag. */
export interface CliffMission {
  readonly arrivalRate: Fact;
  readonly arrivalRange: Range;
  /** Share of saturation throughput to hold. */
  readonly utilizationTarget: Fact;
  readonly throughputTarget: Fact;
  /** Service-level objectives, each a quantile of a named latency [s]. */
  readonly objectives: readonly {
    readonly metric: "ttft" | "tpot" | "sojourn";
    readonly quantile: number;
    readonly limit: Fact;
  }[];
  /** Keep state instead of recomputing it. */
  readonly stateLevels: readonly Level[];
  /** Allocate in small blocks instead of the worst case. */
  readonly poolLevels: readonly Level[];
  readonly start: {readonly state: string; readonly pool: string; readonly policy: string};
  readonly stakeholder: {readonly role: string; readonly demand: string; readonly limit: Fact};
  readonly seed: number;
}

export interface Track {
  readonly id: string;
  readonly name: string;
  readonly persona: string;
  readonly machine: string;
  readonly mission: string;
  readonly crisis: string;
  readonly glyph: "rack" | "car" | "glasses" | "ear";
  readonly request: RequestName;
  readonly concurrency: ConcurrencyMission;
  readonly batching: BatchingMission;
  readonly cliff: CliffMission;
}
