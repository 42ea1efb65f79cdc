/**
 * A configuration in the address: versioned, validated, bounded. Whatever stands there, the result is a valid
 * configuration and a list of plain sentences about what was not.
 */
import {formatNumber} from "../format.js";
import {parseNumber} from "./prediction.js";

/** One parameter: a number in display units with its range, or a choice among ids. */
export type LinkParameter =
  | {
      readonly kind: "number";
      readonly key: string;
      readonly label: string;
      /** In base units. */
      readonly min: number;
      readonly max: number;
      readonly fallback: number;
      /** Name and size of the display unit in base units. */
      readonly unit: readonly [name: string, size: number];
      /** Grid that the value must lie on, from `min`; absent where any value will do. */
      readonly step?: number;
    }
  | {
      readonly kind: "choice";
      readonly key: string;
      readonly label: string;
      readonly options: readonly string[];
      readonly fallback: string;
    };

export type LinkValues = Readonly<Record<string, number | string>>;

export interface DecodedLink {
  readonly values: LinkValues;
  /** Sentences for the reader, at most `MOST_NOTES`; empty where the address was faultless. */
  readonly notes: readonly string[];
}

const VERSION = "1";
const MOST_NOTES = 6;
const LONGEST_ECHO = 24;
const LONGEST_SEARCH = 4000;
const LEAST_DIGITS = 9;
const MOST_DIGITS = 17;

/**
 * The query text of a configuration, without "?"; values are written in display units, with as many digits as it takes
 * to read the same number again.
 */
export function encodeConfiguration(parameters: readonly LinkParameter[], values: LinkValues): string {
  const query = new URLSearchParams({v: VERSION});
  for (const parameter of parameters) {
    const value = values[parameter.key] ?? parameter.fallback;
    query.set(
      parameter.key,
      parameter.kind === "number" ? displayText(Number(value), parameter.unit[1]) : String(value)
    );
  }
  return query.toString();
}

/** The configuration in a query text: the first value of each parameter, moved to the nearest valid one. */
export function decodeConfiguration(parameters: readonly LinkParameter[], search: string): DecodedLink {
  const notes: string[] = [];
  const values: Record<string, number | string> = {};
  for (const {key, fallback} of parameters) values[key] = fallback;
  if (search.length > LONGEST_SEARCH)
    return {
      values,
      notes: ["The address is too long to be a link of this lab; the mission’s own settings are used."]
    };
  const query = new URLSearchParams(search);
  const known = parameters.filter(({key}) => query.has(key));
  if (known.length === 0 && !query.has("v")) return {values, notes};
  const version = query.get("v");
  if (version !== VERSION)
    return {
      values,
      notes: [
        `The link is of ${version === null ? "no version" : `version “${echo(version)}”`}, and this lab reads version ${VERSION}; the mission’s own settings are used.`
      ]
    };
  for (const parameter of known) {
    const {value, note} = read(parameter, query.get(parameter.key) ?? "");
    values[parameter.key] = value;
    if (note !== "") notes.push(note);
  }
  const keys = new Set(["v", ...parameters.map(({key}) => key)]);
  const unknown = [...new Set(query.keys())].filter((key) => !keys.has(key));
  if (unknown.length > 0)
    notes.push(
      `The link also says ${unknown
        .slice(0, 3)
        .map((key) => `“${echo(key)}”`)
        .join(", ")}, which this page does not know.`
    );
  return {values, notes: notes.slice(0, MOST_NOTES)};
}

function read(
  parameter: LinkParameter,
  text: string
): {readonly value: number | string; readonly note: string} {
  const {label, fallback} = parameter;
  if (parameter.kind === "choice")
    return parameter.options.includes(text)
      ? {value: text, note: ""}
      : {
          value: fallback,
          note: `${label}: “${echo(text)}” is not one of the choices; “${fallback}” is used.`
        };
  const {
    min,
    max,
    unit: [unit, size],
    step
  } = parameter;
  const shown = (value: number) => `${formatNumber(value / size, 6)} ${unit}`.trim();
  const parsed = parseNumber(text, {min: -Infinity, max: Infinity});
  if (!parsed.ok)
    return {
      value: fallback,
      note: `${label}: “${echo(text)}” is not a number; ${shown(Number(fallback))} is used.`
    };
  const wanted = parsed.value * size;
  const inside = Math.min(max, Math.max(min, wanted));
  const slack = 1e-9 * (step ?? max - min);
  const grid = step === undefined ? inside : Math.min(max, min + Math.round((inside - min) / step) * step);
  const value = Math.abs(grid - inside) > slack ? grid : inside;
  if (wanted < min - slack || wanted > max + slack)
    return {value, note: `${label}: ${echo(text)} is out of range; ${shown(value)} is the nearest.`};
  return Math.abs(value - wanted) > slack
    ? {value, note: `${label}: ${echo(text)} is between two steps; ${shown(value)} is the nearest.`}
    : {value, note: ""};
}

function echo(text: string): string {
  return text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text;
}

/** The shortest text in units of `size` that gives `value` again. */
function displayText(value: number, size: number): string {
  for (let digits = LEAST_DIGITS; digits <= MOST_DIGITS; ++digits) {
    const shown = Number((value / size).toPrecision(digits));
    if (shown * size === value) return String(shown);
  }
  return String(value / size);
}
