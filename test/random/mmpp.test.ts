import {describe, expect, test} from "vitest";
import {
  indexOfDispersion,
  mmppArrivals,
  mmppIndexOfDispersion,
  mmppRates,
  randomSource
} from "../../lib/index.js";
import {kolmogorovSmirnov} from "../support/distributionTests.js";
import {expectMean} from "../support/zScore.js";

const bursty = {rate: 50, burstRatio: 9, burstFraction: 0.2, dwell: 0.4};

function arrivalsUntil(end: number, options: typeof bursty, seed: number): number[] {
  const next = mmppArrivals(options, randomSource(seed, "phases"), randomSource(seed, "arrivals"));
  const times: number[] = [];
  for (let time = next(); time < end; time = next()) times.push(time);
  return times;
}

describe("mmpp", () => {
  test("the two rates have the asked ratio, shares and mean", () => {
    const {calmRate, burstRate, leaveCalm, leaveBurst} = mmppRates(bursty);
    expect(burstRate / calmRate).toBeCloseTo(9, 12);
    const share = leaveCalm / (leaveCalm + leaveBurst);
    expect(share).toBeCloseTo(0.2, 12);
    expect(share * burstRate + (1 - share) * calmRate).toBeCloseTo(50, 10);
    expect(1 / leaveBurst).toBe(0.4);
  });

  test("the long-run rate is the asked one", () => {
    expectMean(
      Array.from({length: 30}, (_, seed) => arrivalsUntil(200, bursty, seed).length / 200),
      50
    );
  });

  test.each([0.1, 1, 5])("counts in windows of %f s are as dispersed as theory says", (window) => {
    const measured = Array.from({length: 30}, (_, seed) =>
      indexOfDispersion(arrivalsUntil(400, bursty, seed), window, {to: 400})
    );
    // The variance over few windows about their own mean falls short of the true one by some 1 / windows.
    expectMean(measured, mmppIndexOfDispersion(bursty, window));
  });

  test("the index of dispersion rises from 1 to its limit", () => {
    // Heffes & Lucantoni 1986, eq. (9), as the window grows.
    const {calmRate: l1, burstRate: l2, leaveCalm: s1, leaveBurst: s2} = mmppRates(bursty);
    const limit = 1 + (2 * s1 * s2 * (l1 - l2) ** 2) / ((s1 + s2) ** 2 * (l1 * s2 + l2 * s1));
    expect(mmppIndexOfDispersion(bursty, 1e-9)).toBeCloseTo(1, 6);
    expect(mmppIndexOfDispersion(bursty, Infinity)).toBeCloseTo(limit, 10);
    let previous = 1;
    for (const window of [0.01, 0.1, 1, 10, 100, 1e4]) {
      const index = mmppIndexOfDispersion(bursty, window);
      expect(index).toBeGreaterThan(previous);
      previous = index;
    }
  });

  test("without a difference of rates it is a Poisson process", () => {
    const times = arrivalsUntil(1000, {...bursty, burstRatio: 1}, 3);
    const gaps = times.map((time, i) => time - (times[i - 1] ?? 0));
    expect(kolmogorovSmirnov(gaps, (x) => 1 - Math.exp(-50 * x))).toBeLessThan(1.95);
  });

  test.each([
    [{rate: 0}, "rate: 0"],
    [{burstRatio: 0.5}, "burstRatio: 0.5"],
    [{burstFraction: 1}, "burstFraction: 1"],
    [{dwell: NaN}, "dwell: NaN"]
  ])("refuses %j", (change, message) => {
    expect(() => mmppRates({...bursty, ...change})).toThrow(RangeError(`invalid ${message}`));
  });
});
