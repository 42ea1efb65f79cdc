import {describe, expect, it} from "vitest";
import {deployedMeasure} from "../../lib/lessons/batchingDeployment.js";
import {batchingGrid} from "../../lib/lessons/batchingGrid.js";
import {measureOf} from "../../lib/lessons/batchingMeasure.js";
import {batchingSpec} from "../../lib/lessons/batchingScenario.js";
import {glance, glanceCurve, surroundingsOf} from "../../lib/lessons/batchingSurroundings.js";
import type {BatchingSweepRow} from "../../lib/lessons/sweepRows.js";
import {simulateBatchTotals} from "../../lib/simulation/simulateBatchTotals.js";
import type {BatchingMission} from "../../lib/tables/track.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";

/** The sweep of a mission at its own rate and traffic, with few requests; other rates are there to be passed over. */
function swept(mission: BatchingMission): BatchingSweepRow[] {
  const {batches, windows, speeds} = batchingGrid(mission);
  return speeds.flatMap((speed) =>
    windows.flatMap((window) =>
      batches.flatMap((batch): BatchingSweepRow[] => {
        const totals = simulateBatchTotals(
          {...batchingSpec(mission, {batch, window, speed, seed: 1}), requests: 6000},
          {warmUp: 1024, deadline: mission.latencyTarget.value}
        );
        const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);
        const row: BatchingSweepRow = {
          shape: "track",
          speed,
          rate: mission.arrivalRate.value,
          window,
          batch,
          mean: finite(totals.meanSojourn.mean),
          p50: finite(totals.p50.value),
          p95: finite(totals.p95.value),
          p99: finite(totals.p99.value),
          p999: finite(totals.p999.value),
          worst: finite(totals.worstSojourn),
          throughput: totals.throughput.mean,
          utilization: totals.utilization,
          busy: totals.busyFraction.mean,
          queueDepth: 0,
          loss: totals.lossFraction.mean,
          growth: 0,
          hwMean: 0,
          hwP99: 0,
          hwP999: 0
        };
        return [
          row,
          {...row, rate: 2 * row.rate, p99: 1e9, worst: 1e9},
          {...row, shape: "bursty", p99: 1e9, worst: 1e9}
        ];
      })
    )
  );
}

const known = new Map(tracks.map(({id, batching}) => [id, surroundingsOf(batching, swept(batching))]));
const named = tracks.map((track) => [track.id, track.batching] as const);

describe("what the sweep says at once", () => {
  it.each(named)("%s: on a place of the grid it is the place's own row", (id, mission) => {
    const {batches, windows} = batchingGrid(mission);
    for (const batch of [batches[5]!, 64])
      for (const window of [0, windows[4]!]) {
        const row = known.get(id)!.at(batch, window, 1)!;
        const found = glance(mission, known.get(id)!, {batch, window, speed: 1})!;
        const latency = mission.quantile === 1 ? row.worst : row.p99;
        if (Number.isFinite(latency)) expect(found.latency).toBeCloseTo(latency, 12);
        else expect(found.latency).toBe(Infinity);
      }
  });

  // Between places of a random track the curves are smooth: a tenth is what a reader's glance needs.
  it.each([
    ["cloud", 22, 5.6],
    ["cloud", 60, 3.3],
    ["mobile", 9, 0.0115],
    ["mobile", 14, 0.0185]
  ])("%s, batch %i, window %f s: within a tenth of the simulation", (id, batch, window) => {
    const mission = trackOf(id)!.batching;
    const found = glance(mission, known.get(id)!, {batch, window, speed: 1})!;
    const truth = deployedMeasure(mission, {batch, window}, 77, 40_000);
    expect(Math.abs(found.latency / truth.latency.value - 1)).toBeLessThan(0.1);
    expect(Math.abs(found.throughput / truth.throughput.mean - 1)).toBeLessThan(0.1);
  });

  it("between two speeds it lies between them, and is not far off", () => {
    const mission = trackOf("cloud")!.batching;
    const controls = {batch: 24, window: 5, speed: 1.4, seed: 3};
    const found = glance(mission, known.get("cloud")!, controls)!;
    const truth = measureOf(
      mission,
      simulateBatchTotals(
        {...batchingSpec(mission, controls), requests: 40_000},
        {warmUp: 2048, deadline: 10}
      )
    );
    expect(Math.abs(found.latency / truth.latency.value - 1)).toBeLessThan(0.15);
    expect(Math.abs(found.throughput / truth.throughput.mean - 1)).toBeLessThan(0.15);
  });

  it("whether there is a steady state is known exactly, also between the places", () => {
    const mission = trackOf("cloud")!.batching;
    // 3 per second: t(b) = 2.176 + 0.1014 b, so b / t(b) passes 3 between 9 (2.91) and 10 (3.14).
    expect(glance(mission, known.get("cloud")!, {batch: 9, window: 2, speed: 1})!.latency).toBe(Infinity);
    expect(glance(mission, known.get("cloud")!, {batch: 10, window: 2, speed: 1})!.latency).toBeLessThan(
      Infinity
    );
  });

  it.each(named)("%s: gives a curve along all batch sizes for any window", (id, mission) => {
    const {points, window} = glanceCurve(mission, known.get(id)!, {
      window: mission.windowRange.max / 3,
      speed: 1
    });
    expect(window).toBe(mission.windowRange.max / 3);
    expect(points.map(({batch}) => batch)).toEqual(batchingGrid(mission).batches);
    for (const {throughput, latency} of points) {
      expect(throughput).toBeGreaterThan(0);
      expect(latency).toBeGreaterThan(0);
    }
  });

  it("knows the longest tail anywhere, other rates and traffic among it", () => {
    const mission = trackOf("mobile")!.batching;
    const rows = swept(mission).map((row) => ({...row, mean: 1, p99: row.shape === "bursty" ? 6.5 : 3}));
    const endless = rows.map((row) => ({...row, mean: Number.NaN, p99: Number.NaN}));
    expect(surroundingsOf(mission, [...rows, ...endless]).steepest).toEqual({
      ratio: 6.5,
      configurations: rows.length
    });
    expect(surroundingsOf(mission, endless).steepest).toBeNull();
  });

  it("an empty sweep says nothing rather than something wrong", () => {
    const mission = trackOf("mobile")!.batching;
    expect(glance(mission, surroundingsOf(mission, []), {batch: 4, window: 0.01, speed: 1})).toBeNull();
  });
});
