/**
 * Time of one layer's mixture of experts: the bytes follow from how many experts a batch touches.
 *
 * Checked on an H100, an H200 and two A100s: 8, 64 and 128 experts, of which a row chooses 2, 6 and 8, in bf16 and fp8
 * at 1 to 4,096 rows that choose at random. Rows of one conversation choose alike, so that fewer experts are touched.
 */
import {deviceCalibration} from "../tables/servingCalibration.js";
import {kernelTime} from "./kernelTime.js";
import {linearArithmetic, linearTime, plainArithmetic, rounded, tiledRows} from "./linearTime.js";
import {elements, mlpMatrices} from "./rankShapes.js";
import type {ServingHardware} from "./servingHardware.js";

/** Rows of the largest tile of a grouped product. */
const LARGEST_TILE = 128;

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

/**
 * Seconds that `rows` rows take through one layer's router and experts on one rank; 0 for a model without experts.
 *
 * The router's product + kernels + (memory^p + compute^p)^(1/p), p = 3: the weights of the experts touched, and whole
 * tiles of each expert's rows. rows [tokens] >= 1.
 *
 * @example
 * 1e6 * expertTime({device: gpuDevices["h100-sxm"], model: llmModels["mixtral-8x7b"], tensorParallel: 2, weightPrecision: "bf16", kvPrecision: "bf16"}, 16) // => 530.1
 */
export function expertTime(spec: ServingHardware, rows: number): number {
  const {experts, hidden} = spec.model;
  if (experts === null) return 0;
  const router = linearTime(spec, {inputs: hidden, outputs: experts.count}, rows, plainArithmetic(spec));
  return router + expertProducts(spec, rows);
}

/** The same without the router's product. */
export function expertProducts(spec: ServingHardware, rows: number): number {
  const {experts} = spec.model;
  if (experts === null) return 0;
  const {bandwidth, compute, kernel} = deviceCalibration[spec.device.deviceClass].experts;
  const {bytesPerWeight, peak} = linearArithmetic(spec);
  const size = elements(mlpMatrices(spec, experts.intermediate));
  const touched = touchedExperts(experts, rows);
  const tiled = touched * tiledRows((rows * experts.perToken) / touched, LARGEST_TILE);
  return (
    kernelTime(spec.device, kernel) +
    rounded(
      (touched * size * bytesPerWeight) / (spec.device.bandwidth.value * bandwidth.value),
      (2 * tiled * size) / (peak * compute.value)
    )
  );
}
