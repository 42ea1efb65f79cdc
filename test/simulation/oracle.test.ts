import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {type ArrivalSpec, type QueueRecords, type ServiceSpec, simulateQueue} from "../../lib/index.js";
import {serviceProcess} from "../../lib/simulation/serviceProcess.js";
import {queueOracle} from "../support/queueOracle.js";

/** The services that the run drew, lost customers' included. */
function drawnServices(service: ServiceSpec, records: QueueRecords, seed: number): number[] {
  const times = new Float64Array(records.count);
  serviceProcess(service, seed)(times, records.stream, 0, records.count);
  return [...times];
}

function expectAsOracle(records: QueueRecords, service: ServiceSpec, seed: number): void {
  const expected = queueOracle(
    [...records.arrival],
    drawnServices(service, records, seed),
    records.servers,
    records.capacity
  );
  expect([...records.start]).toEqual(expected.map((customer) => customer.start));
  expect([...records.departure]).toEqual(expected.map((customer) => customer.departure));
  expect([...records.server]).toEqual(expected.map((customer) => customer.server));
}

const station = fc
  .record({
    servers: fc.integer({min: 1, max: 5}),
    room: fc.option(fc.integer({min: 0, max: 6}), {nil: Infinity})
  })
  .map(({servers, room}) => ({servers, capacity: servers + room}));

describe("the fast path is the naive event simulation, to the last bit", () => {
  test("for whole-numbered times, full of coincidences", () => {
    const times = fc
      .array(fc.integer({min: 0, max: 25}), {maxLength: 40})
      .map((list) => list.sort((a, b) => a - b));
    const values = fc.array(fc.integer({min: 0, max: 9}), {minLength: 1, maxLength: 8});
    fc.assert(
      fc.property(times, values, station, fc.nat(), (arrivals, services, place, seed) => {
        const service = {kind: "empirical", values: services} as const;
        const records = simulateQueue({arrivals: {kind: "replay", times: arrivals}, service, ...place, seed});
        expect([...records.arrival]).toEqual(arrivals);
        expectAsOracle(records, service, seed);
      }),
      {numRuns: 400}
    );
  });

  test("for many servers, kept in a heap", () => {
    const times = fc
      .array(fc.integer({min: 0, max: 12}), {minLength: 60, maxLength: 160})
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        times,
        fc.integer({min: 32, max: 70}),
        fc.option(fc.integer({min: 0, max: 20}), {nil: Infinity}),
        fc.nat(),
        (arrivals, servers, room, seed) => {
          const service = {kind: "empirical", values: [1, 2, 3, 5, 8, 13]} as const;
          const spec = {
            arrivals: {kind: "replay", times: arrivals},
            service,
            servers,
            capacity: servers + room,
            seed
          } as const;
          expectAsOracle(simulateQueue(spec), service, seed);
        }
      ),
      {numRuns: 60}
    );
  });

  // Periods and services here have no common measure: coincidences that only rounding pulls apart are told elsewhere.
  test("for every process and law", () => {
    const arrivals = fc.constantFrom<ArrivalSpec>(
      {kind: "poisson", rate: 3},
      {kind: "deterministic", rate: 2, phase: 0.1},
      {kind: "gamma", rate: 3, cv: 0.4},
      {kind: "hyperexponential", rate: 3, cv: 3},
      {kind: "mmpp", rate: 3, burstRatio: 10, dwell: 2},
      {
        kind: "streams",
        streams: [
          {rate: 1, copies: 3},
          {rate: 0.7, phase: 0.2, jitter: 2}
        ]
      }
    );
    const service = fc.constantFrom<ServiceSpec>(
      {kind: "exponential", mean: 0.9},
      {kind: "deterministic", mean: Math.SQRT1_2},
      {kind: "erlang", mean: 0.7, shape: 3},
      {kind: "lognormal", mean: 0.6, cv: 1.5},
      {kind: "gamma", mean: 0.9, cv: 0.7},
      {
        kind: "byStream",
        services: [
          {kind: "exponential", mean: 0.5},
          {kind: "deterministic", mean: Math.LOG2E / 2}
        ]
      }
    );
    fc.assert(
      fc.property(arrivals, service, station, fc.nat(), (process, law, place, seed) => {
        const records = simulateQueue({arrivals: process, service: law, ...place, customers: 120, seed});
        expectAsOracle(records, law, seed);
      }),
      {numRuns: 200}
    );
  });

  test("across the blocks in which it works", () => {
    const service = {kind: "exponential", mean: 1} as const;
    for (const [servers, capacity] of [
      [1, Infinity],
      [1, 4],
      [3, Infinity],
      [3, 3],
      [3, 7],
      [40, 45]
    ] as const) {
      const arrivals = {kind: "poisson", rate: 1.1 * servers} as const;
      expectAsOracle(
        simulateQueue({arrivals, service, servers, capacity, customers: 5000, seed: 5}),
        service,
        5
      );
    }
  });
});
