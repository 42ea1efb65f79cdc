import {describe, expect, test} from "vitest";
import {md1, mm1} from "../../lib/index.js";
import {expectRelative, MEASURE, QUANTILE} from "./closeTo.js";

describe("the tail of the wait, by Erlang's alternating series in up to 120 digits and the poles by Lambert's W (mpmath)", () => {
  test.each([
    // rho, t in services, P(wait > t)
    [0.001, 0.25, 0.000750218778648275],
    [0.001, 1, 5.003334583666736e-7],
    [0.001, 2.5, 2.1013320568159302e-11],
    [0.001, 9.75, 3.2701081898696005e-40],
    [0.001, 40.25, 5.033846028256278e-161],
    [0.1, 0.25, 0.07721639152801404],
    [0.1, 1, 0.005346173731917138],
    [0.1, 2.5, 4.206776592785885e-5],
    [0.1, 9.75, 1.6343964189122605e-16],
    [0.1, 40.25, 2.1373292837086506e-64],
    [0.1, 99.999, 3.363165773073961e-158],
    [0.1, 100, 3.351030043771747e-158],
    [0.5, 0.25, 0.43342577346658684],
    [0.5, 1, 0.17563936464993593],
    [0.5, 2.5, 0.028640630363086353],
    [0.5, 9.75, 3.1623100041048513e-6],
    [0.5, 40.25, 7.20011857565658e-23],
    [0.5, 99.999, 1.7973478942908802e-55],
    [0.5, 100, 1.79509106837387e-55],
    [0.9, 0.25, 0.8747677283808136],
    [0.9, 1, 0.7540396888843051],
    [0.9, 2.5, 0.556099702130151],
    [0.9, 9.75, 0.12384737700554342],
    [0.9, 40.25, 0.00022337163657657058],
    [0.9, 99.999, 9.415722360835812e-10],
    [0.9, 100, 9.413772128874901e-10],
    [0.9, 1000.25, 9.659356142466311e-91],
    [0.9999, 0.25, 0.9998716006683547],
    [0.9999, 1, 0.9997281989986133],
    [0.9999, 2.5, 0.999433536579],
    [0.9999, 9.75, 0.9979852983480627],
    [0.9999, 40.25, 0.9919159161451253],
    [0.9999, 99.999, 0.9801328692960323],
    [0.9999, 100, 0.9801326732629433],
    [0.9999, 1000.25, 0.818629778964148],
    [0.9999, 50000.5, 4.537723421113049e-5]
  ])("rho = %f, t = %f services: %f", (rho, t, expected) => {
    expectRelative(md1({arrivalRate: rho, serviceTime: 1}).waitTail(t), expected, MEASURE);
    expectRelative(md1({arrivalRate: rho * 64, serviceTime: 1 / 64}).waitTail(t / 64), expected, MEASURE);
    if (expected > 0.999)
      expectRelative(md1({arrivalRate: rho, serviceTime: 1}).waitCdf(t), 1 - expected, 1e-11);
  });
});

describe("quantiles of the wait, roots of the same functions (mpmath)", () => {
  test.each([
    // rho, p, quantile in services
    [0.001, 0.999999, 0.9995003330835044],
    [0.001, 0.9999999990686774, 1.9613985731203711],
    [0.1, 0.95, 0.5406722127027572],
    [0.1, 0.99, 0.9531017980432486],
    [0.1, 0.999999, 3.5162652206786684],
    [0.1, 0.9999999990686774, 5.445013275978221],
    [0.5, 0.95, 2.050638407302647],
    [0.5, 0.99, 3.3362559570022032],
    [0.5, 0.999999, 10.666327751430863],
    [0.5, 0.9999999990686774, 16.220873677714838],
    [0.8, 0.5, 1.2759398733762357],
    [0.8, 0.95, 6.620324996840724],
    [0.8, 0.99, 10.355886791994953],
    [0.8, 0.999999, 31.733412398791373],
    [0.8, 0.9999999990686774, 47.931697293759015],
    [0.95, 0.5, 6.480667906119879],
    [0.95, 0.95, 29.11620435985732],
    [0.95, 0.99, 44.937765508380615],
    [0.95, 0.999999, 135.47991209736605],
    [0.95, 0.9999999990686774, 204.08595717755853],
    [0.99, 0.05, 2.22356392918476],
    [0.99, 0.5, 34.20811526884078],
    [0.99, 0.95, 148.9523205155533],
    [0.99, 0.99, 229.15507815438102],
    [0.99, 0.999999, 688.1318991397984],
    [0.99, 0.9999999990686774, 1035.9100958975016],
    [0.9999, 0.0005, 2.167684467485318],
    [0.9999, 0.05, 256.1245894371724],
    [0.9999, 0.5, 3465.287041085783],
    [0.9999, 0.95, 14977.828729082374],
    [0.9999, 0.99, 23024.75004265995],
    [0.9999, 0.999999, 69074.91679450255],
    [0.9999, 0.9999999990686774, 103968.27789923729]
  ])("rho = %f, p = %f: %f services", (rho, p, expected) => {
    const queue = md1({arrivalRate: rho, serviceTime: 1});
    expectRelative(queue.waitQuantile(p), expected, QUANTILE);
    expectRelative(queue.sojournQuantile(p), expected + 1, QUANTILE);
  });
});

describe("the distribution function", () => {
  test("is (1 - rho) e^(rho t) within the first service, Erlang 1909", () => {
    for (const rho of [0.001, 0.3, 0.9, 0.9999]) {
      const queue = md1({arrivalRate: rho, serviceTime: 1});
      for (const t of [0, 0.1, 0.5, 0.999])
        expectRelative(queue.waitCdf(t), (1 - rho) * Math.exp(rho * t), 1e-12);
    }
  });

  test("solves F(t) = (1 - rho) + rho (mean of F over the last service), the renewal equation of Pollaczek-Khinchine", () => {
    for (const rho of [0.05, 0.6, 0.95]) {
      const queue = md1({arrivalRate: rho, serviceTime: 1});
      for (const t of [0.4, 1.5, 3.25, 12.5, 99.75, 100.5, 101]) {
        // integral of P(wait > t - u) over u in (0, min(1, t)), split where the integrand has a kink
        const from = Math.max(0, t - 1);
        const kink = Math.min(t, Math.floor(t));
        const integral =
          simpson(queue.waitTail, from, Math.max(from, kink)) +
          simpson(queue.waitTail, Math.max(from, kink), t);
        const expected = rho * (integral + Math.max(0, 1 - t));
        expectRelative(queue.waitTail(t), expected, 1e-9);
      }
    }
  });

  test("is continuous where the two methods meet", () => {
    for (const rho of [0.5, 0.8, 0.99, 0.9999]) {
      const queue = md1({arrivalRate: rho, serviceTime: 1});
      expectRelative(queue.waitTail(100 - 1e-12), queue.waitTail(100), 1e-11);
    }
  });

  test("its tail's integral is the mean", () => {
    for (const rho of [0.2, 0.7, 0.9]) {
      const queue = md1({arrivalRate: rho, serviceTime: 1});
      let integral = 0;
      for (let k = 0; k < 400; ++k) integral += simpson(queue.waitTail, k, k + 1, 32);
      expectRelative(integral, queue.meanWait, 1e-9);
    }
  });
});

test("waits half as long as M/M/1 on average, and its tail is shorter", () => {
  for (const rho of [0.001, 0.5, 0.9, 0.9999]) {
    const fixed = md1({arrivalRate: rho, serviceTime: 1});
    const random = mm1({arrivalRate: rho, serviceRate: 1});
    expectRelative(fixed.meanWait, random.meanWait / 2, 1e-12);
    expect(fixed.waitProbability).toBe(random.waitProbability);
    expect(fixed.waitQuantile(0.9999)).toBeLessThan(random.waitQuantile(0.9999));
  }
});

test("the textbook's alternating series, which loses all digits at high load, is not what is summed", () => {
  for (const rho of [0.9, 0.95, 0.999]) {
    const queue = md1({arrivalRate: rho, serviceTime: 1});
    let previous = 0;
    for (let t = 0; t < 300; t += 0.37) {
      const probability = queue.waitCdf(t);
      expect(probability).toBeGreaterThanOrEqual(previous);
      expect(probability).toBeLessThanOrEqual(1);
      previous = probability;
    }
  }
});

function simpson(f: (x: number) => number, from: number, to: number, steps = 512): number {
  const width = (to - from) / steps;
  let sum = 0;
  for (let i = 0; i <= steps; ++i)
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * f(from + i * width);
  return (sum * width) / 3;
}
