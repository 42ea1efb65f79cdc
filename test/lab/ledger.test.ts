import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {
  attemptsLeft,
  attemptsOf,
  currentRound,
  isLedgerKey,
  LEDGER_LIMITS,
  type Ledger,
  ledgerEntry,
  ledgerTextOf,
  lockState,
  newLedger,
  otherVersions
} from "../../lib/lab/ledger.js";
import {
  withEvidence,
  withoutOtherVersions,
  withPrediction,
  withReveal,
  withSkip,
  withStep,
  withText,
  withTrack
} from "../../lib/lab/ledgerChanges.js";
import {withAttempt, withRound} from "../../lib/lab/ledgerRounds.js";
import {mergeLedgers} from "../../lib/lab/mergeLedgers.js";
import {progress} from "../../lib/lab/progress.js";
import {anyLedger, anyStep, play} from "./ledgers.js";

const empty = newLedger({id: "ledger-1", at: "2026-03-01T09:00:00Z"});
const place = {track: "cloud", part: 1} as const;
const asked = {...place, question: "doubled-rate"};
const predict = (ledger: Ledger, number: number, at: number | string) =>
  withPrediction(ledger, {...asked, number, mechanism: "doubles", confidence: 3, at});
const deploy = (ledger: Ledger, id: string, at = 1000) =>
  withAttempt(ledger, {
    ...place,
    id,
    configuration: {batch: 8},
    seed: 1,
    results: {p99: 0.04},
    verdict: "misses the SLA",
    binding: "p99",
    at
  });

describe("predictions", () => {
  it("the first stays the first, however often and at whatever time another is committed", () => {
    const first = predict(empty, 22, 5000);
    const later = predict(predict(first, 28, 9000), 30, 10);
    expect(lockState(later, asked).first).toEqual(lockState(first, asked).first);
    expect(lockState(later, asked).later.map(({number}) => number)).toEqual([28, 30]);
  });

  it("no step of any kind ever alters the first prediction of any question", () => {
    fc.assert(
      fc.property(anyLedger, fc.array(anyStep, {maxLength: 8}), (before, steps) => {
        const after = play(before, steps, "tab-b");
        for (const {track, part, locks} of before.entries)
          for (const {question, predictions} of locks)
            if (predictions.length > 0)
              expect(lockState(after, {track, part, question}).first).toEqual(predictions[0]);
      }),
      {numRuns: 200}
    );
  });

  it("another question, track or part has a lock of its own", () => {
    const ledger = predict(empty, 22, 0);
    expect(lockState(ledger, asked).open).toBe(true);
    for (const other of [{question: "doubled-rate-2"}, {track: "edge"}, {part: 2 as const}])
      expect(lockState(ledger, {...asked, ...other}).open).toBe(false);
  });

  it("skipping opens the lock, and is remembered beside a prediction made later", () => {
    const skipped = withSkip(empty, {...asked, at: 0});
    const state = lockState(predict(skipped, 5, 1000), asked);
    expect(lockState(skipped, asked).open).toBe(true);
    expect(state.first?.number).toBe(5);
    expect(state.skippedAt).toBe("1970-01-01T00:00:00.000Z");
  });

  it("beyond the bound the first and the newest are kept", () => {
    let ledger = empty;
    for (let i = 0; i < LEDGER_LIMITS.predictions + 10; ++i) ledger = predict(ledger, i, i);
    const {first, later} = lockState(ledger, asked);
    expect(first?.number).toBe(0);
    expect(later.length).toBe(LEDGER_LIMITS.predictions - 1);
    expect(later.at(-1)?.number).toBe(LEDGER_LIMITS.predictions + 9);
  });

  it.each([
    ["number", () => predict(empty, Number.NaN, 0)],
    ["number", () => predict(empty, Infinity, 0)],
    ["at", () => predict(empty, 1, "yesterday")],
    ["at", () => predict(empty, 1, -1)],
    [
      "question",
      () =>
        withPrediction(empty, {
          ...asked,
          question: "__proto__",
          number: 1,
          mechanism: "m",
          confidence: 1,
          at: 0
        })
    ],
    [
      "confidence",
      () => withPrediction(empty, {...asked, number: 1, mechanism: "m", confidence: 6 as 5, at: 0})
    ],
    ["prediction", () => withPrediction(empty, {...asked, mechanism: "m", confidence: 1, at: 0})],
    [
      "mechanism",
      () => withPrediction(empty, {...asked, number: 1, mechanism: "m".repeat(501), confidence: 1, at: 0})
    ],
    ["part", () => withSkip(empty, {...asked, part: 4 as 3, at: 0})],
    ["track", () => withTrack(empty, {track: "", at: 0})],
    [
      "text",
      () => withText(empty, {...place, field: "reflection", text: "x".repeat(20_001), by: "a", at: 0})
    ],
    ["field", () => withText(empty, {...place, field: "poem", text: "x", by: "a", at: 0})]
  ])("nonsense is refused by name: %s", (name, change) => {
    expect(change).toThrow(RangeError);
    expect(change).toThrow(`invalid ${name}: `);
  });
});

describe("evidence and deployments", () => {
  const evidence = {
    label: "average L",
    value: 28.5,
    unit: "requests",
    configuration: {rate: 5.5},
    seed: 2621
  };

  it("evidence lies in its own track's entry and in no other", () => {
    const ledger = withEvidence(empty, {...place, evidence, at: 0});
    expect(ledgerEntry(ledger, place).evidence).toEqual([{...evidence, at: "1970-01-01T00:00:00.000Z"}]);
    expect(ledger.entries.map(({track}) => track)).toEqual(["cloud"]);
    expect(ledgerEntry(ledger, {...place, track: "edge"}).evidence).toEqual([]);
  });

  it.each([
    ["value", {...evidence, value: Number.NaN}],
    ["seed", {...evidence, seed: -1}],
    ["configuration.rate", {...evidence, configuration: {rate: Infinity}}],
    ["configuration.rate", {...evidence, configuration: {rate: null as unknown as number}}],
    ["configuration", {...evidence, configuration: JSON.parse('{"__proto__": 1}')}]
  ])("evidence that could not be read again is refused: %s", (name, bad) => {
    expect(() => withEvidence(empty, {...place, evidence: bad, at: 0})).toThrow(`invalid ${name}: `);
  });

  it("a round has ten deployments; a new one is logged and has ten again", () => {
    let ledger = empty;
    for (let i = 0; i < 10; ++i) ledger = deploy(ledger, `attempt-${i}`);
    expect(attemptsLeft(ledger, place)).toBe(0);
    expect(() => deploy(ledger, "attempt-10")).toThrow("invalid attempt: 11");
    const second = deploy(withRound(ledger, {...place, at: 5000}), "attempt-10");
    expect(currentRound(second, place)).toBe(2);
    expect(attemptsLeft(second, place)).toBe(9);
    expect(attemptsOf(second, {...place, round: 1}).map(({id}) => id)).toEqual(
      Array.from({length: 10}, (_, i) => `attempt-${i}`)
    );
    expect(ledgerEntry(second, place).rounds).toEqual([{round: 2, startedAt: "1970-01-01T00:00:05.000Z"}]);
  });

  it("an id is used once", () => {
    expect(() => deploy(deploy(empty, "a"), "a")).toThrow("invalid id: a");
  });

  it("two tabs that deploy at once keep all deployments, and the round counts as used", () => {
    const tab = (name: string) =>
      Array.from({length: 6}, (_, i) => `${name}-${i}`).reduce((ledger, id) => deploy(ledger, id), empty);
    const both = mergeLedgers(tab("a"), tab("b"));
    expect(attemptsOf(both, place).length).toBe(12);
    expect(attemptsLeft(both, place)).toBe(0);
  });

  it("lists that cannot drop anything refuse what is beyond their bound", () => {
    let ledger = empty;
    for (let i = 0; i < LEDGER_LIMITS.locks; ++i)
      ledger = withSkip(ledger, {...place, question: `q${i}`, at: 0});
    for (let i = 0; i < LEDGER_LIMITS.steps; ++i) ledger = withStep(ledger, {...place, step: `s${i}`, at: 0});
    expect(() => withSkip(ledger, {...asked, at: 0})).toThrow("invalid questions: 21");
    expect(() => withStep(ledger, {...place, step: "last", at: 0})).toThrow("invalid steps: 51");
    expect(withStep(ledger, {...place, step: "s3", at: 9})).toEqual(ledger);
  });
});

describe("texts", () => {
  const field = "explanation";
  const write = (ledger: Ledger, text: string, by: string, at: number) =>
    withText(ledger, {...place, field, text, by, at});
  const shown = (ledger: Ledger) => ledgerTextOf(ledger, {...place, field});
  const others = (ledger: Ledger) => otherVersions(ledger, {...place, field}).map(({text}) => text);

  it("typing on leaves no trail, in one session or over several", () => {
    let ledger = write(write(empty, "W", "a", 1), "W grew", "a", 2);
    ledger = write(write(ledger, "W grew a lot", "b", 3), "L grew a lot", "c", 4);
    const [{versions}] = ledgerEntry(ledger, place).texts;
    expect(versions.map(({text}) => text)).toEqual(["L grew a lot"]);
  });

  it("a saved copy of an earlier keystroke does not come back as another version", () => {
    const saved = write(empty, "W grew", "a", 1);
    const ahead = write(saved, "L grew", "a", 2);
    expect(mergeLedgers(ahead, saved)).toEqual(ahead);
  });

  it("what two tabs wrote at once is all kept: the newest shown, the other beside it", () => {
    const both = mergeLedgers(write(empty, "waiting", "a", 1), write(empty, "jitter", "b", 2));
    expect(shown(both)).toBe("jitter");
    expect(others(both)).toEqual(["waiting"]);
  });

  it("going on in one tab does not delete what the other tab wrote", () => {
    const both = mergeLedgers(write(empty, "waiting", "a", 1), write(empty, "jitter of the sensors", "b", 2));
    const on = write(both, "waiting grows", "a", 3);
    expect(shown(on)).toBe("waiting grows");
    expect(others(on)).toEqual(["jitter of the sensors"]);
    expect(others(mergeLedgers(on, both))).toEqual(["jitter of the sensors"]);
  });

  it("going on with the other tab's text keeps one's own", () => {
    const both = mergeLedgers(write(empty, "waiting", "a", 1), write(empty, "jitter of the sensors", "b", 2));
    const on = write(both, "jitter of all sensors", "a", 3);
    expect(shown(on)).toBe("jitter of all sensors");
    expect(others(on)).toEqual(["waiting"]);
  });

  it("an empty page that is begun while another tab's text arrives does not replace it", () => {
    const on = write(write(empty, "a whole paragraph", "b", 2), "x", "a", 3);
    expect(others(on)).toEqual(["a whole paragraph"]);
  });

  it("a text that contains the other one, and a dismissal, end the conflict everywhere", () => {
    const a = write(empty, "waiting", "a", 1);
    const both = mergeLedgers(a, write(empty, "jitter", "b", 2));
    const joined = write(both, "jitter, and waiting", "b", 3);
    expect(others(mergeLedgers(joined, a))).toEqual([]);
    const dismissed = withoutOtherVersions(both, {...place, field});
    expect(others(mergeLedgers(dismissed, a))).toEqual([]);
    expect(shown(mergeLedgers(dismissed, a))).toBe("jitter");
  });

  it("clearing a text clears it", () => {
    const cleared = write(write(empty, "W grew", "a", 1), "", "a", 2);
    expect(shown(cleared)).toBe("");
    expect(others(cleared)).toEqual([]);
  });

  it("the text typed last is the one shown, even after a clock was set back", () => {
    const back = write(write(empty, "W grew", "a", 5000), "W grew much", "a", 10);
    expect(shown(back)).toBe("W grew much");
  });

  it("writing what stands there already changes nothing", () => {
    const ledger = write(empty, "W grew", "a", 1);
    expect(write(ledger, "W grew", "b", 2)).toBe(ledger);
    expect(write(empty, "", "b", 2)).toBe(empty);
  });
});

describe("progress", () => {
  const states = (ledger: Ledger) => progress(ledger, "cloud").parts.map(({state}) => state);
  const text = (ledger: Ledger, field: string) =>
    withText(ledger, {...place, field, text: "so", by: "a", at: 0});

  it("each part is as far as its furthest step, on its own track", () => {
    const predicted = predict(empty, 22, 0);
    const revealed = withReveal(predicted, {...asked, at: 10});
    const explained = text(revealed, "explanation");
    const reflected = text(explained, "reflection");
    expect([empty, predicted, revealed, explained, reflected].map((ledger) => states(ledger)[0])).toEqual([
      "not started",
      "predicted",
      "revealed",
      "explained",
      "reflected"
    ]);
    expect(states(withSkip(empty, {...asked, at: 0}))).toEqual(["skipped", "not started", "not started"]);
    expect(progress(reflected, "cloud").fraction).toBeCloseTo(1 / 3, 12);
    expect(progress(reflected, "edge").fraction).toBe(0);
  });

  it("a blank reflection is none", () => {
    expect(states(withText(empty, {...place, field: "reflection", text: " \n", by: "a", at: 0}))[0]).toBe(
      "not started"
    );
  });

  it("never goes back, except by clearing a text, and lies within [0, 1]", () => {
    fc.assert(
      fc.property(anyLedger, fc.array(anyStep, {maxLength: 8}), (before, steps) => {
        const after = play(
          before,
          steps.filter(({name}) => !/^(write|dismiss)/.test(name)),
          "tab-b"
        );
        const [p, q] = [progress(before, "cloud").fraction, progress(after, "cloud").fraction];
        expect(q).toBeGreaterThanOrEqual(p);
        expect(q).toBeLessThanOrEqual(1);
      }),
      {numRuns: 100}
    );
  });
});

describe("keys", () => {
  it.each(["cloud", "doubled-rate/v2", "a b", "3"])("%s is one", (key) =>
    expect(isLedgerKey(key)).toBe(true)
  );
  it.each(["", "__proto__", "<b>", " a", "ü", "a".repeat(121), 3, null])("%s is none", (key) =>
    expect(isLedgerKey(key)).toBe(false)
  );
});
