/** Weights of one tensor-parallel rank, by part. */
import {weightPrecisions} from "../tables/precisions.js";
import {attentionMatrices, elements, mlpMatrices} from "./rankShapes.js";
import {checkedHardware, type ServingHardware} from "./servingHardware.js";

/** Embeddings, output head, norms and routers are kept in 16 bits, whatever the precision of the linear layers. */
const UNQUANTISED = 2;

export interface WeightBytes {
  readonly linear: number;
  readonly embedding: number;
  readonly head: number;
  readonly other: number;
  readonly total: number;
}

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
export function weightBytes(spec: ServingHardware): WeightBytes {
  const {model, tensorParallel, weightPrecision} = checkedHardware(spec);
  const {experts, layers, hidden, vocabulary, tiedEmbeddings} = model;
  const mlp = experts
    ? experts.count * elements(mlpMatrices(spec, experts.intermediate))
    : elements(mlpMatrices(spec, model.intermediate));
  const matrices = layers * (elements(attentionMatrices(spec)) + mlp);
  const linear = matrices * weightPrecisions[weightPrecision].bytes.value;
  const embedding = (vocabulary * hidden * UNQUANTISED) / tensorParallel;
  const head = tiedEmbeddings ? 0 : embedding;
  const routers = experts ? layers * hidden * experts.count : 0;
  const other = UNQUANTISED * ((2 * layers + 1) * hidden + routers);
  return {linear, embedding, head, other, total: linear + embedding + head + other};
}
