/** Periodic sensors superposed: their releases merged in order of time, ties by stream and then by copy. */
import {type RandomSource, randomSource} from "../random/randomSource.js";
import type {ArrivalProcess} from "./arrivalProcess.js";
import type {StreamSpec} from "./queueSpec.js";

/** One physical sensor: release k is nominally at k / rate + phase. */
class Sensor {
  readonly stream: number;
  /** Time of the next release, jitter included. */
  next = 0;
  private readonly rate: number;
  private readonly phase: number;
  private readonly jitter: number;
  private readonly source: RandomSource;
  private release: number;

  constructor({rate, phase = 0, jitter = 0, from = 0}: StreamSpec, stream: number, source: RandomSource) {
    this.stream = stream;
    this.rate = rate;
    this.phase = phase;
    this.jitter = jitter;
    this.source = source;
    this.release = Math.max(0, Math.ceil((from - phase) * rate) - 1);
    while (this.release / rate + phase < from) ++this.release;
    this.advance();
  }

  advance(): void {
    const nominal = this.release++ / this.rate + this.phase;
    const late = this.jitter > 0 ? this.jitter * this.source.uniform() : 0;
    this.next = Math.max(this.next, nominal + late);
  }
}

/** The merged releases of all sensors. `seed` feeds the jitter, a random stream for each sensor. */
export function superposedStreams(streams: readonly StreamSpec[], seed: number): ArrivalProcess {
  const sensors: Sensor[] = [];
  for (const [stream, spec] of streams.entries())
    for (let copy = 0; copy < (spec.copies ?? 1); ++copy)
      sensors.push(new Sensor(spec, stream, randomSource(seed, `jitter of stream ${stream}`, copy)));
  // A binary heap of the sensors' numbers, by the next release and then by number: stream first, then copy.
  const heap = Int32Array.from(sensors.keys());
  const before = (i: number, j: number): boolean =>
    sensors[i]!.next < sensors[j]!.next || (sensors[i]!.next === sensors[j]!.next && i < j);

  function sink(root: number): void {
    const sensor = heap[root];
    let hole = root;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1], heap[child])) ++child;
      if (!before(heap[child], sensor)) break;
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = sensor;
  }

  for (let i = heap.length >> 1; i-- > 0; ) sink(i);
  return (times, origin, from, to) => {
    for (let i = from; i < to; ++i) {
      const sensor = sensors[heap[0]]!;
      times[i] = sensor.next;
      origin[i] = sensor.stream;
      sensor.advance();
      sink(0);
    }
    return to;
  };
}
