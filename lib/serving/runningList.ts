/** The batch in order of admission: a doubly linked list over request numbers. */

export class RunningList {
  /** -1 where there is none. */
  first = -1;
  last = -1;
  size = 0;
  private readonly after: Int32Array;
  private readonly before: Int32Array;

  constructor(count: number) {
    this.after = new Int32Array(count);
    this.before = new Int32Array(count);
  }

  append(request: number): void {
    this.before[request] = this.last;
    this.after[request] = -1;
    if (this.last < 0) this.first = request;
    else this.after[this.last] = request;
    this.last = request;
    ++this.size;
  }

  remove(request: number): void {
    const before = this.before[request];
    const after = this.after[request];
    if (before < 0) this.first = after;
    else this.after[before] = after;
    if (after < 0) this.last = before;
    else this.before[after] = before;
    --this.size;
  }

  /** The request admitted next after this one, -1 after the last. */
  next(request: number): number {
    return this.after[request];
  }
}
