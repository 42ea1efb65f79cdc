/** Erlang's loss formula (Erlang 1917): Poisson arrivals, `servers` servers, no place to wait, any law of service. */
import {requireInteger, requireNonNegative} from "../invalid.js";

/**
 * The probability that an arrival finds all servers busy and is lost.
 *
 * B(c, A) = (A^c / c!) / sum_{n=0..c} A^n / n!, with c servers and A = lambda S [erlang] the offered load. Holds for
 * Poisson arrivals and every distribution of service with mean S. Computed without factorials, in c steps.
 * Throws RangeError unless servers is a whole number >= 1 and offeredLoad is finite and >= 0.
 * Source: Erlang 1917; recurrence: Jagerman 1974, Bell System Technical Journal 53(3).
 *
 * @example
 * erlangB(10, 5) // => 0.018384570336648
 * erlangB(10000, 9999) // => 0.0078736775061
 */
export function erlangB(servers: number, offeredLoad: number): number {
  requireInteger("servers", servers);
  requireNonNegative("offeredLoad", offeredLoad);
  return 1 / (1 + oddsOfIdle(servers, offeredLoad));
}

/**
 * P(a server is idle) / P(all are busy) in the loss system, 1 / B - 1: the recurrence y_n = (n / A) (1 + y_{n-1}) adds
 * and multiplies positive numbers only, so that neither the probability nor its complement loses a digit. Infinity
 * where B is below what a double can hold.
 */
export function oddsOfIdle(servers: number, offeredLoad: number): number {
  let odds = 0;
  for (let n = 1; n <= servers && odds < Infinity; ++n) odds = (n / offeredLoad) * (1 + odds);
  return odds;
}
