import {describe, expect, it} from "vitest";
import {
  caseAnswer,
  caseDirections,
  caseExplanation,
  caseFeedback,
  caseForm,
  caseMechanisms,
  caseRows,
  caseSituation,
  caseSteps
} from "../../lib/lessons/caseLesson.js";
import {planPolicies} from "../../lib/lessons/publishedCase.js";

const told = (() => {
  for (const rows of caseRows()) if (rows) return rows;
  throw new Error("no rows");
})();
const answer = caseAnswer(told)!;

describe("the published plan as a question", () => {
  // Simulated by others before: about 65, 52, 16 and 20 ms.
  it("is answered by the four configurations of its story, within a few per cent", () => {
    for (const [row, expected] of [
      [answer.planned, 0.065],
      [answer.fewer, 0.052],
      [answer.greedy, 0.016],
      [answer.least, 0.02]
    ] as const)
      expect(Math.abs(row.p99.value / expected - 1)).toBeLessThan(0.05);
    expect([answer.planned.gpus, answer.fewer.gpus, answer.least.gpus]).toEqual([12, 9, 5]);
  });

  it("simulates every policy from five GPUs to the plan's twelve, each once, the story first", () => {
    const steps = caseSteps().map(({gpus, policy}) => `${policy.id} ${gpus}`);
    expect(new Set(steps).size).toBe(steps.length);
    expect(steps).toHaveLength(planPolicies.length * 8);
    expect(steps.slice(0, 2)).toEqual(["fullEach 12", "fullEach 9"]);
    expect(caseAnswer(told.slice(0, 3))).toBeNull();
  });

  it("has feedback for every answer, and says the plan's arithmetic as its text does", () => {
    for (const {id: direction} of caseDirections)
      for (const {id: mechanism} of caseMechanisms)
        for (const number of [10, 50, answer.planned.p99.value * 1e3]) {
          const items = caseFeedback(answer, {direction, mechanism, number});
          expect(items.length).toBeGreaterThan(0);
          for (const {title, text} of items) expect(`${title} ${text}`).not.toMatch(/NaN|undefined/);
        }
    expect(caseFeedback(answer, null)).toEqual([]);
    const right = {direction: "shorter", mechanism: "plan-fill", number: answer.planned.p99.value * 1e3};
    expect(caseFeedback(answer, right).map(({id}) => id)).toEqual(["right"]);
    expect(caseSituation().join(" ")).toMatch(/54%.*9,259.*1,143.*9 GPUs.*30%.*12/);
    expect(caseExplanation(answer).join(" ")).not.toMatch(/NaN|undefined/);
    expect(caseExplanation(answer).join(" ")).toMatch(
      /So 5 are enough, .* 4 GPUs full of batches of 16 answer 4,571/
    );
    expect(caseForm().lines.join(" ")).toContain("12 GPUs");
  });
});
