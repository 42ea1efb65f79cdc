import fc from "fast-check";
import {describe, expect, test} from "vitest";
import type {ServingRecords} from "../../lib/serving/servingRecords.js";
import type {ServingScenario} from "../../lib/serving/servingScenario.js";
import {simulateScenario} from "../../lib/serving/simulateServing.js";
import {servingScenarios} from "../support/servingSpecs.js";

const runs = {numRuns: 500};
const close = 1 + 1e-9;

function forEveryRun(law: (records: ServingRecords, scenario: ServingScenario) => void): void {
  fc.assert(
    fc.property(servingScenarios, (scenario) =>
      law(simulateScenario(scenario, {iterations: true}), scenario)
    ),
    runs
  );
}

/** Requests that were served, in order of arrival. */
function served({count, finish}: ServingRecords): number[] {
  return Array.from({length: count}, (_, i) => i).filter((i) => !Number.isNaN(finish[i]));
}

describe("of every run it holds that", () => {
  test("requests are conserved: each is served once, to its last token, or turned away at once", () => {
    forEveryRun((records, {scheduler}) => {
      const {promptTokens, outputTokens, totals, stays} = records;
      const done = served(records);
      expect(done.length + totals.rejected).toBe(records.count);
      expect(totals.generatedTokens).toBe(done.reduce((sum, i) => sum + outputTokens[i], 0));
      for (const i of done)
        expect(promptTokens[i] + outputTokens[i]).toBeLessThanOrEqual(scheduler.maxModelLength);
      const ends = new Map<number, number>();
      for (let stay = 0; stay < stays.count; ++stay)
        if (!stays.preempted[stay]) ends.set(stays.request[stay], (ends.get(stays.request[stay]) ?? 0) + 1);
      expect([...ends.keys()].sort((a, b) => a - b)).toEqual(done);
      expect([...ends.values()].every((times) => times === 1)).toBe(true);
      expect(stays.count).toBe(done.length + totals.preemptions);
    });
  });

  test("tokens are conserved: every prompt and answer token is computed once, and again after a preemption", () => {
    forEveryRun((records) => {
      const {totals, promptTokens, outputTokens, stays} = records;
      const prompts = served(records).reduce((sum, i) => sum + promptTokens[i], 0);
      const answers = served(records).reduce((sum, i) => sum + outputTokens[i], 0);
      if (totals.preemptions === 0) {
        const cached = stays.cachedTokens.reduce((sum, tokens) => sum + tokens, 0);
        expect(totals.prefillTokens + cached).toBe(prompts);
        // The first token of an answer comes with the prompt, all others from decoding.
        expect(totals.decodeRows).toBe(answers - served(records).length);
      } else {
        expect(totals.decodeRows).toBeLessThanOrEqual(answers - served(records).length);
        expect(totals.recomputedTokens).toBeLessThanOrEqual(totals.prefillTokens);
      }
    });
  });

  test("blocks are conserved: what is reserved lies between what is stored and what there is", () => {
    forEveryRun(({iterations, kvCapacity, maxNumSeqs, totals}) => {
      const {count, reservedTokens, heldTokens, sharedTokens, running, heldRows} = iterations!;
      for (let run = 0; run < count; ++run) {
        expect(heldTokens[run]).toBeLessThanOrEqual(reservedTokens[run]);
        expect(reservedTokens[run] - sharedTokens[run]).toBeLessThanOrEqual(kvCapacity);
        expect(running[run] + heldRows[run]).toBeLessThanOrEqual(maxNumSeqs);
      }
      expect(totals.peakReservedTokens).toBeLessThanOrEqual(kvCapacity);
    });
  });

  test("causes come before effects, and time never stands still between tokens", () => {
    forEveryRun((records, {iteration}) => {
      const {arrival, scheduled, firstToken, finish, outputTokens} = records;
      const shortest = iteration.decode(1).fixed;
      for (const i of served(records)) {
        expect(scheduled[i] * close).toBeGreaterThanOrEqual(arrival[i] + iteration.requestOverhead);
        expect(firstToken[i]).toBeGreaterThan(scheduled[i]);
        expect((finish[i] - firstToken[i]) * close).toBeGreaterThanOrEqual(
          (outputTokens[i] - 1) * shortest * 0.5
        );
      }
      expect([...arrival]).toEqual([...arrival].sort((a, b) => a - b));
    });
  });

  test("first come is first served, and nobody starves", () => {
    forEveryRun((records) => {
      const starts = served(records).map((i) => records.scheduled[i]);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
      for (const i of served(records)) expect(records.finish[i]).toBeLessThanOrEqual(records.end);
    });
  });

  test("iterations follow each other, none before the last is over, and hold no more than the budget", () => {
    forEveryRun(({iterations, totals}, {scheduler, kv}) => {
      const {
        count,
        start,
        duration,
        decodeSequences,
        prefillSequences,
        prefillTokens,
        iterations: steps
      } = iterations!;
      let total = 0;
      for (let run = 0; run < count; ++run) {
        if (run > 0) expect(start[run] * close).toBeGreaterThanOrEqual(start[run - 1] + duration[run - 1]);
        total += steps[run];
        const tokens = decodeSequences[run] + prefillTokens[run];
        if (kv.level !== "none" && prefillSequences[run] > 1)
          expect(tokens).toBeLessThanOrEqual(scheduler.maxBatchedTokens);
        if (kv.level !== "none" && scheduler.policy === "continuous-chunked")
          expect(tokens).toBeLessThanOrEqual(scheduler.maxBatchedTokens);
      }
      expect(total).toBe(totals.iterations);
    });
  });

  test("the same seed gives the same bytes", () => {
    forEveryRun((records, scenario) => {
      const again = simulateScenario(scenario, {iterations: true});
      for (const column of ["arrival", "scheduled", "firstToken", "finish"] as const)
        expect(new Uint8Array(again[column].slice().buffer)).toEqual(
          new Uint8Array(records[column].slice().buffer)
        );
      expect(again.totals).toEqual(records.totals);
    });
  });

  test("what is looked at does not change what happens", () => {
    forEveryRun((records, scenario) => {
      const bare = simulateScenario(scenario);
      expect(bare.iterations).toBeNull();
      expect(bare.totals).toEqual(records.totals);
      expect([...bare.finish]).toEqual([...records.finish]);
    });
  });
});
