/** M/G/1: Poisson arrivals, any service, one server, an endless line, first come first served (Pollaczek-Khinchine). */
import {invalid, requireNonNegative, requirePositive} from "../invalid.js";
import {lessProduct} from "./lessProduct.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

const METHOD = "M/G/1 (Pollaczek 1930, Khinchine 1932)";
/** A third moment that has been rounded may lie this much below its least value, relatively. */
const ROUNDING = 1e-12;

/** The second moments, which need the service's third: absent when it is not known. */
export interface QueueVariances {
  /** Variance of the wait [s^2]. */
  readonly waitVariance?: number;
  /** Variance of the time from arrival to departure [s^2]. */
  readonly sojournVariance?: number;
  /** Variance of the number in the system. */
  readonly inSystemVariance?: number;
}

/**
 * The M/G/1 queue's mean measures, and with the service's third moment their variances.
 *
 * rho = lambda S, P(wait) = rho, Wq = rho S (1 + scv) / (2 (1 - rho)), W = Wq + S, L = lambda W;
 * Var wait = Wq^2 + lambda E[S^3] / (3 (1 - rho)), Var sojourn = Var wait + scv S^2,
 * Var number in system = L + lambda^2 Var sojourn. lambda [1/s] the arrival rate, S [s] the mean service, scv = Var /
 * mean^2 of the service, serviceThirdMoment = E[S^3] [s^3] (exponential: 6 S^3; taken as S^3 where scv is 0). Exact for
 * rho < 1; from rho = 1 on there is no steady state: `stable` is false, means and variances are Infinity, P(wait) is 1,
 * `utilization` is still rho, `backlogGrowthRate` is lambda - 1 / S. Two moments do not make a distribution: quantiles
 * need a law of service (`mm1`, `md1`). Throws RangeError unless arrivalRate >= 0, serviceTime > 0, serviceScv >= 0,
 * all finite, and for a third moment below S^3 (1 + scv)^2, which no service time can have.
 * Source: Kleinrock 1975, Queueing Systems I, section 5.6-5.7; Takács 1962.
 *
 * @example
 * mg1({arrivalRate: 8, serviceTime: 0.1, serviceScv: 1}).meanWait // => 0.4
 * mg1({arrivalRate: 8, serviceTime: 0.1, serviceScv: 0}).meanWait // => 0.2
 * mg1({arrivalRate: 8, serviceTime: 0.1, serviceScv: 1, serviceThirdMoment: 0.006}).sojournVariance // => 0.25
 */
export function mg1({
  arrivalRate,
  serviceTime,
  serviceScv,
  serviceThirdMoment
}: {
  readonly arrivalRate: number;
  readonly serviceTime: number;
  readonly serviceScv: number;
  readonly serviceThirdMoment?: number | undefined;
}): QueueMeasures & QueueVariances {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceTime", serviceTime);
  requireNonNegative("serviceScv", serviceScv);
  if (serviceThirdMoment !== undefined) {
    requirePositive("serviceThirdMoment", serviceThirdMoment);
    if (serviceThirdMoment < serviceTime ** 3 * (1 + serviceScv) ** 2 * (1 - ROUNDING)) {
      throw invalid("serviceThirdMoment", serviceThirdMoment);
    }
  }
  const third = serviceThirdMoment ?? (serviceScv === 0 ? serviceTime ** 3 : undefined);
  const utilization = arrivalRate * serviceTime;
  const load = {method: METHOD, arrivalRate, serviceTime, utilization};
  const idle = lessProduct(1, arrivalRate, serviceTime);
  if (utilization >= 1 || idle <= 0) {
    return {
      ...unstableMeasures({...load, saturationRate: 1 / serviceTime}),
      ...(third !== undefined && {
        waitVariance: Infinity,
        sojournVariance: Infinity,
        inSystemVariance: Infinity
      })
    };
  }
  const meanWait = (utilization * serviceTime * (1 + serviceScv)) / (2 * idle);
  const measures = stableMeasures({...load, waitProbability: utilization, meanWait});
  if (third === undefined) return measures;
  const waitVariance = meanWait ** 2 + (arrivalRate * third) / (3 * idle);
  const sojournVariance = waitVariance + serviceScv * serviceTime ** 2;
  const inSystemVariance = measures.meanInSystem + arrivalRate ** 2 * sojournVariance;
  return {...measures, waitVariance, sojournVariance, inSystemVariance};
}
