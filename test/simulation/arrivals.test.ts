import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {
  type ArrivalSpec,
  indexOfDispersion,
  mmppIndexOfDispersion,
  type SurgeSpec,
  simulateQueue
} from "../../lib/index.js";
import {expectMean} from "../support/zScore.js";

const service = {kind: "deterministic", mean: 0.001} as const;

function times(arrivals: ArrivalSpec, until: number, seed = 1, surge?: SurgeSpec): number[] {
  return [...simulateQueue({arrivals, service, until, seed, ...(surge ? {surge} : {})}).arrival];
}

const gaps = (list: readonly number[]): number[] => list.slice(1).map((time, i) => time - list[i]!);

describe("arrival processes", () => {
  const random: [string, ArrivalSpec][] = [
    ["Poisson", {kind: "poisson", rate: 20}],
    ["gamma", {kind: "gamma", rate: 20, cv: 0.5}],
    ["hyperexponential", {kind: "hyperexponential", rate: 20, cv: 2}],
    ["MMPP", {kind: "mmpp", rate: 20, burstRatio: 5, dwell: 0.5}]
  ];
  test.each(random)("%s arrivals come at the asked mean rate", (_, arrivals) => {
    const until = 100;
    expectMean(
      Array.from({length: 40}, (_value, seed) => times(arrivals, until, seed).length / until),
      20
    );
  });

  test("deterministic arrivals are at k / rate + phase, exactly", () => {
    expect(times({kind: "deterministic", rate: 30}, 1)).toEqual(Array.from({length: 30}, (_, k) => k / 30));
    expect(times({kind: "deterministic", rate: 4, phase: 0.1}, 1)).toEqual([0.1, 0.35, 0.6, 0.85]);
    const late = times({kind: "deterministic", rate: 30}, 10_000);
    expect(late.length).toBe(300_000);
    expect(late[299_999]).toBe(299_999 / 30);
  });

  test.each([
    ["gamma", {kind: "gamma", rate: 20, cv: 0.5}, 0.5],
    ["gamma", {kind: "gamma", rate: 20, cv: 2}, 2],
    ["hyperexponential", {kind: "hyperexponential", rate: 20, cv: 3}, 3]
  ] as const)("%s gaps have the asked coefficient of variation", (_, arrivals, cv) => {
    expectMean(
      Array.from({length: 30}, (_value, seed) => {
        const list = gaps(times(arrivals, 400, seed));
        return list.reduce((sum, gap) => sum + (gap * 20 - 1) ** 2, 0) / list.length;
      }),
      cv * cv,
      4.5
    );
  });

  test("the dispersion of renewal counts tends to the squared CV of the gaps, that of an MMPP to its own limit", () => {
    const dispersion = (arrivals: ArrivalSpec) =>
      Array.from({length: 30}, (_, seed) => indexOfDispersion(times(arrivals, 2000, seed), 20, {to: 2000}));
    // Cox 1962, Renewal Theory, 4.5: variance = cv^2 mean + 1/6 + cv^4 / 2 - skew / 3, skew = 2 cv^4 for gamma gaps.
    const scv = 0.25;
    expectMean(
      dispersion({kind: "gamma", rate: 20, cv: 0.5}),
      scv + (1 / 6 + scv ** 2 / 2 - (2 * scv ** 2) / 3) / 400
    );
    const mmpp = {kind: "mmpp", rate: 20, burstRatio: 5, dwell: 0.5} as const;
    expectMean(dispersion(mmpp), mmppIndexOfDispersion(mmpp, 20));
  });

  test("a replay gives the given times, up to the end", () => {
    expect(times({kind: "replay", times: [0, 0, 1, 2.5, 4]}, 2.5)).toEqual([0, 0, 1]);
    const records = simulateQueue({arrivals: {kind: "replay", times: [0, 0, 1, 2.5]}, service, seed: 1});
    expect([...records.arrival]).toEqual([0, 0, 1, 2.5]);
    expect(records.horizon).toBe(2.5);
  });
});

describe("streams", () => {
  test("equal phases fire together, in order of stream and copy", () => {
    const records = simulateQueue({
      arrivals: {kind: "streams", streams: [{rate: 10, copies: 2}, {rate: 5}]},
      service,
      until: 0.35,
      seed: 1
    });
    expect([...records.arrival]).toEqual([0, 0, 0, 0.1, 0.1, 0.2, 0.2, 0.2, 0.3, 0.3]);
    expect([...records.stream]).toEqual([0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
  });

  test("are silent before `from`, and keep their beat", () => {
    expect(times({kind: "streams", streams: [{rate: 10, phase: 0.05, from: 0.3}]}, 0.6)).toEqual(
      [3, 4, 5].map((k) => k / 10 + 0.05)
    );
    expect(times({kind: "streams", streams: [{rate: 10, from: 0.3}]}, 0.5)).toEqual([0.3, 0.4]);
  });

  test("superpose: all releases of every stream, in order of time", () => {
    const stream = fc.record({
      rate: fc.double({min: 0.5, max: 20, noNaN: true}),
      phase: fc.double({min: 0, max: 2, noNaN: true})
    });
    fc.assert(
      fc.property(fc.array(stream, {minLength: 1, maxLength: 6}), (streams) => {
        const expected = streams
          .flatMap(({rate, phase}) => Array.from({length: 80}, (_, k) => k / rate + phase))
          .filter((time) => time < 3)
          .sort((a, b) => a - b);
        expect(times({kind: "streams", streams}, 3)).toEqual(expected);
      })
    );
  });

  test("jitter delays by no more than itself, never lets a release overtake its predecessor, and is each sensor's own", () => {
    const jittered = {rate: 10, jitter: 0.25};
    const run = (streams: (typeof jittered)[]) => {
      const records = simulateQueue({arrivals: {kind: "streams", streams}, service, until: 20, seed: 2});
      return streams.map((_, k) => [...records.arrival].filter((_time, i) => records.stream[i] === k));
    };
    const [first, second] = run([jittered, jittered]);
    for (const list of [first!, second!])
      list.forEach((time, k) => {
        expect(time).toBeGreaterThanOrEqual(k / 10);
        expect(time).toBeLessThanOrEqual(k / 10 + 0.25);
      });
    expect(first).not.toEqual(second);
    expect(run([jittered, jittered, jittered])[0]).toEqual(first);
  });

  test("each may have a service law of its own", () => {
    const records = simulateQueue({
      arrivals: {kind: "streams", streams: [{rate: 1}, {rate: 1, phase: 0.5}]},
      service: {
        kind: "byStream",
        services: [
          {kind: "deterministic", mean: 0.1},
          {kind: "deterministic", mean: 0.2}
        ]
      },
      until: 2,
      seed: 1
    });
    expect([...records.departure]).toEqual([0.1, 0.7, 1.1, 1.7]);
  });
});

describe("a surge", () => {
  test("makes the arrivals' clock run faster from its time on, and changes nothing before", () => {
    const plain = times({kind: "poisson", rate: 10}, 30, 3);
    const surged = times({kind: "poisson", rate: 10}, 20, 3, {at: 10, factor: 2});
    expect(surged.length).toBe(plain.length);
    surged.forEach((time, i) => {
      const own = plain[i]!;
      expect(time).toBe(own <= 10 ? own : 10 + (own - 10) / 2);
    });
  });

  test("of factor f multiplies the rate by f: half as often, three times as often", () => {
    for (const factor of [0.5, 3])
      expectMean(
        Array.from(
          {length: 20},
          (_, seed) =>
            times({kind: "gamma", rate: 10, cv: 0.7}, 40, seed, {at: 20, factor}).filter((time) => time > 20)
              .length
        ),
        200 * factor
      );
  });
});
