/**
 * The ledger as JSON text, and the way back. Reading is strict: every field is checked for type and bound, unknown
 * fields are dropped, and nothing but plain own properties is looked at, so hostile text yields an answer, never an
 * error. What a newer lab wrote is recognised and left alone.
 */
import {formatBytes} from "../format.js";
import {KIB, MIB} from "../units.js";
import {isIsoTime} from "./instant.js";
import {
  type Attempt,
  type EvidenceItem,
  isLedgerKey,
  LEDGER_LIMITS,
  LEDGER_VERSION,
  type Ledger,
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
import {mergeLedgers} from "./mergeLedgers.js";

/** The largest text that is read [B]: far above what the limits allow a reader to write. */
export const LARGEST_LEDGER = 4 * MIB;

/** The format's name in the file, so that another JSON file is not taken for a ledger. */
const FORMAT = "model-serving-lab/ledger";

export type ParsedLedger =
  | {readonly ok: true; readonly ledger: Ledger; readonly warnings: readonly string[]}
  | {
      readonly ok: false;
      readonly reason: "too large" | "corrupted" | "not a ledger" | "future version";
      /** A sentence for the reader. */
      readonly detail: string;
    };

/** The ledger as text; equal ledgers give equal texts. */
export function ledgerJson(ledger: Ledger): string {
  return JSON.stringify({format: FORMAT, ...ledger});
}

/**
 * The ledger in a text, or why there is none. Entries of tracks that this lab does not know are kept (they may come
 * from a fork) and named in `warnings`, as is everything that was dropped.
 */
export function parseLedger(text: string, {tracks}: {readonly tracks: readonly string[]}): ParsedLedger {
  if (text.length > LARGEST_LEDGER)
    return {
      ok: false,
      reason: "too large",
      detail: `The file is larger than ${formatBytes(LARGEST_LEDGER)}; a ledger is usually smaller than ${formatBytes(100 * KIB)}.`
    };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return {ok: false, reason: "corrupted", detail: "The text is not valid JSON: it was cut off or changed."};
  }
  if (!isObject(data) || (own(data, "format") !== FORMAT && own(data, "entries") === undefined))
    return {ok: false, reason: "not a ledger", detail: "This is valid JSON, but no ledger of this lab."};
  const version = own(data, "version");
  if (typeof version === "number" && version > LEDGER_VERSION)
    return {
      ok: false,
      reason: "future version",
      detail: `The ledger was written by a newer lab (version ${String(version).slice(0, 10)}; this one reads ${LEDGER_VERSION}).`
    };
  const id = own(data, "id");
  const createdAt = own(data, "createdAt");
  if (version !== LEDGER_VERSION || !isLedgerKey(id) || !isIsoTime(createdAt))
    return {
      ok: false,
      reason: "corrupted",
      detail: "The ledger’s head is damaged: version, id or date is missing."
    };

  const dropped: string[] = [];
  const list = <T>(parent: Plain, key: string, most: number, read: (item: Plain) => T | undefined): T[] => {
    const items = own(parent, key);
    if (items === undefined) return [];
    if (!Array.isArray(items)) {
      dropped.push(key);
      return [];
    }
    const good: T[] = [];
    for (const item of items.slice(0, most)) {
      const value = isObject(item) ? read(item) : undefined;
      if (value === undefined) dropped.push(key);
      else good.push(value);
    }
    if (items.length > most) dropped.push(`${key} beyond ${most}`);
    return good;
  };

  const entries = list(data, "entries", LEDGER_LIMITS.entries, (entry) => readEntry(entry, list));
  const chosen = own(data, "chosen");
  const track = isObject(chosen) ? own(chosen, "track") : undefined;
  const chosenAt = isObject(chosen) ? own(chosen, "at") : undefined;
  const raw: Ledger = {
    version: LEDGER_VERSION,
    id,
    createdAt,
    chosen: isLedgerKey(track) && isIsoTime(chosenAt) ? {track, at: chosenAt} : null,
    entries,
    edits: list(data, "edits", LEDGER_LIMITS.editors, (edit) => {
      const [by, at] = [own(edit, "by"), own(edit, "at")];
      return isLedgerKey(by) && isIsoTime(at) ? {by, at} : undefined;
    })
  };
  const unknown = new Set(entries.map((entry) => entry.track).filter((name) => !tracks.includes(name)));
  const warnings = [
    ...(dropped.length > 0
      ? [
          `${dropped.length} damaged ${dropped.length === 1 ? "item was" : "items were"} left out (${[...new Set(dropped)].slice(0, 5).join(", ")}).`
        ]
      : []),
    ...[...unknown]
      .slice(0, 5)
      .map((name) => `The track “${name.slice(0, 30)}” is not one of this lab’s; its entries are kept.`)
  ];
  // Merging with itself puts every list into its canonical order and bound.
  return {ok: true, ledger: mergeLedgers(raw, raw), warnings};
}

type Plain = Record<string, unknown>;
type ReadList = <T>(parent: Plain, key: string, most: number, read: (item: Plain) => T | undefined) => T[];

function isObject(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(object: Plain, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
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

function readEntry(entry: Plain, list: ReadList): LedgerEntry | undefined {
  const track = own(entry, "track");
  const part = PARTS.find((known) => known === own(entry, "part"));
  if (!isLedgerKey(track) || part === undefined) return undefined;
  return {
    track,
    part,
    locks: list(entry, "locks", LEDGER_LIMITS.locks, (lock) => readLock(lock, list)),
    texts: list(entry, "texts", LEDGER_LIMITS.texts, (text) => readText(text, list)),
    steps: list(entry, "steps", LEDGER_LIMITS.steps, readStep),
    evidence: list(entry, "evidence", LEDGER_LIMITS.evidence, readEvidence),
    rounds: list(entry, "rounds", LEDGER_LIMITS.rounds, readRound),
    attempts: list(entry, "attempts", LEDGER_LIMITS.attempts, readAttempt)
  };
}

function readLock(lock: Plain, list: ReadList): Lock | undefined {
  const question = own(lock, "question");
  if (!isLedgerKey(question)) return undefined;
  return {
    question,
    predictions: list(lock, "predictions", LEDGER_LIMITS.predictions, readPrediction),
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
  return isIsoTime(committedAt) ? {number, choice, mechanism, confidence, committedAt} : undefined;
}

function readText(item: Plain, list: ReadList): LedgerText | undefined {
  const field = TEXT_FIELDS.find((known) => known === own(item, "field"));
  if (field === undefined) return undefined;
  const versions = list(item, "versions", LEDGER_LIMITS.versions, (version): TextVersion | undefined => {
    const [text, editedAt, by] = [own(version, "text"), own(version, "editedAt"), own(version, "by")];
    return isText(text, LEDGER_LIMITS.text) && isIsoTime(editedAt) && isLedgerKey(by)
      ? {text, editedAt, by}
      : undefined;
  });
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
    ([key, item]) =>
      isLabel(key) && key !== "__proto__" && (isNumber(item) || isLabel(item) || typeof item === "boolean")
  );
  return good ? (Object.fromEntries(items) as LedgerRecord) : undefined;
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
  return seed !== undefined && isIsoTime(at) ? {label, value, unit, configuration, seed, at} : undefined;
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
