import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {inSystem, type QueueRecords, queueMetrics, simulateQueue} from "../../lib/index.js";
import {MILLISECOND} from "../../lib/units.js";

const peak = (records: QueueRecords): number =>
  inSystem(records).counts.reduce((most, n) => Math.max(most, n), 0);

describe("a departure and an arrival at the same instant", () => {
  test("the departure comes first: a frame every 6 ms of 6 ms each never finds the one place taken", () => {
    for (const capacity of [1, 2, Infinity]) {
      const records = simulateQueue({
        arrivals: {kind: "deterministic", rate: 1 / (6 * MILLISECOND)},
        service: {kind: "deterministic", mean: 6 * MILLISECOND},
        capacity,
        until: 1000,
        seed: 1
      });
      const metrics = queueMetrics(records);
      expect(metrics.lost).toBe(0);
      expect(metrics.waitProbability).toBe(0);
      expect(peak(records)).toBe(1);
      expect(metrics.utilization).toBeCloseTo(1, 9);
    }
  });

  test("a microsecond longer and half of the frames are lost", () => {
    const records = simulateQueue({
      arrivals: {kind: "deterministic", rate: 1 / (6 * MILLISECOND)},
      service: {kind: "deterministic", mean: 6.001 * MILLISECOND},
      capacity: 1,
      until: 600,
      seed: 1
    });
    expect(queueMetrics(records).lossFraction).toBeCloseTo(0.5, 4);
  });

  test("c servers with a service of exactly c periods lose nothing and let nobody wait, however rounding falls", () => {
    fc.assert(
      fc.property(
        fc.double({min: 1e-4, max: 10, noNaN: true}),
        fc.double({min: 0, max: 100, noNaN: true}),
        fc.oneof(fc.integer({min: 1, max: 9}), fc.integer({min: 32, max: 50})),
        fc.integer({min: 0, max: 1}),
        (period, phase, servers, room) => {
          const spec = {
            arrivals: {kind: "deterministic", rate: 1 / period, phase},
            service: {kind: "deterministic", mean: servers * period},
            servers,
            customers: 3000,
            seed: 1
          } as const;
          for (const capacity of [servers + room, Infinity]) {
            const records = simulateQueue({...spec, capacity});
            const metrics = queueMetrics(records);
            expect(metrics.lost).toBe(0);
            expect(metrics.waitProbability).toBe(0);
            expect(peak(records)).toBe(servers);
          }
        }
      ),
      {numRuns: 60}
    );
  });

  test("synchronised sensors whose burst fills the period exactly never overflow their places", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 2, max: 16}),
        fc.double({min: 1, max: 1000, noNaN: true}),
        (copies, rate) => {
          const records = simulateQueue({
            arrivals: {kind: "streams", streams: [{rate, copies}]},
            service: {kind: "deterministic", mean: 1 / rate / copies},
            capacity: copies,
            customers: 2000 * copies,
            seed: 1
          });
          expect(queueMetrics(records).lost).toBe(0);
          expect(peak(records)).toBe(copies);
        }
      ),
      {numRuns: 30}
    );
  });

  test("of two who arrive together at one free place the first gets it", () => {
    const records = simulateQueue({
      arrivals: {kind: "replay", times: [1, 1, 2]},
      service: {kind: "deterministic", mean: 1},
      capacity: 1,
      seed: 1
    });
    expect([...records.server]).toEqual([0, -1, 0]);
  });
});
