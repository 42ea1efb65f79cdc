/** The sums that a run starts with. */
import type {ServingTotals} from "./servingRecords.js";

export type RunningTotals = {-readonly [K in keyof ServingTotals]: ServingTotals[K]};

export function noTotals(): RunningTotals {
  return {
    iterations: 0,
    busyTime: 0,
    prefillTokens: 0,
    recomputedTokens: 0,
    generatedTokens: 0,
    preemptions: 0,
    rejected: 0,
    decodeRows: 0,
    heldRows: 0,
    usefulRowTime: 0,
    heldRowTime: 0,
    reservedTokenTime: 0,
    heldTokenTime: 0,
    sharedTokenTime: 0,
    peakRunning: 0,
    peakWaiting: 0,
    peakReservedTokens: 0
  };
}
