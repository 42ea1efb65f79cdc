/**
 * How long a batch keeps its server, by its size: a measured curve, or the roofline. Both are piecewise straight lines:
 * a part that every batch pays (launch, reading the weights) and a part for each request in it.
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";

/** A measured point: a batch of `batch` requests takes `time` [s]. */
export interface BatchPoint {
  readonly batch: number;
  readonly time: number;
}

/** A machine and a model, as the roofline sees them. */
export interface RooflineSpec {
  /** Work of one request [FLOP]. */
  readonly work: number;
  /** Bytes that are read once for the whole batch: the weights [B]. */
  readonly sharedBytes: number;
  /** Bytes that are moved for each request [B]; default 0. */
  readonly requestBytes?: number;
  /** Attainable compute [FLOP/s]. */
  readonly compute: number;
  /** Attainable memory bandwidth [B/s]. */
  readonly bandwidth: number;
  /** Launch and everything else that does not overlap [s]; default 0. */
  readonly overhead?: number;
}

/** The law of a batch's service; `distribution` (default deterministic) is about the mean that the size gives. */
export type BatchServiceSpec = (
  | {readonly curve: readonly BatchPoint[]}
  | {readonly roofline: RooflineSpec}
) & {readonly distribution?: "deterministic" | "exponential"};

/**
 * The mean service times [s] of batches of 1 to `maxBatch` requests, at index 1 to maxBatch; index 0 is 0.
 *
 * Curve: straight lines between the points; below the first and beyond the last the nearest line goes on, so that two
 * points give the affine law t(b) = t0 + t1 b; a single point is taken for every size. Roofline: overhead +
 * max(b work / compute, (sharedBytes + b requestBytes) / bandwidth). Divided by `speed` [1], a machine that is so many
 * times as fast. Throws RangeError for batches or times that are not positive or not ascending, for a curve that falls,
 * and where a line would give a time that is not positive. Source: Williams, Waterman & Patterson 2009, CACM 52(4).
 *
 * @example
 * Array.from(batchServiceTimes({curve: [{batch: 2, time: 3}, {batch: 4, time: 5}]}, 5)) // => [0, 2, 3, 4, 5, 6]
 */
export function batchServiceTimes(service: BatchServiceSpec, maxBatch: number, speed = 1): Float64Array {
  requireInteger("maxBatch", maxBatch);
  requirePositive("speed", speed);
  const time = "curve" in service ? interpolated(checkedCurve(service.curve)) : roofline(service.roofline);
  const times = new Float64Array(maxBatch + 1);
  for (let batch = 1; batch <= maxBatch; ++batch) {
    times[batch] = time(batch) / speed;
    if (!(times[batch] > 0 && times[batch] < Infinity)) throw invalid(`time of batch ${batch}`, times[batch]);
  }
  return times;
}

function checkedCurve(curve: readonly BatchPoint[]): readonly BatchPoint[] {
  if (curve.length === 0) throw invalid("curve", "no points");
  curve.forEach(({batch, time}, i) => {
    requirePositive(`curve[${i}].batch`, batch);
    requirePositive(`curve[${i}].time`, time);
    if (i > 0 && !(batch > curve[i - 1]!.batch)) throw invalid(`curve[${i}].batch`, batch);
    if (i > 0 && !(time >= curve[i - 1]!.time)) throw invalid(`curve[${i}].time`, time);
  });
  return curve;
}

function interpolated(curve: readonly BatchPoint[]): (batch: number) => number {
  if (curve.length === 1) return () => curve[0]!.time;
  return (size) => {
    // The segment that ends at or beyond the size, or else the last one.
    const beyond = curve.findIndex(({batch}) => batch >= size);
    const end = beyond < 0 ? curve.length - 1 : Math.max(1, beyond);
    const from = curve[end - 1]!;
    const to = curve[end]!;
    if (size === to.batch) return to.time;
    return from.time + ((size - from.batch) / (to.batch - from.batch)) * (to.time - from.time);
  };
}

function roofline({
  work,
  sharedBytes,
  requestBytes = 0,
  compute,
  bandwidth,
  overhead = 0
}: RooflineSpec): (batch: number) => number {
  requirePositive("work", work);
  requireNonNegative("sharedBytes", sharedBytes);
  requireNonNegative("requestBytes", requestBytes);
  requirePositive("compute", compute);
  requirePositive("bandwidth", bandwidth);
  requireNonNegative("overhead", overhead);
  return (batch) =>
    overhead + Math.max((batch * work) / compute, (sharedBytes + batch * requestBytes) / bandwidth);
}
