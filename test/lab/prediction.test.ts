import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {parseNumber} from "../../lib/lab/prediction.js";
import {predictionGap} from "../../lib/lab/predictionGap.js";
import {anyText} from "./ledgers.js";

const read = (text: string) => parseNumber(text, {min: 0, max: 1e6});

describe("a number that somebody typed", () => {
  it.each([
    ["22", 22],
    [" 22 ", 22],
    ["22.5", 22.5],
    ["22,5", 22.5],
    ["0,125", 0.125],
    [".5", 0.5],
    ["5.", 5],
    ["+3", 3],
    ["1e3", 1000],
    ["2.5E-1", 0.25],
    ["-0", 0],
    ["２２", 22],
    ["٢٢٫٥", 22.5],
    ["۲۲", 22],
    ["२२", 22]
  ])("“%s” is %d", (text, value) => expect(read(text)).toEqual({ok: true, value}));

  it.each([
    ["", "A number is missing."],
    ["  ", "A number is missing."],
    ["abc", "“abc” is not a number."],
    ["NaN", "“NaN” is not a number."],
    ["Infinity", "“Infinity” is not a number."],
    ["0x10", "“0x10” is not a number."],
    ["1 000", "“1 000” is not a number."],
    ["2 2", "“2 2” is not a number."],
    ["--3", "“--3” is not a number."],
    ["1e", "“1e” is not a number."],
    ["<b>7</b>", "“<b>7</b>” is not a number."],
    ["1,000", "“1,000”: write the number without thousands separators."],
    ["1,000,000", "“1,000,000”: write the number without thousands separators."],
    ["1.000,5", "“1.000,5”: write the number without thousands separators."],
    ["1e999", "“1e999” is too large."],
    ["-3", "The smallest possible number is 0."],
    ["−3", "The smallest possible number is 0."],
    ["1000001", "The largest possible number is 1,000,000."],
    ["9".repeat(41), "That is too long for a number."],
    ["abcdefghijklmnopqrstuvwxyz", "“abcdefghijklmnopqrst…” is not a number."]
  ])("“%s” is refused in words", (text, message) => expect(read(text)).toEqual({ok: false, message}));

  it("every number reads as itself, and no text throws or leaves the range", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1e6, noNaN: true}), (value) => {
        expect(read(String(value))).toEqual({ok: true, value: value + 0});
      })
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = read(text);
        if (parsed.ok) expect(parsed.value >= 0 && parsed.value <= 1e6).toBe(true);
        else expect(parsed.message).toMatch(/\.$/);
      })
    );
  });
});

describe("the gap between prediction and truth", () => {
  it("is signed, relative to the truth, and called right within a tenth", () => {
    expect(predictionGap(22, 28.4)).toMatchObject({direction: "under", within: false});
    expect(predictionGap(22, 28.4).difference).toBeCloseTo(-6.4, 12);
    expect(predictionGap(22, 28.4).ratio).toBeCloseTo(22 / 28.4, 12);
    expect(predictionGap(40, 28.4)).toMatchObject({direction: "over", within: false});
    expect(predictionGap(28, 28.4)).toMatchObject({direction: "on", within: true});
    expect(predictionGap(28, 28.4, {tolerance: 0.01})).toMatchObject({direction: "under", within: false});
  });

  it("a truth without bound is undershot by every number; a truth of zero is met by zero alone", () => {
    expect(predictionGap(1e9, Infinity)).toEqual({
      difference: -Infinity,
      ratio: 0,
      direction: "under",
      within: false
    });
    expect(predictionGap(0, 0)).toEqual({difference: 0, ratio: 1, direction: "on", within: true});
    expect(predictionGap(1, 0)).toEqual({difference: 1, ratio: Infinity, direction: "over", within: false});
  });

  it("nonsense is refused by name", () => {
    expect(() => predictionGap(Number.NaN, 1)).toThrow("invalid prediction: NaN");
    expect(() => predictionGap(1, Number.NaN)).toThrow("invalid truth: NaN");
    expect(() => predictionGap(1, 1, {tolerance: -1})).toThrow("invalid tolerance: -1");
  });
});
