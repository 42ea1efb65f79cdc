/** A row of a fact table by the name that people use for it: letters and digits count, case and punctuation do not. */
import {invalid} from "../invalid.js";

/** Words that owners put around the name of the thing itself. */
const TRIMMINGS = /\b(nvidia|geforce|amd|instinct|meta|instruct|chat|hf|base|it|gpu)\b/g;

/**
 * The id of the row that a name means: an alias, the id, the row's name, or the longest of these that it contains.
 *
 * "H100 SXM", "NVIDIA H100-SXM 80GB" and "h100-sxm" mean one row, and so do "meta-llama/Llama-3.1-8B-Instruct" and
 * "llama-3.1-8b": the owner before a slash is left out. Throws RangeError, with the ids that there are, where no row
 * or more than one fits.
 *
 * @example
 * rowNamed("device", "NVIDIA H100 SXM5", gpuDevices) // => "h100-sxm"
 */
export function rowNamed<T extends {readonly name: string}>(
  what: string,
  name: string,
  table: Readonly<Record<string, T>>,
  aliases: Readonly<Record<string, string>> = {}
): string {
  const asked = squeezed(name);
  const alias = aliases[asked];
  if (alias !== undefined && Object.hasOwn(table, alias)) return alias;
  const rows = Object.entries(table).map(([id, row]) => ({id, names: [id, row.name]}));
  const exact = rows.find(({names}) => names.some((one) => squeezed(one) === asked));
  if (exact) return exact.id;
  const found = rows
    .map(({id, names}) => ({id, length: Math.max(...names.map((one) => overlap(asked, one)))}))
    .filter(({length}) => length > 0);
  const longest = Math.max(...found.map(({length}) => length));
  const best = found.filter(({length}) => length === longest);
  if (best.length === 1) return best[0]!.id;
  const known = (best.length > 1 ? best : rows).map(({id}) => id).join(", ");
  throw invalid(what, `"${name}" (${best.length > 1 ? "it could be" : "there are"} ${known})`);
}

/** Characters that two names share, if the asked one contains the other, or is the beginning of its words. */
function overlap(asked: string, name: string): number {
  const whole = squeezed(name);
  const end = asked.indexOf(whole) + whole.length;
  if (end >= whole.length && !cutsNumber(asked, end)) return whole.length;
  const words = name.split(/[^A-Za-z0-9.]+/);
  return words.some((_, count) => squeezed(words.slice(0, count).join("")) === asked) ? asked.length : 0;
}

/** Whether a place in a text lies within a number: an L40 is no L4. */
function cutsNumber(text: string, at: number): boolean {
  return /\d/.test(text[at - 1] ?? "") && /\d/.test(text[at] ?? "");
}

function squeezed(name: string): string {
  const own = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  return own.replace(TRIMMINGS, "").replace(/[^a-z0-9]/g, "");
}
