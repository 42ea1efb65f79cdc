/** Where an instrument's scale has its numbers and its fine marks. */

const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const FINE = [0.1, 0.2, 0.25, 0.5, 1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];

/** The round step that cuts [0, max] into as near to `parts` as can be. */
export function roundStep(max: number, parts: number): number {
  const wanted = max / parts;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return ROUND.map((step) => step * power).reduce((best, step) =>
    Math.abs(Math.log(step / wanted)) < Math.abs(Math.log(best / wanted)) ? step : best
  );
}

/**
 * The step between numbers on a scale of counts from 0 to `max`, such that `limit` is one of them where that gives
 * half of `most` to `most` parts; otherwise a round step.
 */
export function countStep(max: number, limit: number, most = 6): number {
  for (let parts = 1; parts <= limit; ++parts) {
    const step = limit / parts;
    if (max / step > most) break;
    if (Number.isInteger(step) && max / step >= Math.min(most, max) / 2) return step;
  }
  return Math.max(1, Math.ceil(roundStep(max, Math.min(most, max) * 0.8)));
}

/** The finest step that divides `step` and leaves no more than `most` marks on [0, max]. */
export function fineStep(max: number, step: number, most: number): number {
  return FINE.find((fine) => fine <= step && max / fine <= most && isWhole(step / fine)) ?? step;
}

/** 0, step, 2 step, … up to max. */
export function multiples(step: number, max: number): number[] {
  return Array.from({length: Math.floor(max / step + 1e-9) + 1}, (_, i) => i * step);
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-9;
}
