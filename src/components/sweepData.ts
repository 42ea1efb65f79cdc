/** Reads a sweep's Arrow file: coordinates and numbers as they were, rows by coordinates, the nearest place of a grid. */
import {tableFromIPC} from "@uwdata/flechette";
import {invalid} from "../lib/invalid.js";
import {type SweepAbout, sweepNumber} from "../lib/lab/sweepAbout.js";

export interface SweepData {
  readonly about: SweepAbout;
  /** Rows. */
  readonly size: number;
  /** By name: coordinates as in `about.levels`, numbers as in `about.scales` (NaN where there is none). */
  readonly columns: Readonly<Record<string, readonly (string | number)[]>>;
}

/** One row: the loader's header says what its columns mean. */
export type SweepRow = Readonly<Record<string, string | number>>;

/**
 * The sweep in the bytes of a file: `readSweep(await FileAttachment("./data/cliff.arrow").arrayBuffer())`. The page calls
 * `.arrayBuffer()` on the attachment itself: what becomes of one that is passed on, Framework cannot see, and it would
 * fetch the readers of its own from a CDN.
 */
export function readSweep(bytes: ArrayBuffer | Uint8Array): SweepData {
  const file = tableFromIPC(bytes);
  const about = JSON.parse(file.getChild("about").at(0) as string) as SweepAbout;
  const columns: Record<string, (string | number)[]> = {};
  for (const [name, levels] of Object.entries(about.levels))
    columns[name] = Array.from(file.getChild(name).toArray() as ArrayLike<number>, (index) => levels[index]!);
  for (const [name, scale] of Object.entries(about.scales))
    columns[name] = Array.from(file.getChild(name).toArray() as ArrayLike<number>, (step) =>
      sweepNumber(scale, step)
    );
  return {about, size: file.numRows, columns};
}

/** The rows whose coordinates are those of `where`, in the file's order. */
export function sweepRows<Row = SweepRow>(
  {about, size, columns}: SweepData,
  where: Readonly<Record<string, string | number>> = {}
): Row[] {
  const wanted = Object.entries(where);
  for (const [name, value] of wanted) if (!about.levels[name]?.includes(value)) throw invalid(name, value);
  const names = Object.keys(columns);
  const rows: Row[] = [];
  for (let i = 0; i < size; ++i)
    if (wanted.every(([name, value]) => columns[name]![i] === value))
      rows.push(Object.fromEntries(names.map((name) => [name, columns[name]![i]])) as Row);
  return rows;
}

/** The value of a coordinate that lies nearest to a number: where a control stands between two places of the grid. */
export function nearestLevel({about}: SweepData, name: string, value: number): number {
  const levels = about.levels[name] as readonly number[] | undefined;
  if (!levels || Number.isNaN(value)) throw invalid(name, value);
  return levels.reduce((best, level) => (Math.abs(level - value) < Math.abs(best - value) ? level : best));
}
