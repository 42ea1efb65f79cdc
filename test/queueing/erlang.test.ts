import {describe, expect, test} from "vitest";
import {erlangB, erlangC} from "../../lib/index.js";
import {expectRelative, MEASURE} from "./closeTo.js";

/** The largest load with at most the given blocking, by bisection: what published tables of Erlang B list. */
function loadAtBlocking(servers: number, blocking: number): number {
  let low = 0;
  let high = 2 * servers + 10;
  for (let i = 0; i < 60; ++i) {
    const middle = (low + high) / 2;
    if (erlangB(servers, middle) < blocking) low = middle;
    else high = middle;
  }
  return low;
}

describe("published tables of Erlang B give the load at a blocking", () => {
  test.each([
    // servers, blocking, load [erlang], digits shown
    [15, 0.01, 8.108, 3], // erlang.com, Erlang B calculator manual, "How much traffic?"
    [1, 0.01, 0.01, 2], // Dunlop, Girma & Irvine 1999, Digital Mobile Communications and the TETRA System, A.3.2
    [2, 0.01, 0.15, 2],
    [3, 0.01, 0.46, 2],
    [4, 0.01, 0.87, 2],
    [5, 0.05, 2.2, 1], // Collins 2003, Carrier Grade Voice over IP, 2nd ed., appendix A
    [7, 0.001, 1.6, 1],
    [9, 0.02, 4.3, 1],
    [9, 0.05, 5.4, 1]
  ])("%i servers at a loss of %f carry %f erlang", (servers, blocking, load, digits) => {
    expect(loadAtBlocking(servers, blocking).toFixed(digits)).toBe(load.toFixed(digits));
  });
});

describe("published delay probabilities", () => {
  test.each([
    // servers, load, probability, digits: Anderson et al., Management Science, "Multiple Server Queueing Model",
    // 10 arrivals and 12 services per unit of time
    [2, 10 / 12, 0.245, 3],
    [3, 10 / 12, 0.058, 3],
    [4, 10 / 12, 0.011, 3],
    [5, 10 / 12, 0.002, 3],
    // Gross & Harris 1998, example 2.3, hospital eye clinic
    [3, 2, 0.444, 3],
    // Adan & Resing 2002, Queueing Systems, table 5.1, rho = 0.9
    [1, 0.9, 0.9, 2],
    [2, 1.8, 0.85, 2],
    [5, 4.5, 0.76, 2],
    [10, 9, 0.67, 2],
    [20, 18, 0.55, 2]
  ])("%i servers offered %f erlang let %f wait", (servers, load, probability, digits) => {
    expect(erlangC(servers, load).toFixed(digits)).toBe(probability.toFixed(digits));
  });
});

describe("B = 1 / sum_k c! / ((c - k)! A^k) and C = c B / (c - A (1 - B)) in 60 digits (mpmath)", () => {
  test.each([
    // servers, load, B, C
    [1, 0.1, 0.09090909090909091, 0.1],
    [1, 0.8, 0.4444444444444445, 0.8],
    [1, 0.9999, 0.4999749987499375, 0.9999],
    [1, 1.2, 0.5454545454545454, 1],
    [1, 1000, 0.999000999000999, 1],
    [2, 0.2, 0.01639344262295082, 0.018181818181818184],
    [2, 1.6, 0.32989690721649484, 0.7111111111111111],
    [2, 1.9998, 0.3999679985599552, 0.999850002500125],
    [2, 2.4, 0.4585987261146497, 1],
    [2, 2000, 0.9990004999997503, 1],
    [10, 1, 1.0137771298164931e-7, 1.1264190204412386e-7],
    [10, 8, 0.1216610642529515, 0.40918015079644354],
    [10, 9.999, 0.21453629667705992, 0.999634012404655],
    [10, 12, 0.30192504028637934, 1],
    [10, 10000, 0.999000100080046, 1],
    [172, 171.9828, 0.05838142524845882, 0.9983897236071425],
    [172, 206.4, 0.18582149880869298, 1],
    [172, 172000, 0.9990000058197055, 1],
    [256, 25.6, 2.871424104814638e-158, 3.19047122757182e-158],
    [256, 204.8, 6.662993155997916e-5, 0.0003330608905025379],
    [256, 255.9744, 0.04818874771583984, 0.9980287203731555],
    [256, 307.2, 0.1803436891797763, 1],
    [256, 256000, 0.9990000039101296, 1],
    [1000, 800, 1.1213914672880214e-12, 5.606957336414957e-12],
    [1000, 999.9, 0.02475038323391572, 0.996075123873247],
    [1000, 1200, 0.17061255408381634, 1],
    [1000, 1000000, 0.999000001000999, 1],
    [10000, 8000, 1.2295329523804333e-103, 6.147664761902166e-103],
    [10000, 9999, 0.00787367750611536, 0.9875562524344859],
    [10000, 12000, 0.1670808676259389, 1],
    [10000, 10000000, 0.9990000001001, 1]
  ])("%i servers, %f erlang", (servers, load, lost, delayed) => {
    expectRelative(erlangB(servers, load), lost, MEASURE, "B");
    expectRelative(erlangC(servers, load), delayed, MEASURE, "C");
  });

  test("and what no double can hold is 0", () => {
    // 1.595e-25664 and 1.597e-25664 (mpmath)
    expect(erlangB(10_000, 10)).toBe(0);
    expect(erlangC(10_000, 10)).toBe(0);
  });
});

describe("the definition", () => {
  test("is met by sums of exact integers", () => {
    for (let servers = 1; servers <= 30; ++servers) {
      for (let load = 1n; load <= 30n; load += 7n) {
        let term = 1n;
        let factorial = 1n;
        for (let n = 1n; n <= BigInt(servers); ++n) factorial *= n;
        const top = load ** BigInt(servers);
        let sum = 0n;
        for (let n = 0n, divisor = factorial; n <= BigInt(servers); ++n) {
          sum += term * divisor;
          term *= load;
          divisor /= n + 1n;
        }
        const expected = Number((top * 10n ** 60n) / sum) / 1e60;
        expectRelative(erlangB(servers, Number(load)), expected, 1e-14);
      }
    }
  });

  test("nothing is lost and nobody waits without load; everybody waits where the load reaches the servers", () => {
    expect(erlangB(3, 0)).toBe(0);
    expect(erlangC(3, 0)).toBe(0);
    for (const load of [3, 3.5, 1e9]) expect(erlangC(3, load)).toBe(1);
    expect(erlangC(3, 3 - 1e-9)).toBeLessThan(1);
  });
});
