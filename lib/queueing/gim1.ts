/** GI/M/1: independent gamma gaps between arrivals, exponential service, one server, an endless line. */
import {requireNonNegative, requirePositive} from "../invalid.js";
import {findRoot} from "./findRoot.js";
import {
  constantLaw,
  delayedExponential,
  exponentialLaw,
  type SojournLaw,
  sojournLaw,
  type WaitLaw,
  waitLaw
} from "./law.js";
import {type QueueMeasures, stableMeasures, unstableMeasures} from "./queueMeasures.js";

const METHOD = "GI/M/1 with gamma gaps (Kendall 1953)";

/**
 * The GI/M/1 queue's measures, and the exact laws of its wait and sojourn.
 *
 * An arriving request finds others with probability sigma, the root in (0, 1) of sigma = A(mu (1 - sigma)), where
 * A(s) = (1 + s scv / lambda)^(-1 / scv) is the transform of gamma gaps (exp(-s / lambda) at scv 0: D/M/1). The sojourn
 * is exponential with rate mu (1 - sigma), the wait likewise with probability sigma and 0 otherwise; P(wait) = sigma,
 * which is rho only for Poisson arrivals (scv 1). lambda [1/s] the arrival rate, mu [1/s] the service rate, scv = Var /
 * mean^2 of the gaps. From rho = 1 on there is no steady state, as for `mm1`. Throws RangeError unless arrivalRate >= 0,
 * serviceRate > 0 and arrivalScv >= 0, all finite.
 * Source: Kendall 1953, Ann. Math. Stat. 24(3); Kleinrock 1975, Queueing Systems I, section 6.
 *
 * @example
 * gim1({arrivalRate: 8, serviceRate: 10, arrivalScv: 1}).meanSojourn // => 0.5
 * gim1({arrivalRate: 8, serviceRate: 10, arrivalScv: 0}).waitProbability // => 0.6286
 */
export function gim1({
  arrivalRate,
  serviceRate,
  arrivalScv
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly arrivalScv: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  requireNonNegative("arrivalScv", arrivalScv);
  const utilization = arrivalRate / serviceRate;
  const load = {method: METHOD, arrivalRate, serviceTime: 1 / serviceRate, utilization};
  if (utilization >= 1) {
    const never = constantLaw(Infinity);
    return {
      ...unstableMeasures({...load, saturationRate: serviceRate}),
      ...waitLaw(never),
      ...sojournLaw(never)
    };
  }
  const prompt = utilization === 0 ? 1 : foundPrompt(utilization, arrivalScv);
  // As the transform and not as a difference from 1: it may be tiny.
  const delayed = utilization === 0 ? 0 : Math.exp(logTransform(prompt / utilization, arrivalScv));
  const rate = serviceRate * prompt;
  return {
    ...stableMeasures({...load, waitProbability: delayed, meanWait: delayed / rate}),
    ...waitLaw(delayedExponential({delayed, prompt, rate})),
    ...sojournLaw(exponentialLaw(rate))
  };
}

/** Logarithm of the transform of gamma gaps of mean 1. */
function logTransform(s: number, scv: number): number {
  const spread = s * scv;
  return spread < Number.EPSILON ? -s : -Math.log1p(spread) / scv;
}

/** 1 - sigma: the positive root of 1 - A(mu y) = y, a concave function less a straight line. */
function foundPrompt(utilization: number, scv: number): number {
  const excess = (y: number) => -Math.expm1(logTransform(y / utilization, scv)) - y;
  let low = (1 - utilization) / (1 + scv);
  while (excess(low) <= 0) low /= 2;
  return findRoot(excess, low, 1);
}
