/**
 * The columns of a track: what differs between the four machines. Models and pages read these and never ask which
 * track they serve; a new track is one more row in tracks.ts.
 */
import type {Fact} from "./fact.js";
import type {gpuDevices} from "./gpuDevices.js";
import type {llmModels} from "./llmModels.js";
import type {workloads} from "./workloads.js";

export type GpuDeviceId = keyof typeof gpuDevices;
export type LlmModelId = keyof typeof llmModels;
export type WorkloadId = keyof typeof workloads;

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

/** Part 3: one level of a control, in the track's own terms, and the columns of the machine that it sets. */
export interface Level<Change = MachineChange | EngineChange> {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly set: Change;
  /** Levels of another control without which this one would change nothing. */
  readonly needs?: {
    readonly control: "state" | "pool" | "policy" | "precision";
    readonly ids: readonly string[];
  };
}

/** A kind of job on a shared machine. */
export interface MachineJob {
  readonly name: RequestName;
  /** Share of all jobs. */
  readonly share: number;
  /** A job in full, alone on the machine [s], and the bytes that it needs while it is there. */
  readonly time: Fact;
  readonly bytes: Fact;
  /** Where identical sensors send these jobs: how often each of them fires [1/s]; null where there is one source. */
  readonly sensorRate: number | null;
  /** A release is late by a uniform time up to this [s]; of several sensors only the last one is. */
  readonly jitter: Fact | null;
  /** Energy of a job in full [J]; null where it was not measured. */
  readonly energy: Fact | null;
  /** Whether the objectives are about these jobs. */
  readonly judged: boolean;
}

/** What levels set on a shared machine. */
export interface SharedMachineColumns {
  /** Jobs in a batch at most, or one of each sensor; and how long the oldest waits for the others [s]. */
  readonly batch: number | "sensors";
  readonly window: number;
  /** True where sensors fire in turn, evenly over their period, and not together. */
  readonly inTurn: boolean;
  /** The kind of job that goes first when several come at once. */
  readonly first: number;
  /** False where one clock fires all jobs, so that none is late. */
  readonly jittered: boolean;
  /** Factors on a job's work (time and energy), on its time alone, on its energy alone. */
  readonly workFactor: Fact | null;
  readonly timeFactor: Fact | null;
  readonly energyFactor: Fact | null;
  /** One job of the first kind in `keyEvery` is done in full, the others take `between` of its time. */
  readonly keyEvery: number;
  readonly between: Fact | null;
  /** False where all sensors do their full job in the same turn. */
  readonly keysInTurn: boolean;
  /** State that is kept for each source of the first kind, taken from the pool [B]. */
  readonly stateBytes: Fact | null;
  /** The pool [B], and what every job takes of it where it is divided into worst cases; null: the job's own bytes. */
  readonly memory: Fact;
  readonly slotBytes: Fact | null;
  /** Time and energy of the jobs where a level brings another model; null: those of the rows. */
  readonly jobTimes: readonly (Fact | null)[] | null;
  readonly jobEnergies: readonly (Fact | null)[] | null;
}

/** What a slot does, in the track's words. */
export interface SlotUseWords {
  readonly full: string;
  readonly light: string;
  readonly padding: string;
}

/** One machine that all jobs share, in order of arrival. */
export interface SharedMachineRow extends SharedMachineColumns {
  readonly kind: "shared";
  readonly jobs: readonly MachineJob[];
  /** Time of a batch of the first kind of job, from one on. */
  readonly batchCurve: readonly {readonly batch: number; readonly time: Fact}[];
  /** Where its jobs come from, what does their work, and what holds them. */
  readonly place: RequestName;
  readonly device: RequestName;
  readonly memoryName: string;
  /** From answer to user [s]. */
  readonly transferTime: Fact;
  readonly vsync: Fact | null;
  readonly words: SlotUseWords;
  /** What the scrubber steps through: "iteration", "job". */
  readonly step: string;
  /** The stretch of time whose slots are drawn [s], and how long a deployment lasts [s]. */
  readonly shown: number;
  readonly deployed: number;
}

export type MachineChange = Partial<SharedMachineColumns>;

/** What levels set on a serving engine. */
export interface EngineColumns {
  readonly cache: "none" | "kept" | "shared";
  readonly pool: "worst" | "power" | "paged";
  readonly policy: "static" | "dynamic" | "continuous" | "continuous-chunked";
  readonly weightPrecision: "bf16" | "fp8";
  readonly kvPrecision: "bf16" | "fp8";
}

/** A serving engine for language models. */
export interface EngineRow extends EngineColumns {
  readonly kind: "engine";
  readonly gpu: GpuDeviceId;
  readonly model: LlmModelId;
  readonly tensorParallel: number;
  readonly workload: WorkloadId;
  /** Longest prompt and answer together [tokens]: what a worst-case reservation reserves. */
  readonly maxModelLength: Fact;
  readonly memoryUtilization: Fact;
  readonly maxSequences: Fact;
  readonly blockSize: Fact;
  /** For request-level batching: how long the oldest request waits for company [s]. */
  readonly window: Fact;
  /** Tokens that all prompts begin with, computed once where the cache is shared. */
  readonly sharedPrefix: Fact;
  readonly place: RequestName;
  readonly device: RequestName;
  readonly memoryName: string;
  readonly transferTime: Fact;
  readonly vsync: null;
  readonly words: SlotUseWords;
  readonly step: string;
  readonly shown: number;
  readonly deployed: number;
}

export type EngineChange = Partial<EngineColumns>;

/** What a demand can be about; see cliffMetrics.ts for how each is read from a run. */
export type CliffMetric =
  | "ttft"
  | "tpot"
  | "sojourn"
  | "companion"
  | "loss"
  | "displayed"
  | "power"
  | "busy"
  | "throughput";

/** One demand: a metric, its limit, and the acceptance check in words. */
export interface Demand {
  readonly id: string;
  /** Who insists on it. */
  readonly who: string;
  readonly metric: CliffMetric;
  /** For a latency: the quantile, 1 for the worst. */
  readonly quantile?: number;
  readonly limit: Fact;
  readonly sense: "atMost" | "atLeast";
  readonly check: string;
}

/** The shape of traffic: clocked as the machine's own sensors are, or random with a coefficient of variation. */
export interface Traffic {
  readonly poisson: boolean;
  /** Of the times between arrivals; 1 is Poisson. */
  readonly burstiness: number;
}

export interface CliffStart {
  readonly state: string;
  readonly pool: string;
  readonly policy: string;
  readonly precision: string;
}

/** Part 3: the utilization cliff and the stakeholder who wants zero lag. */
export interface CliffMissionOf<Machine, Change> {
  readonly machine: Machine;
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
  /** The four controls' names on this track. */
  readonly controls: {
    readonly state: string;
    readonly pool: string;
    readonly policy: string;
    readonly precision: string;
  };
  /** Keep state instead of recomputing it. */
  readonly stateLevels: readonly Level<Change>[];
  /** Allocate in small blocks instead of the worst case. */
  readonly poolLevels: readonly Level<Change>[];
  readonly policyLevels: readonly Level<Change>[];
  readonly precisionLevels: readonly Level<Change>[];
  /** Which of the controls is varied when two configurations stand side by side. */
  readonly contrast: "policy" | "pool";
  /** Tokens of one iteration at most, where the machine has such a budget. */
  readonly budget: {readonly range: Range; readonly start: number; readonly needs: readonly string[]} | null;
  readonly start: CliffStart;
  readonly startTraffic: Traffic;
  readonly burstinessRange: Range;
  /** The queue that the lock asks about, at `lockUtilization`. */
  readonly lockQueue: "M/M/1" | "M/D/1" | "M/D/1/1";
  readonly lockUtilization: Fact;
  readonly stakeholder: {
    readonly role: string;
    readonly demand: string;
    readonly limit: Fact;
    /** The demands that a deployment must meet together, those of the throughput target among them. */
    readonly demands: readonly Demand[];
    /** The traffic of a deployment; its seed is one that the student has not seen. */
    readonly traffic: Traffic;
    /** A configuration that meets all demands, and what it costs in words: shown when the round is over. */
    readonly wayOut: CliffStart & {readonly arrivalRate: number; readonly cost: string};
  };
  readonly seed: number;
}

export type CliffMission =
  | CliffMissionOf<SharedMachineRow, MachineChange>
  | CliffMissionOf<EngineRow, EngineChange>;

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
