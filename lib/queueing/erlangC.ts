/** Erlang's delay formula (Erlang 1917): Poisson arrivals, exponential service, `servers` servers, an endless line. */
import {requireInteger, requireNonNegative} from "../invalid.js";
import {oddsOfIdle} from "./erlangB.js";

/**
 * The probability that an arrival has to wait.
 *
 * C(c, A) = c B / (c - A (1 - B)), with c servers, A = lambda S [erlang] the offered load and B = B(c, A) Erlang's loss
 * formula. Holds for Poisson arrivals and exponential service, A < c; for A >= c the line never settles, everybody
 * comes to wait, and the answer is 1. Throws RangeError unless servers is a whole number >= 1 and offeredLoad is
 * finite and >= 0.
 * Source: Erlang 1917; Cooper 1981, Introduction to Queueing Theory, chapter 3.
 *
 * @example
 * erlangC(10, 5) // => 0.036105359158
 * erlangC(10, 10) // => 1
 */
export function erlangC(servers: number, offeredLoad: number): number {
  requireInteger("servers", servers);
  requireNonNegative("offeredLoad", offeredLoad);
  return delayProbability(servers, offeredLoad, (servers - offeredLoad) / servers).delayed;
}

/** Erlang's C and its complement, from the idle share 1 - rho of the servers: no difference is taken of either. */
export function delayProbability(
  servers: number,
  offeredLoad: number,
  idleShare: number
): {readonly delayed: number; readonly prompt: number} {
  if (idleShare <= 0) return {delayed: 1, prompt: 0};
  const odds = idleShare * oddsOfIdle(servers, offeredLoad);
  return {delayed: 1 / (1 + odds), prompt: odds === Infinity ? 1 : odds / (1 + odds)};
}
