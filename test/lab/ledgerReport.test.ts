import {describe, expect, it} from "vitest";
import {evidenceText} from "../../lib/lab/evidence.js";
import {isIsoTime, isoTime, isoTimeAfter} from "../../lib/lab/instant.js";
import {type Ledger, newLedger} from "../../lib/lab/ledger.js";
import {withEvidence, withPrediction, withReveal, withSkip, withText} from "../../lib/lab/ledgerChanges.js";
import {ledgerReport, type ReportWords} from "../../lib/lab/ledgerReport.js";
import {withAttempt} from "../../lib/lab/ledgerRounds.js";
import {mergeLedgers} from "../../lib/lab/mergeLedgers.js";

const words: ReportWords = {
  tracks: [
    {id: "edge", name: "Edge Guardian"},
    {id: "cloud", name: "Cloud Titan"}
  ],
  part: (part) => `Part ${part}`,
  question: ({question}) => ({
    title: `Question ${question}`,
    unit: "requests",
    truth: question === "shape" ? null : 28.4
  }),
  mechanism: (id) => `because: ${id}`,
  choice: (id) => `choice ${id}`,
  field: (id) => id
};
const start = newLedger({id: "one", at: "2026-03-01T09:00:00Z"});
const place = {track: "cloud", part: 1} as const;
const at = (minute: number) => `2026-03-01T09:${String(minute).padStart(2, "0")}:00Z`;
const predict = (ledger: Ledger, number: number, minute: number) =>
  withPrediction(ledger, {
    ...place,
    question: "rate",
    number,
    mechanism: "doubles",
    confidence: 4,
    at: at(minute)
  });
const write = (ledger: Ledger, text: string, by = "a", minute = 20) =>
  withText(ledger, {...place, field: "reflection", text, by, at: at(minute)});

describe("the ledger as a document", () => {
  it("holds predictions with their gaps, truth, texts, evidence and deployments, in order", () => {
    let ledger = predict(start, 22, 1);
    ledger = withReveal(ledger, {...place, question: "rate", at: at(2)});
    ledger = write(predict(ledger, 28, 3), "L is memory.\nSo W counts.");
    ledger = withEvidence(ledger, {
      ...place,
      evidence: {label: "average L", value: 28.5, unit: "requests", configuration: {rate: 5.5}, seed: 7},
      at: at(4)
    });
    ledger = withAttempt(ledger, {
      track: "edge",
      part: 2,
      id: "x",
      configuration: {batch: 8},
      seed: 3,
      results: {p99: 0.01234},
      verdict: "Misses",
      binding: "the deadline",
      at: at(5)
    });
    expect(ledgerReport(ledger, words)).toBe(`# Model Serving Lab: ledger

Begun 2026-03-01. All times are UTC.

## Edge Guardian

### Part 2

**Deployments, round 1**

1. Misses: the deadline. batch 8, seed 3: p99 0.01234 (2026-03-01 09:05)

## Cloud Titan

### Part 1

**Question rate**

- First prediction: 22 requests; because: doubles; confidence 4 of 5 (2026-03-01 09:01): too low, 0.775 times the truth
- Later prediction: 28 requests; because: doubles; confidence 4 of 5 (2026-03-01 09:03, after the reveal): right within a tenth
- Truth: 28.4 requests

**reflection** (2026-03-01 09:20)

> L is memory.
> So W counts.

**Evidence**

- [average L 28.5 requests; rate 5.5; seed 7] (2026-03-01 09:04)
`);
  });

  it("an empty ledger says so; a skipped question and a choice without a number are named", () => {
    expect(ledgerReport(start, words)).toContain("Nothing has been done yet.");
    const skipped = withSkip(start, {...place, question: "shape", at: at(1)});
    const chosen = withPrediction(skipped, {
      ...place,
      question: "shape",
      choice: "up",
      mechanism: "m",
      confidence: 1,
      at: at(2)
    });
    const report = ledgerReport(chosen, words);
    expect(report).toContain("- Skipped (2026-03-01 09:01)");
    expect(report).toContain(
      "- First prediction: choice up; because: m; confidence 1 of 5 (2026-03-01 09:02)\n"
    );
    expect(report).not.toContain("Truth");
  });

  it("what two tabs wrote is all in it, and a track that nobody knows comes last under its id", () => {
    const both = mergeLedgers(write(start, "waiting"), write(start, "jitter", "b", 21));
    const report = ledgerReport(
      withText(both, {track: "satellite", part: 1, field: "reflection", text: "far", by: "a", at: at(30)}),
      words
    );
    expect(report).toMatch(/> jitter\n\nIn another tab \(2026-03-01 09:20\):\n\n> waiting\n\n## satellite/);
  });

  it.each([
    ["<img src=x onerror=alert(1)>", "> \\<img src=x onerror=alert(1)>"],
    ["\\<b>", "> \\\\\\<b>"],
    ["![x](http://tracker)", "> ![x\\](http://tracker)"],
    ["[x]: http://tracker", "> [x\\]: http://tracker"],
    ["a\r\n# b", "> a\n> # b"],
    ["[average L 28.5]", "> [average L 28.5]"]
  ])("what is written stays text: %j", (text, quoted) => {
    expect(ledgerReport(write(start, text), words)).toContain(`\n${quoted}\n`);
  });
});

describe("evidence in a sentence", () => {
  it("names value, unit, configuration and seed", () => {
    const configuration = {"arrival rate": "5.53 per second", servers: 2, paged: true};
    expect(evidenceText({label: "average L", value: 28.5, unit: "requests", configuration, seed: 2621})).toBe(
      "[average L 28.5 requests; arrival rate 5.53 per second; servers 2; paged true; seed 2621]"
    );
    expect(evidenceText({label: "loss", value: 0.123456, unit: "", configuration: {}, seed: null})).toBe(
      "[loss 0.1235]"
    );
  });
});

describe("instants", () => {
  it("are one text for one moment, and text order is time order", () => {
    expect(isoTime("at", "2026-03-01T10:00:00+01:00")).toBe("2026-03-01T09:00:00.000Z");
    expect(isoTime("at", Date.UTC(2026, 2, 1, 9))).toBe("2026-03-01T09:00:00.000Z");
    expect(isIsoTime("2026-03-01T09:00:00.000Z")).toBe(true);
    for (const bad of ["2026-03-01", "2026-02-30T09:00:00.000Z", "+012026-03-01T09:00:00.000Z", 0, null])
      expect(isIsoTime(bad)).toBe(false);
  });

  it("what follows is later, and where nothing can follow it is refused", () => {
    expect(isoTimeAfter("at", 5, null)).toBe(isoTime("at", 5));
    expect(isoTimeAfter("at", 5, isoTime("at", 9))).toBe(isoTime("at", 10));
    expect(() => isoTimeAfter("at", 5, "9999-12-31T23:59:59.999Z")).toThrow("invalid at: ");
    expect(() => isoTime("at", Number.NaN)).toThrow("invalid at: NaN");
  });
});
