/** Random queues for property tests: every arrival process, every service law, servers, places, surges. */
import fc from "fast-check";
import type {ArrivalSpec, QueueSpec, ServiceSpec} from "../../lib/index.js";

const positive = (least: number, most: number): fc.Arbitrary<number> =>
  fc.double({min: least, max: most, noNaN: true});

const rate = positive(0.2, 20);
const mean = positive(0.02, 2);

export const arrivalSpecs: fc.Arbitrary<ArrivalSpec> = fc.oneof(
  fc.record({kind: fc.constant("poisson" as const), rate}),
  fc.record({kind: fc.constant("deterministic" as const), rate, phase: positive(0, 1)}),
  fc.record({kind: fc.constant("gamma" as const), rate, cv: positive(0.1, 3)}),
  fc.record({kind: fc.constant("hyperexponential" as const), rate, cv: positive(1, 4)}),
  fc.record({
    kind: fc.constant("mmpp" as const),
    rate,
    burstRatio: positive(1, 30),
    burstFraction: positive(0.05, 0.9),
    dwell: positive(0.1, 5)
  }),
  fc.record({
    kind: fc.constant("streams" as const),
    streams: fc.array(
      fc.record({
        rate,
        phase: fc.oneof(fc.constant(0), positive(0, 1)),
        jitter: fc.oneof(fc.constant(0), positive(0, 1)),
        from: fc.oneof(fc.constant(0), positive(0, 5)),
        copies: fc.integer({min: 1, max: 4})
      }),
      {minLength: 1, maxLength: 3}
    )
  }),
  fc
    .array(positive(0, 30), {maxLength: 80})
    .map((times) => ({kind: "replay" as const, times: times.sort((a, b) => a - b)}))
);

// None has services shorter than an instant (see fcfsStation), zero apart: those would be moved to coincide.
const simpleServices: fc.Arbitrary<ServiceSpec> = fc.oneof(
  fc.record({kind: fc.constant("deterministic" as const), mean}),
  fc.record({kind: fc.constant("exponential" as const), mean}),
  fc.record({kind: fc.constant("erlang" as const), mean, shape: fc.integer({min: 1, max: 10})}),
  fc.record({kind: fc.constant("lognormal" as const), mean, cv: positive(0, 3)}),
  fc.record({kind: fc.constant("gamma" as const), mean, cv: positive(0.1, 1)}),
  fc.record({
    kind: fc.constant("empirical" as const),
    values: fc.array(fc.oneof(fc.constant(0), positive(0.001, 2)), {minLength: 1, maxLength: 5})
  })
);

export const serviceSpecs: fc.Arbitrary<ServiceSpec> = fc.oneof(
  simpleServices,
  fc.record({
    kind: fc.constant("byStream" as const),
    services: fc.array(simpleServices, {minLength: 3, maxLength: 3})
  })
);

/** Up to 200 customers and 40 s. */
export const queueSpecs: fc.Arbitrary<QueueSpec> = fc
  .record({
    arrivals: arrivalSpecs,
    service: serviceSpecs,
    servers: fc.oneof(fc.integer({min: 1, max: 4}), fc.integer({min: 32, max: 40})),
    room: fc.option(fc.integer({min: 0, max: 5}), {nil: Infinity}),
    surge: fc.option(fc.record({at: positive(0, 10), factor: positive(0.3, 4)}), {nil: undefined}),
    customers: fc.integer({min: 0, max: 200}),
    seed: fc.integer({min: 0, max: 2 ** 32 - 1})
  })
  .map(({room, surge, ...spec}) => ({
    ...spec,
    capacity: spec.servers + room,
    until: 40,
    ...(surge && spec.arrivals.kind !== "replay" ? {surge} : {})
  }));
