/**
 * The ledger as JSON text, and the way back. Reading is strict: every field is checked for type and bound, and nothing
 * but plain own properties is looked at, so hostile text yields an answer, never an error. What a newer lab wrote is
 * recognised and left alone.
 */
import {formatBytes} from "../format.js";
import {KIB, MIB} from "../units.js";
import {isIsoTime} from "./instant.js";
import {isLedgerKey, LEDGER_LIMITS, LEDGER_VERSION, type Ledger} from "./ledger.js";
import {entryKey, mergeLedgers} from "./mergeLedgers.js";
import {isObject, own, type Plain, readEntry, readList} from "./readLedger.js";

/** The longest text that is read or written [characters]: what a browser's storage surely has room for. */
export const LARGEST_LEDGER = 2 * MIB;

/** The format's name in the file, so that another JSON file is not taken for a ledger. */
const FORMAT = "model-serving-lab/ledger";

/** How many unknown tracks are named, and how many kinds of damage. */
const MOST_NAMED = 5;

export type ParsedLedger =
  | {readonly ok: true; readonly ledger: Ledger; readonly warnings: readonly string[]}
  | {
      readonly ok: false;
      readonly reason: "too large" | "corrupted" | "not a ledger" | "future version";
      /** A sentence for the reader. */
      readonly detail: string;
    };

/** Steps from the data of a version to that of the next, by the version they start from. */
export type LedgerMigrations = Readonly<Record<number, (data: Plain) => Plain>>;

const MIGRATIONS: LedgerMigrations = {};

/** The ledger as text; equal ledgers give equal texts. */
export function ledgerJson(ledger: Ledger): string {
  return JSON.stringify({format: FORMAT, ...ledger});
}

/**
 * The ledger in a text, or why there is none. Entries of tracks that this lab does not know are kept (they may come
 * from a fork) and named in `warnings`; so is every item that was left out because it is damaged, repeated or beyond
 * the bounds. Texts of older versions are brought to this one step by step.
 */
export function parseLedger(
  text: string,
  {
    tracks,
    migrations = MIGRATIONS
  }: {readonly tracks: readonly string[]; readonly migrations?: LedgerMigrations}
): ParsedLedger {
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
  const current = migrated(data, version, migrations);
  return current
    ? readLedger(current, tracks)
    : {ok: false, reason: "corrupted", detail: "The ledger’s head is damaged: its version is missing."};
}

/** The data brought to this version; undefined where no step leads there. */
function migrated(data: Plain, version: unknown, migrations: LedgerMigrations): Plain | undefined {
  if (!Number.isInteger(version)) return undefined;
  let current: Plain | undefined = data;
  for (let from = version as number; from < LEDGER_VERSION && current; ++from)
    current = Object.hasOwn(migrations, from) ? migrations[from](current) : undefined;
  return current;
}

function readLedger(data: Plain, tracks: readonly string[]): ParsedLedger {
  const id = own(data, "id");
  const createdAt = own(data, "createdAt");
  if (!isLedgerKey(id) || !isIsoTime(createdAt))
    return {ok: false, reason: "corrupted", detail: "The ledger’s head is damaged: id or date is missing."};
  const dropped: string[] = [];
  const entries = readList(
    data,
    "entries",
    LEDGER_LIMITS.entries,
    dropped,
    (entry) => readEntry(entry, dropped),
    entryKey
  );
  const chosen = own(data, "chosen") ?? null;
  const track = isObject(chosen) ? own(chosen, "track") : undefined;
  const chosenAt = isObject(chosen) ? own(chosen, "at") : undefined;
  const choice = isLedgerKey(track) && isIsoTime(chosenAt) ? {track, at: chosenAt} : null;
  if (choice === null && chosen !== null) dropped.push("chosen");
  const raw: Ledger = {
    version: LEDGER_VERSION,
    id,
    createdAt,
    chosen: choice,
    entries,
    edits: readList(data, "edits", LEDGER_LIMITS.editors, dropped, (edit) => {
      const [by, at] = [own(edit, "by"), own(edit, "at")];
      return isLedgerKey(by) && isIsoTime(at) ? {by, at} : undefined;
    })
  };
  const unknown = new Set(entries.map((entry) => entry.track).filter((name) => !tracks.includes(name)));
  const warnings = [...unknown]
    .slice(0, MOST_NAMED)
    .map((name) => `The track “${name.slice(0, 30)}” is not one of this lab’s; its entries are kept.`);
  if (dropped.length > 0) {
    const names = [...new Set(dropped)].slice(0, MOST_NAMED).join(", ");
    const items = dropped.length === 1 ? "item was" : "items were";
    warnings.unshift(`${dropped.length} damaged ${items} left out (${names}).`);
  }
  // Merging with itself puts every list into its canonical order and bound.
  return {ok: true, ledger: mergeLedgers(raw, raw), warnings};
}
