import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LEDGER_LIMITS, type Ledger, ledgerEntry, newLedger} from "../../lib/lab/ledger.js";
import {withPrediction, withText} from "../../lib/lab/ledgerChanges.js";
import {LARGEST_LEDGER, ledgerJson, parseLedger} from "../../lib/lab/ledgerFormat.js";
import {mergeLedgers} from "../../lib/lab/mergeLedgers.js";
import {anyLedger, anyText, threeCopies, tracks} from "./ledgers.js";

const read = (text: string) => parseLedger(text, {tracks});
const place = {track: "cloud", part: 1} as const;
const sample = withText(
  withPrediction(newLedger({id: "one", at: 0}), {
    ...place,
    question: "q",
    number: 22,
    mechanism: "doubles",
    confidence: 4,
    at: 1000
  }),
  {...place, field: "reflection", text: "<script>alert(1)</script>\n“L”", by: "tab", at: 2000}
);

/** The sample's JSON with one thing changed. */
function damaged(change: (data: Damageable) => void): string {
  const data = JSON.parse(ledgerJson(sample)) as Damageable;
  change(data);
  return JSON.stringify(data);
}

interface Damageable {
  [key: string]: unknown;
  entries: {
    [key: string]: unknown;
    locks: {predictions: Record<string, unknown>[]; [key: string]: unknown}[];
    texts: {[key: string]: unknown}[];
  }[];
}

/** Every bound and type, checked anew on the result. */
function requireValid(ledger: Ledger): void {
  expect(ledger.entries.length).toBeLessThanOrEqual(LEDGER_LIMITS.entries);
  for (const {part, locks, texts, evidence, attempts, rounds} of ledger.entries) {
    expect([1, 2, 3]).toContain(part);
    for (const {predictions} of locks)
      for (const {number, choice, confidence, committedAt} of predictions) {
        expect(number === null ? typeof choice : Number.isFinite(number)).toBe(
          number === null ? "string" : true
        );
        expect([1, 2, 3, 4, 5]).toContain(confidence);
        expect(new Date(committedAt).toISOString()).toBe(committedAt);
      }
    for (const {versions} of texts) {
      expect(versions.length).toBeGreaterThan(0);
      for (const {text} of versions) expect(text.length).toBeLessThanOrEqual(LEDGER_LIMITS.text);
    }
    for (const {value} of evidence) expect(Number.isFinite(value)).toBe(true);
    for (const {round} of [...attempts, ...rounds]) expect(round).toBeLessThanOrEqual(LEDGER_LIMITS.rounds);
  }
  expect(mergeLedgers(ledger, ledger)).toEqual(ledger);
}

describe("reading what was written", () => {
  it("gives the same ledger and the same text, for whatever students and merges made", () => {
    fc.assert(
      fc.property(anyLedger, (ledger) => {
        const text = ledgerJson(ledger);
        const back = read(text);
        expect(back).toEqual({ok: true, ledger, warnings: []});
        expect(back.ok && ledgerJson(back.ledger)).toBe(text);
      }),
      {numRuns: 150}
    );
    fc.assert(
      fc.property(threeCopies, ([a, b]) => {
        const merged = mergeLedgers(a, b);
        expect(read(ledgerJson(merged))).toEqual({ok: true, ledger: merged, warnings: []});
      }),
      {numRuns: 100}
    );
  });

  it("text stays text, byte for byte", () => {
    const back = read(ledgerJson(sample));
    expect(back.ok && ledgerEntry(back.ledger, place).texts[0].versions[0].text).toBe(
      "<script>alert(1)</script>\n“L”"
    );
  });
});

describe("what is no ledger is refused with a reason", () => {
  it.each([
    ["", "corrupted"],
    ["{", "corrupted"],
    [ledgerJson(sample).slice(0, -1), "corrupted"],
    ["null", "not a ledger"],
    ["[1,2]", "not a ledger"],
    ['{"name":"package"}', "not a ledger"],
    [damaged((data) => Object.assign(data, {version: 2})), "future version"],
    [damaged((data) => Object.assign(data, {version: 1e300})), "future version"],
    [damaged((data) => Object.assign(data, {version: "1"})), "corrupted"],
    [damaged((data) => Object.assign(data, {version: -1})), "corrupted"],
    [damaged((data) => Object.assign(data, {id: "__proto__"})), "corrupted"],
    [damaged((data) => Object.assign(data, {createdAt: "2026-13-01T00:00:00.000Z"})), "corrupted"],
    ["[".repeat(200_000), "corrupted"],
    ['{"entries":'.repeat(50_000), "corrupted"],
    ["x".repeat(LARGEST_LEDGER + 1), "too large"]
  ])("%#: %.30s", (text, reason) => {
    expect(read(text)).toMatchObject({ok: false, reason});
  });

  it("deeply nested data in a field is left out, and everything else read", () => {
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const back = read(ledgerJson(sample).replace('"steps":[]', `"steps":${nested}`));
    expect(back).toMatchObject({ok: true, ledger: sample});
  });
});

describe("what is damaged is left out, said, and harms nothing else", () => {
  it.each<[string, (data: Damageable) => void]>([
    [
      "a number that is text",
      ({entries}) => Object.assign(entries[0].locks[0].predictions[0], {number: "22"})
    ],
    ["a confidence of 6", ({entries}) => Object.assign(entries[0].locks[0].predictions[0], {confidence: 6})],
    [
      "a date that is none",
      ({entries}) => Object.assign(entries[0].locks[0].predictions[0], {committedAt: "now"})
    ],
    ["a list that is none", ({entries}) => Object.assign(entries[0].locks[0], {predictions: {length: 3}})]
  ])("%s", (_name, change) => {
    const back = read(damaged(change));
    expect(back.ok && back.warnings).toEqual(["1 damaged item was left out (predictions)."]);
    expect(back.ok && ledgerEntry(back.ledger, place).locks[0].predictions).toEqual([]);
    expect(back.ok && ledgerEntry(back.ledger, place).texts).toEqual(ledgerEntry(sample, place).texts);
  });

  it("a text over the bound", () => {
    const long = damaged(({entries}) =>
      Object.assign(entries[0].texts[0], {
        versions: [{text: "x".repeat(20_001), editedAt: sample.createdAt, by: "a"}]
      })
    );
    expect(read(long)).toMatchObject({ok: true, warnings: ["1 damaged item was left out (versions)."]});
  });

  it("repeated entries and texts: the first one counts, so that no version is lost", () => {
    const twice = damaged(({entries}) => {
      entries[0].texts.push({...entries[0].texts[0], versions: []});
      entries.push(entries[0]);
    });
    expect(read(twice)).toMatchObject({
      ok: true,
      ledger: sample,
      warnings: ["3 damaged items were left out (texts, entries)."]
    });
  });

  it("a list longer than its bound", () => {
    const many = damaged(({entries}) => {
      entries[0].steps = Array.from({length: 60}, (_, i) => ({step: `s${i}`, at: sample.createdAt}));
    });
    const back = read(many);
    expect(back.ok && ledgerEntry(back.ledger, place).steps.length).toBe(LEDGER_LIMITS.steps);
    expect(back.ok && back.warnings).toEqual(["1 damaged item was left out (steps beyond 50)."]);
  });

  it("entries of a track that this lab does not know are kept and named", () => {
    const other = withText(sample, {
      track: "satellite",
      part: 1,
      field: "reflection",
      text: "far",
      by: "a",
      at: 0
    });
    expect(read(ledgerJson(other))).toEqual({
      ok: true,
      ledger: other,
      warnings: ["The track “satellite” is not one of this lab’s; its entries are kept."]
    });
  });
});

describe("hostile text", () => {
  it("keys like __proto__ reach no prototype", () => {
    const text = ledgerJson(sample)
      .replace(
        '"steps":[]',
        '"steps":[],"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}'
      )
      .replace(
        '"evidence":[]',
        `"evidence":[{"label":"a","value":1,"unit":"","configuration":{"__proto__":1},"seed":1,"at":"${sample.createdAt}"}]`
      );
    const back = read(text);
    expect(back.ok && back.warnings).toEqual(["1 damaged item was left out (evidence)."]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(back.ok && Object.getPrototypeOf(back.ledger.entries[0])).toBe(Object.prototype);
  });

  it("no string makes reading throw", () => {
    fc.assert(
      fc.property(anyText, (text) => void read(text)),
      {numRuns: 200}
    );
  });

  it("no JSON in a ledger's shape gives an invalid ledger", () => {
    const junk = fc.oneof(
      fc.jsonValue({maxDepth: 2}),
      fc.constantFrom(1, 2, "cloud", "observation", "q", sample.createdAt, "2026-03-01T00:00:00.000Z", [], {})
    );
    const shaped = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
      fc.record({...fields, extra: junk}, {requiredKeys: []});
    const list = (item: fc.Arbitrary<unknown>) =>
      fc.oneof({weight: 4, arbitrary: fc.array(item, {maxLength: 3})}, {weight: 1, arbitrary: junk});
    const mostly = (good: fc.Arbitrary<unknown>) =>
      fc.oneof({weight: 5, arbitrary: good}, {weight: 1, arbitrary: junk});
    const at = mostly(
      fc.constantFrom(sample.createdAt, "2026-03-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z")
    );
    const key = mostly(fc.constantFrom("a", "b", "constructor", "toString"));
    const number = mostly(fc.double());
    const prediction = shaped({
      number,
      choice: mostly(fc.constant("c")),
      mechanism: key,
      confidence: mostly(fc.integer({min: 1, max: 5})),
      committedAt: at
    });
    const version = shaped({text: mostly(anyText), editedAt: at, by: key});
    const values = mostly(fc.dictionary(anyText, mostly(number)));
    const entry = shaped({
      track: key,
      part: mostly(fc.integer({min: 0, max: 4})),
      locks: list(shaped({question: key, predictions: list(prediction), skippedAt: at, revealedAt: at})),
      texts: list(
        shaped({field: mostly(fc.constantFrom("observation", "reflection")), versions: list(version)})
      ),
      steps: list(shaped({step: key, at})),
      evidence: list(shaped({label: key, value: number, unit: key, configuration: values, seed: number, at})),
      rounds: list(shaped({round: mostly(fc.integer({min: 0, max: 21})), startedAt: at})),
      attempts: list(
        shaped({
          id: key,
          round: mostly(fc.integer({min: 0, max: 21})),
          configuration: values,
          seed: mostly(fc.nat()),
          results: values,
          verdict: key,
          binding: key,
          at
        })
      )
    });
    const ledger = fc.record({
      format: fc.constant("model-serving-lab/ledger"),
      version: fc.constant(1),
      id: fc.constant("one"),
      createdAt: fc.constant(sample.createdAt),
      chosen: mostly(fc.record({track: key, at})),
      entries: list(entry),
      edits: list(shaped({by: key, at}))
    });
    fc.assert(
      fc.property(ledger, (data) => {
        const back = read(JSON.stringify(data));
        expect(back.ok).toBe(true);
        if (!back.ok) return;
        requireValid(back.ledger);
        expect(read(ledgerJson(back.ledger))).toMatchObject({ok: true, ledger: back.ledger});
      }),
      {numRuns: 200}
    );
  });
});

describe("older versions", () => {
  const old = JSON.stringify({
    format: "model-serving-lab/ledger",
    version: 0,
    name: "one",
    created: sample.createdAt
  });

  it("are brought to this one step by step", () => {
    const migrations = {
      0: (data: Readonly<Record<string, unknown>>) => ({
        ...data,
        version: 1,
        id: data.name,
        createdAt: data.created
      })
    };
    expect(parseLedger(old, {tracks, migrations})).toEqual({
      ok: true,
      ledger: newLedger({id: "one", at: 0}),
      warnings: []
    });
  });

  it("are refused where no step leads there", () => {
    expect(read(old)).toMatchObject({ok: false, reason: "corrupted"});
  });
});
