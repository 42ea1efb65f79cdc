import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {advanced, sought, steppedBack, steppedForward, toggled, withSpeed} from "../../lib/lab/film.js";
import {filmFrame, filmIndex} from "../../lib/lab/filmFrame.js";
import {simulateQueue} from "../../lib/simulation/simulateQueue.js";

const scenario = fc.record({
  rate: fc.double({min: 0.2, max: 5, noNaN: true}),
  servers: fc.integer({min: 1, max: 5}),
  buffer: fc.constantFrom(0, 1, 3, Infinity),
  seed: fc.integer({min: 0, max: 1e6})
});

function run({rate, servers, buffer, seed}: {rate: number; servers: number; buffer: number; seed: number}) {
  return simulateQueue({
    arrivals: {kind: "poisson", rate},
    service: {kind: "exponential", mean: 1},
    servers,
    capacity: servers + buffer,
    customers: 120,
    seed
  });
}

describe("a frame of the film", () => {
  it("counts every request once: to come, waiting, served, gone or lost, as counting by hand does", () => {
    fc.assert(
      fc.property(scenario, fc.double({min: 0, max: 1, noNaN: true}), (spec, share) => {
        const records = run(spec);
        const time = share * records.horizon * 1.2;
        const frame = filmFrame(filmIndex(records), time);
        const {arrival, start, departure} = records;
        const all = Array.from({length: records.count}, (_, i) => i);
        const lost = all.filter((i) => Number.isNaN(departure[i]) && arrival[i] <= time);
        const inside = all.filter((i) => arrival[i] <= time && departure[i] > time);
        expect(frame.waiting).toEqual(inside.filter((i) => start[i] > time));
        expect(
          frame.serving.flatMap((place) => (place ? [place.request] : [])).sort((a, b) => a - b)
        ).toEqual(inside.filter((i) => start[i] <= time));
        expect(frame.departed).toBe(all.filter((i) => departure[i] <= time).length);
        expect(frame.lost).toBe(lost.length);
        expect(frame.arrived - frame.departed).toBe(inside.length);
        for (const place of frame.serving) if (place) expect(place.share).toBeGreaterThanOrEqual(0);
        for (const place of frame.serving) if (place) expect(place.share).toBeLessThan(1);
      }),
      {numRuns: 150}
    );
  });

  it("is the same whichever way the film was scrubbed to it", () => {
    const index = filmIndex(run({rate: 2, servers: 2, buffer: 2, seed: 7}));
    const times = [0, 3, 11, 5, 40, 11, 3];
    const frames = times.map((time) => filmFrame(index, time, {recent: 2}));
    expect(frames[6]).toEqual(frames[1]);
    expect(frames[5]).toEqual(frames[2]);
  });

  it("names the next arrival and the time until it", () => {
    const records = simulateQueue({
      arrivals: {kind: "replay", times: [1, 4]},
      service: {kind: "deterministic", mean: 1},
      seed: 1
    });
    const index = filmIndex(records);
    expect(filmFrame(index, 1.5).next).toEqual({request: 1, in: 2.5, together: 1});
    expect(filmFrame(index, 5).next).toBeNull();
  });

  it("says how many arrive together, lost ones included", () => {
    const records = simulateQueue({
      arrivals: {kind: "replay", times: [1, 1, 1, 2]},
      service: {kind: "deterministic", mean: 5},
      capacity: 2,
      seed: 1
    });
    expect(filmFrame(filmIndex(records), 0.5).next).toEqual({request: 0, in: 0.5, together: 3});
    expect(filmFrame(filmIndex(records), 1).next).toEqual({request: 3, in: 1, together: 1});
  });
});

describe("playback", () => {
  const reel = {duration: 10, pace: 2, events: Float64Array.of(1, 2, 2, 7)};
  const state = {time: 0, playing: true, speed: 1};

  it("moves by wall time, pace and speed, and stops at the end", () => {
    expect(advanced(state, reel, 1.5)).toEqual({time: 3, playing: true, speed: 1});
    expect(advanced(withSpeed(state, 4), reel, 1).time).toBe(8);
    expect(advanced(state, reel, 100)).toEqual({time: 10, playing: false, speed: 1});
    expect(advanced({...state, playing: false}, reel, 3).time).toBe(0);
  });

  it("steps from event to event both ways, and to the ends", () => {
    expect(steppedForward(state, reel)).toEqual({time: 1, playing: false, speed: 1});
    expect(steppedForward({...state, time: 2}, reel).time).toBe(7);
    expect(steppedForward({...state, time: 8}, reel).time).toBe(10);
    expect(steppedBack({...state, time: 7}, reel).time).toBe(2);
    expect(steppedBack({...state, time: 0.5}, reel).time).toBe(0);
  });

  it("plays from the start again when asked at the end", () => {
    expect(toggled({time: 10, playing: false, speed: 1}, reel)).toEqual({time: 0, playing: true, speed: 1});
    expect(toggled({time: 4, playing: true, speed: 1}, reel).playing).toBe(false);
  });

  it("stays inside the film wherever it is sought, and refuses nonsense", () => {
    fc.assert(
      fc.property(fc.double({noNaN: true}), (time) => {
        const {time: at} = sought(state, reel, time);
        expect(at).toBeGreaterThanOrEqual(0);
        expect(at).toBeLessThanOrEqual(10);
      })
    );
    expect(() => sought(state, reel, Number.NaN)).toThrow("invalid time: NaN");
    expect(() => withSpeed(state, 0)).toThrow("invalid speed: 0");
    expect(() => advanced(state, reel, -1)).toThrow("invalid elapsed: -1");
  });
});
