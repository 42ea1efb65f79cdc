/** The ends of scales. */
import {requirePositive} from "../invalid.js";

const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least round number that is at least `value` > 0: a scale that ends there has room for it. */
export function scaleEnd(value: number): number {
  requirePositive("value", value);
  const power = 10 ** Math.floor(Math.log10(value));
  return power * (ROUND.find((digit) => digit * power >= value * (1 - 1e-9)) ?? 10);
}
