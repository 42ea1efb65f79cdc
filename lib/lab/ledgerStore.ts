/**
 * How a ledger is kept: load, then save by reading what another tab wrote, merging, writing, and reading back. Stored
 * text that this lab would not write itself is copied to a key of its own before it is replaced, and where that fails
 * it is left untouched; where storage is denied or full the ledger lives on in memory, and every save says so.
 *
 * A storage knows no locks: another tab may write between the reading and the writing. What it wrote over is written
 * again, at once where reading back shows it, otherwise with the next save of the tab that still has it.
 */
import {formatBytes} from "../format.js";
import {invalid} from "../invalid.js";
import {type Instant, isoTime} from "./instant.js";
import {type Ledger, newLedger} from "./ledger.js";
import {LARGEST_LEDGER, ledgerJson, type ParsedLedger, parseLedger} from "./ledgerFormat.js";
import {mergeLedgers} from "./mergeLedgers.js";

/** The least that a storage must do; any call may throw. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface LedgerStoreOptions {
  /** Null where there is none. */
  readonly storage: KeyValueStorage | null;
  /** The clock. */
  readonly now: () => Instant;
  /** A fresh id for a new ledger. */
  readonly newId: () => string;
  readonly tracks: readonly string[];
  readonly key?: string;
}

export type SaveFailure = "denied" | "full" | "too large" | "not kept" | "set aside failed";

export type SaveResult =
  | {readonly status: "saved"; readonly at: string; readonly ledger: Ledger}
  | {
      readonly status: "failed";
      readonly reason: SaveFailure;
      /** A sentence for the reader. */
      readonly detail: string;
      readonly ledger: Ledger;
    };

export interface LoadResult {
  readonly ledger: Ledger;
  /** Sentences for the reader; empty where all is well. */
  readonly notices: readonly string[];
}

export interface LedgerStore {
  load(): LoadResult;
  /** Saves `ledger` merged with what another tab has stored; the merged ledger is in the result. */
  save(ledger: Ledger): SaveResult;
  /** The ledger of another tab's write merged into `ledger`; `ledger` itself where it cannot be read. */
  absorb(ledger: Ledger, text: string | null): Ledger;
  readonly key: string;
}

export const LEDGER_KEY = "model-serving-lab/ledger";

/** How many names are tried for a text that is set aside, and how often a save is tried against another tab's. */
const ASIDE_TRIES = 50;
const SAVE_TRIES = 3;

const FAILURES: Readonly<Record<SaveFailure, string>> = {
  denied: "Not saved: this browser denies storage. Export your ledger before you leave.",
  full: "Not saved: the browser’s storage is full or denied. Export your ledger before you leave.",
  "too large": `Not saved: the ledger is larger than ${formatBytes(LARGEST_LEDGER)}. Export it, and shorten a text.`,
  "not kept": "Not saved: the browser did not keep what was written. Export your ledger before you leave.",
  "set aside failed":
    "Not saved: what is stored cannot be read and could not be set aside, so it is left untouched. Export your ledger."
};

/** What a key holds: nothing, this lab's own writing, or a text that must not be lost when it is replaced. */
interface Stored {
  readonly text: string | null;
  readonly parsed: ParsedLedger | null;
  /** Exactly what this lab would write. */
  readonly own: boolean;
}

/** A store over a storage; opening it touches nothing. */
export function openLedgerStore({
  storage,
  now,
  newId,
  tracks,
  key = LEDGER_KEY
}: LedgerStoreOptions): LedgerStore {
  if (key === "") throw invalid("key", key);

  /** What this store has set aside last, so that the same text is not kept twice. */
  let kept: {readonly text: string; readonly name: string} | undefined;

  /** Undefined where storage is denied. */
  const textAt = (name: string): {readonly text: string | null} | undefined => {
    try {
      return storage ? {text: storage.getItem(name)} : undefined;
    } catch {
      return undefined;
    }
  };

  const write = (name: string, text: string): "written" | "full" | "denied" => {
    try {
      if (!storage) return "denied";
      storage.setItem(name, text);
      return "written";
    } catch (error) {
      return isQuotaError(error) ? "full" : "denied";
    }
  };

  const readStored = (): Stored | undefined => {
    const found = textAt(key);
    if (!found) return undefined;
    if (found.text === null) return {text: null, parsed: null, own: true};
    const parsed = parseLedger(found.text, {tracks});
    return {text: found.text, parsed, own: parsed.ok && ledgerJson(parsed.ledger) === found.text};
  };

  /** Puts a text where nothing overwrites it, and says under which key; undefined where that fails. */
  const setAside = (text: string): string | undefined => {
    if (kept?.text === text) return kept.name;
    const stamp = isoTime("now", now());
    for (let attempt = 0; attempt < ASIDE_TRIES; ++attempt) {
      const name = `${key}/aside/${stamp}${attempt > 0 ? `-${attempt}` : ""}`;
      const taken = textAt(name);
      if (!taken) return undefined;
      if (taken.text !== null && taken.text !== text) continue;
      if (taken.text === null && write(name, text) !== "written") return undefined;
      if (textAt(name)?.text !== text) return undefined;
      kept = {text, name};
      return name;
    }
    return undefined;
  };

  const fresh = () => newLedger({id: newId(), at: now()});

  const load = (): LoadResult => {
    const stored = readStored();
    if (!stored)
      return {
        ledger: fresh(),
        notices: [
          "This browser does not let the lab store anything: your ledger lasts as long as this page. Export it before you leave."
        ]
      };
    const {text, parsed, own} = stored;
    if (text === null || parsed === null) return {ledger: fresh(), notices: []};
    const aside = own ? undefined : setAside(text);
    if (parsed.ok) {
      const copy =
        aside && parsed.warnings.length > 0 ? [`The stored text is set aside under “${aside}”.`] : [];
      return {ledger: parsed.ledger, notices: [...parsed.warnings, ...copy]};
    }
    return {
      ledger: fresh(),
      notices: [
        aside
          ? `The stored ledger could not be read. ${parsed.detail} It is set aside under “${aside}” and a new one is begun.`
          : `The stored ledger could not be read. ${parsed.detail} It is left untouched, so nothing new can be saved here: export your ledger before you leave.`
      ]
    };
  };

  const save = (ledger: Ledger): SaveResult => {
    let merged = ledger;
    const failed = (reason: SaveFailure): SaveResult => ({
      status: "failed",
      reason,
      detail: FAILURES[reason],
      ledger: merged
    });
    for (let attempt = 0; attempt < SAVE_TRIES; ++attempt) {
      const stored = readStored();
      if (!stored) return failed("denied");
      if (stored.parsed?.ok) merged = mergeLedgers(merged, stored.parsed.ledger);
      const text = ledgerJson(merged);
      if (text.length > LARGEST_LEDGER) return failed("too large");
      if (stored.text !== text) {
        if (stored.text !== null && !stored.own && setAside(stored.text) === undefined)
          return failed("set aside failed");
        const written = write(key, text);
        if (written !== "written") return failed(written);
      }
      const back = readStored();
      if (!back) return failed("denied");
      if (back.text === text) return {status: "saved", at: isoTime("now", now()), ledger: merged};
      if (!back.parsed?.ok) {
        // A storage that cuts text off has destroyed what stood here before: that is put back.
        if (back.text !== null && text.startsWith(back.text) && stored.text !== null) write(key, stored.text);
        return failed("not kept");
      }
    }
    return failed("not kept");
  };

  const absorb = (ledger: Ledger, text: string | null): Ledger => {
    const parsed = text === null ? undefined : parseLedger(text, {tracks});
    return parsed?.ok ? mergeLedgers(ledger, parsed.ledger) : ledger;
  };

  return {load, save, absorb, key};
}

/** Browsers name a full storage in two ways. */
function isQuotaError(error: unknown): boolean {
  const name = typeof error === "object" && error !== null && "name" in error ? error.name : "";
  return name === "QuotaExceededError" || name === "NS_ERROR_DOM_QUOTA_REACHED";
}
