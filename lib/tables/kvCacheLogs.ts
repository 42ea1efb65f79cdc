/**
 * KV caches of real vLLM servers as their start-up logs give them: what a memory budget is held against. Of these the
 * budget's own constants rest on the copies of the logits and the buffers of `inferenceEngines`, nothing else.
 */
import type {gpuDevices} from "./gpuDevices.js";
import type {InferenceEngineId} from "./inferenceEngines.js";
import type {llmModels} from "./llmModels.js";
import type {KvPrecisionId, WeightPrecisionId} from "./precisions.js";

export interface KvCacheLog {
  readonly device: keyof typeof gpuDevices;
  readonly model: keyof typeof llmModels;
  readonly tensorParallel: number;
  readonly weightPrecision: WeightPrecisionId;
  readonly kvPrecision: KvPrecisionId;
  readonly engine: InferenceEngineId;
  readonly memoryUtilization: number;
  readonly maxBatchedTokens: number;
  readonly maxSequences: number;
  /** What the log calls available KV cache memory, on one device [GiB]. */
  readonly gib: number;
  /** What it calls the KV cache size [tokens]; null where the log was not quoted that far. */
  readonly tokens: number | null;
  readonly source: string;
  readonly date: string;
}

type Logged = Pick<KvCacheLog, "model" | "tensorParallel" | "gib"> & Partial<KvCacheLog>;

const defaults = {
  device: "h100-sxm",
  weightPrecision: "bf16",
  kvPrecision: "bf16",
  engine: "vllm-async",
  memoryUtilization: 0.95,
  maxBatchedTokens: 8192,
  maxSequences: 1024,
  tokens: null
} as const;

/** vLLM 0.19 on H100; sums of the components where the log's own figure is not in the report. */
const planner = (log: Logged): KvCacheLog => ({
  ...defaults,
  source: "llm-d-incubation/llm-d-planner accuracy/accuracy_report.md @875a4fd6",
  date: "2026-04",
  ...log
});
/** vLLM before 0.17 on H100, utilization 0.9. */
const benchmark = (log: Logged): KvCacheLog => ({
  ...defaults,
  memoryUtilization: 0.9,
  engine: "vllm-v1",
  source: "llm-d/llm-d-benchmark config_explorer/empirical-vllm-memory-results.md @25933486",
  date: "2026-02",
  ...log
});
/** vLLM 0.19 on A100 PCIe, eager mode, the engine's defaults for that device. */
const a100 = (log: Logged): KvCacheLog => ({
  ...defaults,
  device: "a100-pcie-80",
  memoryUtilization: 0.9,
  maxBatchedTokens: 2048,
  maxSequences: 256,
  source: "cssnoeasy/a100-vllm-benchmark-blog docs/reports/a100-quantization-capacity.md @5b67cd24",
  date: "2026-08",
  ...log
});

export const kvCacheLogs: readonly KvCacheLog[] = [
  planner({model: "llama-3.1-8b", tensorParallel: 1, gib: 58.11, tokens: 476_016}),
  planner({model: "llama-3.1-8b", tensorParallel: 1, kvPrecision: "fp8", gib: 58.11, tokens: 952_032}),
  planner({model: "llama-3.1-8b", tensorParallel: 1, weightPrecision: "fp8", gib: 64.61}),
  planner({model: "llama-3.1-8b", tensorParallel: 2, gib: 63.76}),
  planner({model: "llama-3.1-8b", tensorParallel: 4, gib: 67.44}),
  planner({model: "qwen2.5-7b", tensorParallel: 1, gib: 58.53, tokens: 1_096_000}),
  planner({model: "qwen2.5-7b", tensorParallel: 1, kvPrecision: "fp8", gib: 58.53, tokens: 2_192_000}),
  planner({model: "qwen2.5-7b", tensorParallel: 2, gib: 63.84}),
  planner({model: "qwen2.5-7b", tensorParallel: 4, gib: 67.34}),
  planner({model: "qwen3-8b", tensorParallel: 1, gib: 57.5}),
  planner({model: "qwen3-14b", tensorParallel: 1, gib: 45.23}),
  planner({model: "codellama-7b", tensorParallel: 1, gib: 61.66}),
  planner({model: "phi-4", tensorParallel: 1, gib: 46.1}),
  planner({model: "mixtral-8x7b", tensorParallel: 2, gib: 28.4}),
  planner({model: "qwen3-30b-a3b", tensorParallel: 1, gib: 15.4}),
  planner({model: "llama-3.3-70b", tensorParallel: 2, weightPrecision: "fp8", gib: 37.3}),
  planner({model: "llama-3.3-70b", tensorParallel: 4, weightPrecision: "fp8", gib: 54.1}),
  planner({model: "qwen3-14b", tensorParallel: 1, engine: "vllm-v1", gib: 41.94}),
  benchmark({model: "llama-3.1-8b", tensorParallel: 1, gib: 51.38}),
  benchmark({model: "llama-3.3-70b", tensorParallel: 2, weightPrecision: "fp8", gib: 32.0}),
  benchmark({model: "qwen3-0.6b", tensorParallel: 1, gib: 64.45}),
  benchmark({model: "qwen3-32b", tensorParallel: 1, gib: 4.45}),
  a100({model: "qwen3-32b", tensorParallel: 1, gib: 9.57, tokens: 39_200}),
  a100({model: "qwen3-32b", tensorParallel: 1, kvPrecision: "fp8", gib: 9.57, tokens: 78_400}),
  a100({model: "qwen3-32b", tensorParallel: 1, weightPrecision: "int4", gib: 52.58, tokens: 215_344}),
  {
    ...defaults,
    model: "llama-3-8b",
    tensorParallel: 1,
    engine: "vllm-v0",
    memoryUtilization: 0.9,
    maxSequences: 256,
    gib: 53.29,
    source: "vllm-project/vllm pull request 10511",
    date: "2024-12"
  }
];
