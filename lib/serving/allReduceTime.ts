/**
 * Time of one all-reduce of 16-bit activations between the ranks.
 *
 * Checked on H100 NVLink at 2, 4 and 8 devices from 256 B to 1 GiB (vLLM's custom kernel, and NCCL behind 8 MiB). The
 * law of PCIe is an assumption of the same form.
 */
import {linkCalibration} from "../tables/servingCalibration.js";
import type {ServingHardware} from "./servingHardware.js";

const ACTIVATION = 2;

/**
 * Seconds to sum a message of `bytes` over all ranks; 0 on one device.
 *
 * Small: the faster of one shot, l + (n - 1) b / B1, and two shots, l + l2 + 2 (n - 1)/n b / B2. From the custom
 * kernel's limit on: l3 + b / B3, times 2 (n - 1)/n where the data go round a ring. n devices, b [B], l [s], B [B/s]
 * shares of the link's peak. bytes >= 0.
 *
 * @example
 * 1e6 * allReduceBytes({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-70b"], tensorParallel: 2, weightPrecision: "fp8", kvPrecision: "bf16"}, 2 ** 20) // => 8.47
 */
export function allReduceBytes({device, tensorParallel}: ServingHardware, bytes: number): number {
  if (tensorParallel === 1) return 0;
  const law = linkCalibration[device.link.kind];
  const rate = device.link.bandwidth.value;
  const halves = (2 * (tensorParallel - 1)) / tensorParallel;
  if (bytes >= law.customLimit.value)
    return law.libraryLatency.value + ((law.ring ? halves : 1) * bytes) / (rate * law.library.value);
  const oneShot = ((tensorParallel - 1) * bytes) / (rate * law.oneShot.value);
  const twoShots = law.twoShotLatency.value + (halves * bytes) / (rate * law.twoShot.value);
  return law.latency.value + Math.min(oneShot, twoShots);
}

/** Seconds of the all-reduce behind attention, or behind the MLP, of one layer with `rows` rows. */
export function allReduceTime(spec: ServingHardware, rows: number): number {
  return allReduceBytes(spec, ACTIVATION * rows * spec.model.hidden);
}
