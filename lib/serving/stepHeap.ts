/** Whose turn comes first: a binary heap of requests by a step number, with entries that are mended when they come up. */

/**
 * Requests by the step at which something happens to them. `due` says what holds now, -1 where nothing will: an entry
 * that disagrees with it is out of date, and is mended or dropped when it comes up.
 */
export class StepHeap {
  private readonly due: Float64Array;
  /** The step under which each request is entered, -1 if it is not. */
  private readonly entered: Float64Array;
  private readonly keys: number[] = [];
  private readonly requests: number[] = [];

  constructor(due: Float64Array) {
    this.due = due;
    this.entered = new Float64Array(due.length).fill(-1);
  }

  /** The request's `due` was set; an entry that is too early will be mended in time. */
  push(request: number): void {
    const {due, entered, keys, requests} = this;
    const key = due[request];
    if (entered[request] >= 0 && entered[request] <= key) return;
    entered[request] = key;
    let hole = keys.length;
    keys.push(key);
    requests.push(request);
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

  /** The next step at which something happens; Infinity if nothing will. */
  next(): number {
    const {due, entered, keys, requests} = this;
    while (keys.length > 0) {
      const request = requests[0]!;
      const key = due[request];
      // Of two entries of one request only the earlier stays.
      if (key < 0 || entered[request] !== keys[0]) this.pop();
      else if (key === keys[0]) return key;
      else {
        entered[request] = key;
        this.sink(key, request);
      }
    }
    return Infinity;
  }

  /** Takes out the request that `next` told of. */
  pop(): number {
    const {entered, keys, requests} = this;
    const first = requests[0]!;
    if (entered[first] === keys[0]) entered[first] = -1;
    const key = keys.pop()!;
    const last = requests.pop()!;
    if (keys.length > 0) this.sink(key, last);
    return first;
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
