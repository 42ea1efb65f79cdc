/** Language models as their config.json gives them: the shapes from which bytes and operations follow. */
import {BILLION} from "../units.js";
import {type Fact, spec} from "./fact.js";

export interface ExpertShape {
  /** Experts of a layer, and how many of them a token goes through. */
  readonly count: number;
  readonly perToken: number;
  /** Inner width of one expert. */
  readonly intermediate: number;
}

export interface LlmModel {
  readonly name: string;
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Inner width of the dense MLP (gate, up and down: three matrices); unused where there are experts. */
  readonly intermediate: number;
  readonly vocabulary: number;
  /** The output head is the embedding itself. */
  readonly tiedEmbeddings: boolean;
  readonly experts: ExpertShape | null;
  /** Parameters as published, to check the shapes against. */
  readonly parameters: Fact;
  /** Longest context that the model takes. */
  readonly contextLimit: Fact;
}

export const llmModels = {
  "llama-3-8b": {
    name: "Llama-3-8B",
    layers: 32,
    hidden: 4096,
    heads: 32,
    kvHeads: 8,
    headDim: 128,
    intermediate: 14336,
    vocabulary: 128_256,
    tiedEmbeddings: false,
    experts: null,
    parameters: spec(8.03 * BILLION, "meta-llama/Meta-Llama-3-8B model card and config.json", "2024-04"),
    contextLimit: spec(8192, "config.json max_position_embeddings", "2024-04", "tokens")
  },
  "llama-3-70b": {
    name: "Llama-3-70B",
    layers: 80,
    hidden: 8192,
    heads: 64,
    kvHeads: 8,
    headDim: 128,
    intermediate: 28672,
    vocabulary: 128_256,
    tiedEmbeddings: false,
    experts: null,
    parameters: spec(70.6 * BILLION, "meta-llama/Meta-Llama-3-70B model card and config.json", "2024-04"),
    contextLimit: spec(8192, "config.json max_position_embeddings", "2024-04", "tokens")
  }
} as const satisfies Record<string, LlmModel>;
