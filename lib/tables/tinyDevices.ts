/** Time and energy per inference of always-on chips (MLPerf Tiny), and what hearables' networks cost. */

import {GIGA, MICROJOULE, MILLISECOND, MILLIWATT} from "../units.js";
import {derived, type Fact, measured} from "./fact.js";

const NEURALAIDS = "NeuralAids on a GAP9-class hearable, arXiv 2503.18698, abstract";

/** The published hearable that the mission starts from. */
export const hearable = {
  hop: measured(6 * MILLISECOND, `${NEURALAIDS}: audio chunk`, "2025-03"),
  inference: measured(5.54 * MILLISECOND, `${NEURALAIDS}: inference per chunk`, "2025-03"),
  power: measured(71.6 * MILLIWATT, `${NEURALAIDS}: power while running`, "2025-03")
} as const satisfies Record<string, Fact>;

export interface TinyDevice {
  readonly name: string;
  /** Keyword spotting (DS-CNN): time [s] and energy [J] per inference. */
  readonly keywordTime: Fact;
  readonly keywordEnergy: Fact;
}

const row = (name: string, ms: number, uJ: number, round: string, date: string): TinyDevice => ({
  name,
  keywordTime: measured(ms * MILLISECOND, `MLPerf Tiny ${round}, ${name}, keyword spotting`, date),
  keywordEnergy: measured(uJ * MICROJOULE, `MLPerf Tiny ${round}, ${name}, keyword spotting`, date)
});

export const tinyDevices = {
  gap9: row("GAP9, 370 MHz, 0.8 V", 0.475, 26.7, "v1.0", "2022-11"),
  gap9LowVoltage: row("GAP9, 240 MHz, 0.65 V", 0.732, 18.6, "v1.0", "2022-11"),
  ndp120: row("Syntiant NDP9120, 98 MHz, 1.1 V", 1.48, 43.8, "v1.0", "2022-11"),
  ndp120LowVoltage: row("Syntiant NDP9120, 30 MHz, 0.9 V", 4.37, 31.5, "v1.0", "2022-11"),
  cortexM7: row("Cortex-M7, 280 MHz, STM32H7A3", 11.3, 1376, "v1.2", "2024-04"),
  cortexM33: row("Cortex-M33, STM32U575", 29.1, 656, "v1.2", "2024-04")
} as const satisfies Record<string, TinyDevice>;

/** Multiply-accumulates of the DS-CNN above, so that energy per inference becomes energy per operation. */
export const keywordMacs = derived(
  2_656_768,
  "DS-CNN of MLPerf Tiny: 2.66 M MAC per inference",
  "2021",
  "MAC"
);

/** Denoising networks by their arithmetic [MAC/s]. */
export const denoisers = {
  rnnoise: {
    name: "RNNoise",
    macRate: derived(
      0.134 * GIGA,
      "1.34 M dense weights x 100 frames/s, xiph/rnnoise torch/rnnoise/rnnoise.py",
      "2024"
    )
  },
  gtcrn: {
    name: "GTCRN",
    macRate: measured(0.033 * GIGA, "GTCRN README: 33.0 MMAC/s, 48.2 k parameters", "2024")
  }
} as const satisfies Record<string, {readonly name: string; readonly macRate: Fact}>;
