/**
 * Points in time as the ledger writes them: ISO 8601 in UTC with milliseconds, so that text order is time order.
 * Nothing here reads a clock: a time is always handed in.
 */
import {invalid} from "../invalid.js";

/** A point in time: an ISO 8601 text, or milliseconds since 1970. */
export type Instant = string | number;

const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const CANONICAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The canonical text of a point in time, for instance "2026-03-01T09:30:00.000Z".
 * @param name what the time is, for the error
 * @param at an ISO 8601 text or milliseconds since 1970, from 1970 to 9999
 * @throws RangeError when it is neither
 * @example
 * isoTime("at", 0) // => "1970-01-01T00:00:00.000Z"
 * isoTime("at", "2026-03-01T10:30:00+01:00") // => "2026-03-01T09:30:00.000Z"
 */
export function isoTime(name: string, at: Instant): string {
  const epoch = typeof at === "number" ? at : Date.parse(at);
  if (!(epoch >= 0 && epoch <= LATEST)) throw invalid(name, at);
  return new Date(epoch).toISOString();
}

/** Whether a value is a canonical time as `isoTime` writes it. */
export function isIsoTime(value: unknown): value is string {
  if (typeof value !== "string" || !CANONICAL.test(value)) return false;
  const epoch = Date.parse(value);
  return epoch >= 0 && epoch <= LATEST && new Date(epoch).toISOString() === value;
}

/**
 * The time `at`, or one millisecond after `previous` where a clock that was set back says otherwise: what follows in a
 * ledger is always later.
 * @throws RangeError when there is no later time
 */
export function isoTimeAfter(name: string, at: Instant, previous: string | null): string {
  const time = isoTime(name, at);
  return previous === null || time > previous ? time : isoTime(name, Date.parse(previous) + 1);
}
