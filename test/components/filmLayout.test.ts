// @vitest-environment jsdom
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {filmFrame, filmIndex} from "../../lib/lab/filmFrame.js";
import {simulateQueue} from "../../lib/simulation/simulateQueue.js";
import type {Motion} from "../../src/components/film/filmMotion.js";
import {filmStage} from "../../src/components/film/filmStage.js";
import {filmTimeline} from "../../src/components/film/filmTimeline.js";
import {stageLayout} from "../../src/components/film/stageLayout.js";
import type {Area} from "../../src/components/film/stageParts.js";
import {timelineColumns} from "../../src/components/film/timelineColumns.js";
import {textBox} from "../../src/components/marks/labelBoard.js";
import type {Anchor} from "../../src/components/marks/write.js";

const still: Motion = {travel: 0, lag: 0, rest: Infinity, lead: 0.5, recent: 2};

/** One place, few and many, with a line without end, with a fence in it, with a small buffer and with none. */
const stages = [
  {places: 24, bufferPlaces: Infinity, limit: 24},
  {places: 96, bufferPlaces: Infinity, limit: 96},
  {places: 1, bufferPlaces: Infinity, limit: 12},
  {places: 2, bufferPlaces: Infinity, limit: 24},
  {places: 1, bufferPlaces: 2, limit: 3},
  {places: 1, bufferPlaces: 0, limit: 1}
];

describe("the film's stage", () => {
  it("keeps its parts inside and apart, at any width, for any rack", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 260, max: 1200}),
        fc.integer({min: 1, max: 96}),
        fc.constantFrom(0, 1, 2, 4, Infinity),
        fc.integer({min: 0, max: 12}),
        (width, places, bufferPlaces, held) => {
          const layout = stageLayout({width, places, bufferPlaces, limit: places + held});
          const {belt, rack, exit, bin} = layout;
          const parts = [belt, rack, exit, bin].filter((part): part is Area => part !== null);
          parts.forEach((part, i) => {
            expect(part.x).toBeGreaterThanOrEqual(0);
            expect(part.x + part.width).toBeLessThanOrEqual(width);
            expect(part.y + part.height).toBeLessThanOrEqual(layout.height);
            for (const other of parts.slice(i + 1)) expect(apart(part, other)).toBe(true);
          });
          expect(layout.places).toHaveLength(places);
          for (const {cell, box} of layout.places) {
            expect(within(cell, rack)).toBe(true);
            expect(within(box, cell)).toBe(true);
            expect(box.width).toBeGreaterThanOrEqual(4);
          }
          if (bufferPlaces < Infinity) expect(layout.line.spots).toBe(bufferPlaces);
          else expect(layout.line.spots).toBeGreaterThanOrEqual(4);
        }
      ),
      {
        examples: [
          [572, 49, Infinity, 0],
          [566, 65, Infinity, 0]
        ]
      }
    );
  });

  it.each(
    stages.flatMap((stage) => [300, 360, 480, 560, 640, 800, 1050].map((width) => ({...stage, width})))
  )(
    "no words on others: $places places, buffer $bufferPlaces, limit $limit, at $width px",
    ({width, ...spec}) => {
      const index = filmIndex(
        simulateQueue({
          arrivals: {
            kind: "replay",
            times: Array.from({length: 1200}, (_, i) => 1 + 0.001 * Math.floor(i / 4))
          },
          service: {kind: "deterministic", mean: 0.05 * spec.places},
          servers: spec.places,
          capacity: spec.places + spec.bufferPlaces,
          seed: 1
        })
      );
      const stage = filmStage({
        ...spec,
        width,
        requestName: "requests",
        rackName: `${spec.places} places: all`
      });
      for (const time of [0, 1, 1.1, 1.3]) {
        stage.render(filmFrame(index, time, {recent: 2}), still);
        const words = wordsOf(stage.element);
        expect(words.length).toBeGreaterThan(3);
        words.forEach((a, i) => {
          for (const b of words.slice(i + 1)) {
            const apart_ =
              a.right <= b.left + 1 ||
              b.right <= a.left + 1 ||
              a.bottom <= b.top + 1 ||
              b.bottom <= a.top + 1;
            expect(apart_, `"${a.text}" and "${b.text}"`).toBe(true);
          }
          expect(a.left, a.text).toBeGreaterThanOrEqual(0);
          expect(a.right, a.text).toBeLessThanOrEqual(width + 2);
        });
      }
    }
  );

  it("draws no number that is none, for an empty film as for one in which all are lost", () => {
    const empty = filmIndex(
      simulateQueue({
        arrivals: {kind: "replay", times: []},
        service: {kind: "deterministic", mean: 1},
        seed: 1
      })
    );
    const lossy = filmIndex(
      simulateQueue({
        arrivals: {kind: "deterministic", rate: 10},
        service: {kind: "deterministic", mean: 100},
        capacity: 1,
        until: 5,
        seed: 1
      })
    );
    for (const index of [empty, lossy])
      for (const width of [300, 900]) {
        const stage = filmStage({
          width,
          places: 1,
          bufferPlaces: 0,
          limit: 1,
          requestName: "hops",
          rackName: "one"
        });
        stage.render(filmFrame(index, 4, {recent: 2}), {...still, travel: 0.3, rest: -1});
        expect(stage.element.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
        const timeline = filmTimeline();
        timeline.draw(index, {width, duration: 5, limit: 1, held: false, surge: {time: 2, label: "more"}});
        timeline.seek(4);
        expect(timeline.element.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
      }
  });

  it("keeps the mark of a request from the chute to the way out", () => {
    const index = filmIndex(
      simulateQueue({
        arrivals: {kind: "replay", times: [1, 2]},
        service: {kind: "deterministic", mean: 3},
        seed: 1
      })
    );
    const stage = filmStage({...stages[0], places: 1, width: 900, requestName: "requests", rackName: "one"});
    const markOf = (time: number, state: string) => {
      stage.render(filmFrame(index, time, {recent: 2}), still);
      return stage.element.querySelector(`g.parcel[data-state="${state}"]`);
    };
    const mark = markOf(1.5, "coming");
    expect(mark).not.toBeNull();
    expect(markOf(2.5, "waiting")).toBe(mark);
    expect(markOf(4.5, "serving")).toBe(mark);
    expect(markOf(7.5, "left")).toBe(mark);
    expect(markOf(2.5, "waiting")?.textContent).toBe("2");
  });
});

describe("the film's timeline", () => {
  it("loses no peak, no valley and no end of a column, however many events fall into it", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 40}), {minLength: 1, maxLength: 60}),
        fc.integer({min: 1, max: 50}),
        (ticks, count) => {
          const times = ticks.sort((a, b) => a - b).map((tick) => tick / 4);
          const records = simulateQueue({
            arrivals: {kind: "replay", times},
            service: {kind: "exponential", mean: 1},
            servers: 2,
            seed: 3
          });
          const duration = 10;
          const columns = timelineColumns(filmIndex(records), duration, count);
          const {arrival, departure} = records;
          const inside = (time: number) =>
            Array.from(arrival.keys()).filter((i) => arrival[i] <= time && departure[i] > time).length;
          const moments = [...arrival, ...departure].filter((time) => time <= duration);
          expect(Math.max(...columns.most)).toBe(Math.max(...moments.map(inside)));
          expect(Math.min(...columns.fewest)).toBe(Math.min(...moments.map(inside)));
          expect(columns.last.at(-1)).toBe(inside(duration));
          expect(columns.times.length).toBeLessThanOrEqual(count);
        }
      )
    );
  });
});

function wordsOf(svg: SVGSVGElement) {
  return Array.from(svg.querySelectorAll("text"))
    .filter((text) => text.textContent && !text.closest(".furniture"))
    .map((text) => {
      const number = (name: string) => Number(text.getAttribute(name) ?? 0);
      const shift = (text.closest("g.parcel")?.getAttribute("transform") ?? "").match(
        /translate\(([^,]+),([^)]+)\)/
      );
      const at = {
        x: number("x") + Number(shift?.[1] ?? 0),
        y: number("y") + Number(shift?.[2] ?? 0),
        anchor: (text.getAttribute("text-anchor") ?? "start") as Anchor
      };
      const style = {size: number("font-size"), weight: Number(text.getAttribute("font-weight") ?? 400)};
      return {text: text.textContent ?? "", ...textBox(text.textContent ?? "", at, style)};
    });
}

function apart(a: Area, b: Area): boolean {
  return (
    a.x + a.width <= b.x ||
    b.x + b.width <= a.x ||
    a.y + a.height <= b.y + 0.01 ||
    b.y + b.height <= a.y + 0.01
  );
}

function within(inner: Area, outer: Area): boolean {
  return (
    inner.x >= outer.x - 0.01 &&
    inner.y >= outer.y - 0.01 &&
    inner.x + inner.width <= outer.x + outer.width + 0.01 &&
    inner.y + inner.height <= outer.y + outer.height + 0.01
  );
}
