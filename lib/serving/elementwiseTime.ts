/** Time of what stands between the products of a layer: norms with their additions, rotary embedding, activation. */
import {deviceCalibration} from "../tables/servingCalibration.js";
import {kernelTime} from "./kernelTime.js";
import {engineOf, kvHeadsPerRank, type ServingHardware} from "./servingHardware.js";

/** Two norms with the addition before them, rotary embedding, writing the cache, the activation. */
const KERNELS = 5;
const ACTIVATION = 2;

/**
 * Seconds of one layer's element-wise kernels on one rank for `rows` rows.
 *
 * (5 + those of head norms) kernels + bytes / (share x peak bandwidth): a fused norm reads and writes the row and the residual (8 x hidden for
 * two), the rotary embedding reads and writes queries and keys, the activation reads gate and up and writes one of them.
 * rows [tokens] >= 0.
 *
 * @example
 * 1e6 * elementwiseTime({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, 1) // => 12.6
 */
export function elementwiseTime(spec: ServingHardware, rows: number): number {
  const {model, tensorParallel, device} = spec;
  const {bandwidth, kernel} = deviceCalibration[device.deviceClass].elementwise;
  const {experts, hidden, heads, headDim, headNorms} = model;
  const kernels = KERNELS + (headNorms ? engineOf(spec).headNormKernels.value : 0);
  const inner = experts ? experts.perToken * experts.intermediate : model.intermediate;
  const heading = 2 * (heads / tensorParallel + kvHeadsPerRank(spec)) * headDim;
  const perRow = 8 * hidden + heading + (3 * inner) / tensorParallel;
  return (
    kernels * kernelTime(device, kernel) +
    (ACTIVATION * rows * perRow) / (device.bandwidth.value * bandwidth.value)
  );
}
