/**
 * Published runs of real vLLM servers: what was served, how it was loaded, what the load generator measured. Only runs
 * whose device, model, precision, release, load and lengths are known, and whose memory held their requests, or was told.
 *
 * A check, not a blind test. No constant of the model was fitted to these figures by least squares, but they were seen:
 * which runs are listed was decided after their residuals were known, and it was their bias that sent us to look for
 * what the model left out (an A100's products and clock, the norms of Qwen3's heads), which then rests on other sources.
 */
import {MILLISECOND} from "../units.js";
import type {InferenceEngineId} from "./inferenceEngines.js";
import {type MeasuredOn, on} from "./servingMeasurement.js";

/** What was asked of the server [tokens]. */
export type PublishedLoad = {
  readonly requests: number;
  /** Of each request, or the mean where lengths are spread as in conversations, of which only that was published. */
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly lengths: "equal" | "spread";
  /** Where answers end by themselves or at this length, whichever comes first, though prompts are equal. */
  readonly longestAnswer?: number;
} & (
  | {
      /** Poisson arrivals [1/s]. */
      readonly kind: "open";
      readonly rate: number;
      /** Whether the same prompts had been served before, so that the prefix cache may still hold them. */
      readonly servedBefore: boolean;
    }
  /** Each client sends its next request when the last is done. */
  | {readonly kind: "closed"; readonly clients: number}
  /** All at once. */
  | {readonly kind: "burst"}
);

export interface PublishedServingRun {
  /** Runs of one kind of machine and load. */
  readonly group: string;
  readonly hardware: MeasuredOn;
  readonly engine: InferenceEngineId;
  /** Release of vLLM, as published. */
  readonly release: string;
  readonly load: PublishedLoad;
  /** Whether requests went through the HTTP server, or were given to the engine itself. */
  readonly throughServer: boolean;
  /** Measured means, and the time from the first request to the last token [s]; null where not published. */
  readonly ttft: number | null;
  readonly tpot: number | null;
  readonly makespan: number | null;
  readonly source: string;
  readonly date: string;
}

/** 200 conversations of ShareGPT at a Poisson rate; the rates went from 32 down on one server with its prefix cache on. */
const conversations =
  (group: string, hardware: MeasuredOn, [prompts, answers]: readonly [number, number]) =>
  (rate: number, ttft: number, tpot: number): PublishedServingRun => ({
    group,
    hardware,
    engine: "vllm-v1",
    release: "0.8.5",
    load: {
      kind: "open",
      rate,
      requests: 200,
      promptTokens: prompts / 200,
      outputTokens: answers / 200,
      lengths: "spread",
      servedBefore: rate < 32
    },
    throughServer: true,
    ttft: ttft * MILLISECOND,
    tpot: tpot * MILLISECOND,
    makespan: null,
    source: "IOG-Foundation/llm-inference-benchmarks @1ffd7960 results/",
    date: "2025-06"
  });

const H100 = "one H100 PCIe";
const llama8OnH100 = conversations(H100, on("h100-pcie", "llama-3-8b", 1, "bf16", "bf16"), [41_169, 40_360]);
const qwen1OnH100 = conversations(H100, on("h100-pcie", "qwen2.5-1.5b", 1, "bf16", "bf16"), [41_650, 43_074]);
const phiOnH100 = conversations(H100, on("h100-pcie", "phi-4", 1, "bf16", "bf16"), [40_572, 23_570]);
const qwen14OnH100 = conversations(H100, on("h100-pcie", "qwen2.5-14b", 1, "bf16", "bf16"), [41_650, 41_473]);
const qwen32OnH100 = conversations(H100, on("h100-pcie", "qwen2.5-32b", 1, "bf16", "bf16"), [41_650, 42_266]);
const llama70OnTwoH100 = conversations(
  "two H100 PCIe",
  on("h100-pcie", "llama-3.1-70b", 2, "fp8", "bf16"),
  [41_169, 40_300]
);
const RTX = "one RTX 4090";
const llama8OnRtx = conversations(RTX, on("rtx-4090", "llama-3-8b", 1, "bf16", "bf16"), [41_169, 40_360]);
const qwen1OnRtx = conversations(RTX, on("rtx-4090", "qwen2.5-1.5b", 1, "bf16", "bf16"), [41_650, 43_074]);
const qwen7OnRtx = conversations(RTX, on("rtx-4090", "qwen2.5-7b", 1, "bf16", "bf16"), [41_650, 43_560]);
/** Cards whose driver denies them each other's memory, so that all they exchange goes through the host's. */
const APART = "RTX 4090s without peer access";
const llama8OnTwoRtx = conversations(
  APART,
  on("rtx-4090", "llama-3.1-8b", 2, "bf16", "bf16"),
  [41_169, 42_322]
);
const qwen14OnTwoRtx = conversations(
  APART,
  on("rtx-4090", "qwen2.5-14b", 2, "bf16", "bf16"),
  [41_650, 41_600]
);
const qwen14OnFourRtx = conversations(
  APART,
  on("rtx-4090", "qwen2.5-14b", 4, "bf16", "bf16"),
  [41_650, 41_473]
);

/** vLLM's own latency test: eight prompts of 32 tokens in one batch, 128 tokens each. */
const batchOfEight = (hardware: MeasuredOn, latency: number): PublishedServingRun => ({
  group: "batch of eight, first engine",
  hardware,
  engine: "vllm-v0",
  release: "0.6",
  load: {kind: "burst", requests: 8, promptTokens: 32, outputTokens: 128, lengths: "equal"},
  throughServer: false,
  ttft: null,
  tpot: null,
  makespan: latency * MILLISECOND,
  source: "buildkite.com/vllm/performance-benchmark builds/9515 and its like on H100: latency tests",
  date: "2024-10"
});

/** Random prompts of one length, all at once, through the chat interface. */
const burst = (
  hardware: MeasuredOn,
  [requests, promptTokens, outputTokens]: readonly [number, number, number],
  tpot: number,
  makespan: number
): PublishedServingRun => ({
  group: "long prompts at once",
  hardware,
  engine: "vllm-v1",
  release: "0.11.0",
  load: {kind: "burst", requests, promptTokens, outputTokens, lengths: "equal"},
  throughServer: true,
  ttft: null,
  tpot: tpot * MILLISECOND,
  makespan,
  source: "gpustack/gpustack docs/performance-lab/qwen3-14b @10e9444a, @7ae332aa: vLLM baseline",
  date: "2025-11"
});
const qwen14OnA100 = on("a100-sxm-80", "qwen3-14b", 1, "bf16", "bf16");
const qwen14OnH100Sxm = on("h100-sxm", "qwen3-14b", 1, "bf16", "bf16");

/** 300 prompts in a closed loop, 128 tokens asked for and 100 given; the makespan follows from the rate of requests. */
const mistralLoop = (clients: number, rate: number): PublishedServingRun => ({
  group: RTX,
  hardware: on("rtx-4090", "mistral-7b", 1, "bf16", "bf16"),
  engine: "vllm-v1",
  release: "2026",
  load: {
    kind: "closed",
    clients,
    requests: 300,
    promptTokens: 256,
    outputTokens: 100,
    lengths: "equal",
    longestAnswer: 128
  },
  throughServer: true,
  ttft: null,
  tpot: null,
  makespan: 300 / rate,
  source: "mushfiqrahman.dev: Mistral-7B on one RTX 4090, concurrency sweep",
  date: "2026"
});

/** One client with a few requests in a row. */
const alone = (
  group: string,
  hardware: MeasuredOn,
  [requests, promptTokens, outputTokens]: readonly [number, number, number],
  [ttft, tpot]: readonly [number | null, number],
  source: string
): PublishedServingRun => ({
  group,
  hardware,
  engine: "vllm-v1",
  release: "mid 2025",
  load: {kind: "closed", clients: 1, requests, promptTokens, outputTokens, lengths: "equal"},
  throughServer: true,
  ttft: ttft === null ? null : ttft * MILLISECOND,
  tpot: tpot * MILLISECOND,
  makespan: null,
  source,
  date: "2025-06"
});
const TENSTORRENT =
  "tenstorrent/tt-inference-server issue 340: Qwen3 on one A100; first tokens of long prompts do not grow with them, from a cache";
const smallOnA100 = on("a100-sxm-80", "qwen3-1.7b", 1, "bf16", "bf16");
const expertsOnA100 = on("a100-sxm-80", "qwen3-30b-a3b", 1, "bf16", "bf16");

export const publishedServingRuns: readonly PublishedServingRun[] = [
  llama8OnH100(1, 20.6, 10.636),
  llama8OnH100(8, 23.12, 11.695),
  llama8OnH100(32, 40.44, 16.263),
  qwen1OnH100(1, 10.93, 4.076),
  qwen1OnH100(32, 21.03, 5.399),
  phiOnH100(8, 35.26, 19.628),
  phiOnH100(32, 86.27, 32.505),
  qwen14OnH100(32, 94.14, 33.795),
  qwen32OnH100(1, 94.83, 41.63),
  llama70OnTwoH100(1, 57.03, 32.197),
  llama70OnTwoH100(8, 73.53, 43.372),
  llama70OnTwoH100(32, 2182.5, 150.63),
  llama8OnRtx(1, 49.16, 19.51),
  llama8OnRtx(16, 85.85, 32.89),
  llama8OnRtx(32, 161.46, 46.307),
  qwen1OnRtx(16, 26.38, 12.454),
  qwen7OnRtx(4, 38.56, 19.974),
  qwen7OnRtx(32, 145.7, 41.92),
  mistralLoop(4, 2.09),
  mistralLoop(16, 6.44),
  mistralLoop(32, 9.73),
  mistralLoop(48, 11.87),
  llama8OnTwoRtx(4, 363.2, 18.21),
  qwen14OnTwoRtx(1, 355.3, 25.576),
  qwen14OnTwoRtx(4, 240.4, 50.606),
  qwen14OnFourRtx(4, 156.97, 29.146),
  batchOfEight(on("h100-sxm", "mixtral-8x7b", 2, "bf16", "bf16"), 2327),
  batchOfEight(on("h200-sxm", "llama-3.1-8b", 1, "bf16", "bf16"), 833.4),
  batchOfEight(on("h200-sxm", "llama-3-70b", 4, "bf16", "bf16"), 2077.5),
  batchOfEight(on("h200-sxm", "mixtral-8x7b", 2, "bf16", "bf16"), 1917.4),
  {
    ...batchOfEight(on("a100-sxm-80", "llama-3.1-8b", 2, "bf16", "bf16"), 2301.7),
    load: {kind: "burst", requests: 8, promptTokens: 128, outputTokens: 256, lengths: "equal"},
    source: "vllm-project/vllm pull request 9856: latency of the first engine on two A100"
  },
  {
    ...batchOfEight(on("l4", "llama-3.1-8b", 2, "bf16", "bf16"), 9356.8),
    group: "batch of eight, two L4",
    engine: "vllm-v1",
    load: {kind: "burst", requests: 8, promptTokens: 128, outputTokens: 256, lengths: "equal"},
    source: "vllm-project/vllm pull request 11107: latency of the V1 engine with worker processes on two L4",
    date: "2024-12"
  },
  burst(qwen14OnA100, [500, 1996, 100], 301.73, 175.66),
  burst(qwen14OnA100, [500, 3996, 200], 254.61, 407.05),
  burst(qwen14OnA100, [100, 32_000, 99], 445.58, 724.56),
  burst(qwen14OnH100Sxm, [100, 32_000, 99], 277.44, 386.8),
  burst(qwen14OnH100Sxm, [500, 3996, 200], 132.45, 227.57),
  alone("one A100", smallOnA100, [8, 128, 128], [11.4, 4.6], TENSTORRENT),
  alone("one A100", smallOnA100, [4, 1024, 128], [26.4, 4.8], TENSTORRENT),
  alone("experts on one A100", expertsOnA100, [8, 128, 128], [35.7, 9.6], TENSTORRENT),
  alone("experts on one A100", expertsOnA100, [4, 1024, 128], [null, 9.8], TENSTORRENT),
  alone("experts on one A100", expertsOnA100, [4, 3072, 128], [null, 10.1], TENSTORRENT),
  {
    group: "experts on two H20",
    hardware: on("h20", "qwen3-30b-a3b", 2, "fp8", "bf16"),
    engine: "vllm-v1",
    release: "0.11",
    load: {
      kind: "closed",
      clients: 8,
      requests: 32,
      promptTokens: 1019,
      outputTokens: 1024,
      lengths: "equal"
    },
    throughServer: true,
    ttft: 388.56 * MILLISECOND,
    tpot: 10.29 * MILLISECOND,
    makespan: 43.66,
    source: "vllm-project/vllm pull request 27018: main branch, vllm bench serve",
    date: "2025-10"
  },
  alone(
    "eight H200",
    on("h200-sxm", "qwen2.5-32b", 8, "bf16", "bf16"),
    [10, 137, 266],
    [null, 6.7],
    "vllm-project/vllm issue 18725: QwQ-32B; its first tokens waited for something else"
  )
];
