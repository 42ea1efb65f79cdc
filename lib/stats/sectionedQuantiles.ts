/**
 * Quantiles of a long correlated series with confidence: the quantile of the whole, and how far those of equal
 * stretches of it lie apart (sectioning: Asmussen & Glynn 2007, Stochastic Simulation, III.5a; Nakayama 2014).
 */
import {invalid} from "../invalid.js";
import type {Estimate} from "./estimate.js";
import {LogHistogram} from "./histogram.js";
import {studentQuantile} from "./studentT.js";

/** Bins are this fine: 2^-9 of their value. */
const HISTOGRAM_BITS = 9;

/**
 * Quantiles at each of `probabilities` of the numbers >= 0 that are added section by section, in constant memory.
 *
 * halfWidth = t s / sqrt(k), s^2 = sum((q_i - q)^2) / (k - 1) over the quantiles q_i of the k sections about that of the
 * whole, q, t Student's quantile with k - 1 degrees of freedom; NaN for fewer than two sections. Holds for sections much
 * longer than the series' memory. Each q is good to 2^-10 of itself, and never beyond what was added.
 *
 * @example
 * ((q) => (q.addAll(Float64Array.of(5, 5), 0, 2), q.closeSection(), q.addAll(Float64Array.of(5), 0, 1), q.closeSection(), q.estimates(0.95)))(new SectionedQuantiles([0.5])) // => [{mean: 5, halfWidth: 0}]
 */
export class SectionedQuantiles {
  private readonly probabilities: readonly number[];
  private readonly whole = new LogHistogram(HISTOGRAM_BITS);
  private readonly section = new LogHistogram(HISTOGRAM_BITS);
  /** One row a section, in the order of `probabilities`. */
  private readonly bySection: number[][] = [];
  private least = Infinity;
  private greatest = -Infinity;

  constructor(probabilities: readonly number[]) {
    for (const p of probabilities) if (!(p >= 0 && p <= 1)) throw invalid("probabilities", p);
    this.probabilities = probabilities;
  }

  /** Adds `values[from..to)`, all >= 0, to the open section; NaN left out. */
  addAll(values: Float64Array, from: number, to: number): void {
    let least = this.least;
    let greatest = this.greatest;
    for (let i = from; i < to; ++i) {
      const value = values[i];
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    this.least = least;
    this.greatest = greatest;
    this.section.addAll(values, from, to);
  }

  /** Ends the open section; what is added from now on belongs to the next. */
  closeSection(): void {
    if (this.section.count > 0)
      this.bySection.push(this.probabilities.map((p) => this.within(this.section, p)));
    this.whole.join(this.section);
    this.section.clear();
  }

  /** The p-quantile of the closed sections; NaN while there are none. */
  quantile(p: number): number {
    return this.within(this.whole, p);
  }

  /** The quantiles of the closed sections, in the order of the probabilities; NaN while there are none. */
  estimates(level: number): Estimate[] {
    if (!(level > 0 && level < 1)) throw invalid("level", level);
    const {bySection} = this;
    const sections = bySection.length;
    return this.probabilities.map((p, k) => {
      const mean = this.quantile(p);
      if (sections < 2) return {mean, halfWidth: NaN};
      const squares = bySection.reduce((sum, quantiles) => sum + (quantiles[k]! - mean) ** 2, 0);
      const deviation = Math.sqrt(squares / (sections - 1) / sections);
      return {mean, halfWidth: studentQuantile((1 + level) / 2, sections - 1) * deviation};
    });
  }

  private within(histogram: LogHistogram, p: number): number {
    return Math.min(this.greatest, Math.max(this.least, histogram.quantile(p)));
  }
}
