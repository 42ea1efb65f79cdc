import {describe, expect, test} from "vitest";
import {heavyTrafficWait, meanRunError, mmc, quantileRunError, relaxationCustomers} from "../../lib/index.js";

/**
 * The asymptotic variance of the time average of f(N), N the number in an M/M/1 system of service rate 1: exact for any
 * birth-death process, 2 sum over j of (sum over i <= j of (f(i) - E f) pi(i))^2 / (lambda pi(j)) (Whitt 1992, Oper. Res. 40(2)).
 */
function birthDeathVariance(rho: number, f: (n: number) => number, mean: number): number {
  const most = Math.ceil(-60 / Math.log(rho));
  let share = 1 - rho;
  let below = 0;
  let sum = 0;
  for (let n = 0; n < most; ++n) {
    below += (f(n) - mean) * share;
    sum += below ** 2 / (rho * share);
    share *= rho;
  }
  return 2 * sum;
}

describe("the error of a run", () => {
  const rho = 0.9995;
  const time = 1e9;
  const relaxations = time / relaxationCustomers({utilization: rho, indexOfDispersion: 1, serviceScv: 1});

  test("of the mean is, near saturation, that of the number in an M/M/1 system", () => {
    const mean = rho / (1 - rho);
    const error = Math.sqrt(birthDeathVariance(rho, (n) => n, mean) / time) / mean;
    expect(meanRunError(relaxations) / error).toBeCloseTo(1, 2);
  });

  test.each([0.5, 0.9, 0.99, 0.999])("of the %f-quantile, the same", (p) => {
    const quantile = Math.round(Math.log(1 - p) / Math.log(rho));
    // P(N >= n) = rho^n, and an error of the tail is one of the quantile by d tau / d n = tau ln rho.
    const tail = rho ** quantile;
    const deviation = Math.sqrt(birthDeathVariance(rho, (n) => Number(n >= quantile), tail) / time);
    const error = (deviation / (tail * -Math.log(rho))) * (1 - rho);
    expect(quantileRunError(p, relaxations) / error).toBeCloseTo(1, 2);
  });

  test("of the mean is Daley's for the waits of M/M/1, near saturation", () => {
    // Asymptotic variance of the mean wait: rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 (Daley 1968, J. Appl. Probab. 5(3)).
    const variance = (rho * (2 + 5 * rho - 4 * rho ** 2 + rho ** 3)) / (1 - rho) ** 4;
    const error = Math.sqrt(variance / time) / (rho / (1 - rho));
    expect(meanRunError(relaxations) / error).toBeCloseTo(1, 2);
  });

  test.each([1, 3, 24])("is in units of what the wait comes near to: M/M/%i", (servers) => {
    for (const [utilization, digits] of [
      [0.99, 0],
      [0.9999, 2]
    ] as const) {
      const {meanWait} = mmc({arrivalRate: utilization * servers, serviceRate: 1, servers});
      const unit = heavyTrafficWait({utilization, indexOfDispersion: 1, serviceScv: 1, servers});
      expect(meanWait).toBeLessThan(unit);
      expect(meanWait / unit).toBeCloseTo(1, digits);
    }
  });

  test("needs four times the run for half the error, and more the farther out the tail", () => {
    expect(quantileRunError(0.99, 400) / quantileRunError(0.99, 1600)).toBeCloseTo(2, 12);
    expect(quantileRunError(0.999, 400)).toBeGreaterThan(quantileRunError(0.99, 400));
    expect(quantileRunError(0.99, 400)).toBeGreaterThan(meanRunError(400));
  });

  test("nonsense is refused", () => {
    expect(() => relaxationCustomers({utilization: 1, indexOfDispersion: 1, serviceScv: 1})).toThrow(
      RangeError("invalid utilization: 1")
    );
    expect(() => relaxationCustomers({utilization: 0.5, indexOfDispersion: -1, serviceScv: 1})).toThrow(
      RangeError("invalid indexOfDispersion: -1")
    );
    expect(() => relaxationCustomers({utilization: 0.5, indexOfDispersion: 1, serviceScv: NaN})).toThrow(
      RangeError("invalid serviceScv: NaN")
    );
    expect(() =>
      heavyTrafficWait({utilization: 0.5, indexOfDispersion: 1, serviceScv: 1, servers: 0})
    ).toThrow(RangeError("invalid servers: 0"));
    expect(() => meanRunError(0)).toThrow(RangeError("invalid relaxations: 0"));
    expect(() => quantileRunError(1, 100)).toThrow(RangeError("invalid p: 1"));
    expect(() => quantileRunError(0.5, -1)).toThrow(RangeError("invalid relaxations: -1"));
  });
});
