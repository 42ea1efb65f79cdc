/**
 * What an engine's host adds to the device's work, by release of vLLM: how far ahead it schedules, what it leaves open
 * between iterations, what memory its start-up run holds. Not the scheduler's rules, which the releases share.
 */
import {GIB, MICROSECOND, MILLISECOND} from "../units.js";
import {assumption, derived, type Fact, measured, spec} from "./fact.js";

export interface InferenceEngine {
  readonly name: string;
  /** Iterations whose content is fixed before the running one ends: 1 with asynchronous scheduling, else 0. */
  readonly iterationsAhead: Fact;
  /** Device idle between iterations [s], and for each sequence in them [s]. */
  readonly gap: Fact;
  readonly gapPerSequence: Fact;
  /** Further idle time of an iteration on several devices, whose hosts are told what to compute [s]. */
  readonly parallelGap: Fact;
  /** Host work of an iteration that runs beside the device and shows where it takes longer [s], and per sequence [s]. */
  readonly hostIteration: Fact;
  readonly hostPerSequence: Fact;
  /** Kernels that a layer has more where queries and keys are normalised head by head. */
  readonly headNormKernels: Fact;
  /** Host time of a request before it can be scheduled and behind its first token: HTTP, tokens, queues [s]. */
  readonly request: Fact;
  /** 32-bit copies of the logits of all sequences that the sampler holds at the peak of the start-up run. */
  readonly logitCopies: Fact;
  /** Memory outside the tensors that the start-up run finds, on one device alone and with others [B]. */
  readonly buffers: {readonly alone: Fact; readonly parallel: Fact};
  /** Share of the device's memory that the server takes unless it is told otherwise. */
  readonly memoryUtilization: Fact;
  /** Share of the device's memory that captured CUDA graphs are counted with before the KV cache gets the rest. */
  readonly graphs: Fact;
}

const PLANNER = "llm-d-incubation/llm-d-planner accuracy report: start-up logs on H100";
const V0_LATENCY =
  "vLLM 0.6 latency tests on H100, eight sequences (buildkite vllm/performance-benchmark): what their kernels leave";
const hidden = assumption(0, "not seen apart from the gap", "2026-11");
const nine = spec(0.9, "vLLM documentation: gpu_memory_utilization", "2023");
const ungraphed = spec(
  0,
  "graphs are captured after the cache was sized, in the share left to others",
  "2024"
);
const RUN = "residual of a vLLM 0.19 run against its kernels (LLMServingSim @5daddb21)";
const request = assumption(
  5 * MILLISECOND,
  "HTTP, chat template and tokenisation, two queues between processes, detokenisation",
  "2026-11"
);

const engines = {
  "vllm-async": {
    name: "vLLM with asynchronous scheduling (0.17 to 0.20)",
    iterationsAhead: spec(1, "vLLM start-up log: Asynchronous scheduling is enabled", "2026"),
    gap: derived(0.4 * MILLISECOND, RUN, "2026-11"),
    gapPerSequence: derived(8 * MICROSECOND, RUN, "2026-11"),
    parallelGap: hidden,
    hostIteration: assumption(
      1.5 * MILLISECOND,
      "schedule, prepare inputs, launch, read the tokens",
      "2026-11"
    ),
    hostPerSequence: assumption(15 * MICROSECOND, "Python's share of each sequence in a step", "2026-11"),
    headNormKernels: spec(
      1,
      "vllm-project/vllm pull request 26682: one kernel for both norms, one for both rotations",
      "2025-10"
    ),
    request,
    logitCopies: derived(
      3.5,
      `${PLANNER}, vLLM 0.17 to 0.19: activations of 22 models by vocabulary`,
      "2026-04"
    ),
    buffers: {
      alone: measured(0.25 * GIB, `${PLANNER}, vLLM 0.19: non-torch memory`, "2026-04"),
      parallel: measured(2.1 * GIB, `${PLANNER}, vLLM 0.19: non-torch memory at 2 and 4 devices`, "2026-04")
    },
    memoryUtilization: nine,
    graphs: ungraphed
  },
  "vllm-v1": {
    name: "vLLM V1 (0.8 to 0.13)",
    iterationsAhead: spec(0, "vLLM V1 before asynchronous scheduling was the default", "2025"),
    gap: assumption(1 * MILLISECOND, "0.4 ms as above and what asynchronous scheduling hides", "2026-11"),
    gapPerSequence: assumption(
      20 * MICROSECOND,
      "8 us as above and what asynchronous scheduling hides",
      "2026-11"
    ),
    parallelGap: hidden,
    hostIteration: assumption(0, "all of it shows in the gap", "2026-11"),
    hostPerSequence: assumption(0, "all of it shows in the gap", "2026-11"),
    headNormKernels: derived(
      3,
      "vllm-project/vllm pull request 27018: (10.29 - 9.93) ms / 48 layers / 2.5 us when one kernel did it all",
      "2025-10"
    ),
    request,
    logitCopies: derived(
      9.35,
      "llm-d-benchmark empirical memory results: Llama-3.1-8B, Qwen3-32B",
      "2026-02"
    ),
    buffers: {
      alone: measured(0.13 * GIB, "llm-d-benchmark empirical memory results: non-torch memory", "2026-02"),
      parallel: measured(0.55 * GIB, "the same, at 2 devices", "2026-02")
    },
    memoryUtilization: nine,
    graphs: ungraphed
  },
  "vllm-v0": {
    name: "vLLM V0 (0.7 and before)",
    iterationsAhead: spec(0, "vLLM V0 schedules when an iteration has ended", "2024"),
    gap: derived(0.95 * MILLISECOND, `${V0_LATENCY}: Llama-3.1-8B on one device`, "2024-10"),
    gapPerSequence: assumption(30 * MICROSECOND, "scheduler, input tensors and detokenisation", "2024"),
    parallelGap: derived(1.4 * MILLISECOND, `${V0_LATENCY}: Llama-3-70B on four devices`, "2024-10"),
    hostIteration: assumption(0, "all of it shows in the gap", "2026-11"),
    hostPerSequence: assumption(0, "all of it shows in the gap", "2026-11"),
    headNormKernels: assumption(2, "one for each norm", "2025"),
    request,
    logitCopies: derived(
      9.35,
      "vllm-project/vllm pull request 10511: Llama-3-8B on an 80 GB device",
      "2024-12"
    ),
    buffers: {
      alone: measured(1.79 * GIB, "vllm-project/vllm pull request 10511: non_torch_memory", "2024-12"),
      parallel: measured(3.58 * GIB, "the same, at 2 devices", "2024-12")
    },
    memoryUtilization: nine,
    graphs: ungraphed
  }
} as const satisfies Record<string, InferenceEngine>;

const {"vllm-async": asynchronous, "vllm-v1": synchronous} = engines;
const memoryOf = ({logitCopies, buffers}: InferenceEngine) => ({logitCopies, buffers});

export const inferenceEngines = {
  ...engines,
  "vllm-async-0.14": {
    ...asynchronous,
    name: "vLLM with asynchronous scheduling (0.14 to 0.16)",
    iterationsAhead: spec(
      1,
      "vLLM 0.14 release notes: async scheduling is now enabled by default",
      "2026-01"
    ),
    ...memoryOf(synchronous)
  },
  "vllm-async-0.21": {
    ...asynchronous,
    name: "vLLM that counts CUDA graphs as memory (0.21 and later)",
    memoryUtilization: spec(0.92, "vLLM documentation, stable: gpu_memory_utilization", "2026"),
    graphs: assumption(
      0.02,
      "by start-up log CUDA graph memory profiling is enabled since 0.21; what the default was raised by with it",
      "2026"
    )
  }
} as const satisfies Record<string, InferenceEngine>;

export type InferenceEngineId = keyof typeof inferenceEngines;
