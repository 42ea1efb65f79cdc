/**
 * Changes of the ledger: each takes a ledger and returns another one, and none ever alters or removes a committed
 * prediction, a deployment or a piece of evidence. Places, keys and lengths are checked before anything changes.
 */
import {invalid} from "../invalid.js";
import {editedVersion} from "./editedVersion.js";
import type {Evidence} from "./evidence.js";
import {type Instant, isoTime, isoTimeAfter} from "./instant.js";
import {
  type Confidence,
  LEDGER_LIMITS,
  type Ledger,
  type LedgerEntry,
  type LedgerText,
  type Lock,
  ledgerEntry,
  PARTS,
  type Place,
  TEXT_FIELDS
} from "./ledger.js";
import {finite, plainRecord, requireKey, requireLabel, requireRoom, requireSeed} from "./ledgerChecks.js";
import {
  entryKey,
  joinEdits,
  joinEvidence,
  joinKeyed,
  joinLocks,
  joinSteps,
  orderVersions,
  seenEdits
} from "./mergeLedgers.js";

export type At = {readonly at: Instant};

/**
 * The ledger with another track chosen; what was done on any track stays where it is.
 * @throws RangeError when the id is not a key or the time is none
 */
export function withTrack(ledger: Ledger, {track, at}: {readonly track: string} & At): Ledger {
  requireKey("track", track);
  return {...ledger, chosen: {track, at: isoTimeAfter("at", at, ledger.chosen?.at ?? null)}};
}

/** What is committed before the instruments open: a number, a choice or both. */
export interface Commitment extends Place, At {
  readonly question: string;
  readonly number?: number | null;
  readonly choice?: string | null;
  readonly mechanism: string;
  readonly confidence: Confidence;
}

/**
 * The ledger with one more prediction. The first one of a question stays first for good; this one is kept beside it.
 * @throws RangeError for a number that is not finite, a confidence outside 1 to 5, or keys that are none
 */
export function withPrediction(
  ledger: Ledger,
  {number = null, choice = null, mechanism, confidence, at, question, ...place}: Commitment
): Ledger {
  const said = number === null ? null : finite("number", number);
  if (number === null && choice === null) throw invalid("prediction", "nothing was said");
  if (!(Number.isInteger(confidence) && confidence >= 1 && confidence <= 5))
    throw invalid("confidence", confidence);
  requireLabel("mechanism", mechanism);
  if (choice !== null) requireLabel("choice", choice);
  const known = lockOf(ledger, place, question)?.predictions ?? [];
  const committedAt = isoTimeAfter("at", at, known.at(-1)?.committedAt ?? null);
  return withLock(ledger, place, {
    question,
    predictions: [{number: said, choice, mechanism, confidence, committedAt}],
    skippedAt: null,
    revealedAt: null
  });
}

/** The ledger with a question skipped: the first time counts. */
export function withSkip(
  ledger: Ledger,
  {question, at, ...place}: Place & At & {readonly question: string}
): Ledger {
  return withLock(ledger, place, {
    question,
    predictions: [],
    skippedAt: isoTime("at", at),
    revealedAt: null
  });
}

/** The ledger with a question's truth seen: the first time counts. */
export function withReveal(
  ledger: Ledger,
  {question, at, ...place}: Place & At & {readonly question: string}
): Ledger {
  return withLock(ledger, place, {
    question,
    predictions: [],
    skippedAt: null,
    revealedAt: isoTime("at", at)
  });
}

/** One edit: the whole text as it now is, and the tab or session that has it. */
export interface TextEdit extends Place, At {
  readonly field: string;
  readonly text: string;
  readonly by: string;
}

/**
 * The ledger with a text edited. It takes the place of the version that it was made from (see editedVersion.ts). What
 * another tab wrote stays beside it until it is part of the text or dismissed.
 * @throws RangeError for a field that is none, or a text longer than LEDGER_LIMITS.text
 */
export function withText(ledger: Ledger, {field, text, by, at, ...place}: TextEdit): Ledger {
  if (!TEXT_FIELDS.includes(field as (typeof TEXT_FIELDS)[number])) throw invalid("field", field);
  if (text.length > LEDGER_LIMITS.text) throw invalid("text", `${text.length} characters`);
  requireKey("by", by);
  const known = ledgerEntry(ledger, place).texts.find((item) => item.field === field)?.versions ?? [];
  if (text === (known[0]?.text ?? "")) return ledger;
  const seen = seenEdits(ledger);
  const latest = [...seen.values()].reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
  const editedAt = isoTimeAfter("at", at, latest);
  const base = editedVersion(known, text, by);
  const others = known.filter((version) => version !== base && !text.includes(version.text.trim()));
  const changed = withVersions(ledger, place, {field, versions: [{text, editedAt, by}, ...others]});
  return {...changed, edits: joinEdits(seen, new Map([[by, editedAt]]))};
}

/** The ledger with only the shown version of a text: what other tabs wrote beside it is dismissed, here and there. */
export function withoutOtherVersions(
  ledger: Ledger,
  {field, ...place}: Place & {readonly field: string}
): Ledger {
  const known = ledgerEntry(ledger, place).texts.find((item) => item.field === field);
  if (known === undefined || known.versions.length < 2) return ledger;
  const seen = seenEdits(ledger);
  const changed = withVersions(ledger, place, {field, versions: known.versions.slice(0, 1)});
  return {...changed, edits: joinEdits(seen, new Map())};
}

/** The ledger with a step done: the first time counts. */
export function withStep(ledger: Ledger, {step, at, ...place}: Place & At & {readonly step: string}): Ledger {
  requireKey("step", step);
  const {steps} = ledgerEntry(ledger, place);
  if (!steps.some((known) => known.step === step)) requireRoom("steps", steps.length, LEDGER_LIMITS.steps);
  const done = [{step, at: isoTime("at", at)}];
  return withEntry(ledger, place, (entry) => ({...entry, steps: joinSteps(entry.steps, done)}));
}

/**
 * The ledger with one more piece of measured evidence; beyond LEDGER_LIMITS.evidence the oldest goes.
 * @throws RangeError for a value that is not finite, a seed that is none, or a configuration that JSON cannot keep
 */
export function withEvidence(
  ledger: Ledger,
  {evidence, at, ...place}: Place & At & {readonly evidence: Evidence}
): Ledger {
  const {label, unit, seed} = evidence;
  requireLabel("label", label);
  requireLabel("unit", unit);
  if (seed !== null) requireSeed(seed);
  const value = finite("value", evidence.value);
  const configuration = plainRecord("configuration", evidence.configuration);
  const item = {label, value, unit, configuration, seed, at: isoTime("at", at)};
  return withEntry(ledger, place, (entry) => ({...entry, evidence: joinEvidence(entry.evidence, [item])}));
}

function lockOf(ledger: Ledger, place: Place, question: string): Lock | undefined {
  return ledgerEntry(ledger, place).locks.find((lock) => lock.question === question);
}

function withLock(ledger: Ledger, place: Place, lock: Lock): Ledger {
  requireKey("question", lock.question);
  const {locks} = ledgerEntry(ledger, place);
  if (!lockOf(ledger, place, lock.question)) requireRoom("questions", locks.length, LEDGER_LIMITS.locks);
  return withEntry(ledger, place, (entry) => ({...entry, locks: joinLocks(entry.locks, [lock])}));
}

/**
 * The ledger with one entry changed, everything else as it was.
 * @throws RangeError for a place that is none, or where the ledger is full
 */
export function withEntry(ledger: Ledger, place: Place, change: (entry: LedgerEntry) => LedgerEntry): Ledger {
  requireKey("track", place.track);
  if (!PARTS.includes(place.part)) throw invalid("part", place.part);
  const entry = change(ledgerEntry(ledger, place));
  const others = ledger.entries.filter((known) => entryKey(known) !== entryKey(entry));
  requireRoom("entries", others.length, LEDGER_LIMITS.entries);
  return {
    ...ledger,
    entries: joinKeyed(others, [entry], LEDGER_LIMITS.entries, entryKey, (a, b) => b ?? a ?? entry)
  };
}

function withVersions(ledger: Ledger, place: Place, {field, versions}: LedgerText): Ledger {
  const text = {field, versions: orderVersions(versions)};
  return withEntry(ledger, place, (entry) => ({
    ...entry,
    texts: joinKeyed(
      entry.texts.filter((known) => known.field !== field),
      [text],
      LEDGER_LIMITS.texts,
      (known) => known.field,
      (a, b) => b ?? a ?? text
    )
  }));
}
