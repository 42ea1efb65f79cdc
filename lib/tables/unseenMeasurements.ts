/**
 * Public measurements of vLLM servers that no constant of the model was fitted to: closed loops of equal requests, whose
 * time per output token follows from the throughput or from the latency that is reported.
 */
import {MILLISECOND} from "../units.js";
import {type MeasuredOn, on} from "./servingMeasurement.js";

export interface UnseenMeasurement {
  readonly hardware: MeasuredOn;
  /** Requests in flight, and the tokens of each. */
  readonly clients: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Whether the prompts were in the prefix cache already, so that no iteration computed one. */
  readonly promptsCached: boolean;
  /** Mean time per output token [s]. */
  readonly tpot: number;
  /** How it follows from what is reported. */
  readonly derivation: string;
  readonly source: string;
  readonly date: string;
}

const mistral = {
  promptTokens: 256,
  outputTokens: 100,
  promptsCached: false,
  source: "mushfiqrahman.dev: Mistral-7B on one RTX 4090, vLLM, 300 prompts of 256 tokens",
  date: "2026"
};
const qwen = {
  clients: 8,
  promptTokens: 512,
  outputTokens: 256,
  promptsCached: true,
  derivation: "(p99 of the end to end - p99 of the first token) / 255, runs 2 and 3 of three with one seed",
  source: "cssnoeasy/a100-vllm-benchmark-blog docs/reports/a100-tp1-vs-tp2-formal-baseline.md @e4226b0f",
  date: "2026-07"
};
const loop = (clients: number, rate: number, ttft: number) => ({
  clients,
  tpot: ((clients * 1e3) / rate - ttft) * (MILLISECOND / 99),
  derivation: `(${clients} clients / ${rate} requests/s - mean TTFT of ${ttft} ms) / 99`
});

export const unseenMeasurements: readonly UnseenMeasurement[] = [
  {
    hardware: on("a100-sxm-40", "llama-3.1-8b", 1, "bf16", "bf16"),
    clients: 1,
    promptTokens: 1024,
    outputTokens: 128,
    promptsCached: false,
    tpot: 13.3 * MILLISECOND,
    derivation: "1 / 75 tokens/s, as rounded in the text",
    source: "johnmusgrave.com: vLLM 0.23 throughput-latency sweep on one A100 40 GB",
    date: "2026"
  },
  {hardware: on("a100-pcie-80", "qwen2.5-7b", 1, "bf16", "bf16"), ...qwen, tpot: 11.15 * MILLISECOND},
  {hardware: on("rtx-4090", "mistral-7b", 1, "bf16", "bf16"), ...mistral, ...loop(4, 2.09, 63)},
  {hardware: on("rtx-4090", "mistral-7b", 1, "bf16", "bf16"), ...mistral, ...loop(8, 3.78, 79)},
  {hardware: on("rtx-4090", "mistral-7b", 1, "bf16", "bf16"), ...mistral, ...loop(16, 6.44, 155)}
];
