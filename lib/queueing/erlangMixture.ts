/**
 * Mixtures of Erlang distributions with geometric weights: how long a queue of geometric length takes to drain through
 * exponential stages. An Erlang time of k stages exceeds t when fewer than k events of a Poisson process fall into it,
 * so both sums here turn into one sum over the number of events, of positive terms only, that starts at its largest
 * term and ends where terms no longer count: about the square root of the number of stages instead of all of them.
 */
import {type GeometricRatio, inverseRatio, powerSum} from "./geometricRatio.js";
import {logPoisson} from "./poisson.js";

/** Weights w_j = first r^j of Erlang times with j + 1 stages, j = 0, …, count - 1. */
export interface GeometricWeights {
  readonly ratio: GeometricRatio;
  readonly count: number;
  /** log w_0 and log w_{count-1}: both, since either may be exact where the other is a difference of large numbers. */
  readonly logFirst: number;
  readonly logLast: number;
}

/** A term that is this much smaller than the sum so far, and falling, ends it. */
const NEGLIGIBLE = 1e-19;

/** sum_j w_j P(Erlang time of j + 1 stages > x), x the time in units of a stage's mean. */
export function erlangMixtureTail({ratio, count, logFirst, logLast}: GeometricWeights, x: number): number {
  // i events leave the weights of i and beyond: w_i (1 + r + …) for r <= 1, w_{count-1} (1 + 1/r + …) for r > 1.
  const rising = ratio.gap < 0;
  const inner = rising ? inverseRatio(ratio) : ratio;
  const step = rising ? x : x * ratio.value;
  const start = Math.min(count - 1, Math.floor(step));
  const scale = logPoisson(start, x) + (rising ? logLast : logFirst + start * ratio.log);
  return (
    Math.exp(scale) *
    outwardSum({
      start,
      from: 0,
      to: count - 1,
      up: (i) => step / (i + 1),
      down: (i) => i / step,
      weight: (i) => powerSum(inner, count - i)
    })
  );
}

/** sum_j w_j P(Erlang time of j + 1 stages <= x), all weights multiplied by e^{logFactor}. */
export function erlangMixtureBody(
  {ratio, count, logFirst}: GeometricWeights,
  x: number,
  logFactor = 0
): number {
  if (x === 0) return 0;
  // i events finish the weights of the first min(i, count): w_0 (1 + r + …), of which r > 1 gives its largest power up.
  const rising = ratio.gap < 0;
  const inner = rising ? inverseRatio(ratio) : ratio;
  const growth = rising ? ratio.value : 1;
  const start = Math.max(1, Math.floor(x), Math.min(count, Math.floor(growth * x)));
  const powers = rising ? (Math.min(start, count) - 1) * ratio.log : 0;
  return (
    Math.exp(logPoisson(start, x) + powers + logFirst + logFactor) *
    outwardSum({
      start,
      from: 1,
      to: Infinity,
      up: (i) => (i < count ? growth : 1) * (x / (i + 1)),
      down: (i) => i / x / (i <= count ? growth : 1),
      weight: (i) => powerSum(inner, Math.min(i, count))
    })
  );
}

/** Sum of u_i weight(i), u_start = 1, u_{i+1} = u_i up(i), u_{i-1} = u_i down(i), over a sequence with one summit. */
function outwardSum({
  start,
  from,
  to,
  up,
  down,
  weight
}: {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly up: (i: number) => number;
  readonly down: (i: number) => number;
  readonly weight: (i: number) => number;
}): number {
  let sum = weight(start);
  for (let i = start, factor = 1; i < to; ++i) {
    factor *= up(i);
    const term = factor * weight(i + 1);
    sum += term;
    if (term <= NEGLIGIBLE * sum) break;
  }
  for (let i = start, factor = 1; i > from; --i) {
    factor *= down(i);
    const term = factor * weight(i - 1);
    sum += term;
    if (term <= NEGLIGIBLE * sum) break;
  }
  return sum;
}
