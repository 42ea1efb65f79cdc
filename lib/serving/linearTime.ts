/**
 * Time of matrix products between the rows of an iteration and weights: from memory-bound to compute-bound.
 *
 * Checked on an H100: Llama-3-8B in bf16 and fp8 at 1 to 65,536 rows and 1 to 8 ranks, Llama-2-70B in fp16 at 1 to
 * 4,096 rows and 1 to 8 ranks; on an RTX PRO 6000: Llama-3.1-8B in bf16 at 1 to 2,048 rows; on an A100 and an A40:
 * Llama-2-7B in fp16 at 1 to 4,096 rows.
 */
import {weightPrecisions} from "../tables/precisions.js";
import {
  deviceCalibration,
  type ProductCalibration,
  rooflineBend,
  smallestTile
} from "../tables/servingCalibration.js";
import {kernelTime} from "./kernelTime.js";
import type {MatrixShape} from "./rankShapes.js";
import type {ServingHardware} from "./servingHardware.js";

const ACTIVATION = 2;

/** How weights are stored and multiplied on a device. */
export interface Arithmetic {
  readonly bytesPerWeight: number;
  /** Peak rate, as far as the power limit leaves it [FLOP/s]. */
  readonly peak: number;
  readonly calibration: ProductCalibration;
  /** Bandwidth at which activations are scaled to 8 bits first [B/s]; null where they are multiplied as they are. */
  readonly quantise: number | null;
}

/** The arithmetic of linear layers: 8 bits where weights and device have it, else bf16 with the weights' own bytes. */
export function linearArithmetic({device, weightPrecision}: ServingHardware): Arithmetic {
  const {bytes, arithmetic} = weightPrecisions[weightPrecision];
  const {products, quantise} = deviceCalibration[device.deviceClass];
  const eight = arithmetic === "bf16" ? null : device.peak[arithmetic];
  return {
    bytesPerWeight: bytes.value,
    peak: (eight ?? device.peak.bf16).value * device.productShare.value,
    calibration: eight === null ? products.bf16 : products.fp8,
    quantise: eight === null ? null : device.bandwidth.value * quantise.value
  };
}

/** The arithmetic of what is never quantised: the output head. */
export function plainArithmetic({device}: ServingHardware): Arithmetic {
  const {products} = deviceCalibration[device.deviceClass];
  const peak = device.peak.bf16.value * device.productShare.value;
  return {bytesPerWeight: 2, peak, calibration: products.bf16, quantise: null};
}

/** Power mean of the two sides of the roofline: their maximum with a rounded corner. */
export function rounded(memory: number, compute: number): number {
  const bend = rooflineBend.value;
  return (memory ** bend + compute ** bend) ** (1 / bend);
}

/**
 * Rows that the tensor cores compute for `rows`: whole tiles, which grow with the rows from 16 to `largest`.
 *
 * @example
 * [1, 33, 128, 257].map((rows) => tiledRows(rows, 256)) // => [16, 64, 128, 512]
 */
export function tiledRows(rows: number, largest: number): number {
  const half = 2 ** Math.ceil(Math.log2(rows)) / 2;
  const tile = Math.min(largest, Math.max(smallestTile.value, half));
  return tile * Math.ceil(rows / tile);
}

/**
 * Seconds that `rows` rows take through one matrix on one rank.
 *
 * kernel + (memory^p + compute^p)^(1/p), p = 3, with memory = bytes of weights and activations / (share x peak
 * bandwidth) and compute = 2 x tiled rows x inputs x outputs / (share x peak rate); 8-bit products add the scaling of
 * their inputs, 3 bytes an element. rows [tokens] >= 1.
 *
 * @example
 * 1e6 * linearTime({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, {inputs: 4096, outputs: 28672}, 1) // => 86.6
 */
export function linearTime(
  spec: ServingHardware,
  shape: MatrixShape,
  rows: number,
  arithmetic: Arithmetic = linearArithmetic(spec)
): number {
  const {inputs, outputs} = shape;
  const {bytesPerWeight, peak, calibration, quantise} = arithmetic;
  const {bandwidth, compute, kernel} = calibration;
  const input = quantise === null ? ACTIVATION : bytesPerWeight;
  const bytes = inputs * outputs * bytesPerWeight + rows * (inputs * input + outputs * ACTIVATION);
  const product = rounded(
    bytes / (spec.device.bandwidth.value * bandwidth.value),
    (2 * tiledRows(rows, spec.device.largestTile.value) * inputs * outputs) / (peak * compute.value)
  );
  const scaling = quantise === null ? 0 : (3 * rows * inputs) / quantise;
  return kernelTime(spec.device, kernel) + product + scaling;
}
