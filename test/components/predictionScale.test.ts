// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {
  type PredictionScaleData,
  predictionScale,
  predictionScaleSentence,
  predictionScaleTable
} from "../../src/components/predictionScale.js";
import {outside, overlaps} from "./support/labels.js";

const data: PredictionScaleData = {
  before: 11,
  beforeLabel: "before",
  prediction: 22,
  truth: 28.4,
  waiting: 6.4,
  limit: 24,
  max: 48,
  unitName: "requests"
};
const {prediction: _, ...skipped} = data;
const {waiting: __, ...unsplit} = data;

const centre = (svg: SVGSVGElement, name: string) =>
  Number(svg.querySelector(`[data-part="${name}"]`)?.getAttribute("cx"));

describe("prediction scale", () => {
  it("says the gap in words, and how much of the truth waits", () => {
    expect(predictionScaleSentence(data)).toBe(
      "It was 11 and is 28.4 requests. You said 22, 6.4 too few. 6.4 of the 28.4 wait. Memory ends at 24."
    );
    expect(predictionScaleSentence({...unsplit, prediction: 40})).toBe(
      "It was 11 and is 28.4 requests. You said 40, 12 too many. Memory ends at 24."
    );
    expect(predictionScaleSentence({...data, prediction: 28.4})).toContain("You said 28.4, exactly.");
    expect(predictionScaleSentence(skipped)).not.toContain("You said");
    expect(predictionScaleSentence({...data, truth: Infinity, waiting: Infinity})).toContain(
      "grows without end"
    );
  });

  it("has each mark in its table, a skipped prediction too", () => {
    expect(predictionScaleTable(data).rows).toEqual([
      ["before", 11],
      ["your prediction", 22],
      ["what it is", 28.4],
      ["of which wait", 6.4],
      ["memory ends at", 24]
    ]);
    expect(predictionScaleTable(skipped).rows).toContainEqual(["your prediction", "skipped"]);
  });

  it("names the gap as waiting only where it is: all of it, a part of it, or none", () => {
    expect(predictionScale(data).textContent).toContain("+6.4 wait");
    expect(predictionScale({...data, prediction: 11}).textContent).toContain("+17, of it 6.4 wait");
    const none = predictionScale(unsplit);
    expect(none.textContent).toContain("+6.4");
    expect(none.textContent).not.toContain("wait");
    expect(none.querySelector("[data-part='wait']")).toBeNull();
    expect(predictionScale({...data, prediction: 40}).textContent).toContain("−12");
  });

  it("hatches as much as waits, on the scale of the axis", () => {
    const svg = predictionScale(skipped, {width: 640});
    const [before, truth] = [centre(svg, "before"), centre(svg, "truth")];
    const wait = Number(svg.querySelector("[data-part='wait']")?.getAttribute("width"));
    expect(wait / (truth - before)).toBeCloseTo(6.4 / (28.4 - 11), 2);
  });

  it("draws no diamond where the reader skipped", () => {
    expect(predictionScale(data).querySelector("[data-part='prediction']")).not.toBeNull();
    const svg = predictionScale(skipped);
    expect(svg.querySelector("[data-part='prediction']")).toBeNull();
    expect(svg.textContent).not.toContain("you said");
  });

  it("keeps what lies off the scale at its end and says so", () => {
    const svg = predictionScale({...data, prediction: 1e6}, {width: 640});
    expect(svg.textContent).toContain("you said 1,000,000, off the scale");
    const endless = predictionScale({...data, truth: Infinity, waiting: Infinity}, {width: 300});
    expect(endless.textContent).toContain("it grows without end");
    expect(endless.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each([300, 420, 640, 1100])(
    "keeps its labels apart and inside at %i px, wherever the marks fall",
    (width) => {
      for (const [limit, max] of [
        [24, 48],
        [3, 6],
        [1, 2],
        [24, 31.3]
      ] as const)
        for (const before of [0, 0.05, 0.45, 0.9])
          for (const prediction of [0.02, 0.5, 1.2])
            for (const truth of [0.08, 0.5, 1]) {
              const svg = predictionScale(
                {
                  ...data,
                  limit,
                  max,
                  before: before * max,
                  prediction: prediction * max,
                  truth: truth * max,
                  waiting: truth
                },
                {width}
              );
              expect(
                [...overlaps(svg), ...outside(svg)],
                `${before} ${prediction} ${truth} of ${max}`
              ).toEqual([]);
            }
    }
  );
});
