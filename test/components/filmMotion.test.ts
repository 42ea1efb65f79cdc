import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type FilmIndex, filmFrame, filmIndex} from "../../lib/lab/filmFrame.js";
import {simulateQueue} from "../../lib/simulation/simulateQueue.js";
import {type Motion, type Parcel, parcelsAt} from "../../src/components/film/filmMotion.js";
import {stageLayout} from "../../src/components/film/stageLayout.js";
import type {StageLayout} from "../../src/components/film/stageParts.js";

const RECENT = 2;
const atRest: Motion = {travel: 0, lag: Infinity, rest: Infinity, lead: 0.5, recent: RECENT};
const moving: Motion = {travel: 0.4, lag: 0, rest: Number.NEGATIVE_INFINITY, lead: 0.5, recent: RECENT};

const scenario = fc.record({
  rate: fc.double({min: 0.5, max: 4, noNaN: true}),
  places: fc.constantFrom(1, 2, 5, 24),
  bufferPlaces: fc.constantFrom(0, 2, Infinity),
  width: fc.constantFrom(300, 640, 1050),
  seed: fc.integer({min: 0, max: 1e6})
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function scene({rate, places, bufferPlaces, width, seed}: Scenario): {index: FilmIndex; layout: StageLayout} {
  const records = simulateQueue({
    arrivals: {kind: "poisson", rate: rate * Math.min(places, 5)},
    service: {kind: "gamma", mean: 1.2, cv: 0.5},
    servers: places,
    capacity: places + bufferPlaces,
    until: 30,
    seed
  });
  return {
    index: filmIndex(records),
    layout: stageLayout({width, places, bufferPlaces, limit: places})
  };
}

const parcels = ({index, layout}: ReturnType<typeof scene>, time: number, motion: Motion) =>
  parcelsAt(filmFrame(index, time, {recent: RECENT}), layout, motion);

const anyTime = fc.double({min: 0, max: 30, noNaN: true});

describe("the film's parcels", () => {
  it("each request is one parcel, and all who are served and all who fit the belt are seen", () => {
    fc.assert(
      fc.property(scenario, anyTime, fc.constantFrom(atRest, moving), (spec, time, motion) => {
        const stage = scene(spec);
        const frame = filmFrame(stage.index, time, {recent: RECENT});
        const seen = parcelsAt(frame, stage.layout, motion);
        expect(new Set(seen.map(({request}) => request)).size).toBe(seen.length);
        const of = (state: string) =>
          seen.filter((parcel) => parcel.state === state && parcel.opacity > 0).map(({request}) => request);
        expect(of("serving")).toEqual(frame.serving.flatMap((place) => (place ? [place.request] : [])));
        if (motion === atRest) expect(of("waiting")).toEqual(frame.waiting.slice(0, stage.layout.line.spots));
      })
    );
  });

  it("at rest none lies on another, and those in line stand in their order from the head", () => {
    fc.assert(
      fc.property(scenario, anyTime, (spec, time) => {
        const seen = parcels(scene(spec), time, atRest);
        const solid = seen.filter(({state}) => state !== "lost" && state !== "coming");
        solid.forEach((a, i) => {
          for (const b of solid.slice(i + 1)) expect(overlap(a, b)).toBe(false);
        });
        const line = seen.filter(({state}) => state === "waiting").map(({x}) => x);
        expect(line).toEqual([...line].sort((a, b) => b - a));
      })
    );
  });

  it("are where the moment says, whichever way the film came to it", () => {
    fc.assert(
      fc.property(scenario, fc.array(anyTime, {minLength: 1, maxLength: 4}), (spec, times) => {
        const stage = scene(spec);
        const there = times.map((time) => parcels(stage, time, moving));
        const back = [...times].reverse().map((time) => parcels(stage, time, moving));
        expect(back.reverse()).toEqual(there);
      })
    );
  });

  it("never jump: in a fortieth of a movement none goes further than its fastest allows", () => {
    fc.assert(
      fc.property(scenario, anyTime, (spec, time) => {
        const stage = scene(spec);
        const step = moving.travel / 40;
        const before = new Map(parcels(stage, time, moving).map((parcel) => [parcel.request, parcel]));
        for (const after of parcels(stage, time + step, moving)) {
          const was = before.get(after.request);
          if (!was || was.state === "coming" || was.opacity < 0.05 || after.opacity < 0.05) continue;
          // A smooth step's fastest is 1.5 times its mean; the last third of a fall is steeper; movements may add up.
          const farthest = (4 * (stage.layout.width + stage.layout.height)) / 40;
          expect(Math.hypot(after.x - was.x, after.y - was.y)).toBeLessThan(farthest);
          if (was.state === after.state && was.state === "serving")
            expect(Math.abs(after.width - was.width)).toBeLessThan(12);
        }
      }),
      {numRuns: 200}
    );
  });

  it("end where they rest when the film stops and the movements have run out", () => {
    fc.assert(
      fc.property(scenario, anyTime, (spec, time) => {
        const stage = scene(spec);
        const settled = {...moving, lag: moving.travel};
        expect(parcels(stage, time, settled)).toEqual(parcels(stage, time, {...atRest}));
      })
    );
  });

  it("what had come to rest before a step stays, and what the step brings moves", () => {
    const index = filmIndex(
      simulateQueue({
        arrivals: {kind: "replay", times: [1, 1.1, 1.2]},
        service: {kind: "deterministic", mean: 9},
        seed: 1
      })
    );
    const layout = stageLayout({width: 900, places: 1, bufferPlaces: Infinity, limit: 1});
    const at = (motion: Motion) => parcelsAt(filmFrame(index, 1.2, {recent: RECENT}), layout, motion);
    const rest = at(atRest);
    const stepped = at({...moving, rest: 1.1});
    expect(stepped.slice(0, 1)).toEqual(rest.slice(0, 1));
    expect(stepped.find(({request}) => request === 1)).toEqual(rest.find(({request}) => request === 1));
    expect(stepped.find(({request}) => request === 2)).not.toEqual(rest.find(({request}) => request === 2));
  });

  it("the lost fall into the bin, and those beyond the memory's fence are marked", () => {
    const full = filmIndex(
      simulateQueue({
        arrivals: {kind: "replay", times: [1, 1, 1, 1, 1]},
        service: {kind: "deterministic", mean: 9},
        capacity: 3,
        seed: 1
      })
    );
    const layout = stageLayout({width: 900, places: 1, bufferPlaces: 2, limit: 3});
    const lost = parcelsAt(filmFrame(full, 1, {recent: RECENT}), layout, atRest).filter(
      ({state}) => state === "lost"
    );
    expect(lost).toHaveLength(2);
    for (const {x, y} of lost) {
      expect(x).toBeGreaterThan(layout.bin.x);
      expect(x).toBeLessThan(layout.bin.x + layout.bin.width);
      expect(y).toBeGreaterThan(layout.bin.y);
      expect(y).toBeLessThan(layout.bin.y + layout.bin.height);
    }
    const burst = filmIndex(
      simulateQueue({
        arrivals: {kind: "replay", times: new Array(16).fill(1)},
        service: {kind: "deterministic", mean: 9},
        seed: 1
      })
    );
    const fenced = stageLayout({width: 1000, places: 1, bufferPlaces: Infinity, limit: 12});
    const over = parcelsAt(filmFrame(burst, 1, {recent: RECENT}), fenced, atRest).filter(({over}) => over);
    expect(over.map(({request}) => request)).toEqual([12, 13, 14, 15]);
  });
});

function overlap(a: Parcel, b: Parcel): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 0.01 &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 0.01
  );
}
