/** Collects the stays in the batch, in order of admission. */
import type {ServingStays} from "./servingRecords.js";

export class StayLog {
  /** The present or last stay of each request. */
  readonly latest: Int32Array;
  private size = 0;
  private request: Int32Array;
  private from: Float64Array;
  private decodeFrom: Float64Array;
  private to: Float64Array;
  private preempted: Uint8Array;
  private knownTokens: Int32Array;
  private cachedTokens: Int32Array;

  constructor(count: number) {
    this.latest = new Int32Array(count).fill(-1);
    this.request = new Int32Array(count);
    this.from = new Float64Array(count);
    this.decodeFrom = new Float64Array(count);
    this.to = new Float64Array(count);
    this.preempted = new Uint8Array(count);
    this.knownTokens = new Int32Array(count);
    this.cachedTokens = new Int32Array(count);
  }

  begin(request: number, time: number, known: number, cached: number): void {
    if (this.size === this.request.length) this.lengthen();
    const stay = this.size++;
    this.latest[request] = stay;
    this.request[stay] = request;
    this.from[stay] = time;
    this.decodeFrom[stay] = NaN;
    this.to[stay] = NaN;
    this.knownTokens[stay] = known;
    this.cachedTokens[stay] = cached;
  }

  decodes(request: number, time: number): void {
    this.decodeFrom[this.latest[request]] = time;
  }

  end(request: number, time: number, preempted: boolean): void {
    const stay = this.latest[request];
    this.to[stay] = time;
    this.preempted[stay] = Number(preempted);
  }

  records(): ServingStays {
    const {size} = this;
    return {
      count: size,
      request: this.request.subarray(0, size),
      from: this.from.subarray(0, size),
      decodeFrom: this.decodeFrom.subarray(0, size),
      to: this.to.subarray(0, size),
      preempted: this.preempted.subarray(0, size),
      knownTokens: this.knownTokens.subarray(0, size),
      cachedTokens: this.cachedTokens.subarray(0, size)
    };
  }

  private lengthen(): void {
    const length = 2 * this.size + 16;
    const longer = <T extends Int32Array | Float64Array | Uint8Array>(fresh: T, old: T): T => {
      fresh.set(old as never);
      return fresh;
    };
    this.request = longer(new Int32Array(length), this.request);
    this.from = longer(new Float64Array(length), this.from);
    this.decodeFrom = longer(new Float64Array(length), this.decodeFrom);
    this.to = longer(new Float64Array(length), this.to);
    this.preempted = longer(new Uint8Array(length), this.preempted);
    this.knownTokens = longer(new Int32Array(length), this.knownTokens);
    this.cachedTokens = longer(new Int32Array(length), this.cachedTokens);
  }
}
