/** The limits that vLLM's server sets where nobody does, by device. */
import type {GpuDevice} from "../tables/gpuDevices.js";
import {GIB} from "../units.js";

/** Devices with this much memory get the larger limits, A100s apart. */
const LARGE = 70 * GIB;

/**
 * What vLLM's V1 server takes for max_num_seqs and max_num_batched_tokens on a device.
 *
 * 1,024 requests and 8,192 tokens from 70 GiB of memory on, but 256 and 2,048 on smaller devices and on the A100, whose
 * throughput larger steps lower. Source: vllm/engine/arg_utils.py, get_batch_defaults (vLLM 0.9 to 0.19).
 *
 * @example
 * vllmDefaults(gpuDevices["h100-sxm"]) // => {maxNumSeqs: 1024, maxBatchedTokens: 8192}
 */
export function vllmDefaults({name, memory}: GpuDevice): {
  readonly maxNumSeqs: number;
  readonly maxBatchedTokens: number;
} {
  const large = memory.value >= LARGE && !name.toLowerCase().includes("a100");
  return large ? {maxNumSeqs: 1024, maxBatchedTokens: 8192} : {maxNumSeqs: 256, maxBatchedTokens: 2048};
}
