import {describe, expect, test} from "vitest";
import {progress} from "../../data/support/progress.js";

/** A stream that keeps what it is given, and a clock that is set by hand [ms]. */
function watched(isTTY: boolean, total = 100) {
  const lines: string[] = [];
  const clock = {time: 0};
  const bar = progress({
    name: "sweep",
    total,
    now: () => clock.time,
    stream: {isTTY, write: (text) => lines.push(text)}
  });
  return {lines, clock, bar};
}

describe("progress", () => {
  test("estimates what remains at the pace so far", () => {
    const {lines, clock, bar} = watched(false);
    clock.time = 10_000;
    bar.add(25);
    expect(lines.at(-1)).toContain("25 %, 10 s gone, about 30 s left");
    clock.time = 12_500;
    bar.add(25);
    expect(lines.at(-1)).toContain("50 %, 13 s gone, about 13 s left");
    clock.time = 13_750;
    bar.add(25);
    expect(lines.at(-1)).toContain("75 %, 14 s gone, about 4.6 s left");
  });

  test.each([
    [true, 4],
    [false, 1]
  ])("writes a few lines a second at most (terminal: %s)", (isTTY, perSecond) => {
    const {lines, clock, bar} = watched(isTTY, 10_001);
    const before = lines.length;
    for (let k = 0; k < 10_000; ++k) {
      clock.time += 1;
      bar.add(1);
    }
    expect(lines.length - before).toBeGreaterThanOrEqual(9);
    expect(lines.length - before).toBeLessThanOrEqual(10 * perSecond);
  });

  test("a log gets lines of its own; a terminal's line is written over", () => {
    const log = watched(false);
    log.bar.end("done");
    expect(log.lines.join("")).toBe("\nsweep: starts\nsweep: done\n");
    const terminal = watched(true);
    terminal.bar.end("done");
    expect(terminal.lines.join("")).toBe("\n\r\x1b[2Ksweep: starts\r\x1b[2Ksweep: done\n");
  });
});
