// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {newLedger} from "../../lib/lab/ledger.js";
import {withPrediction} from "../../lib/lab/ledgerChanges.js";
import {ledgerReport} from "../../lib/lab/ledgerReport.js";
import {withAttempt} from "../../lib/lab/ledgerRounds.js";
import {cliffQuestion} from "../../lib/lessons/cliffLesson.js";
import {tracks} from "../../lib/tables/tracks.js";
import {ledgerReportWords} from "../../src/components/ledgerReportWords.js";
import {ledgerView} from "../../src/components/ledgerView.js";
import {ledgerWords} from "../../src/components/ledgerWords.js";

const at = "2026-03-02T09:00:00.000Z";

describe("the ledger's page", () => {
  const place = {track: "cloud", part: 3} as const;
  const predicted = withPrediction(newLedger({id: "ledger-1", at}), {
    ...place,
    question: cliffQuestion,
    number: 20,
    choice: "yes",
    mechanism: "linear",
    confidence: 5,
    at
  });

  it("has the lab's answer beside what was predicted, and nothing of questions that are still open", () => {
    const said = ledgerView(predicted, tracks, ledgerWords).textContent ?? "";
    // M/M/1 at 95%: the p99 is ln 100 / (1 - 0.95) service times.
    expect(said).toContain(`${(Math.log(100) / 0.05).toFixed(1)} service times`);
    expect(said.match(/The lab’s answer/g)).toHaveLength(1);
  });

  it("becomes a report with the truth and the unit of every number asked for", () => {
    const report = ledgerReport(predicted, ledgerReportWords);
    expect(report).toContain("## Cloud Titan\n\n### Part 3: the utilization cliff");
    expect(report).toContain("First prediction: 20 service times, Yes.");
    expect(report).toContain(`Truth: ${(Math.log(100) / 0.05).toFixed(4)} service times`);
    const asked = (track: string, question: string) => ledgerReportWords.question({track, part: 1, question});
    // One place and no line: rho / (1 + rho) are lost.
    expect(asked("tiny", cliffQuestion)).toMatchObject({unit: "of 100 lost"});
    expect(asked("tiny", cliffQuestion).truth).toBeCloseTo(95 / 1.95, 9);
    expect(asked("nowhere", "nothing")).toEqual({title: "nothing", unit: "", truth: null});
  });

  it("says of each deployment what was deployed, what came out, and its number in the round", () => {
    const deployed = ["first", "second"].reduce(
      (ledger, id, i) =>
        withAttempt(ledger, {
          ...place,
          id,
          configuration: {"arrival rate [1/s]": 3 + i, "PagedAttention level": "Paged"},
          seed: 7,
          results: {carried: 2.5, verdict: "slow"},
          verdict: i === 0 ? "2 of 3 demands are met." : "All demands are met.",
          binding: i === 0 ? "CFO: 3 s" : "none",
          at
        }),
      predicted
    );
    const rows = Array.from(ledgerView(deployed, tracks, ledgerWords).querySelectorAll("dd"));
    const [first, second] = rows.slice(-2).map(({textContent}) => textContent ?? "");
    expect(first).toContain("arrival rate [1/s] 3; PagedAttention level Paged");
    expect(first).toContain("2 of 3 demands are met. CFO: 3 s");
    expect(first).toContain("carried 2.5");
    expect(second).toContain("arrival rate [1/s] 4");
    expect(second).toContain("All demands are met.\n");
    expect(second).not.toContain("none");
    expect(rows.at(-1)?.previousElementSibling?.textContent).toBe("Deployment 2, round 1");
  });
});
