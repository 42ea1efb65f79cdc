// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {type ContrastCase, contrastPair, contrastSentence} from "../../src/components/contrastPair.js";
import {hundredDots, hundredDotsSentence, hundredDotsTable} from "../../src/components/hundredDots.js";
import {type QueueDepthData, queueDepth, queueDepthSentence} from "../../src/components/queueDepth.js";
import {outside, overlaps} from "./support/labels.js";

const WIDTHS = [280, 480, 640, 1040];
const HOLES = /NaN|undefined|Infinity/;
const parts = (svg: Element, part: string) => svg.querySelectorAll(`[data-part="${part}"]`);

describe("a hundred dots", () => {
  const data = {
    latencies: Array.from({length: 100}, (_, i) => 1 + i / 10),
    mean: 5.95,
    p95: 10.5,
    p99: 10.9,
    limit: 8,
    lost: 0
  };

  it("draws one mark a request, a cross for each that is late, and says how many", () => {
    const svg = hundredDots(data);
    expect(parts(svg, "in-time").length + parts(svg, "late").length).toBe(100);
    // 1 + i / 10 > 8 for i = 71 … 99.
    expect(parts(svg, "late")).toHaveLength(29);
    expect(hundredDotsSentence(data)).toMatch(/^29 of a hundred requests are late\./);
    expect(hundredDotsTable(data).rows.at(-1)).toEqual([100, "10.9 s", "late"]);
  });

  it("shows the lost among the hundred, each as a ring of its own, and thins out the others", () => {
    const losing = {...data, lost: 0.4};
    const svg = hundredDots(losing);
    expect(parts(svg, "lost")).toHaveLength(40);
    expect(parts(svg, "in-time").length + parts(svg, "late").length).toBe(60);
    // 29 of a hundred of those who are answered are late: 17.4 of sixty.
    expect(parts(svg, "late")).toHaveLength(17);
    expect(hundredDotsSentence(losing)).toMatch(
      /^40 of a hundred requests are lost, 17 are late\. Of those answered: mean/
    );
    expect(hundredDotsTable(losing).rows.at(-1)).toEqual(["61 to 100", "–", "lost"]);
  });

  it("gives one line to what reads the same", () => {
    const same = {...data, mean: 3, p95: 3, p99: 3};
    const names = [...hundredDots(same).querySelectorAll("text")].map(({textContent}) => textContent);
    expect(names).toContain("mean, p95, p99 3 s");
    expect(names.filter((words) => words?.includes("p95"))).toHaveLength(1);
  });

  it("still shows a hundred when all are equal, none on top of another", () => {
    const same = {...data, latencies: new Float64Array(100).fill(3), mean: 3, p95: 3, p99: 3};
    const marks = [...parts(hundredDots(same), "in-time")].map(
      (dot) => `${dot.getAttribute("cx")},${dot.getAttribute("cy")}`
    );
    expect(new Set(marks).size).toBe(100);
  });

  it.each(WIDTHS)("has no hole at %i px, also without a steady state", (width) => {
    const endless = {
      ...data,
      latencies: new Float64Array(100).fill(Infinity),
      mean: Infinity,
      p95: Infinity,
      p99: Infinity
    };
    for (const variant of [data, {...data, lost: 0.4}, endless]) {
      const svg = hundredDots(variant, {width});
      expect(svg.outerHTML).not.toMatch(HOLES);
      expect(outside(svg)).toEqual([]);
      expect(overlaps(svg)).toEqual([]);
    }
    expect(hundredDotsSentence(endless)).toMatch(/Without a steady state/);
  });
});

describe("queue depth", () => {
  const data: QueueDepthData = {
    from: 10,
    to: 20,
    times: [10, 12, 14, 18],
    forming: [1, 3, 0, 2],
    queued: [0, 0, 4, 0],
    batches: [
      {start: 10, done: 14, size: 3},
      {start: 14, done: 18, size: 4}
    ],
    losses: [15, 16],
    marked: {arrival: 12, formed: 14, start: 18, done: 19},
    meanForming: 1.5,
    meanQueued: 0.5,
    requestName: "requests",
    markedName: "p99"
  };

  it("says how many wait and for what, and never an average where the line grows", () => {
    expect(queueDepthSentence(data)).toBe(
      "2 requests wait on average, 1.5 of them (75%) for their batch to fill; at most 4 in this stretch."
    );
    expect(queueDepthSentence({...data, meanQueued: Number.NaN})).toMatch(
      /^The line grows without end: 4 requests/
    );
  });

  it.each(WIDTHS)("draws each batch and each loss once at %i px, with no hole", (width) => {
    const svg = queueDepth(data, {width});
    expect(parts(svg, "batch")).toHaveLength(2);
    expect(parts(svg, "lost")).toHaveLength(2);
    expect(svg.textContent).toContain("6 s");
    expect(outside(svg)).toEqual([]);
    expect(overlaps(svg)).toEqual([]);
    expect(svg.outerHTML).not.toMatch(HOLES);
    expect(
      queueDepth(
        {...data, marked: null, losses: [], times: [10], forming: [0], queued: [0], batches: []},
        {width}
      ).outerHTML
    ).not.toMatch(HOLES);
  });
});

describe("contrast", () => {
  const side = (shape: "smooth" | "poisson", window: number, latency: number): ContrastCase => ({
    shape,
    window,
    latencies: new Float64Array(100).fill(latency),
    mean: latency,
    p95: latency,
    p99: latency,
    latency,
    lost: shape === "poisson" && window === 0 ? 0.48 : 0,
    throughput: 3,
    holds: {throughput: false, latency: latency <= 10},
    limit: 10
  });
  const data = {
    sides: [side("smooth", 8, 11), side("smooth", 0, 4), side("poisson", 8, Infinity), side("poisson", 0, 6)],
    throughputTarget: 4,
    latencyName: "p99"
  };

  it("says each case's latency, and that one has none", () => {
    expect(contrastSentence(data)).toBe(
      "Same load, same seed: p99 11 s with smooth arrivals, window 8 s; 4 s with smooth arrivals, no window; without end with Poisson arrivals, window 8 s; 6 s with Poisson arrivals, no window, 48 of 100 lost."
    );
  });

  it.each(WIDTHS)("draws them on one scale at %i px", (width) => {
    const grid = contrastPair(data, {width});
    expect(grid.querySelectorAll("figure")).toHaveLength(4);
    expect(grid.outerHTML).not.toMatch(HOLES);
    const limits = [...grid.querySelectorAll("svg")].map((svg) =>
      svg.querySelector("rect")?.getAttribute("x")
    );
    expect(new Set(limits).size).toBe(1);
  });
});
