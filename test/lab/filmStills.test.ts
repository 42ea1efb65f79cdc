import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {filmFrame, filmIndex} from "../../lib/lab/filmFrame.js";
import {filmStills} from "../../lib/lab/filmStills.js";
import {simulateQueue} from "../../lib/simulation/simulateQueue.js";

describe("the stills of a film", () => {
  it("are six distinct moments inside the film, in order, the end among them", () => {
    fc.assert(
      fc.property(
        fc.double({min: 0.1, max: 6, noNaN: true}),
        fc.constantFrom(0, 1, 4, Infinity),
        fc.integer({min: 0, max: 1e6}),
        (rate, buffer, seed) => {
          const records = simulateQueue({
            arrivals: {kind: "poisson", rate},
            service: {kind: "exponential", mean: 1},
            servers: 2,
            capacity: 2 + buffer,
            until: 20,
            seed
          });
          const times = filmStills(filmIndex(records), {duration: 20, surge: 10}).map(({time}) => time);
          expect(times).toHaveLength(6);
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
          expect(times[0]).toBeGreaterThanOrEqual(0);
          expect(times[5]).toBe(20);
        }
      )
    );
  });

  it("show the first wait, the first loss and the fullest moment where they happen", () => {
    const records = simulateQueue({
      arrivals: {kind: "replay", times: [0, 1, 2, 2.5, 3]},
      service: {kind: "deterministic", mean: 10},
      capacity: 3,
      seed: 1
    });
    const index = filmIndex(records);
    const stills = filmStills(index, {duration: 8});
    const at = (reason: string) => stills.find((still) => still.reason === reason)?.time;
    expect(at("firstWait")).toBe(1);
    expect(at("fullest")).toBe(2);
    expect(at("firstLoss")).toBe(2.5);
    expect(filmFrame(index, at("firstWait") ?? 0).waiting).toHaveLength(1);
    expect(filmFrame(index, at("firstLoss") ?? 0).lost).toBe(1);
  });

  it("of an empty film are spread evenly", () => {
    const records = simulateQueue({
      arrivals: {kind: "replay", times: []},
      service: {kind: "deterministic", mean: 1},
      seed: 1
    });
    expect(filmStills(filmIndex(records), {duration: 8, count: 4})).toEqual([
      {time: 2, reason: "between"},
      {time: 4, reason: "between"},
      {time: 6, reason: "between"},
      {time: 8, reason: "end"}
    ]);
  });

  it("nonsense is refused by name", () => {
    const records = simulateQueue({
      arrivals: {kind: "replay", times: [1]},
      service: {kind: "deterministic", mean: 1},
      seed: 1
    });
    expect(() => filmStills(filmIndex(records), {duration: 0})).toThrow("invalid duration: 0");
    expect(() => filmStills(filmIndex(records), {duration: 1, count: 1.5})).toThrow("invalid count: 1.5");
  });
});
