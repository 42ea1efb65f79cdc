import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  type BatchSpec,
  batchLoad,
  batchScenario,
  batchServiceTimes,
  batchTotals,
  simulateBatches
} from "../../lib/index.js";

const spec = {
  arrivals: {kind: "poisson", rate: 10},
  service: {curve: [{batch: 1, time: 0.1}]},
  maxBatch: 4,
  requests: 10,
  seed: 1
} as const;

describe("batch times", () => {
  test("two points give the affine law, below and beyond them too", () => {
    fc.assert(
      fc.property(
        fc.double({min: 0.1, max: 10, noNaN: true}),
        fc.double({min: 0, max: 1, noNaN: true}),
        fc.integer({min: 1, max: 20}),
        fc.integer({min: 1, max: 40}),
        (fixed, each, first, gap) => {
          const at = (b: number): number => fixed + each * b;
          const curve = [first, first + gap].map((batch) => ({batch, time: at(batch)}));
          batchServiceTimes({curve}, 64).forEach((time, b) => {
            if (b > 0) expect(Math.abs(time - at(b))).toBeLessThan(1e-12 * at(b) + 1e-13 * (b + 1));
          });
        }
      )
    );
  });

  test("more points: each exactly, and straight lines between and beyond", () => {
    const curve = [
      {batch: 1, time: 5},
      {batch: 4, time: 7.2},
      {batch: 8, time: 9.1},
      {batch: 16, time: 14},
      {batch: 32, time: 25}
    ];
    const times = batchServiceTimes({curve}, 48);
    for (const {batch, time} of curve) expect(times[batch]).toBe(time);
    expect(times[2]).toBeCloseTo(5 + 2.2 / 3, 12);
    expect(times[12]).toBeCloseTo((9.1 + 14) / 2, 12);
    expect(times[48]).toBeCloseTo(36, 12);
  });

  test("a faster machine takes less time for each; one point is one time for all", () => {
    expect([...batchServiceTimes({curve: [{batch: 8, time: 6}]}, 3, 1.5)]).toEqual([0, 4, 4, 4]);
  });

  test("roofline: memory-bound, then compute-bound", () => {
    // 10 GB of weights at 1 TB/s: 10 ms; 1 TFLOP a request at 250 TFLOP/s: 4 ms each; 1 ms of launch.
    const roofline = {work: 1e12, sharedBytes: 1e10, compute: 250e12, bandwidth: 1e12, overhead: 1e-3};
    const times = [...batchServiceTimes({roofline}, 4)].slice(1);
    const expected = [11, 11, 13, 17];
    for (const [k, time] of times.entries()) expect(time * 1e3).toBeCloseTo(expected[k]!, 9);
  });

  const bad: [string, () => unknown][] = [
    ["curve: no points", () => batchServiceTimes({curve: []}, 4)],
    ["curve[1].batch: 1", () => batchServiceTimes({curve: [1, 1].map((batch) => ({batch, time: 1}))}, 4)],
    [
      "curve[1].time: 0.5",
      () =>
        batchServiceTimes(
          {
            curve: [
              {batch: 1, time: 1},
              {batch: 2, time: 0.5}
            ]
          },
          4
        )
    ],
    [
      "time of batch 1: -1",
      () =>
        batchServiceTimes(
          {
            curve: [
              {batch: 2, time: 1},
              {batch: 3, time: 3}
            ]
          },
          4
        )
    ],
    ["speed: 0", () => batchServiceTimes({curve: [{batch: 1, time: 1}]}, 4, 0)],
    [
      "bandwidth: 0",
      () => batchServiceTimes({roofline: {work: 1, sharedBytes: 1, compute: 1, bandwidth: 0}}, 4)
    ]
  ];
  test.each(bad)("refuses %s", (message, call) => {
    expect(call).toThrow(new RangeError(`invalid ${message}`));
  });
});

describe("a scenario", () => {
  test("has every default filled in", () => {
    const {serviceTimes, ...rest} = batchScenario(spec);
    expect([...serviceTimes]).toEqual([0, 0.1, 0.1, 0.1, 0.1]);
    expect(rest).toEqual({
      arrivals: spec.arrivals,
      surge: {at: Infinity, factor: 1},
      distribution: "deterministic",
      maxBatch: 4,
      window: 0,
      servers: 1,
      queue: "shared",
      assignment: "roundRobin",
      transferTime: 0,
      bufferPlaces: Infinity,
      until: Infinity,
      requests: 10,
      seed: 1
    });
  });

  const bad: [string, Partial<Record<keyof BatchSpec, unknown>>][] = [
    ["maxBatch: 0", {maxBatch: 0}],
    ["maxBatch: 65537", {maxBatch: 65537}],
    ["maxBatch: 2.5", {maxBatch: 2.5}],
    ["window: -1", {window: -1}],
    ["window: NaN", {window: NaN}],
    ["servers: 0", {servers: 0}],
    ["servers: 65537", {servers: 65537}],
    ["servers: 1025", {servers: 1025, queue: "each"}],
    ["queue: both", {queue: "both"}],
    ["assignment: best", {assignment: "best"}],
    ["speed: 0", {speed: 0}],
    ["transferTime: Infinity", {transferTime: Infinity}],
    ["bufferPlaces: -1", {bufferPlaces: -1}],
    ["bufferPlaces: 0.5", {bufferPlaces: 0.5}],
    ["bufferPlaces: 4194305", {bufferPlaces: 2 ** 22 + 1}],
    ["requests: -1", {requests: -1}],
    ["until: undefined", {requests: undefined}],
    ["rate: 0", {arrivals: {kind: "poisson", rate: 0}}],
    ["distribution: normal", {service: {curve: [{batch: 1, time: 1}], distribution: "normal"}}],
    ["seed: -1", {seed: -1}]
  ];
  test.each(bad)("refuses %s", (message, change) => {
    const call = () => simulateBatches({...spec, ...change} as BatchSpec);
    expect(call).toThrow(new RangeError(`invalid ${message}`));
  });

  test("records of more requests than memory should hold are refused, totals are not", () => {
    expect(() => simulateBatches({...spec, requests: 2 ** 24 + 1})).toThrow(
      new RangeError("invalid requests: 16777217")
    );
    const run = batchTotals({...spec, requests: 1e15});
    run.advance(1);
    expect(run.arrived).toBe(1024);
    expect(run.ended).toBe(false);
  });

  test("the first arrivals of a longer run are those of a shorter one, and `until` ends both ways of counting", () => {
    const short = simulateBatches({...spec, requests: 500});
    const long = simulateBatches({...spec, requests: 5000});
    expect(long.arrival.slice(0, 500)).toEqual(short.arrival);
    const cut = simulateBatches({...spec, requests: 5000, until: 20});
    expect(cut.arrival).toEqual(long.arrival.filter((time) => time < 20));
    expect(cut.horizon).toBe(20);
  });

  test("no arrivals at all: empty records, nothing observed", () => {
    const records = simulateBatches({...spec, arrivals: {kind: "replay", times: []}});
    expect([records.count, records.batches.count, records.horizon]).toEqual([0, 0, 0]);
    const run = batchTotals({...spec, requests: 0});
    run.advance(Infinity);
    expect(run.ended).toBe(true);
    const {offered, served, meanSojourn, p99, worstSojourn} = run.snapshot();
    expect([offered, served, meanSojourn.mean, p99.value, worstSojourn]).toEqual([0, 0, NaN, NaN, -Infinity]);
  });
});

describe("the load of a scenario", () => {
  const load = (change: Partial<BatchSpec>) => batchLoad(batchScenario({...spec, ...change}));

  test("is the arrival rate over what full batches carry, on all servers, at their speed", () => {
    expect(load({}).utilization).toBeCloseTo(0.25, 12);
    expect(load({servers: 2, speed: 0.5}).utilization).toBeCloseTo(0.25, 12);
    expect(load({surge: {at: 1, factor: 3}}).utilization).toBeCloseTo(0.75, 12);
    expect(load({arrivals: {kind: "streams", streams: [{rate: 2, copies: 8}, {rate: 4}]}}).offeredRate).toBe(
      20
    );
    expect(load({arrivals: {kind: "replay", times: [1, 2, 4]}}).offeredRate).toBe(0.75);
  });

  test("beyond one the line grows, unless a buffer turns away what is too much", () => {
    const over = {arrivals: {kind: "poisson", rate: 50}} as const;
    expect(load(over)).toMatchObject({stable: false, backlogGrowthRate: 10});
    expect(load({...over, bufferPlaces: 3})).toMatchObject({
      stable: true,
      backlogGrowthRate: 0,
      utilization: 1.25
    });
  });

  test("at exactly one only a line without chance stays finite", () => {
    const periodic = {arrivals: {kind: "deterministic", rate: 40}} as const;
    expect(load({arrivals: {kind: "poisson", rate: 40}}).stable).toBe(false);
    expect(load(periodic).stable).toBe(true);
    expect(
      load({...periodic, service: {curve: [{batch: 1, time: 0.1}], distribution: "exponential"}}).stable
    ).toBe(false);
    expect(load({...periodic, servers: 2, speed: 0.5, queue: "each"}).stable).toBe(true);
    expect(load({...periodic, servers: 2, speed: 0.5, queue: "each", assignment: "random"}).stable).toBe(
      false
    );
  });
});
