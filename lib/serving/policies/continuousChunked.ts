/**
 * Continuous batching with chunked prefill (Sarathi, Agrawal et al. 2023), as vLLM's V1 scheduler does it: one budget
 * of tokens a step; running requests first, in order of admission; then waiting ones, first come, first served, each
 * with as much of its prompt as the budget leaves; none in a step that had to preempt; the first that finds no room
 * holds up all behind it. Source: vllm/v1/core/sched/scheduler.py (vLLM 0.6 to 0.19).
 */
import type {ServingEngine} from "../servingEngine.js";
import type {BatchingPolicy, Plan} from "./batchingPolicy.js";
import {walkRunning} from "./walkRunning.js";

export const continuousChunked: BatchingPolicy = {
  admitsWhileDecoding: true,
  plan,
  wake: () => Infinity
};

function plan(engine: ServingEngine): Plan {
  const budget = planRunning(engine, engine.scheduler.maxBatchedTokens);
  if (engine.preemptedNow === 0) planWaiting(engine, budget);
  return engine.chunks.length > 0 || engine.decoders > 0 ? "decode" : "idle";
}

/** The tokens of the batch; returns what is left of the budget. */
function planRunning(engine: ServingEngine, budget: number): number {
  const {prefilling, running, kv, scheduler} = engine;
  const [partial] = prefilling;
  // With at most one incomplete prompt, admitted last, nobody's tokens can hang on another's.
  const inOrder = prefilling.length < 2 && (partial === undefined || partial === running.last);
  if (!inOrder || !engine.roomForStep()) return walkRunning(engine, budget);
  kv.takeAhead();
  const left = budget - engine.decoders;
  if (partial === undefined || left === 0) return left;
  const stored = engine.computed[partial];
  const tokens = Math.min(engine.known(partial) - stored, scheduler.longPrefillThreshold, left);
  if (kv.grow(partial, stored, stored + tokens)) engine.chunk(partial, tokens);
  else {
    // There is no other to preempt after the last one.
    engine.preempt(partial);
  }
  return left - tokens;
}

function planWaiting(engine: ServingEngine, budget: number): void {
  const {kv, scheduler} = engine;
  const {maxNumSeqs, longPrefillThreshold, reserveFullPrompt} = scheduler;
  // Without a cache no prompt can be continued: it is computed whole, and only the first goes beyond the budget.
  const whole = kv.capacity === Infinity;
  let left = budget;
  while (left > 0 && engine.occupied < maxNumSeqs) {
    const request = engine.head;
    if (request < 0) return;
    const known = engine.known(request);
    const cached = kv.cached(request, known);
    const wanted = Math.min(known - cached, longPrefillThreshold);
    if (whole && known > left && engine.chunks.length > 0) return;
    const tokens = whole ? known : Math.min(wanted, left);
    if (!engine.admit(cached, tokens, reserveFullPrompt)) return;
    engine.chunk(request, tokens);
    left -= tokens;
  }
}
