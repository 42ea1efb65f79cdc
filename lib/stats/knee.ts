/**
 * Where a curve bends: Kneedle (Satopää, Albrecht, Irwin & Raghavan 2011, Finding a "Kneedle" in a Haystack, ICDCS
 * Workshops), offline, on the points as they are (it smooths before; smooth what is noisy).
 */
import {invalid, requireNonNegative} from "../invalid.js";

export interface Knee {
  /** The point's index. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
  /** How far the point stands off the straight line between the ends, in units of the curve's height [1]. */
  readonly prominence: number;
}

export interface KneeOptions {
  /** Whether the curve flattens (concave) or steepens (convex) as it rises; falling ones mirrored. Default "convex". */
  readonly shape?: "concave" | "convex";
  /** Default "increasing". */
  readonly direction?: "increasing" | "decreasing";
  /** How many mean steps the curve must fall back behind a knee for it to count [1]; the paper's S, default 1. */
  readonly sensitivity?: number;
}

/**
 * The most prominent knee of a curve, or null where it has none: a straight line, or one that bends the other way.
 *
 * Both axes are scaled to [0, 1] and the curve is turned so that it rises and flattens; then the knee is the point that
 * is highest above the diagonal, a local maximum of y - x, if y - x falls below that maximum by at least `sensitivity`
 * mean steps of x before it rises as high again. For a smooth curve between two ends, that is where its slope equals
 * that of the chord: scale-free, but it moves with the ends (maximumPower does not). x ascending. Throws RangeError for
 * fewer than three points, x that do not ascend, or what is not finite. Source: Satopää et al. 2011, sections III-IV.
 *
 * @example
 * knee([1, 2, 3, 4, 5], [1, 1.2, 1.5, 2.5, 5]).index // => 3
 */
export function knee(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  {shape = "convex", direction = "increasing", sensitivity = 1}: KneeOptions = {}
): Knee | null {
  const count = x.length;
  if (count < 3) throw invalid("x", `${count} points`);
  if (y.length !== count) throw invalid("y", `${y.length} points for ${count}`);
  requireNonNegative("sensitivity", sensitivity);
  let least = Infinity;
  let most = -Infinity;
  for (let i = 0; i < count; ++i) {
    if (!Number.isFinite(x[i]) || (i > 0 && !(x[i]! > x[i - 1]!))) throw invalid(`x[${i}]`, x[i]);
    if (!Number.isFinite(y[i])) throw invalid(`y[${i}]`, y[i]);
    least = Math.min(least, y[i]!);
    most = Math.max(most, y[i]!);
  }
  if (most === least) return null;
  const flipX = (shape === "convex") === (direction === "increasing");
  const flipY = shape === "convex";
  // The original index of the k-th point of the turned curve.
  const original = (k: number): number => (flipX ? count - 1 - k : k);
  const above = Float64Array.from({length: count}, (_, k) => {
    const i = original(k);
    const across = (x[i]! - x[0]!) / (x[count - 1]! - x[0]!);
    const up = (y[i]! - least) / (most - least);
    return (flipY ? 1 - up : up) - (flipX ? 1 - across : across);
  });
  const drop = sensitivity / (count - 1);
  let best: Knee | null = null;
  for (let k = 1; k < count - 1; ++k) {
    if (!(above[k] > ROUNDING && above[k] > above[k - 1] && above[k] >= above[k + 1])) continue;
    if (best !== null && above[k] <= best.prominence) continue;
    let next = k + 1;
    while (next < count && above[next] > above[k] - drop && above[next] <= above[k]) ++next;
    // The curve's end falls back to the diagonal, and so below any threshold above it.
    if (next < count && above[next] > above[k]) continue;
    if (next === count && above[count - 1] > above[k] - drop) continue;
    const index = original(k);
    best = {index, x: x[index]!, y: y[index]!, prominence: above[k]};
  }
  return best;
}

/** A straight line stands off itself by roundings. */
const ROUNDING = 1e-12;

/**
 * The point of maximum power, throughput over latency: the knee that depends on no axis and on no end of the curve; NaN
 * and infinite latencies are passed over, and -1 is returned if nothing is left.
 *
 * argmax throughput / latency: where a line from the origin touches the curve of latency over throughput. For M/M/1 it
 * is at half load, with one request in the system on average. Throws RangeError for lists of unequal length or a
 * throughput or latency below 0. Source: Kleinrock 1979, Power and deterministic rules of thumb for probabilistic
 * problems in computer communications, ICC.
 *
 * @example
 * maximumPower([1, 2, 3, 4], [1.1, 1.3, 2, 5]) // => 1
 */
export function maximumPower(throughputs: ArrayLike<number>, latencies: ArrayLike<number>): number {
  if (throughputs.length !== latencies.length) throw invalid("latencies", `${latencies.length} values`);
  let best = -1;
  let power = -Infinity;
  for (let i = 0; i < throughputs.length; ++i) {
    const throughput = throughputs[i]!;
    const latency = latencies[i]!;
    if (throughput < 0) throw invalid(`throughputs[${i}]`, throughput);
    if (latency < 0) throw invalid(`latencies[${i}]`, latency);
    if (latency < Infinity && throughput / latency > power) {
      best = i;
      power = throughput / latency;
    }
  }
  return best;
}
