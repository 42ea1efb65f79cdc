/**
 * Standard normal variates by the ziggurat (Marsaglia & Tsang 2000, J. Stat. Softw. 5(8)), 128 layers, 53-bit
 * positions; layer and sign come from bits of their own (Doornik 2005), the tail from Marsaglia 1964.
 */
import {exponential} from "./exponential.js";
import {joined, type RandomSource, shareAcrossEngines} from "./randomSource.js";

const LAYERS = 128;
const TAIL_START = 3.442619855899;
const LAYER_AREA = 9.91256303526217e-3;

const density = (x: number): number => Math.exp(-0.5 * x * x);

const edges = new Float64Array(LAYERS + 1);
edges[0] = LAYER_AREA / density(TAIL_START);
edges[1] = TAIL_START;
for (let i = 2; i < LAYERS; ++i)
  edges[i] = Math.sqrt(-2 * Math.log(LAYER_AREA / edges[i - 1] + density(edges[i - 1])));
edges[LAYERS] = 0;
shareAcrossEngines(edges);
const heights = edges.map(density);

const widths = edges.map((edge) => edge * 2 ** -53);

/**
 * A normal variate of mean 0 and standard deviation 1.
 *
 * Density exp(-x^2 / 2) / sqrt(2 pi). Source: Marsaglia & Tsang 2000; tail: Marsaglia 1964.
 *
 * @example
 * Number.isFinite(normal(randomSource(1, "lengths"))) // => true
 */
export function normal(source: RandomSource): number {
  for (;;) {
    const high = source.int32();
    const low = source.int32();
    const layer = low & 127;
    const sign = low & 128 ? -1 : 1;
    const x = joined(high, low) * widths[layer];
    if (x < edges[layer + 1]) return sign * x;
    if (layer === 0) return sign * tail(source);
    if (heights[layer] + source.uniform() * (heights[layer + 1] - heights[layer]) < density(x))
      return sign * x;
  }
}

/** A normal variate given that it is larger than TAIL_START: a shifted exponential, thinned. */
function tail(source: RandomSource): number {
  for (;;) {
    const x = exponential(source) / TAIL_START;
    if (2 * exponential(source) > x * x) return TAIL_START + x;
  }
}
