/**
 * The truth behind Part 1's question: requests in the system, on average, at a given rate. Exact where the queue is
 * known (M/M/c) or repeats itself (periodic arrivals, deterministic service: averaged over whole periods); otherwise
 * simulated, with its confidence half-width.
 */
import {mmc} from "../queueing/mmc.js";
import {queueMetrics} from "../simulation/queueMetrics.js";
import {simulateQueue} from "../simulation/simulateQueue.js";
import type {ConcurrencyMission} from "../tables/track.js";
import {
  type ConcurrencyControls,
  concurrencyScenario,
  meanServiceTime,
  memoryLimit,
  missionControls,
  patternPeriod,
  servingPlaces
} from "./concurrencyScenario.js";

export interface SteadyState {
  /** Time-average number in the system L, and of it waiting and in service. */
  readonly inSystem: number;
  readonly waiting: number;
  readonly inService: number;
  /** Means over accepted requests [s]. */
  readonly wait: number;
  readonly sojourn: number;
  /** Arrival rate of accepted requests [1/s], and the fraction lost. */
  readonly acceptedRate: number;
  readonly lossFraction: number;
  /** Offered load over places: not clamped, at least 1 where no steady state exists. */
  readonly utilization: number;
  readonly stable: boolean;
  /** Requests per second by which an unstable queue grows; 0 where it is stable. */
  readonly growthRate: number;
  /** How it was found, and how sure the mean number is (0 = exact). */
  readonly method: "M/M/c, exact" | "whole periods, exact" | "simulation";
  readonly halfWidth: number;
}

export interface ConcurrencyAnswer {
  readonly before: SteadyState;
  readonly after: SteadyState;
  readonly ratio: number;
  /** The mechanism that the numbers speak for. */
  readonly mechanism: "same" | "doubles" | "more" | "lost";
  /** Requests that fit the memory. */
  readonly limit: number;
  readonly places: number;
}

/** Divisible by 1 to 10, so that a loss pattern of up to ten arrivals is averaged over whole cycles. */
const PERIODS = 2520;
const WARM_UP_PERIODS = 20;
const SIMULATED_REQUESTS = 200_000;
const WARM_UP_SHARE = 0.05;

/** The steady state at the given controls; throws as concurrencyScenario does. */
export function concurrencySteadyState(
  mission: ConcurrencyMission,
  controls: ConcurrencyControls
): SteadyState {
  const places = servingPlaces(mission, controls.units);
  const service = meanServiceTime(mission, controls.executionTime);
  const utilization = (controls.arrivalRate * service) / places;
  const period = patternPeriod(mission.arrivals, controls.arrivalRate);
  const endless = mission.bufferPlaces === Infinity;
  if (endless && (utilization > 1 || (utilization === 1 && period === null)))
    return unstable(controls.arrivalRate, service, places, utilization);
  const memoryless = mission.service.every(({distribution}) => distribution === "exponential");
  if (endless && period === null && memoryless && mission.service.length === 1)
    return exactState(controls.arrivalRate, service, places);
  return simulatedState(mission, controls, utilization, period);
}

/** Before and after the rate doubles, at the mission's own figures. */
export function concurrencyAnswer(mission: ConcurrencyMission): ConcurrencyAnswer {
  const doubled = missionControls(mission);
  const before = concurrencySteadyState(mission, {...doubled, arrivalRate: mission.arrivalRate.value});
  const after = concurrencySteadyState(mission, doubled);
  const ratio = after.inSystem / before.inSystem;
  return {
    before,
    after,
    ratio,
    mechanism: mechanismOf(ratio, after.lossFraction),
    limit: memoryLimit(mission, doubled.units),
    places: servingPlaces(mission, doubled.units)
  };
}

const CLOSE = 0.01;

function mechanismOf(ratio: number, lossFraction: number): ConcurrencyAnswer["mechanism"] {
  if (lossFraction > CLOSE) return "lost";
  if (ratio > 2 * (1 + CLOSE)) return "more";
  return ratio > 2 * (1 - CLOSE) ? "doubles" : "same";
}

function exactState(arrivalRate: number, service: number, servers: number): SteadyState {
  const queue = mmc({arrivalRate, serviceRate: 1 / service, servers});
  return {
    inSystem: queue.meanInSystem,
    waiting: queue.meanQueueLength,
    inService: queue.meanInSystem - queue.meanQueueLength,
    wait: queue.meanWait,
    sojourn: queue.meanSojourn,
    acceptedRate: arrivalRate,
    lossFraction: 0,
    utilization: queue.utilization,
    stable: true,
    growthRate: 0,
    method: "M/M/c, exact",
    halfWidth: 0
  };
}

function unstable(arrivalRate: number, service: number, places: number, utilization: number): SteadyState {
  return {
    inSystem: Infinity,
    waiting: Infinity,
    inService: places,
    wait: Infinity,
    sojourn: Infinity,
    acceptedRate: arrivalRate,
    lossFraction: 0,
    utilization,
    stable: false,
    growthRate: arrivalRate - places / service,
    method: "M/M/c, exact",
    halfWidth: 0
  };
}

function simulatedState(
  mission: ConcurrencyMission,
  controls: ConcurrencyControls,
  utilization: number,
  period: number | null
): SteadyState {
  const span = period === null ? SIMULATED_REQUESTS / controls.arrivalRate : PERIODS * period;
  const from = period === null ? span * WARM_UP_SHARE : WARM_UP_PERIODS * period;
  const to = from + span;
  const records = simulateQueue(
    concurrencyScenario(mission, controls, {until: to + span * 1e-3, surgeAt: 0})
  );
  const metrics = queueMetrics(records, {from, to});
  const inSystem = metrics.meanInSystem.mean;
  const waiting = metrics.meanInQueue.mean;
  return {
    inSystem,
    waiting,
    inService: inSystem - waiting,
    wait: metrics.meanWait.mean,
    sojourn: metrics.meanSojourn.mean,
    acceptedRate: metrics.arrivalRate,
    lossFraction: metrics.lossFraction,
    utilization,
    stable: true,
    growthRate: 0,
    method: period === null ? "simulation" : "whole periods, exact",
    halfWidth: period === null ? metrics.meanInSystem.halfWidth : 0
  };
}
