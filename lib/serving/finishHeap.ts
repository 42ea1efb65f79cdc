/** Which decoding request finishes first: a binary heap of requests by the step of their last token. */

/**
 * Requests by the step that computes their last token. `doneStep` says what holds now: an entry that disagrees with it
 * is out of date, and is mended or dropped when it comes up; a request that does not decode has step -1 there.
 */
export class FinishHeap {
  private readonly doneStep: Float64Array;
  private readonly keys: number[] = [];
  private readonly requests: number[] = [];

  constructor(doneStep: Float64Array) {
    this.doneStep = doneStep;
  }

  /** The request's `doneStep` was set. */
  push(request: number): void {
    this.keys.push(0);
    this.requests.push(0);
    this.rise(this.keys.length - 1, this.doneStep[request], request);
  }

  /** The step of the next finish; Infinity if nothing decodes. */
  next(): number {
    const {doneStep, keys, requests} = this;
    while (keys.length > 0) {
      const done = doneStep[requests[0]!];
      if (done === keys[0]) return done;
      if (done < 0) this.pop();
      else this.sink(done, requests[0]!);
    }
    return Infinity;
  }

  /** Takes out the request that `next` told of. */
  pop(): number {
    const {keys, requests} = this;
    const first = requests[0]!;
    const key = keys.pop()!;
    const last = requests.pop()!;
    if (keys.length > 0) this.sink(key, last);
    return first;
  }

  private rise(start: number, key: number, request: number): void {
    const {keys, requests} = this;
    let hole = start;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (keys[parent]! <= key) break;
      keys[hole] = keys[parent]!;
      requests[hole] = requests[parent]!;
      hole = parent;
    }
    keys[hole] = key;
    requests[hole] = request;
  }

  /** Puts an entry in place of the first one. */
  private sink(key: number, request: number): void {
    const {keys, requests} = this;
    const size = keys.length;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && keys[child + 1]! < keys[child]!) ++child;
      if (keys[child]! >= key) break;
      keys[hole] = keys[child]!;
      requests[hole] = requests[child]!;
      hole = child;
    }
    keys[hole] = key;
    requests[hole] = request;
  }
}
