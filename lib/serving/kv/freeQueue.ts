/**
 * Free blocks in the order in which they will be overwritten: least recently freed first. Neighbours with the same
 * owner are one segment; whoever still wants the contents of a free block is its owner.
 */

/** A stretch of free blocks; the first to be overwritten are those with the highest index in their owner's sequence. */
export interface Segment<Owner> {
  count: number;
  owner: Owner | null;
  before: Segment<Owner> | null;
  after: Segment<Owner> | null;
}

export class FreeQueue<Owner> {
  /** Free blocks. */
  count = 0;
  private first: Segment<Owner> | null = null;
  private last: Segment<Owner> | null = null;
  private readonly lost: (owner: Owner, segment: Segment<Owner>, blocks: number) => void;

  /** `lost` is told of each owner whose blocks are overwritten. */
  constructor(lost: (owner: Owner, segment: Segment<Owner>, blocks: number) => void) {
    this.lost = lost;
  }

  /** Frees blocks, to be overwritten after all others. */
  push(count: number, owner: Owner | null): Segment<Owner> | null {
    if (count === 0) return null;
    this.count += count;
    if (owner === null && this.last?.owner === null) {
      this.last.count += count;
      return this.last;
    }
    const segment: Segment<Owner> = {count, owner, before: this.last, after: null};
    if (this.last) this.last.after = segment;
    else this.first = segment;
    this.last = segment;
    return segment;
  }

  /** Takes that many blocks to overwrite them; there must be as many. */
  take(count: number): void {
    this.count -= count;
    let left = count;
    while (left > 0) {
      const segment = this.first!;
      const blocks = Math.min(left, segment.count);
      left -= blocks;
      segment.count -= blocks;
      if (segment.owner !== null) this.lost(segment.owner, segment, blocks);
      if (segment.count === 0) this.unlink(segment);
    }
  }

  /** Takes blocks out of the middle, with what they hold. */
  reclaim(segment: Segment<Owner>, count: number): void {
    this.count -= count;
    segment.count -= count;
    if (segment.count === 0) this.unlink(segment);
  }

  private unlink(segment: Segment<Owner>): void {
    if (segment.before) segment.before.after = segment.after;
    else this.first = segment.after;
    if (segment.after) segment.after.before = segment.before;
    else this.last = segment.before;
  }
}
