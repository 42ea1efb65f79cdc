/** Measured products on A100 and A40: the devices before Hopper reach less, and compute in smaller tiles. */
import {MICROSECOND} from "../units.js";
import {type KernelSeries, on} from "./servingMeasurement.js";

const PROFILE = {
  part: "products",
  source: "microsoft/vidur @7d475133 (MIT), medians of QKV, output, gate and up, down of one layer",
  date: "2024"
} as const;
/** A layer's products are given; a series counts all layers. */
const LAYERS = {"llama-2-7b": 32 * MICROSECOND, "llama-2-70b": 80 * MICROSECOND};

export const ampereSeries: readonly KernelSeries[] = [
  {
    ...PROFILE,
    hardware: on("a100-sxm-80", "llama-2-7b", 1, "bf16", "bf16"),
    unit: LAYERS["llama-2-7b"],
    points: [
      [1, 266],
      [8, 260],
      [16, 263],
      [32, 273],
      [64, 278],
      [96, 341],
      [384, 671],
      [512, 953],
      [1024, 1959],
      [2048, 3825],
      [4096, 7443]
    ]
  },
  {
    ...PROFILE,
    hardware: on("a100-sxm-80", "llama-2-70b", 1, "bf16", "bf16"),
    unit: LAYERS["llama-2-70b"],
    points: [
      [1, 1072],
      [8, 1096],
      [64, 1125],
      [128, 1297]
    ]
  },
  {
    ...PROFILE,
    hardware: on("a100-sxm-80", "llama-2-70b", 2, "bf16", "bf16"),
    unit: LAYERS["llama-2-70b"],
    points: [[4096, 14_663]]
  },
  {
    ...PROFILE,
    hardware: on("a40", "llama-2-7b", 1, "bf16", "bf16"),
    unit: LAYERS["llama-2-7b"],
    points: [
      [1, 727],
      [8, 734],
      [16, 750],
      [32, 804],
      [64, 918],
      [384, 1604],
      [512, 2051]
    ]
  },
  {
    ...PROFILE,
    hardware: on("a40", "llama-2-7b", 2, "bf16", "bf16"),
    unit: LAYERS["llama-2-7b"],
    points: [[4096, 7428]]
  }
];
