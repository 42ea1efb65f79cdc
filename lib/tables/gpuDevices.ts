/** Accelerators that language models are served on. A new one is a row of its file. */
import {dataCentreGpus} from "./dataCentreGpus.js";
import type {GpuDevice} from "./gpuDevice.js";
import {olderGpus} from "./olderGpus.js";
import {workstationGpus} from "./workstationGpus.js";

export type {GpuDevice} from "./gpuDevice.js";

export const gpuDevices = {
  ...dataCentreGpus,
  ...workstationGpus,
  ...olderGpus
} as const satisfies Record<string, GpuDevice>;
