/** The methods page's panels: the engine's models beside the measurements that they are held against. */
import {formatDuration, formatPercent} from "../lib/format.js";

import {type CalibrationResidual, calibrationResiduals} from "../lib/serving/calibrationResiduals.js";
import {memoryResiduals} from "../lib/serving/memoryResiduals.js";
import {gpuDevices} from "../lib/tables/gpuDevices.js";
import {llmModels} from "../lib/tables/llmModels.js";
import {instrument} from "./instrument.js";
import {type Residual, residualChart, residualSentence, residualTable} from "./residualChart.js";

/** Where an error would be unseen among the others: drawn as a corridor. */
const TIME_BAND = 0.1;
const MEMORY_BAND = 0.01;

function panel(
  plate: readonly [number: string, name: string],
  description: string,
  residuals: readonly Residual[],
  band: number
): HTMLElement {
  const element = instrument({plate, description});
  element.show({
    sentence: `${description} ${residualSentence(residuals)}`,
    draw: (width) => residualChart(residuals, {width, band}),
    table: () => residualTable(residuals)
  });
  return element;
}

const PART_WORDS: Readonly<Record<CalibrationResidual["part"], string>> = {
  products: "products with weights",
  layers: "layers without attention",
  decodeAttention: "attention, decoding",
  promptAttention: "attention, prompts",
  allReduce: "all-reduce",
  decode: "decoding, all kernels",
  prompt: "prompts, all kernels",
  kernels: "decoding, kernels of a server",
  iteration: "whole iterations of a server"
};

/** The model of one iteration beside the kernel times and iterations that its constants rest on. */
export function calibrationPanel(): HTMLElement {
  return panel(
    ["M1", "Kernels and iterations"],
    "Measured times that the constants were fitted to.",
    calibrationResiduals().map(({part, hardware: {device, model, weightPrecision}, error}) => ({
      title: PART_WORDS[part],
      subtitle: `${llmModels[model].name} ${weightPrecision}, ${gpuDevices[device].name}`,
      error
    })),
    TIME_BAND
  );
}

/** The memory budget beside the KV caches in start-up logs. */
export function memoryPanel(): HTMLElement {
  const residuals = memoryResiduals().map(({log, error}) => ({
    title: llmModels[log.model].name,
    subtitle: `${log.weightPrecision}, ${log.tensorParallel} × ${gpuDevices[log.device].name}`,
    error
  }));
  return panel(["M2", "KV caches"], "KV caches in start-up logs of real servers.", residuals, MEMORY_BAND);
}

export interface PublishedRun {
  readonly group: string;
  readonly what: string;
  readonly hardware: string;
  /** [s] */
  readonly measured: number;
  readonly modelled: number;
  /** modelled / measured - 1 */
  readonly error: number;
  readonly source: string;
}

/** The whole engine beside published runs that it was not fitted to; the table names each. */
export function runsPanel(runs: readonly PublishedRun[]): HTMLElement {
  const residuals = runs.map(({group, what, error}) => ({title: what, subtitle: group, error}));
  const description =
    "Means of published runs of real servers: a check with these runs in sight, not a blind test.";
  const element = instrument({plate: ["M3", "Real servers"], description});
  element.show({
    sentence: `${description} ${residualSentence(residuals)}`,
    draw: (width) => residualChart(residuals, {width, band: TIME_BAND}),
    table: () => ({
      columns: ["figure", "server", "measured", "simulated", "error", "source"],
      rows: runs.map(({what, hardware, measured, modelled, error, source}) => [
        what,
        hardware,
        formatDuration(measured),
        formatDuration(modelled),
        formatPercent(error),
        source
      ])
    })
  });
  return element;
}
