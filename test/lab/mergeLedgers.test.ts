import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Ledger, type LedgerEntry, ledgerEntry, lockState, newLedger} from "../../lib/lab/ledger.js";
import {withPrediction, withText, withTrack} from "../../lib/lab/ledgerChanges.js";
import {ledgerJson} from "../../lib/lab/ledgerFormat.js";
import {mergeLedgers} from "../../lib/lab/mergeLedgers.js";
import {anyLedger, threeCopies} from "./ledgers.js";

const place = {track: "cloud", part: 1, question: "q"} as const;
const predict = (number: number, at: number) =>
  withPrediction(newLedger({id: "one", at: 0}), {...place, number, mechanism: "m", confidence: 1, at});

describe("merging two copies", () => {
  it("is idempotent: every ledger is its own merge with itself", () => {
    fc.assert(
      fc.property(anyLedger, (a) => {
        expect(mergeLedgers(a, a)).toEqual(a);
      }),
      {numRuns: 200}
    );
  });

  it("is commutative, to the last byte", () => {
    fc.assert(
      fc.property(threeCopies, ([a, b]) => {
        expect(ledgerJson(mergeLedgers(a, b))).toBe(ledgerJson(mergeLedgers(b, a)));
      }),
      {numRuns: 200}
    );
  });

  it("is associative", () => {
    fc.assert(
      fc.property(threeCopies, ([a, b, c]) => {
        expect(mergeLedgers(mergeLedgers(a, b), c)).toEqual(mergeLedgers(a, mergeLedgers(b, c)));
      }),
      {numRuns: 200}
    );
  });

  it("loses no prediction, deployment, evidence, step or round of either", () => {
    const items = (entry: LedgerEntry) =>
      [
        ...entry.locks.flatMap(({predictions}) => predictions),
        ...entry.evidence,
        ...entry.attempts,
        ...entry.rounds.map(({round}) => round),
        ...entry.steps.map(({step}) => step)
      ].map((item) => JSON.stringify(item));
    fc.assert(
      fc.property(threeCopies, ([a, b]) => {
        const merged = mergeLedgers(a, b);
        for (const entry of [...a.entries, ...b.entries])
          expect(items(ledgerEntry(merged, entry))).toEqual(expect.arrayContaining(items(entry)));
      }),
      {numRuns: 100}
    );
  });

  it("loses no text that a tab wrote and the other never saw", () => {
    fc.assert(
      fc.property(threeCopies, ([a, b]) => {
        const merged = mergeLedgers(a, b);
        const written = (ledger: Ledger, by: string) =>
          ledger.entries.flatMap(({texts}) =>
            texts.flatMap(({versions}) => versions.filter((v) => v.by === by))
          );
        expect(written(merged, "tab-a")).toEqual(written(a, "tab-a"));
        expect(written(merged, "tab-b")).toEqual(written(b, "tab-b"));
      }),
      {numRuns: 100}
    );
  });
});

describe("what wins", () => {
  it("the prediction committed first, whichever copy it is in", () => {
    for (const merged of [
      mergeLedgers(predict(1, 20), predict(2, 10)),
      mergeLedgers(predict(2, 10), predict(1, 20))
    ]) {
      expect(lockState(merged, place).first?.number).toBe(2);
      expect(lockState(merged, place).later.map(({number}) => number)).toEqual([1]);
    }
  });

  it("predictions of the same millisecond have one order, whichever copy is first", () => {
    expect(mergeLedgers(predict(1, 10), predict(2, 10))).toEqual(
      mergeLedgers(predict(2, 10), predict(1, 10))
    );
  });

  it("the older ledger's name and the newer choice of track", () => {
    const older = withTrack(newLedger({id: "older", at: 5}), {track: "cloud", at: 10});
    const newer = withTrack(newLedger({id: "newer", at: 7}), {track: "edge", at: 20});
    expect(mergeLedgers(newer, older)).toMatchObject({id: "older", chosen: {track: "edge"}});
  });

  it("no track's evidence appears under another", () => {
    const text = (track: string) =>
      withText(newLedger({id: "one", at: 0}), {
        track,
        part: 1,
        field: "reflection",
        text: track,
        by: track,
        at: 0
      });
    const merged = mergeLedgers(text("cloud"), text("edge"));
    expect(merged.entries.map(({track, texts}) => [track, texts[0].versions[0].text])).toEqual([
      ["cloud", "cloud"],
      ["edge", "edge"]
    ]);
  });
});
