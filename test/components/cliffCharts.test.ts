// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {cliffAnswer} from "../../lib/lessons/cliffAnswer.js";
import {cliffBudget} from "../../lib/lessons/cliffBudget.js";
import {cliffStart} from "../../lib/lessons/cliffControls.js";
import {drawnDemands} from "../../lib/lessons/cliffJobs.js";
import {cliffMeasured} from "../../lib/lessons/cliffMeasured.js";
import {md1} from "../../lib/queueing/md1.js";
import {mm1} from "../../lib/queueing/mm1.js";
import {trackOf, tracks} from "../../lib/tables/tracks.js";
import {budgetChart, budgetSentence, budgetTable} from "../../src/components/cliffBudget.js";
import {type BusyData, busyChart, busySentence, busyTable} from "../../src/components/cliffBusy.js";
import {
  type CliffChartData,
  cliffChart,
  cliffChartSentence,
  cliffChartTable
} from "../../src/components/cliffChart.js";
import {contrastChart, contrastSentence, contrastTable} from "../../src/components/cliffContrast.js";
import {
  type MachineCliffData,
  machineCliffChart,
  machineCliffSentence,
  machineCliffTable
} from "../../src/components/cliffMachineChart.js";
import {measuredChart, measuredSentence, measuredTable} from "../../src/components/cliffMeasuredChart.js";
import type {CliffChartPoint} from "../../src/components/cliffPoint.js";
import {revealBars} from "../../src/components/cliffReveal.js";
import {outside as leaving, overlaps} from "./support/labels.js";

/** Upright labels that leave the drawing; turned ones have no box of their own. */
function outside(svg: Element): string[] {
  for (const turned of svg.querySelectorAll("text[transform]")) turned.remove();
  return leaving(svg);
}

const widths = [1000, 640, 300];
const loads = [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];

const point = (utilization: number, mean: number, p99: number, exact = p99): CliffChartPoint => ({
  utilization,
  mean,
  p50: mean * 0.7,
  p99,
  p999: p99 * 1.5,
  halfWidth: p99 * 0.05,
  loss: utilization / (1 + utilization),
  lossHalfWidth: 0.01,
  growth: 0,
  theoryMean: mean,
  theoryP99: exact,
  theoryLoss: utilization / (1 + utilization)
});
const beyond: CliffChartPoint = {
  ...point(1.05, NaN, NaN),
  p50: NaN,
  p999: NaN,
  halfWidth: NaN,
  growth: 0.05,
  theoryP99: NaN
};
const cloudAnswer = cliffAnswer(trackOf("cloud")!.cliff);
const cliff: CliffChartData = {
  curves: [
    {id: "deterministic", name: "By the clock", points: [...loads.map((load) => point(load, 1, 1)), beyond]},
    {
      id: "poisson",
      name: "Poisson",
      points: [
        ...loads.map((load) => {
          const queue = mm1({arrivalRate: load, serviceRate: 1});
          return point(load, queue.meanSojourn, queue.sojournQuantile(0.99));
        }),
        beyond
      ]
    },
    {
      id: "mmpp",
      name: "Bursts",
      points: [...loads.map((load) => point(load, 5 / (1 - load), 40 / (1 - load), NaN)), beyond]
    }
  ],
  asked: "poisson",
  now: "poisson",
  asks: "tail",
  prediction: 8,
  truth: cloudAnswer.number,
  utilization: 0.95,
  goal: 0.8
};

describe("the cliff", () => {
  it("says the tail at the goal and at the question, and beside it the traffic by the clock", () => {
    expect(cliffChartSentence(cliff)).toBe(
      "At 80% the slowest of a hundred takes 23 service times, at 95% it takes 92.1. By the clock, at the same load: 1."
    );
    expect(cliffChartSentence({...cliff, asks: "loss", truth: 48.7})).toBe(
      "At 80% offered, 44% are lost; at 95%, 48.7 of 100. By the clock, at the same load: 49%."
    );
  });

  it("has no number at 100 % and beyond: its table says how fast the line grows, its drawing shows no dot", () => {
    const rows = cliffChartTable(cliff).rows.filter(([, load]) => load === "105%");
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      expect(row.slice(2, 8)).toEqual(["–", "–", "–", "–", "–", "–"]);
      expect(row[8]).toBe("no steady state: the line grows by 0.05 per service time");
    }
    const svg = cliffChart(cliff, {width: 1000});
    expect(svg.querySelectorAll('[data-part="beyond"]')).toHaveLength(3);
    const edges = Array.from(svg.querySelectorAll('[data-part="beyond"]'), (rect) =>
      Number(rect.getAttribute("x"))
    );
    for (const dot of svg.querySelectorAll("circle")) {
      const x = Number(dot.getAttribute("cx"));
      const edge = edges.filter((value) => value > x - 300).sort((a, b) => a - b)[0]!;
      expect(x <= edge || x > edge + 46).toBe(true);
    }
  });

  it("draws the own prediction at the question's load, at its own height, and only in the panel that was asked", () => {
    const heightOf = (prediction: number) => {
      const marks = cliffChart({...cliff, prediction}, {width: 1000}).querySelectorAll(
        '[data-part="prediction"]'
      );
      expect(marks).toHaveLength(1);
      return Number(/M[\d.]+,([\d.]+)l/.exec(marks[0]!.getAttribute("d") ?? "")?.[1]);
    };
    expect(heightOf(5)).toBeGreaterThan(heightOf(50));
    expect(heightOf(50)).toBeGreaterThan(heightOf(500));
    expect(cliffChart({...cliff, prediction: null}).querySelector('[data-part="prediction"]')).toBeNull();
  });

  it.each(widths)("keeps its labels inside at %i px", (width) => {
    for (const data of [cliff, {...cliff, asks: "loss" as const, truth: 48.7}, {...cliff, prediction: 92}])
      expect(outside(cliffChart(data, {width}))).toEqual([]);
  });
});

const demands = drawnDemands(trackOf("cloud")!.cliff);
const machine: MachineCliffData = {
  demands,
  points: [
    {
      arrivalRate: 0.5,
      utilization: 0.2,
      busy: 0.8,
      growth: 0,
      values: [0.4, 0.02],
      halfWidths: [0.05, 0.001]
    },
    {arrivalRate: 1.5, utilization: 0.6, busy: 1, growth: 0, values: [0.9, 0.03], halfWidths: [0.1, 0.002]},
    {arrivalRate: 4, utilization: 1.6, busy: 1, growth: 1.5, values: [900, 0.05], halfWidths: [10, 0.001]}
  ],
  now: {arrivalRate: 2, utilization: 0.8, busy: 1, growth: 0, values: [1.6, 0.04], halfWidths: [0.3, 0.001]},
  deployments: [
    {arrivalRate: 1, values: [14, 0.02], met: false, label: "1"},
    {arrivalRate: 3, values: [NaN, NaN], met: false, label: "2"}
  ],
  saturation: 2.5,
  target: 3,
  goal: 0.8,
  most: 8,
  done: true
};

describe("the machine's own cliff", () => {
  it("says what is missed, where it is full, and what is asked for", () => {
    expect(machineCliffSentence(machine)).toBe(
      "At 2 per second it misses the limit: time to first token, p99. This machine is full at 2.5 per second; 80% of that are 2, and 3 are asked for."
    );
    expect(machineCliffSentence({...machine, now: {...machine.now!, values: [0.5, 0.01]}})).toMatch(
      /^At 2 per second it keeps every limit/
    );
    expect(machineCliffSentence({...machine, saturation: 0})).toMatch(/^Nothing fits/);
  });

  it("draws no latency where the line grows, and says so", () => {
    const svg = machineCliffChart(machine, {width: 700});
    const open = Array.from(svg.querySelectorAll("circle")).filter((dot) => dot.getAttribute("r") === "2.6");
    expect(open).toHaveLength(2 * demands.length);
    expect(svg.textContent).toContain("no steady state");
    const stopped = {...machine.now!, arrivalRate: 3.5, growth: 1};
    const over = machineCliffChart({...machine, now: stopped}, {width: 700});
    expect(over.querySelector('[data-part="now"]')).toBeNull();
    expect(over.textContent).toContain("now: none");
    expect(machineCliffTable(machine).rows[2]!.at(-1)).toBe("1.5/s");
  });

  it("shows a deployment by its number, where it has a value", () => {
    const svg = machineCliffChart(machine, {width: 700});
    expect(svg.querySelectorAll('[data-part="deployment"]')).toHaveLength(demands.length);
  });

  it.each(widths)("keeps its labels inside at %i px", (width) => {
    expect(outside(machineCliffChart(machine, {width}))).toEqual([]);
  });
});

describe("busy is not full", () => {
  const busy: BusyData = {
    points: machine.points,
    now: {...machine.now!, utilization: 0.43, busy: 0.99},
    arrivalRate: 3,
    saturation: 7,
    goal: 0.8,
    device: "replica"
  };
  it("says what the monitor says and what it hides", () => {
    expect(busySentence(busy)).toBe(
      "The monitor says 99% busy. The replica is 43% full: 3 of 7 per second. What looks like no room is room for 2.3 times the load."
    );
    expect(busySentence({...busy, now: {...busy.now!, busy: 0.43}})).toMatch(/the two are the same/);
    expect(busySentence({...busy, now: {...busy.now!, busy: 0.3}})).toMatch(/what it has no place for/);
    expect(busySentence({...busy, arrivalRate: 9, now: {...busy.now!, utilization: 1.3, growth: 2}})).toMatch(
      /a line that grows/
    );
    expect(busySentence({...busy, saturation: 0})).toMatch(/Nothing fits/);
    expect(busyTable(busy).rows).toHaveLength(3);
  });
  it.each(widths)("keeps its labels inside at %i px", (width) => {
    expect(outside(busyChart(busy, {width}))).toEqual([]);
  });
});

describe("where the memory goes", () => {
  it.each(tracks.map((track) => [track.name, track] as const))(
    "%s: the rows add up to what is left",
    (_name, track) => {
      const budget = cliffBudget(track.cliff, cliffStart(track.cliff));
      expect(budget.rows.reduce((sum, {bytes}) => sum + bytes, 0)).toBeCloseTo(budget.left, 3);
      expect(budgetSentence(budget, track.request.many)).toMatch(/are left.*fit/);
      expect(budgetTable(budget).rows.at(-1)![1]).toBe(String(budget.places));
      for (const {source} of budget.rows) expect(source.length).toBeGreaterThan(8);
      for (const width of widths)
        expect(outside(budgetChart(budget, {width, many: track.request.many}))).toEqual([]);
    }
  );

  it("says what is missing where it does not fit, and that nothing is kept without a cache", () => {
    const mission = trackOf("cloud")!.cliff;
    const large = cliffBudget(mission, {...cliffStart(mission), precision: "bf16-bf16"});
    expect(budgetSentence(large, "requests")).toMatch(/not one of the requests fits/);
    const none = cliffBudget(mission, {...cliffStart(mission), state: "none"});
    expect(budgetSentence(none, "requests")).toMatch(/nothing is kept/);
    expect(budgetSentence({...large, left: -3e9}, "requests")).toMatch(/It does not fit: 3 GB are missing/);
  });
});

describe("the same arrivals", () => {
  const data = {
    ownName: "Dynamic",
    otherName: "Continuous",
    what: "time to first token",
    many: "requests",
    own: [2, 3, 1, NaN, 0.5],
    other: [1, 1, 1, 4, 0.6]
  };
  it("counts who waits longer, who shorter, who is lost, and the mean over those that both answer", () => {
    expect(contrastSentence(data)).toBe(
      "The same 4 requests: under Dynamic, 50% have a longer time to first token than under Continuous, 25% a shorter one; on average it is 725 ms longer. Lost: 1 and 0."
    );
    const {rows} = contrastTable(data);
    expect(rows[0]).toEqual(["gains most", "#5", "500 ms", "600 ms", "−100 ms"]);
    expect(rows.at(-1)).toEqual(["loses most", "#2", "3 s", "1 s", "2 s"]);
    expect(contrastSentence({...data, own: data.other})).toMatch(/treat all requests alike/);
    expect(contrastSentence({...data, own: []})).toMatch(/Neither/);
  });
  it.each(widths)("keeps its labels inside at %i px", (width) => {
    expect(outside(contrastChart(data, {width}))).toEqual([]);
    expect(outside(contrastChart({...data, own: [], other: []}, {width}))).toEqual([]);
  });
});

describe("what the real machine did", () => {
  it.each(tracks.map((track) => [track.name, track] as const))(
    "%s: every row has its source",
    (_name, track) => {
      const measured = cliffMeasured(track.cliff);
      expect(measured.groups.length + measured.parts.length).toBeGreaterThan(1);
      const {rows} = measuredTable(measured);
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(String(row.at(-1)).length).toBeGreaterThan(8);
      expect(measuredSentence(measured)).not.toMatch(/NaN|undefined/);
      for (const width of widths) expect(outside(measuredChart(measured, {width}))).toEqual([]);
    }
  );

  it("servers that the model was never fitted to are within a tenth of it", () => {
    const unseen = cliffMeasured(trackOf("cloud")!.cliff).groups.filter(
      ({fitted, unit}) => !fitted && unit === "s"
    );
    expect(unseen).toHaveLength(1);
    for (const {name, measured, modelled} of unseen[0]!.pairs)
      expect(Math.abs(modelled / measured - 1), name).toBeLessThan(0.1);
  });
});

describe("the reveal", () => {
  it.each(["cloud", "edge", "tiny"])("%s: three loads, the prediction among them, at any width", (id) => {
    const answer = cliffAnswer(trackOf(id)!.cliff);
    for (const width of [620, 300])
      for (const prediction of [null, 0, 8, answer.number, 4000]) {
        const svg = revealBars(prediction, answer, width);
        expect(svg.querySelectorAll('[data-part="prediction"]')).toHaveLength(prediction === null ? 0 : 1);
        expect(outside(svg)).toEqual([]);
        expect(overlaps(svg)).toEqual([]);
      }
  });

  it("the exact law is what the bars show", () => {
    expect(revealBars(null, cliffAnswer(trackOf("edge")!.cliff)).getAttribute("aria-label")).toContain(
      `${md1({arrivalRate: 0.5, serviceTime: 1}).sojournQuantile(0.99).toPrecision(3)} at 50%`
    );
  });
});
