/**
 * Exponential variates by the ziggurat (Marsaglia & Tsang 2000, J. Stat. Softw. 5(8)), 256 layers, 53-bit positions.
 * Layer and position come from different bits (Doornik 2005), and the tail has no end: beyond the last layer the law
 * starts again from there, as memorylessness allows.
 */
import type {RandomSource} from "./randomSource.js";

const LAYERS = 256;
/** Right edge of the last layer, and the area that all layers share (Marsaglia & Tsang 2000, section 3). */
const TAIL_START = 7.69711747013105;
const LAYER_AREA = 0.00394965982258156;

/** Right edges of the layers, widest first, and the density there; layer 0 stands for the base strip and the tail. */
const edges = new Float64Array(LAYERS + 1);
const heights = new Float64Array(LAYERS + 1);
edges[0] = LAYER_AREA * Math.exp(TAIL_START);
edges[1] = TAIL_START;
for (let i = 2; i < LAYERS; ++i) edges[i] = -Math.log(LAYER_AREA / edges[i - 1] + Math.exp(-edges[i - 1]));
edges[LAYERS] = 0;
for (let i = 0; i <= LAYERS; ++i) heights[i] = Math.exp(-edges[i]);

const LOW_BITS = 2 ** 21;
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
  const high = source.uint32();
  const low = source.uint32();
  const layer = low & 255;
  const x = (high * LOW_BITS + (low >>> 11)) * widths[layer];
  return x < edges[layer + 1] ? x : beyond(source, layer, x);
}

/** What becomes of a point outside its layer's inner rectangle: the tail, the wedge under the curve, or another try. */
function beyond(source: RandomSource, layer: number, x: number): number {
  if (layer === 0) return TAIL_START + exponential(source);
  const height = heights[layer] + source.uniform() * (heights[layer + 1] - heights[layer]);
  return height < Math.exp(-x) ? x : exponential(source);
}

/**
 * Fills `target[from..to)` with exponential variates of the given mean: the same numbers, in the same order, as as
 * many calls of `exponential`, at about half the time.
 *
 * mean: in the unit of the result.
 */
export function fillExponential(
  source: RandomSource,
  target: Float64Array,
  mean: number,
  from: number,
  to: number
): void {
  const state = source.state;
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let counter = state[3];
  for (let i = from; i < to; ++i) {
    const high = (a + b + counter) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + high) | 0;
    const low = (a + b + counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + low) | 0;
    counter = (counter + 2) | 0;
    const layer = low & 255;
    let x = ((high >>> 0) * LOW_BITS + (low >>> 11)) * widths[layer];
    if (x >= edges[layer + 1]) {
      state[0] = a;
      state[1] = b;
      state[2] = c;
      state[3] = counter;
      x = beyond(source, layer, x);
      a = state[0];
      b = state[1];
      c = state[2];
      counter = state[3];
    }
    target[i] = mean * x;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = counter;
}
