/**
 * Blocks of requests that grow by one token a step, together: a request needs a new block every `blockSize` steps, so
 * how many need one now depends only on how many stand at each place in their block.
 */
import {runTime} from "../runTime.js";

export class LockstepBlocks {
  private readonly blockSize: number;
  /** Requests by (stored tokens - steps taken) modulo the block size. */
  private readonly phases: Int32Array;
  /** Steps taken, modulo the block size. */
  private turn = 0;
  private requests = 0;

  constructor(blockSize: number) {
    this.blockSize = blockSize;
    this.phases = new Int32Array(blockSize);
  }

  join(held: number): void {
    ++this.phases[this.phaseOf(held)];
    ++this.requests;
  }

  leave(held: number): void {
    --this.phases[this.phaseOf(held)];
    --this.requests;
  }

  /** How many steps, `limit` at most, `free` blocks are enough for. */
  safeSteps(limit: number, free: number): number {
    const {blockSize, requests} = this;
    if (requests === 0 || free >= requests * Math.ceil(limit / blockSize)) return limit;
    const rounds = Math.floor(free / requests);
    let left = free - rounds * requests;
    let steps = rounds * blockSize;
    // Within a round the blocks run out before its end: not all requests get theirs.
    for (let place = 0; steps < limit; ++place, ++steps) {
      left -= this.needed(place);
      if (left < 0) break;
    }
    return Math.min(limit, steps);
  }

  /** Blocks that the next `steps` steps take. */
  blocksOf(steps: number): number {
    const rounds = Math.floor(steps / this.blockSize);
    let blocks = rounds * this.requests;
    for (let place = steps - rounds * this.blockSize; place-- > 0; ) blocks += this.needed(place);
    return blocks;
  }

  /**
   * The sum of (blocks taken since now) x duration over the next `steps` steps of first + growth x (0, 1, …) seconds:
   * a block taken for step j counts from there to the end, T(steps) - T(j - 1) with T a parabola.
   */
  blockTime(steps: number, first: number, growth: number): number {
    const {blockSize} = this;
    const all = runTime(steps, first, growth);
    const a = first - growth / 2;
    const b = growth / 2;
    let sum = 0;
    for (let place = Math.min(blockSize, steps); place-- > 0; ) {
      const blocks = this.needed(place);
      if (blocks === 0) continue;
      const times = Math.floor((steps - 1 - place) / blockSize) + 1;
      const pairs = (times * (times - 1)) / 2;
      const places = times * place + blockSize * pairs;
      const squares =
        times * place * place +
        2 * place * blockSize * pairs +
        (blockSize * blockSize * pairs * (2 * times - 1)) / 3;
      sum += blocks * (times * all - a * places - b * squares);
    }
    return sum;
  }

  advance(steps: number): void {
    this.turn = (this.turn + steps) % this.blockSize;
  }

  /** Requests that need a block `place` steps from now, 0 <= place < blockSize. */
  private needed(place: number): number {
    const {blockSize} = this;
    return this.phases[(2 * blockSize - this.turn - place) % blockSize];
  }

  private phaseOf(held: number): number {
    const {blockSize} = this;
    return ((held % blockSize) + blockSize - this.turn) % blockSize;
  }
}
