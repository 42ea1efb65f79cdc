/** Measured times of one layer's mixture of experts: routing, sorting, two grouped products, activation, weighted sum. */
import type {gpuDevices} from "./gpuDevices.js";
import type {ExpertShape} from "./llmModels.js";
import type {WeightPrecisionId} from "./precisions.js";

export interface ExpertSeries {
  readonly name: string;
  readonly device: keyof typeof gpuDevices;
  readonly hidden: number;
  readonly experts: ExpertShape;
  readonly tensorParallel: number;
  readonly weightPrecision: WeightPrecisionId;
  /** [rows, microseconds] */
  readonly points: readonly (readonly [rows: number, microseconds: number])[];
  readonly source: string;
  readonly date: string;
}

const qwen3 = {
  hidden: 2048,
  experts: {count: 128, perToken: 8, intermediate: 768},
  tensorParallel: 1
} as const;

/** All with rows that choose their experts at random, as vLLM's benchmark_moe.py draws them. */
export const expertSeries: readonly ExpertSeries[] = [
  {
    name: "Mixtral-8x7B, two ranks, H100, bf16",
    device: "h100-sxm",
    hidden: 4096,
    experts: {count: 8, perToken: 2, intermediate: 14_336},
    tensorParallel: 2,
    weightPrecision: "bf16",
    points: [
      [1, 144.03],
      [2, 229.28],
      [4, 351.1],
      [8, 434.98],
      [16, 471.49],
      [32, 487.35],
      [64, 483.14],
      [128, 491.39],
      [256, 536.77],
      [512, 662.33],
      [1024, 833.72],
      [1536, 1122.93]
    ],
    source: "vllm-project/vllm pull request 24700: tuned configuration",
    date: "2025-09-11"
  },
  {
    name: "Qwen3-30B-A3B, H100, fp8",
    device: "h100-sxm",
    ...qwen3,
    weightPrecision: "fp8",
    points: [
      [1, 40.44],
      [2, 56.15],
      [4, 78.1],
      [8, 118.64],
      [16, 164.64],
      [32, 210.07],
      [64, 237.26],
      [128, 247.67],
      [256, 262.38],
      [512, 286.24]
    ],
    source: "vllm-project/vllm pull request 24700: defaults of the pull request",
    date: "2025-09-11"
  },
  {
    name: "Qwen3-30B-A3B, A100 40 GB, bf16",
    device: "a100-pcie-40",
    ...qwen3,
    weightPrecision: "bf16",
    points: [
      [1, 109.21],
      [2, 159.81],
      [4, 268.89],
      [8, 403.13],
      [16, 611.19],
      [32, 808.53],
      [64, 917.45],
      [96, 943.14]
    ],
    source: "vllm-project/vllm pull request 19049: before the pull request",
    date: "2025-06-03"
  },
  {
    name: "64 experts of 1,408, A100, bf16",
    device: "a100-sxm-80",
    hidden: 2048,
    experts: {count: 64, perToken: 6, intermediate: 1408},
    tensorParallel: 1,
    weightPrecision: "bf16",
    points: [
      [256, 717],
      [1024, 929.9],
      [4096, 2636.6]
    ],
    source: "vllm-project/vllm pull request 40542: tuned; fewer rows were measured with the host's launches",
    date: "2026-04-21"
  },
  {
    name: "128 experts of 704, H200, bf16",
    device: "h200-sxm",
    hidden: 2816,
    experts: {count: 128, perToken: 8, intermediate: 704},
    tensorParallel: 1,
    weightPrecision: "bf16",
    points: [
      [128, 396.4],
      [256, 419.6],
      [512, 442.3],
      [1024, 528.4],
      [2048, 728.2],
      [4096, 1189.6]
    ],
    source: "vllm-project/vllm pull request 44818: tuned; fewer rows were measured with the host's launches",
    date: "2026-06-08"
  }
];
