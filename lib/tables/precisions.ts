/** Number formats of weights and of the KV cache: bytes an element, and the arithmetic that they are multiplied in. */
import {type Fact, spec} from "./fact.js";

export interface WeightPrecision {
  readonly name: string;
  /** Bytes an element of a linear layer, scales included; embeddings and the output head stay in bf16. */
  readonly bytes: Fact;
  /** The tensor-core format that the product runs in, where the device has it; otherwise bf16, as for all of 4 bits. */
  readonly arithmetic: "bf16" | "fp8" | "int8";
}

export interface KvPrecision {
  readonly name: string;
  readonly bytes: Fact;
}

export const weightPrecisions = {
  bf16: {name: "bf16", bytes: spec(2, "bfloat16 (or float16): 16 bits", "2018"), arithmetic: "bf16"},
  fp8: {
    name: "fp8",
    bytes: spec(1, "OCP FP8 E4M3: 8 bits, one scale a tensor or channel", "2023"),
    arithmetic: "fp8"
  },
  int8: {name: "int8", bytes: spec(1, "W8A8: 8 bits, one scale a channel", "2022-11"), arithmetic: "int8"},
  int4: {
    name: "int4",
    bytes: spec(
      0.5 + (2 + 0.5) / 128,
      "AWQ, GPTQ: 4 bits, a 16-bit scale and a 4-bit zero for each group of 128",
      "2023-06"
    ),
    arithmetic: "bf16"
  },
  mxfp4: {
    name: "mxfp4",
    bytes: spec(0.5 + 1 / 32, "OCP Microscaling: 4 bits, an 8-bit scale for each group of 32", "2023-09"),
    arithmetic: "bf16"
  },
  nvfp4: {
    name: "nvfp4",
    bytes: spec(0.5 + 1 / 16, "NVIDIA NVFP4: 4 bits, an 8-bit scale for each group of 16", "2025-06"),
    arithmetic: "bf16"
  }
} as const satisfies Record<string, WeightPrecision>;

export const kvPrecisions = {
  bf16: {name: "bf16", bytes: spec(2, "bfloat16 (or float16): 16 bits", "2018")},
  fp8: {name: "fp8", bytes: spec(1, "OCP FP8 E4M3 or E5M2: 8 bits", "2023")}
} as const satisfies Record<string, KvPrecision>;

export type WeightPrecisionId = keyof typeof weightPrecisions;
export type KvPrecisionId = keyof typeof kvPrecisions;
