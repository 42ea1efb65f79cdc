import {describe, expect, test} from "vitest";
import {cliffBudget} from "../../lib/lessons/cliffBudget.js";
import {cliffVerdict, deployedControls, wayOut} from "../../lib/lessons/cliffChallenge.js";
import {type CliffControls, cliffStart, levelsOf} from "../../lib/lessons/cliffControls.js";
import {runCliff} from "../../lib/lessons/cliffMachine.js";
import {memoryAt} from "../../lib/lessons/memoryAt.js";
import {slotShares} from "../../lib/lessons/slotShares.js";
import {trackOf} from "../../lib/tables/tracks.js";

const mission = trackOf("cloud")!.cliff;
const run = (change: Partial<CliffControls> = {}, duration = 600) =>
  runCliff(mission, {...cliffStart(mission), ...change}, {duration});

/** Deployments in order, each at full length on traffic of its own. */
const play = (changes: readonly Partial<CliffControls>[]) =>
  changes.map((change, attempt) => {
    const controls = deployedControls(mission, {...cliffStart(mission), ...change}, attempt);
    return cliffVerdict(mission, runCliff(mission, controls, {duration: mission.machine.deployed}).results);
  });

const paged = {arrivalRate: 3, pool: "paged", policy: "continuous-chunked"};

describe("the TTFT wall", () => {
  test("the default shows it: about five seconds to the first token, on GPUs that a monitor calls full", () => {
    const {results} = run({}, mission.machine.deployed);
    expect(results.ttft!.mean).toBeGreaterThan(4);
    expect(results.ttft!.mean).toBeLessThan(6);
    expect(results.busy).toBeGreaterThan(0.9);
    expect(results.utilization).toBeLessThan(0.6);
  });

  test("continuous batching ends it at this load, paged memory at five times the load", () => {
    expect(run({policy: "continuous"}).results.ttft!.p99).toBeLessThan(1);
    const reserved = run({policy: "continuous", arrivalRate: 3}).results;
    expect(reserved.growth).toBeGreaterThan(0.3);
    expect(reserved.utilization).toBeGreaterThan(1);
    const held = run(paged, mission.machine.deployed).results;
    expect(held.ttft!.p99).toBeLessThanOrEqual(1);
    expect(held.tpot!.p99).toBeLessThanOrEqual(0.05);
    expect(held.growth).toBe(0);
    expect(held.throughput).toBe(3);
  });

  test("busy is not full: at half of what it carries, and far below, the busy fraction is near 1", () => {
    for (const arrivalRate of [1.5, 3]) {
      const {busy, utilization} = run({...paged, arrivalRate}).results;
      expect(utilization).toBeLessThan(0.5);
      expect(busy).toBeGreaterThan(0.98);
    }
  });

  test("too large a model is an answer: nothing fits, and everybody is turned away", () => {
    const {results, memory} = run({precision: "bf16-bf16"});
    expect(results.saturation).toBe(0);
    expect(results.utilization).toBe(Infinity);
    expect(results.lossFraction).toBe(1);
    expect(memory.fits).toBe(false);
    expect(cliffVerdict(mission, results).met).toBe(false);
  });
});

describe("every level changes something", () => {
  const beside: Record<string, Partial<CliffControls>> = {
    state: {pool: "paged", policy: "continuous", arrivalRate: 0.2},
    pool: {policy: "continuous", arrivalRate: 3},
    policy: {arrivalRate: 1},
    precision: {policy: "continuous", arrivalRate: 2}
  };
  for (const control of ["state", "pool", "policy", "precision"] as const)
    test(mission.controls[control], () => {
      const seen = levelsOf(mission, control).map(({id}) => {
        const {results} = run({...beside[control], [control]: id}, 300);
        return JSON.stringify([results.ttft, results.tpot]);
      });
      expect(new Set(seen).size).toBe(seen.length);
    });

  test("the token budget trades the first token for the others", () => {
    const small = run({...paged, budget: 512}, 1800).results;
    const large = run({...paged, budget: 8192}, 1800).results;
    expect(small.ttft!.p99).toBeGreaterThan(large.ttft!.p99);
    expect(small.tpot!.p99).toBeLessThan(large.tpot!.p99);
  });
});

describe("the CFO's challenge can be won within ten deployments", () => {
  test("one demand after the other binds, until four levers stand right", () => {
    const verdicts = play([
      {},
      {policy: "continuous"},
      {policy: "continuous", arrivalRate: 3},
      {policy: "continuous", arrivalRate: 3, pool: "paged"},
      paged
    ]);
    const bound = verdicts.map(({binding}) => binding?.demand.id ?? "none");
    expect(bound.slice(0, 3)).toEqual(["ttft", "throughput", "ttft"]);
    expect(bound[4]).toBe("none");
  });

  test("whole prompts stall the others, whatever the traffic; chunks of them do not", () => {
    // The table's own way out.
    expect(wayOut(mission)).toMatchObject(paged);
    const attempts = Array.from({length: 10}, () => wayOut(mission));
    expect(play(attempts).every(({met}) => met)).toBe(true);
    const whole = play(attempts.map((change) => ({...change, policy: "continuous"})));
    expect(whole.filter(({binding}) => binding?.demand.id === "tpot").length).toBeGreaterThan(6);
  });
});

describe("the pictures agree with the numbers", () => {
  test("slots: nobody is in two, no slot holds two, and the shares add up", () => {
    for (const change of [
      {},
      {policy: "static"},
      {policy: "continuous", arrivalRate: 3},
      {...paged, arrivalRate: 6}
    ]) {
      const {slots} = run(change);
      const ends = new Map<number, number>();
      for (const {row, from, to} of [...slots.segments].sort((a, b) => a.from - b.from || a.to - b.to)) {
        expect(from).toBeGreaterThanOrEqual((ends.get(row) ?? -Infinity) - 1e-9);
        ends.set(row, to);
      }
      const {useful, padding, idle, bubble} = slotShares(slots, slots.rows.length);
      expect(useful + padding + idle).toBeCloseTo(1, 9);
      expect(bubble).toBeLessThanOrEqual(padding + idle + 1e-9);
    }
  });

  test("a request-level batch has bubbles while people wait, a continuous one hardly any", () => {
    const bubbles = ["static", "dynamic", "continuous", "continuous-chunked"].map((policy) => {
      const {slots} = run({policy});
      return slotShares(slots, slots.rows.length).bubble;
    });
    expect(Math.min(...bubbles.slice(0, 2))).toBeGreaterThan(0.3);
    expect(Math.max(...bubbles.slice(2))).toBeLessThan(0.1);
  });

  test("memory: at every step within the capacity, whatever the level", () => {
    for (const change of [
      {},
      {policy: "continuous", arrivalRate: 3},
      {policy: "continuous", arrivalRate: 4, pool: "power"},
      {...paged, arrivalRate: 8},
      {...paged, state: "prefix"}
    ]) {
      const {memory, slots} = run(change);
      for (const time of slots.steps.filter((_, k) => k % 40 === 0)) {
        const {used, empty, kept, free, capacity} = memoryAt(memory, time);
        expect(used + empty + kept).toBeLessThanOrEqual(capacity * 1.01);
        expect(free).toBeGreaterThanOrEqual(0);
        expect(Math.min(used, empty)).toBeGreaterThanOrEqual(-1e-9);
      }
    }
  });

  test("the budget of the memory is what the engine has", () => {
    const start = cliffStart(mission);
    const {left, rows, places} = cliffBudget(mission, start);
    expect(rows.reduce((sum, {bytes}) => sum + bytes, 0)).toBeCloseTo(left, 3);
    // 13 reservations of 16,384 tokens are what the memory map shows when it is full.
    expect(places).toBe(13);
    expect(run({arrivalRate: 3}).slots.rows.length).toBe(places);
  });

  test("Little's law holds for the requests that got in", () => {
    const {results} = run(paged, mission.machine.deployed);
    const rate = results.offered / results.observed;
    expect(Math.abs(results.inSystem / (rate * results.timeInSystem) - 1)).toBeLessThan(0.02);
  });
});
