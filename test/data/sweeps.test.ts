import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {fileURLToPath, pathToFileURL} from "node:url";
import {beforeAll, describe, expect, test} from "vitest";
import {
  type BatchingTask,
  batchingTasks,
  simulate as simulateBatching
} from "../../data/support/batchingPoints.js";
import {type CliffTask, cliffTasks, simulate as simulateCliff} from "../../data/support/cliffPoints.js";
import {runSweep} from "../../data/support/runSweep.js";
import {sweepRequests} from "../../data/support/sweepTask.js";
import {batchingGrid, batchingPoints} from "../../lib/lessons/batchingGrid.js";
import {cliffQueues, cliffShapes, cliffUtilizations} from "../../lib/lessons/cliffGrid.js";
import type {BatchingSweepRow, CliffRow} from "../../lib/lessons/sweepRows.js";
import {trackIds, tracks} from "../../lib/tables/tracks.js";
import {readSweep, type SweepData, sweepRows} from "../../src/components/sweepData.js";
import {expectMean, meanAndError, zScoreOfCount} from "../support/zScore.js";

const root = new URL("../../", import.meta.url);
const READS_TYPESCRIPT = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Runs a loader as the build does, quickly. */
function loader(name: string, cores: number, ...args: string[]) {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ["--import", READS_TYPESCRIPT, fileURLToPath(new URL(`data/${name}`, root)), ...args],
    {env: {...process.env, LAB_SWEEPS: "quick", LAB_CORES: String(cores)}, maxBuffer: 2 ** 26}
  );
  expect(status, String(stderr)).toBe(0);
  return {bytes: stdout, log: String(stderr)};
}

describe("all sweeps of one full build", () => {
  test("simulate at least a billion requests", () => {
    const batching = trackIds.map((track) => sweepRequests(batchingTasks(track, "full")));
    expect(
      sweepRequests(cliffTasks("full")) + batching.reduce((sum, requests) => sum + requests)
    ).toBeGreaterThan(1e9);
  });

  test("put the requests where the variance is: towards saturation and into bursts", () => {
    const of = (shape: string, utilization: number): number =>
      cliffTasks("full").find(
        (task) => task.queue === "reference" && task.shape === shape && task.utilization === utilization
      )!.requests;
    expect(of("poisson", 0.95)).toBeGreaterThan(10 * of("poisson", 0.5));
    expect(of("mmpp", 0.9)).toBeGreaterThan(2 * of("poisson", 0.9));
    expect(of("poisson", 1.2)).toBe(0);
  });
});

describe("the cliff's loader", () => {
  let one: ReturnType<typeof loader>;
  let cliff: SweepData;
  beforeAll(() => {
    one = loader("cliff.arrow.ts", 1);
    cliff = readSweep(one.bytes);
  });

  test("writes the same bytes again, on two cores as on one", () => {
    expect(loader("cliff.arrow.ts", 2).bytes.equals(one.bytes)).toBe(true);
  });

  test("tells on stderr how far it is, and how many requests it has simulated", () => {
    expect(one.log).toContain("cliff: starts");
    const said =
      /cliff: ([\d,]+) simulated requests in [\d.]+ s on 1 core \([\d.]+ ns each\), ([\d,]+) bytes/.exec(
        one.log
      );
    expect(Number(said?.[1]?.replaceAll(",", ""))).toBe(sweepRequests(cliffTasks("quick")));
    expect(Number(said?.[2]?.replaceAll(",", ""))).toBe(one.bytes.length);
  });

  test("keeps seed, mode, level and count inside", () => {
    expect(cliff.about).toMatchObject({
      sweep: "cliff",
      mode: "quick",
      level: 0.95,
      requests: sweepRequests(cliffTasks("quick")),
      parameters: {indexOfDispersion: {deterministic: 0, poisson: 1, gamma: 4}}
    });
    expect(Number.isSafeInteger(cliff.about.seed)).toBe(true);
  });

  test("has every point once, in columns that its header explains", () => {
    expect(cliff.size).toBe(cliffQueues.length * cliffShapes.length * cliffUtilizations.length);
    expect(cliff.about.levels).toEqual({
      queue: cliffQueues.map(({id}) => id),
      shape: cliffShapes.map(({id}) => id),
      utilization: cliffUtilizations
    });
    const points = sweepRows<CliffRow>(cliff).map((row) => `${row.queue} ${row.shape} ${row.utilization}`);
    expect(new Set(points).size).toBe(cliff.size);
  });

  test("gives no steady state to a line that has none, but the speed at which it grows", () => {
    for (const {queue, utilization, mean, p999, growth} of sweepRows<CliffRow>(cliff)) {
      const {servers, capacity} = cliffQueues.find(({id}) => id === queue)!;
      const endless = capacity === Infinity && utilization >= 1;
      expect(Number.isNaN(mean)).toBe(endless);
      expect(Number.isNaN(p999)).toBe(endless);
      expect(growth).toBeCloseTo(endless ? servers * (utilization - 1) : 0, 3);
    }
  });

  test("orders its numbers: mean and quantiles rise with burstiness at a high load, p50 <= p99 <= p999", () => {
    for (const {mean, p50, p99, p999} of sweepRows<CliffRow>(cliff).filter(
      (row) => !Number.isNaN(row.mean)
    )) {
      expect(p50).toBeLessThanOrEqual(p99 * 1.001);
      expect(p99).toBeLessThanOrEqual(p999 * 1.001);
      expect(mean).toBeGreaterThanOrEqual(0.95);
    }
    const at = (shape: string): CliffRow =>
      sweepRows<CliffRow>(cliff, {queue: "edge", shape, utilization: 0.8})[0]!;
    expect(at("deterministic").mean).toBeCloseTo(1, 3);
    expect(at("poisson").p99).toBeGreaterThan(at("deterministic").p99);
    expect(at("mmpp").p99).toBeGreaterThan(at("poisson").p99);
  });

  test("is small enough for a page", () => {
    expect(one.bytes.length).toBeLessThan(300_000);
  });
});

describe("points of the cliff agree with closed forms", () => {
  const sample = (
    queue: string,
    shape: CliffTask["shape"],
    utilization: number,
    requests: number
  ): CliffRow[] =>
    Array.from(
      {length: 16},
      (_, k) => simulateCliff({queue, shape, utilization, requests, seed: 100 + k}).rows[0]!
    );

  test("M/M/1: the sojourn is exponential of mean 1 / (1 - rho)", () => {
    const rows = sample("reference", "poisson", 0.7, 100_000);
    expectMean(
      rows.map(({mean}) => mean),
      1 / 0.3
    );
    expectMean(
      rows.map(({p50}) => p50),
      Math.log(2) / 0.3
    );
    expectMean(
      rows.map(({p99}) => p99),
      Math.log(100) / 0.3
    );
    expect(rows[0]!.theoryP99).toBeCloseTo(Math.log(100) / 0.3, 9);
    expect(rows[0]!.theoryMean).toBeCloseTo(1 / 0.3, 9);
  });

  test("M/D/1: the mean wait is rho / (2 (1 - rho))", () => {
    const rows = sample("edge", "poisson", 0.8, 100_000);
    expectMean(
      rows.map(({wait}) => wait),
      2
    );
    expect(rows[0]!.theoryWait).toBeCloseTo(2, 9);
  });

  test("M/M/c: Erlang's delay formula", () => {
    const {servers} = cliffQueues.find(({id}) => id === "cloud")!;
    const load = 0.9 * servers;
    let blocked = 1;
    for (let k = 1; k <= servers; ++k) blocked = (load * blocked) / (k + load * blocked);
    const delayed = blocked / (1 - 0.9 * (1 - blocked));
    const wait = delayed / (servers - load);
    const rows = sample("cloud", "poisson", 0.9, 100_000);
    expectMean(
      rows.map((row) => row.wait),
      wait
    );
    expect(rows[0]!.theoryWait).toBeCloseTo(wait, 9);
  });

  test.each([
    ["gamma", (s: number) => (1 + 4 * s) ** -0.25],
    ["deterministic", (s: number) => Math.exp(-s)]
  ] as const)("GI/M/1, %s: the share that waits is the root of sigma = A*(1 - sigma)", (shape, transform) => {
    // The transform of gaps of mean 1; the sojourn is exponential of mean 1 / (1 - sigma) (Kendall 1953).
    const rho = 0.6;
    let sigma = 0.5;
    for (let k = 0; k < 500; ++k) sigma = transform((1 - sigma) / rho);
    const rows = sample("reference", shape, rho, 100_000);
    expectMean(
      rows.map(({mean}) => mean),
      1 / (1 - sigma)
    );
    expectMean(
      rows.map(({p99}) => p99),
      Math.log(100) / (1 - sigma)
    );
    expect(rows[0]!.theoryP99).toBeCloseTo(Math.log(100) / (1 - sigma), 9);
  });

  test("M/D/1/1: a share rho / (1 + rho) is lost, and the others do not wait", () => {
    const rows = sample("tiny", "poisson", 1.2, 50_000);
    expectMean(
      rows.map(({loss}) => loss),
      1.2 / 2.2
    );
    for (const row of rows) expect([row.wait, row.waitP99, row.growth]).toEqual([0, 0, 0]);
    expect(rows[0]!.theoryLoss).toBeCloseTo(1.2 / 2.2, 9);
  });

  test("D/D/1: nobody waits before the cliff", () => {
    const [row] = sample("edge", "deterministic", 0.99, 5000);
    expect(row).toMatchObject({wait: 0, waitP999: 0, theoryMean: 1, theoryP999: 1});
    expect(row!.mean).toBeCloseTo(1, 9);
    expect(row!.p999).toBeCloseTo(1, 9);
  });
});

describe("half-widths of the cliff's points", () => {
  const runs = 200;
  // t(0.975; 19) (NIST 1.3.6.7.2).
  const STUDENT_19 = 2.093;

  function replications(queue: string, shape: CliffTask["shape"], utilization: number, relaxations: number) {
    const {serviceScv} = cliffQueues.find(({id}) => id === queue)!;
    const {indexOfDispersion} = cliffShapes.find(({id}) => id === shape)!;
    const requests = Math.round((relaxations * (indexOfDispersion + serviceScv)) / (1 - utilization) ** 2);
    const rows: CliffRow[] = Array.from(
      {length: runs},
      (_, k) => simulateCliff({queue, shape, utilization, requests, seed: 700 + k}).rows[0]!
    );
    const {theoryMean, theoryP50, theoryP99, theoryP999} = rows[0]!;
    return {
      rows,
      columns: [
        ["mean", "hwMean", theoryMean, 1],
        ["p50", "hwP50", theoryP50, 0.5],
        ["p99", "hwP99", theoryP99, 0.01],
        ["p999", "hwP999", theoryP999, 0.001]
      ] as const
    };
  }

  // Runs as long as the sweep's, and as the shortest of them, whose stretches hardly show the tail.
  test.each([
    ["reference", "poisson", 0.6, 4000],
    ["reference", "poisson", 0.9, 100],
    ["reference", "gamma", 0.6, 400],
    ["reference", "deterministic", 0.8, 400],
    ["edge", "poisson", 0.8, 400],
    ["cloud", "poisson", 0.9, 400]
  ] as const)(
    "%s, %s, %f, %i relaxation times: cover what theory says as often as they claim",
    (queue, shape, utilization, relaxations) => {
      const {rows, columns} = replications(queue, shape, utilization, relaxations);
      for (const [value, halfWidth, truth, tail] of columns) {
        const covered = rows.filter((row) => Math.abs(row[value] - truth) <= row[halfWidth]).length;
        expect(zScoreOfCount(covered, runs, 0.95), `${value}: ${covered} of ${runs}`).toBeGreaterThan(-4);
        // Of one server and of what a run has seen, they are less than twice as wide as the estimates differ; of a tail
        // that it has hardly seen, and of a wait in a longer service, they say "up to".
        if (queue === "cloud" || relaxations * tail < 4) continue;
        const spread = meanAndError(rows.map((row) => row[value])).error * Math.sqrt(runs);
        const width = rows.reduce((sum, row) => sum + row[halfWidth], 0) / runs;
        expect(width / (STUDENT_19 * spread), value).toBeLessThan(2);
      }
    }
  );
});

describe("the batching sweeps", () => {
  const tasks = batchingTasks("edge", "quick").filter((_, k) => k % 40 === 0);
  const sweep = {
    name: "batching-edge",
    module: new URL("data/support/batchingPoints.ts", root),
    tasks,
    grid: ["shape", "speed", "rate", "window", "batch"],
    about: {seed: 1, level: 0.95, parameters: {}}
  };
  const quiet = {write: () => true};

  test("give the same bytes again, and on one and two cores", async () => {
    const one = await runSweep(sweep, {mode: "quick", cores: 1}, quiet);
    const two = await runSweep(sweep, {mode: "quick", cores: 2}, quiet);
    const again = await runSweep(sweep, {mode: "quick", cores: 2}, quiet);
    expect(Buffer.from(two).equals(one)).toBe(true);
    expect(Buffer.from(again).equals(one)).toBe(true);
  });

  test("fail by name: the sweep, what was invalid, and where", async () => {
    const lines: string[] = [];
    const broken = {...sweep, tasks: [{...tasks[0]!, rate: -1}]};
    await expect(
      runSweep(broken, {mode: "quick", cores: 1}, {write: (text) => lines.push(text)})
    ).rejects.toThrow(/^The sweep batching-edge fails: invalid \S+: -1 in .*"rate":-1/);
    expect(lines.join("")).toContain("batching-edge: fails");
  });

  test("stop the build: a loader that throws ends with an error and writes nothing", () => {
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      [
        "--import",
        READS_TYPESCRIPT,
        fileURLToPath(new URL("data/batching-[track].arrow.ts", root)),
        "--track=nowhere"
      ],
      {env: {...process.env, LAB_SWEEPS: "quick"}}
    );
    expect(status).toBe(1);
    expect(stdout).toHaveLength(0);
    expect(String(stderr)).toMatch(/invalid track: nowhere[\s\S]*batching-\[track\]\.arrow\.ts/);
  });

  test("are the loader's, one file a track, under 300 kB", () => {
    const {bytes, log} = loader("batching-[track].arrow.ts", 2, "--track=cloud");
    const data = readSweep(bytes);
    const {shapes, speeds, rates, windows, batches} = batchingGrid(tracks[0]!.batching);
    expect(data.about.levels.window).toEqual(windows);
    expect(data.about.levels.batch).toEqual(batches);
    expect(new Set(data.about.levels.shape)).toEqual(new Set(shapes));
    expect(data.size).toBe(shapes.length * speeds.length * rates.length * windows.length * batches.length);
    expect(data.about).toMatchObject({mode: "quick", parameters: {track: "cloud", servers: 1}});
    expect(bytes.length).toBeLessThan(300_000);
    expect(log).toMatch(/batching-cloud: .*simulated requests/);
  });

  test.each(tracks)("$id: every place of the grid once, in full as in quick", ({id, batching}) => {
    for (const mode of ["full", "quick"] as const) {
      const places = batchingTasks(id, mode).flatMap(({shapes, speed, rate, window, sizes}) =>
        shapes.flatMap((shape) => sizes.map(({batch}) => [shape, speed, rate, window, batch].join()))
      );
      const wanted = batchingPoints(batchingGrid(batching)).map(
        ({shape, speed, arrivalRate, window, batch}) => [shape, speed, arrivalRate, window, batch].join()
      );
      expect(new Set(places)).toEqual(new Set(wanted));
      expect(places).toHaveLength(wanted.length);
    }
  });

  const sample = (track: string, task: Partial<BatchingTask>, requests: number): BatchingSweepRow[] => {
    const [first] = batchingTasks(track, "quick");
    return Array.from({length: 16}, (_, k) => {
      const {rows} = simulateBatching({
        ...first!,
        shapes: ["poisson"],
        speed: 1,
        sizes: [{batch: 1, requests}],
        ...task,
        seed: 300 + k
      });
      return rows[0]!;
    });
  };

  test("edge, one frame at a time, Poisson: M/D/1", () => {
    const {arrivalRate, serviceCurve, transferTime} = tracks.find(({id}) => id === "edge")!.batching;
    const service = serviceCurve[0]!.time.value;
    const rho = arrivalRate.value * service;
    const rows = sample("edge", {rate: arrivalRate.value, window: 0}, 50_000);
    expectMean(
      rows.map(({mean}) => mean),
      (service * rho) / (2 * (1 - rho)) + service + transferTime.value
    );
    expectMean(
      rows.map(({queueDepth}) => queueDepth),
      rho ** 2 / (2 * (1 - rho))
    );
    expectMean(
      rows.map(({busy}) => busy),
      rho
    );
    expect(rows[0]!.utilization).toBeCloseTo(rho, 9);
  });

  test("tiny, Poisson: Erlang's loss with one place", () => {
    const {arrivalRate, serviceCurve} = tracks.find(({id}) => id === "tiny")!.batching;
    const rho = arrivalRate.value * serviceCurve[0]!.time.value;
    expectMean(
      sample("tiny", {rate: arrivalRate.value, window: 0}, 20_000).map(({loss}) => loss),
      rho / (1 + rho)
    );
  });

  test("mobile, by the clock with a long window: batches of eight, each request waits for the ones after it", () => {
    const {arrivalRate, serviceCurve, transferTime} = tracks.find(({id}) => id === "mobile")!.batching;
    const [one, many] = serviceCurve as readonly [(typeof serviceCurve)[0], (typeof serviceCurve)[0]];
    const slope = (many.time.value - one.time.value) / (many.batch - one.batch);
    const math = one.time.value + 7 * slope;
    const rows = sample(
      "mobile",
      {shapes: ["smooth"], rate: arrivalRate.value, window: 1, sizes: [{batch: 8, requests: 8192}]},
      8192
    );
    // The machine is free before the next eight are there: (B - 1) / (2 lambda) on average, (B - 1) / lambda at worst.
    expect(math).toBeLessThan(8 / arrivalRate.value);
    expect(rows[0]!.mean).toBeCloseTo(3.5 / arrivalRate.value + math + transferTime.value, 9);
    expect(rows[0]!.worst).toBeCloseTo(7 / arrivalRate.value + math + transferTime.value, 9);
    expect(rows[0]!.loss).toBe(0);
  });

  test("more than full batches can carry has no steady state, and its line grows by what is too much", () => {
    const {serviceCurve} = tracks.find(({id}) => id === "cloud")!.batching;
    const capacity = 1 / serviceCurve[0]!.time.value;
    const task = batchingTasks("cloud", "full").find(({rate, speed}) => speed === 1 && rate > capacity)!;
    expect(task.sizes[0]).toEqual({batch: 1, requests: 0});
    const [row] = simulateBatching({...task, sizes: [{batch: 1, requests: 0}]}).rows;
    expect(row).toMatchObject({
      mean: NaN,
      p99: NaN,
      busy: 1,
      growth: expect.closeTo(task.rate - capacity, 9)
    });
    expect(row!.throughput).toBeCloseTo(capacity, 9);
  });
});

test("what a loader's header says of its columns is what it writes", () => {
  const header = (name: string): string =>
    readFileSync(new URL(`data/${name}`, root), "utf8").split("*/")[0]!;
  const [cliffRow] = simulateCliff({...cliffTasks("quick")[0]!, requests: 0}).rows;
  for (const name of Object.keys(cliffRow!).filter((column) => !/^(hw|theory)/.test(column)))
    expect(header("cliff.arrow.ts")).toMatch(new RegExp(`\\b${name}\\b`));
  const [batchingRow] = simulateBatching({
    ...batchingTasks("tiny", "quick")[0]!,
    sizes: [{batch: 1, requests: 3072}]
  }).rows;
  for (const name of Object.keys(batchingRow!))
    expect(header("batching-[track].arrow.ts")).toMatch(new RegExp(`\\b${name}\\b`));
});
