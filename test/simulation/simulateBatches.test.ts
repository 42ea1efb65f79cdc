import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {type ArrivalSpec, type BatchSpec, simulateBatches, simulateQueue} from "../../lib/index.js";
import {MILLISECOND} from "../../lib/units.js";

const arrivals = fc.constantFrom<ArrivalSpec>(
  {kind: "poisson", rate: 3},
  {kind: "deterministic", rate: 2, phase: 0.1},
  {kind: "gamma", rate: 3, cv: 0.4},
  {kind: "mmpp", rate: 3, burstRatio: 10, dwell: 2},
  {kind: "streams", streams: [{rate: 1, copies: 3}]}
);

describe("batches of one, greedy", () => {
  test("are the customers of G/G/c/K, to the last bit", () => {
    fc.assert(
      fc.property(
        arrivals,
        fc.constantFrom("deterministic" as const, "exponential" as const),
        fc.oneof(fc.integer({min: 1, max: 5}), fc.integer({min: 32, max: 40})),
        fc.option(fc.integer({min: 0, max: 6}), {nil: Infinity}),
        // Powers of two, so that mean x factor is the same number whoever multiplies first.
        fc.constantFrom(0.25, 0.5, 1, 2),
        fc.nat(),
        (process, distribution, servers, room, mean, seed) => {
          const queue = simulateQueue({
            arrivals: process,
            service: {kind: distribution, mean},
            servers,
            capacity: servers + room,
            customers: 1500,
            seed
          });
          const batches = simulateBatches({
            arrivals: process,
            service: {curve: [{batch: 1, time: mean}], distribution},
            maxBatch: 1,
            servers,
            bufferPlaces: room,
            requests: 1500,
            seed
          });
          expect(batches.count).toBe(queue.count);
          expect(batches.capacity).toBe(queue.capacity);
          expect(batches.horizon).toBe(queue.horizon);
          expect(batches.arrival).toEqual(queue.arrival);
          expect(batches.start).toEqual(queue.start);
          expect(batches.departure).toEqual(queue.departure);
          expect(batches.server).toEqual(queue.server);
          expect(batches.stream).toEqual(queue.stream);
        }
      ),
      {numRuns: 150}
    );
  });

  test("keep up with a frame every 6 ms of 6 ms each, however rounding falls", () => {
    const spec = {
      arrivals: {kind: "deterministic", rate: 1 / (6 * MILLISECOND)},
      until: 600,
      seed: 1
    } as const;
    const queue = simulateQueue({
      ...spec,
      service: {kind: "deterministic", mean: 6 * MILLISECOND},
      capacity: 1
    });
    const batches = simulateBatches({
      ...spec,
      service: {curve: [{batch: 1, time: 6 * MILLISECOND}]},
      maxBatch: 1,
      bufferPlaces: 0
    });
    expect(batches.lost.some((flag) => flag > 0)).toBe(false);
    expect(batches.departure).toEqual(queue.departure);
  });
});

describe("by hand", () => {
  /** Batches take 10 + their size. */
  const curve = [
    {batch: 1, time: 11},
    {batch: 2, time: 12}
  ];
  const run = (times: number[], spec: Partial<BatchSpec>) =>
    simulateBatches({arrivals: {kind: "replay", times}, service: {curve}, maxBatch: 4, seed: 1, ...spec});

  test("greedy: the first leaves alone, those who come meanwhile leave together", () => {
    const {batch, start, done, formed} = run([0, 1, 2, 3], {});
    expect([...batch]).toEqual([0, 1, 1, 1]);
    expect([...start]).toEqual([0, 11, 11, 11]);
    expect([...done]).toEqual([11, 24, 24, 24]);
    expect([...formed]).toEqual([0, 1, 2, 3]);
  });

  test("window: who comes within it joins, also at its very end; the window runs from the oldest", () => {
    const {batch, start, formed} = run([0, 3, 5, 6], {window: 5});
    expect([...batch]).toEqual([0, 0, 0, 1]);
    expect([...start]).toEqual([5, 5, 5, 18]);
    expect([...formed]).toEqual([5, 5, 5, 11]);
  });

  test("window over and server busy: the batch goes on filling, and late joiners waited for the server alone", () => {
    const {batch, start, formed} = run([0, 1, 6, 9], {window: 2});
    expect([...batch]).toEqual([0, 0, 1, 1]);
    expect([...start]).toEqual([2, 2, 14, 14]);
    expect([...formed]).toEqual([2, 2, 8, 9]);
  });

  test("a full batch leaves before its window is over", () => {
    const {batch, start} = run([0, 1, 2, 3], {window: 100});
    expect([...batch]).toEqual([0, 0, 0, 0]);
    expect([...start]).toEqual([3, 3, 3, 3]);
  });

  test("full batches only: what does not fill one is left unfinished, not lost", () => {
    const {batch, departure, lost} = run([0, 1, 2, 3, 4, 5], {window: Infinity});
    expect([...batch]).toEqual([0, 0, 0, 0, -1, -1]);
    expect([...departure]).toEqual([17, 17, 17, 17, NaN, NaN]);
    expect([...lost]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("no buffer: a batch forms in the idle server's places, and who comes while it works is lost", () => {
    const {batch, lost} = run([0, 1, 2, 20], {window: 1.5, bufferPlaces: 0});
    expect([...batch]).toEqual([0, 0, -1, 1]);
    expect([...lost]).toEqual([0, 0, 1, 0]);
  });

  test("a queue each: in turn, and nobody changes the line", () => {
    const {batch, server, start} = run([0, 1, 2, 3, 30], {
      servers: 2,
      queue: "each",
      maxBatch: 2,
      window: Infinity
    });
    expect([...server]).toEqual([0, 1, 0, 1, -1]);
    expect([...batch]).toEqual([0, 1, 0, 1, -1]);
    expect([...start]).toEqual([2, 3, 2, 3, NaN]);
  });
});

describe("random streams", () => {
  test("policies with the same seed meet the same arrivals, and batches with the same oldest request the same factor", () => {
    const base = {
      arrivals: {kind: "poisson", rate: 9},
      service: {curve: [{batch: 1, time: 0.25}], distribution: "exponential"},
      requests: 3000,
      seed: 5
    } as const;
    const greedy = simulateBatches({...base, maxBatch: 8});
    const patient = simulateBatches({...base, maxBatch: 8, window: 0.5, servers: 2});
    expect(patient.arrival).toEqual(greedy.arrival);
    const serviceOf = (records: typeof greedy): Map<number, number> =>
      new Map(
        [...records.batches.oldest].map((i, k) => [i, records.batches.done[k] - records.batches.start[k]])
      );
    const other = serviceOf(patient);
    const shared = [...serviceOf(greedy)].filter(([i]) => other.has(i));
    expect(shared.length).toBeGreaterThan(50);
    for (const [i, service] of shared) expect(other.get(i)).toBeCloseTo(service, 9);
  });

  test("the same spec gives the same bytes; another seed another run", () => {
    const spec = {
      arrivals: {kind: "poisson", rate: 30},
      service: {curve: [{batch: 1, time: 0.1}], distribution: "exponential"},
      maxBatch: 8,
      window: 0.05,
      servers: 3,
      queue: "each",
      assignment: "random",
      requests: 4000,
      seed: 9
    } as const;
    expect(simulateBatches(spec)).toEqual(simulateBatches(structuredClone(spec)));
    expect(simulateBatches({...spec, seed: 10}).departure).not.toEqual(simulateBatches(spec).departure);
  });
});
