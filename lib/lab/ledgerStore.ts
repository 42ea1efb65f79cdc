/**
 * How a ledger is kept: load, then save by reading what another tab wrote, merging, writing, and reading back. What
 * cannot be read is set aside under a key of its own and never overwritten; where storage is denied or full the ledger
 * lives on in memory, and every save says so.
 */
import {invalid} from "../invalid.js";
import {type Instant, isoTime} from "./instant.js";
import {type Ledger, newLedger} from "./ledger.js";
import {ledgerJson, parseLedger} from "./ledgerFormat.js";
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

export type SaveResult =
  | {readonly status: "saved"; readonly at: string; readonly ledger: Ledger}
  | {
      readonly status: "failed";
      readonly reason: "denied" | "full or denied" | "not kept" | "set aside failed";
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

/** How many names are tried for a ledger that is set aside. */
const ASIDE_TRIES = 50;

/** A store over a storage; opening it touches nothing. */
export function openLedgerStore({
  storage,
  now,
  newId,
  tracks,
  key = LEDGER_KEY
}: LedgerStoreOptions): LedgerStore {
  if (key === "") throw invalid("key", key);

  const read = (name: string): {readonly ok: true; readonly text: string | null} | {readonly ok: false} => {
    if (!storage) return {ok: false};
    try {
      return {ok: true, text: storage.getItem(name)};
    } catch {
      return {ok: false};
    }
  };

  const write = (name: string, text: string): boolean => {
    if (!storage) return false;
    try {
      storage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  };

  /** Puts unreadable text where nothing overwrites it, and says under which key; undefined where that fails. */
  const setAside = (text: string): string | undefined => {
    const stamp = isoTime("now", now());
    for (let attempt = 0; attempt < ASIDE_TRIES; ++attempt) {
      const name = `${key}/aside/${stamp}${attempt > 0 ? `-${attempt}` : ""}`;
      const taken = read(name);
      if (!taken.ok) return undefined;
      if (taken.text === text) return name;
      if (taken.text !== null) continue;
      const back = write(name, text) ? read(name) : undefined;
      return back?.ok && back.text === text ? name : undefined;
    }
    return undefined;
  };

  const fresh = () => newLedger({id: newId(), at: now()});

  const load = (): LoadResult => {
    const stored = read(key);
    if (!stored.ok)
      return {
        ledger: fresh(),
        notices: [
          "This browser does not let the lab store anything: your ledger lasts as long as this page. Export it before you leave."
        ]
      };
    if (stored.text === null) return {ledger: fresh(), notices: []};
    const parsed = parseLedger(stored.text, {tracks});
    if (parsed.ok) return {ledger: parsed.ledger, notices: parsed.warnings};
    const aside = setAside(stored.text);
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
    const stored = read(key);
    if (!stored.ok)
      return {
        status: "failed",
        reason: "denied",
        detail: "Not saved: this browser denies storage. Export your ledger before you leave.",
        ledger
      };
    let merged = ledger;
    if (stored.text !== null) {
      const parsed = parseLedger(stored.text, {tracks});
      if (parsed.ok) merged = mergeLedgers(ledger, parsed.ledger);
      else if (setAside(stored.text) === undefined)
        return {
          status: "failed",
          reason: "set aside failed",
          detail:
            "Not saved: what is stored cannot be read and could not be set aside, so it is left untouched. Export your ledger.",
          ledger
        };
    }
    const text = ledgerJson(merged);
    if (!write(key, text))
      return {
        status: "failed",
        reason: "full or denied",
        detail: "Not saved: the browser’s storage is full or denied. Export your ledger before you leave.",
        ledger: merged
      };
    const back = read(key);
    if (!back.ok || back.text !== text)
      return {
        status: "failed",
        reason: "not kept",
        detail: "Not saved: the browser did not keep what was written. Export your ledger before you leave.",
        ledger: merged
      };
    return {status: "saved", at: isoTime("now", now()), ledger: merged};
  };

  const absorb = (ledger: Ledger, text: string | null): Ledger => {
    const parsed = text === null ? undefined : parseLedger(text, {tracks});
    return parsed?.ok ? mergeLedgers(ledger, parsed.ledger) : ledger;
  };

  return {load, save, absorb, key};
}
