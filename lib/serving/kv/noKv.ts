/** No cache at all: nothing is kept between iterations, and every token recomputes its whole prefix. */
import type {KvAllocator} from "./kvAllocator.js";

/** The level without memory: every request fits, for the price of its whole prefix in each iteration. */
export function noKv(): KvAllocator {
  return {
    capacity: Infinity,
    places: Infinity,
    reserved: 0,
    shared: 0,
    holds: () => true,
    cached: () => 0,
    admit: () => true,
    grow: () => true,
    release: () => undefined,
    join: () => undefined,
    leave: () => undefined,
    roomForStep: () => "ready",
    takeAhead: () => undefined,
    safeSteps: (limit) => limit,
    step: () => 0
  };
}
