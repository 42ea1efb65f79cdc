/** The columns of Part 3: a machine, the levels of its controls, and what a stakeholder demands of it. */
import type {Range, RequestName} from "./columns.js";
import type {Fact} from "./fact.js";
import type {gpuDevices} from "./gpuDevices.js";
import type {llmModels} from "./llmModels.js";
import type {workloads} from "./workloads.js";

export type GpuDeviceId = keyof typeof gpuDevices;
export type LlmModelId = keyof typeof llmModels;
export type WorkloadId = keyof typeof workloads;

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
