/**
 * The parts of a ledger read from plain data. Each reader returns a value built of checked fields alone, or undefined;
 * a list leaves out what is damaged, repeated or beyond its bound, and notes its name in `dropped`.
 */
import {isIsoTime} from "./instant.js";
import {
  type Attempt,
  type EvidenceItem,
  isLedgerKey,
  LEDGER_LIMITS,
  type LedgerEntry,
  type LedgerRecord,
  type LedgerText,
  type Lock,
  PARTS,
  type Prediction,
  type Round,
  type Step,
  TEXT_FIELDS,
  type TextVersion
} from "./ledger.js";
import {isRecordKey} from "./ledgerChecks.js";

/** An object as JSON gives it: nothing is known of its fields. */
export type Plain = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no list. */
export function isObject(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field of an object itself, never an inherited one. */
export function own(object: Plain, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The readable items of a list, each key once (its first item) where items have one. */
export function readList<T>(
  parent: Plain,
  name: string,
  most: number,
  dropped: string[],
  read: (item: Plain) => T | undefined,
  key?: (item: T) => string
): readonly T[] {
  const items = own(parent, name);
  if (items === undefined) return [];
  if (!Array.isArray(items)) {
    dropped.push(name);
    return [];
  }
  const keys = new Set<string>();
  const good: T[] = [];
  for (const item of items.slice(0, most)) {
    const value = isObject(item) ? read(item) : undefined;
    const repeated = value !== undefined && key !== undefined && keys.has(key(value));
    if (value === undefined || repeated) dropped.push(name);
    else {
      good.push(value);
      if (key) keys.add(key(value));
    }
  }
  if (items.length > most) dropped.push(`${name} beyond ${most}`);
  return good;
}

function isText(value: unknown, most: number): value is string {
  return typeof value === "string" && value.length <= most;
}

function isLabel(value: unknown): value is string {
  return isText(value, LEDGER_LIMITS.label);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function timeOrNull(value: unknown): string | null {
  return isIsoTime(value) ? value : null;
}

/** One entry: a part on a track. */
export function readEntry(entry: Plain, dropped: string[]): LedgerEntry | undefined {
  const track = own(entry, "track");
  const part = PARTS.find((known) => known === own(entry, "part"));
  if (!isLedgerKey(track) || part === undefined) return undefined;
  return {
    track,
    part,
    locks: readList(
      entry,
      "locks",
      LEDGER_LIMITS.locks,
      dropped,
      (lock) => readLock(lock, dropped),
      ({question}) => question
    ),
    texts: readList(
      entry,
      "texts",
      LEDGER_LIMITS.texts,
      dropped,
      (text) => readText(text, dropped),
      ({field}) => field
    ),
    steps: readList(entry, "steps", LEDGER_LIMITS.steps, dropped, readStep, ({step}) => step),
    evidence: readList(entry, "evidence", LEDGER_LIMITS.evidence, dropped, readEvidence),
    rounds: readList(entry, "rounds", LEDGER_LIMITS.rounds, dropped, readRound, ({round}) => String(round)),
    attempts: readList(entry, "attempts", LEDGER_LIMITS.attempts, dropped, readAttempt, ({id}) => id)
  };
}

function readLock(lock: Plain, dropped: string[]): Lock | undefined {
  const question = own(lock, "question");
  if (!isLedgerKey(question)) return undefined;
  return {
    question,
    predictions: readList(lock, "predictions", LEDGER_LIMITS.predictions, dropped, readPrediction),
    skippedAt: timeOrNull(own(lock, "skippedAt")),
    revealedAt: timeOrNull(own(lock, "revealedAt"))
  };
}

function readPrediction(item: Plain): Prediction | undefined {
  const number = own(item, "number") ?? null;
  const choice = own(item, "choice") ?? null;
  const mechanism = own(item, "mechanism");
  const confidence = ([1, 2, 3, 4, 5] as const).find((known) => known === own(item, "confidence"));
  const committedAt = own(item, "committedAt");
  if (!(number === null || isNumber(number)) || !(choice === null || isLabel(choice))) return undefined;
  if ((number === null && choice === null) || !isLabel(mechanism) || confidence === undefined)
    return undefined;
  if (!isIsoTime(committedAt)) return undefined;
  return {number: number === 0 ? 0 : number, choice, mechanism, confidence, committedAt};
}

function readText(item: Plain, dropped: string[]): LedgerText | undefined {
  const field = TEXT_FIELDS.find((known) => known === own(item, "field"));
  if (field === undefined) return undefined;
  const versions = readList(
    item,
    "versions",
    LEDGER_LIMITS.versions,
    dropped,
    (version): TextVersion | undefined => {
      const [text, editedAt, by] = [own(version, "text"), own(version, "editedAt"), own(version, "by")];
      return isText(text, LEDGER_LIMITS.text) && isIsoTime(editedAt) && isLedgerKey(by)
        ? {text, editedAt, by}
        : undefined;
    }
  );
  return {field, versions};
}

function readStep(item: Plain): Step | undefined {
  const [step, at] = [own(item, "step"), own(item, "at")];
  return isLedgerKey(step) && isIsoTime(at) ? {step, at} : undefined;
}

function readRecord(value: unknown): LedgerRecord | undefined {
  if (!isObject(value)) return undefined;
  const items = Object.entries(value);
  if (items.length > LEDGER_LIMITS.record) return undefined;
  const good = items.every(
    ([key, item]) => isRecordKey(key) && (isNumber(item) || isLabel(item) || typeof item === "boolean")
  );
  const plain = items.map(([key, item]) => [key, item === 0 ? 0 : item]);
  return good ? (Object.fromEntries(plain) as LedgerRecord) : undefined;
}

function seedOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
}

function readEvidence(item: Plain): EvidenceItem | undefined {
  const [label, value, unit, at] = [
    own(item, "label"),
    own(item, "value"),
    own(item, "unit"),
    own(item, "at")
  ];
  const configuration = readRecord(own(item, "configuration"));
  const seed = own(item, "seed") === null ? null : seedOf(own(item, "seed"));
  if (!isLabel(label) || !isNumber(value) || !isLabel(unit) || !configuration) return undefined;
  return seed !== undefined && isIsoTime(at)
    ? {label, value: value === 0 ? 0 : value, unit, configuration, seed, at}
    : undefined;
}

function isRoundNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LEDGER_LIMITS.rounds;
}

function readRound(item: Plain): Round | undefined {
  const [round, startedAt] = [own(item, "round"), own(item, "startedAt")];
  return isRoundNumber(round) && isIsoTime(startedAt) ? {round, startedAt} : undefined;
}

function readAttempt(item: Plain): Attempt | undefined {
  const [id, round, verdict, binding, at] = [
    own(item, "id"),
    own(item, "round"),
    own(item, "verdict"),
    own(item, "binding"),
    own(item, "at")
  ];
  const configuration = readRecord(own(item, "configuration"));
  const results = readRecord(own(item, "results"));
  const seed = seedOf(own(item, "seed"));
  if (!isLedgerKey(id) || !isRoundNumber(round) || !isLabel(verdict) || !isLabel(binding)) return undefined;
  if (!configuration || !results || seed === undefined || !isIsoTime(at)) return undefined;
  return {id, round, configuration, seed, results, verdict, binding, at};
}
