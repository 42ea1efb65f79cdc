/**
 * Part 1's queue: from a track's row and the controls to the total specification that the simulator runs. The rate
 * that the mission starts from holds until the surge; then the controls' rate does.
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import type {ArrivalSpec, QueueSpec, ServiceSpec} from "../simulation/queueSpec.js";
import type {ArrivalPattern, ConcurrencyMission, ServiceColumn} from "../tables/track.js";

export interface ConcurrencyControls {
  /** Requests per second, all streams together. */
  readonly arrivalRate: number;
  /** Model execution time [s]. */
  readonly executionTime: number;
  /** Units of hardware: replicas, modules. */
  readonly units: number;
  readonly seed: number;
}

/** The controls as the mission sets them, with the rate already doubled. */
export function missionControls(mission: ConcurrencyMission): ConcurrencyControls {
  return {
    arrivalRate: 2 * mission.arrivalRate.value,
    executionTime: mission.executionTime.value,
    units: mission.servers.start,
    seed: mission.seed
  };
}

/** Places that serve at once. */
export function servingPlaces(mission: ConcurrencyMission, units: number): number {
  requireInteger("units", units);
  return mission.servers.perUnit * units;
}

/** Whole requests that fit the memory of `units` of hardware. */
export function memoryLimit(mission: ConcurrencyMission, units: number): number {
  requireInteger("units", units);
  return Math.floor((mission.memory.limit.value / mission.memory.perRequest.value) * (1 + 1e-9)) * units;
}

/** Mean service time over all streams [s], weighted by their share of the requests. */
export function meanServiceTime(mission: ConcurrencyMission, executionTime: number): number {
  requirePositive("executionTime", executionTime);
  return mission.service.reduce(
    (sum, column, stream) =>
      sum + streamShare(mission.arrivals, stream) * (column.scale * executionTime + column.fixed),
    0
  );
}

/** Arrivals of a pattern at `rate` [1/s], from time `from` on with `added` more from the surge. */
export function concurrencyScenario(
  mission: ConcurrencyMission,
  {arrivalRate, executionTime, units, seed}: ConcurrencyControls,
  {until = mission.film.duration, surgeAt = mission.film.surgeAt}: {until?: number; surgeAt?: number} = {}
): QueueSpec {
  requirePositive("arrivalRate", arrivalRate);
  requireNonNegative("surgeAt", surgeAt);
  const before = mission.arrivalRate.value;
  const servers = servingPlaces(mission, units);
  const shared = {
    service: serviceOf(mission.service, executionTime),
    servers,
    capacity: servers + mission.bufferPlaces,
    until,
    seed
  };
  if (mission.arrivals.kind === "sensors" && surgeAt > 0)
    return {...shared, arrivals: growingSensors(mission.arrivals.rate, before, arrivalRate, surgeAt)};
  if (surgeAt === 0) return {...shared, arrivals: arrivalsAt(mission.arrivals, arrivalRate)};
  return {
    ...shared,
    arrivals: arrivalsAt(mission.arrivals, before),
    surge: {at: surgeAt, factor: arrivalRate / before}
  };
}

/** The arrivals of a pattern at a steady total rate [1/s]. */
export function arrivalsAt(pattern: ArrivalPattern, rate: number): ArrivalSpec {
  switch (pattern.kind) {
    case "poisson":
    case "deterministic":
      return {kind: pattern.kind, rate};
    case "sensors":
      return {kind: "streams", streams: [{rate: pattern.rate, copies: sensorCount(pattern.rate, rate)}]};
    case "streams":
      return {
        kind: "streams",
        streams: pattern.streams.map(({share, phase = 0}) => ({rate: share * rate, phase}))
      };
  }
}

/** The shortest time after which a periodic pattern repeats [s]; null where arrivals are random. */
export function patternPeriod(pattern: ArrivalPattern, rate: number): number | null {
  switch (pattern.kind) {
    case "poisson":
      return null;
    case "deterministic":
      return 1 / rate;
    case "sensors":
      return 1 / pattern.rate;
    case "streams":
      return 1 / (rate * Math.min(...pattern.streams.map(({share}) => share)));
  }
}

function sensorCount(sensorRate: number, rate: number): number {
  const copies = Math.round(rate / sensorRate);
  if (copies < 1) throw invalid("arrivalRate", rate);
  return copies;
}

function growingSensors(sensorRate: number, before: number, after: number, at: number): ArrivalSpec {
  const now = sensorCount(sensorRate, after);
  const first = Math.min(sensorCount(sensorRate, before), now);
  const added = now - first;
  const streams = [{rate: sensorRate, copies: first}];
  return {
    kind: "streams",
    streams: added > 0 ? [...streams, {rate: sensorRate, copies: added, from: at}] : streams
  };
}

function serviceOf(columns: readonly ServiceColumn[], executionTime: number): ServiceSpec {
  const specs = columns.map(({distribution, scale, fixed}): ServiceSpec => {
    const mean = scale * executionTime + fixed;
    return {kind: distribution, mean};
  });
  const [only] = specs;
  return specs.length === 1 && only ? only : {kind: "byStream", services: specs};
}

function streamShare(pattern: ArrivalPattern, stream: number): number {
  return pattern.kind === "streams" ? (pattern.streams[stream]?.share ?? 0) : stream === 0 ? 1 : 0;
}
