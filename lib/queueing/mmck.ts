/** M/M/c/K: Poisson arrivals, exponential service, c servers, K places in all: who finds them taken is lost. */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {oddsOfIdle} from "./erlangB.js";
import {erlangMixtureBody, erlangMixtureTail, type GeometricWeights} from "./erlangMixture.js";
import {
  type GeometricRatio,
  geometricRatio,
  inverseRatio,
  powerSum,
  weightedPowerSum
} from "./geometricRatio.js";
import {
  constantLaw,
  continuousLaw,
  delayedExponential,
  exponentialLaw,
  type Law,
  type SojournLaw,
  sojournLaw,
  type WaitLaw,
  waitLaw
} from "./law.js";
import type {QueueMeasures} from "./queueMeasures.js";

/**
 * The M/M/c/K queue's measures for the requests that it accepts, and the laws of their wait and sojourn.
 *
 * With A = lambda / mu, rho = A / c and p_n ~ A^n / n! up to c, falling by rho from there to K: loss = p_K, accepted rate
 * a = lambda (1 - p_K), utilization = a / (c mu), P(wait | accepted) = (p_c + … + p_{K-1}) / (1 - p_K), L and Lq time
 * averages, W = L / a, Wq = Lq / a. Accepted while n >= c are in the system, a request waits n - c + 1 exponential
 * stages of rate c mu, and is then served for an exponential time of rate mu. lambda [1/s] the arrival rate, mu [1/s]
 * the rate of one server, c the servers, capacity K >= c counts those in service. Exact and stable at every load; a
 * quantile takes time as the square root of K. Throws RangeError unless arrivalRate >= 0 and serviceRate > 0, both
 * finite, servers is a whole number >= 1 and capacity one >= servers.
 * Source: Gross & Harris 1998, Fundamentals of Queueing Theory, chapter 2, queues with truncation.
 *
 * @example
 * mmck({arrivalRate: 2, serviceRate: 1, servers: 2, capacity: 4}).lossProbability // => 0.2222222
 * mmck({arrivalRate: 2, serviceRate: 1, servers: 2, capacity: 4}).meanWait // => 0.4285714
 */
export function mmck({
  arrivalRate,
  serviceRate,
  servers,
  capacity
}: {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly servers: number;
  readonly capacity: number;
}): QueueMeasures & WaitLaw & SojournLaw {
  requireNonNegative("arrivalRate", arrivalRate);
  requirePositive("serviceRate", serviceRate);
  requireInteger("servers", servers);
  requireInteger("capacity", capacity);
  if (capacity < servers) throw invalid("capacity", capacity);
  const saturationRate = servers * serviceRate;
  const rho = geometricRatio(arrivalRate, servers, serviceRate);
  const states = lineStates(rho, oddsOfIdle(servers, arrivalRate / serviceRate), capacity - servers);
  const acceptedRate = arrivalRate * states.accepted;
  const meanWait = states.stages / saturationRate;
  const queue: QueueMeasures = {
    exact: true,
    method: "M/M/c/K (Erlang 1917)",
    stable: true,
    backlogGrowthRate: 0,
    offeredLoad: arrivalRate / serviceRate,
    utilization: acceptedRate / saturationRate,
    waitProbability: states.delayed,
    meanQueueLength: acceptedRate * meanWait,
    meanInSystem: acceptedRate * (meanWait + 1 / serviceRate),
    meanWait,
    meanSojourn: meanWait + 1 / serviceRate,
    lossProbability: states.lost,
    acceptedRate
  };
  if (states.delayed === 0) {
    // nobody can wait, or so seldom that a double cannot say it
    const never = capacity === servers || arrivalRate === 0;
    const wait = never ? constantLaw(0) : delayedExponential({delayed: 0, prompt: 1, rate: saturationRate});
    return {...queue, ...waitLaw(wait), ...sojournLaw(exponentialLaw(serviceRate))};
  }
  const accepted = {serviceRate, servers, states, meanSojourn: queue.meanSojourn};
  const sojourn =
    servers === 1
      ? singleServerSojourn(accepted)
      : severalServersSojourn(accepted, geometricRatio(arrivalRate, servers - 1, serviceRate));
  return {...queue, ...waitLaw(acceptedWait(accepted)), ...sojournLaw(sojourn)};
}

interface LineStates {
  readonly lost: number;
  readonly accepted: number;
  /** P(wait) of an accepted request, and its complement. */
  readonly delayed: number;
  readonly prompt: number;
  /** Mean number of stages of rate c mu that an accepted request waits. */
  readonly stages: number;
  /** What accepted requests find when all servers are busy: 0, …, K - c - 1 waiting. */
  readonly found: GeometricWeights;
}

/**
 * The states of the line behind c busy servers, relative to p_c, or for rho > 1 relative to p_K: sums of powers of a
 * ratio <= 1 either way, so that nothing overflows and nothing cancels. `odds`: all states with an idle server, over
 * p_c. `places`: K - c.
 */
function lineStates(rho: GeometricRatio, odds: number, places: number): LineStates {
  if (places === 0 || odds === Infinity) {
    const found = {ratio: rho, count: 0, logFirst: -Infinity, logLast: -Infinity};
    const lost = 1 / (1 + odds);
    return {lost, accepted: lost === 0 ? 1 : odds * lost, delayed: 0, prompt: 1, stages: 0, found};
  }
  const rising = rho.gap < 0;
  const ratio = rising ? inverseRatio(rho) : rho;
  const logReach = places * ratio.log;
  const reach = Math.exp(logReach);
  const line = powerSum(ratio, places);
  const weighted = weightedPowerSum(ratio, places);
  const idle = rising ? odds * reach : odds;
  const open = rising ? ratio.value * line : line;
  const last = rising ? 1 : reach;
  const waited = rising ? ratio.value * ((places + 1) * line - weighted) : weighted;
  const logTotal = Math.log(idle + open);
  return {
    lost: last / (idle + open + last),
    accepted: (idle + open) / (idle + open + last),
    delayed: open / (idle + open),
    prompt: idle / (idle + open),
    stages: waited / (idle + open),
    found: {
      ratio: rho,
      count: places,
      logFirst: (rising ? logReach : 0) - logTotal,
      logLast: (rising ? ratio.log : logReach - rho.log) - logTotal
    }
  };
}

interface AcceptedQueue {
  readonly serviceRate: number;
  readonly servers: number;
  readonly states: LineStates;
  readonly meanSojourn: number;
}

function acceptedWait({serviceRate, servers, states, meanSojourn}: AcceptedQueue): Law {
  const stageRate = servers * serviceRate;
  return continuousLaw({
    delayed: states.delayed,
    prompt: states.prompt,
    body: (t) => erlangMixtureBody(states.found, stageRate * t),
    tail: (t) => erlangMixtureTail(states.found, stageRate * t),
    scale: meanSojourn
  });
}

/** With one server, waiting stages and service are stages of the same rate: a request that finds n stays n + 1 of them. */
function singleServerSojourn({serviceRate, states: {found}, meanSojourn}: AcceptedQueue): Law {
  const stages = {...found, count: found.count + 1, logFirst: found.logFirst - found.ratio.log};
  return continuousLaw({
    delayed: 1,
    prompt: 0,
    body: (t) => erlangMixtureBody(stages, serviceRate * t),
    tail: (t) => erlangMixtureTail(stages, serviceRate * t),
    scale: meanSojourn
  });
}

/**
 * k stages of rate c mu and a service of rate mu: P(sum > t) = P(stages > t) + e^{-mu t} b^k P(k stages of rate
 * (c - 1) mu <= t), b = c / (c - 1). `ratio`: rho b, the ratio of the weights that the second part gives the stages.
 */
function severalServersSojourn(
  {serviceRate, servers, states, meanSojourn}: AcceptedQueue,
  ratio: GeometricRatio
): Law {
  const {found, prompt} = states;
  const others = servers - 1;
  const tilted = {...found, ratio, logFirst: found.logFirst + Math.log(servers / others)};
  const served = (t: number) => erlangMixtureBody(tilted, others * serviceRate * t, -serviceRate * t);
  return continuousLaw({
    delayed: 1,
    prompt: 0,
    body: (t) =>
      -prompt * Math.expm1(-serviceRate * t) +
      erlangMixtureBody(found, servers * serviceRate * t) -
      served(t),
    tail: (t) =>
      prompt * Math.exp(-serviceRate * t) + erlangMixtureTail(found, servers * serviceRate * t) + served(t),
    scale: meanSojourn
  });
}
