import {describe, expect, test} from "vitest";
import {mm1, mmc, mmInf} from "../../lib/index.js";
import {expectRelative, MEASURE, QUANTILE} from "./closeTo.js";

describe("textbook examples", () => {
  test.each([
    // servers, lambda, mu, Lq, L, Wq, W, digits
    // Bronson 1982, Operations Research, 23.3 and 23.14 (minutes) and 24.6 (years)
    [1, 24, 30, 3.2, 4, 0.133, 0.167, 3],
    [1, 0.5, 1 / 1.5, 2.25, 3, 4.5, 6, 3],
    [3, 300, 182.5, 0.352, 1.996, 0.001, 0.007, 3],
    // Systems Group, ETH Zurich 2017, Advanced Systems Lab, M/M/m slides
    [2, 9, 5, 7.674, 9.474, 0.853, 1.053, 3],
    [4, 9, 5, 0.105, 1.905, 0.012, 0.212, 3],
    // Hillier & Lieberman 2005, Introduction to Operations Research, 8th ed., ch. 17, County Hospital (hours)
    [1, 2, 3, 1.333, 2, 0.667, 1, 3],
    [2, 2, 3, 0.083, 0.75, 0.042, 0.375, 3],
    // Render, Stair & Hanna 2006, Quantitative Analysis for Management, alternative example 14.3
    [2, 20, 30, 0.0833, 0.75, 0.0042, 0.0375, 4],
    // Anderson et al., Management Science, "Multiple Server Queueing Model"
    [2, 10, 12, 0.175, 1.008, 0.018, 0.101, 3],
    [3, 10, 12, 0.022, 0.856, 0.002, 0.086, 3],
    [4, 10, 12, 0.003, 0.836, 0.0, 0.084, 3],
    // Gross & Harris 1998, example 2.3, hospital eye clinic (hours): Lq = 8 / 9, L = 26 / 9, Wq = 4 / 27
    [3, 6, 3, 0.889, 2.889, 0.148, 0.481, 3]
  ])(
    "%i servers, lambda %f, mu %f: Lq %f, L %f",
    (servers, arrivalRate, serviceRate, lq, l, wq, w, digits) => {
      const queue = mmc({arrivalRate, serviceRate, servers});
      expect(queue.meanQueueLength.toFixed(digits)).toBe(lq.toFixed(digits));
      expect(queue.meanInSystem.toFixed(digits)).toBe(l.toFixed(digits));
      expect(queue.meanWait.toFixed(digits)).toBe(wq.toFixed(digits));
      expect(queue.meanSojourn.toFixed(digits)).toBe(w.toFixed(digits));
    }
  );

  test.each([
    // Hillier & Lieberman 2005, ch. 17, County Hospital: servers, t [h], P(wait > t)
    [1, 0, 0.667],
    [1, 0.5, 0.404],
    [1, 1, 0.245],
    [2, 0, 0.167],
    [2, 1, 0.003]
  ])("County Hospital with %i doctors: P(wait > %f h) = %f", (servers, t, probability) => {
    expect(mmc({arrivalRate: 2, serviceRate: 3, servers}).waitTail(t).toFixed(3)).toBe(
      probability.toFixed(3)
    );
  });

  test.each([
    // Adan & Resing 2002, Queueing Systems, table 5.1: M/M/c with mu = 1 and rho = 0.9
    [1, 9],
    [2, 4.26],
    [5, 1.53],
    [10, 0.67],
    [20, 0.28]
  ])("rho = 0.9 and %i servers wait %f services", (servers, wait) => {
    expect(mmc({arrivalRate: 0.9 * servers, serviceRate: 1, servers}).meanWait).toBeCloseTo(wait, 1.99);
  });
});

describe("C, C / (c mu - lambda), and roots of both survival functions in 60 digits (mpmath)", () => {
  test.each([
    // servers, lambda, mu, P(wait), Wq, wait quantiles and sojourn quantiles at 0.001, 0.5, 0.99, 0.999999
    [
      1,
      0.001,
      1,
      0.001,
      0.001001001001001001,
      [0, 0, 0, 6.914669948902284],
      [0.0010015018354189525, 0.6938410215815268, 4.609779965954044, 13.829339897833352]
    ],
    [
      1,
      0.7,
      1,
      0.7,
      2.333333333333333,
      [0, 1.1215741220707094, 14.161650806831192, 44.86278537998928],
      [0.0033350011119451114, 2.310490601866484, 15.350567286626966, 46.051701859785055]
    ],
    [
      1,
      0.9999,
      1,
      0.9999,
      9999.0000000011,
      [9.004953332502854, 6930.471755596883, 46050.701809882645, 138154.10552936708],
      [10.005003335836436, 6931.471805600217, 46051.70185988598, 138155.1055793704]
    ],
    [
      2,
      0.002,
      1,
      1.998001998001998e-6,
      1.0000010000010001e-6,
      [0, 0, 0, 0.3464202603594125],
      [0.0010005023315915163, 0.6931481801748036, 4.605172167786873, 13.815512559937467]
    ],
    [
      2,
      1.4,
      1,
      0.5764705882352941,
      0.96078431372549,
      [0, 0.2371937036337589, 6.757232046014, 22.107799332593043],
      [0.0023616230326779135, 1.451144966816163, 8.265576495392455, 23.634910563005803]
    ],
    [
      2,
      1.9998,
      1,
      0.999850002500125,
      4999.250012501176,
      [4.252457914792976, 3464.985859046983, 23025.100886189863, 69076.80274593207],
      [5.25124604282501, 3465.9859590603182, 23026.100986203197, 69077.8028459454]
    ],
    [
      10,
      0.01,
      1,
      2.7310429746026017e-27,
      2.7337767513539556e-28,
      [0, 0, 0, 0],
      [0.0010005003335835335, Math.LN2, 4.605170185988091, 13.815510557935518]
    ],
    [
      10,
      7,
      1,
      0.22173121588381545,
      0.07391040529460514,
      [0, 0, 1.0329602720264062, 4.103073729342215],
      [0.0012850239467456545, 0.7769612862245732, 4.710301636753956, 13.920650096327304]
    ],
    [
      10,
      9.999,
      1,
      0.999634012404655,
      999.6340124052091,
      [0.6344457484334975, 692.7811259751788, 4604.804131405493, 13815.144503358024],
      [1.4920782692331918, 693.7816263087624, 4605.804631739075, 13816.145003691609]
    ],
    [
      1000,
      1,
      1,
      0,
      0,
      [0, 0, 0, 0],
      [0.0010005003335835335, Math.LN2, 4.605170185988091, 13.815510557935518]
    ],
    [
      1000,
      700,
      1,
      1.0236163287089609e-26,
      3.4120544290298697e-29,
      [0, 0, 0, 0],
      [0.0010005003335835335, Math.LN2, 4.605170185988091, 13.815510557935518]
    ],
    [
      1000,
      999.9,
      1,
      0.996075123873247,
      9.960751238730206,
      [0, 6.892145818934333, 46.01237587320689, 138.11577959266023],
      [0.11087826452648866, 7.944994291028741, 47.06598102978516, 139.1693847492385]
    ],
    [
      2,
      1,
      1,
      0.3333333333333333,
      0.3333333333333333,
      [0, 0, 3.506557897319981, 12.716898269267409],
      [0.0015005629221652805, 0.9744116051899291, 5.6659606837929966, 15.6423332447667]
    ],
    [
      2,
      1.0000000001,
      1,
      0.3333333333888889,
      0.3333333334222222,
      [0, 0, 3.506557897837303, 12.716898270705766],
      [0.00150056292229029, 0.9744116052604895, 5.665960684125568, 15.642333245607926]
    ],
    [
      2,
      0.9999999999999,
      1,
      0.33333333333327775,
      0.33333333333324444,
      [0, 0, 3.506557897319463, 12.71689826926597],
      [0.0015005629221651554, 0.9744116051898586, 5.6659606837926635, 15.642333244765858]
    ],
    [
      5,
      4,
      1,
      0.5541125541125541,
      0.5541125541125541,
      [0, 0.10275973395776894, 4.014782739385914, 13.225123111333343],
      [0.0022421111537904654, 1.2043949235801967, 6.079662524508263, 16.110788003963147]
    ],
    [
      5,
      4.000001,
      1,
      0.5541129397125885,
      0.5541134938260823,
      [0, 0.10276053260562143, 4.014787450060685, 13.225137032357695],
      [0.0022421130904800163, 1.2043957017505487, 6.079665823576356, 16.1107963389548]
    ],
    [
      10,
      27,
      3,
      0.668731524107697,
      0.222910508035899,
      [0, 0.09692485730128964, 1.400932525777338, 4.4710459830931475],
      [0.0010046953665005431, 0.4430306228592772, 2.083292232951338, 5.430534755628725]
    ],
    [
      10,
      26.999999999,
      3,
      0.668731524009086,
      0.22291050792872513,
      [0, 0.09692485721982806, 1.4009325252612073, 4.471045981553646],
      [0.0010046953662022642, 0.4430306227696796, 2.0832922325840784, 5.4305347547026415]
    ]
  ])("%i servers, lambda %f, mu %f", (servers, arrivalRate, serviceRate, delayed, wait, waits, sojourns) => {
    const queue = mmc({arrivalRate, serviceRate, servers});
    expectRelative(queue.waitProbability, delayed, MEASURE, "P(wait)");
    expectRelative(queue.meanWait, wait, MEASURE, "Wq");
    expectRelative(queue.meanSojourn, wait + 1 / serviceRate, MEASURE, "W");
    expectRelative(queue.meanQueueLength, arrivalRate * wait, MEASURE, "Lq");
    expectRelative(queue.meanInSystem, arrivalRate * wait + arrivalRate / serviceRate, MEASURE, "L");
    for (const [i, p] of [0.001, 0.5, 0.99, 0.999999].entries()) {
      expectRelative(queue.waitQuantile(p), waits[i], QUANTILE, `wait at ${p}`);
      expectRelative(queue.sojournQuantile(p), sojourns[i], QUANTILE, `sojourn at ${p}`);
      if (servers > 1) continue;
      expectRelative(
        mm1({arrivalRate, serviceRate}).waitQuantile(p),
        waits[i],
        QUANTILE,
        `M/M/1 wait at ${p}`
      );
      expectRelative(
        mm1({arrivalRate, serviceRate}).sojournQuantile(p),
        sojourns[i],
        QUANTILE,
        `M/M/1 at ${p}`
      );
    }
  });
});

describe("the sojourn is the mixture of waiting and a random service", () => {
  test("where c mu - lambda = mu it is continuous: e^-mu t (1 + C mu t) there, and the same to 1e-9 beside it", () => {
    const at = mmc({arrivalRate: 4, serviceRate: 1, servers: 5});
    for (const t of [0.01, 0.5, 1, 3, 10, 40]) {
      expectRelative(at.sojournTail(t), Math.exp(-t) * (1 + at.waitProbability * t), 1e-14);
      for (const nudge of [1e-9, -1e-9, 1e-12, -1e-12, 1e-15]) {
        const beside = mmc({arrivalRate: 4 * (1 + nudge), serviceRate: 1, servers: 5});
        expectRelative(
          beside.sojournTail(t),
          at.sojournTail(t),
          40 * t * Math.abs(nudge) + 1e-8 * Math.abs(nudge) + 1e-13
        );
      }
    }
  });

  test("at light load its tail is that of the service, which a fixed service added to the wait has not", () => {
    const queue = mmc({arrivalRate: 1, serviceRate: 1, servers: 10});
    expectRelative(queue.sojournQuantile(0.99), Math.log(100), 1e-6);
    expect(queue.waitQuantile(0.99) + 1).toBe(1);
  });
});

test("M/M/infinity: nobody waits, the sojourn is the service", () => {
  const queue = mmInf({arrivalRate: 1000, serviceRate: 4});
  expect(queue).toMatchObject({
    meanInSystem: 250,
    meanSojourn: 0.25,
    waitProbability: 0,
    utilization: 0,
    stable: true
  });
  expect(queue.waitQuantile(0.999)).toBe(0);
  expectRelative(queue.sojournQuantile(0.5), Math.LN2 / 4, 1e-15);
});
