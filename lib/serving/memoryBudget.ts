/** The memory of one rank, row by row, and what is left for the KV cache. */
import {invalid, requireInteger} from "../invalid.js";
import {type ActivationOptions, activationBytes} from "./activationBytes.js";
import {kvBytesPerToken} from "./kvBytesPerToken.js";
import {engineOf, type ServingHardware} from "./servingHardware.js";
import {weightBytes} from "./weightBytes.js";

export interface MemoryOptions extends ActivationOptions {
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
  /** Left for the KV cache on one rank [B]; negative when the model does not fit. */
  readonly kvBytes: number;
  /** Whether a token fits. */
  readonly fits: boolean;
  /** Blocks of this many tokens that fit, and the tokens in them: the same on every rank. */
  kvBlocks(blockSize: number): number;
  kvTokens(blockSize: number): number;
}

/**
 * KV budget = memory x utilization - weights - activations - buffers, on one rank [B], row by row.
 *
 * As vLLM sizes its cache at start-up: a run with the largest iteration finds activations and buffers, and what is left
 * of the allowed share becomes blocks, floor(budget / (block size x bytes a token)). CUDA graphs are captured afterwards,
 * in the share that is left to others, but from vLLM 0.21 on, which counts them. Against public start-up logs of vLLM 0.15 to 0.19 (kvCacheLogs) the budget is
 * within 1 % in the median. Throws RangeError unless 0 < memoryUtilization <= 1 and the limits are integers >= 1.
 *
 * @example
 * memoryBudget({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-70b"], tensorParallel: 2, weightPrecision: "fp8", kvPrecision: "bf16", maxBatchedTokens: 8192, maxSequences: 256, memoryUtilization: 0.9}).fits // => true
 */
export function memoryBudget(spec: ServingHardware & MemoryOptions): MemoryBudget {
  const {device, tensorParallel, maxBatchedTokens, maxSequences, memoryUtilization} = spec;
  requireInteger("maxBatchedTokens", maxBatchedTokens);
  requireInteger("maxSequences", maxSequences);
  if (!(memoryUtilization > 0 && memoryUtilization <= 1))
    throw invalid("memoryUtilization", memoryUtilization);
  const weights = weightBytes(spec);
  const engine = engineOf(spec);
  const buffers = tensorParallel === 1 ? engine.buffers.alone : engine.buffers.parallel;
  const perToken = kvBytesPerToken(spec);
  const rows: readonly MemoryRow[] = [
    {what: "memory of the device", bytes: device.memory.value, source: device.memory.source},
    {
      what: "left to others",
      bytes: -(1 - memoryUtilization) * device.memory.value,
      source: "1 - utilization: CUDA context, graphs, other processes"
    },
    {
      what: "weights of the layers",
      bytes: -weights.linear,
      source: "shapes of config.json x precision / ranks"
    },
    {
      what: "embedding, output head, norms",
      bytes: weights.linear - weights.total,
      source: "shapes of config.json x 2 B, by vocabulary over the ranks"
    },
    {
      what: "activations",
      bytes: -activationBytes(spec, spec),
      source: `peak of the start-up run: ${engine.logitCopies.source}`
    },
    {what: "buffers", bytes: -buffers.value, source: buffers.source},
    ...(engine.graphs.value > 0
      ? [
          {
            what: "CUDA graphs",
            bytes: -engine.graphs.value * device.memory.value,
            source: engine.graphs.source
          }
        ]
      : [])
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
