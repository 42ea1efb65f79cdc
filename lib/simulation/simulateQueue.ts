/**
 * G/G/c/K, first come first served, from a seed to flat records: arrivals, services and the station are stepped in
 * blocks that fit the first-level cache.
 */
import {invalid} from "../invalid.js";
import {arrivalProcess} from "./arrivalProcess.js";
import {type CustomerBlock, fcfsStation} from "./fcfsStation.js";
import type {QueueRecords} from "./queueRecords.js";
import {type ArrivalSpec, type QueueScenario, type QueueSpec, queueScenario} from "./queueSpec.js";
import {serviceProcess} from "./serviceProcess.js";

/** Customers a block. */
export const BLOCK = 2048;

/** More records than this (a gigabyte) are a mistake: longer runs need no records (simulateQueueMoments). */
const MOST_RECORDS = 2 ** 25;

/**
 * The records of a seeded G/G/c/K queue, first come first served: a pure function of the spec.
 *
 * Arrivals in [0, until), or the first `customers` of them, start with the queue empty; each takes the idle server of
 * the lowest index, or waits for the one that is free first, or is lost if all `capacity` places are taken. A departure
 * frees its place for an arrival at the same instant. Services are drawn for every arrival in order, lost or not.
 * Throws RangeError for a spec that is not a queue (see queueScenario), or of more than 2^25 requests.
 * Source: Lindley 1952 (one server); Kiefer & Wolfowitz 1955 (several).
 *
 * @example
 * simulateQueue({arrivals: {kind: "deterministic", rate: 2}, service: {kind: "deterministic", mean: 1}, customers: 3, seed: 1}).departure[2] // => 3
 */
export function simulateQueue(spec: QueueSpec): QueueRecords {
  const scenario = queueScenario(spec);
  const {servers, capacity, until, customers, seed} = scenario;
  const arrive = arrivalProcess(scenario);
  const draw = serviceProcess(scenario.service, seed);
  const serve = fcfsStation(servers, capacity);
  let slots = withRoom(likelyCount(scenario));
  let count = 0;
  for (let open = true; open; ) {
    if (count === slots.arrival.length && count < customers)
      slots = withRoom(Math.min(2 * count, customers), slots);
    const to = Math.min(count + BLOCK, slots.arrival.length);
    const end = arrive(slots.arrival, slots.stream, count, to);
    draw(slots.service, slots.stream, count, end);
    serve(slots, count, end, count);
    open = end === to && end < customers;
    count = end;
  }
  const arrival = slots.arrival.subarray(0, count);
  return {
    count,
    servers,
    capacity,
    arrival,
    start: slots.start.subarray(0, count),
    departure: slots.departure.subarray(0, count),
    server: slots.server.subarray(0, count),
    stream: slots.stream.subarray(0, count),
    horizon: until < Infinity && count !== spec.customers ? until : count > 0 ? arrival[count - 1] : 0
  };
}

/** Slots for the customers that a run is likely to have, with five standard deviations of Poisson traffic to spare. */
function likelyCount({arrivals, surge, until, customers}: QueueScenario): number {
  if (until === Infinity || arrivals.kind === "replay") return checkedCount(customers);
  const ownTime = Math.min(until, surge.at) + Math.max(0, until - surge.at) * surge.factor;
  const mean = longRunRate(arrivals) * ownTime;
  const count = Math.min(Math.ceil(mean + 5 * Math.sqrt(mean) + 16), customers);
  if (!(count <= MOST_RECORDS)) throw invalid("until", until);
  return count;
}

function longRunRate(arrivals: Exclude<ArrivalSpec, {kind: "replay"}>): number {
  if (arrivals.kind !== "streams") return arrivals.rate;
  return arrivals.streams.reduce((sum, {rate, copies = 1}) => sum + rate * copies, 0);
}

function checkedCount(count: number): number {
  if (!(count <= MOST_RECORDS)) throw invalid("customers", count);
  return count;
}

type Slots = CustomerBlock & {readonly stream: Uint16Array};

/** Arrays for `count` customers, with what `old` ones hold. Fresh pages cost nothing until they are written. */
function withRoom(count: number, old?: Slots): Slots {
  const slots: Slots = {
    arrival: new Float64Array(checkedCount(count)),
    service: old?.service ?? new Float64Array(BLOCK),
    start: new Float64Array(count),
    departure: new Float64Array(count),
    server: new Int32Array(count),
    stream: new Uint16Array(count)
  };
  if (old) {
    slots.arrival.set(old.arrival);
    slots.start.set(old.start);
    slots.departure.set(old.departure);
    slots.server.set(old.server);
    slots.stream.set(old.stream);
  }
  return slots;
}
