/**
 * A log-linear histogram of positive numbers, as HdrHistogram has it (Tene 2012): each power of two is cut into equal
 * bins, so that the relative width of a bin is bounded over the whole range of a double. Of fixed size for any run.
 */
import {invalid, requireInteger} from "../invalid.js";
import {rankOf} from "./quantiles.js";

const MANTISSA_BITS = 20;
const EXPONENTS = 2 ** 11;

/** Counts of numbers >= 0 in bins of relative width 2^-bits (`bits` 1 to 10; default 7: under 0.8 %). */
export class LogHistogram {
  count = 0;
  private readonly bits: number;
  private readonly counts: Float64Array;
  private readonly view = new Float64Array(1);
  private readonly words = new Uint32Array(this.view.buffer);

  constructor(bits = 7) {
    requireInteger("bits", bits);
    if (bits > 10) throw invalid("bits", bits);
    this.bits = bits;
    this.counts = new Float64Array(EXPONENTS << bits);
  }

  add(value: number): void {
    if (!(value >= 0)) throw invalid("value", value);
    this.view[0] = Math.abs(value);
    // A double's upper word, read as an integer, grows with the number: its leading bits are the bin.
    ++this.counts[this.words[1] >>> (MANTISSA_BITS - this.bits)];
    ++this.count;
  }

  /** Folds in all that another of the same width has counted. */
  join(other: LogHistogram): void {
    if (other.bits !== this.bits) throw invalid("bits", other.bits);
    for (let bin = 0; bin < this.counts.length; ++bin) this.counts[bin] += other.counts[bin];
    this.count += other.count;
  }

  /** The p-quantile to within half a bin: the middle of the bin that holds it; NaN while empty. */
  quantile(p: number): number {
    const rank = rankOf(p, this.count);
    let below = 0;
    for (let bin = 0; bin < this.counts.length; ++bin) {
      below += this.counts[bin];
      if (below > rank) return (this.edge(bin) + this.edge(bin + 1)) / 2;
    }
    return NaN;
  }

  /** The occupied bins, ascending: [from, to) and the count. */
  bins(): {from: number; to: number; count: number}[] {
    const occupied: {from: number; to: number; count: number}[] = [];
    for (let bin = 0; bin < this.counts.length; ++bin)
      if (this.counts[bin] > 0)
        occupied.push({from: this.edge(bin), to: this.edge(bin + 1), count: this.counts[bin]});
    return occupied;
  }

  /** The least number of a bin. */
  private edge(bin: number): number {
    this.words[0] = 0;
    this.words[1] = bin << (MANTISSA_BITS - this.bits);
    return this.view[0];
  }
}
