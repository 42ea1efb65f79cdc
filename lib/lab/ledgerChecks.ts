/** What may enter a ledger: checks that throw before anything changes, so that what is written can be read again. */
import {invalid} from "../invalid.js";
import {isLedgerKey, LEDGER_LIMITS, type LedgerRecord} from "./ledger.js";

/** Throws unless `value` is an id or key. */
export function requireKey(name: string, value: string): void {
  if (!isLedgerKey(value)) throw invalid(name, value);
}

/** Throws unless `value` is a text of at most LEDGER_LIMITS.label characters. */
export function requireLabel(name: string, value: string): void {
  if (typeof value !== "string") throw invalid(name, value);
  if (value.length > LEDGER_LIMITS.label) throw invalid(name, `${value.length} characters`);
}

/** Throws unless `seed` is a whole number >= 0. */
export function requireSeed(seed: number): void {
  if (!Number.isSafeInteger(seed) || seed < 0) throw invalid("seed", seed);
}

/** A finite number as JSON keeps it: JSON has no -0. */
export function finite(name: string, value: number): number {
  if (!Number.isFinite(value)) throw invalid(name, value);
  return value === 0 ? 0 : value;
}

/** A copy of a flat record whose values are all finite numbers, labels or flags. */
export function plainRecord(name: string, record: LedgerRecord): LedgerRecord {
  const items = Object.entries(record);
  if (items.length > LEDGER_LIMITS.record) throw invalid(name, `${items.length} fields`);
  return Object.fromEntries(
    items.map(([key, value]) => {
      if (!isRecordKey(key)) throw invalid(name, key);
      if (typeof value === "number") return [key, finite(`${name}.${key}`, value)];
      if (typeof value !== "boolean") requireLabel(`${name}.${key}`, value);
      return [key, value];
    })
  );
}

/** Whether a text can name a field of a record. */
export function isRecordKey(key: string): boolean {
  return key.length <= LEDGER_LIMITS.label && key !== "__proto__";
}

/** Throws when a list has no room for one more item that has to stay. */
export function requireRoom(name: string, length: number, most: number): void {
  if (length >= most) throw invalid(name, length + 1);
}
