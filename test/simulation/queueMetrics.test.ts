import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  displayTimes,
  type QueueSpec,
  queueMetrics,
  simulateQueue,
  simulateQueueMoments,
  waterfall
} from "../../lib/index.js";
import {queueSpecs} from "../support/queueSpecs.js";

/** Three customers at one server: sojourns 2, 3.5 and 2; waits 0, 1.5 and 1. Services 2, 2, 1. */
const three = simulateQueue({
  arrivals: {kind: "streams", streams: [{rate: 0.1}, {rate: 0.1, phase: 0.5}, {rate: 0.1, phase: 3}]},
  service: {
    kind: "byStream",
    services: [
      {kind: "deterministic", mean: 2},
      {kind: "deterministic", mean: 2},
      {kind: "deterministic", mean: 1}
    ]
  },
  until: 5,
  seed: 1
});

describe("queueMetrics", () => {
  test("of three customers, by hand", () => {
    const metrics = queueMetrics(three, {deadline: 2, batches: 1});
    expect(metrics.offered).toBe(3);
    expect(metrics.meanSojourn.mean).toBe(7.5 / 3);
    expect(metrics.meanWait.mean).toBe(2.5 / 3);
    expect(metrics.meanService.mean).toBe(5 / 3);
    expect(metrics.waitProbability).toBe(2 / 3);
    expect(metrics.deadlineMissFraction).toBe(1 / 3);
    expect(metrics.meanInSystem.mean).toBe(7.5 / 5);
    expect(metrics.meanInQueue.mean).toBe(2.5 / 5);
    expect(metrics.utilization).toBe(1);
    expect(metrics.arrivalRate).toBe(3 / 5);
    expect(metrics.throughput).toBe(3 / 5);
    expect([metrics.worstSojourn, metrics.worstRequest]).toEqual([3.5, 1]);
    expect([0.1, 0.6, 0.7].map(metrics.sojournQuantile)).toEqual([2, 2, 3.5]);
    expect([0.1, 0.6, 0.7].map(metrics.waitQuantile)).toEqual([0, 1, 1.5]);
    expect(metrics.displayedPerSecond).toBeNaN();
  });

  test("of a window: customers who arrive in it, areas of all who are there", () => {
    const metrics = queueMetrics(three, {from: 0.25, to: 2.25});
    expect(metrics.offered).toBe(1);
    expect(metrics.meanWait.mean).toBe(1.5);
    // In [0.25, 2.25): the first is present for 1.75, the second for 1.75, waiting for 1.5 of it.
    expect(metrics.meanInSystem.mean).toBeCloseTo(1.75, 12);
    expect(metrics.meanInQueue.mean).toBeCloseTo(0.75, 12);
    expect(metrics.throughput).toBe(0.5);
  });

  test("a stream's metrics add up to those of all", () => {
    fc.assert(
      fc.property(queueSpecs, fc.boolean(), (spec, late) => {
        const records = simulateQueue(spec);
        const options = late ? {from: 1, to: 20} : {};
        const all = queueMetrics(records, options);
        fc.pre(records.horizon > 1e-6);
        const parts = [0, 1, 2].map((stream) => queueMetrics(records, {...options, stream}));
        const sum = (of: (one: typeof all) => number): number =>
          parts.reduce((total, one) => total + of(one), 0);
        expect(sum((one) => one.offered)).toBe(all.offered);
        expect(sum((one) => one.lost)).toBe(all.lost);
        expect(sum((one) => one.meanInSystem.mean)).toBeCloseTo(all.meanInSystem.mean, 9);
        expect(sum((one) => one.throughput)).toBeCloseTo(all.throughput, 9);
      }),
      {numRuns: 50}
    );
  });

  test("the number of slices changes confidence only", () => {
    fc.assert(
      fc.property(queueSpecs, fc.integer({min: 1, max: 50}), (spec, batches) => {
        const records = simulateQueue(spec);
        fc.pre(records.horizon > 1e-6);
        const one = queueMetrics(records, {batches: 1, deadline: 0.5});
        const many = queueMetrics(records, {batches, deadline: 0.5});
        expect(many.meanInSystem.mean).toBeCloseTo(one.meanInSystem.mean, 9);
        expect([many.offered, many.lost, many.worstRequest]).toEqual([
          one.offered,
          one.lost,
          one.worstRequest
        ]);
        expect(many.throughput).toBe(one.throughput);
        if (one.offered > 0) expect(many.deadlineMissFraction).toBeCloseTo(one.deadlineMissFraction, 12);
        if (one.accepted > 0) expect(many.meanSojourn.mean).toBeCloseTo(one.meanSojourn.mean, 9);
      })
    );
  });

  test("half-widths shrink as the root of the run's length, and grow with the level", () => {
    const run = (customers: number) =>
      simulateQueue({
        arrivals: {kind: "poisson", rate: 0.5},
        service: {kind: "exponential", mean: 1},
        customers,
        seed: 2
      });
    const [short, long] = [run(20_000), run(2_000_000)];
    const ratio = queueMetrics(short).meanInSystem.halfWidth / queueMetrics(long).meanInSystem.halfWidth;
    // The half-width of 20 slices itself varies by a sixth.
    expect(ratio).toBeGreaterThan(5);
    expect(ratio).toBeLessThan(20);
    const [narrow, wide] = [0.9, 0.99].map((level) => queueMetrics(short, {level}).meanInSystem.halfWidth);
    // Student's t with 19 degrees of freedom: 1.729133 and 2.860935 (NIST handbook 1.3.6.7.2).
    expect(wide! / narrow!).toBeCloseTo(2.860935 / 1.729133, 5);
    const {value, halfWidth} = queueMetrics(long).sojournQuantileEstimate(0.99);
    expect(Math.abs(value - 2 * Math.log(100))).toBeLessThan(2 * halfWidth);
    expect(halfWidth).toBeLessThan(0.02 * value);
  });

  test("of nothing: counts are zero, means are NaN, nothing throws", () => {
    const empty = simulateQueue({
      arrivals: {kind: "replay", times: []},
      service: {kind: "exponential", mean: 1},
      until: 1,
      seed: 1
    });
    const metrics = queueMetrics(empty, {deadline: 1, vsync: {period: 1}});
    expect([metrics.offered, metrics.meanInSystem.mean, metrics.throughput]).toEqual([0, 0, 0]);
    expect([metrics.meanWait.mean, metrics.worstSojourn, metrics.sojournQuantile(0.5)]).toEqual([
      NaN,
      NaN,
      NaN
    ]);
    expect(waterfall(empty)).toEqual([]);
  });

  test.each([
    [{from: -1}, "from: -1"],
    [{from: 2, to: 1}, "to: 1"],
    [{to: NaN}, "to: NaN"],
    [{batches: 0}, "batches: 0"],
    [{deadline: -1}, "deadline: -1"],
    [{level: 1}, "level: 1"],
    [{vsync: {period: 0}}, "period: 0"]
  ])("refuses %j", (options, message) => {
    expect(() => queueMetrics(three, options)).toThrow(RangeError(`invalid ${message}`));
  });
});

describe("displayTimes", () => {
  const finished = (departures: number[]) => ({
    ...three,
    count: departures.length,
    arrival: new Float64Array(departures.length),
    start: new Float64Array(departures.length),
    departure: Float64Array.from(departures),
    server: new Int32Array(departures.length),
    stream: new Uint16Array(departures.length),
    horizon: 6
  });

  test("shows each frame at the next vsync, the latest of those that are ready, and never an older one after a newer", () => {
    const display = displayTimes(finished([0.5, 1.2, 1.9, 2, 4.5, 4.1, NaN, 5.001]), {period: 1});
    expect([...display.request]).toEqual([0, 3, 5, 7]);
    expect([...display.shown]).toEqual([1, 2, 5, 6]);
    expect(display.droppedFraction).toBe(0.5);
    expect(display.displayedPerSecond).toBe(4 / 6);
    expect([...display.intervals.slice(0, 4)]).toEqual([0, 2, 0, 1]);
  });

  test("a phase shifts the vsyncs; one that is done before the first waits for it", () => {
    const display = displayTimes(finished([0.1, 0.3, 0.6]), {period: 1, phase: 0.25});
    expect([...display.shown]).toEqual([0.25, 1.25]);
    expect([...display.request]).toEqual([0, 2]);
  });
});

describe("waterfall", () => {
  test("gives the mean, and the requests at the ranks of the median, p90, p99 and the end", () => {
    expect(waterfall(three)).toEqual([
      {label: "mean", wait: 2.5 / 3, math: 5 / 3, transfer: 0, total: 7.5 / 3, request: -1},
      {label: "median", wait: 1, math: 1, transfer: 0, total: 2, request: 2},
      {label: "p90", wait: 1.5, math: 2, transfer: 0, total: 3.5, request: 1},
      {label: "p99", wait: 1.5, math: 2, transfer: 0, total: 3.5, request: 1},
      {label: "worst", wait: 1.5, math: 2, transfer: 0, total: 3.5, request: 1}
    ]);
  });

  test("agrees with the metrics of any window, and its requests lie in it", () => {
    fc.assert(
      fc.property(queueSpecs, (spec) => {
        const records = simulateQueue(spec);
        const metrics = queueMetrics(records, {from: 1, to: 40});
        const rows = waterfall(records, {from: 1, to: 40});
        expect(rows.length).toBe(metrics.accepted > 0 ? 5 : 0);
        fc.pre(rows.length > 0);
        expect(rows[0]!.total).toBeCloseTo(metrics.meanSojourn.mean, 9);
        [0.5, 0.9, 0.99, 1].forEach((p, k) => {
          const {request, total} = rows[k + 1]!;
          expect(total).toBeCloseTo(metrics.sojournQuantile(p), 9);
          expect(records.departure[request] - records.arrival[request]).toBe(metrics.sojournQuantile(p));
          expect(records.arrival[request]).toBeGreaterThanOrEqual(1);
        });
      })
    );
  });

  test("adds a transfer to each total", () => {
    expect(waterfall(three, {transfer: 0.5})[4]!.total).toBe(4);
    expect(() => waterfall(three, {transfer: -1})).toThrow(RangeError("invalid transfer: -1"));
  });
});

describe("simulateQueueMoments", () => {
  const specs: QueueSpec[] = [
    {
      arrivals: {kind: "poisson", rate: 0.8},
      service: {kind: "exponential", mean: 1},
      customers: 50_001,
      seed: 1
    },
    {
      arrivals: {kind: "poisson", rate: 3},
      service: {kind: "lognormal", mean: 1, cv: 1},
      servers: 3,
      capacity: 7,
      customers: 30_000,
      seed: 2
    },
    {
      arrivals: {kind: "streams", streams: [{rate: 30, copies: 8}]},
      service: {kind: "deterministic", mean: 1 / 240},
      capacity: 8,
      customers: 30_000,
      seed: 3
    }
  ];
  test.each(specs)("folds the very customers that simulateQueue records: $arrivals.kind", (spec) => {
    const records = simulateQueue(spec);
    const warmUp = 3000;
    // From just after the last customer of the warm-up on; the windows are the same where no two arrive together.
    const from = records.arrival[warmUp - 1] * (1 + 1e-15);
    const metrics = queueMetrics(records, {from, deadline: 2});
    const probabilities = [0.5, 0.99, 0.999];
    const moments = simulateQueueMoments(spec, {warmUp, deadline: 2, quantiles: probabilities});
    expect(moments.offered).toBe(spec.customers! - warmUp);
    if (spec.arrivals.kind === "streams") return expect(moments.lossFraction.mean).toBe(0);
    expect(moments.accepted).toBe(metrics.accepted);
    const agree = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.abs(b));
    agree(moments.meanWait.mean, metrics.meanWait.mean);
    agree(moments.meanSojourn.mean, metrics.meanSojourn.mean);
    agree(moments.lossFraction.mean, metrics.lossFraction);
    agree(moments.waitProbability.mean, metrics.waitProbability);
    agree(moments.deadlineMissFraction.mean, metrics.deadlineMissFraction);
    agree(moments.arrivalRate, metrics.arrivalRate);
    agree(moments.worstSojourn, metrics.worstSojourn);
    // Time averages differ by who is there at the ends.
    expect(moments.meanInSystem.mean / metrics.meanInSystem.mean).toBeCloseTo(1, 2);
    expect(moments.utilization.mean / metrics.utilization).toBeCloseTo(1, 2);
    for (const [k, p] of probabilities.entries()) {
      expect(Math.abs(moments.sojournQuantile(p) / metrics.sojournQuantile(p) - 1)).toBeLessThan(2 ** -9);
      expect(moments.sojournQuantiles[k]!.mean).toBe(moments.sojournQuantile(p));
      const wait = metrics.waitQuantile(p);
      expect(Math.abs(moments.waitQuantiles[k]!.mean - wait)).toBeLessThanOrEqual(2 ** -9 * wait);
    }
  });

  test("needs an end, and customers beyond the warm-up", () => {
    const {customers: _, ...endless} = specs[0]!;
    expect(() => simulateQueueMoments({...endless, until: 10})).toThrow(
      RangeError("invalid customers: Infinity")
    );
    expect(() => simulateQueueMoments(specs[0]!, {warmUp: 50_000})).toThrow(
      RangeError("invalid customers: 50001")
    );
    expect(() => simulateQueueMoments(specs[0]!, {warmUp: -1})).toThrow(RangeError("invalid warmUp: -1"));
  });
});
