/**
 * Contiguous reservation of the next power of two: a request holds one piece, at first for its prompt, that doubles when
 * the answer outgrows it, by moving where its neighbour is not free (the buddy allocator of Kwon et al. 2023's Orca
 * baselines, which were told the answer's length beforehand; here nobody is).
 */
import {runTime} from "../runTime.js";
import {StepHeap} from "../stepHeap.js";
import {BuddyPool} from "./buddyPool.js";
import type {KvAllocator} from "./kvAllocator.js";

/** Pieces of 2^k `unit` tokens in a memory of `units` of them, for `count` requests. */
export function contiguousPowerOfTwo(units: number, unit: number, count: number): KvAllocator {
  const pool = new BuddyPool(units);
  const start = new Int32Array(count);
  const order = new Uint8Array(count);
  /** The step at which a decoding request's piece is full; -1 for others. */
  const full = new Float64Array(count).fill(-1);
  const heap = new StepHeap(full);
  let turn = 0;
  let taken = 0;
  const orderOf = (tokens: number): number => BuddyPool.orderOf(Math.ceil(tokens / unit));
  const tokensOf = (request: number): number => unit * 2 ** order[request];

  function place(request: number, size: number): boolean {
    const at = pool.take(size);
    if (at < 0) return false;
    start[request] = at;
    order[request] = size;
    taken += unit * 2 ** size;
    return true;
  }
  function grow(request: number, tokens: number): boolean {
    const size = orderOf(tokens);
    if (size <= order[request]) return true;
    if (!pool.couldGrow(start[request], order[request], size)) return false;
    vacate(request);
    return place(request, size);
  }
  function vacate(request: number): void {
    taken -= tokensOf(request);
    pool.free(start[request], order[request]);
  }
  return {
    capacity: units * unit,
    places: Infinity,
    get reserved() {
      return taken;
    },
    shared: 0,
    holds: (tokens) => 2 ** orderOf(tokens) <= units,
    cached: () => 0,
    admit: (request, {known}) => place(request, orderOf(known)),
    grow: (request, _held, tokens) => grow(request, tokens),
    release: vacate,
    join(request, held) {
      full[request] = turn + tokensOf(request) - held;
      heap.push(request);
    },
    leave(request) {
      full[request] = -1;
    },
    roomForStep(rank) {
      const due: number[] = [];
      while (heap.next() === turn) due.push(heap.pop());
      due.sort((i, j) => rank[i] - rank[j]);
      let found = true;
      for (const request of due) {
        const tokens = tokensOf(request);
        found = found && grow(request, tokens + 1);
        if (found) full[request] += tokensOf(request) - tokens;
        heap.push(request);
      }
      if (!found) return "short";
      return due.length > 0 ? "moved" : "ready";
    },
    takeAhead: () => undefined,
    safeSteps: (limit) => Math.min(limit, heap.next() - turn),
    step(steps, first, growth) {
      turn += steps;
      return taken * runTime(steps, first, growth);
    }
  };
}
