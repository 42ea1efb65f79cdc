// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {
  queuingWaterfall,
  queuingWaterfallSentence,
  queuingWaterfallTable,
  type WaterfallBar
} from "../../src/components/queuingWaterfall.js";
import {outside, overlaps} from "./support/labels.js";

const row = (
  label: string,
  wait: number,
  math: number,
  transfer: number,
  formation?: number
): WaterfallBar => ({
  label,
  wait,
  math,
  transfer,
  ...(formation === undefined ? {} : {formation}),
  total: wait + math + transfer + (formation ?? 0)
});
const rows = [
  row("mean", 0.004, 0.0015, 0.0001),
  row("median", 0.0035, 0.0015, 0.0001),
  row("p90", 0.007, 0.0015, 0.0001),
  row("p99", 0.0094, 0.0015, 0.0001),
  row("worst", 0.0104, 0.0015, 0.0001)
];
const endless = rows.map(({label}) => row(label, Infinity, 0.0015, 0.0001));

describe("QueuingWaterfall in words", () => {
  it("says the mean, the worst, and who misses the deadline by how much", () => {
    expect(queuingWaterfallSentence(rows, {deadline: 0.01})).toBe(
      "On average 5.6 ms; the worst takes 12 ms, of which it waits 10.4 ms. The deadline at 10 ms is missed by p99 and worst, the worst by 2 ms."
    );
    expect(queuingWaterfallSentence(rows, {deadline: 0.0115})).toContain(
      "The worst misses the deadline at 11.5 ms by 500 µs."
    );
    expect(queuingWaterfallSentence(rows, {deadline: 0.001})).toContain("missed by all");
    expect(queuingWaterfallSentence(rows, {deadline: 0.02, deadlineName: "next refresh"})).toContain(
      "All make the next refresh at 20 ms."
    );
    expect(queuingWaterfallSentence([row("mean", 0, 1, 0), row("worst", 0, 1, 0)])).toContain(
      "does not wait"
    );
  });

  it("does not call late what is over by rounding only", () => {
    const total = 0.1 + 0.2;
    expect(total).toBeGreaterThan(0.3);
    expect(
      queuingWaterfallSentence(
        [
          {...row("mean", 0.1, 0.2, 0), total},
          {...row("worst", 0.1, 0.2, 0), total}
        ],
        {deadline: 0.3}
      )
    ).toContain("All make");
  });

  it("says that there is nothing yet, or no steady state", () => {
    expect(queuingWaterfallSentence([])).toBe("No request has been answered yet.");
    expect(queuingWaterfallSentence(endless)).toBe("The wait grows without end: there is no steady state.");
    expect(queuingWaterfall([], {width: 300}).textContent).toContain("No request has been answered yet.");
  });
});

describe("QueuingWaterfall as a table", () => {
  it("has a column for each part in one unit, and the formation wait where there is one", () => {
    expect(queuingWaterfallTable(rows).columns).toEqual([
      "request",
      "wait [ms]",
      "math [ms]",
      "transfer [ms]",
      "total [ms]"
    ]);
    expect(queuingWaterfallTable(rows).rows[0]).toEqual(["mean", 4, 1.5, 0.1, 5.6]);
    const formed = queuingWaterfallTable([row("mean", 1, 2, 0.5, 0.25)]);
    expect(formed.columns[1]).toBe("formation wait [s]");
    expect(formed.rows).toEqual([["mean", 0.25, 1, 2, 0.5, 3.75]]);
    expect(queuingWaterfallTable(endless).rows[0]).toContain("grows without end");
  });
});

/** Lengths of the parts of a kind, row by row [px]. */
function lengths(svg: SVGSVGElement, kind: string): number[] {
  return Array.from(svg.querySelectorAll(`path[data-part="${kind}"]`)).map((path) => {
    const [, start, end] = /^M([\d.]+),[\d.]+H([\d.]+)/.exec(path.getAttribute("d") ?? "")!.map(Number);
    return end - start;
  });
}

describe("QueuingWaterfall drawn", () => {
  it("draws each part as long as its time, in every row", () => {
    const svg = queuingWaterfall(rows, {width: 1100, deadline: 0.01});
    const [waits, maths] = [lengths(svg, "wait"), lengths(svg, "math")];
    expect(svg.querySelectorAll("[data-part='bar']")).toHaveLength(rows.length);
    rows.forEach(({wait}, i) => {
      expect(waits[i] / waits[4]).toBeCloseTo(wait / 0.0104, 2);
      expect(maths[i] / waits[4]).toBeCloseTo(0.0015 / 0.0104, 2);
    });
  });

  it("leaves out parts that take no time", () => {
    const svg = queuingWaterfall([row("mean", 0, 2, 0)], {width: 640});
    expect(lengths(svg, "wait")).toEqual([]);
    expect(lengths(svg, "math")).toHaveLength(1);
    expect(svg.textContent).not.toContain("transfer");
  });

  it("says on each late row, and on no other, by how much it misses", () => {
    for (const width of [300, 640]) {
      const text = queuingWaterfall(rows, {width, deadline: 0.01}).textContent ?? "";
      expect(text.match(/✕ misses by/g)).toHaveLength(2);
      expect(text).toContain("✕ misses by 2 ms");
      expect(text).toContain("deadline 10 ms");
    }
    expect(queuingWaterfall(rows, {width: 640}).textContent).not.toContain("misses");
  });

  it("draws what has no end to the edge and says so, and shows no number that is none", () => {
    for (const width of [300, 640]) {
      const svg = queuingWaterfall(endless, {width, deadline: 0.01, vsync: 1 / 60});
      expect(svg.textContent?.match(/grows without end/g)).toHaveLength(rows.length);
      expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("marks every refresh of the display within the scale", () => {
    const svg = queuingWaterfall([row("mean", 0.02, 0.03, 0), row("worst", 0.04, 0.031, 0)], {
      width: 1100,
      vsync: 1 / 60
    });
    expect(svg.querySelector("[data-part='refresh']")?.getAttribute("d")?.match(/M/g)).toHaveLength(4);
    expect(svg.textContent).toContain("refresh");
  });

  it("numbers the requests that the rows are", () => {
    const svg = queuingWaterfall(
      [
        {...rows[0], request: -1},
        {...rows[4], request: 2363}
      ],
      {width: 640}
    );
    expect(svg.textContent).toContain("#2,364");
    expect(svg.textContent?.match(/#/g)).toHaveLength(1);
  });

  it.each([300, 480, 640, 1100])("keeps its labels apart and inside at %i px", (width) => {
    const formed = rows.map((bar) => ({...bar, formation: 0.002, total: bar.total + 0.002, request: 1234}));
    const short = rows.map(({label}) => row(label, 1e-5, 0.0055, 7.7e-5));
    const half = [...rows.slice(0, 3), ...endless.slice(3)];
    for (const bars of [rows, formed, short, endless, half])
      for (const deadline of [null, 0.0056, 0.01, 0.05]) {
        const svg = queuingWaterfall(bars, {width, deadline});
        expect([...overlaps(svg), ...outside(svg)], `deadline ${deadline}`).toEqual([]);
      }
  });
});
