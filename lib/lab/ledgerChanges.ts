/**
 * Changes of the ledger: each takes a ledger and returns another one, and none ever alters or removes a committed
 * prediction, a deployment or a piece of evidence. Places, keys and lengths are checked before anything changes.
 */
import {invalid} from "../invalid.js";
import type {Evidence} from "./evidence.js";
import {type Instant, isoTime, isoTimeAfter} from "./instant.js";
import {
  type Attempt,
  attemptsLeft,
  type Confidence,
  currentRound,
  isLedgerKey,
  LEDGER_LIMITS,
  type Ledger,
  type LedgerEntry,
  type LedgerRecord,
  type Lock,
  ledgerEntry,
  PARTS,
  type Place,
  TEXT_FIELDS
} from "./ledger.js";
import {
  entryKey,
  joinAttempts,
  joinEdits,
  joinEvidence,
  joinKeyed,
  joinLocks,
  joinRounds,
  joinSteps,
  orderVersions,
  seenEdits
} from "./mergeLedgers.js";

type At = {readonly at: Instant};

/**
 * The ledger with another track chosen; what was done on any track stays where it is.
 * @throws RangeError when the id is not a key or the time is none
 */
export function withTrack(ledger: Ledger, {track, at}: {readonly track: string} & At): Ledger {
  if (!isLedgerKey(track)) throw invalid("track", track);
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
  if (number !== null && !Number.isFinite(number)) throw invalid("number", number);
  if (number === null && choice === null) throw invalid("prediction", "nothing was said");
  if (!(Number.isInteger(confidence) && confidence >= 1 && confidence <= 5))
    throw invalid("confidence", confidence);
  requireLabel("mechanism", mechanism);
  if (choice !== null) requireLabel("choice", choice);
  const known = lockOf(ledger, place, question)?.predictions ?? [];
  const committedAt = isoTimeAfter("at", at, known.at(-1)?.committedAt ?? null);
  return withLock(ledger, place, {
    question,
    predictions: [{number, choice, mechanism, confidence, committedAt}],
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

/**
 * The ledger with a text as the tab `by` now has it. What that tab wrote before, and what it has seen of others, is
 * replaced; versions that others write meanwhile are kept beside it when the copies are merged.
 * @throws RangeError for a field that is none, or a text longer than LEDGER_LIMITS.text
 */
export function withText(
  ledger: Ledger,
  {
    field,
    text,
    by,
    at,
    ...place
  }: Place & At & {readonly field: string; readonly text: string; readonly by: string}
): Ledger {
  if (!TEXT_FIELDS.includes(field as (typeof TEXT_FIELDS)[number])) throw invalid("field", field);
  if (text.length > LEDGER_LIMITS.text) throw invalid("text", `${text.length} characters`);
  requireKey("by", by);
  const seen = seenEdits(ledger);
  const editedAt = isoTimeAfter(
    "at",
    at,
    [...seen.values()].reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null)
  );
  const changed = withEntry(ledger, place, (entry) => ({
    ...entry,
    texts: joinKeyed(
      entry.texts.filter((known) => known.field !== field),
      [{field, versions: orderVersions([{text, editedAt, by}])}],
      LEDGER_LIMITS.texts,
      (known) => known.field,
      (a, b) => b ?? a ?? {field, versions: []}
    )
  }));
  return {...changed, edits: joinEdits(seen, new Map([[by, editedAt]]))};
}

/** The ledger with a step done: the first time counts. */
export function withStep(ledger: Ledger, {step, at, ...place}: Place & At & {readonly step: string}): Ledger {
  requireKey("step", step);
  const done = [{step, at: isoTime("at", at)}];
  return withEntry(ledger, place, (entry) => ({...entry, steps: joinSteps(entry.steps, done)}));
}

/** The ledger with one more piece of measured evidence. */
export function withEvidence(
  ledger: Ledger,
  {evidence, at, ...place}: Place & At & {readonly evidence: Evidence}
): Ledger {
  requireLabel("label", evidence.label);
  if (!Number.isFinite(evidence.value)) throw invalid("value", evidence.value);
  requireRecord("configuration", evidence.configuration);
  const {label, value, unit, configuration, seed} = evidence;
  const item = {label, value, unit, configuration, seed, at: isoTime("at", at)};
  return withEntry(ledger, place, (entry) => ({...entry, evidence: joinEvidence(entry.evidence, [item])}));
}

/** One deployment to be logged; its round is the running one. */
export interface Deployment extends Place, At {
  readonly id: string;
  readonly configuration: LedgerRecord;
  readonly seed: number;
  readonly results: LedgerRecord;
  readonly verdict: string;
  readonly binding: string;
}

/**
 * The ledger with one more deployment in the running round.
 * @throws RangeError when the round's ten are used
 */
export function withAttempt(ledger: Ledger, {at, track, part, ...deployment}: Deployment): Ledger {
  const place = {track, part};
  if (attemptsLeft(ledger, place) === 0) throw invalid("attempt", LEDGER_LIMITS.attemptsPerRound + 1);
  requireKey("id", deployment.id);
  requireRecord("configuration", deployment.configuration);
  requireRecord("results", deployment.results);
  requireLabel("verdict", deployment.verdict);
  requireLabel("binding", deployment.binding);
  const {attempts} = ledgerEntry(ledger, place);
  const attempt: Attempt = {
    ...deployment,
    round: currentRound(ledger, place),
    at: isoTimeAfter("at", at, attempts.at(-1)?.at ?? null)
  };
  return withEntry(ledger, place, (entry) => ({...entry, attempts: joinAttempts(entry.attempts, [attempt])}));
}

/** The ledger with a new round of deployments begun; those of earlier rounds stay. */
export function withRound(ledger: Ledger, {at, ...place}: Place & At): Ledger {
  const round = {round: currentRound(ledger, place) + 1, startedAt: isoTime("at", at)};
  if (round.round > LEDGER_LIMITS.rounds) throw invalid("round", round.round);
  return withEntry(ledger, place, (entry) => ({...entry, rounds: joinRounds(entry.rounds, [round])}));
}

function lockOf(ledger: Ledger, place: Place, question: string): Lock | undefined {
  return ledgerEntry(ledger, place).locks.find((lock) => lock.question === question);
}

function withLock(ledger: Ledger, place: Place, lock: Lock): Ledger {
  requireKey("question", lock.question);
  return withEntry(ledger, place, (entry) => ({...entry, locks: joinLocks(entry.locks, [lock])}));
}

function withEntry(ledger: Ledger, place: Place, change: (entry: LedgerEntry) => LedgerEntry): Ledger {
  requireKey("track", place.track);
  if (!PARTS.includes(place.part)) throw invalid("part", place.part);
  const entry = change(ledgerEntry(ledger, place));
  const others = ledger.entries.filter((known) => entryKey(known) !== entryKey(entry));
  return {
    ...ledger,
    entries: joinKeyed(others, [entry], LEDGER_LIMITS.entries, entryKey, (a, b) => b ?? a ?? entry)
  };
}

function requireKey(name: string, value: string): void {
  if (!isLedgerKey(value)) throw invalid(name, value);
}

function requireLabel(name: string, value: string): void {
  if (typeof value !== "string" || value.length > LEDGER_LIMITS.label) throw invalid(name, value);
}

function requireRecord(name: string, record: LedgerRecord): void {
  const items = Object.entries(record);
  if (items.length > LEDGER_LIMITS.record) throw invalid(name, `${items.length} fields`);
  for (const [key, value] of items) {
    if (typeof value === "number" && !Number.isFinite(value)) throw invalid(`${name}.${key}`, value);
    if (typeof value === "string") requireLabel(`${name}.${key}`, value);
  }
}
