/** What one iteration of an engine computes, as the scheduler hands it to the model of its time. */

/** Prompt tokens that one sequence computes in an iteration. */
export interface PrefillChunk {
  readonly tokens: number;
  /** KV tokens that were there before the chunk. */
  readonly past: number;
}

export interface IterationWork {
  /** Sequences that compute one token each. */
  readonly decodeSequences: number;
  /** Sum over them of the KV tokens read, the new one included. */
  readonly decodeContextTokens: number;
  readonly prefills: readonly PrefillChunk[];
  /** Sequences whose next token is sampled in this iteration. */
  readonly sampled: number;
}
