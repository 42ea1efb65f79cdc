import {describe, expect, test} from "vitest";
import {allenCunneen, erlangC, md1, mg1, mm1k, mmc} from "../../lib/index.js";
import {expectRelative, MEASURE} from "./closeTo.js";

/** Closer to rho = 1 than a rounded product of rate and time can tell: in 60 digits from the very inputs (mpmath). */
describe("a hair below saturation", () => {
  test.each([
    [3, 0.110999999889, 0.037, 0.9999999981111112, 9009009485.570902, 41488021949.58426],
    [1, 1 - 2 ** -40, 1, 1 - 2 ** -40, 1099511627775, 5063438167380.2705],
    [1000, 36.999999999963, 0.037, 0.9999999999607009, 27029855383.980858, 124477084149.7079]
  ])("M/M/%i, lambda %f, mu %f", (servers, arrivalRate, serviceRate, delayed, wait, p99) => {
    const queue = mmc({arrivalRate, serviceRate, servers});
    expectRelative(queue.waitProbability, delayed, MEASURE);
    expectRelative(queue.meanWait, wait, MEASURE);
    expectRelative(queue.waitQuantile(0.99), p99, MEASURE);
  });

  test.each([
    [0.036999999963, 27.027027027027028, 13513513254.656801, 62232028380.7794],
    [1 - 2 ** -40, 1, 549755813887.5, 2531719083689.534]
  ])("M/D/1, M/G/1 and their relatives, lambda %f, D %f", (arrivalRate, serviceTime, wait, p99) => {
    expectRelative(md1({arrivalRate, serviceTime}).meanWait, wait, MEASURE);
    expectRelative(md1({arrivalRate, serviceTime}).waitQuantile(0.99), p99, MEASURE);
    expectRelative(mg1({arrivalRate, serviceTime, serviceScv: 2}).meanWait, 3 * wait, MEASURE);
    const variable = {arrivalRate, serviceTime, arrivalScv: 2, serviceScv: 3, servers: 1};
    expectRelative(allenCunneen(variable).meanWait, 5 * wait, MEASURE);
  });

  test("a rate times a time that rounds to 1 is saturation, whichever way it was rounded", () => {
    for (const serviceTime of [1 / 3, 1 / 10, 1 / 7]) {
      const arrivalRate = Math.round(1 / serviceTime);
      expect(arrivalRate * serviceTime).toBe(1);
      expect(md1({arrivalRate, serviceTime}).stable).toBe(false);
      expect(mg1({arrivalRate, serviceTime, serviceScv: 1}).meanWait).toBe(Infinity);
    }
    expect(mmc({arrivalRate: 0.5, serviceRate: 0.1, servers: 5}).stable).toBe(false);
  });
});

describe("times far from a second", () => {
  test.each([1e-300, 1e-150, 1e150, 1e300])("a service of %f s has the measures of one of 1 s", (scale) => {
    const one = mg1({arrivalRate: 0.8, serviceTime: 1, serviceScv: 0});
    const scaled = mg1({arrivalRate: 0.8 / scale, serviceTime: scale, serviceScv: 0});
    expectRelative(scaled.meanWait / scale, one.meanWait, MEASURE);
    expectRelative(scaled.meanInSystem, one.meanInSystem, MEASURE);
    const clocked = {arrivalRate: 0.9 / scale, serviceTime: scale, arrivalScv: 0, serviceScv: 0, servers: 2};
    expect(allenCunneen(clocked).meanWait).toBe(0);
  });

  test("times beyond the largest double are Infinity, never a search without an end", () => {
    const queue = mm1k({arrivalRate: 5e-324, serviceRate: 1e-323, capacity: 3});
    expect(queue.meanSojourn).toBe(Infinity);
    expect(queue.waitQuantile(0.99)).toBe(Infinity);
    expect(queue.sojournQuantile(0.01)).toBe(Infinity);
    expect(queue.lossProbability).toBeCloseTo(1 / 15, 12);
  });

  test("more servers than anyone has are counted only as far as a double can tell", () => {
    expect(erlangC(1e15, 5)).toBe(0);
  });
});
