/** Time of one all-reduce of 16-bit activations between the ranks. */
import {servingCalibration} from "../tables/servingCalibration.js";
import type {ServingHardware} from "./servingHardware.js";

/** Seconds to sum `tokens` rows over all ranks, each of `hidden` 16-bit elements; 0 on one device. */
export function allReduceTime({device, model, tensorParallel}: ServingHardware, tokens: number): number {
  if (tensorParallel === 1) return 0;
  const {allReduceLatency, allReduceBandwidth} = servingCalibration[device.deviceClass];
  const bytes = 2 * tokens * model.hidden;
  const share = (2 * (tensorParallel - 1)) / tensorParallel;
  return allReduceLatency.value + (share * bytes) / (device.link.bandwidth.value * allReduceBandwidth.value);
}
