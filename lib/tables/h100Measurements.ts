/** Measured kernel times on H100: a selection over the whole range of sizes, precisions and ranks. */
import {MICROSECOND, MILLISECOND} from "../units.js";
import {type KernelSeries, on} from "./servingMeasurement.js";

const AICONFIGURATOR = {
  source: "ai-dynamo/aiconfigurator @095f58a5 op tables (Apache-2.0), vLLM 0.24 kernels, summed over layers",
  date: "2026"
};
const VIDUR = {
  source: "microsoft/vidur @7d475133 (MIT), profile of Llama-2-70B on H100, summed over layers",
  date: "2024"
};
export const h100Series: readonly KernelSeries[] = [
  {
    part: "products",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 5.0105],
      [4, 5.3883],
      [16, 5.6906],
      [64, 5.8873],
      [128, 5.8388],
      [256, 6.4434],
      [512, 9.3094],
      [1024, 17.849],
      [2048, 35.946],
      [4096, 71.29],
      [8192, 153.98]
    ]
  },
  {
    part: "products",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 4, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1.6007],
      [16, 1.7603],
      [64, 1.781],
      [256, 1.9081],
      [1024, 4.9235],
      [4096, 18.678]
    ]
  },
  {
    part: "products",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "fp8", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 3.2546],
      [16, 3.3376],
      [64, 3.4185],
      [128, 3.7283],
      [256, 4.67],
      [512, 6.6233],
      [2048, 25.86],
      [8192, 99.064]
    ]
  },
  {
    part: "products",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 2, "fp8", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 2.104],
      [16, 2.0673],
      [64, 2.1403],
      [256, 3.0163],
      [1024, 7.2706],
      [4096, 27.532]
    ]
  },
  {
    part: "products",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 8, "fp8", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1.1055],
      [16, 1.0399],
      [64, 1.0615],
      [512, 2.1232],
      [2048, 5.9963],
      [8192, 21.432]
    ]
  },
  {
    part: "layers",
    ...VIDUR,
    hardware: on("h100-sxm", "llama-2-70b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 50],
      [64, 50.68],
      [128, 51.84],
      [256, 61.12],
      [512, 100.48],
      [1024, 234.76],
      [2048, 426.62],
      [4096, 875.02]
    ]
  },
  {
    part: "layers",
    ...VIDUR,
    hardware: on("h100-sxm", "llama-2-70b", 2, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 25.52],
      [64, 26.88],
      [128, 28.08],
      [256, 32.6],
      [512, 56.72],
      [1024, 115.2],
      [2048, 219.08],
      [4096, 436.96]
    ]
  },
  {
    part: "layers",
    ...VIDUR,
    hardware: on("h100-sxm", "llama-2-70b", 4, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 14.32],
      [64, 15.28],
      [128, 15.92],
      [256, 19.2],
      [512, 30],
      [1024, 62.08],
      [2048, 112.06],
      [4096, 222.26]
    ]
  },
  {
    part: "layers",
    ...VIDUR,
    hardware: on("h100-sxm", "llama-2-70b", 8, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 8.36],
      [64, 8.96],
      [128, 10],
      [512, 17.68],
      [1024, 32.64],
      [4096, 122.32]
    ]
  },
  {
    part: "decodeAttention",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 0.4345],
      [1, 4096, 0.54],
      [8, 256, 0.4562],
      [8, 4096, 1.865],
      [32, 2048, 3.2242],
      [64, 1024, 3.8211],
      [64, 4096, 11.314],
      [128, 512, 3.7367],
      [128, 2048, 11.408],
      [256, 1024, 11.66],
      [512, 256, 7.1381]
    ]
  },
  {
    part: "decodeAttention",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 4, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 0.4176],
      [16, 512, 0.4893],
      [64, 2048, 1.8787],
      [128, 4096, 5.9974],
      [256, 2048, 6.1187]
    ]
  },
  {
    part: "decodeAttention",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "fp8"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 0.5033],
      [16, 1024, 0.7967],
      [64, 1024, 2.4337],
      [64, 4096, 6.7325],
      [128, 2048, 7.2511],
      [256, 512, 5.084]
    ]
  },
  {
    part: "promptAttention",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 512, 0.7035],
      [1, 2048, 2.8481],
      [1, 8192, 29.191],
      [1, 16_384, 105.93],
      [4, 1024, 3.8845],
      [8, 2048, 19.462]
    ]
  },
  {
    part: "promptAttention",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 2, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 0.9366],
      [1, 4096, 4.7124],
      [4, 2048, 6.1018]
    ]
  },
  {
    part: "promptAttention",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "fp8"),
    unit: MILLISECOND,
    points: [
      [1, 2048, 3.5473],
      [1, 8192, 31.013],
      [4, 2048, 12.561]
    ]
  },
  {
    part: "allReduce",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 2, "bf16", "bf16"),
    unit: MICROSECOND,
    points: [
      [4096, 4.2995],
      [65_536, 4.5152],
      [524_288, 6.3152],
      [1_048_576, 8.3398],
      [4_194_304, 20.242],
      [33_554_432, 156.34],
      [134_217_728, 468.76]
    ]
  },
  {
    part: "allReduce",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 4, "bf16", "bf16"),
    unit: MICROSECOND,
    points: [
      [4096, 4.703],
      [65_536, 5.2342],
      [524_288, 11.398],
      [1_048_576, 12.757],
      [4_194_304, 30.25],
      [33_554_432, 191.23],
      [134_217_728, 618.84]
    ]
  },
  {
    part: "allReduce",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 8, "bf16", "bf16"),
    unit: MICROSECOND,
    points: [
      [4096, 5.5536],
      [65_536, 6.4106],
      [524_288, 11.994],
      [1_048_576, 14.968],
      [4_194_304, 30.812],
      [33_554_432, 177.75],
      [134_217_728, 577.39]
    ]
  },
  {
    part: "decode",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 6.004],
      [16, 1024, 7.2774],
      [32, 4096, 12.125],
      [64, 1024, 10.143],
      [128, 2048, 17.53],
      [256, 512, 14.063]
    ]
  },
  {
    part: "decode",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 2, "fp8", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 3.0249],
      [16, 1024, 3.1654],
      [32, 4096, 5.841],
      [64, 1024, 4.7144],
      [128, 2048, 9.0986],
      [256, 512, 7.66]
    ]
  },
  {
    part: "decode",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 4, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 2.4146],
      [16, 1024, 2.7588],
      [32, 4096, 4.2204],
      [64, 1024, 3.7886],
      [128, 2048, 5.8993],
      [256, 512, 5.3741]
    ]
  },
  {
    part: "decode",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 8, "fp8", "fp8"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 1.9769],
      [16, 1024, 2.1586],
      [32, 4096, 2.682],
      [64, 1024, 2.5703],
      [128, 2048, 3.7645],
      [256, 512, 4.2107]
    ]
  },
  {
    part: "prompt",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 512, 10.572],
      [1, 2048, 39.353],
      [1, 8192, 183.73],
      [4, 1024, 75.479]
    ]
  },
  {
    part: "prompt",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 1, "fp8", "fp8"),
    unit: MILLISECOND,
    points: [
      [1, 512, 8.0165],
      [1, 2048, 29.966],
      [1, 8192, 130.64],
      [4, 1024, 57.225]
    ]
  },
  {
    part: "prompt",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 2, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 512, 6.8754],
      [1, 2048, 24.608],
      [1, 8192, 112.04],
      [4, 1024, 49.189]
    ]
  },
  {
    part: "prompt",
    ...AICONFIGURATOR,
    hardware: on("h100-sxm", "llama-3-8b", 4, "fp8", "fp8"),
    unit: MILLISECOND,
    points: [
      [1, 512, 5.5363],
      [1, 2048, 16.472],
      [1, 8192, 61.954],
      [4, 1024, 30.515]
    ]
  }
];
