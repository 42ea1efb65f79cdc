/**
 * What static and dynamic batching share: a batch is formed when the last one has left, all of it; its prompts are
 * computed, whole and up to the budget an iteration, before anybody decodes; nobody enters until all have left, and
 * who has finished keeps place and memory until then.
 */
import type {ServingEngine} from "../servingEngine.js";
import type {BatchingPolicy, Plan} from "./batchingPolicy.js";
import {walkRunning} from "./walkRunning.js";

/** A policy that forms a batch of the waiting requests once `ready`. */
export function requestLevel(
  ready: (engine: ServingEngine) => boolean,
  wake: (engine: ServingEngine) => number
): BatchingPolicy {
  return {
    admitsWhileDecoding: false,
    wake,
    plan(engine): Plan {
      if (engine.running.size === 0) {
        // The last of a batch may have been preempted, for want of the memory that the finished ones hold.
        if (engine.batchRows > 0) engine.releaseBatch();
        if (engine.waiting > 0 && ready(engine)) formBatch(engine);
      }
      if (engine.prefilling.length > 0) {
        planPrompts(engine);
        return "prefill";
      }
      if (engine.decoders > 0 && !engine.roomForStep()) walkRunning(engine, Infinity);
      return engine.decoders > 0 ? "decode" : "idle";
    }
  };
}

function formBatch(engine: ServingEngine): void {
  const {kv, scheduler} = engine;
  engine.paddedFrom = engine.steps;
  while (engine.running.size < scheduler.maxNumSeqs) {
    const request = engine.head;
    if (request < 0) break;
    const known = engine.known(request);
    const cached = kv.cached(request, known);
    if (!engine.admit(cached, known - cached, true)) break;
    if (scheduler.padded) engine.paddedTo = Math.max(engine.paddedTo, known);
  }
  engine.batchRows = engine.running.size;
}

function planPrompts(engine: ServingEngine): void {
  const {prefilling, computed, scheduler, paddedTo} = engine;
  let left = scheduler.maxBatchedTokens;
  for (const request of prefilling) {
    const own = engine.known(request) - computed[request];
    const tokens = paddedTo > 0 ? paddedTo : own;
    if (tokens > left && engine.chunks.length > 0) return;
    engine.chunk(request, own, tokens);
    left -= tokens;
  }
}
