/**
 * Seeded random sources, one stream per concern: a draw added to "service" leaves "arrivals" as they were.
 * Generator: sfc32 (Doty-Humphrey 2010, PractRand), 128 bits of state, period at least 2^32 and 2^127 on average;
 * integer arithmetic only, so the same seed gives the same words on every machine and in every engine. Uniform,
 * exponential and normal variates are the same everywhere too; gamma below shape one and lognormal ones rest on
 * Math.exp, whose last bit the language leaves to the engine (Node and Chromium have the same).
 */
import {invalid, requireInteger} from "../invalid.js";

const WORD = 2 ** 32;
/** The values that the low part of a 53-bit integer can take: see joined. */
export const LOW_RANGE = 2 ** 22;
const RESOLUTION = 2 ** -53;
const WARM_UP_ROUNDS = 20;

/** One stream of random words. `state` is the four words of sfc32: block fills keep them in registers meanwhile. */
export class RandomSource {
  readonly state: Int32Array;

  constructor(state: Int32Array) {
    this.state = state;
  }

  /** The next 32 random bits, as a signed integer. */
  int32(): number {
    const state = this.state;
    const b = state[1];
    const c = state[2];
    const counter = state[3];
    const word = (state[0] + b + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + word) | 0;
    state[3] = (counter + 1) | 0;
    return word;
  }

  /** The next 32 random bits, as an integer in [0, 2^32). */
  uint32(): number {
    return this.int32() >>> 0;
  }

  /** A uniform number in [0, 1) with all 53 bits random: 32 would cut an exponential's tail at 22.9 means. */
  uniform(): number {
    const high = this.int32();
    return joined(high, this.int32()) * RESOLUTION;
  }

  /** A second stream, seeded by the next words of this one. */
  split(): RandomSource {
    const source = new RandomSource(Int32Array.of(this.int32(), this.int32(), this.int32(), 1));
    source.stir();
    return source;
  }

  /** Mixes a fresh seed into the whole state. */
  stir(): void {
    for (let round = 0; round < WARM_UP_ROUNDS; ++round) this.int32();
  }

  /** A uniform integer in [0, size), without the bias of a plain modulo as far as 53 bits can tell. */
  below(size: number): number {
    return Math.floor(this.uniform() * size);
  }
}

/**
 * The leading 31 bits of one word and 22 of another as an integer in [0, 2^53); the other's last ten bits are left for
 * other uses. Integers of 31 bits become doubles several times as fast as those of 32.
 */
export function joined(high: number, low: number): number {
  return (high >>> 1) * LOW_RANGE + (low >>> 10);
}

/**
 * Rounds a ziggurat's table to multiples of 2^-30, in place: engines that compute its logarithms with another last bit
 * then share it, and the law changes by a part in a billion, which no sample can tell.
 */
export function shareAcrossEngines(table: Float64Array): void {
  for (let i = 0; i < table.length; ++i) table[i] = Math.round(table[i] * 2 ** 30) / 2 ** 30;
}

/** Murmur3's finaliser (Appleby 2011): a bijection of 32-bit words in which each bit of the input stirs all others. */
function mixed(word: number): number {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** FNV-1a over the UTF-16 code units of a name. */
function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; ++i) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash;
}

/**
 * The random stream of one concern of one seeded run.
 *
 * Seed, name and index each fill one word of the state through a bijection, so that two streams of different seed,
 * index or name hash never share a starting state; 20 rounds then mix the three.
 *
 * seed: an integer in [0, 2^32); name: the concern ("arrivals", "service", "routing", "lengths", …);
 * index: distinguishes several streams of one concern, an integer in [0, 2^32). Throws RangeError on other values.
 * Source: sfc32, C. Doty-Humphrey, PractRand 0.94 (2010).
 *
 * @example
 * randomSource(7, "arrivals").uint32() === randomSource(7, "arrivals").uint32() // => true
 * randomSource(7, "arrivals").uint32() === randomSource(7, "service").uint32() // => false
 */
export function randomSource(seed: number, name: string, index = 0): RandomSource {
  requireInteger("seed", seed, 0);
  requireInteger("index", index, 0);
  if (seed >= WORD) throw invalid("seed", seed);
  if (index >= WORD) throw invalid("index", index);
  const state = Int32Array.of(mixed(seed + 0x9e3779b9), mixed(nameHash(name)), mixed(index + 0x3c6ef372), 1);
  const source = new RandomSource(state);
  source.stir();
  return source;
}
