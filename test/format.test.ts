import {describe, expect, it} from "vitest";
import {
  formatBytes,
  formatClock,
  formatCount,
  formatDuration,
  formatFixed,
  formatNumber,
  formatPercent,
  formatRate
} from "../lib/format.js";

describe("numbers for people", () => {
  it.each([
    [formatNumber(28.4063), "28.4"],
    [formatNumber(2420.4), "2,420"],
    [formatNumber(999.96), "1,000"],
    [formatNumber(0.01234), "0.0123"],
    [formatNumber(-3.456), "−3.46"],
    [formatNumber(Infinity), "∞"],
    [formatNumber(Number.NaN), "–"],
    [formatNumber(0), "0"],
    [formatFixed(28.44, 1), "28.4"],
    [formatFixed(1234, 0), "1,234"],
    [formatDuration(0.01488), "14.9 ms"],
    [formatDuration(0.0000154), "15.4 µs"],
    [formatDuration(5.17), "5.17 s"],
    [formatDuration(90), "90 s"],
    [formatDuration(0.99999), "1 s"],
    [formatDuration(0), "0 s"],
    [formatDuration(Infinity), "∞ s"],
    [formatDuration(7200), "2 h"],
    [formatBytes(64.4e9), "64.4 GB"],
    [formatBytes(192), "192 B"],
    [formatBytes(0), "0 B"],
    [formatRate(5.5), "5.5 per second"],
    [formatPercent(0.9154, 3), "91.5%"],
    [formatCount(70.56e9), "70.6 G"],
    [formatClock(500), "8:20.0"],
    [formatClock(59.96), "1:00.0"],
    [formatClock(0.0125, 0.2), "12.5 ms"]
  ])("%s", (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
