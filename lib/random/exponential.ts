/**
 * Exponential variates by the ziggurat (Marsaglia & Tsang 2000, J. Stat. Softw. 5(8)), 256 layers, 53-bit positions.
 * Layer and position come from different bits (Doornik 2005), and the tail has no end: beyond the last layer the law
 * starts again from there, as memorylessness allows.
 */
import {joined, LOW_RANGE, type RandomSource, shareAcrossEngines} from "./randomSource.js";

const LAYERS = 256;
/** Right edge of the last layer, and the area that all layers share (Marsaglia & Tsang 2000, section 3). */
const TAIL_START = 7.69711747013105;
const LAYER_AREA = 0.00394965982258156;

/** Right edges of the layers, widest first, and the density there; layer 0 stands for the base strip and the tail. */
const edges = new Float64Array(LAYERS + 1);
edges[0] = LAYER_AREA * Math.exp(TAIL_START);
edges[1] = TAIL_START;
for (let i = 2; i < LAYERS; ++i) edges[i] = -Math.log(LAYER_AREA / edges[i - 1] + Math.exp(-edges[i - 1]));
edges[LAYERS] = 0;
shareAcrossEngines(edges);
const heights = edges.map((edge) => Math.exp(-edge));

const widths = edges.map((edge) => edge * 2 ** -53);

/**
 * An exponential variate of mean 1.
 *
 * Density exp(-x) for x >= 0. Source: Marsaglia & Tsang 2000.
 *
 * @example
 * exponential(randomSource(1, "service")) > 0 // => true
 */
export function exponential(source: RandomSource): number {
  const high = source.int32();
  const low = source.int32();
  const layer = low & 255;
  const x = joined(high, low) * widths[layer];
  return x < edges[layer + 1] ? x : beyond(source, layer, x);
}

/** What becomes of a point outside its layer's inner rectangle: the tail, the wedge under the curve, or another try. */
function beyond(source: RandomSource, layer: number, x: number): number {
  if (layer === 0) return TAIL_START + exponential(source);
  const height = heights[layer] + source.uniform() * (heights[layer + 1] - heights[layer]);
  return height < Math.exp(-x) ? x : exponential(source);
}

/** Fills `target[from..to)` with the next exponential variates of the given mean, in the unit of the mean. */
export type ExponentialFill = (target: Float64Array, mean: number, from: number, to: number) => void;

/** Variates between two visits to those that missed their layer. */
const STRETCH = 2048;

/**
 * A filler of arrays with independent exponential variates from `source`: twice as fast as as many calls of
 * `exponential` (and other numbers than theirs). The sequence does not depend on how it is cut into fills.
 *
 * Each variate takes one point of `source`; the one in fifty that misses its layer's rectangle is settled afterwards,
 * from a second stream that is seeded by the first, so that the fast loop has no call in it.
 *
 * @example
 * ((gaps) => (exponentialFill(randomSource(1, "arrivals"))(gaps, 2, 0, 3), gaps.every((gap) => gap > 0)))(new Float64Array(3)) // => true
 */
export function exponentialFill(source: RandomSource): ExponentialFill {
  const spare = source.split();
  const missed = new Int32Array(STRETCH);
  return (target, mean, from, to) => {
    for (let i = from; i < to; i += STRETCH) {
      const misses = fillStretch(source.state, target, mean, i, Math.min(to, i + STRETCH), missed);
      settle(spare, target, mean, i, missed, misses);
    }
  };
}

/** One point a variate; returns how many missed their layer's rectangle, and leaves offset and layer in `missed`. */
function fillStretch(
  state: Int32Array,
  target: Float64Array,
  mean: number,
  from: number,
  to: number,
  missed: Int32Array
): number {
  // Everything that the loop touches is local: what a module owns or imports may change for all that compilers know.
  const width = widths;
  const edge = edges;
  const lowRange = LOW_RANGE;
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let counter = state[3];
  let misses = 0;
  for (let i = from; i < to; ++i) {
    const high = (((a + b) | 0) + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + high) | 0;
    counter = (counter + 1) | 0;
    const low = (((a + b) | 0) + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + low) | 0;
    counter = (counter + 1) | 0;
    const layer = low & 255;
    const x = ((high >>> 1) * lowRange + (low >>> 10)) * width[layer];
    target[i] = mean * x;
    if (x >= edge[layer + 1]) {
      missed[misses] = ((i - from) << 8) | layer;
      misses = (misses + 1) | 0;
    }
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = counter;
  return misses;
}

function settle(
  spare: RandomSource,
  target: Float64Array,
  mean: number,
  from: number,
  missed: Int32Array,
  misses: number
): void {
  for (let k = 0; k < misses; ++k) {
    const i = from + (missed[k] >> 8);
    target[i] = mean * beyond(spare, missed[k] & 255, target[i] / mean);
  }
}
