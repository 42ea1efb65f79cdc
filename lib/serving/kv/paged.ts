/**
 * Paged KV (Kwon et al. 2023, PagedAttention): blocks of a fixed number of tokens, taken when the first token of each
 * is about to be stored; only the last block of a request is ever partly empty.
 */
import {runTime} from "../runTime.js";
import type {KvAllocator} from "./kvAllocator.js";
import {LockstepBlocks} from "./lockstepBlocks.js";

/** A pool of `blocks` blocks of `blockSize` tokens. */
export function paged(blocks: number, blockSize: number): KvAllocator {
  const lockstep = new LockstepBlocks(blockSize);
  let free = blocks;
  /** Blocks of the next step that are taken already; -1 if it was not asked for them. */
  let ahead = -1;
  const blocksOf = (tokens: number): number => Math.ceil(tokens / blockSize);
  return {
    capacity: blocks * blockSize,
    places: Infinity,
    get reserved() {
      return (blocks - free) * blockSize;
    },
    shared: 0,
    holds: (tokens) => blocksOf(tokens) <= blocks,
    cached: () => 0,
    admit(_request, {tokens, known, whole, spare}) {
      if (blocksOf(whole ? known : tokens) > free - spare) return false;
      free -= blocksOf(tokens);
      return true;
    },
    grow(_request, held, tokens) {
      const more = blocksOf(tokens) - blocksOf(held);
      if (more > free) return false;
      free -= more;
      return true;
    },
    release(_request, held) {
      free += blocksOf(held);
    },
    join: (_request, held) => lockstep.join(held),
    leave: (_request, held) => lockstep.leave(held),
    roomForStep: () => (lockstep.safeSteps(1, free) > 0 ? "ready" : "short"),
    takeAhead() {
      if (ahead >= 0) return;
      ahead = lockstep.blocksOf(1);
      free -= ahead;
    },
    safeSteps: (limit) => lockstep.safeSteps(limit, free + Math.max(0, ahead)),
    step(steps, first, growth) {
      const before = Math.max(0, ahead);
      const taken = (blocks - free - before) * runTime(steps, first, growth);
      const time = taken + lockstep.blockTime(steps, first, growth);
      free -= lockstep.blocksOf(steps) - before;
      ahead = -1;
      lockstep.advance(steps);
      return time * blockSize;
    }
  };
}
