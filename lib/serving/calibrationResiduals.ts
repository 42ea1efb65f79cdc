/** How far the model of one iteration is from the measurements that its calibration rests on. */
import {ampereSeries} from "../tables/ampereMeasurements.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {h100Series} from "../tables/h100Measurements.js";
import {inferenceEngines} from "../tables/inferenceEngines.js";
import {llmModels} from "../tables/llmModels.js";
import {measuredIterations, rtxSeries} from "../tables/rtxMeasurements.js";
import type {KernelPart, KernelSeries, MeasuredOn} from "../tables/servingMeasurement.js";
import {allReduceBytes, allReduceTime} from "./allReduceTime.js";
import {
  attentionFixed,
  attentionPerContextToken,
  attentionPerSequence,
  prefillAttention
} from "./attentionTime.js";
import {elementwiseTime} from "./elementwiseTime.js";
import {iterationModel} from "./iterationModel.js";
import {linearTime, plainArithmetic} from "./linearTime.js";
import {denseMatrices} from "./rankShapes.js";
import type {ServingHardware} from "./servingHardware.js";

export interface CalibrationResidual {
  /** What was measured, on what. */
  readonly group: string;
  readonly part: KernelPart | "iteration";
  readonly hardware: MeasuredOn;
  /** The point's sizes, as servingMeasurement describes them. */
  readonly sizes: readonly number[];
  /** [s] */
  readonly measured: number;
  /** [s] */
  readonly modelled: number;
  /** modelled / measured - 1 */
  readonly error: number;
  readonly source: string;
}

/**
 * One row for each measured time of the calibration, with the model's time beside it.
 *
 * Kernel times are compared with the model's law of that part for sequences of equal length; iterations of a server
 * with the whole model.
 *
 * @example
 * calibrationResiduals().filter(({part}) => part === "iteration").length // => 20
 */
export function calibrationResiduals(): readonly CalibrationResidual[] {
  return [...[...h100Series, ...rtxSeries, ...ampereSeries].flatMap(ofSeries), ...ofIterations()];
}

/** The measured hardware as the model takes it, under the newest engine. */
export function measuredHardware({device, model, ...rest}: MeasuredOn): ServingHardware {
  return {
    device: gpuDevices[device],
    model: llmModels[model],
    engine: inferenceEngines["vllm-async"],
    ...rest
  };
}

function ofSeries({part, hardware, unit, points, source}: KernelSeries): CalibrationResidual[] {
  const spec = measuredHardware(hardware);
  return points.map((point) => {
    const sizes = point.slice(0, -1);
    return residual(part, hardware, sizes, point[point.length - 1] * unit, laws[part](spec, sizes), source);
  });
}

function ofIterations(): CalibrationResidual[] {
  const {hardware, iterations, source} = measuredIterations;
  const model = iterationModel(measuredHardware(hardware));
  return iterations.map(({sequences, context, chunks, time}) => {
    const {total} = model.time({
      decodeSequences: sequences,
      decodeContextTokens: context,
      prefills: chunks.map(([tokens, past]) => ({tokens, past})),
      sampled: sequences + chunks.length
    });
    const rows = sequences + chunks.reduce((sum, [tokens]) => sum + tokens, 0);
    return residual("iteration", hardware, [rows, context], time, total, source);
  });
}

function residual(
  part: CalibrationResidual["part"],
  hardware: MeasuredOn,
  sizes: readonly number[],
  measured: number,
  modelled: number,
  source: string
): CalibrationResidual {
  const {device, model, weightPrecision} = hardware;
  const group = `${part}, ${gpuDevices[device].name}, ${llmModels[model].name} ${weightPrecision}`;
  return {group, part, hardware, sizes, measured, modelled, error: modelled / measured - 1, source};
}

type Law = (spec: ServingHardware, sizes: readonly number[]) => number;

const products: Law = (spec, [rows]) =>
  spec.model.layers * denseMatrices(spec).reduce((sum, shape) => sum + linearTime(spec, shape, rows), 0);
const layers: Law = (spec, [rows]) =>
  products(spec, [rows]) + spec.model.layers * elementwiseTime(spec, rows);
const decodeAttention: Law = (spec, [sequences, context]) =>
  attentionFixed(spec) +
  sequences * attentionPerSequence(spec) +
  sequences * context * attentionPerContextToken(spec);
const promptAttention: Law = (spec, [prompts, tokens]) =>
  attentionFixed(spec) + prompts * prefillAttention(spec, {tokens, past: 0});
const head: Law = (spec, [sampled]) => {
  const {model, tensorParallel} = spec;
  const shape = {inputs: model.hidden, outputs: model.vocabulary / tensorParallel};
  return linearTime(spec, shape, sampled, plainArithmetic(spec));
};
const reductions: Law = (spec, [rows]) => 2 * spec.model.layers * allReduceTime(spec, rows);

const laws: Readonly<Record<KernelPart, Law>> = {
  products,
  layers,
  decodeAttention,
  promptAttention,
  allReduce: (spec, [bytes]) => allReduceBytes(spec, bytes),
  decode: (spec, [n, context]) =>
    products(spec, [n]) + decodeAttention(spec, [n, context]) + reductions(spec, [n]) + head(spec, [n]),
  prompt: (spec, [n, tokens]) =>
    products(spec, [n * tokens]) +
    promptAttention(spec, [n, tokens]) +
    reductions(spec, [n * tokens]) +
    head(spec, [n]),
  kernels: (spec, [n, context]) => layers(spec, [n]) + decodeAttention(spec, [n, context]) + head(spec, [n])
};
