/**
 * What a measured time of the calibration is; the rows stand in h100Measurements and rtxMeasurements.
 *
 * A point is [sizes …, time in the series' unit]. `products`: [rows], the four matrix products of all layers. `layers`:
 * [rows], the same with norms, rotary embedding, activation and additions. `decodeAttention`: [sequences, context each].
 * `promptAttention`: [prompts, tokens each]. `allReduce`: [bytes], one of them. `decode`, `prompt`: products, attention,
 * all-reduces and output head summed to an iteration; `kernels`: layers, attention and output head. `iteration`: wall
 * time of whole iterations of a server, [decoding sequences, their context in all, {tokens, past} of each chunk].
 */
import type {gpuDevices} from "./gpuDevices.js";
import type {llmModels} from "./llmModels.js";
import type {KvPrecisionId, WeightPrecisionId} from "./precisions.js";

export interface MeasuredOn {
  readonly device: keyof typeof gpuDevices;
  readonly model: keyof typeof llmModels;
  readonly tensorParallel: number;
  readonly weightPrecision: WeightPrecisionId;
  readonly kvPrecision: KvPrecisionId;
}

export type KernelPart =
  | "products"
  | "layers"
  | "decodeAttention"
  | "promptAttention"
  | "allReduce"
  | "decode"
  | "prompt"
  | "kernels";

export interface KernelSeries {
  readonly part: KernelPart;
  readonly source: string;
  readonly date: string;
  readonly hardware: MeasuredOn;
  /** What the last number of a point is given in [s]. */
  readonly unit: number;
  readonly points: readonly (readonly number[])[];
}

export interface MeasuredIteration {
  readonly sequences: number;
  /** KV tokens that they read in all. */
  readonly context: number;
  readonly chunks: readonly (readonly [tokens: number, past: number])[];
  /** [s] */
  readonly time: number;
}

/** The hardware of a row in short. */
export function on(
  device: MeasuredOn["device"],
  model: MeasuredOn["model"],
  tensorParallel: number,
  weightPrecision: WeightPrecisionId,
  kvPrecision: KvPrecisionId
): MeasuredOn {
  return {device, model, tensorParallel, weightPrecision, kvPrecision};
}
