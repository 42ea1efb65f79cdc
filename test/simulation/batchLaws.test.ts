import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  type BatchRecords,
  batchMetrics,
  batchWaterfall,
  quantile,
  queueDepth,
  simulateBatches
} from "../../lib/index.js";
import {batchSpecs} from "../support/batchSpecs.js";

const indices = (count: number): number[] => Array.from({length: count}, (_, i) => i);
const served = ({count, batch}: BatchRecords): number[] => indices(count).filter((i) => batch[i] >= 0);
/** Rounding of a time on these clocks, which run to a few hundred seconds. */
const ROUNDING = 1e-10;

/** The members of each batch, in order of arrival. */
function membersOf(records: BatchRecords): number[][] {
  const members: number[][] = Array.from({length: records.batches.count}, () => []);
  for (const i of served(records)) members[records.batch[i]]!.push(i);
  return members;
}

const overlap = (begin: number, end: number, from: number, to: number): number =>
  Math.max(0, Math.min(end, to) - Math.max(begin, from));

describe("for every batch server", () => {
  test("causality: arrival <= formed <= start <= done <= departure; who is lost or unfinished never starts", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const {arrival, formed, start, done, departure, batch, server, transferTime} = records;
        for (const i of indices(records.count)) {
          if (batch[i] < 0) {
            expect([formed[i], start[i], done[i], departure[i], server[i]]).toEqual([NaN, NaN, NaN, NaN, -1]);
            continue;
          }
          expect(arrival[i] <= formed[i] && formed[i] <= start[i] && start[i] <= done[i]).toBe(true);
          expect(departure[i]).toBe(done[i] + transferTime);
        }
      })
    );
  });

  test("conservation: each request is in one batch, lost, or left in a line that fills no batch", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const {batches, lost, batch, count, maxBatch, window, servers} = records;
        const inBatches = batches.size.reduce((sum, size) => sum + size, 0);
        const turnedAway = lost.reduce((sum, flag) => sum + flag, 0);
        const left = indices(count).filter((i) => batch[i] < 0 && lost[i] === 0);
        expect(inBatches + turnedAway + left.length).toBe(count);
        expect(left.length).toBeLessThanOrEqual(
          window < Infinity ? 0 : (spec.queue === "each" ? servers : 1) * (maxBatch - 1)
        );
        expect(membersOf(records).map((list) => list.length)).toEqual([...batches.size]);
        if (records.capacity === Infinity) expect(turnedAway).toBe(0);
      })
    );
  });

  test("a batch holds at most maxBatch, starts when all its requests start, and its oldest is its first", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const {batches, start, done, server, maxBatch} = records;
        for (const [k, members] of membersOf(records).entries()) {
          expect(members.length).toBeGreaterThan(0);
          expect(members.length).toBeLessThanOrEqual(maxBatch);
          expect(batches.oldest[k]).toBe(members[0]);
          for (const i of members)
            expect([start[i], done[i], server[i]]).toEqual([
              batches.start[k],
              batches.done[k],
              batches.server[k]
            ]);
        }
        expect(batches.start.every((time, k) => k === 0 || time >= batches.start[k - 1])).toBe(true);
      })
    );
  });

  test("first come, first served in a line: batches are stretches of it, in order", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const lines = new Map<number, number>();
        for (const i of served(records)) {
          const line = spec.queue === "each" ? records.server[i] : 0;
          expect(records.batch[i]).toBeGreaterThanOrEqual(lines.get(line) ?? -1);
          lines.set(line, records.batch[i]);
        }
      })
    );
  });

  test("whoever has come by the start of a batch in his line leaves with it, or finds it full", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const members = membersOf(records);
        const next = new Map<number, number>();
        for (let k = records.batches.count - 1; k >= 0; --k) {
          const line = spec.queue === "each" ? records.batches.server[k] : 0;
          const follower = next.get(line);
          if (follower !== undefined && records.arrival[follower] <= records.batches.start[k])
            expect(members[k]!.length).toBe(records.maxBatch);
          next.set(line, members[k]![0]!);
        }
      })
    );
  });

  test("the window is honoured: nobody leaves earlier in a batch that is not full, and none waits for it longer", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const {arrival, formed, start, batches, window, maxBatch} = records;
        for (const [k, members] of membersOf(records).entries()) {
          const oldest = arrival[members[0]!];
          if (members.length < maxBatch)
            expect(batches.start[k] + ROUNDING).toBeGreaterThanOrEqual(oldest + window);
          for (const i of members) {
            expect(formed[i] - arrival[i]).toBeLessThanOrEqual(window + ROUNDING);
            if (window === 0) expect(formed[i]).toBe(arrival[i]);
            expect(start[i]).toBeGreaterThanOrEqual(formed[i]);
          }
        }
      })
    );
  });

  test("a server works on one batch at a time, and no formed batch waits while one of its servers is idle", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const {batches, servers} = simulateBatches(spec);
        const each = spec.queue === "each";
        const freeAt = new Float64Array(servers).fill(-Infinity);
        for (let k = 0; k < batches.count; ++k) {
          const server = batches.server[k];
          expect(batches.start[k]).toBeGreaterThanOrEqual(freeAt[server]);
          const earliest = each ? freeAt[server] : Math.min(...freeAt);
          if (batches.start[k] > batches.formed[k])
            expect(batches.start[k]).toBeLessThanOrEqual(Math.max(earliest, batches.formed[k]) + ROUNDING);
          freeAt[server] = batches.done[k];
        }
      })
    );
  });

  test("a deterministic batch takes the time of its size, at the machine's speed", () => {
    fc.assert(
      fc.property(batchSpecs, ({service, ...spec}) => {
        if (!("curve" in service)) return;
        const {batches} = simulateBatches({...spec, service: {...service, distribution: "deterministic"}});
        const [one, two] = service.curve.map(({time}) => time) as [number, number];
        for (let k = 0; k < batches.count; ++k) {
          const expected = (one + (two - one) * (batches.size[k] - 1)) / (spec.speed ?? 1);
          expect(Math.abs(batches.done[k] - batches.start[k] - expected)).toBeLessThan(ROUNDING);
        }
      })
    );
  });

  test("a lossless greedy server is never idle while anybody waits", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches({...spec, queue: "shared", window: 0, bufferPlaces: Infinity});
        const {times, counts} = queueDepth(records);
        const {start, done, count} = records.batches;
        for (const [k, time] of times.entries()) {
          if (counts[k] === 0) continue;
          const end = times[k + 1] ?? Infinity;
          const middle = (time + Math.min(end, time + 1)) / 2;
          // Steps no longer than a rounding hold nothing between them.
          if (middle - time < ROUNDING) continue;
          const busy = indices(count).filter((b) => start[b] <= middle && middle < done[b]).length;
          expect(busy).toBe(records.servers);
        }
      }),
      {numRuns: 50}
    );
  });
});

describe("metrics", () => {
  const moment = fc.double({min: 0, max: 50, noNaN: true});

  test("are what counting says, in any window", () => {
    fc.assert(
      fc.property(
        batchSpecs,
        moment,
        moment,
        fc.integer({min: 1, max: 30}),
        moment,
        (spec, a, b, slices, deadline) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b) + 0.01];
          const records = simulateBatches(spec);
          const {arrival, formed, start, done, departure, lost, batch, batches, horizon} = records;
          const metrics = batchMetrics(records, {from, to, slices, deadline});
          const inWindow = indices(records.count).filter(
            (i) => arrival[i] >= from && (arrival[i] < to || to >= horizon)
          );
          const seen = inWindow.filter((i) => batch[i] >= 0);
          const total = (of: (i: number) => number): number => seen.reduce((sum, i) => sum + of(i), 0);
          const close = (actual: number, expected: number): void => {
            if (Number.isNaN(expected)) expect(actual).toBeNaN();
            else
              expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
          };
          expect(metrics.offered).toBe(inWindow.length);
          expect(metrics.served).toBe(seen.length);
          expect(metrics.lost).toBe(inWindow.filter((i) => lost[i] > 0).length);
          expect(metrics.unfinished).toBe(inWindow.filter((i) => batch[i] < 0 && lost[i] === 0).length);
          close(metrics.meanFormation.mean, total((i) => formed[i] - arrival[i]) / seen.length);
          close(metrics.meanQueueWait.mean, total((i) => start[i] - formed[i]) / seen.length);
          close(metrics.meanMath.mean, total((i) => done[i] - start[i]) / seen.length);
          close(metrics.meanSojourn.mean, total((i) => departure[i] - arrival[i]) / seen.length);
          close(
            metrics.meanSojourn.mean,
            metrics.meanFormation.mean +
              metrics.meanQueueWait.mean +
              metrics.meanMath.mean +
              (seen.length > 0 ? metrics.transferTime : NaN)
          );
          const late = seen.filter((i) => departure[i] - arrival[i] > deadline).length;
          close(metrics.deadlineMissFraction.mean, (late + inWindow.length - seen.length) / inWindow.length);
          close(
            metrics.throughput * (to - from),
            served(records).filter((i) => departure[i] > from && departure[i] <= to).length
          );
          const starting = indices(batches.count).filter(
            (k) => batches.start[k] >= from && batches.start[k] < to
          );
          close(
            metrics.meanBatch.mean,
            starting.reduce((sum, k) => sum + batches.size[k], 0) / starting.length
          );
          expect(metrics.batchSizes.reduce((sum, n) => sum + n, 0)).toBe(starting.length);
          expect(metrics.batchSizes.reduce((sum, n, size) => sum + n * size, 0)).toBe(
            starting.reduce((sum, k) => sum + batches.size[k], 0)
          );
          close(
            metrics.busyFraction.mean * records.servers * (to - from),
            indices(batches.count).reduce(
              (sum, k) => sum + overlap(batches.start[k], batches.done[k], from, to),
              0
            )
          );
          if (seen.length > 0) {
            const sojourns = seen.map((i) => departure[i] - arrival[i]);
            expect(metrics.sojournQuantile(0.9)).toBe(quantile(sojourns, 0.9));
            expect(metrics.worstSojourn).toBe(Math.max(...sojourns));
            expect(departure[metrics.worstRequest] - arrival[metrics.worstRequest]).toBe(
              metrics.worstSojourn
            );
          }
        }
      )
    );
  });

  test("Little's law is an identity in any window: the line's area is the time that requests spend in it", () => {
    fc.assert(
      fc.property(batchSpecs, moment, moment, (spec, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b) + 0.01];
        const records = simulateBatches(spec);
        const {times, counts} = queueDepth(records);
        let area = 0;
        for (const [k, time] of times.entries())
          area += counts[k] * overlap(time, times[k + 1] ?? Infinity, from, to);
        const spent = indices(records.count)
          .filter((i) => records.lost[i] === 0)
          .reduce(
            (sum, i) =>
              sum + overlap(records.arrival[i], records.batch[i] < 0 ? Infinity : records.start[i], from, to),
            0
          );
        const {meanQueueDepth} = batchMetrics(records, {from, to});
        expect(Math.abs(area - spent)).toBeLessThanOrEqual(1e-9 * Math.max(1, spent));
        expect(Math.abs(meanQueueDepth.mean * (to - from) - spent)).toBeLessThanOrEqual(
          1e-9 * Math.max(1, spent)
        );
      })
    );
  });

  test("the waterfall's rows are requests, whose parts add up to their time and whose order is that of the quantiles", () => {
    fc.assert(
      fc.property(batchSpecs, (spec) => {
        const records = simulateBatches(spec);
        const rows = batchWaterfall(records);
        const seen = served(records);
        if (seen.length === 0) {
          expect(rows).toEqual([]);
          return;
        }
        const sojourns = seen.map((i) => records.departure[i] - records.arrival[i]);
        expect(rows.map(({label}) => label)).toEqual(["mean", "median", "p90", "p99", "worst"]);
        for (const row of rows) {
          expect(row.total).toBeCloseTo(row.formation + row.wait + row.math + row.transfer, 12);
          if (row.request < 0) continue;
          const i = row.request;
          expect(row.total).toBeCloseTo(records.departure[i] - records.arrival[i], 9);
          expect(row.batchSize).toBe(records.batches.size[records.batch[i]]);
        }
        expect(rows[0]!.total).toBeCloseTo(sojourns.reduce((sum, x) => sum + x, 0) / seen.length, 9);
        for (const [k, p] of [
          [1, 0.5],
          [2, 0.9],
          [3, 0.99],
          [4, 1]
        ] as const)
          expect(rows[k]!.total).toBeCloseTo(quantile(sojourns, p), 9);
      })
    );
  });
});
