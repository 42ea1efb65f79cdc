// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {cliffStart} from "../../lib/lessons/cliffControls.js";
import {sameMachine, servingGrid} from "../../lib/lessons/servingGrid.js";
import {servingSpace} from "../../lib/lessons/servingSpace.js";
import type {ServingSweepRow} from "../../lib/lessons/sweepRows.js";
import {tracks} from "../../lib/tables/tracks.js";
import {type SpaceData, spaceChart, spaceSentence, spaceTable} from "../../src/components/cliffSpaceChart.js";
import {wrapWords} from "../../src/components/marks/wrapWords.js";
import {outside, overlaps} from "./support/labels.js";

/** A sweep of made-up results: the k-th machine carries k requests a second more, and every third one is too slow. */
function spaceOf({cliff}: (typeof tracks)[number], slow = 3): SpaceData {
  const {configurations, rates} = servingGrid(cliff);
  const rows = configurations.flatMap((levels, k) => {
    const saturation = cliff.arrivalRange.max * ((k + 1) / configurations.length);
    return rates.map((rate) => ({
      ...levels,
      burstiness: 0,
      rate,
      saturation,
      throughput: Math.min(rate, saturation),
      growth: Math.max(0, rate - saturation),
      busy: 0.5,
      loss: 0,
      displayed: 60,
      power: 1e-4,
      worst: k % slow === 0 ? 1 : 1e-3,
      p99: 1e-3,
      companionP99: k % slow === 0 ? 1 : 1e-3,
      ttftP99: k % slow === 0 ? 10 : 0.1,
      tpotP99: 0.01
    }));
  }) as unknown as ServingSweepRow[];
  return {
    mission: cliff,
    machines: servingSpace(cliff, rows, {poisson: false, burstiness: 1}),
    own: sameMachine(cliff, cliffStart(cliff)),
    traffic: "by the clock"
  };
}

describe.each(tracks)("the whole space, $id", (track) => {
  const data = spaceOf(track);
  const count = servingGrid(track.cliff).configurations.length;

  it("counts the machines that meet every demand, and names the one that goes furthest", () => {
    const meeting = data.machines.filter(({meets}) => meets).length;
    expect(meeting).toBeGreaterThan(0);
    expect(spaceSentence(data)).toContain(`By the clock, ${meeting} of ${count} machines meet every demand`);
    expect(spaceSentence(spaceOf(track, 1))).toContain(`none of the ${count} machines`);
  });

  it("draws every machine at every rate where there is room, the bench's own marked, as its table does", () => {
    const svg = spaceChart(data, {width: 1000});
    const cells = svg.querySelectorAll('[data-part="holds"], [data-part="misses"], [data-part="full"]');
    expect(cells).toHaveLength(count * servingGrid(track.cliff).rates.length);
    expect(svg.querySelectorAll('[data-part="own"]')).toHaveLength(1);
    const table = spaceTable(data);
    expect(table.rows).toHaveLength(count);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it("keeps its words on the drawing and apart, at any width", () => {
    for (const width of [1000, 720, 300]) {
      const svg = spaceChart(data, {width});
      expect(outside(svg)).toEqual([]);
      expect(overlaps(svg)).toEqual([]);
      if (width < 700) expect(svg.querySelectorAll('[data-part="own"]')).toHaveLength(1);
    }
  });
});

describe("wrapped words", () => {
  it("stay whole and in order, and no line is wider than it must be", () => {
    const text = "Continuous, chunked prefill";
    expect(wrapWords(text, 1000, 12)).toEqual([text]);
    expect(wrapWords(text, 1, 12)).toEqual(["Continuous,", "chunked", "prefill"]);
    expect(wrapWords(text, 110, 12).join(" ")).toBe(text);
  });
});
