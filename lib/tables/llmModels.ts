/** Language models as their config.json gives them: the shapes from which bytes and operations follow. */
import {gemmaModels} from "./gemmaModels.js";
import {type LlmModel, model} from "./llmModel.js";

export type {ExpertShape, LlmModel} from "./llmModel.js";

const llama = (id: string, date: string) => ({source: `meta-llama/${id}`, date});
const qwen = (id: string, date: string) => ({source: `Qwen/${id}`, date});
const qwen3 = (id: string, date: string) => ({...qwen(id, date), headNorms: true});
const mistral = (id: string, date: string) => ({source: `mistralai/${id}`, date});

export const llmModels = {
  "llama-2-7b": model("Llama-2-7B", [32, 4096, 32, 32, 128, 11_008, 32_000], {
    billions: 6.74,
    context: 4096,
    ...llama("Llama-2-7b-hf", "2023-07")
  }),
  "llama-2-13b": model("Llama-2-13B", [40, 5120, 40, 40, 128, 13_824, 32_000], {
    billions: 13.02,
    context: 4096,
    ...llama("Llama-2-13b-hf", "2023-07")
  }),
  "llama-2-70b": model("Llama-2-70B", [80, 8192, 64, 8, 128, 28_672, 32_000], {
    billions: 68.98,
    context: 4096,
    ...llama("Llama-2-70b-hf", "2023-07")
  }),
  "codellama-7b": model("CodeLlama-7B", [32, 4096, 32, 32, 128, 11_008, 32_016], {
    billions: 6.74,
    context: 16_384,
    ...llama("CodeLlama-7b-hf", "2023-08")
  }),
  "codellama-34b": model("CodeLlama-34B", [48, 8192, 64, 8, 128, 22_016, 32_000], {
    billions: 33.74,
    context: 16_384,
    ...llama("CodeLlama-34b-hf", "2023-08")
  }),
  "llama-3-8b": model("Llama-3-8B", [32, 4096, 32, 8, 128, 14_336, 128_256], {
    billions: 8.03,
    context: 8192,
    ...llama("Meta-Llama-3-8B", "2024-04")
  }),
  "llama-3-70b": model("Llama-3-70B", [80, 8192, 64, 8, 128, 28_672, 128_256], {
    billions: 70.55,
    context: 8192,
    ...llama("Meta-Llama-3-70B", "2024-04")
  }),
  "llama-3.1-8b": model("Llama-3.1-8B", [32, 4096, 32, 8, 128, 14_336, 128_256], {
    billions: 8.03,
    context: 131_072,
    ...llama("Llama-3.1-8B", "2024-07")
  }),
  "llama-3.1-70b": model("Llama-3.1-70B", [80, 8192, 64, 8, 128, 28_672, 128_256], {
    billions: 70.55,
    context: 131_072,
    ...llama("Llama-3.1-70B", "2024-07")
  }),
  "llama-3.1-405b": model("Llama-3.1-405B", [126, 16_384, 128, 8, 128, 53_248, 128_256], {
    billions: 405.85,
    context: 131_072,
    ...llama("Llama-3.1-405B", "2024-07")
  }),
  "llama-3.2-1b": model("Llama-3.2-1B", [16, 2048, 32, 8, 64, 8192, 128_256], {
    billions: 1.24,
    context: 131_072,
    tied: true,
    ...llama("Llama-3.2-1B", "2024-09")
  }),
  "llama-3.2-3b": model("Llama-3.2-3B", [28, 3072, 24, 8, 128, 8192, 128_256], {
    billions: 3.21,
    context: 131_072,
    tied: true,
    ...llama("Llama-3.2-3B", "2024-09")
  }),
  "llama-3.3-70b": model("Llama-3.3-70B", [80, 8192, 64, 8, 128, 28_672, 128_256], {
    billions: 70.55,
    context: 131_072,
    ...llama("Llama-3.3-70B-Instruct", "2024-12")
  }),
  "mistral-7b": model("Mistral-7B v0.3", [32, 4096, 32, 8, 128, 14_336, 32_768], {
    billions: 7.25,
    context: 32_768,
    ...mistral("Mistral-7B-Instruct-v0.3", "2024-05")
  }),
  "mixtral-8x7b": model("Mixtral-8x7B", [32, 4096, 32, 8, 128, 0, 32_000], {
    billions: 46.7,
    context: 32_768,
    experts: {count: 8, perToken: 2, intermediate: 14_336},
    ...mistral("Mixtral-8x7B-Instruct-v0.1", "2023-12")
  }),
  "mixtral-8x22b": model("Mixtral-8x22B", [56, 6144, 48, 8, 128, 0, 32_768], {
    billions: 140.63,
    context: 65_536,
    experts: {count: 8, perToken: 2, intermediate: 16_384},
    ...mistral("Mixtral-8x22B-Instruct-v0.1", "2024-04")
  }),
  "mistral-7b-v0.1": model("Mistral-7B v0.1", [32, 4096, 32, 8, 128, 14_336, 32_000], {
    billions: 7.24,
    context: 32_768,
    ...mistral(
      "Mistral-7B-Instruct-v0.1 (attends to the last 4,096 tokens, which is not modelled)",
      "2023-09"
    )
  }),
  "ministral-8b": model("Ministral-8B", [36, 4096, 32, 8, 128, 12_288, 131_072], {
    billions: 8.02,
    context: 32_768,
    ...mistral("Ministral-8B-Instruct-2410", "2024-10")
  }),
  "codestral-22b": model("Codestral-22B", [56, 6144, 48, 8, 128, 16_384, 32_768], {
    billions: 22.25,
    context: 32_768,
    ...mistral("Codestral-22B-v0.1", "2024-05")
  }),
  "mistral-large-123b": model("Mistral-Large-Instruct-2407 123B", [88, 12_288, 96, 8, 128, 28_672, 32_768], {
    billions: 122.61,
    context: 131_072,
    ...mistral("Mistral-Large-Instruct-2407", "2024-07")
  }),
  "mistral-nemo-12b": model("Mistral-Nemo-Instruct-2407 12B", [40, 5120, 32, 8, 128, 14_336, 131_072], {
    billions: 12.25,
    context: 131_072,
    ...mistral("Mistral-Nemo-Instruct-2407", "2024-07")
  }),
  "mistral-small-24b": model("Mistral-Small-24B", [40, 5120, 32, 8, 128, 32_768, 131_072], {
    billions: 23.57,
    context: 32_768,
    ...mistral("Mistral-Small-24B-Instruct-2501", "2025-01")
  }),
  "qwen2.5-0.5b": model("Qwen2.5-0.5B", [24, 896, 14, 2, 64, 4864, 151_936], {
    billions: 0.494,
    context: 32_768,
    tied: true,
    ...qwen("Qwen2.5-0.5B", "2024-09")
  }),
  "qwen2.5-1.5b": model("Qwen2.5-1.5B", [28, 1536, 12, 2, 128, 8960, 151_936], {
    billions: 1.54,
    context: 32_768,
    tied: true,
    ...qwen("Qwen2.5-1.5B", "2024-09")
  }),
  "qwen2.5-3b": model("Qwen2.5-3B", [36, 2048, 16, 2, 128, 11_008, 151_936], {
    billions: 3.09,
    context: 32_768,
    tied: true,
    ...qwen("Qwen2.5-3B", "2024-09")
  }),
  "qwen2.5-7b": model("Qwen2.5-7B", [28, 3584, 28, 4, 128, 18_944, 152_064], {
    billions: 7.62,
    context: 131_072,
    ...qwen("Qwen2.5-7B", "2024-09")
  }),
  "qwen2.5-14b": model("Qwen2.5-14B", [48, 5120, 40, 8, 128, 13_824, 152_064], {
    billions: 14.77,
    context: 131_072,
    ...qwen("Qwen2.5-14B", "2024-09")
  }),
  "qwen2.5-32b": model("Qwen2.5-32B", [64, 5120, 40, 8, 128, 27_648, 152_064], {
    billions: 32.76,
    context: 131_072,
    ...qwen("Qwen2.5-32B", "2024-09")
  }),
  "qwen2.5-72b": model("Qwen2.5-72B", [80, 8192, 64, 8, 128, 29_568, 152_064], {
    billions: 72.71,
    context: 131_072,
    ...qwen("Qwen2.5-72B", "2024-09")
  }),
  "qwen3-0.6b": model("Qwen3-0.6B", [28, 1024, 16, 8, 128, 3072, 151_936], {
    billions: 0.6,
    context: 40_960,
    tied: true,
    ...qwen3("Qwen3-0.6B", "2025-04")
  }),
  "qwen3-1.7b": model("Qwen3-1.7B", [28, 2048, 16, 8, 128, 6144, 151_936], {
    billions: 1.72,
    context: 40_960,
    tied: true,
    ...qwen3("Qwen3-1.7B", "2025-04")
  }),
  "qwen3-4b": model("Qwen3-4B", [36, 2560, 32, 8, 128, 9728, 151_936], {
    billions: 4.02,
    context: 40_960,
    tied: true,
    ...qwen3("Qwen3-4B", "2025-04")
  }),
  "qwen3-8b": model("Qwen3-8B", [36, 4096, 32, 8, 128, 12_288, 151_936], {
    billions: 8.19,
    context: 40_960,
    ...qwen3("Qwen3-8B", "2025-04")
  }),
  "qwen3-14b": model("Qwen3-14B", [40, 5120, 40, 8, 128, 17_408, 151_936], {
    billions: 14.77,
    context: 40_960,
    ...qwen3("Qwen3-14B", "2025-04")
  }),
  "qwen3-32b": model("Qwen3-32B", [64, 5120, 64, 8, 128, 25_600, 151_936], {
    billions: 32.76,
    context: 40_960,
    ...qwen3("Qwen3-32B", "2025-04")
  }),
  "qwen3-30b-a3b": model("Qwen3-30B-A3B", [48, 2048, 32, 4, 128, 0, 151_936], {
    billions: 30.53,
    context: 40_960,
    experts: {count: 128, perToken: 8, intermediate: 768},
    ...qwen3("Qwen3-30B-A3B", "2025-04")
  }),
  "qwen3-235b-a22b": model("Qwen3-235B-A22B", [94, 4096, 64, 4, 128, 0, 151_936], {
    billions: 235.09,
    context: 40_960,
    experts: {count: 128, perToken: 8, intermediate: 1536},
    ...qwen3("Qwen3-235B-A22B", "2025-04")
  }),
  "phi-4-mini": model("Phi-4-mini", [32, 3072, 24, 8, 128, 8192, 200_064], {
    billions: 3.84,
    context: 131_072,
    tied: true,
    source: "microsoft/Phi-4-mini-instruct",
    date: "2025-02"
  }),
  "phi-4": model("Phi-4", [40, 5120, 40, 10, 128, 17_920, 100_352], {
    billions: 14.66,
    context: 16_384,
    source: "microsoft/phi-4",
    date: "2024-12"
  }),
  "phi-3-medium": model("Phi-3-medium", [40, 5120, 40, 10, 128, 17_920, 32_064], {
    billions: 13.96,
    context: 131_072,
    source: "microsoft/Phi-3-medium-128k-instruct",
    date: "2024-05"
  }),
  "glm-4-9b": model("GLM-4-9B", [40, 4096, 32, 2, 128, 13_696, 151_552], {
    billions: 9.4,
    context: 131_072,
    source: "zai-org/glm-4-9b-chat",
    date: "2024-06"
  }),
  "yi-9b": model("Yi-1.5-9B", [48, 4096, 32, 4, 128, 11_008, 64_000], {
    billions: 8.83,
    context: 4096,
    source: "01-ai/Yi-1.5-9B",
    date: "2024-05"
  }),
  "yi-6b": model("Yi-6B", [32, 4096, 32, 4, 128, 11_008, 64_000], {
    billions: 6.06,
    context: 4096,
    source: "01-ai/Yi-6B",
    date: "2023-11"
  }),
  "yi-34b": model("Yi-34B", [60, 7168, 56, 8, 128, 20_480, 64_000], {
    billions: 34.39,
    context: 4096,
    source: "01-ai/Yi-34B",
    date: "2023-11"
  }),
  "tinyllama-1.1b": model("TinyLlama-1.1B", [22, 2048, 32, 4, 64, 5632, 32_000], {
    billions: 1.1,
    context: 2048,
    source: "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
    date: "2023-12"
  }),
  "phi-3-mini": model("Phi-3-mini", [32, 3072, 32, 32, 96, 8192, 32_064], {
    billions: 3.82,
    context: 131_072,
    source: "microsoft/Phi-3-mini-128k-instruct",
    date: "2024-04"
  }),
  ...gemmaModels
} as const satisfies Record<string, LlmModel>;
