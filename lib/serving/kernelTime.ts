/** What a kernel takes whatever its work: a number of cycles, so that it goes with the inverse of the clock. */
import type {Fact} from "../tables/fact.js";
import type {GpuDevice} from "../tables/gpuDevices.js";
import {deviceCalibration} from "../tables/servingCalibration.js";

/**
 * Seconds that a fixed time, measured on the device of the class, takes on this device.
 *
 * time x (clock of the class / clock of the device). Norms, rotary embedding, activation and addition of one row of
 * Llama-2-70B take 46.0 us on an A100 and 32.5 us on an H100: 1.415, and their clocks are as 1.404 (microsoft/vidur
 * @7d475133).
 *
 * @example
 * kernelTime(gpuDevices["a100-sxm-80"], {value: 32.5, source: "H100", date: "2024", kind: "measured"}) // => 45.6
 */
export function kernelTime({deviceClass, clock}: GpuDevice, time: Fact): number {
  return (time.value * deviceCalibration[deviceClass].clock.value) / clock.value;
}
