import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  type ArrivalSpec,
  batchTime,
  type SharedMachineSpec,
  sharedMachine,
  simulateBatches,
  simulateQueue
} from "../../lib/index.js";
import {arrivalSpecs} from "../support/queueSpecs.js";

const seeds = fc.integer({min: 0, max: 1000});
const UNTIL = 12;

describe("a machine that one kind of job has to itself", () => {
  test("is the queue G/D/1/K of the queue simulator, job for job", () => {
    fc.assert(
      fc.property(
        arrivalSpecs.filter(({kind}) => kind !== "streams"),
        fc.double({min: 0.02, max: 1, noNaN: true}),
        fc.integer({min: 1, max: 5}),
        seeds,
        (arrivals, time, places, seed) => {
          const records = sharedMachine({
            arrivals,
            kinds: [{time, bytes: 7}],
            memory: 7 * places,
            until: UNTIL,
            seed
          });
          const queue = simulateQueue({
            arrivals,
            service: {kind: "deterministic", mean: time},
            capacity: places,
            until: UNTIL,
            seed
          });
          expect(records.arrival).toEqual(queue.arrival);
          expect(records.server).toEqual(queue.server);
          expect(closeTo(records.departure, queue.departure)).toBe(true);
        }
      )
    );
  });

  test("is a batch server of the batch simulator, batch for batch", () => {
    const curve = [
      {batch: 1, time: 0.1},
      {batch: 4, time: 0.2},
      {batch: 16, time: 0.9}
    ];
    fc.assert(
      fc.property(
        fc.double({min: 1, max: 30, noNaN: true}),
        fc.integer({min: 1, max: 16}),
        fc.oneof(fc.constant(0), fc.double({min: 0.01, max: 0.5, noNaN: true})),
        seeds,
        (rate, most, window, seed) => {
          const arrivals = {kind: "poisson" as const, rate};
          const records = sharedMachine({
            arrivals,
            kinds: [{time: 0.1}],
            mostInBatch: most,
            window,
            batchCurve: curve,
            until: UNTIL,
            seed
          });
          const batches = simulateBatches({
            arrivals,
            service: {curve},
            maxBatch: most,
            window,
            until: UNTIL,
            seed
          });
          expect(records.batch).toEqual(batches.batch);
          expect(closeTo(records.start, batches.start)).toBe(true);
          expect(closeTo(records.departure, batches.departure)).toBe(true);
        }
      )
    );
  });
});

describe("a machine that several kinds share", () => {
  const kinds = fc.array(
    fc.record({
      time: fc.double({min: 0.01, max: 0.5, noNaN: true}),
      bytes: fc.integer({min: 0, max: 9}),
      keyEvery: fc.integer({min: 1, max: 5}),
      keyOffset: fc.integer({min: 0, max: 4}),
      between: fc.double({min: 0.01, max: 1, noNaN: true})
    }),
    {minLength: 1, maxLength: 4}
  );
  const specs: fc.Arbitrary<SharedMachineSpec> = fc
    .record({
      kinds,
      rate: fc.double({min: 0.5, max: 12, noNaN: true}),
      marked: fc.boolean(),
      mostInBatch: fc.integer({min: 1, max: 5}),
      window: fc.oneof(fc.constant(0), fc.double({min: 0, max: 0.4, noNaN: true})),
      memory: fc.integer({min: 0, max: 40}),
      seed: seeds
    })
    .map(({rate, marked, ...rest}) => ({
      ...rest,
      batchCurve: [
        {batch: 1, time: rest.kinds[0]!.time},
        {batch: 5, time: 2 * rest.kinds[0]!.time}
      ],
      arrivals: marked
        ? ({kind: "poisson", rate} as ArrivalSpec)
        : {
            kind: "streams",
            streams: rest.kinds.map((_, i) => ({rate: rate / (i + 1), jitter: i === 0 ? 0.1 : 0}))
          },
      ...(marked ? {shares: rest.kinds.map((_, i) => i + 1)} : {}),
      until: UNTIL
    }));

  test("serves in order of arrival, one batch at a time, and never before a job is there", () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const {arrival, start, departure, batch, batches} = sharedMachine(spec);
        let last = -1;
        for (let i = 0; i < arrival.length; ++i) {
          if (batch[i]! < 0) continue;
          expect(batch[i]!).toBeGreaterThanOrEqual(last);
          last = batch[i]!;
          expect(start[i]!).toBeGreaterThanOrEqual(arrival[i]!);
          expect(departure[i]!).toBeGreaterThanOrEqual(start[i]!);
          expect(start[i]).toBe(batches.start[batch[i]!]);
        }
        for (let k = 0; k < batches.size.length; ++k) {
          expect(batches.size[k]!).toBeGreaterThanOrEqual(1);
          expect(batches.size[k]!).toBeLessThanOrEqual(spec.mostInBatch ?? 1);
          if (k > 0) expect(batches.start[k]!).toBeGreaterThanOrEqual(batches.end[k - 1]!);
        }
      })
    );
  });

  test("never holds more bytes than there are, and turns a job away only when it does not fit", () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const {arrival, departure, stream, batch} = sharedMachine(spec);
        const bytesOf = (i: number) => spec.kinds[stream[i]!]!.bytes ?? 0;
        for (let i = 0; i < arrival.length; ++i) {
          let held = 0;
          for (let j = 0; j < i; ++j)
            if (batch[j]! >= 0 && departure[j]! > arrival[i]! * (1 + 1e-13)) held += bytesOf(j);
          const fits = held + bytesOf(i) <= (spec.memory ?? Infinity);
          expect(batch[i]! >= 0).toBe(fits);
        }
      })
    );
  });

  test("does every keyEvery-th job of a kind in full, from keyOffset on, lost or not", () => {
    fc.assert(
      fc.property(specs, (spec) => {
        const {stream, full} = sharedMachine(spec);
        const seen = spec.kinds.map(() => 0);
        for (let i = 0; i < stream.length; ++i) {
          const {keyEvery = 1, keyOffset = 0} = spec.kinds[stream[i]!]!;
          const n = seen[stream[i]!]!++;
          expect(full[i]).toBe((n - keyOffset) % keyEvery === 0 ? 1 : 0);
        }
      })
    );
  });

  test("gives the same records for the same seed, and other ones for another", () => {
    const spec = (seed: number): SharedMachineSpec => ({
      arrivals: {kind: "poisson", rate: 3},
      kinds: [{time: 0.1}, {time: 0.3}],
      shares: [1, 2],
      until: 50,
      seed
    });
    expect(sharedMachine(spec(4))).toEqual(sharedMachine(spec(4)));
    expect(sharedMachine(spec(5)).arrival).not.toEqual(sharedMachine(spec(4)).arrival);
  });
});

describe("the time of a batch", () => {
  const curve = [
    {batch: 1, time: 2},
    {batch: 3, time: 4},
    {batch: 5, time: 10}
  ];
  test.each([
    [0, 0],
    [0.25, 0.5],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 7],
    [5, 10],
    [7, 16]
  ])("of %f full jobs' work is %f", (work, time) => {
    expect(batchTime(curve, work)).toBeCloseTo(time, 12);
  });
});

describe("nonsense", () => {
  const spec: SharedMachineSpec = {
    arrivals: {kind: "poisson", rate: 1},
    kinds: [{time: 1}],
    until: 1,
    seed: 1
  };
  test.each([
    ["kinds: none", {kinds: []}],
    ["time: 0", {kinds: [{time: 0}]}],
    ["bytes: -1", {kinds: [{time: 1, bytes: -1}]}],
    ["keyEvery: 0", {kinds: [{time: 1, keyEvery: 0}]}],
    ["between: -1", {kinds: [{time: 1, between: -1}]}],
    ["shares: 2", {shares: [1, 1]}],
    ["mostInBatch: 1.5", {mostInBatch: 1.5}],
    ["window: NaN", {window: NaN}],
    ["memory: -1", {memory: -1}],
    ["batchCurve: undefined", {mostInBatch: 2}]
  ])("is refused: invalid %s", (message, change) => {
    expect(() => sharedMachine({...spec, ...change})).toThrow(new RangeError(`invalid ${message}`));
  });
});

/** Equal to rounding, NaN where the other is NaN. */
function closeTo(a: Float64Array, b: Float64Array): boolean {
  return (
    a.length === b.length &&
    a.every((value, i) => Object.is(value, b[i]) || Math.abs(value - b[i]!) <= 1e-9 * (1 + value))
  );
}
