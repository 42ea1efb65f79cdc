/** What customers add up to, whoever keeps their records: one loop for windows of a run and for runs without records. */
import {COINCIDENCE} from "./fcfsStation.js";

/** Parallel arrays, one slot a customer; NaN start and departure if lost. */
export interface ServedCustomers {
  readonly arrival: Float64Array;
  readonly start: Float64Array;
  readonly departure: Float64Array;
  readonly stream: Uint16Array;
}

/** Sums over customers; times in [s]. */
export class CustomerTotals {
  /** Arrivals, lost ones included. */
  offered = 0;
  accepted = 0;
  /** Accepted customers who do not start at once. */
  delayed = 0;
  /** Late or lost. */
  missed = 0;
  waits = 0;
  sojourns = 0;
  /** -Infinity until one was accepted. */
  worstSojourn = -Infinity;
  /** The slot of the worst sojourn, -1 until one was accepted. */
  worstSlot = -1;

  /**
   * Adds the customers in slots `from..to`, or those of one stream (-1: all). A sojourn beyond `deadline` [s] is late;
   * a wait or an excess within the rounding of the time itself is none.
   */
  add(
    {arrival, start, departure, stream: streams}: ServedCustomers,
    from: number,
    to: number,
    deadline: number,
    stream = -1
  ): void {
    const tolerance = COINCIDENCE;
    const strict = deadline < Infinity;
    let offered = 0;
    let lost = 0;
    let delayed = 0;
    let late = 0;
    let waits = 0;
    let sojourns = 0;
    let longest = -Infinity;
    let longestSlot = -1;
    for (let i = from; i < to; ++i) {
      if (stream >= 0 && streams[i] !== stream) continue;
      const came = arrival[i];
      const left = departure[i];
      const wait = start[i] - came;
      const sojourn = left - came;
      ++offered;
      if (Number.isNaN(sojourn)) {
        ++lost;
        continue;
      }
      waits += wait;
      sojourns += sojourn;
      // Counted without a branch: no processor can guess who has to wait.
      delayed += Number(wait > tolerance * came);
      if (strict) late += Number(sojourn > deadline + tolerance * left);
      if (sojourn > longest) {
        longest = sojourn;
        longestSlot = i;
      }
    }
    this.offered += offered;
    this.accepted += offered - lost;
    this.delayed += delayed;
    this.missed += late + lost;
    this.waits += waits;
    this.sojourns += sojourns;
    if (longest > this.worstSojourn) {
      this.worstSojourn = longest;
      this.worstSlot = longestSlot;
    }
  }
}
