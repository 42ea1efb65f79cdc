import {describe, expect, test} from "vitest";
import {
  type ArrivalSpec,
  type QueueSpec,
  queueScenario,
  type ServiceSpec,
  simulateQueue
} from "../../lib/index.js";

const arrivals = {kind: "poisson", rate: 1} as const;
const service = {kind: "exponential", mean: 1} as const;
const spec: QueueSpec = {arrivals, service, customers: 10, seed: 1};

describe("queueScenario", () => {
  test("fills in what is left open", () => {
    expect(queueScenario(spec)).toEqual({
      arrivals,
      service,
      servers: 1,
      capacity: Infinity,
      surge: {at: Infinity, factor: 1},
      until: Infinity,
      customers: 10,
      seed: 1
    });
  });

  test.each([
    [{servers: 0}, "servers: 0"],
    [{servers: 1.5}, "servers: 1.5"],
    [{servers: 2 ** 21}, "servers: 2097152"],
    [{servers: 3, capacity: 2}, "capacity: 2"],
    [{capacity: 0}, "capacity: 0"],
    [{capacity: 1e9}, "capacity: 1000000000"],
    [{capacity: NaN}, "capacity: NaN"],
    [{customers: -1}, "customers: -1"],
    [{customers: 2.5}, "customers: 2.5"],
    [{until: 0}, "until: 0"],
    [{until: NaN}, "until: NaN"],
    [{until: -5}, "until: -5"],
    [{surge: {at: -1, factor: 2}}, "surge.at: -1"],
    [{surge: {at: 1, factor: 0}}, "surge.factor: 0"],
    [{surge: {at: 1, factor: 2}, arrivals: {kind: "replay", times: [1]}}, "surge: of a replay"],
    [{seed: -1}, "seed: -1"],
    [{seed: 2 ** 32}, "seed: 4294967296"],
    [{seed: NaN}, "seed: NaN"],
    [{customers: 1e12}, "customers: 1000000000000"],
    [{customers: Infinity, until: 1e12}, "until: 1000000000000"]
  ] as [Partial<QueueSpec>, string][])("refuses %j", (change, message) => {
    expect(() => simulateQueue({...spec, ...change})).toThrow(RangeError(`invalid ${message}`));
  });

  test("refuses a run without an end", () => {
    const {customers: _, ...endless} = spec;
    expect(() => simulateQueue(endless)).toThrow(RangeError("invalid until: undefined"));
  });

  test.each([
    [{kind: "poisson", rate: 0}, "rate: 0"],
    [{kind: "poisson", rate: Infinity}, "rate: Infinity"],
    [{kind: "deterministic", rate: 1, phase: -1}, "phase: -1"],
    [{kind: "gamma", rate: 1, cv: 0}, "cv: 0"],
    [{kind: "hyperexponential", rate: 1, cv: 0.5}, "cv: 0.5"],
    [{kind: "mmpp", rate: 1, burstRatio: 0.5, dwell: 1}, "burstRatio: 0.5"],
    [{kind: "mmpp", rate: 1, burstRatio: 2, dwell: 1e-9}, "dwell: 1e-9"],
    [{kind: "streams", streams: []}, "streams: 0"],
    [{kind: "streams", streams: [{rate: -1}]}, "rate: -1"],
    [{kind: "streams", streams: [{rate: 1, jitter: NaN}]}, "jitter: NaN"],
    [{kind: "streams", streams: [{rate: 1, from: Infinity}]}, "from: Infinity"],
    [{kind: "streams", streams: [{rate: 1, copies: 0}]}, "copies: 0"],
    [{kind: "streams", streams: [{rate: 1, copies: 1e7}]}, "copies: too many"],
    [{kind: "replay", times: [1, 0.5]}, "times[1]: 0.5"],
    [{kind: "replay", times: [-1]}, "times[0]: -1"],
    [{kind: "replay", times: [0, NaN]}, "times[1]: NaN"],
    [{kind: "pareto"} as unknown as ArrivalSpec, "arrivals: pareto"]
  ] as [ArrivalSpec, string][])("refuses the arrivals %j", (bad, message) => {
    expect(() => simulateQueue({...spec, arrivals: bad})).toThrow(RangeError(`invalid ${message}`));
  });

  test.each([
    [{kind: "deterministic", mean: 0}, "mean: 0"],
    [{kind: "exponential", mean: -1}, "mean: -1"],
    [{kind: "erlang", mean: 1, shape: 0}, "shape: 0"],
    [{kind: "lognormal", mean: 1, cv: -1}, "cv: -1"],
    [{kind: "gamma", mean: 1, cv: 0}, "cv: 0"],
    [{kind: "empirical", values: []}, "values: none"],
    [{kind: "empirical", values: [1, -1]}, "values[1]: -1"],
    [{kind: "byStream", services: []}, "services: 0"],
    [{kind: "byStream", services: [{kind: "byStream", services: []}]}, "service: byStream in byStream"],
    [{kind: "uniform"} as unknown as ServiceSpec, "service: uniform"]
  ] as [ServiceSpec, string][])("refuses the service %j", (bad, message) => {
    expect(() => simulateQueue({...spec, service: bad})).toThrow(RangeError(`invalid ${message}`));
  });

  test("takes nobody for an answer", () => {
    const records = simulateQueue({...spec, customers: 0});
    expect([records.count, records.horizon, records.arrival.length]).toEqual([0, 0, 0]);
  });
});
