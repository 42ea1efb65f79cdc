/** The blocks of a shared beginning: which are stored, which of them are held by somebody, and where the others lie. */
import type {FreeQueue, Segment} from "./freeQueue.js";

export class PrefixChain {
  /** Leading blocks that are stored. */
  stored = 0;
  /** Leading blocks that somebody holds; those between `held` and `stored` are free, but not overwritten yet. */
  held = 0;
  /** How many hold the first k blocks and no more, by k. */
  private readonly holders: number[] = [];
  /** The free ones, as segments: the first has the highest indices. */
  private readonly free: Segment<PrefixChain>[] = [];

  /** One more holds the first `blocks` blocks; those that were free are taken back. */
  hold(blocks: number, queue: FreeQueue<PrefixChain>): void {
    this.holders[blocks] = (this.holders[blocks] ?? 0) + 1;
    while (this.held < blocks && this.held < this.stored) {
      const segment = this.free[this.free.length - 1]!;
      const count = Math.min(segment.count, blocks - this.held);
      queue.reclaim(segment, count);
      if (segment.count === 0) this.free.pop();
      this.held += count;
    }
  }

  /** A holder of the first `from` blocks has stored more, up to `to`. */
  extend(from: number, to: number): void {
    --this.holders[from];
    this.holders[to] = (this.holders[to] ?? 0) + 1;
    this.stored = to;
    this.held = to;
  }

  /** A holder of the first `blocks` blocks leaves; what nobody else holds becomes free. */
  drop(blocks: number, queue: FreeQueue<PrefixChain>): void {
    --this.holders[blocks];
    let most = this.held;
    while (most > 0 && !this.holders[most]) --most;
    const segment = queue.push(this.held - most, this);
    if (segment) this.free.push(segment);
    this.held = most;
  }

  /** Free blocks of this segment were overwritten: those with the highest indices. */
  lose(segment: Segment<PrefixChain>, blocks: number): void {
    this.stored -= blocks;
    if (segment.count === 0) this.free.shift();
  }

  /** Nobody will ask for what is free and stored any more. */
  forget(): void {
    for (const segment of this.free) segment.owner = null;
    this.stored = this.held;
    this.free.length = 0;
  }
}
