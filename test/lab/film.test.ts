import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  advanced,
  type FilmReel,
  type FilmState,
  sought,
  steppedBack,
  steppedForward,
  toggled,
  withSpeed
} from "../../lib/lab/film.js";

const reel: FilmReel = {duration: 10, pace: 2, events: Float64Array.of(0, 1, 1, 4, 9.5, 12)};
const at = (time: number, playing = false, speed = 1): FilmState => ({time, playing, speed});

/** A reel of up to twenty events on a coarse grid, so that several fall on one moment; some lie after its end. */
const anyReel: fc.Arbitrary<FilmReel> = fc
  .tuple(fc.integer({min: 1, max: 20}), fc.array(fc.integer({min: 0, max: 24}), {maxLength: 20}))
  .map(([duration, times]) => ({duration, pace: 1, events: Float64Array.from(times).sort()}));
const anyState = fc.record({
  time: fc.integer({min: 0, max: 40}).map((n) => n / 2),
  playing: fc.boolean(),
  speed: fc.constantFrom(0.5, 1, 8)
});

describe("stepping", () => {
  it("goes from event to event, moments with several counted once, and stops the film", () => {
    const forward = [0, 1, 4, 9.5, 10].map((time) => at(time));
    const visited = [at(0, true)];
    for (let i = 0; i < 4; ++i) visited.push(steppedForward(visited[i], reel));
    expect(visited.slice(1)).toEqual(forward.slice(1));
    expect(steppedForward(at(10), reel)).toEqual(at(10));
    expect(steppedBack(at(4), reel)).toEqual(at(1));
    expect(steppedBack(at(0.5), reel)).toEqual(at(0));
    expect(steppedBack(at(0), reel)).toEqual(at(0));
  });

  it("agrees with a search through all events, both ways", () => {
    fc.assert(
      fc.property(anyReel, anyState, (film, {time, ...rest}) => {
        const state = {...rest, time: Math.min(time, film.duration)};
        const inside = [...film.events].filter((event) => event <= film.duration);
        expect(steppedForward(state, film).time).toBe(
          inside.find((event) => event > state.time) ?? film.duration
        );
        expect(steppedBack(state, film).time).toBe(inside.findLast((event) => event < state.time) ?? 0);
      })
    );
  });

  it("back after forward returns to the event one came from", () => {
    fc.assert(
      fc.property(anyReel, (film) => {
        for (const time of film.events) {
          if (time >= film.duration) continue;
          expect(steppedBack(steppedForward(at(time), film), film).time).toBe(time);
        }
      })
    );
  });
});

describe("playing", () => {
  it("moves by wall time times pace and speed, and only while playing", () => {
    expect(advanced(at(1, true, 0.5), reel, 3)).toEqual(at(4, true, 0.5));
    expect(advanced(at(1, false), reel, 3)).toEqual(at(1, false));
  });

  it("stops at the end, however late the next frame comes, and begins anew from there", () => {
    expect(advanced(at(9, true), reel, 1000)).toEqual(at(10, false));
    expect(toggled(at(10), reel)).toEqual(at(0, true));
    expect(toggled(at(3), reel)).toEqual(at(3, true));
    expect(toggled(at(3, true), reel)).toEqual(at(3, false));
  });

  it("two short frames are one long one", () => {
    fc.assert(
      fc.property(
        anyReel,
        anyState,
        fc.integer({min: 0, max: 8}),
        fc.integer({min: 0, max: 8}),
        (film, state, a, b) => {
          const start = sought(state, film, state.time);
          const twice = advanced(advanced(start, film, a / 4), film, b / 4);
          expect(twice).toEqual(advanced(start, film, (a + b) / 4));
        }
      )
    );
  });

  it("no sequence of actions leaves the film", () => {
    const action = fc.constantFrom<(state: FilmState, film: FilmReel) => FilmState>(
      (state, film) => steppedForward(state, film),
      (state, film) => steppedBack(state, film),
      (state, film) => toggled(state, film),
      (state, film) => advanced(state, film, 0.7),
      (state, film) => sought(state, film, -5),
      (state, film) => sought(state, film, Infinity),
      (state) => withSpeed(state, 3)
    );
    fc.assert(
      fc.property(anyReel, fc.array(action, {maxLength: 20}), (film, actions) => {
        const end = actions.reduce((state, act) => act(state, film), at(0));
        expect(end.time >= 0 && end.time <= film.duration).toBe(true);
      })
    );
  });

  it("nonsense is refused by name", () => {
    expect(() => advanced(at(0, true), reel, -1)).toThrow("invalid elapsed: -1");
    expect(() => sought(at(0), reel, Number.NaN)).toThrow("invalid time: NaN");
    expect(() => withSpeed(at(0), 0)).toThrow("invalid speed: 0");
  });
});
