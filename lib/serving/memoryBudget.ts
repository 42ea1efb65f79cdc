/** The memory of one rank, row by row, and what is left for the KV cache. */
import {invalid, requireInteger} from "../invalid.js";
import {GIB} from "../units.js";
import {kvBytesPerToken} from "./kvBytesPerToken.js";
import type {ServingHardware} from "./servingHardware.js";
import {weightBytes} from "./weightBytes.js";

export interface MemoryOptions {
  /** Tokens of one iteration at most; the profile run before the start computes that many. */
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  /** Share of the device's memory that the engine may take, 0 to 1. */
  readonly memoryUtilization: number;
}

export interface MemoryRow {
  readonly what: string;
  /** [B], on one rank; negative for what is taken away. */
  readonly bytes: number;
  readonly source: string;
}

export interface MemoryBudget {
  readonly rows: readonly MemoryRow[];
  /** Left for the KV cache on one rank [B]; may be negative, then nothing fits. */
  readonly kvBytes: number;
  readonly fits: boolean;
  /** Blocks of this many tokens that fit, and the tokens in them. */
  kvBlocks(blockSize: number): number;
  kvTokens(blockSize: number): number;
}

/** Bytes of the CUDA context, graphs and communication buffers beside the engine's tensors. */
const BUFFERS = 1 * GIB;

/**
 * KV budget = memory x utilization - weights - activations - buffers, on one rank [B], row by row.
 *
 * Throws RangeError unless 0 < memoryUtilization <= 1 and the limits are integers >= 1.
 *
 * @example
 * memoryBudget({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-70b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16", maxBatchedTokens: 8192, maxSequences: 256, memoryUtilization: 0.9}).fits // => false
 */
export function memoryBudget(spec: ServingHardware & MemoryOptions): MemoryBudget {
  const {device, model, tensorParallel, maxBatchedTokens, maxSequences, memoryUtilization} = spec;
  requireInteger("maxBatchedTokens", maxBatchedTokens);
  requireInteger("maxSequences", maxSequences);
  if (!(memoryUtilization > 0 && memoryUtilization <= 1))
    throw invalid("memoryUtilization", memoryUtilization);
  const weights = weightBytes(spec);
  const perToken = kvBytesPerToken(spec);
  const activations =
    2 * maxBatchedTokens * (2 * model.hidden + (3 * model.intermediate) / tensorParallel) +
    4 * Math.min(maxSequences, maxBatchedTokens) * model.vocabulary;
  const rows: readonly MemoryRow[] = [
    {what: "memory", bytes: device.memory.value, source: device.memory.source},
    {
      what: "left to others",
      bytes: -(1 - memoryUtilization) * device.memory.value,
      source: "1 - utilization"
    },
    {what: "weights", bytes: -weights.total, source: "shapes of the model"},
    {what: "activations", bytes: -activations, source: "the widest layer and the logits of the profile run"},
    {what: "buffers", bytes: -BUFFERS, source: "CUDA context, graphs, communication"}
  ];
  const kvBytes = rows.reduce((sum, {bytes}) => sum + bytes, 0);
  const kvBlocks = (blockSize: number) => {
    requireInteger("blockSize", blockSize);
    return Math.max(0, Math.floor(kvBytes / (blockSize * perToken)));
  };
  return {
    rows,
    kvBytes,
    fits: kvBlocks(1) > 0,
    kvBlocks,
    kvTokens: (blockSize) => blockSize * kvBlocks(blockSize)
  };
}
