/**
 * What is asked of the machines: lengths and rhythms of real request streams. Percentiles of the public traces are
 * derived from their published files; a row's `quantiles` are [percentile, tokens].
 */
import {derived, type Fact, measured} from "./fact.js";

const AZURE = "Azure/AzurePublicDataset @b469a113, AzureLLMInferenceTrace 2023 (CC-BY 4.0)";
const MOONCAKE = "kvcache-ai/Mooncake FAST'25 traces (Apache-2.0)";
const DERIVED_ON = "2026-11";

export interface LengthTable {
  readonly source: string;
  readonly date: string;
  /** [percentile, tokens], ascending. */
  readonly quantiles: readonly (readonly [percentile: number, tokens: number])[];
}

export interface Workload {
  readonly name: string;
  readonly requests: Fact;
  readonly span: Fact;
  readonly meanRate: Fact;
  readonly interarrivalCv: Fact;
  readonly meanPromptTokens: Fact;
  readonly meanOutputTokens: Fact;
  readonly promptCv: Fact;
  readonly outputCv: Fact;
  /** Variance-to-mean ratio of the arrivals counted per minute; 1 for Poisson. */
  readonly indexOfDispersionPerMinute: Fact;
  readonly promptTokens: LengthTable;
  readonly outputTokens: LengthTable;
}

function stat(source: string): (value: number) => Fact {
  return (value) => derived(value, `computed over the whole trace: ${source}`, DERIVED_ON);
}

const azure = stat(AZURE);
const mooncake = stat(MOONCAKE);

function lengths(source: string, quantiles: LengthTable["quantiles"]): LengthTable {
  return {source, date: DERIVED_ON, quantiles};
}

export const workloads = {
  azureConversation: {
    name: "Azure 2023, conversation",
    requests: measured(19_366, AZURE, "2023-11"),
    span: azure(3501.722),
    meanRate: azure(5.530136),
    interarrivalCv: azure(1.09417),
    meanPromptTokens: azure(1154.697),
    meanOutputTokens: azure(211.126),
    promptCv: azure(0.960246),
    outputCv: azure(0.771418),
    indexOfDispersionPerMinute: azure(16.12826),
    promptTokens: lengths(AZURE, [
      [0, 2],
      [1, 29],
      [5, 181],
      [10, 207],
      [15, 372],
      [20, 387],
      [25, 396],
      [30, 403],
      [35, 414],
      [40, 703],
      [45, 984],
      [50, 1020],
      [55, 1045],
      [60, 1071],
      [65, 1097],
      [70, 1130],
      [75, 1189],
      [80, 1315],
      [85, 1876.2],
      [90, 2734.5],
      [95, 4083],
      [99, 4142],
      [99.9, 6179.2],
      [100, 14_050]
    ]),
    outputTokens: lengths(AZURE, [
      [0, 7],
      [1, 16],
      [5, 41],
      [10, 54],
      [15, 67],
      [20, 77],
      [25, 85],
      [30, 91],
      [35, 96],
      [40, 103],
      [45, 113],
      [50, 129],
      [55, 151],
      [60, 177],
      [65, 217],
      [70, 384],
      [75, 395],
      [80, 400],
      [85, 411],
      [90, 424],
      [95, 451],
      [99, 601],
      [99.9, 954],
      [100, 1000]
    ])
  },
  azureCode: {
    name: "Azure 2023, code",
    requests: measured(8819, AZURE, "2023-11"),
    span: azure(3435.948056),
    meanRate: azure(2.566395),
    interarrivalCv: azure(13.151291),
    meanPromptTokens: azure(2047.848282),
    meanOutputTokens: azure(27.882526),
    promptCv: azure(0.963824),
    outputCv: azure(2.146823),
    indexOfDispersionPerMinute: azure(163.964688),
    promptTokens: lengths(AZURE, [
      [0, 3],
      [1, 17],
      [5, 75],
      [10, 147],
      [15, 232],
      [20, 385.6],
      [25, 578],
      [30, 770],
      [35, 938.6],
      [40, 1075],
      [45, 1261.1],
      [50, 1469],
      [55, 1690],
      [60, 1909],
      [65, 2163.7],
      [70, 2433],
      [75, 2744.5],
      [80, 3192.4],
      [85, 3920.2],
      [90, 5187.6],
      [95, 7303.3],
      [99, 7436],
      [99.9, 7437],
      [100, 7437]
    ]),
    outputTokens: lengths(AZURE, [
      [0, 6],
      [1, 6],
      [5, 6],
      [10, 7],
      [15, 7],
      [20, 8],
      [25, 9],
      [30, 9],
      [35, 10],
      [40, 11],
      [45, 12],
      [50, 13],
      [55, 14],
      [60, 16],
      [65, 18],
      [70, 20],
      [75, 24],
      [80, 29],
      [85, 39],
      [90, 55],
      [95, 90],
      [99, 251.5],
      [99.9, 825.3],
      [100, 1899]
    ])
  },
  mooncakeConversation: {
    name: "Mooncake, conversation",
    requests: measured(12031, MOONCAKE, "2025-02"),
    span: mooncake(3536.999),
    meanRate: mooncake(3.401188),
    interarrivalCv: mooncake(3.033737),
    meanPromptTokens: mooncake(12035.061342),
    meanOutputTokens: mooncake(342.618901),
    promptCv: mooncake(1.31286),
    outputCv: mooncake(0.729405),
    indexOfDispersionPerMinute: mooncake(2.952082),
    promptTokens: lengths(MOONCAKE, [
      [0, 891],
      [1, 894],
      [5, 901],
      [10, 964],
      [15, 1261],
      [20, 1662],
      [25, 2306.5],
      [30, 3263],
      [35, 4251],
      [40, 4993],
      [45, 5870.5],
      [50, 6909],
      [55, 8186.5],
      [60, 9570],
      [65, 11237.5],
      [70, 13196],
      [75, 15367],
      [80, 17869],
      [85, 21464],
      [90, 27367],
      [95, 39550.5],
      [99, 85400.4],
      [99.9, 121300.9],
      [100, 126195]
    ]),
    outputTokens: lengths(MOONCAKE, [
      [0, 1],
      [1, 3],
      [5, 10],
      [10, 24],
      [15, 46],
      [20, 100],
      [25, 156.5],
      [30, 213],
      [35, 256],
      [40, 291],
      [45, 322.5],
      [50, 350],
      [55, 375],
      [60, 399],
      [65, 423],
      [70, 447],
      [75, 472],
      [80, 504],
      [85, 543],
      [90, 597],
      [95, 698],
      [99, 1118.5],
      [99.9, 2000],
      [100, 2000]
    ])
  }
} as const satisfies Record<string, Workload>;
