import {describe, expect, test} from "vitest";
import {servingTasks, simulate} from "../../data/support/servingPoints.js";
import {wayOut} from "../../lib/lessons/cliffChallenge.js";
import {cliffStart} from "../../lib/lessons/cliffControls.js";
import {sameMachine, servingGrid} from "../../lib/lessons/servingGrid.js";
import {
  judgedDemands,
  machineWords,
  servingSpace,
  sweptValue,
  trafficWords
} from "../../lib/lessons/servingSpace.js";
import type {ServingSweepRow} from "../../lib/lessons/sweepRows.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";

const tiny = trackOf("tiny")!.cliff;
const clock = tiny.stakeholder.traffic;

/** A machine of the tiny track at a rate, with the demands' metrics as given. */
const row = (rate: number, change: Partial<ServingSweepRow> & {readonly power?: number} = {}) =>
  ({
    ...cliffStart(tiny),
    burstiness: 0,
    rate,
    throughput: rate,
    saturation: 500,
    utilization: rate / 500,
    busy: 0.1,
    loss: 0,
    growth: 0,
    worst: 2e-3,
    power: 0.5e-3,
    ...change
  }) as unknown as ServingSweepRow;
const asked = tiny.throughputTarget.value;

describe("a machine of the space", () => {
  test("holds where every demand does, misses where one does not, is full where its line grows", () => {
    const [machine] = servingSpace(
      tiny,
      [row(asked), row(200, {loss: 0.01}), row(300, {power: 2e-3, loss: 0}), row(400, {growth: 3})],
      clock
    );
    expect(machine!.cells.map(({state}) => state)).toEqual(["holds", "misses", "misses", "full"]);
    expect(machine!.cells.map(({binding}) => binding?.demand.id ?? null)).toEqual([
      null,
      "loss",
      "power",
      null
    ]);
    expect(machine!.most).toBe(asked);
    expect(machine!.meets).toBe(true);
  });

  test("meets the mission only at the rate that is asked for, wherever else it holds", () => {
    const [machine] = servingSpace(tiny, [row(asked / 2), row(asked, {power: 2e-3}), row(2 * asked)], clock);
    expect(machine!.most).toBe(2 * asked);
    expect(machine!.meets).toBe(false);
  });

  test("that carries nothing is full at every rate", () => {
    const [machine] = servingSpace(tiny, [row(asked, {saturation: 0}), row(200, {saturation: NaN})], clock);
    expect(machine!.cells.map(({state}) => state)).toEqual(["full", "full"]);
    expect(machine!.most).toBeNaN();
  });

  test("is judged in one traffic; those that meet come first, then those that go further", () => {
    const rows = [
      {...row(asked, {power: 2e-3}), policy: "gap9"},
      {...row(asked), policy: "gap9LowVoltage"},
      {...row(asked, {loss: 0.5}), policy: "gap9LowVoltage", burstiness: 1}
    ];
    expect(servingSpace(tiny, rows, clock).map(({levels}) => levels.policy)).toEqual([
      "gap9LowVoltage",
      "gap9"
    ]);
    const random = servingSpace(tiny, rows, {poisson: true, burstiness: 1});
    expect(random.map(({meets}) => meets)).toEqual([false]);
  });
});

describe("words", () => {
  test("a machine by the names of its levels, a traffic by its shape", () => {
    const levels = sameMachine(tiny, cliffStart(tiny));
    expect(machineWords(tiny, levels, ["pool", "state"])).toBe("One static buffer · Ring buffer");
    expect(trafficWords({poisson: false, burstiness: 1})).toBe("by the clock");
    expect(trafficWords({poisson: true, burstiness: 1})).toBe("Poisson");
    expect(trafficWords({poisson: true, burstiness: 4})).toBe("bursts, CV 4");
  });

  test("a metric that a sweep does not have is refused", () => {
    const [demand] = judgedDemands(trackOf("cloud")!.cliff);
    expect(() => sweptValue(demand!, row(asked))).toThrow(new RangeError("invalid metric: ttft"));
  });
});

describe.each(tracks)("the sweep itself, $id", ({id, cliff}) => {
  // The sweep's own simulations, with other seeds and other lengths than a deployment's.
  const space = (machine: ReturnType<typeof sameMachine>) => {
    const task = servingTasks(id, "full").find(
      ({configuration}) => JSON.stringify(configuration) === JSON.stringify(machine)
    )!;
    const traffics = [cliff.stakeholder.traffic];
    return servingSpace(cliff, simulate({...task, traffics}).rows, cliff.stakeholder.traffic)[0]!;
  };

  test("agrees with the challenge: the way out meets every demand at the rate asked for, the start does not", () => {
    const out = wayOut(cliff);
    expect(space(sameMachine(cliff, out)).meets).toBe(true);
    const start = space(sameMachine(cliff, cliffStart(cliff)));
    expect(start.meets).toBe(false);
    expect(start.cells).toHaveLength(servingGrid(cliff).rates.length);
  });
});
