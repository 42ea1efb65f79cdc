import {describe, expect, test} from "vitest";
import {
  erlangOfMeanOne,
  gammaOfMeanOne,
  hyperexponentialOfMeanOne,
  lognormalOfMeanOne,
  normal,
  type RandomSource,
  randomSource
} from "../../lib/index.js";
import {kolmogorovSmirnov, normalBetween, normalCdf} from "../support/distributionTests.js";
import {expectMean, zScoreOfCount} from "../support/zScore.js";

function sampleOf(law: (source: RandomSource) => number, count: number, seed = 1): Float64Array {
  const source = randomSource(seed, "x");
  return Float64Array.from({length: count}, () => law(source));
}

/** Mean 1 and the given squared coefficient of variation, over forty independent batches. */
function expectMeanOne(law: (source: RandomSource) => number, scv: number): void {
  const batches = Array.from({length: 40}, (_, seed) => sampleOf(law, 4000, seed));
  expectMean(
    batches.map((batch) => batch.reduce((sum, x) => sum + x, 0) / batch.length),
    1
  );
  expectMean(
    batches.map((batch) => batch.reduce((sum, x) => sum + (x - 1) ** 2, 0) / batch.length),
    scv
  );
}

describe("normal", () => {
  const sample = sampleOf(normal, 400_000);

  test("follows the normal law", () => {
    expect(kolmogorovSmirnov(sample.subarray(0, 100_000), normalCdf)).toBeLessThan(1.95);
  });

  // Upper-tail probabilities: Abramowitz & Stegun 1964, table 26.1 (1 - P); 3.4426 is where the ziggurat's tail begins.
  test.each([
    [0.6744897502, 0.25],
    [1.2815515655, 0.1],
    [1.644853627, 0.05],
    [2.326347874, 0.01],
    [3.090232306, 0.001],
    [3.719016485, 0.0001]
  ])("exceeds %f with probability %f, on both sides", (x, probability) => {
    const above = sample.filter((z) => z > x).length;
    const below = sample.filter((z) => z < -x).length;
    expect(Math.abs(zScoreOfCount(above, sample.length, probability))).toBeLessThan(4);
    expect(Math.abs(zScoreOfCount(below, sample.length, probability))).toBeLessThan(4);
  });
});

describe("gammaOfMeanOne", () => {
  test.each([0.1, 0.25, 0.5, 1, 2.5, 16, 400])("shape %f: mean 1, squared CV 1 / shape", (shape) => {
    expectMeanOne(gammaOfMeanOne(shape), 1 / shape);
  });

  test("shape 1/2 is the square of a normal", () => {
    const sample = sampleOf(gammaOfMeanOne(0.5), 50_000);
    expect(kolmogorovSmirnov(sample, (x) => normalBetween(Math.min(9, Math.sqrt(x))))).toBeLessThan(1.95);
  });

  test("shape 1 is exponential, shape 3 the sum of three", () => {
    expect(kolmogorovSmirnov(sampleOf(gammaOfMeanOne(1), 50_000), (x) => 1 - Math.exp(-x))).toBeLessThan(
      1.95
    );
    const cdf = (x: number): number => 1 - Math.exp(-3 * x) * (1 + 3 * x + (9 * x * x) / 2);
    expect(kolmogorovSmirnov(sampleOf(gammaOfMeanOne(3), 50_000), cdf)).toBeLessThan(1.95);
  });

  test.each([0, -1, NaN, Infinity])("refuses shape %d", (shape) => {
    expect(() => gammaOfMeanOne(shape)).toThrow(RangeError(`invalid shape: ${shape}`));
  });
});

describe("erlangOfMeanOne", () => {
  test.each([1, 2, 6, 7, 50])("shape %i: mean 1, squared CV 1 / shape", (shape) => {
    expectMeanOne(erlangOfMeanOne(shape), 1 / shape);
  });

  test("shape 2 follows 1 - (1 + 2 x) exp(-2 x)", () => {
    const sample = sampleOf(erlangOfMeanOne(2), 50_000);
    expect(kolmogorovSmirnov(sample, (x) => 1 - (1 + 2 * x) * Math.exp(-2 * x))).toBeLessThan(1.95);
  });

  test("refuses half a phase", () => {
    expect(() => erlangOfMeanOne(1.5)).toThrow(RangeError("invalid shape: 1.5"));
  });
});

describe("lognormalOfMeanOne", () => {
  test.each([0.1, 0.5, 1])("CV %f: mean 1, squared CV its square", (cv) => {
    expectMeanOne(lognormalOfMeanOne(cv), cv * cv);
  });

  test("its logarithm is normal", () => {
    const variance = Math.log(1 + 4);
    const cdf = (x: number): number => normalCdf((Math.log(x) + variance / 2) / Math.sqrt(variance));
    expect(kolmogorovSmirnov(sampleOf(lognormalOfMeanOne(2), 30_000), cdf)).toBeLessThan(1.95);
  });

  test("refuses a negative CV", () => {
    expect(() => lognormalOfMeanOne(-1)).toThrow(RangeError("invalid cv: -1"));
  });
});

describe("hyperexponentialOfMeanOne", () => {
  test.each([1, 1.5, 2, 3])("CV %f: mean 1, squared CV its square", (cv) => {
    expectMeanOne(hyperexponentialOfMeanOne(cv), cv * cv);
  });

  test("is a mixture of two exponentials that contribute half of the mean each", () => {
    const p = 0.5 * (1 + Math.sqrt(8 / 10));
    const cdf = (x: number): number => 1 - p * Math.exp(-2 * p * x) - (1 - p) * Math.exp(-2 * (1 - p) * x);
    expect(kolmogorovSmirnov(sampleOf(hyperexponentialOfMeanOne(3), 50_000), cdf)).toBeLessThan(1.95);
  });

  test("refuses a CV below 1", () => {
    expect(() => hyperexponentialOfMeanOne(0.9)).toThrow(RangeError("invalid cv: 0.9"));
  });
});
