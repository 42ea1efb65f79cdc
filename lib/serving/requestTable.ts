/**
 * A table of requests as text, comma-separated with a header: arrival_s, input_tokens, output_tokens, and where they
 * were measured ttft_s, tpot_s, e2e_s and queue_s, in any order; the Azure traces' TIMESTAMP, ContextTokens,
 * GeneratedTokens too.
 */
import {invalid} from "../invalid.js";
import {HOUR, MILLISECOND, MINUTE} from "../units.js";

/** One request; what the table does not say is NaN. */
export interface TableRequest {
  /** [s]; of a date, seconds since 1970. */
  readonly arrival: number;
  readonly promptTokens: number;
  /** At least 1: an answer that a client counts as none took the token that ended it. */
  readonly outputTokens: number;
  /** As measured [s]. */
  readonly ttft: number;
  readonly tpot: number;
  readonly endToEnd: number;
  readonly queueing: number;
  /** Line of the table, the header being 1. */
  readonly line: number;
}

const COLUMNS = {
  arrival: ["arrival_s", "arrival", "arrival_time", "arrived_at", "timestamp"],
  promptTokens: ["input_tokens", "prompt_tokens", "num_prefill_tokens", "contexttokens", "input_toks"],
  outputTokens: ["output_tokens", "completion_tokens", "num_decode_tokens", "generatedtokens", "output_toks"],
  ttft: ["ttft_s", "ttft"],
  tpot: ["tpot_s", "tpot"],
  endToEnd: ["e2e_s", "e2e", "latency_s"],
  queueing: ["queue_s"]
} as const;

type Column = keyof typeof COLUMNS;

/**
 * The requests of a table, in order of arrival (of the table where it has no arrivals).
 *
 * Throws RangeError that names line and column for a table without lengths, a line with too few cells, or a cell that
 * is no number of that kind: tokens are whole, of the prompt at least 1, times at least 0. An answer of 0 tokens counts
 * as one: the server computed a token, which ended it or was cut off.
 *
 * @example
 * requestTable("input_tokens,output_tokens,arrival_s\n20,5,1.5")[0].promptTokens // => 20
 */
export function requestTable(text: string): TableRequest[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = cells(lines[0] ?? "").map((name) => name.toLowerCase());
  const place = Object.fromEntries(
    Object.entries(COLUMNS).map(([column, names]) => [
      column,
      header.findIndex((name) => (names as readonly string[]).includes(name))
    ])
  ) as Record<Column, number>;
  for (const column of ["promptTokens", "outputTokens"] as const)
    if (place[column] < 0) throw invalid("table", `no column ${COLUMNS[column][0]} in "${lines[0]}"`);
  const rows: TableRequest[] = [];
  for (let i = 1; i < lines.length; ++i) {
    if (lines[i]!.trim() === "") continue;
    rows.push(request(cells(lines[i]!), place, header, i + 1));
  }
  return place.arrival < 0 ? rows : rows.sort((a, b) => a.arrival - b.arrival || a.line - b.line);
}

function request(
  row: readonly string[],
  place: Record<Column, number>,
  header: readonly string[],
  line: number
): TableRequest {
  const cell = (column: Column): string => {
    const text = row[place[column]];
    if (text === undefined) throw invalid(`line ${line}`, `${row.length} cells for ${header.length} columns`);
    return text;
  };
  const tokens = (column: Column, least: number): number => {
    const value = Number(cell(column));
    if (!(Number.isSafeInteger(value) && value >= least) || cell(column) === "")
      throw invalid(`line ${line} ${header[place[column]]}`, `"${cell(column)}"`);
    return value;
  };
  const seconds = (column: Column): number => {
    if (place[column] < 0 || cell(column) === "") return NaN;
    const value = column === "arrival" ? moment(cell(column)) : Number(cell(column));
    if (!(value >= 0 && value < Infinity))
      throw invalid(`line ${line} ${header[place[column]]}`, `"${cell(column)}"`);
    return value;
  };
  const arrival = seconds("arrival");
  if (place.arrival >= 0 && Number.isNaN(arrival)) throw invalid(`line ${line} arrival`, '""');
  return {
    arrival,
    promptTokens: tokens("promptTokens", 1),
    outputTokens: Math.max(1, tokens("outputTokens", 0)),
    ttft: seconds("ttft"),
    tpot: seconds("tpot"),
    endToEnd: seconds("endToEnd"),
    queueing: seconds("queueing"),
    line
  };
}

/** Seconds, or a date and time of day with any number of decimals: seconds since 1970 then. */
function moment(text: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2}):(\d{2}):(\d{2}(?:\.\d*)?)/.exec(text);
  if (!parts) return Number(text);
  const [, day, hours, minutes, seconds] = parts;
  const midnight = Date.parse(`${day}T00:00:00Z`) * MILLISECOND;
  return midnight + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds);
}

/** The cells of a line; within quotes a comma is a letter like others. */
function cells(line: string): string[] {
  const found: string[] = [];
  let cell = "";
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === "," && !quoted) {
      found.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...found, cell.trim()];
}
