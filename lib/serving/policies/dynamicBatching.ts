/**
 * Dynamic batching, at request level, as inference servers do it: a free machine starts what waits as soon as the batch
 * is full or its oldest member has waited for the window.
 */
import {hasCome} from "../runTime.js";
import type {ServingEngine} from "../servingEngine.js";
import {requestLevel} from "./requestLevel.js";

export const dynamicBatching = requestLevel(
  (engine) => engine.waiting >= engine.places || hasCome(windowEnd(engine), engine.now),
  windowEnd
);

/** When the oldest waiting request has waited long enough [s]; Infinity if nobody waits. */
function windowEnd(engine: ServingEngine): number {
  const {head, feed, scheduler} = engine;
  if (head < 0) return Infinity;
  return feed.arrival[head] + engine.iteration.requestOverhead + scheduler.batchWindow;
}
