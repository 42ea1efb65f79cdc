/** Numbers that readers type: read strictly, refused in plain words. */
import {formatNumber} from "../format.js";

export type ParsedNumber =
  | {readonly ok: true; readonly value: number}
  | {readonly ok: false; readonly message: string};

const LONGEST = 40;
const SHOWN = 20;
/** Zeros of the digits that keyboards write besides 0 to 9: Arabic, Persian, Devanagari. */
const ZEROS = [0x660, 0x6f0, 0x966];
const OTHER_DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;
const THOUSANDS = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number in a text, or why there is none. A single comma counts as a decimal point ("22,5"); thousands separators
 * are not understood and say so, and neither is a comma that could be one ("1,000"). Digits of other scripts count.
 *
 * @example
 * parseNumber(" 22 ", {min: 0, max: 48}) // => {ok: true, value: 22}
 * parseNumber("22,5", {min: 0, max: 48}) // => {ok: true, value: 22.5}
 * parseNumber("1,000", {min: 0, max: 48}) // => {ok: false, message: "“1,000”: write the number without thousands separators."}
 * parseNumber("-3", {min: 0, max: 48}) // => {ok: false, message: "The smallest possible number is 0."}
 */
export function parseNumber(
  text: string,
  {min, max}: {readonly min: number; readonly max: number}
): ParsedNumber {
  const typed = text.trim();
  if (typed === "") return {ok: false, message: "A number is missing."};
  if (typed.length > LONGEST) return {ok: false, message: "That is too long for a number."};
  const trimmed = plainDigits(typed);
  const shown = trimmed.length > SHOWN ? `${trimmed.slice(0, SHOWN)}…` : trimmed;
  if (
    (trimmed.match(/,/g) ?? []).length > 1 ||
    (trimmed.includes(",") && trimmed.includes(".")) ||
    THOUSANDS.test(trimmed)
  )
    return {ok: false, message: `“${shown}”: write the number without thousands separators.`};
  const plain = trimmed.replace(",", ".");
  if (!DECIMAL.test(plain)) return {ok: false, message: `“${shown}” is not a number.`};
  const value = Number(plain);
  if (!Number.isFinite(value)) return {ok: false, message: `“${shown}” is too large.`};
  if (value < min) return {ok: false, message: `The smallest possible number is ${formatNumber(min)}.`};
  if (value > max) return {ok: false, message: `The largest possible number is ${formatNumber(max)}.`};
  return {ok: true, value: value === 0 ? 0 : value};
}

function plainDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replace("−", "-")
    .replace("٫", ".")
    .replace(OTHER_DIGIT, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROS.find((start) => code >= start && code < start + 10) ?? code;
      return String(code - zero);
    });
}
