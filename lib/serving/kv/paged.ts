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
  let promised = 0;
  const blocksOf = (tokens: number): number => Math.ceil(tokens / blockSize);
  return {
    capacity: blocks * blockSize,
    places: Infinity,
    get reserved() {
      return (blocks - free + promised) * blockSize;
    },
    shared: 0,
    holds: (tokens) => blocksOf(tokens) <= blocks,
    cached: () => 0,
    admit(_request, _cached, tokens, known, whole) {
      if (blocksOf(whole ? known : tokens) > free - promised) return false;
      free -= blocksOf(tokens);
      return true;
    },
    grow(_request, held, tokens) {
      const more = blocksOf(tokens) - blocksOf(held);
      if (more > free - promised) return false;
      free -= more;
      return true;
    },
    release(_request, held) {
      free += blocksOf(held);
    },
    join: (_request, held) => lockstep.join(held),
    leave: (_request, held) => lockstep.leave(held),
    promise(step) {
      promised = step ? lockstep.blocksOf(1) : 0;
    },
    safeSteps: (limit) => lockstep.safeSteps(limit, free),
    step(steps, first, growth) {
      const before = (blocks - free) * runTime(steps, first, growth);
      const time = before + lockstep.blockTime(steps, first, growth);
      promised = 0;
      free -= lockstep.blocksOf(steps);
      lockstep.advance(steps);
      return time * blockSize;
    }
  };
}
