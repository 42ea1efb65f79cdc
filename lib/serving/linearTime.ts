/** Time of a matrix product between a few tokens and a weight matrix: from memory-bound to compute-bound. */

import {weightPrecisions} from "../tables/precisions.js";
import {servingCalibration} from "../tables/servingCalibration.js";
import type {ServingHardware} from "./servingHardware.js";
import type {MatrixShape} from "./weightBytes.js";

/** How sharply the roofline bends: the power mean of its two sides; Infinity would be the plain maximum. */
const BEND = 4;

/** Time of `tokens` rows through one matrix on one rank [s]. */
export function linearTime(
  {device, weightPrecision}: ServingHardware,
  {inputs, outputs}: MatrixShape,
  tokens: number,
  bytesPerWeight = weightPrecisions[weightPrecision].bytes.value
): number {
  const {linearBandwidth, linearCompute, kernel} = servingCalibration[device.deviceClass];
  const bytes = inputs * outputs * bytesPerWeight + 2 * tokens * (inputs + outputs);
  const memory = bytes / (device.bandwidth.value * linearBandwidth.value);
  const compute = (2 * tokens * inputs * outputs) / (peakRate(device, bytesPerWeight) * linearCompute.value);
  return kernel.value + (memory ** BEND + compute ** BEND) ** (1 / BEND);
}

function peakRate({peak}: ServingHardware["device"], bytesPerWeight: number): number {
  return bytesPerWeight === 1 ? (peak.fp8 ?? peak.int8 ?? peak.bf16).value : peak.bf16.value;
}
