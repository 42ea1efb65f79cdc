/** A figure that somebody measured, specified, derived or assumed: never a bare number in a table. */

/** What a figure rests on. `derived` follows by arithmetic from other facts; an `assumption` is ours and says why. */
export type FactKind = "spec" | "measured" | "derived" | "assumption";

export interface Fact {
  /** In base units (lib/units.ts). */
  readonly value: number;
  /** Where it was read, or the arithmetic, or the reason for assuming it. */
  readonly source: string;
  /** When it was published or read, ISO year, year-month or date. */
  readonly date: string;
  readonly kind: FactKind;
  /** The base unit, where the column's name does not say it. */
  readonly unit?: string;
}

type FactMaker = (value: number, source: string, date: string, unit?: string) => Fact;

function factOf(kind: FactKind): FactMaker {
  return (value, source, date, unit) =>
    unit === undefined ? {value, source, date, kind} : {value, source, date, kind, unit};
}

export const spec = factOf("spec");
export const measured = factOf("measured");
export const derived = factOf("derived");
export const assumption = factOf("assumption");
