/** The one grammar of the lab's errors for nonsensical input: `RangeError("invalid arrivalRate: -1")`. */

/** A `RangeError` that names the input and shows its value. */
export function invalid(name: string, value: unknown): RangeError {
  return new RangeError(`invalid ${name}: ${String(value)}`);
}

/** Throws unless `value` is a finite number > 0; a string or null is not a number, whatever it would convert to. */
export function requirePositive(name: string, value: number): void {
  if (!(typeof value === "number" && value > 0 && value < Infinity)) throw invalid(name, value);
}

/** Throws unless `value` is a finite number >= 0. */
export function requireNonNegative(name: string, value: number): void {
  if (!(typeof value === "number" && value >= 0 && value < Infinity)) throw invalid(name, value);
}

/** Throws unless `value` is a safe integer >= `least` (default 1). */
export function requireInteger(name: string, value: number, least = 1): void {
  if (!(Number.isSafeInteger(value) && value >= least)) throw invalid(name, value);
}
