import {describe, expect, test} from "vitest";
import {cliffVerdict, deployedControls, wayOut} from "../../lib/lessons/cliffChallenge.js";
import {type CliffControls, cliffStart, levelsOf, machineAt} from "../../lib/lessons/cliffControls.js";
import {runShared} from "../../lib/lessons/cliffShared.js";
import {memoryAt} from "../../lib/lessons/memoryAt.js";
import type {SharedMachineRow} from "../../lib/tables/track.js";
import {trackOf} from "../../lib/tables/tracks.js";

const missionOf = (id: string) => trackOf(id)!.cliff;
const sharedTracks = ["edge", "mobile", "tiny"];

function run(id: string, change: Partial<CliffControls> = {}) {
  const mission = missionOf(id);
  const controls = {...cliffStart(mission), ...change};
  const row = machineAt(mission, controls) as SharedMachineRow;
  return runShared(row, "", controls, {duration: row.deployed});
}

/** Deployments in order, each on traffic of its own, as the challenge makes them. */
function play(id: string, changes: readonly Partial<CliffControls>[]) {
  const mission = missionOf(id);
  return changes.map((change, attempt) => {
    const controls = deployedControls(mission, {...cliffStart(mission), ...change}, attempt);
    const row = machineAt(mission, controls) as SharedMachineRow;
    return cliffVerdict(mission, runShared(row, "", controls, {duration: row.deployed}).results);
  });
}

describe("the default shows the crisis", () => {
  // Eight frames of 1.479 ms one after another, and 0.15 ms to send the last one's answer: 11.98 ms. The last camera is
  // late by a uniform time of up to 6 ms: in 1,800 turns the least of it is above 0.05 ms once in three million runs.
  test("edge: the last of eight cameras is late at a third of the machine's capacity", () => {
    const {results} = run("edge");
    const last = 8 * 1.478507e-3 + 0.15e-3;
    expect(results.sojourn.worst).toBeLessThanOrEqual(last + 1e-12);
    expect(results.sojourn.worst).toBeGreaterThan(last - 0.05e-3);
    expect(results.utilization).toBeCloseTo(240 * 1.478507e-3, 9);
    expect(results.lost).toBe(0);
  });

  // Every second frame waits 3.291 ms behind the hands and is shown with the next one: 30 new images of 60.
  test("mobile: half of the frames never reach the eye", () => {
    const {results} = run("mobile");
    expect(results.displayed).toBeCloseTo(30, 9);
    expect(results.busy).toBeCloseTo(60 * 14.868e-3 + 30 * 3.291e-3, 9);
  });

  // A hop is lost when it comes less than 5.54 ms after the last one: gaps are 6 + U' - U with U, U' uniform on [0, 1] ms.
  test("tiny: a jitter of a millisecond costs every seventh hop", () => {
    const {results} = run("tiny");
    const expected = (1 - 0.46) ** 2 / 2;
    expect(results.lossFraction).toBeGreaterThan(expected - 0.02);
    expect(results.lossFraction).toBeLessThan(expected + 0.02);
    // Without jitter none is lost; with Poisson arrivals rho / (1 + rho) are (Erlang 1917).
    const rho = 5.54 / 6;
    const {results: poisson} = run("tiny", {poisson: true});
    const error = Math.sqrt(0.25 / poisson.offered);
    expect(Math.abs(poisson.lossFraction - rho / (1 + rho))).toBeLessThan(4 * error);
  });
});

describe("every level changes something", () => {
  // The levels of one control, beside the others at the start or where their effect shows.
  const beside: Record<string, Partial<CliffControls>> = {
    edge: {arrivalRate: 360},
    mobile: {poisson: true},
    tiny: {}
  };
  for (const id of sharedTracks)
    for (const control of ["state", "pool", "policy", "precision"] as const)
      test(`${id}: ${control}`, () => {
        const change = beside[id]!;
        // Whose clock it is shows only while there is one.
        const traffic = control === "policy" ? {poisson: false} : {};
        const seen = levelsOf(missionOf(id), control).map((level) => {
          const {results} = run(id, {...change, ...traffic, [control]: level.id});
          return JSON.stringify([results.sojourn, results.lost, results.power, results.companion]);
        });
        expect(new Set(seen).size).toBe(seen.length);
      });
});

describe("the challenge can be won within ten deployments", () => {
  test("edge: batching without memory loses frames, memory without batching is late, both together hold", () => {
    const verdicts = play("edge", [
      {},
      {arrivalRate: 360},
      {arrivalRate: 360, policy: "full"},
      {arrivalRate: 360, policy: "greedy"},
      {arrivalRate: 360, policy: "greedy", pool: "pool"}
    ]);
    const bound = verdicts.map(({binding}) => binding?.demand.id ?? "none");
    expect(bound).toEqual(["throughput", "loss", "loss", "loss", "none"]);
    expect(play("edge", [{arrivalRate: 360, pool: "pool"}])[0]?.binding?.demand.id).toBe("deadline");
  });

  test("edge: cameras in turn hold it too", () => {
    expect(play("edge", [{arrivalRate: 360, policy: "turns"}])[0]?.met).toBe(true);
  });

  test("edge: a window that waits for a late camera is late itself", () => {
    const [verdict] = play("edge", [{policy: "full", pool: "pool"}]);
    expect(verdict?.outcomes.find(({demand}) => demand.id === "deadline")?.met).toBe(false);
  });

  test("mobile: frames first starves the hands, smaller hands still heat the chip, reuse cools it", () => {
    const verdicts = play("mobile", [
      {},
      {policy: "frames"},
      {precision: "w8a8"},
      {precision: "w8a8", state: "cache"}
    ]);
    expect(verdicts.map(({binding}) => binding?.demand.id ?? "none")).toEqual([
      "displayed",
      "hands",
      "busy",
      "none"
    ]);
  });

  test("tiny: a second buffer saves the hops and not the power; a smaller network on a slower clock does", () => {
    const verdicts = play("tiny", [
      {},
      {pool: "double"},
      {pool: "double", policy: "gap9LowVoltage"},
      {precision: "rnnoise"},
      {precision: "rnnoise", policy: "gap9LowVoltage"}
    ]);
    expect(verdicts.map(({met}) => met)).toEqual([false, false, false, false, true]);
    expect(verdicts[1]?.outcomes.filter(({met}) => !met).map(({demand}) => demand.id)).toEqual(["power"]);
    expect(verdicts[3]?.binding?.demand.id).toBe("power");
  });

  test.each(sharedTracks)(
    "%s: the table’s own way out meets every demand, on the traffic of any attempt",
    (id) => {
      const attempts = Array.from({length: 10}, () => wayOut(missionOf(id)));
      for (const {met, bindingWords} of play(id, attempts)) expect(met, bindingWords).toBe(true);
    }
  );

  test("the same attempt meets the same traffic; the workbench and other attempts another", () => {
    const mission = missionOf("tiny");
    const start = cliffStart(mission);
    const seeds = Array.from({length: 10}, (_, attempt) => deployedControls(mission, start, attempt).seed);
    expect(new Set([...seeds, start.seed]).size).toBe(11);
    expect(deployedControls(mission, {...start, seed: 5, poisson: true}, 3)).toEqual(
      deployedControls(mission, start, 3)
    );
  });
});

describe("Little's law and memory", () => {
  test.each(sharedTracks)("%s: L = lambda W for those that got in, at any traffic", (id) => {
    for (const change of [{}, {poisson: true}, {poisson: true, burstiness: 3}]) {
      const {results} = run(id, change);
      const accepted = (results.offered - results.lost) / results.observed;
      // Those who straddle the window's ends are the only difference.
      expect(Math.abs(results.inSystem - accepted * results.timeInSystem)).toBeLessThan(0.01);
    }
  });

  test.each(sharedTracks)("%s: at every step no more memory is held than there is", (id) => {
    for (const change of [
      {},
      {poisson: true, burstiness: 3},
      {state: levelsOf(missionOf(id), "state")[1]!.id}
    ]) {
      const {memory, slots} = run(id, change);
      for (const time of slots.steps) {
        const {used, empty, kept, free, capacity} = memoryAt(memory, time);
        expect(used + empty + kept).toBeLessThanOrEqual(capacity * (1 + 1e-9));
        expect(used + empty + kept + free).toBeCloseTo(capacity, 3);
      }
    }
  });
});
