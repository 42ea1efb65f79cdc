import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {hasCome, productTime, runTime, stepsToReach} from "../../lib/serving/runTime.js";

const seconds = fc.double({min: 1e-3, max: 1, noNaN: true});
const growths = fc.oneof(fc.constant(0), fc.double({min: 1e-7, max: 1e-2, noNaN: true}));
const counts = fc.integer({min: 1, max: 400});

describe("a run of iterations that grow", () => {
  test("takes the sum of its steps", () => {
    fc.assert(
      fc.property(counts, seconds, growths, seconds, growths, (steps, first, growth, value, slope) => {
        let time = 0;
        let product = 0;
        for (let j = 0; j < steps; ++j) {
          time += first + growth * j;
          product += (value + slope * j) * (first + growth * j);
        }
        expect(Math.abs(runTime(steps, first, growth) / time - 1)).toBeLessThan(1e-12);
        expect(Math.abs(productTime(steps, value, slope, first, growth) / product - 1)).toBeLessThan(1e-12);
      })
    );
  });

  test("comes upon a time at the first step that ends there or later", () => {
    fc.assert(
      fc.property(
        counts,
        seconds,
        growths,
        seconds,
        fc.double({min: -1, max: 300, noNaN: true}),
        fc.boolean(),
        (limit, first, growth, now, gap, lag) => {
          const target = now + gap;
          // Step by step: the plan of a step knows who had come by its start; made ahead, by the start before.
          let expected = limit;
          for (let k = lag ? 0 : 1; k <= limit; ++k)
            if (hasCome(target, now + runTime(k, first, growth))) {
              expected = Math.min(limit, lag ? k + 1 : k);
              break;
            }
          expect(stepsToReach(target, now, first, growth, {limit, lag})).toBe(expected);
        }
      )
    );
    expect(stepsToReach(Infinity, 0, 1, 0, {limit: 7, lag: false})).toBe(7);
  });
});
