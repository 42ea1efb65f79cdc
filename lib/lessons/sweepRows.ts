/** The rows of the sweeps, as pages read them. NaN: there is no such number. Half-widths are those of `about.level`. */
import type {CliffShape} from "./cliffGrid.js";
import type {TrafficShape} from "./trafficShape.js";

/** Part 2, one file a track: a batch server at one place of batchingGrid. */
export interface BatchingSweepRow {
  readonly shape: TrafficShape;
  /** Multiple of the machine's service rate. */
  readonly speed: number;
  /** Arrivals [1/s]. */
  readonly rate: number;
  /** [s]. */
  readonly window: number;
  readonly batch: number;
  /** Time from arrival to user [s]; NaN without a steady state, as are all that follow from it. */
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  /** Of all that were simulated [s]. */
  readonly worst: number;
  /** Requests served a second of the clock [1/s]. */
  readonly throughput: number;
  /** Arrival rate over the rate that full batches carry [1]. */
  readonly utilization: number;
  /** Share of time at work, however small the batch [1]. */
  readonly busy: number;
  /** Time average of the number in line. */
  readonly queueDepth: number;
  /** Share of the arrivals that are turned away [1]. */
  readonly loss: number;
  /** Speed at which the line grows [1/s]; 0 where there is a steady state. */
  readonly growth: number;
  readonly hwMean: number;
  readonly hwP99: number;
  readonly hwP999: number;
}

/** Part 3: a queue of cliffGrid at one utilization. All times in mean service times. */
export interface CliffRow {
  /** A track's id, or "reference". */
  readonly queue: string;
  readonly shape: CliffShape["id"];
  /** Offered load per server [1]. */
  readonly utilization: number;
  /** The sojourn; NaN without a steady state, as are all that are simulated. */
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly hwMean: number;
  readonly hwP50: number;
  readonly hwP99: number;
  readonly hwP999: number;
  readonly wait: number;
  readonly waitP50: number;
  readonly waitP99: number;
  readonly waitP999: number;
  readonly hwWait: number;
  readonly hwWaitP50: number;
  readonly hwWaitP99: number;
  readonly hwWaitP999: number;
  /** Share of the servers' time at work [1]. */
  readonly busy: number;
  readonly loss: number;
  readonly hwLoss: number;
  /** Speed at which the line grows [requests per mean service time]; 0 where there is a steady state. */
  readonly growth: number;
  /** Exact values; NaN where none is known. */
  readonly theoryMean: number;
  readonly theoryP50: number;
  readonly theoryP99: number;
  readonly theoryP999: number;
  readonly theoryWait: number;
  readonly theoryWaitP50: number;
  readonly theoryWaitP99: number;
  readonly theoryWaitP999: number;
  readonly theoryLoss: number;
}

/** Part 3, one file a track: a machine of servingGrid at one rate in one traffic. */
export interface ServingSweepRow {
  readonly state: string;
  readonly pool: string;
  readonly policy: string;
  readonly precision: string;
  /** Coefficient of variation of the times between arrivals; 0: by the clock. */
  readonly burstiness: number;
  /** Arrivals [1/s]. */
  readonly rate: number;
  /** Requests a second that are carried, and that could be at most [1/s]. */
  readonly throughput: number;
  readonly saturation: number;
  /** Rate over saturation [1]; NaN where the machine carries nothing. */
  readonly utilization: number;
  /** Share of time at work [1]. */
  readonly busy: number;
  /** Share of the arrivals that are turned away [1]. */
  readonly loss: number;
  /** Speed at which the line grows [1/s]; 0 where it does not. */
  readonly growth: number;
  /** From arrival to the whole answer [s]; NaN without a steady state, as are all latencies. */
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly worst: number;
  readonly hwP99: number;
}

/** On an engine for language models. */
export interface EngineSweepRow extends ServingSweepRow {
  /** Time to first token, and time per output token after it [s]. */
  readonly ttftMean: number;
  readonly ttftP50: number;
  readonly ttftP99: number;
  readonly ttftP999: number;
  readonly hwTtftP99: number;
  readonly tpotMean: number;
  readonly tpotP50: number;
  readonly tpotP99: number;
  readonly tpotP999: number;
  readonly hwTpotP99: number;
  /** Requests a second that keep every objective of the mission [1/s]. */
  readonly goodput: number;
  /** Shares of the KV memory, means over the busy time [1]: taken, filled; and of what is taken, empty. */
  readonly kvReserved: number;
  readonly kvUsed: number;
  readonly kvWaste: number;
  /** Preemptions a request. */
  readonly preemptions: number;
  /** Share of the places x busy time that computes nothing for anybody [1]. */
  readonly bubbles: number;
  /** For a million answer tokens [J], [$]. */
  readonly energyPerMillionTokens: number;
  readonly costPerMillionTokens: number;
}

/** On a machine that jobs share. */
export interface SharedSweepRow extends ServingSweepRow {
  /** The other jobs' time to their answer [s]. */
  readonly companionP99: number;
  readonly companionWorst: number;
  /** New images a second [1/s]. */
  readonly displayed: number;
  /** [W]. */
  readonly power: number;
}
