// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import type {Deployment} from "../../lib/lessons/batchingDeployment.js";
import type {Surface, SurfaceCell} from "../../lib/lessons/batchingSurface.js";
import {type PlanRow, planPolicies} from "../../lib/lessons/publishedCase.js";
import {caseChart, caseChartSentence} from "../../src/components/caseChart.js";
import {deploymentLog} from "../../src/components/deploymentLog.js";
import {type KneePlotData, kneePlot, kneePlotSentence, kneePlotTable} from "../../src/components/kneePlot.js";
import {seesaw, seesawSentence} from "../../src/components/seesaw.js";
import {surfaceMap, surfaceMapSentence} from "../../src/components/surfaceMap.js";
import {outside, overlaps} from "./support/labels.js";

const WIDTHS = [280, 480, 640, 1040];
const HOLES = /NaN|undefined|Infinity/;
const parts = (svg: Element, part: string) => svg.querySelectorAll(`[data-part="${part}"]`);

describe("seesaw", () => {
  const data = {
    throughput: 4.8,
    throughputTarget: 4,
    latency: 12.5,
    latencyLimit: 10,
    quantileName: "p99",
    lost: 0,
    lostAllowed: 0.01,
    throughputUnit: "per second of machine time"
  };

  it("stacks eight crates for what is asked, and shows by dashed ones what is missing", () => {
    const svg = seesaw(data);
    const left = parts(svg, "throughput")[0]!;
    const right = parts(svg, "latency")[0]!;
    // 4.8 of 4: nine crates and six tenths of one; 10 of 12.5: six crates and four tenths, two missing in part or whole.
    expect(parts(left, "crate")).toHaveLength(10);
    expect(parts(left, "missing")).toHaveLength(0);
    expect(parts(right, "crate")).toHaveLength(7);
    expect(parts(right, "missing")).toHaveLength(2);
  });

  it("is green in colour and in words only when both hold", () => {
    const words = (latency: number) => seesaw({...data, latency}).querySelector(".lamp")?.textContent;
    expect(words(9)).toBe("✓ both hold");
    expect(words(11)).toBe("✕ too slow");
    expect(words(Infinity)).toBe("✕ no steady state");
    expect(seesaw({...data, throughput: 1}).querySelector(".lamp")?.textContent).toBe(
      "✕ too slow and too little"
    );
  });

  it("is not green while more are lost than may be late: who is never answered is late", () => {
    const losing = {...data, latency: 9, lost: 0.48};
    expect(seesaw(losing).querySelector(".lamp")?.textContent).toBe("✕ 48% lost");
    expect(seesaw(losing).textContent).toContain("✕ latency, p99");
    expect(seesawSentence(losing)).toMatch(/^48% lost\. 4\.8 of 4 /);
    expect(seesaw({...losing, lost: 0.01}).querySelector(".lamp")?.textContent).toBe("✓ both hold");
  });

  it.each(WIDTHS)("has no hole at %i px, however light or heavy the sides", (width) => {
    for (const throughput of [0.001, 4, 400])
      for (const latency of [0.001, 10, 1e5, Infinity])
        expect(seesaw({...data, throughput, latency}, {width, from: -9}).outerHTML).not.toMatch(HOLES);
  });
});

describe("knee plot", () => {
  const point = (batch: number, throughput: number, latency: number) => ({
    batch,
    throughput,
    latency,
    halfWidth: 0.1
  });
  const data: KneePlotData = {
    curve: {
      name: "window 8 s",
      points: [
        point(4, 1.6, Infinity),
        point(12, 3.5, 9.5),
        point(16, 4.2, 10.4),
        point(24, 4.9, 11.4),
        point(64, 5, 12)
      ]
    },
    others: [
      {name: "no window", points: [point(12, 3, 9), point(24, 3.02, 7.1)]},
      {name: "full batches only", points: [point(12, 3.5, 9.6), point(48, 6.8, 25), point(128, 8.4, 60)]}
    ],
    current: point(24, 4.9, 11.4),
    knee: point(48, 6.8, 25),
    attempts: [
      {number: 1, throughput: 4.7, latency: 10.9, pass: false},
      {number: 2, throughput: 4.2, latency: 9.3, pass: true},
      {number: 3, throughput: 1.6, latency: Infinity, pass: false}
    ],
    throughputTarget: 4,
    latencyLimit: 10,
    quantileName: "p99",
    throughputUnit: "per second of machine time"
  };

  it("says where it is and where the knee is, and keeps batch sizes without a steady state apart", () => {
    expect(kneePlotSentence(data)).toContain(
      "Batch 24: 4.9 per second of machine time at p99 11.4 s ± 100 ms."
    );
    expect(kneePlotSentence(data)).toContain("knee at 48");
    expect(kneePlotSentence({...data, current: point(4, 1.6, Infinity)})).toContain("no steady state");
    expect(kneePlotTable(data).rows[0]).toEqual(["batch 4", 1.6, "grows without end", "100 ms"]);
    expect(kneePlotTable(data).rows.at(-1)).toEqual(["deployment 3", 1.6, "grows without end", "–"]);
    const svg = kneePlot(data);
    expect(parts(svg, "point")).toHaveLength(4);
    expect(parts(svg, "deployment")).toHaveLength(2);
    expect(svg.textContent).toContain("no steady state up to batch 4");
  });

  it("marks the corner where both hold: right of the target and below the limit", () => {
    const good = parts(kneePlot(data), "good")[0]!;
    const target = parts(kneePlot(data), "target")[0]!.getAttribute("d")!;
    const limit = parts(kneePlot(data), "limit")[0]!.getAttribute("d")!;
    expect(good.getAttribute("x")).toBe(/^M([\d.]+)/.exec(target)?.[1]);
    expect(good.getAttribute("y")).toBe(/^M[\d.]+,([\d.]+)/.exec(limit)?.[1]);
  });

  it("names a target that is off the scale, and by how much", () => {
    const svg = kneePlot({...data, throughputTarget: 400});
    expect(svg.textContent).toMatch(/target 400 →.*times this scale/);
    expect(parts(svg, "target")).toHaveLength(0);
  });

  it.each(WIDTHS)(
    "keeps the names of now, knee, limit and target apart at %i px, and has no hole",
    (width) => {
      for (const variant of [
        data,
        {...data, current: point(16, 4.2, 10.4)},
        {...data, curve: null, others: [], knee: null, attempts: []},
        {
          ...data,
          curve: {name: "x", points: [point(1, 180, 0.005), point(2, 180, 0.017)]},
          attempts: [],
          knee: null,
          current: null,
          throughputTarget: 11_933,
          latencyLimit: 0.01
        }
      ]) {
        const svg = kneePlot(variant, {width});
        expect(svg.outerHTML).not.toMatch(HOLES);
        expect(outside(svg)).toEqual([]);
        expect(overlaps(svg)).toEqual([]);
      }
    }
  );
});

describe("the map of the space", () => {
  const batches = [1, 8, 24, 64];
  const windows = [0, 5, 10];
  const cell = (batch: number, window: number): SurfaceCell => {
    const throughput = batch === 1 ? 1 : window === 0 ? 3 : 4.5;
    const latency = batch === 1 ? Infinity : window === 10 ? 14 : 9;
    const pass = throughput >= 4 && latency <= 10;
    return {batch, window, throughput, latency, score: Math.min(throughput / 4, 10 / latency), pass};
  };
  const surface: Surface = {
    batches,
    windows,
    cells: windows.flatMap((window) => batches.map((batch) => cell(batch, window)))
  };
  const best = cell(24, 5);
  const data = {
    surface,
    best,
    complete: true,
    deployments: [
      {number: 1, batch: 30, window: 7, pass: false},
      {number: 2, batch: 30, window: 7, pass: false}
    ],
    throughputTarget: 4,
    latencyLimit: 10
  };

  it("has each place in the zone of its verdict, and counts those that hold", () => {
    const svg = surfaceMap(data);
    expect(
      ["both", "slow", "little", "neither"].map(
        (zone) => svg.querySelectorAll(`rect[data-part="${zone}"]`).length
      )
    ).toEqual([3, 3, 3, 3]);
    expect(parts(svg, "best")).toHaveLength(1);
    expect(parts(svg, "deployment")).toHaveLength(2);
    expect(surfaceMapSentence(data)).toBe(
      "12 configurations simulated, 3 hold both. The best is batch 24 with a window of 5 s."
    );
    expect(
      surfaceMapSentence({
        ...data,
        best: null,
        surface: {...surface, cells: surface.cells.map((one) => ({...one, pass: false}))}
      })
    ).toMatch(/none hold both\. No batch size meets both\.$/);
  });

  it.each(WIDTHS)("fills while it is simulated, at %i px, with no hole", (width) => {
    for (const count of [0, 5, 12]) {
      const partial = {
        ...data,
        complete: count === 12,
        best: null,
        surface: {...surface, cells: surface.cells.slice(0, count)}
      };
      expect(surfaceMap(partial, {width}).outerHTML).not.toMatch(HOLES);
    }
    const svg = surfaceMap(data, {width});
    expect(svg.outerHTML).not.toMatch(HOLES);
    expect(outside(svg)).toEqual([]);
  });
});

describe("deployments", () => {
  const one: Deployment = {
    number: 1,
    batch: 24,
    window: 8,
    throughput: 5.05,
    mean: Infinity,
    p99: Infinity,
    latency: Infinity,
    misses: 1,
    formation: 3,
    queueDepth: Infinity,
    meanBatch: 24,
    verdictId: "endless",
    verdict: "<b>No steady state</b>",
    bindingId: "load",
    binding: "The line grows.",
    pass: false,
    seed: 1,
    at: "2026-01-01T00:00:00.000Z"
  };

  it("stand in a table with what bound, as text; what has no bound is no number", () => {
    const log = deploymentLog([one, {...one, number: 2, pass: true, mean: 7, p99: 9, latency: 9}], {
      latencyName: "p99"
    });
    expect(log.querySelectorAll("tbody tr")).toHaveLength(2);
    expect(log.textContent).toContain("✕ <b>No steady state</b>. The line grows.");
    expect(log.querySelector("b")).toBeNull();
    expect(log.textContent).toContain("∞");
    expect(log.outerHTML).not.toMatch(HOLES);
    expect(deploymentLog([], {latencyName: "worst"}).textContent).toMatch(/Nothing has been deployed yet/);
  });
});

describe("the published plan's chart", () => {
  const row = (policy: PlanRow["policy"], gpus: number, p99: number): PlanRow => ({
    policy,
    gpus,
    p50: {value: p99 / 2, halfWidth: 0.001},
    p99: {value: p99, halfWidth: 0.001},
    meanBatch: 16,
    meanFormation: 0.02,
    meanQueueWait: 0,
    busyFraction: 0.4,
    utilization: 0.4,
    stable: Number.isFinite(p99),
    meets: p99 <= 0.05
  });
  const rows = [
    row("fullEach", 12, 0.065),
    row("fullEach", 9, 0.052),
    row("greedyShared", 12, 0.016),
    row("greedyShared", 5, 0.02),
    row("greedyEach", 5, Infinity)
  ];

  it("says the p99 of each policy at the plan's own number of GPUs", () => {
    const data = {rows, limit: 0.05, plannedGpus: 12};
    expect(caseChartSentence(data)).toBe(
      "p99 with 12 GPUs: full batches, a queue each 65 ms; no wait, one queue 16 ms. Limit 50 ms."
    );
  });

  it.each(WIDTHS)("draws a line a policy and the reader's own number at %i px, with no hole", (width) => {
    const svg = caseChart({rows, limit: 0.05, plannedGpus: 12, prediction: 0.02}, {width});
    for (const {id} of planPolicies)
      expect(parts(svg, id).length).toBe(rows.some(({policy, stable}) => policy === id && stable) ? 1 : 0);
    expect(svg.textContent).toContain("you said 20 ms");
    expect(outside(svg)).toEqual([]);
    expect(overlaps(svg)).toEqual([]);
    expect(svg.outerHTML).not.toMatch(HOLES);
  });
});
