import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {batchMetrics, simulateBatches} from "../../lib/index.js";

const period = fc.double({min: 1e-4, max: 10, noNaN: true});
const phase = fc.double({min: 0, max: 100, noNaN: true});

/** The different sizes of all batches but the first, which finds the server idle. */
const laterSizes = (sizes: Int32Array): number[] => [...new Set(sizes.slice(1))];

describe("what coincides on paper coincides in the run, however rounding falls", () => {
  test("a window of k periods holds the k who come in it, the one at its very end included", () => {
    fc.assert(
      fc.property(
        period,
        phase,
        fc.integer({min: 0, max: 12}),
        fc.integer({min: 1, max: 3}),
        (gap, first, k, servers) => {
          const {batches} = simulateBatches({
            arrivals: {kind: "deterministic", rate: 1 / gap, phase: first},
            service: {curve: [{batch: 1, time: gap / 3}]},
            maxBatch: 64,
            window: k * gap,
            servers,
            requests: 3000 * (k + 1),
            seed: 1
          });
          expect([...new Set(batches.size)]).toEqual([k + 1]);
        }
      ),
      {numRuns: 60}
    );
  });

  test("a greedy server that takes m periods a batch takes m each time", () => {
    fc.assert(
      fc.property(period, phase, fc.integer({min: 1, max: 12}), (gap, first, m) => {
        const {batches} = simulateBatches({
          arrivals: {kind: "deterministic", rate: 1 / gap, phase: first},
          service: {curve: [{batch: 1, time: m * gap}]},
          maxBatch: 64,
          requests: 3000 * m + 1,
          seed: 1
        });
        expect(laterSizes(batches.size)).toEqual([m]);
      }),
      {numRuns: 60}
    );
  });

  test("full batches whose service lasts exactly until the next is full never wait for the server, nor are any lost", () => {
    fc.assert(
      fc.property(period, phase, fc.integer({min: 1, max: 12}), (gap, first, batch) => {
        const records = simulateBatches({
          arrivals: {kind: "deterministic", rate: 1 / gap, phase: first},
          service: {curve: [{batch: 1, time: batch * gap}]},
          maxBatch: batch,
          window: Infinity,
          // While the server works, batch - 1 others come; the last one finds it free.
          bufferPlaces: batch - 1,
          requests: 3000 * batch,
          seed: 1
        });
        const metrics = batchMetrics(records);
        expect(metrics.lost).toBe(0);
        expect(metrics.meanBatch.mean).toBe(batch);
        expect(metrics.meanQueueWait.mean).toBe(0);
      }),
      {numRuns: 60}
    );
  });

  test("sensors that fire together leave together, greedy or not", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 2, max: 16}),
        fc.double({min: 1, max: 1000, noNaN: true}),
        fc.constantFrom(0, Infinity),
        (copies, rate, window) => {
          const {batches} = simulateBatches({
            arrivals: {kind: "streams", streams: [{rate, copies}]},
            service: {curve: [{batch: 1, time: 1 / rate}]},
            maxBatch: copies,
            window,
            requests: 1000 * copies,
            seed: 1
          });
          expect([...new Set(batches.size)]).toEqual([copies]);
        }
      ),
      {numRuns: 40}
    );
  });
});
