import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {mmc, serversForUtilization, serversForWait} from "../../lib/index.js";

const rate = fc.double({min: 0.01, max: 500, noNaN: true});
const serviceTime = fc.double({min: 0.001, max: 1, noNaN: true});

describe("serversForUtilization", () => {
  test("is the least number that keeps lambda S / c at or below the utilization", () => {
    fc.assert(
      fc.property(
        rate,
        serviceTime,
        fc.double({min: 0.05, max: 1, noNaN: true}),
        (arrivalRate, s, utilization) => {
          const servers = serversForUtilization({arrivalRate, serviceTime: s, utilization});
          expect((arrivalRate * s) / servers).toBeLessThanOrEqual(utilization * (1 + 2e-12));
          if (servers > 1) expect((arrivalRate * s) / (servers - 1)).toBeGreaterThan(utilization);
        }
      )
    );
  });

  test("takes no server more for a rounded product", () => {
    // 24 x 0.1 is 2.4000000000000004 in doubles, and 3 x 0.8 is 2.4000000000000004 too
    expect(serversForUtilization({arrivalRate: 24, serviceTime: 0.1, utilization: 0.8})).toBe(3);
    expect(serversForUtilization({arrivalRate: 5000, serviceTime: 0.0014, utilization: 0.7})).toBe(10);
    expect(serversForUtilization({arrivalRate: 0, serviceTime: 1, utilization: 0.7})).toBe(1);
  });
});

describe("serversForWait", () => {
  test("is the least number whose M/M/c keeps the promise", () => {
    fc.assert(
      fc.property(
        rate,
        serviceTime,
        fc.double({min: 0, max: 2, noNaN: true}),
        fc.double({min: 0.01, max: 0.9999, noNaN: true}),
        (arrivalRate, s, wait, probability) => {
          const servers = serversForWait({arrivalRate, serviceTime: s, wait, probability});
          const kept = (c: number) => mmc({arrivalRate, serviceRate: 1 / s, servers: c}).waitCdf(wait);
          expect(kept(servers)).toBeGreaterThanOrEqual(probability * (1 - 1e-12));
          if (servers > 1) expect(kept(servers - 1)).toBeLessThan(probability * (1 + 1e-12));
        }
      )
    );
  });

  test("an empty system needs one", () => {
    expect(serversForWait({arrivalRate: 0, serviceTime: 1, wait: 0, probability: 0.99})).toBe(1);
  });
});
