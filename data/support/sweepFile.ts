/**
 * A sweep's rows as Arrow IPC, three bytes or fewer a number: coordinates as the index of their value in `about.levels`,
 * without rounding; what was measured as steps of a logarithmic scale in `about.scales`, finer than any sampling error.
 */
import {table} from "arquero";
import {invalid} from "../../lib/invalid.js";
import {type SweepAbout, type SweepScale, sweepScale, sweepStep} from "../../lib/lab/sweepAbout.js";
import type {SweepRow} from "./sweepTask.js";

/** The bytes of the file; `grid` names the coordinates. */
export function sweepFile(
  rows: readonly SweepRow[],
  grid: readonly string[],
  about: Omit<SweepAbout, "levels" | "scales">
): Uint8Array {
  const levels: Record<string, (string | number)[]> = {};
  const scales: Record<string, SweepScale> = {};
  const columns: Record<string, Uint8Array | Uint16Array | string[]> = {};
  for (const name of Object.keys(rows[0]!)) {
    if (grid.includes(name)) {
      levels[name] = [...new Set(rows.map((row) => row[name]!))];
      columns[name] = indices(name, rows, levels[name]);
    } else {
      const values = Float64Array.from(rows, (row) => measured(name, row[name]));
      const scale = sweepScale(values);
      scales[name] = scale;
      columns[name] = Uint16Array.from(values, (value) => sweepStep(scale, value));
    }
  }
  const text = JSON.stringify({...about, levels, scales} satisfies SweepAbout);
  // Only the first row holds it; the others repeat an empty string.
  columns.about = rows.map((_row, i) => (i === 0 ? text : ""));
  return table(columns).toArrowIPC() as Uint8Array;
}

function indices(name: string, rows: readonly SweepRow[], values: readonly (string | number)[]): Uint8Array {
  if (values.length > 256) throw invalid(`levels of ${name}`, values.length);
  const index = new Map(values.map((value, k) => [value, k]));
  return Uint8Array.from(rows, (row) => index.get(row[name]!)!);
}

function measured(name: string, value: number | string | undefined): number {
  if (typeof value === "number" && (Number.isNaN(value) || (value >= 0 && value < Infinity))) return value;
  throw invalid(name, value);
}
