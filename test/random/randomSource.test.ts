import {describe, expect, test} from "vitest";
import {exponential, RandomSource, randomSource} from "../../lib/index.js";
import {kolmogorovSmirnov} from "../support/distributionTests.js";
import {zScoreOfCount} from "../support/zScore.js";

const words = (source: RandomSource, count: number): number[] =>
  Array.from({length: count}, () => source.uint32());

describe("randomSource", () => {
  // The published recurrence (Doty-Humphrey 2010), evaluated apart in exact integers from the state (a, b, c, counter).
  test.each([
    [
      [1, 2, 3, 1],
      [4, 31, 56623170, 132259135, 3317874561, 1410031969, 1873638350, 4016548663]
    ],
    [
      [0xdeadbeef, 0x12345678, 0x9abcdef0, 1],
      [4041348456, 2195792581, 3074186425, 2226557559, 1337138538, 3642565243]
    ]
  ])("gives the words of sfc32 from the state %j", (state, expected) => {
    expect(words(new RandomSource(Int32Array.from(state)), expected.length)).toEqual(expected);
  });

  test("the same seed, name and index give the same words; any other gives others", () => {
    const reference = words(randomSource(7, "arrivals", 0), 8);
    expect(words(randomSource(7, "arrivals", 0), 8)).toEqual(reference);
    for (const other of [
      randomSource(8, "arrivals", 0),
      randomSource(7, "service", 0),
      randomSource(7, "arrivals", 1),
      randomSource(0, "", 0)
    ])
      for (const word of words(other, 8)) expect(reference).not.toContain(word);
  });

  test("streams of neighbouring seeds and indices are not correlated", () => {
    const count = 20_000;
    let agreeing = 0;
    const [a, b, c] = [randomSource(1, "x"), randomSource(2, "x"), randomSource(1, "x", 1)];
    for (let i = 0; i < count; ++i) {
      const word = a.uint32() >>> 31;
      agreeing += Number(word === b.uint32() >>> 31) + Number(word === c.uint32() >>> 31);
    }
    expect(Math.abs(zScoreOfCount(agreeing, 2 * count, 0.5))).toBeLessThan(4);
  });

  test("a stream split off a source repeats none of its words", () => {
    const source = randomSource(3, "x");
    const split = source.split();
    const own = new Set(words(source, 1000));
    expect(words(split, 1000).filter((word) => own.has(word))).toEqual([]);
  });

  test("uniforms are uniform on [0, 1), to their last bits", () => {
    const source = randomSource(11, "x");
    const sample = Float64Array.from({length: 100_000}, () => source.uniform());
    expect(kolmogorovSmirnov(sample, (x) => x)).toBeLessThan(1.95);
    expect(sample.every((x) => x >= 0 && x < 1)).toBe(true);
    const lastBits = sample.map((x) => (x * 2 ** 43) % 1);
    expect(kolmogorovSmirnov(lastBits, (x) => x)).toBeLessThan(1.95);
  });

  test("whole numbers below a size are all equally likely", () => {
    const source = randomSource(12, "x");
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < 70_000; ++i) ++counts[source.below(7)]!;
    for (const count of counts) expect(Math.abs(zScoreOfCount(count, 70_000, 1 / 7))).toBeLessThan(4);
  });

  test.each([-1, 0.5, NaN, 2 ** 32, Infinity])("refuses %d as a seed", (seed) => {
    expect(() => randomSource(seed, "x")).toThrow(RangeError(`invalid seed: ${seed}`));
  });

  test("the last seed and index are accepted", () => {
    expect(exponential(randomSource(2 ** 32 - 1, "x", 2 ** 32 - 1))).toBeGreaterThan(0);
  });
});
