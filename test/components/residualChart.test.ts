// @vitest-environment jsdom
import {describe, expect, test} from "vitest";
import {residualChart, residualSentence, residualTable} from "../../src/components/residualChart.js";

const residuals = [
  {title: "a", subtitle: "one", error: 0.02},
  {title: "a", subtitle: "one", error: -0.04},
  {title: "b", subtitle: "two", error: 0.3}
];

describe("the chart of residuals", () => {
  test("counts, median and worst in one sentence", () => {
    expect(residualSentence(residuals)).toBe(
      "Over 3 measurements the model is off by 4% in the median and by 30% at worst; it is too high in 2 of them."
    );
    expect(residualSentence([{title: "a", subtitle: "", error: 0.0001}])).toContain(
      "by < 0.1% in the median"
    );
    expect(residualSentence([])).toBe("No measurement.");
  });

  test("one row a group in its table", () => {
    expect(residualTable(residuals).rows).toEqual([
      ["a", "one", 2, 2, 4],
      ["b", "two", 1, 30, 30]
    ]);
  });

  test.each([300, 900])("one dot a measurement, one label a group, at %i px", (width) => {
    const chart = residualChart(residuals, {width, band: 0.1});
    expect(chart.querySelectorAll("circle")).toHaveLength(3);
    expect([...chart.querySelectorAll("text")].map(({textContent}) => textContent)).toEqual(
      expect.arrayContaining(["a", "one", "b", "two"])
    );
    expect(chart.getAttribute("aria-label")).toContain("Over 3 measurements");
    expect(chart.getAttribute("role")).toBe("img");
    expect(chart.querySelectorAll("[aria-label]")).toHaveLength(0);
  });
});
