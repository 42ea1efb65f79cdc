import {describe, expect, test} from "vitest";
import {runSweep} from "../../data/support/runSweep.js";
import {servingTasks, simulate} from "../../data/support/servingPoints.js";
import {cliffStart, LEVEL_CONTROLS, levelsOf, machineAt} from "../../lib/lessons/cliffControls.js";
import {type ServingConfiguration, sameMachine, servingGrid} from "../../lib/lessons/servingGrid.js";
import type {EngineSweepRow, ServingSweepRow, SharedSweepRow} from "../../lib/lessons/sweepRows.js";
import {tracks} from "../../lib/tables/tracks.js";
import {readSweep} from "../../src/components/sweepData.js";
import {expectMean} from "../support/zScore.js";

const module = new URL("../../data/support/servingPoints.ts", import.meta.url);
const grid = ["state", "pool", "policy", "precision", "burstiness", "rate"];
const quiet = {write: () => true};

/** All choices of levels that a track's controls offer. */
function choices(mission: (typeof tracks)[number]["cliff"]): ServingConfiguration[] {
  return LEVEL_CONTROLS.reduce<Record<string, string>[]>(
    (chosen, control) =>
      chosen.flatMap((one) => levelsOf(mission, control).map(({id}) => ({...one, [control]: id}))),
    [{}]
  ) as unknown as ServingConfiguration[];
}

function taskOf(track: string, configuration: Partial<ServingConfiguration>) {
  const found = servingTasks(track, "quick").find((task) =>
    Object.entries(configuration).every(
      ([control, id]) => task.configuration[control as keyof ServingConfiguration] === id
    )
  );
  if (!found) throw new Error(JSON.stringify(configuration));
  return found;
}

describe.each(tracks)("the serving grid, $id", ({id, cliff}) => {
  test("has every machine that the controls can make, once", () => {
    const start = cliffStart(cliff);
    const keyOf = (levels: ServingConfiguration) => JSON.stringify(machineAt(cliff, {...start, ...levels}));
    const machines = servingGrid(cliff).configurations.map(keyOf);
    expect(new Set(machines).size).toBe(machines.length);
    expect(new Set(choices(cliff).map(keyOf))).toEqual(new Set(machines));
    for (const levels of choices(cliff)) {
      const same = sameMachine(cliff, {...start, ...levels});
      expect(servingGrid(cliff).configurations).toContainEqual(same);
      expect(keyOf(same)).toBe(keyOf(levels));
    }
  });

  test("spans the control's rates, with the mission's own among them, from the clock to bursts", () => {
    const {rates, traffics} = servingGrid(cliff);
    expect(rates.at(-1)).toBeCloseTo(cliff.arrivalRange.max, 9);
    expect(rates).toContain(cliff.arrivalRate.value);
    expect(rates).toContain(cliff.throughputTarget.value);
    for (const rate of rates) expect(rate).toBeGreaterThanOrEqual(cliff.arrivalRange.min);
    for (let i = 1; i < rates.length; ++i) expect(rates[i]).toBeGreaterThan(rates[i - 1]);
    expect(traffics[0]).toEqual({poisson: false, burstiness: 1});
    expect(traffics).toContainEqual(cliff.stakeholder.traffic);
  });

  test("comes as rows in the order of the tasks, under 300 kB", async () => {
    const all = servingTasks(id, "quick");
    const tasks = [all[0]!, all.at(-1)!].map((task) => ({...task, observed: 60}));
    const sweep = {name: "x", module, tasks, grid, about: {seed: 1, level: 0.95, parameters: {}}};
    const one = await runSweep(sweep, {mode: "quick", cores: 1}, quiet);
    const two = await runSweep(sweep, {mode: "quick", cores: 2}, quiet);
    expect(Buffer.from(two).equals(one)).toBe(true);
    const data = readSweep(one);
    expect(data.size).toBe(2 * all[0]!.rates.length * all[0]!.traffics.length);
    const half = await runSweep({...sweep, tasks: tasks.slice(1)}, {mode: "quick", cores: 1}, quiet);
    expect(one.length + (all.length - 2) * (one.length - half.length)).toBeLessThan(300_000);
    expect(data.about.requests).toBe(
      tasks.map((task) => simulate(task).requests).reduce((sum, requests) => sum + requests)
    );
  });
});

describe("rows of an engine", () => {
  const rowsOf = (configuration: Partial<ServingConfiguration>): readonly EngineSweepRow[] =>
    simulate({...taskOf("cloud", configuration), observed: 600}).rows as readonly EngineSweepRow[];
  const paged = rowsOf({state: "kv", pool: "paged", policy: "continuous", precision: "fp8-bf16"});
  const worst = rowsOf({state: "kv", pool: "worst", policy: "dynamic", precision: "fp8-bf16"});

  test("beyond saturation the line grows by what is too much, and nothing else is said", () => {
    for (const row of [...paged, ...worst]) {
      const beyond = row.rate >= row.saturation;
      expect(row.growth).toBeCloseTo(beyond ? row.rate - row.saturation : 0, 12);
      expect(row.throughput).toBeCloseTo(beyond ? row.saturation : row.rate, 12);
      expect([row.mean, row.ttftP99, row.tpotP99].map(Number.isNaN)).toEqual([beyond, beyond, beyond]);
      expect(row.utilization).toBeCloseTo(row.rate / row.saturation, 12);
    }
    expect(worst.some(({growth}) => growth > 0)).toBe(true);
  });

  test("latencies keep their order, and the first token comes before the last", () => {
    for (const row of paged.filter(({growth}) => growth === 0)) {
      expect(row.ttftP50).toBeLessThanOrEqual(row.ttftP99);
      expect(row.ttftP99).toBeLessThanOrEqual(row.ttftP999);
      expect(row.p999).toBeLessThanOrEqual(row.worst);
      expect(row.ttftMean).toBeLessThan(row.mean);
      expect(row.goodput).toBeLessThanOrEqual(row.rate);
    }
  });

  test("memory: a worst case reserved is mostly empty, a page is not; busy is not full", () => {
    const at = (rows: readonly EngineSweepRow[]): EngineSweepRow =>
      rows.find(({rate, burstiness}) => rate === 0.6 && burstiness === 1)!;
    expect(at(worst).kvWaste).toBeGreaterThan(0.5);
    expect(at(paged).kvWaste).toBeLessThan(0.05);
    expect(at(paged).ttftMean).toBeLessThan(at(worst).ttftMean / 5);
    expect(at(paged).busy).toBeGreaterThan(3 * at(paged).utilization);
  });
});

describe("rows of a shared machine", () => {
  test("tiny, no buffer, Poisson: Erlang's loss with one place", () => {
    const {cliff} = tracks.find(({id}) => id === "tiny")!;
    const task = taskOf("tiny", {...cliff.start});
    const traffic = {poisson: true, burstiness: 1};
    const rows = Array.from(
      {length: 12},
      (_, k) =>
        simulate({
          ...task,
          traffics: [traffic],
          rates: [cliff.arrivalRate.value],
          seed: 40 + k,
          observed: 10_000
        }).rows[0]! as SharedSweepRow
    );
    const load = rows[0]!.utilization;
    expect(load).toBeGreaterThan(0.5);
    expectMean(
      rows.map(({loss}) => loss),
      load / (1 + load)
    );
    expect(Number.isNaN(rows[0]!.growth)).toBe(false);
  });

  test.each(["edge", "mobile", "tiny"])("%s: what is carried is what comes less what is lost", (track) => {
    const {cliff} = tracks.find(({id}) => id === track)!;
    for (const row of simulate(taskOf(track, {...cliff.start})).rows as readonly ServingSweepRow[]) {
      if (row.growth > 0) continue;
      expect(row.throughput).toBeCloseTo(row.rate * (1 - row.loss), 9);
      expect(row.p50).toBeLessThanOrEqual(row.p99);
      expect(row.p99).toBeLessThanOrEqual(row.worst);
      expect(row.busy).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});
