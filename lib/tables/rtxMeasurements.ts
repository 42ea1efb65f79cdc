/** Measured kernel times and iterations of a server on RTX PRO 6000: a selection over the whole range of sizes. */
import {MILLISECOND} from "../units.js";
import {type KernelSeries, type MeasuredIteration, on} from "./servingMeasurement.js";

const SERVINGSIM = {
  source: "casys-kaist/LLMServingSim @5daddb21 (MIT), profile of the RTX PRO 6000, summed over layers",
  date: "2026"
};

export const rtxSeries: readonly KernelSeries[] = [
  {
    part: "layers",
    ...SERVINGSIM,
    hardware: on("rtx-pro-6000", "llama-3.1-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 10.063],
      [8, 9.9016],
      [32, 10.481],
      [64, 10.896],
      [128, 11.487],
      [256, 13.775]
    ]
  },
  {
    part: "decodeAttention",
    ...SERVINGSIM,
    hardware: on("rtx-pro-6000", "llama-3.1-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 0.4669],
      [8, 1024, 1.1817],
      [16, 2048, 3.5297],
      [32, 512, 2.0221],
      [32, 4096, 12.491],
      [64, 1024, 7.0796],
      [64, 2048, 12.727],
      [128, 512, 7.3305],
      [128, 1024, 12.956],
      [256, 1024, 24.152]
    ]
  },
  {
    part: "kernels",
    ...SERVINGSIM,
    hardware: on("rtx-pro-6000", "llama-3.1-8b", 1, "bf16", "bf16"),
    unit: MILLISECOND,
    points: [
      [1, 1024, 11.269],
      [8, 2048, 12.552],
      [32, 1024, 15.036],
      [64, 1024, 18.732],
      [128, 1024, 25.241],
      [128, 2048, 36.609],
      [256, 512, 27.485]
    ]
  }
];

const iteration = (
  sequences: number,
  context: number,
  milliseconds: number,
  chunks: MeasuredIteration["chunks"] = []
): MeasuredIteration => ({sequences, context, chunks, time: milliseconds * MILLISECOND});

/** Contexts follow from the requests' records; the last six are means over a second without prompts. */
export const measuredIterations = {
  source:
    "casys-kaist/LLMServingSim @5daddb21 (MIT): 300 ShareGPT requests on vLLM 0.19, iterations between recorded tokens",
  date: "2026-04-25",
  hardware: on("rtx-pro-6000", "llama-3.1-8b", 1, "bf16", "bf16"),
  iterations: [
    iteration(8, 8974, 12.47),
    iteration(12, 12_888, 13.01),
    iteration(12, 12_617, 23.91, [[305, 0]]),
    iteration(13, 12_937, 90.76, [[2035, 0]]),
    iteration(13, 12_996, 57.19, [
      [322, 2035],
      [835, 0]
    ]),
    iteration(15, 16_228, 91.25, [[2033, 0]]),
    iteration(15, 16_296, 94.99, [
      [1419, 2033],
      [614, 0]
    ]),
    iteration(21, 27_205, 80.02, [
      [502, 1695],
      [483, 0],
      [461, 0],
      [268, 0]
    ]),
    iteration(25, 30_702, 51.1, [
      [437, 0],
      [348, 0]
    ]),
    iteration(27, 31_553, 30.39, [[327, 0]]),
    iteration(28, 31_922, 53.39, [
      [363, 0],
      [624, 0]
    ]),
    iteration(30, 32_986, 15.45),
    iteration(30, 33_009, 38.02, [[519, 0]]),
    iteration(31, 33_586, 42.4, [
      [319, 0],
      [346, 0]
    ]),
    iteration(115, 156_105, 28.27),
    iteration(90, 123_366, 24.7),
    iteration(64, 85_609, 22.38),
    iteration(49, 65_898, 21.04),
    iteration(36, 52_015, 18.97),
    iteration(26, 40_585, 16.09)
  ] satisfies readonly MeasuredIteration[]
};
