/**
 * Paged KV whose blocks can be found again (automatic prefix caching of vLLM; Zheng et al. 2024, SGLang): requests of a
 * group share the full blocks of their common beginning, and freed blocks keep their contents until they are
 * overwritten, the least recently freed first. A preempted request finds what is left of its own blocks in the same
 * way. The last token is always computed, since its logits are wanted.
 */
import {runTime} from "../runTime.js";
import {FreeQueue} from "./freeQueue.js";
import type {KvAllocator} from "./kvAllocator.js";
import {LockstepBlocks} from "./lockstepBlocks.js";
import {PrefixChain} from "./prefixChain.js";

/** Who shares what: the group of each request, -1 for none, and the tokens of its common beginning. */
export interface SharedPrefixes {
  readonly prefixGroup: Int32Array;
  readonly prefixTokens: Int32Array;
}

/** A pool of `blocks` blocks of `blockSize` tokens for these requests. */
export function pagedPrefix(blocks: number, blockSize: number, prefixes: SharedPrefixes): KvAllocator {
  const {prefixGroup, prefixTokens} = prefixes;
  const lockstep = new LockstepBlocks(blockSize);
  const queue = new FreeQueue<PrefixChain>((chain, segment, count) => chain.lose(segment, count));
  queue.push(blocks, null);
  const groups = new Map<number, PrefixChain>();
  /** What preempted requests left behind, beyond their common beginning. */
  const remains = new Map<number, PrefixChain>();
  /** Blocks of the group's chain that each request holds. */
  const sharing = new Int32Array(prefixGroup.length);
  /** Blocks of the next step that are taken already; -1 if it was not asked for them. */
  let ahead = -1;
  /** Blocks of all requests, shared ones once for each. */
  let apart = 0;

  const blocksOf = (tokens: number): number => Math.ceil(tokens / blockSize);
  const fullBlocks = (tokens: number): number => Math.floor(tokens / blockSize);
  /** Full blocks of the common beginning among the first `tokens` tokens. */
  const prefixBlocks = (request: number, tokens: number): number =>
    prefixGroup[request] < 0 ? 0 : fullBlocks(Math.min(prefixTokens[request], tokens));

  function chainOf(request: number): PrefixChain {
    const group = prefixGroup[request];
    let chain = groups.get(group);
    if (chain === undefined) {
      chain = new PrefixChain();
      groups.set(group, chain);
    }
    return chain;
  }

  /** The request, all of whose `before` prefix blocks are the chain's, has stored `tokens`: the chain grows with it. */
  function extend(request: number, before: number, tokens: number): void {
    const after = prefixBlocks(request, tokens);
    if (after <= before || sharing[request] !== before) return;
    const chain = chainOf(request);
    // Where somebody else was faster, the request's own blocks are a copy that nobody will look for.
    if (chain.stored !== before) return;
    if (before === 0) chain.hold(0, queue);
    chain.extend(before, after);
    sharing[request] = after;
  }

  return {
    capacity: blocks * blockSize,
    places: Infinity,
    get reserved() {
      return apart * blockSize;
    },
    get shared() {
      return (apart - (blocks - queue.count)) * blockSize;
    },
    holds: (tokens) => blocksOf(tokens) <= blocks,
    cached(request, known) {
      const most = fullBlocks(known - 1);
      const whole = prefixBlocks(request, Infinity);
      const common = whole > 0 ? Math.min(whole, chainOf(request).stored, most) : 0;
      if (common < whole) return common * blockSize;
      return Math.min(most, common + (remains.get(request)?.stored ?? 0)) * blockSize;
    },
    admit(request, {cached, tokens, known, whole, spare}) {
      const found = cached / blockSize;
      const common = Math.min(found, prefixBlocks(request, Infinity));
      const chain = common > 0 ? chainOf(request) : null;
      const own = found - common;
      const revived = own + (chain ? Math.max(0, common - chain.held) : 0);
      const needed = blocksOf(whole ? known : tokens) - found;
      if (needed + revived > queue.count - spare) return false;
      chain?.hold(common, queue);
      sharing[request] = common;
      const left = remains.get(request);
      if (left) {
        left.hold(own, queue);
        left.forget();
        remains.delete(request);
      }
      queue.take(blocksOf(tokens) - found);
      apart += blocksOf(tokens);
      extend(request, common, tokens);
      return true;
    },
    grow(request, held, tokens) {
      const more = blocksOf(tokens) - blocksOf(held);
      if (more > queue.count) return false;
      queue.take(more);
      apart += more;
      extend(request, prefixBlocks(request, held), tokens);
      return true;
    },
    release(request, held, again) {
      const shared = sharing[request];
      const own = blocksOf(held) - shared;
      const copies = prefixBlocks(request, held) - shared;
      const full = again ? Math.max(0, fullBlocks(held) - prefixBlocks(request, Infinity)) : 0;
      // The last block of a request is the first to be overwritten.
      if (full > 0) {
        queue.push(own - copies - full, null);
        const left = new PrefixChain();
        left.hold(0, queue);
        left.extend(0, full);
        left.drop(full, queue);
        remains.set(request, left);
        queue.push(copies, null);
      } else queue.push(own, null);
      if (shared > 0) chainOf(request).drop(shared, queue);
      sharing[request] = 0;
      apart -= blocksOf(held);
    },
    join: (_request, held) => lockstep.join(held),
    leave: (_request, held) => lockstep.leave(held),
    roomForStep: () => (lockstep.safeSteps(1, queue.count) > 0 ? "ready" : "short"),
    takeAhead() {
      if (ahead >= 0) return;
      ahead = lockstep.blocksOf(1);
      queue.take(ahead);
      apart += ahead;
    },
    safeSteps: (limit) => lockstep.safeSteps(limit, queue.count + Math.max(0, ahead)),
    step(steps, first, growth) {
      const before = Math.max(0, ahead);
      const taken = (apart - before) * runTime(steps, first, growth);
      const time = taken + lockstep.blockTime(steps, first, growth);
      const more = lockstep.blocksOf(steps) - before;
      ahead = -1;
      queue.take(more);
      apart += more;
      lockstep.advance(steps);
      return time * blockSize;
    }
  };
}
