import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {workloads} from "../../lib/index.js";
import {quantileLength, quantileMean} from "../../lib/serving/quantileLength.js";
import {type ServingWorkloadSpec, servingRequests} from "../../lib/serving/servingWorkload.js";
import {expectMean} from "../support/zScore.js";

const {azureConversation, azureCode} = workloads;
const conversation = {
  kind: "quantiles",
  promptTokens: azureConversation.promptTokens.quantiles,
  outputTokens: azureConversation.outputTokens.quantiles
} as const;

describe("lengths drawn from a table of percentiles", () => {
  test("have each percentile of the table", () => {
    for (const [percentile, tokens] of azureConversation.promptTokens.quantiles)
      if (percentile < 100)
        expect(
          Math.abs(quantileLength(azureConversation.promptTokens.quantiles, percentile / 100) - tokens)
        ).toBeLessThan(1);
    expect(quantileLength(azureConversation.promptTokens.quantiles, 1 - 2 ** -53)).toBe(14_050);
  });

  test("grow with the uniform number, and are whole and positive", () => {
    fc.assert(
      fc.property(
        fc.double({min: 0, max: 0.999999, noNaN: true}),
        fc.double({min: 0, max: 0.999999, noNaN: true}),
        (u, v) => {
          const [low, high] = [Math.min(u, v), Math.max(u, v)].map((x) =>
            quantileLength(azureConversation.outputTokens.quantiles, x)
          );
          expect(low).toBeLessThanOrEqual(high!);
          expect(Number.isInteger(low)).toBe(true);
          expect(low).toBeGreaterThan(0);
        }
      )
    );
  });

  test("have the mean that the lines through the percentiles have, within 4 % of the whole trace's", () => {
    const {promptTokens, outputTokens} = servingRequests(
      {kind: "open", arrivals: {kind: "poisson", rate: 1}, lengths: conversation, requests: 20_000},
      7
    );
    expectMean(promptTokens, quantileMean(conversation.promptTokens));
    expectMean(outputTokens, quantileMean(conversation.outputTokens));
    for (const [table, published] of [
      [conversation.promptTokens, azureConversation.meanPromptTokens],
      [conversation.outputTokens, azureConversation.meanOutputTokens],
      [azureCode.promptTokens.quantiles, azureCode.meanPromptTokens]
    ] as const)
      expect(Math.abs(quantileMean(table) / published.value - 1)).toBeLessThan(0.04);
  });
});

describe("a workload", () => {
  test("has one stream a concern: another rate, other lengths or prefixes leave the rest alone", () => {
    const base: ServingWorkloadSpec = {
      kind: "open",
      arrivals: {kind: "poisson", rate: 2},
      lengths: conversation,
      requests: 200
    };
    const one = servingRequests(base, 3);
    const faster = servingRequests({...base, arrivals: {kind: "poisson", rate: 4}}, 3);
    expect([...faster.promptTokens]).toEqual([...one.promptTokens]);
    expect(faster.arrival[199]).toBeCloseTo(one.arrival[199] / 2, 9);
    const shared = servingRequests({...base, prefix: {groups: 3, tokens: 100}}, 3);
    expect([...shared.arrival]).toEqual([...one.arrival]);
    expect([...shared.promptTokens]).toEqual([...one.promptTokens]);
    expect(new Set(shared.prefixGroup)).toEqual(new Set([0, 1, 2]));
    for (let i = 0; i < 200; ++i) expect(shared.prefixTokens[i]).toBe(Math.min(100, shared.promptTokens[i]));
  });

  test("of every arrival process ends where it is told to", () => {
    const lengths = {kind: "fixed", promptTokens: 8, outputTokens: 4} as const;
    const ends = (arrivals: (ServingWorkloadSpec & {kind: "open"})["arrivals"]) =>
      servingRequests({kind: "open", arrivals, lengths, until: 50}, 5);
    for (const arrivals of [
      {kind: "deterministic", rate: 3},
      {kind: "gamma", rate: 3, cv: 2},
      {kind: "hyperexponential", rate: 3, cv: 3},
      {kind: "mmpp", rate: 3, burstRatio: 8, dwell: 4},
      {kind: "streams", streams: [{rate: 1, copies: 3}]}
    ] as const) {
      const {arrival, horizon, count} = ends(arrivals);
      expect(count).toBeGreaterThan(20);
      expect(arrival[count - 1]).toBeLessThan(50);
      expect(horizon).toBe(50);
    }
    expect(ends({kind: "replay", times: [1, 2, 60]}).count).toBe(2);
  });

  test("repeats given lengths in order, and leaves arrivals open in a closed loop", () => {
    const lengths = {kind: "given", promptTokens: [5, 6], outputTokens: [1, 2, 3]} as const;
    const closed = servingRequests({kind: "closed", clients: 2, requests: 4, lengths}, 1);
    expect([...closed.promptTokens]).toEqual([5, 6, 5, 6]);
    expect([...closed.outputTokens]).toEqual([1, 2, 3, 1]);
    expect([...closed.arrival]).toEqual([NaN, NaN, NaN, NaN]);
    expect(closed.clients).toBe(2);
  });
});

describe("nonsense is refused", () => {
  const lengths = {kind: "fixed", promptTokens: 8, outputTokens: 4} as const;
  const arrivals = {kind: "poisson", rate: 1} as const;
  test.each<[unknown, string]>([
    [{kind: "open", arrivals, lengths}, "invalid until: undefined"],
    [{kind: "open", arrivals, lengths: {...lengths, promptTokens: 0}, until: 1}, "invalid promptTokens: 0"],
    [
      {kind: "open", arrivals, lengths: {...lengths, outputTokens: 1.5}, until: 1},
      "invalid outputTokens: 1.5"
    ],
    [
      {kind: "open", arrivals, lengths: {kind: "given", promptTokens: [], outputTokens: [1]}, until: 1},
      "invalid promptTokens: none"
    ],
    [{kind: "open", arrivals, lengths, prefix: {groups: 0, tokens: 5}, until: 1}, "invalid prefix.groups: 0"],
    [
      {kind: "open", arrivals, lengths, prefix: {groups: 1, tokens: 5, share: 2}, until: 1},
      "invalid prefix.share: 2"
    ],
    [{kind: "open", arrivals: {kind: "poisson", rate: -1}, lengths, until: 1}, "invalid rate: -1"],
    [
      {
        kind: "list",
        requests: [
          {arrival: 1, promptTokens: 1, outputTokens: 1},
          {arrival: 0, promptTokens: 1, outputTokens: 1}
        ]
      },
      "invalid requests[1].arrival: 0"
    ],
    [
      {kind: "list", requests: [{arrival: 0, promptTokens: 2 ** 31, outputTokens: 1}]},
      "invalid requests[0].promptTokens: 2147483648"
    ],
    [{kind: "closed", clients: 0, requests: 3, lengths}, "invalid clients: 0"],
    [{kind: "closed", clients: 1, requests: 3, stagger: -1, lengths}, "invalid stagger: -1"],
    [{kind: "other"}, "invalid workload: other"]
  ])("%o", (spec, message) => {
    expect(() => servingRequests(spec as ServingWorkloadSpec, 1)).toThrow(new RangeError(message));
  });
});
