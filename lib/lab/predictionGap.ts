/** How far a prediction is from the truth. */
import {invalid, requireNonNegative} from "../invalid.js";

export interface PredictionGap {
  /** prediction - truth, in their unit. */
  readonly difference: number;
  /** prediction / truth; 1 where both are 0. */
  readonly ratio: number;
  /** "on" within the tolerance. */
  readonly direction: "under" | "over" | "on";
  readonly within: boolean;
}

/** What counts as right: a tenth of the truth. */
const TOLERANCE = 0.1;

/**
 * The gap between a prediction and the truth: difference p - t, ratio p / t, and whether |p - t| <= tolerance |t|.
 * An infinite truth (no steady state) is undershot by every number.
 * @throws RangeError when the prediction is not finite, the truth is NaN, or the tolerance is negative
 * @example
 * predictionGap(22, 28) // => {difference: -6, ratio: 0.7857142857142857, direction: "under", within: false}
 * predictionGap(30, 28).direction // => "on"
 */
export function predictionGap(
  prediction: number,
  truth: number,
  {tolerance = TOLERANCE}: {readonly tolerance?: number} = {}
): PredictionGap {
  if (!Number.isFinite(prediction)) throw invalid("prediction", prediction);
  if (Number.isNaN(truth)) throw invalid("truth", truth);
  requireNonNegative("tolerance", tolerance);
  const difference = prediction - truth;
  const within = Number.isFinite(truth) && Math.abs(difference) <= tolerance * Math.abs(truth);
  return {
    difference,
    ratio: prediction === truth ? 1 : prediction / truth,
    direction: within ? "on" : difference < 0 ? "under" : "over",
    within
  };
}
