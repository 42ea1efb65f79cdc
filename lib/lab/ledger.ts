/**
 * The ledger: everything that a student predicted, did, saw and wrote, as one immutable value.
 *
 * Evidence lies under its track and part, in one entry each, and no function here looks into another track's entry.
 * Every list has one canonical order and a bound, so that equal ledgers are equal texts and two copies can be merged
 * in any order. Times are canonical ISO texts (see instant.ts). Tracks are plain ids: a new track is a row of a table.
 */
import {invalid} from "../invalid.js";
import type {Evidence} from "./evidence.js";
import {type Instant, isoTime} from "./instant.js";

/** The version of the state, and of its JSON. */
export const LEDGER_VERSION = 1;

/** The three parts of the lab, in order. */
export const PARTS = [1, 2, 3] as const;
export type Part = (typeof PARTS)[number];

/** The three texts that every part asks for: what was seen, why it differs from the prediction, what follows. */
export const TEXT_FIELDS = ["observation", "explanation", "reflection"] as const;

/** What a ledger can hold: lengths in characters, all others in items. */
export const LEDGER_LIMITS = {
  text: 20_000,
  label: 500,
  key: 120,
  entries: 60,
  locks: 20,
  predictions: 50,
  texts: 20,
  versions: 10,
  steps: 50,
  evidence: 200,
  attemptsPerRound: 10,
  rounds: 20,
  attempts: 400,
  record: 64,
  editors: 500
} as const;

/** A configuration or a set of results: flat, finite numbers only (what is unbounded is said in words). */
export type LedgerRecord = Readonly<Record<string, number | string | boolean>>;

/** How sure the student is, from 1 (a guess) to 5 (certain). */
export type Confidence = 1 | 2 | 3 | 4 | 5;

/** One committed answer: a number, a choice or both, the mechanism behind it, and the confidence. */
export interface Prediction {
  readonly number: number | null;
  readonly choice: string | null;
  readonly mechanism: string;
  readonly confidence: Confidence;
  readonly committedAt: string;
}

/** One question that stands before the instruments; another wording of it is another question, with its own lock. */
export interface Lock {
  readonly question: string;
  /** In the order of commitment: the first stays the first for good. */
  readonly predictions: readonly Prediction[];
  readonly skippedAt: string | null;
  readonly revealedAt: string | null;
}

/** One version of a text; `by` is the tab or session that wrote it. */
export interface TextVersion {
  readonly text: string;
  readonly editedAt: string;
  readonly by: string;
}

/** A text of the student's: the newest version first, then those of other tabs that nobody has replaced or dismissed. */
export interface LedgerText {
  readonly field: string;
  readonly versions: readonly TextVersion[];
}

/** Something done once, such as "contrast seen". */
export interface Step {
  readonly step: string;
  readonly at: string;
}

/** Measured evidence that was put into a text. */
export interface EvidenceItem extends Evidence {
  readonly at: string;
}

/** A round of deployments after the first one, which needs no record. */
export interface Round {
  readonly round: number;
  readonly startedAt: string;
}

/** One deployment: what was deployed, what came out, and which limit bound it, in words. */
export interface Attempt {
  readonly id: string;
  readonly round: number;
  readonly configuration: LedgerRecord;
  readonly seed: number;
  readonly results: LedgerRecord;
  readonly verdict: string;
  readonly binding: string;
  readonly at: string;
}

/** Everything of one part on one track. */
export interface LedgerEntry {
  readonly track: string;
  readonly part: Part;
  readonly locks: readonly Lock[];
  readonly texts: readonly LedgerText[];
  readonly steps: readonly Step[];
  readonly evidence: readonly EvidenceItem[];
  readonly rounds: readonly Round[];
  readonly attempts: readonly Attempt[];
}

export interface Ledger {
  readonly version: typeof LEDGER_VERSION;
  readonly id: string;
  readonly createdAt: string;
  /** The track that the student works on. */
  readonly chosen: {readonly track: string; readonly at: string} | null;
  readonly entries: readonly LedgerEntry[];
  /** The latest text edit of each tab or session that this copy has seen: what tells an old version from a lost one. */
  readonly edits: readonly {readonly by: string; readonly at: string}[];
}

/** Where something lies in the ledger. */
export interface Place {
  readonly track: string;
  readonly part: Part;
}

/**
 * An empty ledger.
 * @throws RangeError when the id is not an identifier
 * @example
 * newLedger({id: "a1", at: 0}).createdAt // => "1970-01-01T00:00:00.000Z"
 */
export function newLedger({id, at}: {readonly id: string; readonly at: Instant}): Ledger {
  if (!isLedgerKey(id)) throw invalid("id", id);
  return {version: LEDGER_VERSION, id, createdAt: isoTime("at", at), chosen: null, entries: [], edits: []};
}

/** The entry of a part on a track; empty where nothing has happened yet. */
export function ledgerEntry(ledger: Ledger, {track, part}: Place): LedgerEntry {
  const found = ledger.entries.find((entry) => entry.track === track && entry.part === part);
  return found ?? {track, part, locks: [], texts: [], steps: [], evidence: [], rounds: [], attempts: []};
}

/** What a page needs to know of a lock: the first prediction, the later ones, and whether the instruments are free. */
export interface LockState {
  readonly first: Prediction | null;
  readonly later: readonly Prediction[];
  readonly skippedAt: string | null;
  readonly revealedAt: string | null;
  /** Predicted or skipped: the instruments are free. */
  readonly open: boolean;
}

/** The state of the lock before a question; closed where it has never been answered on this track and part. */
export function lockState(ledger: Ledger, place: Place & {readonly question: string}): LockState {
  const lock = ledgerEntry(ledger, place).locks.find(({question}) => question === place.question);
  const [first = null, ...later] = lock?.predictions ?? [];
  const skippedAt = lock?.skippedAt ?? null;
  return {
    first,
    later,
    skippedAt,
    revealedAt: lock?.revealedAt ?? null,
    open: first !== null || skippedAt !== null
  };
}

/** The student's text in a field, "" where there is none. */
export function ledgerTextOf(ledger: Ledger, place: Place & {readonly field: string}): string {
  return versionsOf(ledger, place)[0]?.text ?? "";
}

/**
 * The versions of a text that other tabs wrote and that say something which the shown one does not: blank ones,
 * repetitions and those contained in the shown text are left out.
 */
export function otherVersions(
  ledger: Ledger,
  place: Place & {readonly field: string}
): readonly TextVersion[] {
  const [current, ...others] = versionsOf(ledger, place);
  const told = [current?.text ?? ""];
  return others.filter(({text}) => {
    if (told.some((known) => known.includes(text.trim()))) return false;
    told.push(text);
    return true;
  });
}

/** The round of deployments that is running: 1 until a new one is started. */
export function currentRound(ledger: Ledger, place: Place): number {
  const {rounds, attempts} = ledgerEntry(ledger, place);
  return Math.max(1, ...rounds.map(({round}) => round), ...attempts.map(({round}) => round));
}

/** The deployments of a round, in order; of the running one if none is named. */
export function attemptsOf(
  ledger: Ledger,
  {track, part, round = currentRound(ledger, {track, part})}: Place & {readonly round?: number}
): readonly Attempt[] {
  return ledgerEntry(ledger, {track, part}).attempts.filter((attempt) => attempt.round === round);
}

/** How many deployments the running round still has: 10 less those made, never below 0. */
export function attemptsLeft(ledger: Ledger, place: Place): number {
  return Math.max(0, LEDGER_LIMITS.attemptsPerRound - attemptsOf(ledger, place).length);
}

/** Whether a text can serve as an id or a key: it starts with a letter or digit, so `__proto__` is none. */
export function isLedgerKey(value: unknown): value is string {
  return typeof value === "string" && value.length <= LEDGER_LIMITS.key && KEY.test(value);
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9 _./:@=+-]*$/;

function versionsOf(ledger: Ledger, place: Place & {readonly field: string}): readonly TextVersion[] {
  return ledgerEntry(ledger, place).texts.find(({field}) => field === place.field)?.versions ?? [];
}
