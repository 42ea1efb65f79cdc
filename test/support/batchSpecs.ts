/** Random batch servers for property tests: every arrival process, policy, kind of line, loss. */
import fc from "fast-check";
import type {BatchSpec} from "../../lib/index.js";
import {arrivalSpecs} from "./queueSpecs.js";

const time = fc.double({min: 0.02, max: 1, noNaN: true});

/** Up to 200 requests and 40 s. */
export const batchSpecs: fc.Arbitrary<BatchSpec> = fc
  .record({
    arrivals: arrivalSpecs,
    first: time,
    slope: fc.double({min: 0, max: 0.2, noNaN: true}),
    distribution: fc.constantFrom("deterministic" as const, "exponential" as const),
    maxBatch: fc.oneof(fc.constant(1), fc.integer({min: 2, max: 20})),
    window: fc.oneof(fc.constant(0), fc.double({min: 0.01, max: 3, noNaN: true}), fc.constant(Infinity)),
    servers: fc.oneof(fc.integer({min: 1, max: 4}), fc.integer({min: 32, max: 36})),
    queue: fc.constantFrom("shared" as const, "each" as const),
    assignment: fc.constantFrom("roundRobin" as const, "random" as const),
    speed: fc.constantFrom(1, 0.5, 2),
    transferTime: fc.oneof(fc.constant(0), time),
    bufferPlaces: fc.option(fc.integer({min: 0, max: 8}), {nil: Infinity}),
    requests: fc.integer({min: 0, max: 200}),
    seed: fc.integer({min: 0, max: 2 ** 32 - 1})
  })
  .map(({first, slope, distribution, ...spec}) => ({
    ...spec,
    service: {
      curve: [
        {batch: 1, time: first},
        {batch: 2, time: first + slope}
      ],
      distribution
    },
    until: 40
  }));
