/** Weights of one tensor-parallel rank, by part. */
import type {LlmModel} from "../tables/llmModels.js";
import {weightPrecisions} from "../tables/precisions.js";
import {checkedHardware, kvHeadsPerRank, type ServingHardware} from "./servingHardware.js";

/** Embeddings, output head, norms and routers are kept in 16 bits, whatever the precision of the linear layers. */
const UNQUANTISED = 2;

export interface MatrixShape {
  readonly inputs: number;
  readonly outputs: number;
}

/** Elements of the attention's matrices of one layer on one rank: QKV and output. */
export function attentionMatrices(spec: ServingHardware): readonly MatrixShape[] {
  const {model, tensorParallel} = spec;
  const heads = model.heads / tensorParallel;
  return [
    {inputs: model.hidden, outputs: (heads + 2 * kvHeadsPerRank(spec)) * model.headDim},
    {inputs: heads * model.headDim, outputs: model.hidden}
  ];
}

/** The same of a gated MLP of this inner width: gate and up as one matrix, and down. */
export function mlpMatrices(
  {model, tensorParallel}: ServingHardware,
  intermediate: number
): readonly MatrixShape[] {
  return [
    {inputs: model.hidden, outputs: (2 * intermediate) / tensorParallel},
    {inputs: intermediate / tensorParallel, outputs: model.hidden}
  ];
}

const elements = (shapes: readonly MatrixShape[]) =>
  shapes.reduce((sum, {inputs, outputs}) => sum + inputs * outputs, 0);

/**
 * Bytes of weights on one rank [B], by part.
 *
 * Linear layers are divided by the ranks and stored in the weight precision; embedding and output head are divided by
 * vocabulary and stay in 16 bits; norms and routers are on every rank. Biases are left out (under a thousandth).
 * Throws RangeError as `checkedHardware` does. Source: the shapes of each model's config.json.
 *
 * @example
 * weightBytes({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}).total // => 16060522496
 */
export function weightBytes(spec: ServingHardware): {
  readonly linear: number;
  readonly embedding: number;
  readonly head: number;
  readonly other: number;
  readonly total: number;
} {
  const {model, tensorParallel, weightPrecision} = checkedHardware(spec);
  const experts = model.experts;
  const mlp = experts
    ? experts.count * elements(mlpMatrices(spec, experts.intermediate))
    : elements(mlpMatrices(spec, model.intermediate));
  const linear =
    model.layers * (elements(attentionMatrices(spec)) + mlp) * weightPrecisions[weightPrecision].bytes.value;
  const table = (model.vocabulary * model.hidden * UNQUANTISED) / tensorParallel;
  const head = model.tiedEmbeddings ? 0 : table;
  const other = UNQUANTISED * ((2 * model.layers + 1) * model.hidden + routers(model));
  return {linear, embedding: table, head, other, total: linear + table + head + other};
}

function routers({experts, hidden, layers}: LlmModel): number {
  return experts ? layers * hidden * experts.count : 0;
}
