/** How attention kernels treat decoding requests that share a launch with a prompt: what it costs to read their cache. */
import {derived, type Fact, spec} from "./fact.js";

export interface AttentionKernel {
  readonly name: string;
  /**
   * Rows of the tile that each query head of a decoding request fills with its one row, when a prompt is in the launch;
   * null where the heads that share a KV head share a tile too, so that reading the cache is all it costs.
   */
  readonly tileRows: Fact | null;
  /** Share of the peak bf16 rate at which such tiles are computed. */
  readonly tileCompute: Fact;
}

const FITTED = derived(
  0.48,
  "least squares over the first tokens of one vLLM 0.19 run, prompts beside 36 to 125 requests: LLMServingSim @5daddb21",
  "2026-11"
);

export const attentionKernels = {
  "flash-attention-2": {
    name: "FlashAttention 2: Ampere, Ada, and Blackwell workstations",
    tileRows: spec(
      64,
      "Dao-AILab/flash-attention flash_fwd_launch_template.h, split-KV kernel; heads are grouped only where max_seqlen_q is 1 (flash_api.cpp)",
      "2024"
    ),
    tileCompute: FITTED
  },
  "flash-attention-3": {
    name: "FlashAttention 3 and what followed it: Hopper, Blackwell, MI300",
    tileRows: null,
    tileCompute: FITTED
  }
} as const satisfies Record<string, AttentionKernel>;

export type AttentionKernelId = keyof typeof attentionKernels;
