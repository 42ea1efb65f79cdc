/**
 * What a batch simulation is asked to do: dynamic batching as serving systems do it. Requests wait in the order of their
 * arrival; a server takes up to `maxBatch` of them as soon as it is free and either as many are there or the oldest has
 * waited `window`.
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {type BatchServiceSpec, batchServiceTimes} from "./batchServiceTimes.js";
import {type ArrivalSpec, queueScenario, type SurgeSpec} from "./queueSpec.js";

export interface BatchSpec {
  readonly arrivals: ArrivalSpec;
  readonly service: BatchServiceSpec;
  /** The most requests in one batch, 1 to 65,536. */
  readonly maxBatch: number;
  /**
   * How long the oldest request is held for others to join [s]: 0 (default) is greedy, whoever is there leaves as soon
   * as a server is free; Infinity waits for full batches only.
   */
  readonly window?: number;
  /** Up to 65,536, or 1,024 with a line each; default 1. */
  readonly servers?: number;
  /** One line for all servers (default), or one line for each, in which requests stay. */
  readonly queue?: "shared" | "each";
  /** To which line of `each` a request goes: in turn (default), or each with the same chance. */
  readonly assignment?: "roundRobin" | "random";
  /** This many times the speed of the measured machine [1]; default 1. */
  readonly speed?: number;
  /** From the end of the math to the user [s], the same for each; keeps no server. Default 0. */
  readonly transferTime?: number;
  /**
   * Waiting places of a line, up to 2^22; default Infinity. An idle server lends its own `maxBatch` places: a request is
   * lost when the buffer and those are taken, so with maxBatch 1 and no buffer who finds the server busy is lost.
   */
  readonly bufferPlaces?: number;
  /** Not for replay. */
  readonly surge?: SurgeSpec;
  /** Arrivals at this time [s] or later are not admitted. Give `until` or `requests`, or both: the first to be reached. */
  readonly until?: number;
  /** The number of arrivals, lost ones included. */
  readonly requests?: number;
  /** An integer in [0, 2^32). */
  readonly seed: number;
}

/** A spec with nothing left open: `until` and `requests` are Infinity where they do not bind. */
export interface BatchScenario {
  readonly arrivals: ArrivalSpec;
  readonly surge: SurgeSpec;
  /** Mean service time of a batch by its size [s], index 0 to maxBatch. */
  readonly serviceTimes: Float64Array;
  readonly distribution: "deterministic" | "exponential";
  readonly maxBatch: number;
  readonly window: number;
  readonly servers: number;
  readonly queue: "shared" | "each";
  readonly assignment: "roundRobin" | "random";
  readonly transferTime: number;
  readonly bufferPlaces: number;
  readonly until: number;
  readonly requests: number;
  readonly seed: number;
}

const LARGEST_BATCH = 2 ** 16;
const MOST_SERVERS = 2 ** 16;
/** Each line of its own has its own arrays. */
const MOST_LINES = 2 ** 10;
const MOST_PLACES = 2 ** 22;

/**
 * The scenario that a spec describes, defaults filled in.
 *
 * Throws RangeError for anything that is not a batch server: sizes, rates or times that are not positive, a negative
 * window, a fraction of a server, no end, an unsorted replay.
 *
 * @example
 * batchScenario({arrivals: {kind: "poisson", rate: 1}, service: {curve: [{batch: 1, time: 1}]}, maxBatch: 4, until: 10, seed: 1}).window // => 0
 */
export function batchScenario(spec: BatchSpec): BatchScenario {
  const {
    service,
    maxBatch,
    window = 0,
    queue = "shared",
    assignment = "roundRobin",
    speed = 1,
    transferTime = 0,
    bufferPlaces = Infinity
  } = spec;
  requireInteger("maxBatch", maxBatch);
  if (maxBatch > LARGEST_BATCH) throw invalid("maxBatch", maxBatch);
  if (window !== Infinity) requireNonNegative("window", window);
  if (queue !== "shared" && queue !== "each") throw invalid("queue", queue);
  if (assignment !== "roundRobin" && assignment !== "random") throw invalid("assignment", assignment);
  requirePositive("speed", speed);
  requireNonNegative("transferTime", transferTime);
  if (bufferPlaces !== Infinity) requireInteger("bufferPlaces", bufferPlaces, 0);
  if (bufferPlaces !== Infinity && bufferPlaces > MOST_PLACES) throw invalid("bufferPlaces", bufferPlaces);
  const distribution = service.distribution ?? "deterministic";
  if (distribution !== "deterministic" && distribution !== "exponential")
    throw invalid("distribution", distribution);
  if (spec.requests !== undefined && spec.requests !== Infinity) requireInteger("requests", spec.requests, 0);
  const {arrivals, surge, servers, until, customers, seed} = queueScenario({
    arrivals: spec.arrivals,
    // A stand-in: the service of a batch is a law of its own.
    service: {kind: "deterministic", mean: 1},
    ...(spec.servers === undefined ? {} : {servers: spec.servers}),
    ...(spec.surge === undefined ? {} : {surge: spec.surge}),
    ...(spec.until === undefined ? {} : {until: spec.until}),
    ...(spec.requests === undefined ? {} : {customers: spec.requests}),
    seed: spec.seed
  });
  if (servers > (queue === "each" ? MOST_LINES : MOST_SERVERS)) throw invalid("servers", servers);
  return {
    arrivals,
    surge,
    serviceTimes: batchServiceTimes(service, maxBatch, speed),
    distribution,
    maxBatch,
    window,
    servers,
    queue,
    assignment,
    transferTime,
    bufferPlaces,
    until,
    requests: customers,
    seed
  };
}
