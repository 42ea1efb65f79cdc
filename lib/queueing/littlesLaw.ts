/** Little's law (Little 1961): requests in the system, arrival rate and time in the system; any two give the third. */
import {invalid, requireNonNegative, requirePositive} from "../invalid.js";

export interface LittlesLaw {
  /** Time-average number in the system L. */
  readonly meanInSystem: number;
  /** Rate of those that get in, lambda [1/s]. */
  readonly arrivalRate: number;
  /** Mean time that each spends in the system, W [s]. */
  readonly meanSojourn: number;
}

/**
 * All three quantities of Little's law, of which two are given.
 *
 * L = lambda W, with L requests in the system, lambda [1/s] their arrival rate, W [s] their mean time in it. Holds for
 * every queue that comes back to its start: any arrivals, service and order, any boundary drawn around it (around the
 * line alone it reads Lq = lambda Wq). Throws RangeError unless exactly two are given, both finite and >= 0, and the
 * one divided by > 0.
 * Source: Little 1961, Operations Research 9(3).
 *
 * @example
 * littlesLaw({arrivalRate: 100, meanSojourn: 0.25}).meanInSystem // => 25
 * littlesLaw({arrivalRate: 100, meanInSystem: 25}).meanSojourn // => 0.25
 * littlesLaw({meanInSystem: 25, meanSojourn: 0.25}).arrivalRate // => 100
 */
export function littlesLaw(given: Partial<LittlesLaw>): LittlesLaw {
  const {meanInSystem, arrivalRate, meanSojourn} = given;
  const known = [meanInSystem, arrivalRate, meanSojourn].filter((quantity) => quantity !== undefined);
  if (known.length !== 2) throw invalid("number of quantities given", known.length);
  if (meanInSystem === undefined) {
    requireNonNegative("arrivalRate", arrivalRate!);
    requireNonNegative("meanSojourn", meanSojourn!);
    return {meanInSystem: arrivalRate! * meanSojourn!, arrivalRate: arrivalRate!, meanSojourn: meanSojourn!};
  }
  requireNonNegative("meanInSystem", meanInSystem);
  if (arrivalRate === undefined) {
    requirePositive("meanSojourn", meanSojourn!);
    return {meanInSystem, arrivalRate: meanInSystem / meanSojourn!, meanSojourn: meanSojourn!};
  }
  requirePositive("arrivalRate", arrivalRate);
  return {meanInSystem, arrivalRate, meanSojourn: meanInSystem / arrivalRate};
}
