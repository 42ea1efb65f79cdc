import {describe, expect, test} from "vitest";
import {
  type ArrivalSpec,
  mmppRates,
  type QueueMetrics,
  type QueueSpec,
  queueMetrics,
  type ServiceSpec,
  simulateQueue
} from "../../lib/index.js";
import {expectMean} from "../support/zScore.js";

/** Metrics of independent runs, the first quarter of each left out. */
function replicas(spec: Omit<QueueSpec, "seed">, count = 16): QueueMetrics[] {
  return Array.from({length: count}, (_, seed) => {
    const records = simulateQueue({...spec, seed: seed + 1});
    return queueMetrics(records, {from: records.arrival[records.count >> 2]});
  });
}

function expectEach(
  metrics: readonly QueueMetrics[],
  measure: (one: QueueMetrics) => number,
  expected: number
): void {
  expectMean(metrics.map(measure), expected);
}

const exponential = {kind: "exponential", mean: 1} as const;

/** Erlang's loss formula by its recurrence, and with it the delay formula (Erlang 1917). */
function erlangLoss(servers: number, load: number): number {
  let blocked = 1;
  for (let k = 1; k <= servers; ++k) blocked = (load * blocked) / (k + load * blocked);
  return blocked;
}

function erlangDelay(servers: number, load: number): number {
  const blocked = erlangLoss(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

describe("M/M/c: waits and numbers are Erlang's", () => {
  test.each([
    [1, 0.3],
    [1, 0.7],
    [1, 0.9],
    [2, 0.3],
    [2, 0.9],
    [5, 0.7],
    [5, 0.9],
    [40, 0.7],
    [40, 0.95]
  ])("%i servers at a utilization of %f", (servers, utilization) => {
    const rate = servers * utilization;
    const metrics = replicas({
      arrivals: {kind: "poisson", rate},
      service: exponential,
      servers,
      customers: 20_000
    });
    const delay = erlangDelay(servers, rate);
    const wait = delay / (servers - rate);
    expectEach(metrics, (one) => one.waitProbability, delay);
    expectEach(metrics, (one) => one.meanWait.mean, wait);
    expectEach(metrics, (one) => one.meanSojourn.mean, wait + 1);
    expectEach(metrics, (one) => one.meanInSystem.mean, rate * (wait + 1));
    expectEach(metrics, (one) => one.meanInQueue.mean, rate * wait);
    expectEach(metrics, (one) => one.utilization, utilization);
    expectEach(metrics, (one) => one.arrivalRate, rate);
  });

  test("M/M/1: the sojourn is exponential with rate mu - lambda, also in its tail", () => {
    const metrics = replicas(
      {arrivals: {kind: "poisson", rate: 0.6}, service: exponential, customers: 40_000},
      30
    );
    for (const p of [0.1, 0.5, 0.9, 0.99])
      expectEach(metrics, (one) => one.sojournQuantile(p), -Math.log(1 - p) / 0.4);
  });

  test("M/M/3: a wait exceeds t with probability C exp(-(c mu - lambda) t)", () => {
    const metrics = replicas(
      {arrivals: {kind: "poisson", rate: 2.4}, service: exponential, servers: 3, customers: 40_000},
      30
    );
    const delay = erlangDelay(3, 2.4);
    for (const p of [0.5, 0.9, 0.99])
      expectEach(metrics, (one) => one.waitQuantile(p), Math.log(delay / (1 - p)) / 0.6);
    for (const one of metrics) expect(one.waitQuantile(0.9 * (1 - delay))).toBe(0);
  });
});

describe("M/G/1: the mean wait is rho (1 + cv^2) / (2 (1 - rho)) (Pollaczek-Khinchine)", () => {
  const laws: [string, ServiceSpec, number][] = [
    ["deterministic", {kind: "deterministic", mean: 1}, 0],
    ["Erlang-4", {kind: "erlang", mean: 1, shape: 4}, 1 / 4],
    ["lognormal, cv 1.5", {kind: "lognormal", mean: 1, cv: 1.5}, 2.25],
    ["gamma, cv 2", {kind: "gamma", mean: 1, cv: 2}, 4],
    ["gamma, cv 0.3", {kind: "gamma", mean: 1, cv: 0.3}, 0.09],
    // Deviations -1/2, -1/2 and 1 from the mean 1: variance (1/4 + 1/4 + 1) / 3.
    ["empirical", {kind: "empirical", values: [0.5, 0.5, 2]}, 0.5]
  ];
  test.each(laws.flatMap(([name, law, scv]) => [0.3, 0.8].map((rho) => [name, rho, law, scv] as const)))(
    "%s at a utilization of %f",
    (_, rho, service, scv) => {
      const metrics = replicas({arrivals: {kind: "poisson", rate: rho}, service, customers: 30_000});
      expectEach(metrics, (one) => one.meanWait.mean, (rho * (1 + scv)) / (2 * (1 - rho)));
      expectEach(metrics, (one) => one.waitProbability, rho);
      expectEach(metrics, (one) => one.meanService.mean, 1);
    }
  );
});

describe("GI/M/1: P(wait) is the root of sigma = A*(mu (1 - sigma)), and W = 1 / (mu (1 - sigma))", () => {
  const rate = 0.75;
  const often = 0.5 * (1 + Math.sqrt(3 / 5));
  /** Laplace transforms of the gaps, of mean 1 / rate. */
  const processes: [string, ArrivalSpec, (s: number) => number][] = [
    ["deterministic", {kind: "deterministic", rate}, (s) => Math.exp(-s / rate)],
    ["gamma, cv 0.5", {kind: "gamma", rate, cv: 0.5}, (s) => (1 + s / (4 * rate)) ** -4],
    ["gamma, cv 2", {kind: "gamma", rate, cv: 2}, (s) => (1 + (4 * s) / rate) ** -0.25],
    [
      "hyperexponential, cv 2",
      {kind: "hyperexponential", rate, cv: 2},
      (s) => {
        const [fast, slow] = [2 * often * rate, 2 * (1 - often) * rate];
        return (often * fast) / (fast + s) + ((1 - often) * slow) / (slow + s);
      }
    ]
  ];
  test.each(processes)("%s arrivals", (_, arrivals, transform) => {
    let sigma = 0.5;
    for (let k = 0; k < 1000; ++k) sigma = transform(1 - sigma);
    const metrics = replicas({arrivals, service: exponential, customers: 40_000}, 20);
    expectEach(metrics, (one) => one.waitProbability, sigma);
    expectEach(metrics, (one) => one.meanSojourn.mean, 1 / (1 - sigma));
  });
});

describe("MMPP/M/1: the number in the system is matrix-geometric (Neuts 1981)", () => {
  type Matrix = readonly [readonly [number, number], readonly [number, number]];
  const times = (a: Matrix, b: Matrix): Matrix => [
    [a[0][0] * b[0][0] + a[0][1] * b[1][0], a[0][0] * b[0][1] + a[0][1] * b[1][1]],
    [a[1][0] * b[0][0] + a[1][1] * b[1][0], a[1][0] * b[0][1] + a[1][1] * b[1][1]]
  ];
  const inverse = ([[a, b], [c, d]]: Matrix): Matrix => {
    const determinant = a * d - b * c;
    return [
      [d / determinant, -b / determinant],
      [-c / determinant, a / determinant]
    ];
  };
  const minus = (a: Matrix, b: Matrix): Matrix => [
    [a[0][0] - b[0][0], a[0][1] - b[0][1]],
    [a[1][0] - b[1][0], a[1][1] - b[1][1]]
  ];
  const identity: Matrix = [
    [1, 0],
    [0, 1]
  ];

  test("mean number, and a P(wait) that is not the utilization", () => {
    const options = {rate: 0.6, burstRatio: 8, burstFraction: 0.25, dwell: 10};
    const {calmRate: l1, burstRate: l2, leaveCalm: s1, leaveBurst: s2} = mmppRates(options);
    // Generator blocks: arrivals up, services down (mu = 1), changes of phase within a level.
    const within: Matrix = [
      [-l1 - s1 - 1, s1],
      [s2, -l2 - s2 - 1]
    ];
    const up: Matrix = [
      [l1, 0],
      [0, l2]
    ];
    // R = -(up + R^2) within^-1, by iteration from zero.
    let r: Matrix = [
      [0, 0],
      [0, 0]
    ];
    const into = inverse(within);
    for (let k = 0; k < 5000; ++k) {
      const square = times(r, r);
      r = minus(
        [
          [0, 0],
          [0, 0]
        ],
        times(
          [
            [up[0][0] + square[0][0], square[0][1]],
            [square[1][0], up[1][1] + square[1][1]]
          ],
          into
        )
      );
    }
    // Level 0: pi0 (within + I + R) = 0, so pi0 is proportional to the left null vector; sum pi0 (I - R)^-1 1 = 1.
    const balance: Matrix = [
      [within[0][0] + 1 + r[0][0], within[0][1] + r[0][1]],
      [within[1][0] + r[1][0], within[1][1] + 1 + r[1][1]]
    ];
    const direction = [-balance[1][0], balance[0][0]] as const;
    const geometric = inverse(minus(identity, r));
    const rows = [geometric[0][0] + geometric[0][1], geometric[1][0] + geometric[1][1]] as const;
    const scale = direction[0] * rows[0] + direction[1] * rows[1];
    const empty = [direction[0] / scale, direction[1] / scale] as const;
    const weighted = times(times(r, geometric), geometric);
    const mean = empty[0] * (weighted[0][0] + weighted[0][1]) + empty[1] * (weighted[1][0] + weighted[1][1]);
    expect(empty[0] + empty[1]).toBeCloseTo(0.4, 8);
    const waits = 1 - (empty[0] * l1 + empty[1] * l2) / 0.6;
    expect(waits).toBeGreaterThan(0.7);

    const metrics = replicas(
      {arrivals: {kind: "mmpp", ...options}, service: exponential, customers: 60_000},
      24
    );
    expectEach(metrics, (one) => one.meanInSystem.mean, mean);
    expectEach(metrics, (one) => one.waitProbability, waits);
    expectEach(metrics, (one) => one.utilization, 0.6);
  });
});

describe("finite places", () => {
  test.each([
    [1, 1, 0.9],
    [1, 5, 0.9],
    [1, 5, 1.5],
    [3, 3, 2],
    [3, 8, 2.7],
    [40, 45, 42]
  ])(
    "M/M/%i/%i offered %f Erlang: losses and numbers are those of the birth-death chain",
    (servers, capacity, rate) => {
      const weights = [1];
      for (let n = 1; n <= capacity; ++n) weights.push((weights[n - 1]! * rate) / Math.min(n, servers));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const chances = weights.map((weight) => weight / total);
      const loss = chances[capacity]!;
      const metrics = replicas({
        arrivals: {kind: "poisson", rate},
        service: exponential,
        servers,
        capacity,
        customers: 20_000
      });
      expectEach(metrics, (one) => one.lossFraction, loss);
      expectEach(
        metrics,
        (one) => one.meanInSystem.mean,
        chances.reduce((sum, chance, n) => sum + n * chance, 0)
      );
      expectEach(metrics, (one) => one.arrivalRate, rate * (1 - loss));
      const waiting = chances.slice(servers, capacity).reduce((sum, chance) => sum + chance, 0);
      expectEach(metrics, (one) => one.waitProbability, waiting / (1 - loss));
    }
  );

  const laws: [string, ServiceSpec][] = [
    ["deterministic", {kind: "deterministic", mean: 1}],
    ["lognormal", {kind: "lognormal", mean: 1, cv: 1.2}],
    ["gamma", {kind: "gamma", mean: 1, cv: 1.7}]
  ];
  test.each(laws)(
    "M/G/c/c with %s service loses what Erlang's formula says: only the mean counts",
    (_, service) => {
      for (const [servers, load] of [
        [1, 0.92],
        [4, 3],
        [35, 30]
      ] as const) {
        const spec = {arrivals: {kind: "poisson", rate: load} as const, service, servers, capacity: servers};
        expectEach(
          replicas({...spec, customers: 20_000}),
          (one) => one.lossFraction,
          erlangLoss(servers, load)
        );
      }
    }
  );
});

describe("confidence intervals by batches", () => {
  test("cover the truth of an M/M/1 queue about as often as they say", () => {
    let covered = 0;
    for (let seed = 0; seed < 200; ++seed) {
      const records = simulateQueue({
        arrivals: {kind: "poisson", rate: 0.5},
        service: exponential,
        customers: 12_000,
        seed
      });
      const {meanInSystem, meanWait} = queueMetrics(records, {from: 1000});
      covered += Number(Math.abs(meanInSystem.mean - 1) <= meanInSystem.halfWidth);
      covered += Number(Math.abs(meanWait.mean - 1) <= meanWait.halfWidth);
    }
    // 95 % of 400, where the two of one run hang together.
    expect(covered).toBeGreaterThan(358);
    expect(covered).toBeLessThan(396);
  });
});
