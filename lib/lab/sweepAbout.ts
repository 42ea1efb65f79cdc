/** What a sweep's file says of itself, as JSON in the first row of its `about` column, and how its numbers are read. */

export interface SweepAbout {
  readonly sweep: string;
  /** "quick" has fewer requests: its numbers are for looking at a page in the making. */
  readonly mode: "full" | "quick";
  readonly seed: number;
  /** Simulated requests behind the table, warm-ups included. */
  readonly requests: number;
  /** Confidence level of the half-widths. */
  readonly level: number;
  /** Whatever else the simulations were given, in base units. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The values of each coordinate: the file holds their index. */
  readonly levels: Readonly<Record<string, readonly (string | number)[]>>;
  /** The scale of each measured column: the file holds a step of it. */
  readonly scales: Readonly<Record<string, SweepScale>>;
}

/**
 * A logarithmic scale of numbers >= 0 in 16 bits: step k >= 1 is least x ratio^(k - 1), step 0 is zero, and the last one
 * no number at all (NaN).
 */
export interface SweepScale {
  readonly least: number;
  readonly ratio: number;
}

/** The step that means that there is no number. */
export const NO_NUMBER = 2 ** 16 - 1;
const MOST_STEPS = NO_NUMBER - 1;
/** What is smaller than the largest by this factor is zero: half-widths of sums that only rounding makes differ. */
const SMALLEST = 1e-9;

/**
 * The scale that spans the positive numbers of a column; its steps are less than 0.04 % apart.
 *
 * @example
 * sweepScale([0, 1, NaN, 1]) // => {least: 1, ratio: 1}
 */
export function sweepScale(values: ArrayLike<number>): SweepScale {
  let most = 0;
  for (let i = 0; i < values.length; ++i) if (values[i]! > most) most = values[i]!;
  let least = most;
  for (let i = 0; i < values.length; ++i)
    if (values[i]! >= most * SMALLEST && values[i]! < least && values[i]! > 0) least = values[i]!;
  return most === 0 ? {least: 1, ratio: 1} : {least, ratio: (most / least) ** (1 / (MOST_STEPS - 1))};
}

/** The step of a number, rounded to the nearest. */
export function sweepStep({least, ratio}: SweepScale, value: number): number {
  if (Number.isNaN(value)) return NO_NUMBER;
  if (value < least * (1 - SMALLEST)) return 0;
  return ratio === 1 ? 1 : 1 + Math.max(0, Math.round(Math.log(value / least) / Math.log(ratio)));
}

/**
 * The number of a step.
 *
 * @example
 * sweepNumber({least: 2, ratio: 1.5}, 3) // => 4.5
 */
export function sweepNumber({least, ratio}: SweepScale, step: number): number {
  if (step === NO_NUMBER) return NaN;
  return step === 0 ? 0 : least * ratio ** (step - 1);
}
