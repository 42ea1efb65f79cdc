/** On what a model is served: one device row, one model row, how many devices share the model, and the precisions. */
import {invalid, requireInteger} from "../invalid.js";
import type {GpuDevice} from "../tables/gpuDevices.js";
import {type InferenceEngine, inferenceEngines} from "../tables/inferenceEngines.js";
import type {LlmModel} from "../tables/llmModels.js";
import {
  type KvPrecisionId,
  kvPrecisions,
  type WeightPrecisionId,
  weightPrecisions
} from "../tables/precisions.js";

export interface ServingHardware {
  readonly device: GpuDevice;
  readonly model: LlmModel;
  /** Devices that share each layer, each with a part of every matrix and its own part of the heads. */
  readonly tensorParallel: number;
  readonly weightPrecision: WeightPrecisionId;
  readonly kvPrecision: KvPrecisionId;
  /** Whose host times and buffers count; default the newest release of vLLM in the table. */
  readonly engine?: InferenceEngine;
}

/** The same, or a RangeError that names what no server would start with. */
export function checkedHardware<T extends ServingHardware>(spec: T): T {
  const {model, tensorParallel, weightPrecision, kvPrecision} = spec;
  requireInteger("tensorParallel", tensorParallel);
  const {heads, kvHeads} = model;
  const evenly = kvHeads % tensorParallel === 0 || tensorParallel % kvHeads === 0;
  if (heads % tensorParallel !== 0 || !evenly) throw invalid("tensorParallel", tensorParallel);
  if (!Object.hasOwn(weightPrecisions, weightPrecision)) throw invalid("weightPrecision", weightPrecision);
  if (!Object.hasOwn(kvPrecisions, kvPrecision)) throw invalid("kvPrecision", kvPrecision);
  return spec;
}

/** The engine that the hardware runs under. */
export function engineOf({engine = inferenceEngines["vllm-async"]}: ServingHardware): InferenceEngine {
  return engine;
}

/** KV heads that one rank holds: a head is never split, so it is copied where there are fewer heads than ranks. */
export function kvHeadsPerRank({model, tensorParallel}: ServingHardware): number {
  return Math.max(1, model.kvHeads / tensorParallel);
}
