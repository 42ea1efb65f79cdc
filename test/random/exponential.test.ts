import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {exponential, exponentialFill, type RandomSource, randomSource} from "../../lib/index.js";
import {kolmogorovSmirnov} from "../support/distributionTests.js";
import {expectMean, zScoreOfCount} from "../support/zScore.js";

const cdf = (x: number): number => 1 - Math.exp(-x);

function filled(seed: number, count: number, mean = 1): Float64Array {
  const sample = new Float64Array(count);
  exponentialFill(randomSource(seed, "x"))(sample, mean, 0, count);
  return sample;
}

describe("exponential", () => {
  test("variates drawn one by one follow 1 - exp(-x)", () => {
    const source = randomSource(5, "x");
    const sample = Float64Array.from({length: 100_000}, () => exponential(source));
    expect(kolmogorovSmirnov(sample, cdf)).toBeLessThan(1.95);
  });

  test("block fills follow 1 - exp(-x), scaled by the mean", () => {
    expect(kolmogorovSmirnov(filled(6, 300_000), cdf)).toBeLessThan(1.95);
    expect(kolmogorovSmirnov(filled(7, 100_000, 0.25), (x) => cdf(4 * x))).toBeLessThan(1.95);
  });

  test("mean and second moment are 1 and 2, within standard errors", () => {
    const batches = Array.from({length: 30}, (_, seed) => filled(seed, 20_000));
    expectMean(
      batches.map((batch) => batch.reduce((sum, x) => sum + x, 0) / batch.length),
      1
    );
    expectMean(
      batches.map((batch) => batch.reduce((sum, x) => sum + x * x, 0) / batch.length),
      2
    );
  });

  test("beyond the last layer the law begins again: the tail is as heavy as it should be", () => {
    const start = 7.69711747013105;
    const count = 4_000_000;
    const tail: number[] = [];
    const fill = exponentialFill(randomSource(8, "x"));
    const block = new Float64Array(50_000);
    for (let i = 0; i < count; i += block.length) {
      fill(block, 1, 0, block.length);
      for (const x of block) if (x > start) tail.push(x - start);
    }
    expect(Math.abs(zScoreOfCount(tail.length, count, Math.exp(-start)))).toBeLessThan(4);
    expect(kolmogorovSmirnov(tail, cdf)).toBeLessThan(1.95);
  });

  test("no number of bits cuts the tail: three visits to the base layer lead beyond 22.9 means", () => {
    const script = [-1, 0, -1, 0, -1, 0, 0, 1];
    const source = {int32: () => script.shift() ?? 0} as unknown as RandomSource;
    expect(exponential(source)).toBeGreaterThan(22.9);
  });

  test("neighbouring variates are not correlated", () => {
    const sample = filled(9, 200_000);
    const products: number[] = [];
    for (let batch = 0; batch < 40; ++batch) {
      let sum = 0;
      for (let i = batch * 5000; i < batch * 5000 + 4999; ++i) sum += (sample[i] - 1) * (sample[i + 1] - 1);
      products.push(sum / 4999);
    }
    expectMean(products, 0);
  });

  test("the sequence does not depend on how it is cut into fills", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 5000}), {maxLength: 5}), (cuts) => {
        const edges = [0, ...cuts.sort((p, q) => p - q), 5000];
        const pieces = new Float64Array(5000);
        const fill = exponentialFill(randomSource(10, "x"));
        for (let k = 1; k < edges.length; ++k) fill(pieces, 1, edges[k - 1]!, edges[k]!);
        expect(pieces).toEqual(filled(10, 5000));
      }),
      {numRuns: 25}
    );
  });

  test("a fill writes nothing outside its stretch", () => {
    const target = new Float64Array(10).fill(-1);
    exponentialFill(randomSource(1, "x"))(target, 1, 3, 6);
    expect([...target.keys()].filter((i) => target[i] >= 0)).toEqual([3, 4, 5]);
  });
});
