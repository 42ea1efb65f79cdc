import {describe, expect, it} from "vitest";
import {batchingGrid, batchingPoints} from "../../lib/lessons/batchingGrid.js";
import {shapedArrivals} from "../../lib/lessons/trafficShape.js";
import {queueScenario} from "../../lib/simulation/queueSpec.js";
import {tracks} from "../../lib/tables/tracks.js";

const named = tracks.map((track) => [track.id, track.batching] as const);

describe("the grid of Part 2", () => {
  it.each(named)(
    "%s: spans the controls' ranges and holds the mission's own rate and machine",
    (_id, mission) => {
      const grid = batchingGrid(mission);
      const {batchRange, windowRange, arrivalRange} = mission;
      expect([grid.batches[0], grid.batches.at(-1)]).toEqual([batchRange.min, batchRange.max]);
      expect([grid.windows[0], grid.windows.at(-1)]).toEqual([windowRange.min, windowRange.max]);
      expect(grid.rates).toContain(mission.arrivalRate.value);
      expect(grid.speeds).toContain(1);
      for (const rate of grid.rates) {
        expect(rate).toBeGreaterThanOrEqual(arrivalRange.min);
        expect(rate).toBeLessThanOrEqual(arrivalRange.max);
      }
      for (const axis of [grid.batches, grid.windows, grid.rates, grid.speeds])
        for (let i = 1; i < axis.length; ++i) expect(axis[i]).toBeGreaterThan(axis[i - 1]);
    }
  );

  it.each(named)(
    "%s: every place once, each with traffic that the simulator takes at that rate",
    (_id, mission) => {
      const grid = batchingGrid(mission);
      const points = batchingPoints(grid);
      const {batches, windows, rates, speeds, shapes} = grid;
      expect(points).toHaveLength(
        batches.length * windows.length * rates.length * speeds.length * shapes.length
      );
      expect(new Set(points.map((point) => JSON.stringify(point))).size).toBe(points.length);
      for (const shape of shapes)
        for (const rate of rates) {
          const arrivals = shapedArrivals(mission.arrivals, shape, rate);
          const total =
            arrivals.kind === "streams"
              ? arrivals.streams.reduce((sum, {rate: each, copies = 1}) => sum + each * copies, 0)
              : (arrivals as {rate: number}).rate;
          expect(total).toBeCloseTo(rate, 9);
          const service = {kind: "deterministic", mean: 1} as const;
          expect(() => queueScenario({arrivals, service, until: 1, seed: 1})).not.toThrow();
        }
    }
  );
});
