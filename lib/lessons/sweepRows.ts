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
