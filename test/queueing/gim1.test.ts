import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {gim1, mm1, queueMetrics, simulateQueue} from "../../lib/index.js";
import {expectMean} from "../support/zScore.js";
import {expectRelative} from "./closeTo.js";

describe("GI/M/1 with gamma gaps", () => {
  test.each([
    // The root of sigma = A(mu (1 - sigma)) by bisection with 40 digits (mpmath 1.3), mu = 1:
    // [lambda, scv, sigma, 1 / (1 - sigma), ln(100) / (1 - sigma)]
    [0.1, 0, 4.542055534648269e-5, 1.000045422618467, 4.605379364876425],
    [0.5, 0, 0.20318786997997995, 1.2550009749159752, 5.7794930730690375],
    [0.8, 0, 0.6286297964969467, 2.6927308399198973, 12.400483782889783],
    [0.95, 0, 0.9016951100310884, 10.172433948262842, 46.845789537473166],
    [0.999, 0, 0.9980006668889927, 500.16677785932103, 2303.353133419474],
    [0.8, 0.25, 0.6939447217517696, 3.2673836103193614, 15.046857588428855],
    [0.5, 4, 0.7706974954891339, 4.361051363713353, 20.08338371973544],
    [0.95, 4, 0.9797937881309918, 49.48973149854861, 227.9086360096718],
    [0.95, 9, 0.9898622893150821, 98.64159977338157, 454.2613543745465]
  ])("lambda %f, scv %f", (arrivalRate, arrivalScv, sigma, sojourn, p99) => {
    const queue = gim1({arrivalRate, serviceRate: 1, arrivalScv});
    expectRelative(queue.waitProbability, sigma, 1e-10);
    expectRelative(queue.meanSojourn, sojourn, 1e-11);
    expectRelative(queue.sojournQuantile(0.99), p99, 1e-11);
  });

  test("Poisson arrivals make it M/M/1", () => {
    fc.assert(
      fc.property(fc.double({min: 0.001, max: 0.999, noNaN: true}), (rho) => {
        const queue = gim1({arrivalRate: 3 * rho, serviceRate: 3, arrivalScv: 1});
        const expected = mm1({arrivalRate: 3 * rho, serviceRate: 3});
        expectRelative(queue.meanWait, expected.meanWait, 1e-10);
        expectRelative(queue.waitQuantile(0.999), expected.waitQuantile(0.999), 1e-9);
      })
    );
  });

  test("the more the gaps vary, the longer the wait; Little's law holds", () => {
    fc.assert(
      fc.property(
        fc.double({min: 0.01, max: 0.99, noNaN: true}),
        fc.double({min: 0, max: 8, noNaN: true}),
        (rho, scv) => {
          const queue = gim1({arrivalRate: rho, serviceRate: 1, arrivalScv: scv});
          expect(gim1({arrivalRate: rho, serviceRate: 1, arrivalScv: scv + 0.5}).meanWait).toBeGreaterThan(
            queue.meanWait
          );
          expectRelative(queue.meanInSystem, rho * queue.meanSojourn, 1e-12);
        }
      )
    );
  });

  test("the simulator agrees within z standard errors", () => {
    for (const cv of [0.5, 2]) {
      const waits = Array.from(
        {length: 24},
        (_, seed) =>
          queueMetrics(
            simulateQueue({
              arrivals: {kind: "gamma", rate: 0.7, cv},
              service: {kind: "exponential", mean: 1},
              customers: 20_000,
              seed
            }),
            {from: 1000}
          ).meanWait.mean
      );
      expectMean(waits, gim1({arrivalRate: 0.7, serviceRate: 1, arrivalScv: cv ** 2}).meanWait);
    }
  });

  test("no steady state from rho = 1 on, and nonsense is refused", () => {
    const queue = gim1({arrivalRate: 3, serviceRate: 2, arrivalScv: 1});
    expect(queue.stable).toBe(false);
    expect(queue.backlogGrowthRate).toBe(1);
    expect(queue.sojournQuantile(0.5)).toBe(Infinity);
    expect(gim1({arrivalRate: 0, serviceRate: 2, arrivalScv: 3}).meanSojourn).toBe(0.5);
    for (const [name, spec] of [
      ["arrivalRate", {arrivalRate: -1, serviceRate: 1, arrivalScv: 1}],
      ["serviceRate", {arrivalRate: 1, serviceRate: 0, arrivalScv: 1}],
      ["arrivalScv", {arrivalRate: 1, serviceRate: 2, arrivalScv: NaN}]
    ] as const)
      expect(() => gim1(spec)).toThrow(new RangeError(`invalid ${name}: ${spec[name as keyof typeof spec]}`));
  });
});
