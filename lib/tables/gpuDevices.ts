/** Accelerators that language models are served on: what their makers specify. */
import {GB, GIGA, TB, TERA} from "../units.js";
import {type Fact, measured, spec} from "./fact.js";
import type {DeviceClassId} from "./servingCalibration.js";

export interface GpuDevice {
  readonly name: string;
  /** Which row of the calibration its efficiencies come from. */
  readonly deviceClass: DeviceClassId;
  /** Memory that the driver reports as total [B]. */
  readonly memory: Fact;
  /** Peak memory bandwidth [B/s]. */
  readonly bandwidth: Fact;
  /** Peak dense tensor-core rates [FLOP/s]; null where the format is not supported. */
  readonly peak: {readonly bf16: Fact; readonly fp8: Fact | null; readonly int8: Fact | null};
  /** Between devices of a node, one direction, per device [B/s]. */
  readonly link: {readonly name: "NVLink" | "PCIe"; readonly bandwidth: Fact};
  /** Board power limit [W]. */
  readonly power: Fact;
}

const AICONFIGURATOR = "ai-dynamo/aiconfigurator @095f58a5, systems";

export const gpuDevices = {
  "h100-sxm": {
    name: "H100 SXM 80 GB",
    deviceClass: "hbm",
    memory: measured(
      85_045_084_160,
      "nvidia-smi: 81,559 MiB less what the driver keeps, as torch reports",
      "2024"
    ),
    bandwidth: spec(3.35 * TB, "NVIDIA H100 data sheet", "2023"),
    peak: {
      bf16: spec(989 * TERA, "NVIDIA H100 data sheet, dense", "2023"),
      fp8: spec(1979 * TERA, "NVIDIA H100 data sheet, dense", "2023"),
      int8: spec(1979 * TERA, "NVIDIA H100 data sheet, dense", "2023")
    },
    link: {name: "NVLink", bandwidth: spec(450 * GB, `${AICONFIGURATOR}/h100_sxm.yaml`, "2026")},
    power: spec(700, "NVIDIA H100 data sheet", "2023")
  },
  "a100-sxm-80": {
    name: "A100 SXM 80 GB",
    deviceClass: "hbm",
    memory: measured(85_045_084_160, "as the H100: 80 GiB of HBM less what the driver keeps", "2024"),
    bandwidth: spec(2039 * GIGA, "NVIDIA A100 data sheet", "2021"),
    peak: {
      bf16: spec(312 * TERA, "NVIDIA A100 data sheet, dense", "2021"),
      fp8: null,
      int8: spec(624 * TERA, "NVIDIA A100 data sheet, dense", "2021")
    },
    link: {name: "NVLink", bandwidth: spec(300 * GB, `${AICONFIGURATOR}/a100_sxm.yaml`, "2026")},
    power: spec(400, "NVIDIA A100 data sheet", "2021")
  },
  "rtx-pro-6000": {
    name: "RTX PRO 6000 Blackwell Server Edition 96 GB",
    deviceClass: "gddr",
    memory: measured(101_973_164_032, "nvidia-smi: 97,887 MiB less what the driver keeps", "2025"),
    bandwidth: spec(1597 * GIGA, "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet", "2025"),
    peak: {
      bf16: spec(503.8 * TERA, "NVIDIA RTX Blackwell PRO architecture, dense", "2025"),
      fp8: spec(1007.6 * TERA, "NVIDIA RTX Blackwell PRO architecture, dense", "2025"),
      int8: spec(1007.6 * TERA, "NVIDIA RTX Blackwell PRO architecture, dense", "2025")
    },
    link: {name: "PCIe", bandwidth: spec(64 * GB, "PCIe 5.0 x16, one direction", "2019")},
    power: spec(600, "NVIDIA RTX PRO 6000 Blackwell Server Edition data sheet", "2025")
  }
} as const satisfies Record<string, GpuDevice>;
