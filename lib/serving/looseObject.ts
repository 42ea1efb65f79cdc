/** An object whose keys are written in several ways: maxNumSeqs, max_num_seqs and max-num-seqs are one key. */
import {invalid} from "../invalid.js";

export class LooseObject {
  private readonly what: string;
  private readonly entries = new Map<string, readonly [key: string, value: unknown]>();

  /** Throws RangeError unless `value` is an object. */
  constructor(what: string, value: unknown) {
    this.what = what;
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw invalid(what, `${JSON.stringify(value)} (an object is needed)`);
    for (const [key, content] of Object.entries(value))
      if (content !== null && content !== undefined) this.entries.set(plain(key), [key, content]);
  }

  /** The value under the first of these keys that is there, and takes it out; undefined if none is. */
  take(...keys: readonly string[]): unknown {
    for (const key of keys) {
      const entry = this.entries.get(plain(key));
      if (entry === undefined) continue;
      this.entries.delete(plain(key));
      return entry[1];
    }
    return undefined;
  }

  number(...keys: readonly string[]): number | undefined {
    const value = this.take(...keys);
    if (value === undefined) return undefined;
    if (typeof value !== "number" || !Number.isFinite(value)) throw this.wrong(keys[0]!, value, "a number");
    return value;
  }

  boolean(...keys: readonly string[]): boolean | undefined {
    const value = this.take(...keys);
    if (value === undefined) return undefined;
    if (typeof value !== "boolean") throw this.wrong(keys[0]!, value, "true or false");
    return value;
  }

  text(...keys: readonly string[]): string | undefined {
    const value = this.take(...keys);
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw this.wrong(keys[0]!, value, "a text");
    return value;
  }

  /** The value, or a RangeError that says that it is missing. */
  needed<T>(key: string, value: T | undefined): T {
    if (value === undefined) throw invalid(`${this.what}.${key}`, "missing");
    return value;
  }

  /** Throws RangeError if a key was not asked for. */
  close(): void {
    const rest = [...this.entries.values()].map(([key]) => key);
    if (rest.length > 0) throw invalid(this.what, `unknown key ${rest.join(", ")}`);
  }

  private wrong(key: string, value: unknown, needed: string): RangeError {
    return invalid(`${this.what}.${key}`, `${JSON.stringify(value)} (${needed} is needed)`);
  }
}

function plain(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}
