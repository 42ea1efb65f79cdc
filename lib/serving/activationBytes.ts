/** Memory that an engine's start-up run holds beside the weights: what it must keep free of the KV cache. */
import {engineOf, type ServingHardware} from "./servingHardware.js";

const ACTIVATION = 2;
const FLOAT = 4;
/** Rows of hidden state that are alive at once: the residual, the normed input, the output. */
const HIDDEN_COPIES = 3;

export interface ActivationOptions {
  /** Tokens of one iteration at most; the start-up run computes that many. */
  readonly maxBatchedTokens: number;
  /** Sequences of one iteration at most; the start-up run samples that many. */
  readonly maxSequences: number;
}

/**
 * Peak of the activations on one rank [B].
 *
 * Hidden states (3 x tokens x hidden x 2 B) and the larger of the MLP's inner rows (3 x tokens x width / ranks x 2 B)
 * and the logits of all sequences (copies x sequences x vocabulary x 4 B), plus the workspace of experts. Logits are
 * gathered, so ranks do not divide them. Of 20 models on vLLM 0.19 it is off by 0.1 GiB in the median.
 * Source: start-up logs in llm-d-planner's accuracy report (2026): activations follow the vocabulary.
 *
 * @example
 * activationBytes({device: gpuDevices["h100-sxm"], model: llmModels["llama-3.1-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, {maxBatchedTokens: 8192, maxSequences: 1024}) / 2 ** 30 // => 1.90
 */
export function activationBytes(spec: ServingHardware, options: ActivationOptions): number {
  const {maxBatchedTokens, maxSequences} = options;
  const {hidden, intermediate, vocabulary} = spec.model;
  const states = HIDDEN_COPIES * maxBatchedTokens * hidden * ACTIVATION;
  const inner = (3 * maxBatchedTokens * intermediate * ACTIVATION) / spec.tensorParallel;
  const sequences = Math.min(maxSequences, maxBatchedTokens);
  const logits = engineOf(spec).logitCopies.value * sequences * vocabulary * FLOAT;
  return states + Math.max(inner, logits) + expertWorkspace(spec, maxBatchedTokens);
}

/** Rows sorted by expert: the inner rows, and the larger of the double inner rows and the outputs. */
function expertWorkspace({model, tensorParallel}: ServingHardware, tokens: number): number {
  const {experts, hidden} = model;
  if (experts === null) return 0;
  const inner = experts.intermediate / tensorParallel;
  return tokens * experts.perToken * (inner + Math.max(2 * inner, hidden)) * ACTIVATION;
}
