/**
 * The batch served one by one, in order of admission, as vLLM's V1 scheduler does it: each gets its token or chunk as
 * long as the budget lasts; where a block is missing the last one admitted is preempted, be it the one that asks.
 * Only needed where memory or budget is too short for all; otherwise the order does not matter.
 */
import type {ServingEngine} from "../servingEngine.js";

/** Plans the tokens of the whole batch; returns what is left of the budget. */
export function walkRunning(engine: ServingEngine, budget: number): number {
  const {running, kv, doneStep, scheduler} = engine;
  engine.oneByOne = true;
  let left = budget;
  let request = running.first;
  for (; request >= 0 && left > 0; request = running.next(request)) {
    const stored = engine.stored(request);
    const decoding = doneStep[request] >= 0;
    const tokens = decoding
      ? 1
      : Math.min(engine.known(request) - stored, scheduler.longPrefillThreshold, left);
    if (!foundRoom(engine, request, stored, tokens)) return left;
    if (!decoding) engine.chunk(request, tokens);
    left -= tokens;
  }
  for (; request >= 0; request = running.next(request))
    if (doneStep[request] >= 0) engine.starved.push(request);
  return left;

  function foundRoom(from: ServingEngine, asking: number, stored: number, tokens: number): boolean {
    while (!kv.grow(asking, stored, stored + tokens)) {
      const victim = running.last;
      from.preempt(victim);
      if (victim === asking) return false;
    }
    return true;
  }
}
