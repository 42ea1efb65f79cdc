/**
 * Google's Gemma. From the second generation on some layers attend to a window only (Gemma 2: every other, 4,096 tokens;
 * Gemma 3: five of six, 1,024, 1B: 512); here all layers keep and read the whole context, as vLLM did before its cache manager
 * knew layers of two kinds: exact within the window, too much beyond it. Gemma 3's eyes (0.42 billion parameters
 * from 4B on) are left out.
 */
import {type LlmModel, model} from "./llmModel.js";

const google = (id: string, date: string) => ({source: `google/${id}`, date, tied: true});

export const gemmaModels = {
  "gemma-2b": model("Gemma-2B", [18, 2048, 8, 1, 256, 16_384, 256_000], {
    billions: 2.51,
    context: 8192,
    ...google("gemma-2b", "2024-02")
  }),
  "gemma-7b": model("Gemma-7B", [28, 3072, 16, 16, 256, 24_576, 256_000], {
    billions: 8.54,
    context: 8192,
    ...google("gemma-7b", "2024-02")
  }),
  "gemma-2-2b": model("Gemma-2-2B", [26, 2304, 8, 4, 256, 9216, 256_000], {
    billions: 2.61,
    context: 8192,
    ...google("gemma-2-2b", "2024-07")
  }),
  "gemma-2-9b": model("Gemma-2-9B", [42, 3584, 16, 8, 256, 14_336, 256_000], {
    billions: 9.24,
    context: 8192,
    ...google("gemma-2-9b", "2024-06")
  }),
  "gemma-2-27b": model("Gemma-2-27B", [46, 4608, 32, 16, 128, 36_864, 256_000], {
    billions: 27.23,
    context: 8192,
    ...google("gemma-2-27b", "2024-06")
  }),
  "gemma-3-1b": model("Gemma-3-1B", [26, 1152, 4, 1, 256, 6912, 262_144], {
    billions: 1,
    context: 32_768,
    headNorms: true,
    ...google("gemma-3-1b-it", "2025-03")
  }),
  "gemma-3-4b": model("Gemma-3-4B", [34, 2560, 8, 4, 256, 10_240, 262_208], {
    billions: 3.88,
    context: 131_072,
    headNorms: true,
    ...google("gemma-3-4b-it, text", "2025-03")
  }),
  "gemma-3-12b": model("Gemma-3-12B", [48, 3840, 16, 8, 256, 15_360, 262_208], {
    billions: 11.77,
    context: 131_072,
    headNorms: true,
    ...google("gemma-3-12b-it, text", "2025-03")
  }),
  "gemma-3-27b": model("Gemma-3-27B", [62, 5376, 32, 16, 128, 21_504, 262_208], {
    billions: 27.01,
    context: 131_072,
    headNorms: true,
    ...google("gemma-3-27b-it, text", "2025-03")
  })
} as const satisfies Record<string, LlmModel>;
