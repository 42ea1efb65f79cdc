import {describe, expect, test} from "vitest";
import {allenCunneen, ddc, erlangB, erlangC, kingman, md1, mg1, mg11, mm1, mmc} from "../../lib/index.js";
import {expectRelative} from "./closeTo.js";

describe("M/G/1", () => {
  test.each([
    // Allen 1990 and Kleinrock 1975 by hand, lambda = 1/2, S = 1: E[S^2] = 1 + scv, Wq = (1 + scv) / 2
    [0.5, 1, 0, 0.5, 1.5],
    [0.5, 1, 0.25, 0.625, 1.625],
    [0.5, 1, 1, 1, 2],
    [0.5, 1, 3, 2, 3],
    // lambda = 3/4, S = 1, scv = 1/3 (uniform on 0 to 2): Wq = 3 (4/3) / 2 = 2
    [0.75, 1, 1 / 3, 2, 3]
  ])("lambda %f, S %f, scv %f waits %f", (arrivalRate, serviceTime, serviceScv, wait, sojourn) => {
    const queue = mg1({arrivalRate, serviceTime, serviceScv});
    expectRelative(queue.meanWait, wait, 1e-15);
    expectRelative(queue.meanSojourn, sojourn, 1e-15);
    expectRelative(queue.meanInSystem, arrivalRate * sojourn, 1e-15);
    expect(queue.waitProbability).toBe(arrivalRate * serviceTime);
    expect(queue.exact).toBe(true);
  });

  test("an exponential service makes it M/M/1: wait rho (2 - rho) / (mu - lambda)^2, sojourn and number geometric", () => {
    for (const rho of [0.001, 0.4, 0.9, 0.9999]) {
      const queue = mg1({arrivalRate: 2 * rho, serviceTime: 0.5, serviceScv: 1, serviceThirdMoment: 6 / 8});
      const expected = mm1({arrivalRate: 2 * rho, serviceRate: 2});
      const drain = 2 - 2 * rho;
      expectRelative(queue.meanWait, expected.meanWait, 1e-11);
      expectRelative(queue.meanInSystem, expected.meanInSystem, 1e-11);
      expectRelative(queue.waitVariance!, (rho * (2 - rho)) / drain ** 2, 1e-11);
      expectRelative(queue.sojournVariance!, 1 / drain ** 2, 1e-11);
      expectRelative(queue.inSystemVariance!, rho / (1 - rho) ** 2, 1e-11);
    }
  });

  test("a fixed service makes it M/D/1, whose variance is the second moment of the exact law", () => {
    for (const rho of [0.2, 0.7, 0.9]) {
      const queue = mg1({arrivalRate: rho, serviceTime: 1, serviceScv: 0});
      const law = md1({arrivalRate: rho, serviceTime: 1});
      expectRelative(queue.meanWait, law.meanWait, 1e-15);
      // E[W^2] = integral of 2 t P(W > t), service by service, Simpson's rule
      let second = 0;
      const steps = 40;
      for (let k = 0; k < 300; ++k) {
        for (let i = 0; i <= steps; ++i) {
          const t = k + i / steps;
          second +=
            ((i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * 2 * t * law.waitTail(t)) / steps / 3;
        }
      }
      expectRelative(queue.waitVariance!, second - law.meanWait ** 2, 1e-6);
      expect(queue.sojournVariance).toBe(queue.waitVariance);
    }
  });

  test("two moments of the service give means and no variance", () => {
    const queue = mg1({arrivalRate: 0.5, serviceTime: 1, serviceScv: 1});
    expect("waitVariance" in queue).toBe(false);
    expect("waitQuantile" in queue).toBe(false);
  });
});

describe("M/G/1/1", () => {
  test("loses rho / (1 + rho), Erlang's B of one server: 48 % at rho 0.923", () => {
    const queue = mg11({arrivalRate: 1 / 0.006, serviceTime: 0.00554});
    expect(queue.lossProbability).toBeCloseTo(0.48, 3);
    expectRelative(queue.lossProbability, erlangB(1, 0.00554 / 0.006), 1e-15);
    expect(queue.meanInSystem).toBe(queue.utilization);
    expect(queue.meanSojourn).toBe(0.00554);
    expect(queue.waitQuantile(0.999)).toBe(0);
  });
});

describe("D/D/c", () => {
  test("lets nobody wait up to and including rho = 1", () => {
    for (const [arrivalRate, servers] of [
      [10, 1],
      [9, 1],
      [20, 2],
      [1, 7]
    ]) {
      const queue = ddc({arrivalRate, serviceTime: 0.1, servers});
      expect(queue).toMatchObject({
        waitProbability: 0,
        meanWait: 0,
        meanSojourn: 0.1,
        stable: true,
        backlogGrowthRate: 0
      });
      expectRelative(queue.meanInSystem, arrivalRate * 0.1, 1e-15);
      expect(queue.sojournQuantile(0.5)).toBe(0.1);
      expect(queue.sojournCdf(0.0999)).toBe(0);
      expect(queue.sojournCdf(0.1)).toBe(1);
    }
  });

  test("beyond, the line grows by lambda - c / S", () => {
    const queue = ddc({arrivalRate: 25, serviceTime: 0.1, servers: 2});
    expect(queue.stable).toBe(false);
    expectRelative(queue.backlogGrowthRate, 5, 1e-14);
    expect(queue.utilization).toBe(1.25);
    expect(queue.sojournQuantile(0.5)).toBe(Infinity);
  });
});

describe("the approximations", () => {
  test("say so, and name whose they are", () => {
    const queue = {arrivalRate: 0.8, serviceTime: 1, arrivalScv: 2, serviceScv: 0.5};
    expect(kingman(queue)).toMatchObject({exact: false, method: expect.stringContaining("Kingman")});
    expect(allenCunneen({...queue, servers: 2})).toMatchObject({
      exact: false,
      method: expect.stringContaining("Allen")
    });
    expect(mm1({arrivalRate: 1, serviceRate: 2}).exact).toBe(true);
  });

  test("Kingman's is rho / (1 - rho) (ca2 + cs2) / 2 S: at 0.8, 2 and 0.5 five services", () => {
    expectRelative(
      kingman({arrivalRate: 8, serviceTime: 0.1, arrivalScv: 2, serviceScv: 0.5}).meanWait,
      0.5,
      1e-14
    );
  });

  test("with Poisson arrivals Kingman's is Pollaczek-Khinchine", () => {
    for (const rho of [0.001, 0.5, 0.9999]) {
      for (const serviceScv of [0, 0.3, 1, 9]) {
        const approximate = kingman({arrivalRate: rho, serviceTime: 1, arrivalScv: 1, serviceScv});
        const exact = mg1({arrivalRate: rho, serviceTime: 1, serviceScv});
        expectRelative(approximate.meanWait, exact.meanWait, 1e-11);
        expectRelative(approximate.waitProbability, exact.waitProbability, 1e-11);
      }
    }
  });

  test("with one server Allen and Cunneen's is Kingman's; with both scv 1 it is M/M/c", () => {
    for (const rho of [0.2, 0.95]) {
      const one = {arrivalRate: rho, serviceTime: 1, arrivalScv: 3, serviceScv: 0.4};
      expect(allenCunneen({...one, servers: 1}).meanWait).toBe(kingman(one).meanWait);
      const several = allenCunneen({
        arrivalRate: 7 * rho,
        serviceTime: 1,
        arrivalScv: 1,
        serviceScv: 1,
        servers: 7
      });
      expectRelative(
        several.meanWait,
        mmc({arrivalRate: 7 * rho, serviceRate: 1, servers: 7}).meanWait,
        1e-13
      );
      expectRelative(several.waitProbability, erlangC(7, 7 * rho), 1e-13);
    }
  });

  test("where nothing varies nobody waits", () => {
    const queue = kingman({arrivalRate: 9, serviceTime: 0.1, arrivalScv: 0, serviceScv: 0});
    expect(queue).toMatchObject({waitProbability: 0, meanWait: 0});
  });
});
