import {describe, expect, test} from "vitest";
import {cliffAnswer} from "../../lib/lessons/cliffAnswer.js";
import {trackOf} from "../../lib/tables/tracks.js";

const answerOf = (id: string) => cliffAnswer(trackOf(id)!.cliff);

describe("Part 3's truth", () => {
  // M/M/1: the sojourn is exponential with mean 1 / (1 - rho); its p99 is ln 100 of those.
  test("cloud: ln(100) / 0.05 = 92.1 service times", () => {
    const {number, atGoal, mean, mechanism} = answerOf("cloud");
    expect(number).toBeCloseTo(Math.log(100) / 0.05, 9);
    expect(atGoal).toBeCloseTo(Math.log(100) / 0.2, 9);
    expect(mean).toBeCloseTo(20, 9);
    expect(mechanism).toBe("gaps");
  });

  // M/D/1 at rho 0.95: mean wait 0.95 / (2 x 0.05) = 9.5; p99 by the exact law, 44.94 and the service itself.
  test.each(["edge", "mobile"])("%s: half as long where all services are alike", (id) => {
    const {number, mean} = answerOf(id);
    expect(mean).toBeCloseTo(10.5, 9);
    expect(number).toBeGreaterThan(0.45 * answerOf("cloud").number);
    expect(number).toBeLessThan(0.55 * answerOf("cloud").number);
  });

  // Erlang 1917: rho / (1 + rho).
  test("tiny: nobody waits and 48.7 % are lost", () => {
    expect(answerOf("tiny")).toMatchObject({asks: "loss", mechanism: "turned-away"});
    expect(answerOf("tiny").number).toBeCloseTo((100 * 0.95) / 1.95, 9);
  });
});
