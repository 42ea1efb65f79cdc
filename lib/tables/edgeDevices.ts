/** Vision inference on Jetson AGX Orin, as measured in MLPerf Inference v3.0 (closed division, NVIDIA's submission). */

import {MILLISECOND, NANOSECOND} from "../units.js";
import {type Fact, measured} from "./fact.js";

const SOURCE = "mlcommons/inference_results_v3.0 @1948f9b5, closed/NVIDIA";
const DATE = "2023-04";

export interface EdgeDevice {
  readonly name: string;
  /** Mean time of one image alone [s] (single stream). */
  readonly single: Fact;
  /** p99 of the same [s]. */
  readonly singleP99: Fact;
  /** Mean time of a batch of eight [s] (multi stream). */
  readonly batchOfEight: Fact;
  /** Images per second with unlimited batching (offline). */
  readonly offline: Fact;
  /** System power while serving single images, eight at a time, offline [W]; null where not submitted. */
  readonly power: readonly [Fact, Fact, Fact] | null;
}

const at = (value: number, what: string): Fact => measured(value, `${SOURCE}, ${what}`, DATE);

export const edgeDevices = {
  orinPowerLimited: {
    name: "Jetson AGX Orin, power-limited (MaxQ)",
    single: at(1_478_507 * NANOSECOND, "Orin_TRT_MaxQ resnet50 SingleStream"),
    singleP99: at(2_001_120 * NANOSECOND, "Orin_TRT_MaxQ resnet50 SingleStream p99"),
    batchOfEight: at(4_666_136 * NANOSECOND, "Orin_TRT_MaxQ resnet50 MultiStream"),
    offline: at(3463.11, "Orin_TRT_MaxQ resnet50 Offline"),
    power: [at(14.3, "MaxQ SingleStream"), at(16.9, "MaxQ MultiStream"), at(21.7, "MaxQ Offline")]
  },
  orin: {
    name: "Jetson AGX Orin, full power",
    single: at(630_410 * NANOSECOND, "Orin_TRT resnet50 SingleStream"),
    singleP99: at(636_517 * NANOSECOND, "Orin_TRT resnet50 SingleStream p99"),
    batchOfEight: at(2_170_239 * NANOSECOND, "Orin_TRT resnet50 MultiStream"),
    offline: at(6438.1, "Orin_TRT resnet50 Offline"),
    power: null
  },
  orinNx: {
    name: "Jetson Orin NX",
    single: at(1_084_580 * NANOSECOND, "Orin_NX_TRT resnet50 SingleStream"),
    singleP99: at(1_091_377 * NANOSECOND, "Orin_NX_TRT resnet50 SingleStream p99"),
    batchOfEight: at(5_043_381 * NANOSECOND, "Orin_NX_TRT resnet50 MultiStream"),
    offline: at(2517.99, "Orin_NX_TRT resnet50 Offline"),
    power: null
  }
} as const satisfies Record<string, EdgeDevice>;

/** The detectors that a full driving stack adds on the same module; for scale beside the mission's small model. */
export const drivingModels = {
  centerPoint: measured(
    40 * MILLISECOND,
    "NVIDIA-AI-IOT/Lidar_AI_Solution @787ad954, CUDA-CenterPoint, FP16",
    "2023"
  ),
  petr: measured(52.4 * MILLISECOND, "NVIDIA DL4AGX, PETR on Orin", "2024")
} as const satisfies Record<string, Fact>;
