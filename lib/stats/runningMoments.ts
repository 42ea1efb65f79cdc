/** Mean and variance of a stream of numbers in one pass (Welford 1962), and of two streams joined (Chan et al. 1979). */

/**
 * Folds numbers in one by one; nothing is stored but five numbers.
 *
 * @example
 * ((moments) => ([1, 2, 3].forEach((x) => moments.add(x)), moments.variance))(new RunningMoments()) // => 1
 */
export class RunningMoments {
  count = 0;
  mean = 0;
  min = Infinity;
  max = -Infinity;
  private squares = 0;

  add(value: number): void {
    const before = value - this.mean;
    this.mean += before / ++this.count;
    this.squares += before * (value - this.mean);
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
  }

  /** Folds in all that another has seen. */
  join(other: RunningMoments): void {
    if (other.count === 0) return;
    const count = this.count + other.count;
    const gap = other.mean - this.mean;
    this.squares += other.squares + (gap * gap * this.count * other.count) / count;
    this.mean += (gap * other.count) / count;
    this.count = count;
    this.min = Math.min(this.min, other.min);
    this.max = Math.max(this.max, other.max);
  }

  /** The unbiased sample variance; NaN for fewer than two numbers. */
  get variance(): number {
    return this.count < 2 ? NaN : this.squares / (this.count - 1);
  }

  get standardDeviation(): number {
    return Math.sqrt(this.variance);
  }
}
