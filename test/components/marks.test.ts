import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {clockTicks, clockWords} from "../../src/components/marks/clockTicks.js";
import {labelBoard, overlap, type Place, textBox} from "../../src/components/marks/labelBoard.js";
import {countStep, fineStep, multiples, roundStep} from "../../src/components/marks/scaleSteps.js";
import {byteUnit, timeUnit} from "../../src/components/marks/scaleUnits.js";
import {spread} from "../../src/components/marks/spread.js";
import {textWidth} from "../../src/components/marks/textWidth.js";

describe("textWidth", () => {
  // Widths [px] by CanvasRenderingContext2D.measureText in Chromium, IBM Plex Sans from its npm package.
  it.each([
    ["limit: 24 requests = 64.4 GB", 13, 600, 168.16],
    ["running average 28.5", 13, 600, 127.37],
    ["you said 22", 13, 600, 68.55],
    ["A(t) arrived", 12, 600, 63],
    ["misses by 793 µs", 12, 600, 95.11],
    ["requests counted since the start", 12, 400, 173.34],
    ["MMMM WWWW", 12, 400, 84.76],
    ["illiji", 12, 400, 18.47]
  ])("is at least that of %j, and less than a fifth more", (words, size, weight, measured) => {
    const estimate = textWidth(words, size, weight);
    expect(estimate).toBeGreaterThanOrEqual(measured);
    expect(estimate).toBeLessThan(1.2 * measured);
  });
});

describe("labelBoard", () => {
  const bounds = {left: 0, top: 0, right: 200, bottom: 100};
  const at = (x: number, y: number): Place => ({x, y, anchor: "middle"});

  it("gives the first free place, and none where none is free", () => {
    const board = labelBoard(bounds);
    const request = {words: "limit", places: [at(100, 50), at(100, 70)]};
    expect(board.tryPlace(request)).toBe(request.places[0]);
    expect(board.tryPlace(request)).toBe(request.places[1]);
    expect(board.tryPlace(request)).toBeNull();
    expect(request.places).toContain(board.place(request));
  });

  it("keeps clear of what is blocked, of lines, of what is forbidden and of the edge", () => {
    const board = labelBoard(bounds, {forbidden: ({top}) => top < 20});
    board.block({left: 0, top: 30, right: 60, bottom: 60});
    board.blockLine({x: 100, y: 0}, {x: 100, y: 100});
    expect(board.tryPlace({words: "word", places: [at(30, 50)]})).toBeNull();
    expect(board.tryPlace({words: "word", places: [at(100, 50)]})).toBeNull();
    expect(board.tryPlace({words: "word", places: [at(150, 25)]})).toBeNull();
    expect(board.tryPlace({words: "word", places: [at(195, 50)]})).toBeNull();
    expect(board.tryPlace({words: "word", places: [at(150, 50)]})).not.toBeNull();
  });

  it("lets no line lead across a label", () => {
    const board = labelBoard(bounds);
    board.place({words: "here", places: [at(100, 50)]});
    const led: Place = {
      ...at(100, 90),
      leader: [
        {x: 100, y: 80},
        {x: 100, y: 10}
      ]
    };
    expect(board.tryPlace({words: "there", places: [led]})).toBeNull();
    expect(board.tryPlace({words: "there", places: [at(100, 90)]})).not.toBeNull();
  });

  it("finds places for all at once where taking them in turn would fail", () => {
    const requests = [
      {words: "first", places: [at(100, 50), at(100, 20)]},
      {words: "second", places: [at(100, 50)]}
    ];
    const places = labelBoard(bounds).placeAll(requests);
    expect(places).toEqual([at(100, 20), at(100, 50)]);
  });

  it("never puts one label on another while it says that there is room", () => {
    const places = fc.array(
      fc.record({x: fc.integer({min: 0, max: 200}), y: fc.integer({min: 0, max: 100})}),
      {
        minLength: 1,
        maxLength: 6
      }
    );
    fc.assert(
      fc.property(fc.array(places, {minLength: 1, maxLength: 6}), (asked) => {
        const board = labelBoard(bounds);
        const boxes = asked.flatMap((points) => {
          const place = board.tryPlace({words: "label", places: points.map(({x, y}) => at(x, y))});
          return place ? [textBox("label", place)] : [];
        });
        boxes.forEach((a, i) => {
          for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBe(0);
        });
      }),
      {numRuns: 100}
    );
  });
});

describe("spread", () => {
  it("leaves alone what does not touch", () => {
    expect(spread([10, 50, 90], [20, 20, 20], {from: 0, to: 100})).toEqual([10, 50, 90]);
  });

  it("moves two that want the same place equally far", () => {
    expect(spread([50, 50], [20, 20], {from: 0, to: 100})).toEqual([40, 60]);
  });

  it("keeps distance, order and both ends, wherever there is room for all", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.double({min: -20, max: 320, noNaN: true}),
            size: fc.double({min: 1, max: 40, noNaN: true})
          }),
          {
            minLength: 1,
            maxLength: 7
          }
        ),
        (items) => {
          const sizes = items.map(({size}) => size);
          const centres = spread(
            items.map(({at}) => at),
            sizes,
            {from: 0, to: 300}
          );
          const edges = centres
            .map((centre, i) => [centre - sizes[i] / 2, centre + sizes[i] / 2])
            .sort((a, b) => a[0] - b[0]);
          expect(edges[0][0]).toBeGreaterThanOrEqual(-1e-9);
          expect(edges.at(-1)![1]).toBeLessThanOrEqual(300 + 1e-9);
          for (let i = 1; i < edges.length; ++i)
            expect(edges[i][0]).toBeGreaterThanOrEqual(edges[i - 1][1] - 1e-9);
        }
      ),
      {numRuns: 200}
    );
  });
});

describe("scale steps", () => {
  it.each([
    [48, 24, 12],
    [52, 24, 12],
    [6, 3, 1],
    [2, 1, 1],
    [4, 1, 1],
    [24, 12, 6],
    [192, 96, 48]
  ])("of a scale to %i with its limit at %i are %i", (max, limit, step) => {
    expect(countStep(max, limit)).toBe(step);
  });

  it("give between two and seven numbers on any scale, whole ones", () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 500}),
        fc.double({min: 1.2, max: 20, noNaN: true}),
        (limit, factor) => {
          const max = Math.ceil(limit * factor);
          const step = countStep(max, limit);
          const numbers = multiples(step, max);
          expect(Number.isInteger(step)).toBe(true);
          expect(numbers.length).toBeGreaterThanOrEqual(2);
          expect(numbers.length).toBeLessThanOrEqual(8);
          expect(max - numbers.at(-1)!).toBeLessThan(step);
        }
      )
    );
  });

  it("are divided by the fine marks, which are no more than there is room for", () => {
    expect(fineStep(48, 12, 60)).toBe(1);
    expect(fineStep(192, 48, 60)).toBe(4);
    expect(fineStep(2, 1, 60)).toBe(0.1);
    expect(roundStep(128.6, 4)).toBe(30);
  });
});

describe("units and clock", () => {
  it("give a whole column one unit", () => {
    expect(byteUnit(64.4e9)).toEqual({name: "GB", size: 1e9});
    expect(byteUnit(192)).toEqual({name: "B", size: 1});
    expect(byteUnit(0).name).toBe("B");
    expect(timeUnit(0.0119)).toEqual({name: "ms", size: 1e-3});
    expect(timeUnit(90).name).toBe("s");
    expect(timeUnit(0).name).toBe("s");
  });

  it("tick at round moments, without tenths where none has any", () => {
    expect(clockTicks(486, 500, 7, 600)).toEqual([486, 488, 490, 492, 494, 496, 498, 500]);
    expect(clockWords([486, 488], 600)).toEqual(["8:06", "8:08"]);
    expect(clockWords([486, 486.5], 600)).toEqual(["8:06.0", "8:06.5"]);
    expect(clockWords([0.01, 0.02], 0.36)).toEqual(["10 ms", "20 ms"]);
  });
});
