import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {apart} from "../../src/components/marks/apart.js";

describe("marks that make way", () => {
  const bounds = {left: 0, right: 600, top: 0, bottom: 300};

  it("stay where they are while nothing is in their way", () => {
    const points = [
      {x: 10, y: 10},
      {x: 40, y: 10},
      {x: 300, y: 200}
    ];
    expect(apart(points, {distance: 20, bounds})).toEqual(points);
  });

  it("of two in one place the second goes aside, to where the diamonds touch and no further", () => {
    const twice = {x: 100, y: 100};
    const [first, second] = apart([twice, twice], {distance: 20, bounds});
    expect(first).toEqual(twice);
    expect(Math.abs(second!.x - 100) + Math.abs(second!.y - 100)).toBe(20);
  });

  it("never cover one another, and never leave the ground, ten of them anywhere", () => {
    const point = fc.record({
      x: fc.double({min: 0, max: 600, noNaN: true}),
      y: fc.double({min: 0, max: 300, noNaN: true})
    });
    fc.assert(
      fc.property(fc.array(point, {minLength: 1, maxLength: 10}), (points) => {
        const places = apart(points, {distance: 20, bounds});
        expect(places).toHaveLength(points.length);
        places.forEach(({x, y}, i) => {
          expect(x >= 0 && x <= 600 && y >= 0 && y <= 300).toBe(true);
          for (const other of places.slice(0, i))
            expect(Math.abs(other.x - x) + Math.abs(other.y - y)).toBeGreaterThanOrEqual(20 - 1e-6);
        });
      })
    );
  });
});
