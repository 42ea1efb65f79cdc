/** Cloud Titan: a replica of Llama-3-70B on two H100s, whose memory holds the state of every request in flight. */
import {GB, MILLISECOND} from "../../units.js";
import {assumption, derived, spec} from "../fact.js";
import {gpuDevices} from "../gpuDevices.js";
import {inferenceEngines} from "../inferenceEngines.js";
import type {Track} from "../track.js";
import {workloads} from "../workloads.js";
import {cloudCliff} from "./cloudCliff.js";

const gpus = 2;
const {memory: memoryPerGpu, bandwidth: gpuBandwidth, peak} = gpuDevices["h100-sxm"];
const memoryShare = assumption(0.9, "vLLM's default gpu_memory_utilization", "2024");
const parameters = derived(70.55e9, "Llama-3-70B config.json", "2024", "parameters");
const weights = derived(
  72.66 * GB,
  "68.45 B parameters of the layers at 1 byte (FP8), 2.10 B of embedding and output head at 2 bytes",
  "2024"
);
const activationsPerGpu = derived(
  1.107 * GB,
  "peak of the engine's start-up run of 8,192 tokens and 256 sequences: 3 x 8,192 x 8,192 x 2 bytes and logits or inner rows",
  "2026"
);
const buffersPerGpu = inferenceEngines["vllm-async"].buffers.parallel;
/** As memoryBudget has it row by row. */
const kvMemory =
  gpus * (memoryPerGpu.value * memoryShare.value - activationsPerGpu.value - buffersPerGpu.value) -
  weights.value;
const kvBytesPerToken = derived(
  327_680,
  "2 x 80 layers x 8 KV heads x 128 x 2 bytes (bf16)",
  "2024",
  "B/token"
);
const contextLimit = spec(8192, "Llama-3-70B context length, model card", "2024-04", "tokens");

const bandwidthShare = 0.77;
/** As an inference simulator calibrated it (inference-sim @f90a1e3a hardware_config.json), and as iterationModel has it. */
const arithmeticShare = 0.45;
const promptTokens = workloads.azureConversation.meanPromptTokens.value;
const answerTokens = assumption(
  128,
  "answers are cut at 128 tokens, the Azure 2023 median",
  "2026",
  "tokens"
);
const stepTime = derived(
  17 * MILLISECOND,
  "70.55 GB over 2 x 3.35 TB/s at 77 % = 13.7 ms, 160 all-reduces of 10 us = 1.6 ms, launch and sampling 1.7 ms",
  "2026"
);
/** What each further request adds to the time of its batch. */
const prefillTime = (promptTokens * 2 * parameters.value) / (arithmeticShare * gpus * peak.fp8.value);
const ownCacheTime =
  (answerTokens.value * (promptTokens + answerTokens.value / 2) * kvBytesPerToken.value) /
  (bandwidthShare * gpus * gpuBandwidth.value);

/** A request-level batch: all prompts are read, then all answers are written token by token, to the last one's end. */
const batchTime = (batch: number) =>
  derived(
    answerTokens.value * stepTime.value + batch * (prefillTime + ownCacheTime),
    `128 steps of 17 ms + ${batch} x (1,155 tokens x 2 x 70.55 GFLOP / (45 % of 2 x 1,979 TFLOP/s) = 91.5 ms + 128 reads of its own 1,219 tokens of cache = 9.9 ms)`,
    "2026"
  );
const batchRate = assumption(3, "the mission's load", "2026");
const batchShare = assumption(
  0.75,
  "the CFO has let the remaining quarter of the replica to batch jobs",
  "2026"
);

const rate = {min: 0.5, max: 8, step: 0.25, unit: ["per second", 1]} as const;

export const cloud = {
  id: "cloud",
  name: "Cloud Titan",
  persona: "LLM architect",
  machine: "one replica of Llama-3-70B on two H100s",
  mission: "Serve Llama-3-70B to as many users as the replica can bear.",
  crisis: "The time to first token is five seconds, and users leave.",
  glyph: "rack",
  request: {one: "request", many: "requests"},
  concurrency: {
    arrivals: {kind: "poisson"},
    arrivalRate: assumption(3, "half of a rate at which 27 places are nine-tenths busy", "2026"),
    arrivalRange: rate,
    executionTime: derived(
      4,
      "129 output tokens (Azure 2023 conversation, median) at about 31 ms each",
      "2026"
    ),
    executionRange: {min: 1, max: 8, step: 0.1, unit: ["s", 1]},
    service: [{distribution: "exponential", scale: 1, fixed: 0}],
    servers: {
      perUnit: Math.floor(kvMemory / (contextLimit.value * kvBytesPerToken.value)),
      unit: {one: "replica", many: "replicas"},
      min: 1,
      max: 4,
      start: 1
    },
    bufferPlaces: Infinity,
    memory: {
      limit: derived(
        kvMemory,
        "0.9 x 2 x 79.19 GiB - 72.66 GB of weights - 2 x (1.11 GB of activations + 2.1 GiB of buffers)",
        "2026"
      ),
      perRequest: derived(
        contextLimit.value * kvBytesPerToken.value,
        "8,192 tokens reserved x 327,680 bytes of KV cache a token (bf16)",
        "2024"
      ),
      waitingHolds: false,
      name: "KV cache"
    },
    transferTime: assumption(25 * MILLISECOND, "half of a 50 ms round trip across a continent", "2026"),
    deadline: null,
    deadlineStream: 0,
    vsync: null,
    film: {duration: 600, surgeAt: 120, pace: 1},
    seed: 2621
  },
  batching: {
    request: {one: "request", many: "requests"},
    arrivals: {kind: "poisson"},
    arrivalRate: batchRate,
    arrivalRange: rate,
    servers: 1,
    serviceCurve: [
      {batch: 1, time: batchTime(1)},
      {batch: 128, time: batchTime(128)}
    ],
    transferTime: assumption(25 * MILLISECOND, "half of a 50 ms round trip across a continent", "2026"),
    streamTime: derived(
      (answerTokens.value - 1) * stepTime.value,
      "127 steps of 17 ms after the first token",
      "2026"
    ),
    bufferPlaces: Infinity,
    machineShare: batchShare,
    throughputTarget: derived(
      batchRate.value / batchShare.value,
      "3 requests per second in three quarters of the replica's time",
      "2026"
    ),
    latencyTarget: assumption(10, "the mission: a whole answer within ten seconds", "2026"),
    quantile: 0.99,
    vsync: null,
    batchRange: {min: 1, max: 128, step: 1, unit: ["requests", 1], snap: true},
    windowRange: {min: 0, max: 10, step: 0.1, unit: ["s", 1]},
    start: {batch: 24, window: 6.5},
    smallBatch: 12,
    speedRange: {min: 0.5, max: 2, step: 0.05, unit: ["×", 1]},
    reachable: true,
    seed: 3119
  },
  cliff: cloudCliff({gpus, memoryShare})
} as const satisfies Track;
