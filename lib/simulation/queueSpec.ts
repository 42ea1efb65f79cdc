/**
 * What a queue simulation is asked to do: a loose spec with defaults, and the one function that makes it total.
 * G/G/c/K, first come first served: arrivals of some process, a service law, `servers` places at work, `capacity`
 * places in all.
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {mmppRates} from "../random/mmpp.js";

/** A periodic sensor, or `copies` of it: release k comes at k / rate + phase, plus jitter. */
export interface StreamSpec {
  /** Releases a second [1/s]. */
  readonly rate: number;
  /** Time of the first release [s]; sensors of equal phase fire together. Default 0. */
  readonly phase?: number;
  /**
   * Each release is late by a uniform time in [0, jitter] [s], drawn for it alone; one that would overtake its
   * predecessor of the same sensor comes together with it. Default 0.
   */
  readonly jitter?: number;
  /** The sensor is silent before this time [s]. Default 0. */
  readonly from?: number;
  /** This many identical sensors, each with jitter of its own. Default 1. */
  readonly copies?: number;
}

/** How requests arrive; `rate` is always the long-run mean [1/s]. */
export type ArrivalSpec =
  | {readonly kind: "poisson"; readonly rate: number}
  /** Every 1 / rate seconds, the first at `phase` [s] (default 0). */
  | {readonly kind: "deterministic"; readonly rate: number; readonly phase?: number}
  /** Independent gamma gaps of coefficient of variation `cv` > 0. */
  | {readonly kind: "gamma"; readonly rate: number; readonly cv: number}
  /** Independent hyperexponential gaps (balanced means) of coefficient of variation `cv` >= 1. */
  | {readonly kind: "hyperexponential"; readonly rate: number; readonly cv: number}
  /** Two-state Markov-modulated Poisson process: see mmppRates. `burstFraction` defaults to 0.1. */
  | {
      readonly kind: "mmpp";
      readonly rate: number;
      readonly burstRatio: number;
      readonly burstFraction?: number;
      readonly dwell: number;
    }
  /** Periodic sensors superposed in order of time; at the same instant by index of the stream, then by copy. */
  | {readonly kind: "streams"; readonly streams: readonly StreamSpec[]}
  /** The given times [s], in ascending order. */
  | {readonly kind: "replay"; readonly times: ArrayLike<number>};

/** How long a request keeps its server; `mean` [s], `cv` [1]. */
export type ServiceSpec =
  | {readonly kind: "deterministic"; readonly mean: number}
  | {readonly kind: "exponential"; readonly mean: number}
  | {readonly kind: "erlang"; readonly mean: number; readonly shape: number}
  | {readonly kind: "lognormal"; readonly mean: number; readonly cv: number}
  | {readonly kind: "gamma"; readonly mean: number; readonly cv: number}
  /** Drawn from `values` [s] with replacement, each equally likely. */
  | {readonly kind: "empirical"; readonly values: ArrayLike<number>}
  /** A law for each stream of the arrivals. */
  | {readonly kind: "byStream"; readonly services: readonly ServiceSpec[]};

/** From time `at` [s] on, the arrivals' clock runs `factor` times as fast. */
export interface SurgeSpec {
  readonly at: number;
  readonly factor: number;
}

export interface QueueSpec {
  readonly arrivals: ArrivalSpec;
  readonly service: ServiceSpec;
  /** Default 1. */
  readonly servers?: number;
  /** Places, those in service included, up to 2^22; default Infinity. Equal to `servers`: no buffer, a loss system. */
  readonly capacity?: number;
  /** Not for replay. */
  readonly surge?: SurgeSpec;
  /** Arrivals at this time [s] or later are not admitted. Give `until` or `customers`, or both: the first to be reached. */
  readonly until?: number;
  /** The number of arrivals, lost ones included. */
  readonly customers?: number;
  /** An integer in [0, 2^32). */
  readonly seed: number;
}

/** A spec with nothing left open: `until` and `customers` are Infinity where they do not bind. */
export interface QueueScenario {
  readonly arrivals: ArrivalSpec;
  readonly service: ServiceSpec;
  readonly servers: number;
  readonly capacity: number;
  readonly surge: SurgeSpec;
  readonly until: number;
  readonly customers: number;
  readonly seed: number;
}

const MOST_STREAMS = 2 ** 16;
const MOST_SERVERS = 2 ** 20;
const MOST_SENSORS = 2 ** 20;
/** A larger buffer is one that never fills: Infinity. */
const MOST_PLACES = 2 ** 22;
/** A state change every thousandth of a gap is Poisson traffic for all practical purposes, and endless work. */
const SHORTEST_DWELL_IN_GAPS = 1e-3;

/**
 * The scenario that a spec describes, defaults filled in.
 *
 * Throws RangeError for anything that is not a queue: a rate or mean that is not positive, a fraction of a server,
 * fewer places than servers, no end, an unsorted replay, a surge of a replay, fewer service laws than streams.
 *
 * @example
 * queueScenario({arrivals: {kind: "poisson", rate: 1}, service: {kind: "exponential", mean: 1}, until: 10, seed: 1}).capacity // => Infinity
 */
export function queueScenario(spec: QueueSpec): QueueScenario {
  const {arrivals, service, servers = 1, capacity = Infinity, surge, until, customers, seed} = spec;
  const streams = checkedStreams(arrivals);
  checkService(service, streams);
  requireInteger("servers", servers);
  if (servers > MOST_SERVERS) throw invalid("servers", servers);
  if (capacity !== Infinity) requireInteger("capacity", capacity, servers);
  if (capacity !== Infinity && capacity > MOST_PLACES) throw invalid("capacity", capacity);
  if (surge !== undefined) {
    if (arrivals.kind === "replay") throw invalid("surge", "of a replay");
    requireNonNegative("surge.at", surge.at);
    requirePositive("surge.factor", surge.factor);
  }
  if (until !== undefined && until !== Infinity) requirePositive("until", until);
  if (customers !== undefined && customers !== Infinity) requireInteger("customers", customers, 0);
  const scenario = {
    arrivals,
    service,
    servers,
    capacity,
    surge: surge ?? {at: Infinity, factor: 1},
    until: until ?? Infinity,
    customers: Math.min(customers ?? Infinity, arrivals.kind === "replay" ? arrivals.times.length : Infinity),
    seed
  };
  if (scenario.until === Infinity && scenario.customers === Infinity) throw invalid("until", until);
  return scenario;
}

/** Checks the arrivals; the number of their streams. */
function checkedStreams(arrivals: ArrivalSpec): number {
  switch (arrivals.kind) {
    case "poisson":
      requirePositive("rate", arrivals.rate);
      return 1;
    case "deterministic":
      requirePositive("rate", arrivals.rate);
      requireNonNegative("phase", arrivals.phase ?? 0);
      return 1;
    case "gamma":
      requirePositive("rate", arrivals.rate);
      requirePositive("cv", arrivals.cv);
      return 1;
    case "hyperexponential":
      requirePositive("rate", arrivals.rate);
      if (!(arrivals.cv >= 1 && arrivals.cv < Infinity)) throw invalid("cv", arrivals.cv);
      return 1;
    case "mmpp":
      mmppRates(arrivals);
      if (arrivals.dwell * arrivals.rate < SHORTEST_DWELL_IN_GAPS) throw invalid("dwell", arrivals.dwell);
      return 1;
    case "streams":
      arrivals.streams.forEach(checkStream);
      if (arrivals.streams.length === 0 || arrivals.streams.length > MOST_STREAMS)
        throw invalid("streams", arrivals.streams.length);
      if (arrivals.streams.reduce((sensors, {copies = 1}) => sensors + copies, 0) > MOST_SENSORS)
        throw invalid("copies", "too many");
      return arrivals.streams.length;
    case "replay":
      checkTimes(arrivals.times);
      return 1;
    default:
      throw invalid("arrivals", (arrivals as {kind: unknown}).kind);
  }
}

function checkStream({rate, phase = 0, jitter = 0, from = 0, copies = 1}: StreamSpec): void {
  requirePositive("rate", rate);
  requireNonNegative("phase", phase);
  requireNonNegative("jitter", jitter);
  if (!(from >= 0 && from * rate < Number.MAX_SAFE_INTEGER)) throw invalid("from", from);
  requireInteger("copies", copies);
}

function checkTimes(times: ArrayLike<number>): void {
  let previous = 0;
  for (let i = 0; i < times.length; ++i) {
    const time = times[i]!;
    if (!(time >= previous && time < Infinity)) throw invalid(`times[${i}]`, time);
    previous = time;
  }
}

function checkService(service: ServiceSpec, streams: number): void {
  switch (service.kind) {
    case "deterministic":
    case "exponential":
      requirePositive("mean", service.mean);
      return;
    case "erlang":
      requirePositive("mean", service.mean);
      requireInteger("shape", service.shape);
      return;
    case "lognormal":
      requirePositive("mean", service.mean);
      requireNonNegative("cv", service.cv);
      return;
    case "gamma":
      requirePositive("mean", service.mean);
      requirePositive("cv", service.cv);
      return;
    case "empirical":
      if (service.values.length === 0) throw invalid("values", "none");
      for (let i = 0; i < service.values.length; ++i) requireNonNegative(`values[${i}]`, service.values[i]!);
      return;
    case "byStream":
      if (service.services.length < streams) throw invalid("services", service.services.length);
      for (const law of service.services) {
        if (law.kind === "byStream") throw invalid("service", "byStream in byStream");
        checkService(law, 1);
      }
      return;
    default:
      throw invalid("service", (service as {kind: unknown}).kind);
  }
}
