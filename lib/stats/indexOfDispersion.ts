/** How far a stream of arrivals is from Poisson, seen through windows of one length. */
import {invalid, requirePositive} from "../invalid.js";

/**
 * The index of dispersion for counts of a list of ascending times: variance over mean of the numbers of events in
 * successive windows.
 *
 * I(window) = Var(N) / E(N): 1 for Poisson traffic, 0 for a clock, above 1 for bursts. times [s], window [s];
 * windows are laid from `from` [s] (default 0) up to `to` [s] (default the last time), the last one if whole. Throws
 * RangeError if fewer than two windows fit. Source: Cox & Lewis 1966, The Statistical Analysis of Series of Events, 4.5.
 *
 * @example
 * indexOfDispersion([0.5, 1.5, 2.5, 3.5], 1, {to: 4}) // => 0
 */
export function indexOfDispersion(
  times: ArrayLike<number>,
  window: number,
  {
    from = 0,
    to = times.length > 0 ? times[times.length - 1]! : 0
  }: {readonly from?: number; readonly to?: number} = {}
): number {
  requirePositive("window", window);
  const windows = Math.floor((to - from) / window);
  if (!(windows >= 2)) throw invalid("window", window);
  let next = 0;
  while (next < times.length && times[next]! < from) ++next;
  let sum = 0;
  let squares = 0;
  for (let k = 1; k <= windows; ++k) {
    const first = next;
    while (next < times.length && times[next]! < from + k * window) ++next;
    sum += next - first;
    squares += (next - first) ** 2;
  }
  const mean = sum / windows;
  return (squares - sum * mean) / (windows - 1) / mean;
}
