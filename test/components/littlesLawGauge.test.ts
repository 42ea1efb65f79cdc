// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {
  type GaugeData,
  littlesLawGauge,
  littlesLawGaugeSentence,
  littlesLawGaugeTable,
  littlesLawReadouts,
  overLimit
} from "../../src/components/littlesLawGauge.js";
import {outside, overlaps} from "./support/labels.js";

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
const {prediction: _, ...unsaid} = gauge;
const edge = {
  ...gauge,
  limit: 12,
  max: 24,
  bytesPerRequest: 3.11e6,
  limitBytes: 37.32e6,
  waitingHolds: true,
  requestName: "frames",
  requestOne: "frame"
};
const tiny = {
  ...edge,
  limit: 1,
  max: 2,
  bytesPerRequest: 192,
  limitBytes: 192,
  requestName: "hops",
  requestOne: "hop"
};
const empty = {now: 0, inService: 0, waiting: 0, average: 0, arrivalRate: 0, sojourn: Number.NaN};

const part = (data: GaugeData, name: string, width = 640) =>
  littlesLawGauge(data, {width}).querySelector(`[data-part="${name}"]`);
const needleAngle = (data: GaugeData) => Number(part(data, "needle")?.getAttribute("data-angle"));

describe("the sentence", () => {
  it("says what is in the system, what holds memory and what waits outside it", () => {
    expect(littlesLawGaugeSentence(gauge)).toBe(
      "33 requests in the system. 24 hold all the memory, 9 wait outside it."
    );
    expect(littlesLawGaugeSentence({...gauge, now: 1, inService: 1, waiting: 0})).toBe(
      "1 request in the system. 1 is being served, none waits."
    );
    expect(littlesLawGaugeSentence({...gauge, now: 24, waiting: 0})).toBe(
      "24 requests in the system. 24 hold all the memory, none waits."
    );
    expect(littlesLawGaugeSentence({...gauge, ...empty})).toBe(
      "0 requests in the system. All of the memory is free."
    );
  });

  it("says by how much the memory is exceeded where those that wait hold memory too", () => {
    expect(littlesLawGaugeSentence({...edge, now: 15, inService: 1, waiting: 14})).toBe(
      "15 frames in the system, 3 more than the memory holds. 1 is being served, 14 wait."
    );
    expect(littlesLawGaugeSentence({...tiny, now: 1, inService: 1, waiting: 0})).toBe(
      "1 hop in the system. None waits. The memory is full."
    );
  });

  it("says that an average without bound grows without end", () => {
    expect(littlesLawGaugeSentence({...gauge, average: Infinity})).toContain(
      "The average grows without end."
    );
  });
});

describe("the failure", () => {
  it("is in words as soon as there is one more than fits, and absent while all fits", () => {
    expect(overLimit({...gauge, now: 24})).toBeNull();
    expect(overLimit({...gauge, now: 25})?.textContent).toBe(
      "Over the limit by 1. Memory for 24 requests of 2.68 GB is all there is. Request 25 finds none."
    );
    expect(overLimit({...tiny, now: 2})?.textContent).toContain("Memory for 1 hop of 192 B is all there is.");
    expect(overLimit(gauge, (over) => `${over} too many.`)?.textContent).toBe(
      "Over the limit by 9. 9 too many."
    );
  });
});

describe("the readouts", () => {
  it("equate the running average with rate times time, to the shown decimals", () => {
    const operators = (data: GaugeData) =>
      Array.from(littlesLawReadouts(data).querySelectorAll(".operator")).map((node) => node.textContent);
    expect(operators(gauge)).toEqual(["=", "×"]);
    expect(operators({...gauge, average: 27})).toEqual(["≈", "×"]);
  });

  it("count as held what only those in service hold, or all, as the track has it", () => {
    expect(littlesLawReadouts(gauge).textContent).toContain("64.3 of 64.4 GB");
    expect(littlesLawReadouts({...edge, now: 14, inService: 1}).textContent).toContain(
      "memory needed43.5 of 37.3 MB"
    );
  });

  it("say that nobody has left, and that an average grows without end", () => {
    expect(littlesLawReadouts({...gauge, ...empty}).textContent).toContain("none has left");
    expect(littlesLawReadouts({...gauge, average: Infinity}).textContent).toContain("grows without end");
  });
});

describe("the table", () => {
  it("has both sides of the law, each as a count and as memory in one unit", () => {
    const {columns, rows} = littlesLawGaugeTable(gauge);
    expect(columns).toEqual(["reading", "requests", "memory that they need [GB]"]);
    expect(rows.find(([name]) => name === "running average")).toEqual(["running average", 28.5, 76.38]);
    expect(rows.find(([name]) => name === "arrival rate × time in the system")).toEqual([
      "arrival rate × time in the system",
      28.48,
      76.33
    ]);
    expect(rows.find(([name]) => name === "your prediction")).toEqual(["your prediction", 22, 58.96]);
    expect(littlesLawGaugeTable(unsaid).rows.some(([name]) => name === "your prediction")).toBe(false);
  });
});

describe("the dial", () => {
  it("turns the needle to the right with the load: upright at the middle, the same angle for the same step", () => {
    const angles = [0, 12, 24, 36, 48].map((now) => needleAngle({...gauge, now}));
    expect(angles[2]).toBeCloseTo(0, 6);
    const steps = angles.slice(1).map((angle, i) => angle - angles[i]);
    for (const step of steps) expect(step).toBeCloseTo(steps[0], 0);
    expect(steps[0]).toBeGreaterThan(0);
  });

  it("stands the needle on the fence when the memory is just full", () => {
    for (const limit of [1, 3, 12, 24, 96]) {
      const data = {...gauge, limit, max: 2 * limit, now: limit, inService: limit, waiting: 0};
      expect(needleAngle(data)).toBeCloseTo(0, 6);
      expect(part(data, "fence")).not.toBeNull();
    }
  });

  it("pegs the needle past the end of the scale, with a mark and the number, however far beyond", () => {
    const over = {...gauge, now: 133, waiting: 109};
    expect(needleAngle(over)).toBeGreaterThan(needleAngle({...gauge, now: 48}));
    expect(needleAngle(over)).toBe(needleAngle({...gauge, now: 4800}));
    expect(part(over, "overflow")).not.toBeNull();
    expect(part(gauge, "overflow")).toBeNull();
    expect(littlesLawGauge(over).textContent).toContain("133, off the scale");
  });

  it("draws service, wait and what does not fit as bands of their own, and none that is empty", () => {
    for (const name of ["served", "waits", "does not fit"]) expect(part(gauge, name)).not.toBeNull();
    expect(part({...gauge, now: 11, inService: 11, waiting: 0}, "waits")).toBeNull();
    expect(part({...gauge, ...empty}, "served")).toBeNull();
    expect(littlesLawGauge(gauge).textContent).toContain("24 being served: each holds 2.68 GB");
    expect(littlesLawGauge(gauge).textContent).toContain("does not fit");
  });

  it("shows the prediction only where there is one, and the product only once somebody has left", () => {
    expect(part(gauge, "prediction")).not.toBeNull();
    expect(part(unsaid, "prediction")).toBeNull();
    expect(part(gauge, "product")).not.toBeNull();
    expect(part({...gauge, ...empty}, "product")).toBeNull();
  });

  it("labels the limit in requests and in bytes", () => {
    expect(littlesLawGauge(gauge).textContent).toContain("limit: 24 requests = 64.3 GB");
    expect(littlesLawGauge({...tiny, now: 1, inService: 1}).textContent).toContain("limit: 1 hop = 192 B");
    expect(littlesLawGauge({...gauge, limit: 60}).textContent).toContain("off the scale");
  });

  it("says of an average without bound that it grows without end, and shows no number that is none", () => {
    const svg = littlesLawGauge({...gauge, average: Infinity, sojourn: Infinity});
    expect(svg.textContent).toContain("average grows without end");
    expect(svg.textContent).toContain("λ × W grows without end");
    for (const data of [{...gauge, ...empty}, {...gauge, average: Infinity, sojourn: Infinity}, tiny])
      expect(littlesLawGauge(data, {width: 300}).outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("has the same height whatever it shows, so that nothing jumps", () => {
    const heights = [gauge, {...gauge, ...empty}, {...gauge, now: 500}, tiny].map((data) =>
      littlesLawGauge(data, {width: 640}).getAttribute("height")
    );
    expect(new Set(heights).size).toBe(1);
  });

  it.each([300, 640, 1100])("keeps its labels apart and inside at %i px, on every track", (width) => {
    for (const [limit, max, bytesPerRequest] of [
      [24, 48, 2.68e9],
      [3, 6, 3.11e6],
      [1, 2, 192],
      [96, 192, 2.68e9]
    ] as const)
      for (const [now, average, prediction] of [
        [0, 0, 0.1],
        [0.3, 0.31, 0.3],
        [0.5, 0.5, 0.5],
        [0.7, 0.59, 0.46],
        [0.97, 0.9, 0.95],
        [1.4, 1.2, 1.5]
      ]) {
        const count = Math.round(now * max);
        const svg = littlesLawGauge(
          {
            ...gauge,
            limit,
            max,
            bytesPerRequest,
            now: count,
            inService: Math.min(count, limit),
            waiting: Math.max(0, count - limit),
            average: average * max,
            arrivalRate: 1,
            sojourn: average * max * 1.01,
            prediction: prediction * max
          },
          {width}
        );
        expect([...overlaps(svg), ...outside(svg)], `${now} of ${max}`).toEqual([]);
      }
  });
});
