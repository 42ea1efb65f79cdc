import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {type BatchRecords, type BatchSpec, simulateBatches} from "../../lib/index.js";
import {exponentialFill} from "../../lib/random/exponential.js";
import {randomSource} from "../../lib/random/randomSource.js";
import {batchOracle, type OracleBatch} from "../support/batchOracle.js";

const oneLine = {
  servers: fc.oneof(fc.integer({min: 1, max: 4}), fc.integer({min: 32, max: 36})),
  maxBatch: fc.oneof(fc.constant(1), fc.integer({min: 2, max: 7})),
  window: fc.oneof(fc.constant(0), fc.integer({min: 1, max: 12}), fc.constant(Infinity)),
  bufferPlaces: fc.oneof(fc.constant(Infinity), fc.integer({min: 0, max: 6}))
};

/** Whole service times, so that coincidences abound: the curve's own points, one for each size. */
const curves = fc.array(fc.integer({min: 0, max: 3}), {minLength: 7, maxLength: 7}).map((steps) => {
  let time = 1;
  return steps.map((step, i) => {
    time += step;
    return {batch: i + 1, time};
  });
});

const wholeTimes = fc
  .array(fc.integer({min: 0, max: 60}), {maxLength: 60})
  .map((list) => list.sort((a, b) => a - b));

/** Which line each request goes to, by the rule that the spec names. */
function lineOf({queue, assignment, servers = 1, seed}: BatchSpec): (request: number) => number {
  if (queue !== "each") return () => 0;
  if (assignment !== "random") return (request) => request % servers;
  const routes = randomSource(seed, "routing");
  return () => routes.below(servers);
}

/** The oracle's batches and losses, lines put together. */
function expected(spec: BatchSpec, arrivals: readonly number[], factors: readonly number[]) {
  const {servers = 1, maxBatch, window = 0, bufferPlaces = Infinity} = spec;
  const curve = "curve" in spec.service ? spec.service.curve : [];
  const each = spec.queue === "each";
  const route = lineOf(spec);
  const lines: {time: number; request: number}[][] = Array.from({length: each ? servers : 1}, () => []);
  arrivals.forEach((time, request) => {
    lines[route(request)]!.push({time, request});
  });
  const results = lines.map((line, k) => {
    const result = batchOracle(line, {
      servers: each ? 1 : servers,
      maxBatch,
      window,
      bufferPlaces,
      service: (size, oldest) => curve[size - 1]!.time * factors[oldest]!
    });
    return {...result, batches: result.batches.map((batch) => (each ? {...batch, server: k} : batch))};
  });
  return {
    batches: results
      .flatMap(({batches}) => batches)
      .sort((one, other) => one.start - other.start || (each ? one.server - other.server : 0)),
    lost: new Set(results.flatMap(({lost}) => lost)),
    waiting: new Set(results.flatMap(({waiting}) => waiting))
  };
}

function expectSame(records: BatchRecords, spec: BatchSpec, factors: readonly number[]): void {
  const truth = expected(spec, [...records.arrival], factors);
  const {batches} = records;
  const members: number[][] = Array.from({length: batches.count}, () => []);
  for (const [i, batch] of records.batch.entries()) if (batch >= 0) members[batch]!.push(i);
  const found: OracleBatch[] = members.map((list, k) => ({
    members: list,
    formed: batches.formed[k],
    start: batches.start[k],
    done: batches.done[k],
    server: batches.server[k]
  }));
  expect(found).toEqual(truth.batches);
  expect([...batches.size]).toEqual(truth.batches.map((batch) => batch.members.length));
  expect([...batches.oldest]).toEqual(truth.batches.map((batch) => batch.members[0]));
  for (let i = 0; i < records.count; ++i) {
    const batch = truth.batches[records.batch[i]];
    expect(records.lost[i]).toBe(Number(truth.lost.has(i)));
    expect(records.batch[i] < 0).toBe(truth.lost.has(i) || truth.waiting.has(i));
    expect(records.start[i]).toBe(batch ? batch.start : NaN);
    expect(records.done[i]).toBe(batch ? batch.done : NaN);
    expect(records.departure[i]).toBe(batch ? batch.done + (spec.transferTime ?? 0) : NaN);
    expect(records.server[i]).toBe(batch ? batch.server : -1);
    expect(records.formed[i]).toBe(batch ? Math.max(batch.formed, records.arrival[i]) : NaN);
  }
}

/** The batch factors that a run draws, one for each request. */
function exponentialFactors(seed: number, count: number): number[] {
  const values = new Float64Array(count);
  exponentialFill(randomSource(seed, "service"))(values, 1, 0, count);
  return [...values];
}

describe("batches are those of the naive event simulation, to the last bit", () => {
  test("for whole-numbered times, full of coincidences: every policy, both kinds of line, losses", () => {
    fc.assert(
      fc.property(
        wholeTimes,
        curves,
        fc.record({...oneLine, transferTime: fc.integer({min: 0, max: 3})}),
        fc.constantFrom("shared" as const, "each" as const),
        fc.constantFrom("roundRobin" as const, "random" as const),
        fc.nat(1000),
        (times, curve, station, queue, assignment, seed) => {
          const spec: BatchSpec = {
            ...station,
            arrivals: {kind: "replay", times},
            service: {curve},
            queue,
            assignment,
            seed
          };
          expectSame(simulateBatches(spec), spec, Array(times.length).fill(1));
        }
      ),
      {numRuns: 600}
    );
  });

  test("for random traffic and exponential service, across the blocks in which it works", () => {
    fc.assert(
      fc.property(
        fc.record(oneLine),
        curves,
        fc.constantFrom("shared" as const, "each" as const),
        fc.constantFrom("roundRobin" as const, "random" as const),
        fc.double({min: 0.3, max: 1.6, noNaN: true}),
        fc.nat(1000),
        (station, curve, queue, assignment, load, seed) => {
          const {servers, maxBatch} = station;
          const spec: BatchSpec = {
            ...station,
            arrivals: {kind: "poisson", rate: (load * servers * maxBatch) / curve[maxBatch - 1]!.time},
            service: {curve, distribution: "exponential"},
            queue,
            assignment,
            requests: 2500,
            seed
          };
          const records = simulateBatches(spec);
          expectSame(records, spec, exponentialFactors(seed, records.count));
        }
      ),
      {numRuns: 25}
    );
  });
});
