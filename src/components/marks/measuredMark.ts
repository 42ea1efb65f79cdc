/** The mark of a measurement, and how its value is said. */
import {formatBytes, formatDuration, formatNumber} from "../../lib/format.js";
import {MICROJOULE} from "../../lib/units.js";

export const DIAMOND = "M0,-5.5L5.5,0L0,5.5L-5.5,0z";

export function shown(value: number, unit: string): string {
  if (unit === "s") return formatDuration(value);
  if (unit === "B") return formatBytes(value);
  return unit === "J" ? `${formatNumber(value / MICROJOULE)} µJ` : `${formatNumber(value)} ${unit}`;
}
