/**
 * Contiguous pieces of 2^k units by the buddy system (Knowlton 1965; Knuth, The Art of Computer Programming 1, 2.5): a
 * piece begins at a multiple of its size; two free halves of a piece are one free piece.
 */

export class BuddyPool {
  readonly units: number;
  /** 1 + order of the free piece that begins at each unit; 0 where none begins. */
  private readonly freeAt: Uint8Array;
  /** Where the free pieces of each order begin, as heaps: an entry that freeAt does not confirm is out of date. */
  private readonly starts: number[][];

  constructor(units: number) {
    this.units = units;
    this.freeAt = new Uint8Array(units);
    const orders = units > 0 ? Math.floor(Math.log2(units)) + 1 : 0;
    this.starts = Array.from({length: orders}, () => []);
    let at = 0;
    for (let order = orders - 1; order >= 0; --order)
      if (at + 2 ** order <= units) {
        this.put(at, order);
        at += 2 ** order;
      }
  }

  /** The least order whose pieces hold this many units. */
  static orderOf(units: number): number {
    return units <= 1 ? 0 : 32 - Math.clz32(units - 1);
  }

  /** Takes a piece: of the smallest free ones that are large enough, the first; -1 if there is none. */
  take(order: number): number {
    for (let from = order; from < this.starts.length; ++from) {
      const at = this.firstOf(from);
      if (at < 0) continue;
      this.freeAt[at] = 0;
      for (let half = from - 1; half >= order; --half) this.put(at + 2 ** half, half);
      return at;
    }
    return -1;
  }

  free(at: number, order: number): void {
    let start = at;
    let size = order;
    for (; this.isFree(start ^ (2 ** size), size); ++size) {
      this.freeAt[start ^ (2 ** size)] = 0;
      start &= ~(2 ** size);
    }
    this.put(start, size);
  }

  /** Whether a piece of order `to` could be had if the one of order `from` at `at` were given back. */
  couldGrow(at: number, from: number, to: number): boolean {
    for (let order = to; order < this.starts.length; ++order) if (this.firstOf(order) >= 0) return true;
    let start = at;
    let size = from;
    for (; this.isFree(start ^ (2 ** size), size); ++size) start &= ~(2 ** size);
    return size >= to;
  }

  private isFree(at: number, order: number): boolean {
    return at + 2 ** order <= this.units && this.freeAt[at] === order + 1;
  }

  private put(at: number, order: number): void {
    this.freeAt[at] = order + 1;
    const heap = this.starts[order]!;
    let hole = heap.length;
    heap.push(at);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (heap[parent]! <= at) break;
      heap[hole] = heap[parent]!;
      hole = parent;
    }
    heap[hole] = at;
  }

  /** The first free piece of an order, -1 if there is none; what is out of date is dropped on the way. */
  private firstOf(order: number): number {
    const heap = this.starts[order]!;
    while (heap.length > 0) {
      if (this.freeAt[heap[0]!] === order + 1) return heap[0]!;
      const last = heap.pop()!;
      const size = heap.length;
      if (size === 0) break;
      let hole = 0;
      for (;;) {
        let child = 2 * hole + 1;
        if (child >= size) break;
        if (child + 1 < size && heap[child + 1]! < heap[child]!) ++child;
        if (heap[child]! >= last) break;
        heap[hole] = heap[child]!;
        hole = child;
      }
      heap[hole] = last;
    }
    return -1;
  }
}
