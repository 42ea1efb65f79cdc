import {describe, expect, test} from "vitest";
import {studentQuantile} from "../../lib/index.js";

describe("studentQuantile", () => {
  // Inverse of the regularised incomplete beta function, 1 - I(n / (n + t^2); n/2, 1/2) / 2 = p, mpmath with 30 digits;
  // the first three decimals are those of the table in Student 1908 / NIST handbook 1.3.6.7.2.
  test.each([
    [0.975, 1, 12.7062047361747],
    [0.975, 2, 4.30265272974946],
    [0.975, 3, 3.18244630528371],
    [0.975, 4, 2.77644510519779],
    [0.975, 7, 2.36462425159279],
    [0.975, 19, 2.09302405440831],
    [0.975, 30, 2.04227245630124],
    [0.975, 120, 1.97993040508244],
    [0.975, 999, 1.96234146113345],
    [0.995, 1, 63.6567411628716],
    [0.995, 2, 9.92484320091829],
    [0.995, 7, 3.49948329735049],
    [0.995, 19, 2.86093460646498],
    [0.995, 120, 2.61742114510687],
    [0.9, 1, 3.07768353717525],
    [0.9, 2, 1.88561808316413],
    [0.9, 30, 1.3104150253914]
  ])("p = %f with %i degrees of freedom is %f", (p, degrees, expected) => {
    expect(Math.abs(studentQuantile(p, degrees) / expected - 1)).toBeLessThan(1e-11);
  });

  test("is odd about the median, which is zero", () => {
    expect(studentQuantile(0.1, 5)).toBeCloseTo(-studentQuantile(0.9, 5), 12);
    expect(studentQuantile(0.5, 5)).toBeCloseTo(0, 12);
  });

  test("falls towards the normal quantile 1.959964 as the degrees of freedom grow", () => {
    let previous = Infinity;
    for (const degrees of [1, 2, 5, 10, 100, 1000, 100_000]) {
      const quantile = studentQuantile(0.975, degrees);
      expect(quantile).toBeLessThan(previous);
      previous = quantile;
    }
    expect(previous).toBeCloseTo(1.959964, 4);
  });

  test.each([
    [0, 5, "p: 0"],
    [1, 5, "p: 1"],
    [NaN, 5, "p: NaN"],
    [0.9, 0, "degrees: 0"],
    [0.9, 2.5, "degrees: 2.5"]
  ])("refuses p = %d with %d degrees", (p, degrees, message) => {
    expect(() => studentQuantile(p, degrees)).toThrow(RangeError(`invalid ${message}`));
  });
});
