import {describe, expect, it} from "vitest";
import {expertProducts, expertTime, touchedExperts} from "../../lib/serving/expertTime.js";
import type {ServingHardware} from "../../lib/serving/servingHardware.js";
import {type ExpertSeries, expertSeries} from "../../lib/tables/expertMeasurements.js";
import {gpuDevices} from "../../lib/tables/gpuDevices.js";
import {llmModels} from "../../lib/tables/llmModels.js";

const hardwareOf = ({
  device,
  hidden,
  experts,
  tensorParallel,
  weightPrecision
}: ExpertSeries): ServingHardware => ({
  device: gpuDevices[device],
  model: {...llmModels["qwen3-30b-a3b"], hidden, experts},
  tensorParallel,
  weightPrecision,
  kvPrecision: "bf16"
});

describe("the time of a layer's experts", () => {
  it.each(expertSeries.map((series) => [series.name, series] as const))(
    "%s: measured kernels within a quarter, half of them within a sixth",
    (_name, series) => {
      const errors = series.points.map(([rows, microseconds]) =>
        Math.abs((1e6 * expertProducts(hardwareOf(series), rows)) / microseconds - 1)
      );
      const sorted = errors.toSorted((a, b) => a - b);
      expect(sorted[Math.floor((errors.length - 1) / 2)]).toBeLessThan(1 / 6);
      expect(sorted.at(-1)).toBeLessThan(0.27);
    }
  );

  it("leans to no side: the mean error of all five sets is under 3 %", () => {
    const means = expertSeries.map((series) => {
      const logs = series.points.map(([rows, microseconds]) =>
        Math.log((1e6 * expertProducts(hardwareOf(series), rows)) / microseconds)
      );
      return logs.reduce((sum, log) => sum + log, 0) / logs.length;
    });
    expect(Math.abs(means.reduce((sum, mean) => sum + mean, 0) / means.length)).toBeLessThan(0.03);
  });

  it("grows with the rows, and the router comes on top", () => {
    const hardware = hardwareOf(expertSeries[0]!);
    let last = 0;
    for (const rows of [1, 2, 3, 8, 20, 64, 300, 2048, 8192]) {
      const time = expertProducts(hardware, rows);
      expect(time).toBeGreaterThan(last);
      expect(expertTime(hardware, rows)).toBeGreaterThan(time);
      last = time;
    }
  });

  it("one row touches its own experts, many rows all", () => {
    const {experts} = expertSeries[1]!;
    expect(touchedExperts(experts, 1)).toBeCloseTo(experts.perToken, 12);
    expect(touchedExperts(experts, 10_000)).toBeCloseTo(experts.count, 6);
  });
});
