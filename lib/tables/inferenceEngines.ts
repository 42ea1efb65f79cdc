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
  /** Host work of an iteration that runs beside the device and shows where it takes longer [s], and per sequence [s]. */
  readonly hostIteration: Fact;
  readonly hostPerSequence: Fact;
  /** Host time of a request before it can be scheduled and behind its first token: HTTP, tokens, queues [s]. */
  readonly request: Fact;
  /** 32-bit copies of the logits of all sequences that the sampler holds at the peak of the start-up run. */
  readonly logitCopies: Fact;
  /** Memory outside the tensors that the start-up run finds, on one device alone and with others [B]. */
  readonly buffers: {readonly alone: Fact; readonly parallel: Fact};
}

const PLANNER = "llm-d-incubation/llm-d-planner accuracy report: start-up logs on H100";
const RUN = "residual of a vLLM 0.19 run against its kernels (LLMServingSim @5daddb21)";
const request = assumption(
  5 * MILLISECOND,
  "HTTP, chat template and tokenisation, two queues between processes, detokenisation",
  "2026-11"
);

export const inferenceEngines = {
  "vllm-async": {
    name: "vLLM with asynchronous scheduling (0.17 and later)",
    iterationsAhead: spec(1, "vLLM start-up log: Asynchronous scheduling is enabled", "2026"),
    gap: derived(0.4 * MILLISECOND, RUN, "2026-11"),
    gapPerSequence: derived(8 * MICROSECOND, RUN, "2026-11"),
    hostIteration: assumption(
      1.5 * MILLISECOND,
      "schedule, prepare inputs, launch, read the tokens",
      "2026-11"
    ),
    hostPerSequence: assumption(15 * MICROSECOND, "Python's share of each sequence in a step", "2026-11"),
    request,
    logitCopies: derived(
      3.5,
      `${PLANNER}, vLLM 0.17 to 0.19: activations of 22 models by vocabulary`,
      "2026-04"
    ),
    buffers: {
      alone: measured(0.25 * GIB, `${PLANNER}, vLLM 0.19: non-torch memory`, "2026-04"),
      parallel: measured(2.1 * GIB, `${PLANNER}, vLLM 0.19: non-torch memory at 2 and 4 devices`, "2026-04")
    }
  },
  "vllm-v1": {
    name: "vLLM V1 (0.8 to 0.16)",
    iterationsAhead: spec(0, "vLLM V1 before asynchronous scheduling was the default", "2025"),
    gap: assumption(1 * MILLISECOND, "0.4 ms as above and what asynchronous scheduling hides", "2026-11"),
    gapPerSequence: assumption(
      20 * MICROSECOND,
      "8 us as above and what asynchronous scheduling hides",
      "2026-11"
    ),
    hostIteration: assumption(0, "all of it shows in the gap", "2026-11"),
    hostPerSequence: assumption(0, "all of it shows in the gap", "2026-11"),
    request,
    logitCopies: derived(
      9.35,
      "llm-d-benchmark empirical memory results: Llama-3.1-8B, Qwen3-32B",
      "2026-02"
    ),
    buffers: {
      alone: measured(0.13 * GIB, "llm-d-benchmark empirical memory results: non-torch memory", "2026-02"),
      parallel: measured(0.55 * GIB, "the same, at 2 devices", "2026-02")
    }
  },
  "vllm-v0": {
    name: "vLLM V0 (0.6 and before)",
    iterationsAhead: spec(0, "vLLM V0 schedules when an iteration has ended", "2024"),
    gap: assumption(2.5 * MILLISECOND, "scheduler, input tensors and detokenisation in one process", "2024"),
    gapPerSequence: assumption(30 * MICROSECOND, "scheduler, input tensors and detokenisation", "2024"),
    hostIteration: assumption(0, "all of it shows in the gap", "2026-11"),
    hostPerSequence: assumption(0, "all of it shows in the gap", "2026-11"),
    request,
    logitCopies: derived(
      9.35,
      "vllm-project/vllm pull request 10511: Llama-3-8B on an 80 GB device",
      "2024-12"
    ),
    buffers: {
      alone: measured(1.79 * GIB, "vllm-project/vllm pull request 10511: non_torch_memory", "2024-12"),
      parallel: measured(3.58 * GIB, "the same, at 2 devices", "2024-12")
    }
  }
} as const satisfies Record<string, InferenceEngine>;

export type InferenceEngineId = keyof typeof inferenceEngines;
