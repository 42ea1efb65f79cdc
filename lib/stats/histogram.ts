/**
 * A log-linear histogram of positive numbers, as HdrHistogram has it (Tene 2012): each power of two is cut into equal
 * bins, so that the relative width of a bin is bounded from 2^-64 to 2^64. Of fixed size for any run. Assumes that the
 * machine stores the lower half of a double first, as every machine with a browser does.
 */
import {invalid, requireInteger} from "../invalid.js";
import {rankOf} from "./quantiles.js";

const MANTISSA_BITS = 20;
/** The exponents, as a double stores them, of 2^-64 and of 2^64. */
const LEAST_EXPONENT = 1023 - 64;
const EXPONENTS = 128;

/**
 * Counts of numbers >= 0 in bins of relative width 2^-bits (`bits` 1 to 12; default 7: under 0.8 %). Numbers below 2^-64
 * are counted in the first bin, from 2^64 on in the last.
 *
 * @example
 * ((histogram) => (histogram.addAll(Float64Array.of(1, 2, 3), 0, 3), histogram.count))(new LogHistogram()) // => 3
 */
export class LogHistogram {
  count = 0;
  private readonly bits: number;
  private readonly counts: Float64Array;
  /** Only the first bin of all, and bins in [first, last], are occupied. */
  private first: number;
  private last = 0;

  constructor(bits = 7) {
    requireInteger("bits", bits);
    if (bits > 12) throw invalid("bits", bits);
    this.bits = bits;
    this.counts = new Float64Array(EXPONENTS << bits);
    this.first = this.counts.length;
  }

  add(value: number): void {
    if (!(value >= 0)) throw invalid("value", value);
    this.addAll(Float64Array.of(value), 0, 1);
  }

  /** Adds `values[from..to)`, all >= 0, NaN left out. */
  addAll(values: Float64Array, from: number, to: number): void {
    const {counts} = this;
    // A double's upper word, read as an integer, grows with the number: its leading bits are the bin.
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    const shift = MANTISSA_BITS - this.bits;
    const offset = LEAST_EXPONENT << this.bits;
    const end = counts.length - 1;
    let added = 0;
    let {first, last} = this;
    for (let i = from; i < to; ++i) {
      if (Number.isNaN(values[i])) continue;
      const bin = Math.min(end, Math.max(0, (words[2 * i + 1] >> shift) - offset));
      ++counts[bin];
      // Many waits are zero: their bin, apart from all others, must not make every walk a long one.
      if (bin < first && bin > 0) first = bin;
      if (bin > last) last = bin;
      ++added;
    }
    this.count += added;
    this.first = first;
    this.last = last;
  }

  /** Forgets all that was counted. */
  clear(): void {
    this.counts[0] = 0;
    this.counts.fill(0, this.first, this.last + 1);
    this.count = 0;
    this.first = this.counts.length;
    this.last = 0;
  }

  /** Folds in all that another of the same width has counted. */
  join(other: LogHistogram): void {
    if (other.bits !== this.bits) throw invalid("bits", other.bits);
    this.counts[0] += other.counts[0];
    for (let bin = other.first; bin <= other.last; ++bin) this.counts[bin] += other.counts[bin];
    this.count += other.count;
    this.first = Math.min(this.first, other.first);
    this.last = Math.max(this.last, other.last);
  }

  /** The p-quantile to within half a bin: the middle of the bin that holds it, 0 for the first; NaN while empty. */
  quantile(p: number): number {
    const rank = rankOf(p, this.count);
    if (rank < 0) return NaN;
    let below = this.counts[0];
    if (below > rank) return 0;
    for (let bin = this.first; bin <= this.last; ++bin) {
      below += this.counts[bin];
      if (below > rank) return (this.edge(bin) + this.edge(bin + 1)) / 2;
    }
    return NaN;
  }

  /** The occupied bins, ascending: [from, to) and the count. */
  bins(): {from: number; to: number; count: number}[] {
    const occupied: {from: number; to: number; count: number}[] = [];
    if (this.counts[0] > 0) occupied.push({from: 0, to: this.edge(1), count: this.counts[0]});
    for (let bin = this.first; bin <= this.last; ++bin)
      if (this.counts[bin] > 0)
        occupied.push({from: this.edge(bin), to: this.edge(bin + 1), count: this.counts[bin]});
    return occupied;
  }

  /** The least number of a bin. */
  private edge(bin: number): number {
    if (bin === 0) return 0;
    const upper = (bin + (LEAST_EXPONENT << this.bits)) << (MANTISSA_BITS - this.bits);
    return new Float64Array(Int32Array.of(0, upper).buffer)[0];
  }
}
