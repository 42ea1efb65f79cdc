import {describe, expect, it} from "vitest";
import {weightBytes} from "../../lib/serving/weightBytes.js";
import type {Fact} from "../../lib/tables/fact.js";
import {a40Products} from "../../lib/tables/gpuDevice.js";
import {gpuDevices} from "../../lib/tables/gpuDevices.js";
import {h100Series} from "../../lib/tables/h100Measurements.js";
import {inferenceEngines} from "../../lib/tables/inferenceEngines.js";
import {kvCacheLogs} from "../../lib/tables/kvCacheLogs.js";
import {llmModels} from "../../lib/tables/llmModels.js";
import {kvPrecisions, weightPrecisions} from "../../lib/tables/precisions.js";
import {measuredIterations, rtxSeries} from "../../lib/tables/rtxMeasurements.js";
import {deviceCalibration, linkCalibration} from "../../lib/tables/servingCalibration.js";
import {unseenMeasurements} from "../../lib/tables/unseenMeasurements.js";
import {workstationGpus} from "../../lib/tables/workstationGpus.js";

function* facts(value: unknown, path: string): Generator<readonly [string, Fact]> {
  if (typeof value !== "object" || value === null) return;
  if ("kind" in value && "source" in value && "value" in value) yield [path, value as Fact];
  else for (const [key, inner] of Object.entries(value)) yield* facts(inner, `${path}.${key}`);
}

describe("the tables of serving", () => {
  const tables = {
    gpuDevices,
    llmModels,
    weightPrecisions,
    kvPrecisions,
    deviceCalibration,
    linkCalibration,
    inferenceEngines
  };
  const all = [...facts(tables, "tables")];

  it("hold facts that are finite, with source, date and kind", () => {
    expect(all.length).toBeGreaterThan(250);
    for (const [path, {value, source, date, kind}] of all) {
      expect(Number.isFinite(value) && value >= 0, path).toBe(true);
      expect(source.length, path).toBeGreaterThan(8);
      expect(date, path).toMatch(/^20\d\d(-\d\d){0,2}$/);
      expect(["spec", "measured", "derived", "assumption"], path).toContain(kind);
    }
  });

  it("say of each measurement where it was published and when", () => {
    for (const {source, date} of [
      ...h100Series,
      ...rtxSeries,
      measuredIterations,
      ...kvCacheLogs,
      ...unseenMeasurements
    ]) {
      expect(source.length).toBeGreaterThan(20);
      expect(date).toMatch(/^20\d\d(-\d\d){0,2}$/);
    }
  });

  it("give shares that are shares", () => {
    const shares = [...facts(deviceCalibration, "")].filter(([path]) =>
      /bandwidth|compute|quantise/.test(path)
    );
    expect(shares.length).toBeGreaterThan(20);
    for (const [path, {value}] of shares) expect(value > 0 && value < 1, path).toBe(true);
    // Boost clocks lie above those that the peak is given at, by a tenth at most.
    for (const {deviceClass, productShare} of Object.values(gpuDevices)) {
      const reached = productShare.value * deviceCalibration[deviceClass].products.bf16.compute.value;
      expect(reached > 0 && reached < 1.1).toBe(true);
    }
  });
});

describe("models", () => {
  it.each(Object.entries(llmModels))(
    "%s: its shapes have the parameters that are published",
    (_id, model) => {
      const bytes = weightBytes({
        device: gpuDevices["h100-sxm"],
        model,
        tensorParallel: 1,
        weightPrecision: "bf16",
        kvPrecision: "bf16"
      }).total;
      expect(Math.abs(bytes / 2 / model.parameters.value - 1)).toBeLessThan(0.007);
      expect(model.heads % model.kvHeads).toBe(0);
      expect(model.experts === null).toBe(model.intermediate > 0);
    }
  );
});

describe("devices", () => {
  // 600 W for 0.8 x 503.8 TFLOP/s on the RTX PRO 6000: 1.49 pJ an operation, taken for all of its class.
  it.each(Object.entries(workstationGpus))(
    "%s: its power limit bounds long products, or its clock",
    (_id, device) => {
      const energy = 600 / (0.8 * 503.8e12);
      const share = device.power.value / energy / (0.8 * device.peak.bf16.value);
      const {value} = device.productShare;
      if (device.productShare === a40Products) return;
      if (share < 1) expect(Math.abs(value - share)).toBeLessThan(0.02);
      else expect(value >= 1 && value < 1.0001 * share).toBe(true);
    }
  );

  // Largest bf16 products that others measured [TFLOP/s]: a model's products reach no more.
  it.each([
    ["h100-sxm", 794.5],
    ["h100-pcie", 499.5],
    ["a100-pcie-80", 252.9],
    ["b200-sxm", 1745],
    ["mi300x", 781.9],
    ["rtx-4090", 178.5]
  ] as const)("%s: long products stay below its largest measured one", (id, measured) => {
    const {deviceClass, peak, productShare} = gpuDevices[id];
    const {compute} = deviceCalibration[deviceClass].products.bf16;
    const reached = (peak.bf16.value * productShare.value * compute.value) / 1e12;
    expect(reached).toBeLessThan(measured);
    expect(reached).toBeGreaterThan(0.85 * measured);
  });

  // The products of one layer of Llama-2-7B at 4,096 rows [TFLOP/s]: 217 to 231 and 108 to 113 (microsoft/vidur).
  it.each([
    ["a100-sxm-80", 217, 231],
    ["a40", 107, 114]
  ] as const)("%s: long products reach what those of a model did", (id, least, most) => {
    const {deviceClass, peak, productShare} = gpuDevices[id];
    const {compute} = deviceCalibration[deviceClass].products.bf16;
    const reached = (peak.bf16.value * productShare.value * compute.value) / 1e12;
    expect(reached).toBeGreaterThan(least);
    expect(reached).toBeLessThan(most);
  });

  it.each(Object.entries(gpuDevices))(
    "%s: what torch sees is a little less than the name says",
    (_id, device) => {
      const named = Number(/(\d+) GB/.exec(device.name)![1]);
      const gib = device.memory.value / 2 ** 30;
      expect(gib).toBeLessThan(named * 1.0001);
      expect(gib).toBeGreaterThan(named * 0.91);
    }
  );

  it.each(Object.entries(gpuDevices))(
    "%s: eight bits are twice as fast as sixteen, or not there",
    (_id, {peak}) => {
      if (peak.fp8 !== null) expect(peak.fp8.value / peak.bf16.value).toBeCloseTo(2, 1);
    }
  );
});
