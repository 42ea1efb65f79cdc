/**
 * A run of unknown length in slices: sums of several columns and a log-linear histogram for each of 16 to 32 equal
 * stretches, taken as independent. When 32 are full, neighbours are joined and each is twice as long (dynamic batch
 * means, Yeh & Schmeiser 2000, Winter Simulation Conference), so memory stays as it is and confidence is there at any
 * time. Assumes the byte order that LogHistogram assumes.
 */
import {invalid, requireInteger, requirePositive} from "../invalid.js";
import {type Estimate, ratioEstimate} from "./estimate.js";
import {rankOf} from "./quantiles.js";
import {studentQuantile} from "./studentT.js";

const MOST_SLICES = 32;
/** Bins of the histogram are 2^-9 of their value wide, over 32 powers of two. */
const BITS = 9;
const OCTAVES = 32;
const BINS = OCTAVES << BITS;
const MANTISSA_BITS = 20;
const EXPONENT_BIAS = 1023;

/** Fewer groups than this say nothing of their spread. */
const LEAST_GROUPS = 4;
/** Observations beyond a quantile that a group must hold for its own quantile to mean anything. */
const BEYOND_IN_GROUP = 10;

/** Sums and histograms of 16 to 32 equal stretches of a run, with estimates from them. */
export class RunSlices {
  /** Observations in the histograms. */
  count = 0;
  /** The sums of the slice under way, one for each column; the others' lie before them. */
  private readonly sums: Float64Array;
  private readonly counts: Uint32Array;
  private readonly columns: number;
  /** The upper word of the least number that has a bin of its own, in bins. */
  private readonly offset: number;
  /** Observations of each slice. */
  private readonly sizes = new Float64Array(MOST_SLICES);
  /** The least and the largest bin in use. */
  private lowest = BINS;
  private highest = -1;
  private whole: Float64Array | undefined;
  private full = 0;
  private stretch = 1;
  private steps = 0;

  /** `columns` sums a slice; `least`: numbers from here to 2^31 times as large have bins of their own. */
  constructor(columns: number, least: number) {
    requireInteger("columns", columns);
    requirePositive("least", least);
    this.columns = columns;
    this.sums = new Float64Array(MOST_SLICES * columns);
    this.counts = new Uint32Array(MOST_SLICES * BINS);
    this.offset = (EXPONENT_BIAS + Math.floor(Math.log2(least))) << BITS;
  }

  /** Adds to a column of the slice under way. */
  add(column: number, value: number): void {
    this.sums[this.full * this.columns + column] += value;
  }

  /** Counts `values[0..size)` in the histogram of the slice under way. */
  observe(values: Float64Array, size: number): void {
    const {counts, offset} = this;
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    const shift = MANTISSA_BITS - BITS;
    const base = this.full * BINS;
    const last = BINS - 1;
    let {lowest, highest} = this;
    for (let i = 0; i < size; ++i) {
      const bin = Math.min(last, Math.max(0, (words[2 * i + 1] >> shift) - offset));
      ++counts[base + bin];
      lowest = Math.min(lowest, bin);
      highest = Math.max(highest, bin);
    }
    this.lowest = lowest;
    this.highest = highest;
    this.sizes[this.full] += size;
    this.count += size;
    this.whole = undefined;
  }

  /** Ends a step; slices are of equally many steps. */
  step(): void {
    if (++this.steps < this.stretch) return;
    this.steps = 0;
    if (++this.full === MOST_SLICES) this.pair();
  }

  /** The column's total. */
  total(column: number): number {
    let sum = 0;
    for (let slice = 0; slice < this.size; ++slice) sum += this.sums[slice * this.columns + column];
    return sum;
  }

  /** A column over another, or over a constant for each slice's unit of it, with confidence from the slices. */
  ratio(column: number, per: number, level: number): Estimate {
    return ratioEstimate(this.series(column), this.series(per), level);
  }

  /**
   * The p-quantile of all observations to 2^-10 of its value, and the half-width of its confidence interval by
   * sectioning: t sqrt(sum (q_k - q)^2 / (k (k - 1))) over k groups of neighbouring slices with at least ten observations
   * beyond their quantile each, and never less than the bins can tell. NaN where there are fewer than four such groups.
   * Source: Asmussen & Glynn 2007, Stochastic Simulation, III.5.
   */
  quantile(p: number, level: number): {readonly value: number; readonly halfWidth: number} {
    const value = this.quantileOf(p, 0, this.size);
    if (!(level > 0 && level < 1)) throw invalid("level", level);
    const slices = this.completeSlices();
    const groups = Math.min(slices, Math.floor((this.count * Math.min(p, 1 - p)) / BEYOND_IN_GROUP));
    if (!(groups >= LEAST_GROUPS)) return {value, halfWidth: NaN};
    let squares = 0;
    for (let group = 0; group < groups; ++group) {
      const from = Math.floor((slices * group) / groups);
      const to = group === groups - 1 ? this.size : Math.floor((slices * (group + 1)) / groups);
      squares += (this.quantileOf(p, from, to) - value) ** 2;
    }
    const spread =
      studentQuantile((1 + level) / 2, groups - 1) * Math.sqrt(squares / (groups * (groups - 1)));
    return {value, halfWidth: Math.hypot(spread, value * 2 ** -(BITS + 1))};
  }

  /** The quantiles at (k + 1/2) / count, k = 0, …, count - 1: so many observations to stand for all; NaN of nothing. */
  spread(count: number): Float64Array {
    const values = new Float64Array(count);
    if (this.count === 0) return values.fill(NaN);
    const bins = this.joined(0, this.size);
    let below = 0;
    let k = 0;
    for (let bin = 0; k < count; ++bin) {
      below += bins[bin];
      while (k < count && below > rankOf((k + 0.5) / count, this.count))
        values[k++] = this.middle(bin + this.lowest);
    }
    return values;
  }

  /** Slices with anything in them. */
  private get size(): number {
    return this.steps > 0 || this.full === 0 ? this.full + 1 : this.full;
  }

  /** Slices for the spread: one that has only begun counts with the one before it. */
  private completeSlices(): number {
    return Math.max(1, this.full);
  }

  /** A column by slices, the one under way with its predecessor. */
  private series(column: number): Float64Array {
    const series = new Float64Array(this.completeSlices());
    for (let slice = 0; slice < this.size; ++slice)
      series[Math.min(slice, series.length - 1)] += this.sums[slice * this.columns + column];
    return series;
  }

  /** The p-quantile of the slices `from..to`. */
  private quantileOf(p: number, from: number, to: number): number {
    let total = 0;
    for (let slice = from; slice < to; ++slice) total += this.sizes[slice];
    const rank = rankOf(p, total);
    if (rank < 0) return NaN;
    const bins = this.joined(from, to);
    // Counted from the upper end: tails are what is asked for most.
    let bin = bins.length - 1;
    for (let above = bins[bin]; above <= total - 1 - rank; above += bins[bin]) --bin;
    return this.middle(bin + this.lowest);
  }

  /** The counts of the slices `from..to`, of the bins in use; those of all slices are kept until more is observed. */
  private joined(from: number, to: number): Float64Array | Uint32Array {
    const {counts, lowest, highest} = this;
    const row = (slice: number): Uint32Array =>
      counts.subarray(slice * BINS + lowest, slice * BINS + highest + 1);
    if (to - from === 1) return row(from);
    const all = from === 0 && to === this.size;
    if (all && this.whole !== undefined) return this.whole;
    const bins = new Float64Array(highest + 1 - lowest);
    for (let slice = from; slice < to; ++slice) {
      const slots = row(slice);
      for (let bin = 0; bin < bins.length; ++bin) bins[bin] += slots[bin];
    }
    if (all) this.whole = bins;
    return bins;
  }

  private middle(bin: number): number {
    return (this.edge(bin) + this.edge(bin + 1)) / 2;
  }

  /** The least number of a bin. */
  private edge(bin: number): number {
    const exponent = (bin + this.offset) >> BITS;
    const part = (bin + this.offset) & ((1 << BITS) - 1);
    return 2 ** (exponent - EXPONENT_BIAS) * (1 + part * 2 ** -BITS);
  }

  /** Joins neighbours: half as many slices of twice the length. */
  private pair(): void {
    const {sums, counts, sizes, columns} = this;
    joinPairs(sums, columns, 0, columns);
    joinPairs(sizes, 1, 0, 1);
    joinPairs(counts, BINS, this.lowest, this.highest + 1);
    this.full = MOST_SLICES / 2;
    this.stretch *= 2;
  }
}

/** Adds each odd row to the even one before it, in columns `from..to`, and moves the sums to the first half. */
function joinPairs(rows: Float64Array | Uint32Array, width: number, from: number, to: number): void {
  for (let row = 0; row < MOST_SLICES; ++row) {
    const [one, other] = [2 * row * width, (2 * row + 1) * width];
    const target = row * width;
    for (let i = from; i < to; ++i)
      rows[target + i] = row < MOST_SLICES / 2 ? rows[one + i] + rows[other + i] : 0;
  }
}
