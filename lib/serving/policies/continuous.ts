/**
 * Continuous batching without chunks (Orca, Yu et al. 2022; the default of vLLM's first engine): at every iteration
 * newcomers are let in, whole prompts up to the budget, and these iterations are theirs alone: who decodes stands
 * still. A prompt longer than the budget goes by itself.
 */
import type {ServingEngine} from "../servingEngine.js";
import type {BatchingPolicy, Plan} from "./batchingPolicy.js";
import {walkRunning} from "./walkRunning.js";

export const continuous: BatchingPolicy = {
  admitsWhileDecoding: true,
  plan,
  wake: () => Infinity
};

function plan(engine: ServingEngine): Plan {
  const {kv, scheduler, chunks} = engine;
  let left = scheduler.maxBatchedTokens;
  while (engine.occupied < scheduler.maxNumSeqs) {
    const request = engine.head;
    if (request < 0) break;
    const known = engine.known(request);
    const cached = kv.cached(request, known);
    const tokens = known - cached;
    if (tokens > left && chunks.length > 0) break;
    if (!engine.admit(cached, tokens, true)) break;
    engine.chunk(request, tokens);
    left -= tokens;
  }
  if (chunks.length > 0) return "prefill";
  if (engine.decoders > 0 && !engine.roomForStep()) walkRunning(engine, Infinity);
  return engine.decoders > 0 ? "decode" : "idle";
}
