/**
 * How far a simulation run of a queue can be trusted, known before it is made: the line in heavy traffic is reflected
 * Brownian motion, whose mean and tail from a run of any length err by known amounts (Whitt 1989, Manag. Sci. 35(11)).
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";

interface Line {
  readonly utilization: number;
  readonly indexOfDispersion: number;
  readonly serviceScv: number;
}

/**
 * Customers after which a G/G/c line has forgotten how long it was: the unit of the length of a run.
 *
 * (ca2 + cs2) / (1 - rho)^2, with rho = `utilization`, ca2 = `indexOfDispersion` of the arrivals over a long time (of
 * independent gaps: their squared coefficient of variation), cs2 = `serviceScv`. For any number of servers; nearer to the
 * truth the nearer rho is to 1. Throws RangeError unless 0 <= utilization < 1 and both others are >= 0 and finite.
 * Source: Whitt 1989.
 *
 * @example
 * relaxationCustomers({utilization: 0.9, indexOfDispersion: 1, serviceScv: 1}) // => 200
 */
export function relaxationCustomers({utilization, indexOfDispersion, serviceScv}: Line): number {
  if (!(utilization >= 0 && utilization < 1)) throw invalid("utilization", utilization);
  requireNonNegative("indexOfDispersion", indexOfDispersion);
  requireNonNegative("serviceScv", serviceScv);
  return (indexOfDispersion + serviceScv) / (1 - utilization) ** 2;
}

/**
 * The mean wait of a line in heavy traffic [mean service times]: the unit of the errors below.
 *
 * (ca2 + cs2) / (2 c (1 - rho)), c = `servers`, all others as in relaxationCustomers: the mean of reflected Brownian
 * motion, which the wait's comes near to from below as rho rises to 1. Throws RangeError as relaxationCustomers, and
 * unless servers is a whole number >= 1. Source: Kingman 1962; for many servers Kollerstrom 1974, J. Appl. Probab. 11(3).
 *
 * @example
 * heavyTrafficWait({utilization: 0.9, indexOfDispersion: 1, serviceScv: 1, servers: 2}) // => 5
 */
export function heavyTrafficWait({servers, ...line}: Line & {readonly servers: number}): number {
  requireInteger("servers", servers);
  return ((1 - line.utilization) * relaxationCustomers(line)) / (2 * servers);
}

/**
 * The standard error of a mean wait, in heavyTrafficWait's, from a run of so many relaxation times.
 *
 * sqrt(2 / R): of reflected Brownian motion of drift -1 and variance 1 the mean is 1/2, and the variance of a time average
 * over t is 1 / (2 t). Holds for R much greater than 1. Throws RangeError unless relaxations > 0 and finite.
 * Source: Whitt 1989.
 *
 * @example
 * meanRunError(5000) // => 0.02
 */
export function meanRunError(relaxations: number): number {
  requirePositive("relaxations", relaxations);
  return Math.sqrt(2 / relaxations);
}

/**
 * The standard error of the p-quantile of the wait, in heavyTrafficWait's, from a run of so many relaxation times.
 *
 * With the tail tau = 1 - p: sqrt(2 (1 - tau + tau ln tau) / (tau R)); the quantile itself is ln(1 / tau). Derived: for
 * f = 1{x > q} - tau on that Brownian motion, whose law is P(X > x) = e^(-2x), Poisson's equation g''/2 - g' = -f,
 * g'(0) = 0 gives the asymptotic variance E[g'(X)^2] = 2 tau (1 - tau + tau ln tau); over the squared density 2 tau.
 * Holds while tau R is much greater than 1; below, it is more than a run's quantiles differ by, which are then all too
 * small. Throws RangeError unless 0 < p < 1 and relaxations > 0.
 * Source: the method is that of Whitt 1992, Oper. Res. 40(2).
 *
 * @example
 * quantileRunError(0.999, 8000) // => 0.498019137
 */
export function quantileRunError(p: number, relaxations: number): number {
  if (!(p > 0 && p < 1)) throw invalid("p", p);
  requirePositive("relaxations", relaxations);
  const tail = 1 - p;
  // 1 - tau + tau ln tau as p + tau log1p(-p): digits are kept where p is small.
  return Math.sqrt((2 * (p + tail * Math.log1p(-p))) / (tail * relaxations));
}
