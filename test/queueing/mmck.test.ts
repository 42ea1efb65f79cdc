import {describe, expect, test} from "vitest";
import {mm1k, mmc, mmck} from "../../lib/index.js";
import {expectRelative, MEASURE, QUANTILE} from "./closeTo.js";

describe("published examples", () => {
  // M. Marzolla, Octave queueing toolbox, tests of qsmmmk: last digits cut off, not rounded
  test("lambda 3, mu 2, 2 servers, 5 places", () => {
    const queue = mmck({arrivalRate: 3, serviceRate: 2, servers: 2, capacity: 5});
    expect(Math.floor(queue.lossProbability * 1e6)).toBe(85_113);
    expect(queue.meanInSystem).toBeCloseTo(2.00595, 5);
    expect(Math.floor(queue.meanWait * 1e6)).toBe(230_857);
  });

  test("lambda 50, mu 10, 4 servers, 6 places; lambda 40, mu 30, 3 servers, 7 places", () => {
    expect(mmck({arrivalRate: 50, serviceRate: 10, servers: 4, capacity: 6}).lossProbability).toBeCloseTo(
      0.293543,
      6
    );
    expect(mmck({arrivalRate: 40, serviceRate: 30, servers: 3, capacity: 7}).meanSojourn).toBeCloseTo(
      0.036517,
      6
    );
  });

  // 1 - rho over 1 - rho^(K + 1), Kleinrock 1975, eq. 3.45, by hand: rho = 1/2, K = 3: p = 8, 4, 2, 1 fifteenths
  test("rho 1/2 and three places: p = 8/15, 4/15, 2/15, 1/15", () => {
    const queue = mm1k({arrivalRate: 1, serviceRate: 2, capacity: 3});
    expectRelative(queue.lossProbability, 1 / 15, 1e-15);
    expectRelative(queue.meanInSystem, 11 / 15, 1e-15);
    expectRelative(queue.meanQueueLength, 4 / 15, 1e-15);
    expectRelative(queue.utilization, 7 / 15, 1e-15);
    expectRelative(queue.waitProbability, 6 / 14, 1e-15);
  });
});

describe("sums over the states and over Poisson counts in 60 digits and more (mpmath)", () => {
  test.each([
    // servers, places, lambda, mu, loss, P(wait), Wq, L, wait quantiles and sojourn quantiles at 0.5 and 0.99
    [
      1,
      5,
      0.0007,
      0.7,
      9.990000000000003e-16,
      0.000999999999999001,
      0.0014300014299942873,
      0.0010010010010009951,
      [0, 0],
      [0.9912014594021799, 6.585399951362825]
    ],
    [
      1,
      5,
      0.63,
      0.7,
      0.12602254998836862,
      0.7558057190300603,
      2.5575513592900228,
      2.194782300628096,
      [1.77936078857747, 11.410410504262806],
      [3.3185516378684325, 13.594720152944552]
    ],
    [
      1,
      5,
      0.7,
      0.7,
      0.16666666666666666,
      0.8,
      2.857142857142857,
      2.5,
      [2.1798610336509325, 11.775480707986667],
      [3.6712651897653843, 13.963686694023332]
    ],
    [
      1,
      5,
      0.70000007,
      0.7,
      0.16666670833333405,
      0.800000039999996,
      2.857143142857129,
      2.500000291666652,
      [2.1798614091077084, 11.775481037863425],
      [3.6712655267141017, 13.963687028134776]
    ],
    [
      1,
      5,
      2.0999999999999996,
      0.7,
      0.6675824175824175,
      0.9917355371900827,
      5.029515938606848,
      4.508241758241758,
      [4.584291341078274, 13.746645359489904],
      [6.005998555916059, 15.969522604237333]
    ],
    [
      2,
      4,
      0.0014,
      0.7,
      1.9960039960040006e-12,
      1.9980000000039922e-6,
      1.4285685742857145e-6,
      0.002000001999992012,
      [0, 0],
      [0.9902116859613217, 6.57881738253488]
    ],
    [
      2,
      4,
      1.26,
      0.7,
      0.18249840060081782,
      0.5236474991493706,
      0.5512078938414428,
      2.039275680787739,
      [0.06161158867505855, 3.714628707059585],
      [1.5671376601657592, 7.57009987086878]
    ],
    [
      2,
      4,
      1.4,
      0.7,
      0.2222222222222222,
      0.5714285714285714,
      0.6122448979591837,
      2.2222222222222223,
      [0.1802606980498905, 3.819037074012795],
      [1.6354029493178859, 7.654321708157081]
    ],
    [
      2,
      4,
      1.40000014,
      0.7,
      0.22222226172839468,
      0.5714286163265279,
      0.612244956268219,
      2.2222223950617184,
      [0.18026080618231496, 3.8190371690651004],
      [1.635403014554715, 7.654321786815977]
    ],
    [
      2,
      4,
      4.199999999999999,
      0.7,
      0.6721991701244813,
      0.9113924050632911,
      1.139240506329114,
      3.5352697095435683,
      [0.9065351250465093, 4.464828120197823],
      [2.205393162977466, 8.261339578051668]
    ],
    [
      10,
      12,
      0.006999999999999999,
      0.7,
      2.728311931627997e-33,
      2.7310402435596252e-27,
      3.9053836507017905e-28,
      0.01,
      [0, 0],
      [0.9902102579427791, 6.578814551411559]
    ],
    [
      10,
      12,
      6.3,
      0.7,
      0.10569329097925552,
      0.2772231628087156,
      0.05836277111762435,
      8.377583953122162,
      [0, 0.6367563495278235],
      [1.0555693796995473, 6.644447033467498]
    ],
    [
      10,
      12,
      7,
      0.7,
      0.15014528778743697,
      0.3533434259522775,
      0.0757164484183452,
      8.948982985487941,
      [0, 0.6838097625334496],
      [1.07457254193882, 6.663499463081986]
    ],
    [
      10,
      12,
      7.0000007,
      0.7,
      0.1501453335970206,
      0.35334349980265556,
      0.0757164655053672,
      8.948983499660992,
      [0, 0.6838098034594838],
      [1.074572560549792, 6.6634994817354025]
    ],
    [
      10,
      12,
      21,
      0.7,
      0.6682653214447577,
      0.8953143241596435,
      0.2238285810399109,
      11.511326106695039,
      [0.17716312909906154, 0.8900361678426245],
      [1.2291045983988, 6.818140806367409]
    ],
    [
      100,
      130,
      0.06999999999999999,
      0.7,
      0,
      9.705131156220328e-259,
      1.38783514317465e-260,
      0.09999999999999999,
      [0, 0],
      [0.9902102579427791, 6.578814551411559]
    ],
    [
      100,
      130,
      62.99999999999999,
      0.7,
      0.0009273109213483507,
      0.2096723446430182,
      0.025975313698860608,
      91.55146928700593,
      [0, 0.3491724422821625],
      [1.01803436843468, 6.60663866190443]
    ],
    [
      100,
      130,
      70,
      0.7,
      0.023142812106630772,
      0.710732716924747,
      0.15737653017619405,
      108.44712641892023,
      [0.12707170990379332, 0.5177837898764058],
      [1.1558709792628807, 6.744475272731703]
    ],
    [
      100,
      130,
      70.000007,
      0.7,
      0.023142861986072037,
      0.7107331834128722,
      0.15737670953536217,
      108.44714399077954,
      [0.12707203553132598, 0.5177838790467061],
      [1.1558711616605415, 6.744475455129364]
    ],
    [
      100,
      130,
      210,
      0.7,
      0.6666666666666667,
      0.9999999999999952,
      0.4214285714285715,
      129.5,
      [0.4167340486034753, 0.6246958078055013],
      [1.4138138780770708, 7.00241817154585]
    ],
    [
      1000,
      1100,
      999.9,
      1,
      0.007076831967527916,
      0.7163385869826293,
      0.03611540684472398,
      1028.6801139122958,
      [0.030096844748523803, 0.10741602937299909],
      [0.7298402427082403, 4.641863248136386]
    ],
    [
      1000,
      1100,
      1200,
      1,
      0.16666666671321004,
      0.9999999882604388,
      0.09500000009220903,
      1095.000000031051,
      [0.09498793265814094, 0.12131903476753945],
      [0.7882096724922742, 4.700232677920419]
    ],
    [
      5,
      2000,
      4.9995,
      1,
      0.0004520572502948901,
      0.9986136741453967,
      192.70317137678234,
      967.9812244655549,
      [189.29934264279453, 397.4123658826283],
      [190.29959272615912, 398.45065961359575]
    ]
  ])("%i servers, %i places, lambda %f, mu %f", (...row) => {
    const [servers, capacity, arrivalRate, serviceRate, loss, delayed, wait, inSystem, waits, sojourns] = row;
    const queue = mmck({arrivalRate, serviceRate, servers, capacity});
    expectRelative(queue.lossProbability, loss, MEASURE, "loss");
    expectRelative(queue.waitProbability, delayed, MEASURE, "P(wait)");
    expectRelative(queue.meanWait, wait, MEASURE, "Wq");
    expectRelative(queue.meanSojourn, wait + 1 / serviceRate, MEASURE, "W");
    expectRelative(queue.meanInSystem, inSystem, MEASURE, "L");
    for (const [i, p] of [0.5, 0.99].entries()) {
      expectRelative(queue.waitQuantile(p), waits[i], QUANTILE, `wait at ${p}`);
      expectRelative(queue.sojournQuantile(p), sojourns[i], QUANTILE, `sojourn at ${p}`);
    }
  });
});

describe("the laws of the accepted", () => {
  /** P(n found) of an accepted request, by the birth-death balance. */
  function found(servers: number, capacity: number, load: number): number[] {
    const states = [1];
    for (let n = 1; n < capacity; ++n) states.push((states[n - 1] * load) / Math.min(n, servers));
    const sum = states.reduce((total, state) => total + state, 0);
    return states.map((state) => state / sum);
  }

  /** P(an Erlang time of k stages of the given rate > t). */
  function stagesTail(k: number, x: number): number {
    let term = Math.exp(-x);
    let sum = 0;
    for (let i = 0; i < k; ++i) {
      sum += term;
      term *= x / (i + 1);
    }
    return sum;
  }

  test("the wait's tail is the mixture of Erlang times, summed state by state", () => {
    for (const [servers, capacity] of [
      [1, 6],
      [3, 5],
      [4, 20]
    ]) {
      for (const rho of [0.2, 0.99, 1, 2.5]) {
        const queue = mmck({arrivalRate: rho * servers, serviceRate: 1, servers, capacity});
        const states = found(servers, capacity, rho * servers);
        for (const t of [0, 0.1, 1, 4, 20]) {
          const expected = states.reduce(
            (sum, p, n) => sum + p * stagesTail(n - servers + 1, servers * t),
            0
          );
          expectRelative(queue.waitTail(t), expected, 1e-12);
        }
      }
    }
  });

  test("the sojourn's tail is that wait convolved with a service, by integration", () => {
    for (const [servers, capacity, rho] of [
      [1, 6, 0.9],
      [2, 5, 0.5],
      [2, 5, 1],
      [4, 20, 0.75],
      [4, 20, 1.5]
    ]) {
      const queue = mmck({arrivalRate: rho * servers, serviceRate: 1, servers, capacity});
      for (const t of [0.2, 1, 5]) {
        // P(S > t) + integral over s of e^-s P(wait > t - s), Simpson's rule
        const steps = 2000;
        let integral = 0;
        for (let i = 0; i <= steps; ++i) {
          const s = (t * i) / steps;
          const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
          integral += weight * Math.exp(-s) * queue.waitTail(t - s);
        }
        expectRelative(queue.sojournTail(t), Math.exp(-t) + (integral * t) / steps / 3, 1e-10);
      }
    }
  });

  test("means are the integrals of the tails", () => {
    for (const [servers, capacity, rho] of [
      [1, 4, 0.5],
      [1, 4, 1],
      [3, 9, 0.9],
      [3, 9, 3]
    ]) {
      const queue = mmck({arrivalRate: rho * servers, serviceRate: 1, servers, capacity});
      const steps = 20_000;
      const end = 60;
      let wait = 0;
      let sojourn = 0;
      for (let i = 0; i < steps; ++i) {
        wait += queue.waitTail(((i + 0.5) * end) / steps);
        sojourn += queue.sojournTail(((i + 0.5) * end) / steps);
      }
      expectRelative((wait * end) / steps, queue.meanWait, 1e-5);
      expectRelative((sojourn * end) / steps, queue.meanSojourn, 1e-5);
    }
  });

  test("a million places are as good as endless below rho = 1, and always full above it", () => {
    const queue = mmck({arrivalRate: 9, serviceRate: 1, servers: 10, capacity: 1_000_000});
    expect(queue.lossProbability).toBe(0);
    const endless = mmc({arrivalRate: 9, serviceRate: 1, servers: 10});
    expectRelative(queue.sojournQuantile(0.99), endless.sojournQuantile(0.99), 1e-12);
    const full = mmck({arrivalRate: 12, serviceRate: 1, servers: 10, capacity: 1_000_000});
    expectRelative(full.lossProbability, 1 / 6, 1e-12);
    expectRelative(full.waitQuantile(0.5), full.meanWait, 1e-4);
  });
});
