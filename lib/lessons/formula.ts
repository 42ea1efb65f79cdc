/** A formula as Math Peek shows it. */
export interface LiveFormula {
  readonly name: string;
  readonly tex: string;
  /** The same with the numbers of now, as plain text. */
  readonly live: string;
  readonly holds: string;
  readonly fails: string;
}
