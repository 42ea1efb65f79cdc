import {describe, expect, test} from "vitest";
import {batchMetrics, frameRecords, simulateBatches} from "../../lib/index.js";
import {MILLISECOND} from "../../lib/units.js";

/** Six regions a frame, sixty frames a second, batches of six that take so long. */
const regions = (time: number) =>
  simulateBatches({
    arrivals: {kind: "deterministic", rate: 360},
    service: {
      curve: [
        {batch: 6, time},
        {batch: 12, time: 2 * time}
      ]
    },
    maxBatch: 6,
    window: Infinity,
    until: 100,
    seed: 1
  });

describe("frames of several requests", () => {
  test("arrive with their first part and are done with their last", () => {
    const records = simulateBatches({
      arrivals: {kind: "replay", times: [0, 1, 2, 3, 4, 5, 6]},
      service: {curve: [{batch: 1, time: 1.5}]},
      maxBatch: 2,
      seed: 1
    });
    expect([...records.done]).toEqual([1.5, 3, 4.5, 4.5, 6, 7.5, 7.5]);
    const frames = frameRecords(records, 3);
    expect([...frames.arrival]).toEqual([0, 3]);
    expect([...frames.departure]).toEqual([4.5, 7.5]);
  });

  test("are lost with any of their parts", () => {
    const records = simulateBatches({
      arrivals: {kind: "replay", times: [0, 0.5, 2, 4]},
      service: {curve: [{batch: 1, time: 1}]},
      maxBatch: 1,
      bufferPlaces: 0,
      seed: 1
    });
    const frames = frameRecords(records, 2);
    expect([...frames.departure]).toEqual([NaN, 5]);
    expect([...frames.server]).toEqual([-1, 0]);
  });

  test("reach the display sixty times a second where batches keep up, and as often as they are done where not", () => {
    const vsync = {period: 1 / 60, requestsPerFrame: 6};
    const fast = batchMetrics(regions(10 * MILLISECOND), {from: 10, to: 90, vsync});
    expect(fast.displayedPerSecond).toBeCloseTo(60, 9);
    expect(fast.droppedFraction).toBe(0);
    const slow = batchMetrics(regions(20 * MILLISECOND), {from: 10, to: 90, vsync});
    expect(slow.displayedPerSecond).toBeCloseTo(50, 9);
    const misses = batchMetrics(regions(10 * MILLISECOND), {from: 10, to: 90, deadline: 20 * MILLISECOND});
    // The six come 1/360 s apart and leave 10 ms after the last: 23.9, 21.1, 18.3, 15.6, 12.8, 10 ms.
    expect(misses.deadlineMissFraction.mean).toBeCloseTo(2 / 6, 3);
    expect(misses.worstSojourn).toBeCloseTo(5 / 360 + 10 * MILLISECOND, 9);
  });
});
