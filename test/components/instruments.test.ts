// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {
  cumulativeFlow,
  cumulativeFlowSentence,
  cumulativeFlowTable
} from "../../src/components/cumulativeFlow.js";
import {
  type GaugeData,
  littlesLawGauge,
  littlesLawGaugeSentence,
  littlesLawGaugeTable,
  overLimit
} from "../../src/components/littlesLawGauge.js";
import {spreadLabels, textWidth} from "../../src/components/marks/spreadLabels.js";
import {predictionScale, predictionScaleSentence} from "../../src/components/predictionScale.js";
import {
  queuingWaterfall,
  queuingWaterfallSentence,
  queuingWaterfallTable
} from "../../src/components/queuingWaterfall.js";
import {seesaw, seesawSentence, seesawTilt} from "../../src/components/seesaw.js";

const gauge: GaugeData = {
  now: 33,
  inService: 24,
  waiting: 9,
  average: 28.5,
  arrivalRate: 5.53,
  sojourn: 5.15,
  limit: 24,
  bytesPerRequest: 2.68e9,
  limitBytes: 64.4e9,
  waitingHolds: false,
  prediction: 22,
  requestName: "requests",
  requestOne: "request",
  memoryName: "KV cache",
  max: 48
};

/** Numbers in a path or transform. */
const numbers = (text: string | null) => (text ?? "").match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];

describe("spreadLabels", () => {
  it("keeps labels apart and inside the row, and leaves those alone that do not touch", () => {
    const row = {from: 0, to: 600, gap: 8};
    const crowded = ["limit 24", "average 25.8", "you said 22"].map((text, i) => ({text, x: 300 + i}));
    const centres = spreadLabels(crowded, row);
    const edges = centres.map((x, i) => [
      x - textWidth(crowded[i].text) / 2,
      x + textWidth(crowded[i].text) / 2
    ]);
    for (let i = 1; i < edges.length; ++i)
      expect(edges[i][0]).toBeGreaterThanOrEqual(edges[i - 1][1] + 8 - 1e-9);
    for (const [left, right] of edges) {
      expect(left).toBeGreaterThanOrEqual(-1e-9);
      expect(right).toBeLessThanOrEqual(600 + 1e-9);
    }
    expect(
      spreadLabels(
        [
          {text: "a", x: 100},
          {text: "b", x: 300}
        ],
        row
      )
    ).toEqual([100, 300]);
  });
});

describe("Little's Law Gauge", () => {
  it("says what is in the system, what holds memory and what waits", () => {
    expect(littlesLawGaugeSentence(gauge)).toBe(
      "33 requests in the system. 24 hold all the memory, 9 wait outside it."
    );
    expect(littlesLawGaugeSentence({...gauge, now: 1, inService: 1, waiting: 0})).toBe(
      "1 request in the system. 1 is being served, none waits."
    );
    expect(littlesLawGaugeSentence({...gauge, now: 0, inService: 0, waiting: 0})).toContain("0 requests");
  });

  it("says in words by how much it is over the limit, and nothing while all fits", () => {
    expect(overLimit(gauge, (over) => `${over} too many`)?.textContent).toBe(
      "Over the limit by 9. 9 too many"
    );
    expect(overLimit({...gauge, now: 24}, () => "never")).toBeNull();
  });

  it("turns the needle to the right with the load, and pegs it at the end of the scale", () => {
    const angle = (now: number) => {
      const needle = littlesLawGauge({...gauge, now}, {width: 700}).querySelector('[data-part="needle"]');
      return Number(needle?.getAttribute("data-angle"));
    };
    expect(angle(10)).toBeLessThan(angle(24));
    expect(angle(24)).toBeCloseTo(0, 6);
    expect(angle(24)).toBeLessThan(angle(40));
    expect(angle(480)).toBe(angle(4800));
    expect(angle(480)).toBeGreaterThan(angle(48));
  });

  it("has a table with both sides of the law and the memory of each", () => {
    const {columns, rows} = littlesLawGaugeTable(gauge);
    expect(columns).toHaveLength(3);
    expect(rows.find(([name]) => name === "running average")).toEqual(["running average", 28.5, 76.38]);
    expect(rows.find(([name]) => name === "limit")).toMatchObject(["limit", 24, 64.4]);
  });

  it.each([220, 300, 640, 1100])("draws at %i px with a label and without a number that is none", (width) => {
    for (const data of [
      gauge,
      {...gauge, average: Infinity, sojourn: NaN},
      {...gauge, now: 0, inService: 0, waiting: 0, prediction: undefined},
      {...gauge, limit: 1, max: 2, now: 1, inService: 1}
    ]) {
      const svg = littlesLawGauge(data, {width});
      expect(svg.getAttribute("aria-label")).toContain("Gauge");
      expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

describe("cumulative flow", () => {
  const flow = {
    arrivals: Float64Array.of(1, 2, 3, 4),
    starts: Float64Array.of(1, 3, 5),
    departures: Float64Array.of(3, 5),
    losses: Float64Array.of(3.5),
    from: 0,
    to: 6,
    at: 5,
    span: 600,
    waiting: 1,
    inService: 1,
    example: {request: 2, arrival: 2, departure: 5},
    requests: [{number: 1, arrival: 1, start: 1, departure: 3}],
    requestName: "requests"
  };

  it("reads L upwards and W sideways", () => {
    expect(cumulativeFlowSentence(flow)).toBe(
      "The gap read upwards is L: 2 (1 waiting, 1 being served). Read sideways it is W: 3 s."
    );
    expect(cumulativeFlowTable(flow).rows).toEqual([[1, "0:01.0", "0:01.0", "0:03.0", "0 s", "2 s"]]);
  });

  it("never draws arrivals below departures, and steps only upwards", () => {
    const svg = cumulativeFlow(flow, {width: 900});
    const lines = Array.from(svg.querySelectorAll('path[fill="none"][stroke-width="2"]')).slice(0, 2);
    expect(lines).toHaveLength(2);
    const steps = lines.map((line) => numbers(line.getAttribute("d")));
    for (const step of steps)
      for (let i = 3; i < step.length; i += 2) expect(step[i]).toBeLessThanOrEqual(step[i - 2] + 1e-9);
    const [a, d] = steps.map((step) => step[step.length - 1]);
    expect(a).toBeLessThan(d);
  });

  it.each([260, 520, 900])("draws an empty queue at %i px", (width) => {
    const none = new Float64Array(0);
    const svg = cumulativeFlow(
      {
        ...flow,
        arrivals: none,
        starts: none,
        departures: none,
        losses: none,
        example: null,
        requests: [],
        waiting: 0,
        inService: 0
      },
      {width}
    );
    expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("QueuingWaterfall", () => {
  const rows = [
    {label: "mean", wait: 0.004, math: 0.0015, transfer: 0.0001, total: 0.0056},
    {label: "worst", wait: 0.0104, math: 0.0015, transfer: 0.0001, total: 0.012}
  ];

  it("says who is over the deadline", () => {
    expect(queuingWaterfallSentence(rows, {deadline: 0.01})).toBe(
      "On average 5.6 ms; the worst takes 12 ms, of which it waits 10.4 ms. Over 10 ms: worst."
    );
    expect(queuingWaterfallSentence(rows, {deadline: 0.02})).toContain("All are inside 20 ms.");
    expect(queuingWaterfallSentence([])).toBe("No request has been answered yet.");
  });

  it("draws each part as long as its time", () => {
    const svg = queuingWaterfall(rows, {width: 640, deadline: 0.01});
    const bars = Array.from(svg.querySelectorAll("rect")).filter(
      (rect) => Number(rect.getAttribute("height")) > 20
    );
    const widths = bars.map((bar) => Number(bar.getAttribute("width")));
    expect(widths[0] / widths[1]).toBeCloseTo(0.004 / 0.0015, 6);
    expect(widths[3] / widths[0]).toBeCloseTo(0.0104 / 0.004, 6);
    expect(svg.textContent).toContain("2 ms late");
  });

  it("shows formation wait apart where there is one, and an unstable queue in words", () => {
    const formed = rows.map((row) => ({...row, formation: 0.001, total: row.total + 0.001}));
    expect(queuingWaterfallTable(formed).columns).toContain("formation wait");
    const endless = queuingWaterfall(
      [{label: "p99", wait: Infinity, math: 1, transfer: 0, total: Infinity}],
      {width: 640}
    );
    expect(endless.textContent).toContain("grows without end");
    expect(endless.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("prediction scale", () => {
  it("says the gap in words and draws both, also off the scale and skipped", () => {
    const data = {
      before: 11,
      beforeLabel: "before",
      prediction: 22,
      truth: 28.4,
      limit: 24,
      max: 48,
      unitName: "requests"
    };
    expect(predictionScaleSentence(data)).toBe(
      "It was 11 and is 28.4 requests. You said 22, 6.4 too few. Memory ends at 24."
    );
    expect(predictionScale(data, {width: 640}).textContent).toContain("you said 22");
    expect(predictionScale({...data, prediction: 1e6}, {width: 300}).outerHTML).not.toMatch(
      /NaN|undefined|Infinity/
    );
    const {prediction, ...skipped} = data;
    expect(prediction).toBe(22);
    expect(predictionScale(skipped, {width: 640}).textContent).not.toContain("you said");
  });
});

describe("seesaw", () => {
  const data = {
    throughput: 240,
    throughputTarget: 240,
    latency: 0.008,
    latencyLimit: 0.01,
    quantileName: "worst",
    throughputUnit: "frames per second"
  };

  it("is level when both weigh the same, and tips to the heavier side", () => {
    expect(seesawTilt({...data, latency: 0.01})).toBeCloseTo(0, 12);
    expect(seesawTilt({...data, latency: 0.005})).toBeGreaterThan(0);
    expect(seesawTilt({...data, latency: 0.05})).toBeLessThan(0);
    expect(Math.abs(seesawTilt({...data, latency: Infinity}))).toBeLessThanOrEqual(17);
  });

  it("says that both hold only when both do", () => {
    expect(seesawSentence(data)).toMatch(/^Both hold/);
    expect(seesawSentence({...data, latency: 0.02})).toMatch(/^Enough throughput, too slow/);
    expect(seesawSentence({...data, throughput: 10})).toMatch(/^Fast enough, too little/);
    expect(seesawSentence({...data, throughput: 10, latency: 1})).toMatch(/^Too slow and too little/);
    expect(seesaw({...data, latency: Infinity}, {width: 300}).outerHTML).not.toMatch(/NaN|undefined/);
  });
});
