// @vitest-environment jsdom

import {describe, expect, it} from "vitest";
import {countUpTo} from "../../lib/stats/ascending.js";
import {
  cumulativeFlow,
  cumulativeFlowNote,
  cumulativeFlowSentence,
  cumulativeFlowTable,
  type FlowData
} from "../../src/components/cumulativeFlow.js";
import {betweenPath, reach, staircase, stepPath} from "../../src/components/marks/staircase.js";
import {outside, overlaps} from "./support/labels.js";

const none = new Float64Array(0);
const flow: FlowData = {
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
  requests: [
    {number: 1, arrival: 1, start: 1, departure: 3},
    {number: 2, arrival: 2, start: 3, departure: 5},
    {number: 3, arrival: 3, start: 5, departure: 8},
    {number: 4, arrival: 3.5, start: Number.NaN, departure: Number.NaN},
    {number: 5, arrival: 5.5, start: 8, departure: 9}
  ],
  requestName: "requests"
};
const empty: FlowData = {
  ...flow,
  arrivals: none,
  starts: none,
  departures: none,
  losses: none,
  example: null,
  requests: [],
  waiting: 0,
  inService: 0
};

/** A queue of one server that serves each for `service`, one arrival every `gap`. */
function steady(count: number, gap: number, service: number): FlowData {
  const arrivals = Float64Array.from({length: count}, (_, i) => i * gap);
  const starts = new Float64Array(count);
  const departures = new Float64Array(count);
  for (let i = 0; i < count; ++i) {
    starts[i] = Math.max(arrivals[i], i > 0 ? departures[i - 1] : 0);
    departures[i] = starts[i] + service;
  }
  const to = count * gap;
  return {
    ...empty,
    arrivals,
    starts,
    departures,
    to,
    at: to,
    span: to,
    waiting: countUpTo(arrivals, to) - countUpTo(starts, to),
    inService: countUpTo(starts, to) - countUpTo(departures, to)
  };
}

const part = (data: FlowData, name: string, width = 900) =>
  Array.from(cumulativeFlow(data, {width}).querySelectorAll(`[data-part="${name}"]`));

/** Corners of a path of M, H and V. */
function corners(path: string): {x: number; y: number}[] {
  const found: {x: number; y: number}[] = [];
  for (const [, command, text] of path.matchAll(/([MHV])(-?[\d.,-]+)/g)) {
    const [first, second] = text.split(",").map(Number);
    const last = found.at(-1) ?? {x: 0, y: 0};
    found.push(
      command === "M"
        ? {x: first, y: second}
        : command === "H"
          ? {x: first, y: last.y}
          : {x: last.x, y: first}
    );
  }
  return found;
}

describe("steps", () => {
  const x = (time: number) => 10 * time;
  const y = (count: number) => 100 - 10 * count;

  it("rise by one at each event, and end at the window's end", () => {
    expect(staircase(Float64Array.of(1, 2), 0, 3, x, y)).toEqual([
      {x: 0, y: 100},
      {x: 10, y: 100},
      {x: 10, y: 90},
      {x: 20, y: 90},
      {x: 20, y: 80},
      {x: 30, y: 80}
    ]);
    expect(stepPath(staircase(none, 0, 3, x, y))).toBe("M0,100H30");
  });

  it("count what happened before the window", () => {
    expect(staircase(Float64Array.of(1, 2, 5), 3, 4, x, y)[0]).toEqual({x: 30, y: 80});
  });

  it("closer than half a pixel are one, and lose no event", () => {
    const times = Float64Array.from({length: 5000}, (_, i) => i / 5000);
    const points = staircase(times, -1, 2, x, y);
    expect(points.length).toBeLessThan(60);
    expect(points.at(-1)).toEqual({x: 20, y: 100 - 10 * 5000});
  });

  it("enclose what lies between two of them", () => {
    const upper = staircase(Float64Array.of(1), 0, 2, x, y);
    const lower = staircase(none, 0, 2, x, y);
    expect(betweenPath(upper, lower)).toBe("M0,100H10V90H20V100H0Z");
  });

  it("reach from their highest to their lowest within a stretch", () => {
    const points = staircase(Float64Array.of(1, 2), 0, 3, x, y);
    expect(reach(points, 12, 18)).toEqual({top: 90, bottom: 90});
    expect(reach(points, 0, 30)).toEqual({top: 80, bottom: 100});
    expect(reach(points, 31, 40)).toBeNull();
  });
});

describe("cumulative flow in words", () => {
  it("reads L upwards and W sideways, and counts what was lost", () => {
    expect(cumulativeFlowSentence(flow)).toBe(
      "The gap read upwards is L: 2 (1 waiting, 1 being served). Read sideways it is W: 3 s. 1 was lost in view."
    );
    expect(cumulativeFlowSentence(empty)).toBe("The gap read upwards is L: 0 (0 waiting, 0 being served).");
  });

  it("says which gap the horizontal one is", () => {
    expect(cumulativeFlowNote(flow)).toContain("from the 2nd arrival to the 2nd answer");
    expect(cumulativeFlowNote({...flow, example: {request: 2350, arrival: 1, departure: 2}})).toContain(
      "2,350th"
    );
    expect(cumulativeFlowNote(empty)).toBe("");
  });

  it("has the strip's requests as a table, lost ones too, and no more than 60 rows", () => {
    const {columns, rows} = cumulativeFlowTable(flow);
    expect(columns).toEqual([
      "number",
      "arrives at",
      "starts at",
      "answered at",
      "waits [s]",
      "in the system [s]"
    ]);
    expect(rows[1]).toEqual([2, "0:02.0", "0:03.0", "0:05.0", 1, 3]);
    expect(rows[3]).toEqual([4, "0:03.5", "lost", "lost", "–", "–"]);
    const many = Array.from({length: 500}, (_, i) => ({number: i, arrival: i, start: i, departure: i + 1}));
    expect(cumulativeFlowTable({...flow, requests: many}).rows).toHaveLength(60);
  });
});

describe("cumulative flow drawn", () => {
  it("never has arrivals below answers, nor steps down", () => {
    for (const data of [flow, steady(300, 1, 1.4), steady(40, 1, 0.4)]) {
      const [arrived] = part(data, "arrived").map((path) => corners(path.getAttribute("d") ?? ""));
      const [answered] = part(data, "answered").map((path) => corners(path.getAttribute("d") ?? ""));
      for (const line of [arrived, answered])
        for (let i = 1; i < line.length; ++i) {
          expect(line[i].y).toBeLessThanOrEqual(line[i - 1].y);
          expect(line[i].x).toBeGreaterThanOrEqual(line[i - 1].x);
        }
      expect(arrived.at(-1)!.y).toBeLessThanOrEqual(answered.at(-1)!.y);
      expect(arrived[0].y).toBeLessThanOrEqual(answered[0].y);
    }
  });

  it("brackets at the cursor as many as are in the system, on the axis of counts", () => {
    const data = steady(100, 1, 1.5);
    const [bracket] = part(data, "upwards").map((path) => path.getAttribute("d") ?? "");
    const [, top, bottom] = /^M[\d.]+,([\d.]+)h.*V([\d.]+)m/.exec(bracket)!.map(Number);
    const [line] = part(data, "arrived").map((path) => corners(path.getAttribute("d") ?? ""));
    const perRequest = (line[0].y - line.at(-1)!.y) / (100 - 1);
    expect((bottom - top) / perRequest).toBeCloseTo(data.waiting + data.inService, 0);
  });

  it("draws nothing that has not happened by the cursor", () => {
    const rows = part(flow, "request");
    expect(rows).toHaveLength(4);
    expect(part(flow, "leaves")).toHaveLength(2);
    expect(part({...flow, at: 0.5, waiting: 0, inService: 0, example: null}, "request")).toHaveLength(0);
  });

  it("marks lost ones with crosses, at most 80 however many there are", () => {
    expect(part(flow, "lost")[0].getAttribute("data-count")).toBe("1");
    const all = {...empty, losses: Float64Array.from({length: 5000}, (_, i) => i / 1000)};
    expect(Number(part(all, "lost")[0].getAttribute("data-count"))).toBeLessThanOrEqual(80);
    expect(part(empty, "lost")).toHaveLength(0);
    expect(cumulativeFlow(all, {width: 300}).textContent).toContain("lost in view");
  });

  it("keeps the horizontal gap in view where it began before the window, and drops it where it is out of view", () => {
    expect(part({...flow, from: 3}, "sideways")).toHaveLength(1);
    expect(part({...flow, example: {request: 2, arrival: -4, departure: -1}}, "sideways")).toHaveLength(0);
    expect(cumulativeFlow(flow).textContent).toContain("W = 3 s");
  });

  it("writes milliseconds on a short film's clock", () => {
    const short = steady(20, 0.001, 0.0005);
    expect(cumulativeFlow(short).textContent).toContain("10 ms");
  });

  it.each([300, 560, 1100])(
    "keeps its labels apart and inside at %i px, and shows no number that is none",
    (width) => {
      for (const data of [
        flow,
        empty,
        steady(400, 1, 1.05),
        steady(30, 0.001, 0.0009),
        {...flow, at: 0, waiting: 0, inService: 0, example: null}
      ]) {
        const svg = cumulativeFlow(data, {width});
        expect([...overlaps(svg), ...outside(svg)]).toEqual([]);
        expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  );
});
