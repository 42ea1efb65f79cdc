/** One point of the cliff, and what is known best of it. */

/** One simulated point; times in mean service times. */
export interface CliffChartPoint {
  readonly utilization: number;
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  /** Of the p99, and of the loss, at 95 %. */
  readonly halfWidth: number;
  readonly loss: number;
  readonly lossHalfWidth: number;
  /** Requests per mean service time by which the line grows; NaN or 0 where it does not. */
  readonly growth: number;
  /** Exact values; NaN where theory knows none. */
  readonly theoryMean: number;
  readonly theoryP99: number;
  readonly theoryLoss: number;
}

/** What is known best of the p99 and of the loss: the exact value where there is one. */
export const bestP99 = ({p99, theoryP99}: CliffChartPoint): number =>
  Number.isFinite(theoryP99) ? theoryP99 : p99;
export const bestLoss = ({loss, theoryLoss}: CliffChartPoint): number =>
  Number.isFinite(theoryLoss) ? theoryLoss : loss;
