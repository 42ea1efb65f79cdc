/** Sums over a run of iterations that grow: step j takes first + growth j seconds, j = 0, 1, 2, … */

/**
 * Relative width of an instant: times that sums of iterations reach in different orders differ by rounding, and who
 * comes by that much later than an iteration starts comes with it.
 */
const INSTANT = 1e-12;

/** Whether `time` [s] has come by `now` [s], an instant early at most. */
export function hasCome(time: number, now: number): boolean {
  return time * (1 - INSTANT) <= now;
}

/** Seconds of the first `steps` steps: steps first + growth steps (steps - 1) / 2. */
export function runTime(steps: number, first: number, growth: number): number {
  return steps * first + growth * ((steps * (steps - 1)) / 2);
}

/** The sum over the steps of (value + slope j) x (first + growth j). */
export function productTime(
  steps: number,
  value: number,
  slope: number,
  first: number,
  growth: number
): number {
  const linear = (steps * (steps - 1)) / 2;
  const square = (linear * (2 * steps - 1)) / 3;
  return steps * value * first + linear * (value * growth + slope * first) + square * slope * growth;
}

/**
 * After how many steps from `now` a run comes upon the time `target` [s]: the least k >= 1, `limit` at most, with
 * now + runTime(k) >= target, an instant early at most; with `lag`, one step after the least such k >= 0, since the plan of a step is made while
 * its predecessor runs.
 */
export function stepsToReach(
  target: number,
  now: number,
  first: number,
  growth: number,
  {limit, lag}: {readonly limit: number; readonly lag: boolean}
): number {
  if (!hasCome(target, now + runTime(limit, first, growth))) return limit;
  const gap = target - now;
  const a = first - growth / 2;
  const least = lag ? 0 : 1;
  // The root of growth k^2 / 2 + a k = gap, written so that no digits cancel; then mended for rounding.
  let steps =
    gap <= 0 ? least : Math.max(least, Math.ceil((2 * gap) / (a + Math.sqrt(a * a + 2 * growth * gap))));
  while (!hasCome(target, now + runTime(steps, first, growth))) ++steps;
  while (steps > least && hasCome(target, now + runTime(steps - 1, first, growth))) --steps;
  return Math.min(limit, lag ? steps + 1 : steps);
}
