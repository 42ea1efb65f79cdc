import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {sweepFile} from "../../data/support/sweepFile.js";
import {sweepSettings} from "../../data/support/sweepSettings.js";
import {NO_NUMBER, sweepNumber, sweepScale, sweepStep} from "../../lib/lab/sweepAbout.js";
import {nearestLevel, readSweep, sweepRows} from "../../src/components/sweepData.js";

const about = {sweep: "x", mode: "quick", seed: 7, requests: 12, level: 0.95, parameters: {a: 1}} as const;

describe("a scale of 16 bits", () => {
  test("keeps numbers to 0.02 %, zero and no number exactly, over nine decades", () => {
    const numbers = fc.oneof(fc.constant(0), fc.constant(NaN), fc.double({min: 2e-4, max: 1e5, noNaN: true}));
    fc.assert(
      fc.property(fc.array(numbers, {minLength: 1}), (values) => {
        const scale = sweepScale(values);
        for (const value of values) {
          const step = sweepStep(scale, value);
          expect(step).toBeLessThanOrEqual(NO_NUMBER);
          const back = sweepNumber(scale, step);
          if (value > 0) expect(Math.abs(back / value - 1)).toBeLessThan(2e-4);
          else expect(back).toBe(value);
        }
      })
    );
  });

  test("takes for zero what only rounding leaves of it", () => {
    const scale = sweepScale([1e-17, 2, 1e-3]);
    expect([1e-17, 2, 1e-3].map((value) => sweepNumber(scale, sweepStep(scale, value)))).toEqual([
      0,
      expect.closeTo(2, 9),
      1e-3
    ]);
  });
});

describe("a sweep's file", () => {
  const rows = [
    {shape: "poisson", rate: 1 / 3, p99: 0.25, loss: 0},
    {shape: "bursty", rate: 1 / 3, p99: NaN, loss: 0},
    {shape: "poisson", rate: 0.1 + 0.2, p99: 4, loss: 0}
  ];
  const sweep = readSweep(sweepFile(rows, ["shape", "rate"], about));

  test("gives coordinates back without rounding, numbers to a few in ten thousand, and what it was made from", () => {
    expect(sweep.size).toBe(3);
    expect(sweep.about).toMatchObject(about);
    expect(sweep.about.levels).toEqual({shape: ["poisson", "bursty"], rate: [1 / 3, 0.1 + 0.2]});
    expect(sweepRows(sweep)).toEqual(
      rows.map((row) => ({...row, p99: Number.isNaN(row.p99) ? NaN : expect.closeTo(row.p99, 9)}))
    );
  });

  test("finds rows by coordinates, and the place of the grid that is nearest", () => {
    expect(sweepRows(sweep, {shape: "poisson", rate: 0.1 + 0.2})).toHaveLength(1);
    expect(sweepRows(sweep, {shape: "poisson"})).toHaveLength(2);
    expect(nearestLevel(sweep, "rate", 0.31)).toBe(0.1 + 0.2);
    expect(nearestLevel(sweep, "rate", 99)).toBe(1 / 3);
    expect(() => sweepRows(sweep, {shape: "smooth"})).toThrow(RangeError("invalid shape: smooth"));
    expect(() => nearestLevel(sweep, "speed", 1)).toThrow(RangeError("invalid speed: 1"));
  });

  test("refuses numbers that it cannot hold", () => {
    const grid = ["shape", "rate"];
    expect(() => sweepFile([{...rows[0]!, p99: Infinity}], grid, about)).toThrow(
      RangeError("invalid p99: Infinity")
    );
    expect(() => sweepFile([{...rows[0]!, p99: -1}], grid, about)).toThrow(RangeError("invalid p99: -1"));
    const many = Array.from({length: 257}, (_, rate) => ({...rows[0]!, rate}));
    expect(() => sweepFile(many, grid, about)).toThrow(RangeError("invalid levels of rate: 257"));
  });
});

describe("sweepSettings", () => {
  test("is a full sweep on every core unless told otherwise", () => {
    expect(sweepSettings({}).mode).toBe("full");
    expect(sweepSettings({}).cores).toBeGreaterThanOrEqual(1);
    expect(sweepSettings({LAB_SWEEPS: "quick", LAB_CORES: "3"})).toEqual({mode: "quick", cores: 3});
  });

  test("refuses what it does not know", () => {
    expect(() => sweepSettings({LAB_SWEEPS: "fast"})).toThrow(RangeError("invalid LAB_SWEEPS: fast"));
    expect(() => sweepSettings({LAB_CORES: "0"})).toThrow(RangeError("invalid LAB_CORES: 0"));
    expect(() => sweepSettings({LAB_CORES: "two"})).toThrow(RangeError("invalid LAB_CORES: NaN"));
  });
});
