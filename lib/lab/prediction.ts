/** Numbers that readers type: read strictly, refused in plain words. */
import {formatNumber} from "../format.js";

export type ParsedNumber =
  | {readonly ok: true; readonly value: number}
  | {readonly ok: false; readonly message: string};

const LONGEST = 40;
const SHOWN = 20;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number in a text, or why there is none. A single comma counts as a decimal point ("22,5"); thousands separators
 * are not understood and say so.
 *
 * @example
 * parseNumber(" 22 ", {min: 0, max: 48}) // => {ok: true, value: 22}
 * parseNumber("22,5", {min: 0, max: 48}) // => {ok: true, value: 22.5}
 * parseNumber("-3", {min: 0, max: 48}) // => {ok: false, message: "The smallest possible number is 0."}
 */
export function parseNumber(
  text: string,
  {min, max}: {readonly min: number; readonly max: number}
): ParsedNumber {
  const trimmed = text.trim().replace("−", "-");
  if (trimmed === "") return {ok: false, message: "A number is missing."};
  if (trimmed.length > LONGEST) return {ok: false, message: "That is too long for a number."};
  const shown = trimmed.length > SHOWN ? `${trimmed.slice(0, SHOWN)}…` : trimmed;
  if ((trimmed.match(/,/g) ?? []).length > 1 || (trimmed.includes(",") && trimmed.includes(".")))
    return {ok: false, message: `“${shown}”: write the number without thousands separators.`};
  const plain = trimmed.replace(",", ".");
  if (!DECIMAL.test(plain)) return {ok: false, message: `“${shown}” is not a number.`};
  const value = Number(plain);
  if (!Number.isFinite(value)) return {ok: false, message: `“${shown}” is too large.`};
  if (value < min) return {ok: false, message: `The smallest possible number is ${formatNumber(min)}.`};
  if (value > max) return {ok: false, message: `The largest possible number is ${formatNumber(max)}.`};
  return {ok: true, value: value === 0 ? 0 : value};
}
