/**
 * Time of one layer's mixture of experts. Nothing in the calibration measures it: its shares are assumptions, and the
 * bytes follow from how many experts a batch touches.
 */
import {deviceCalibration} from "../tables/servingCalibration.js";
import {linearArithmetic, rounded} from "./linearTime.js";
import {elements, mlpMatrices} from "./rankShapes.js";
import type {ServingHardware} from "./servingHardware.js";

/** Rows of a tile of a grouped product: fewer than in a dense one, since each expert has rows of its own. */
const TILE = 16;
/** Routing, sorting the rows, two products, the activation, the weighted sum. */
const KERNELS = 6;

/**
 * Experts of a layer that `rows` rows touch on average, when each row chooses its own independently.
 *
 * E (1 - (1 - k / E)^rows), with E experts of which a row chooses k. rows >= 0.
 *
 * @example
 * touchedExperts({count: 8, perToken: 2, intermediate: 14336}, 4) // => 5.47
 */
export function touchedExperts(
  {count, perToken}: {readonly count: number; readonly perToken: number},
  rows: number
): number {
  return count * (1 - (1 - perToken / count) ** rows);
}

/** Seconds that `rows` rows take through one layer's experts on one rank; 0 for a model without experts. */
export function expertTime(spec: ServingHardware, rows: number): number {
  const {experts} = spec.model;
  if (experts === null) return 0;
  const {bandwidth, compute, kernel} = deviceCalibration[spec.device.deviceClass].experts;
  const {bytesPerWeight, peak} = linearArithmetic(spec);
  const size = elements(mlpMatrices(spec, experts.intermediate));
  const touched = touchedExperts(experts, rows);
  const pairs = rows * experts.perToken;
  const tiled = touched * TILE * Math.ceil(pairs / touched / TILE);
  return (
    KERNELS * kernel.value +
    rounded(
      (touched * size * bytesPerWeight) / (spec.device.bandwidth.value * bandwidth.value),
      (2 * tiled * size) / (peak * compute.value)
    )
  );
}
