/**
 * Contiguous reservation of the worst case: each request gets one piece as long as the longest that the model takes,
 * however short it will be (FasterTransformer and Orca's "max" of Kwon et al. 2023, section 2).
 */
import {runTime} from "../runTime.js";
import type {KvAllocator} from "./kvAllocator.js";

/** A row of equal places, each `maxModelLength` tokens long, in `capacity` tokens. */
export function contiguousWorst(capacity: number, maxModelLength: number): KvAllocator {
  const places = Math.floor(capacity / maxModelLength);
  let taken = 0;
  return {
    capacity,
    places,
    get reserved() {
      return taken * maxModelLength;
    },
    shared: 0,
    holds: (tokens) => places > 0 && tokens <= maxModelLength,
    cached: () => 0,
    admit() {
      if (taken === places) return false;
      ++taken;
      return true;
    },
    grow: () => true,
    release() {
      --taken;
    },
    join: () => undefined,
    leave: () => undefined,
    roomForStep: () => "ready",
    takeAhead: () => undefined,
    safeSteps: (limit) => limit,
    step: (steps, first, growth) => taken * maxModelLength * runTime(steps, first, growth)
  };
}
