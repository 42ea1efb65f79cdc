/** What a row of a language model says: the shapes of its config.json, from which bytes and operations follow. */
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
  /** Inner width of the gated MLP (gate, up and down: three matrices); 0 where every layer has experts instead. */
  readonly intermediate: number;
  readonly vocabulary: number;
  /** The output head is the embedding itself. */
  readonly tiedEmbeddings: boolean;
  readonly experts: ExpertShape | null;
  /** Whether queries and keys are normalised head by head. */
  readonly headNorms: boolean;
  /** Parameters as published, to check the shapes against. */
  readonly parameters: Fact;
  /** Longest context that the model takes [tokens]. */
  readonly contextLimit: Fact;
}

/** Shape as [layers, hidden, heads, KV heads, head dimension, MLP width, vocabulary]. */
type Shape = readonly [number, number, number, number, number, number, number];

interface Published {
  /** [10^9] */
  readonly billions: number;
  readonly context: number;
  readonly source: string;
  readonly date: string;
  readonly tied?: boolean;
  readonly experts?: ExpertShape;
  readonly headNorms?: boolean;
}

/** A row from its shape and what was published with it. */
export function model(name: string, shape: Shape, published: Published): LlmModel {
  const [layers, hidden, heads, kvHeads, headDim, intermediate, vocabulary] = shape;
  const {billions, context, source, date, tied = false, experts = null, headNorms = false} = published;
  return {
    name,
    layers,
    hidden,
    heads,
    kvHeads,
    headDim,
    intermediate,
    vocabulary,
    tiedEmbeddings: tied,
    experts,
    headNorms,
    parameters: spec(billions * BILLION, `${source}: model card and config.json`, date),
    contextLimit: spec(context, `${source}: config.json max_position_embeddings`, date)
  };
}
