/**
 * The queues, traffic shapes and utilizations at which Part 3 looks over the cliff. Times are in multiples of the mean
 * service time, so that a data centre and an ear bud fit one axis; each track brings its own service law, servers and
 * buffer.
 */
import {invalid} from "../invalid.js";
import {mmppIndexOfDispersion} from "../random/mmpp.js";
import type {ArrivalSpec, ServiceSpec} from "../simulation/queueSpec.js";
import type {ArrivalPattern, ConcurrencyMission, ServiceColumn} from "../tables/track.js";
import {tracks} from "../tables/tracks.js";
import {workloads} from "../tables/workloads.js";

/** A queue whose mean service time is 1. */
export interface CliffQueue {
  /** A track's id, or "reference": one server, exponential service, an endless line. */
  readonly id: string;
  readonly servers: number;
  /** Places, those in service included; Infinity for an endless line. */
  readonly capacity: number;
  readonly service: ServiceSpec;
  /** Squared coefficient of variation of the service time. */
  readonly serviceScv: number;
}

/** A way of arriving, at any rate [requests per mean service time]. */
export interface CliffShape {
  readonly id: "deterministic" | "poisson" | "gamma" | "mmpp";
  readonly name: string;
  /** Variance over mean of the number of arrivals in a long time; 1 for Poisson. */
  readonly indexOfDispersion: number;
  readonly arrivals: (rate: number) => ArrivalSpec;
}

const BURST_RATIO = 4;
const GAMMA_CV = 2;
/** The index that the bursts are made to have: the conversation trace's, counted by the minute. */
const TRACE_INDEX = workloads.azureConversation.indexOfDispersionPerMinute.value;
/** Mean length of a burst in mean gaps: the index minus one is proportional to it, at every rate. */
export const burstGaps =
  (TRACE_INDEX - 1) / (mmppIndexOfDispersion({rate: 1, burstRatio: BURST_RATIO, dwell: 1}, Infinity) - 1);

/** From the calmest to the wildest. */
export const cliffShapes: readonly CliffShape[] = [
  {
    id: "deterministic",
    name: "by the clock",
    indexOfDispersion: 0,
    arrivals: (rate) => ({kind: "deterministic", rate})
  },
  {id: "poisson", name: "Poisson", indexOfDispersion: 1, arrivals: (rate) => ({kind: "poisson", rate})},
  {
    id: "gamma",
    name: "uneven gaps",
    // Independent gaps: the index of their squared coefficient of variation.
    indexOfDispersion: GAMMA_CV ** 2,
    arrivals: (rate) => ({kind: "gamma", rate, cv: GAMMA_CV})
  },
  {
    id: "mmpp",
    name: "bursts",
    indexOfDispersion: TRACE_INDEX,
    arrivals: (rate) => ({kind: "mmpp", rate, burstRatio: BURST_RATIO, dwell: burstGaps / rate})
  }
];

/** Offered load per server, denser towards the cliff, and beyond it. */
export const cliffUtilizations: readonly number[] = [
  ...Array.from({length: 18}, (_, k) => (k + 1) / 20),
  ...[0.925, 0.95, 0.96, 0.97, 0.98, 0.99],
  ...[1, 1.05, 1.1, 1.2, 1.5]
];

/** The reference queue first, then one a track. */
export const cliffQueues: readonly CliffQueue[] = [
  {
    id: "reference",
    servers: 1,
    capacity: Infinity,
    service: {kind: "exponential", mean: 1},
    serviceScv: 1
  },
  ...tracks.map(({id, concurrency}) => cliffQueue(id, concurrency))
];

/** Whether a queue has a steady state at a utilization: one that turns requests away always has. */
export function hasSteadyState({capacity}: CliffQueue, utilization: number): boolean {
  return capacity < Infinity || utilization < 1;
}

/** A mission's queue in multiples of its mean service time. */
function cliffQueue(
  id: string,
  {arrivals, service, executionTime, servers, bufferPlaces}: ConcurrencyMission
) {
  const places = servers.perUnit * servers.start;
  const law = serviceLaw(service, arrivals, executionTime.value);
  return {id, servers: places, capacity: places + bufferPlaces, ...law};
}

/** One stream's law keeps its kind; several fixed times, mixed as the streams are, are drawn from a list. */
function serviceLaw(
  columns: readonly ServiceColumn[],
  arrivals: ArrivalPattern,
  executionTime: number
): Pick<CliffQueue, "service" | "serviceScv"> {
  const [only] = columns;
  if (columns.length === 1 && only)
    return {
      service: {kind: only.distribution, mean: 1},
      serviceScv: only.distribution === "exponential" ? 1 : 0
    };
  if (arrivals.kind !== "streams") throw invalid("arrivals", arrivals.kind);
  const times = columns.map(({scale, fixed}) => scale * executionTime + fixed);
  const values = inParts(arrivals.streams.map(({share}) => share)).flatMap((parts, stream) =>
    Array<number>(parts).fill(times[stream]!)
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const scaled = values.map((value) => value / mean);
  return {
    service: {kind: "empirical", values: scaled},
    serviceScv: scaled.reduce((sum, value) => sum + (value - 1) ** 2, 0) / scaled.length
  };
}

/** Shares as whole numbers of equal parts: 1/3 and 2/3 are 1 and 2. */
function inParts(shares: readonly number[]): number[] {
  for (let parts = 1; parts <= 60; ++parts) {
    const counts = shares.map((share) => Math.round(share * parts));
    if (shares.every((share, k) => Math.abs(share * parts - counts[k]!) < 1e-9)) return counts;
  }
  throw invalid("shares", shares);
}
