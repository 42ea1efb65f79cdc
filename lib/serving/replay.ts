/** A real server's requests played through the engine, its own measurements beside: what the replay command and the pages call. */
import {requireInteger, requireNonNegative} from "../invalid.js";
import {quantiles} from "../stats/quantiles.js";
import {type ArrivalClock, arrivalClock} from "./arrivalClock.js";
import {iterationModel} from "./iterationModel.js";
import type {ReplayScenario} from "./replayScenario.js";
import type {TableRequest} from "./requestTable.js";
import {servingMetrics} from "./servingMetrics.js";
import type {ServingRecords} from "./servingRecords.js";
import {type ServingScenario, servingScenario} from "./servingScenario.js";
import type {ServingWorkloadSpec} from "./servingWorkload.js";
import {simulateScenario} from "./simulateServing.js";

export interface ReplayOptions {
  /** Clients of a closed loop over the table's lengths, in order; without them the table's arrivals count. */
  readonly clients?: number;
  /** Time between the clients' first requests [s]; default 0. */
  readonly stagger?: number;
  /** Whose clock wrote arrivals and latencies: the client's, or the server's scheduler; default as arrivalClock tells. */
  readonly clock?: ArrivalClock;
}

/** [s]; NaN where there is nothing to measure. */
export interface ReplayLatency {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** What a run shows, simulated or measured; NaN for what is not known. */
export interface ReplayFigures {
  readonly ttft: ReplayLatency;
  readonly tpot: ReplayLatency;
  readonly endToEnd: ReplayLatency;
  /** From the first arrival to the last token [s]. */
  readonly makespan: number;
  /** Requests and answer tokens a second [1/s]. */
  readonly throughput: number;
  readonly outputTokenRate: number;
  /** Requests in the batch and requests that wait, at most. */
  readonly peakRunning: number;
  readonly peakWaiting: number;
  readonly preemptions: number;
}

export interface ReplayResult {
  readonly scenario: ServingScenario;
  readonly clock: ArrivalClock;
  readonly requests: readonly TableRequest[];
  readonly records: ServingRecords;
  readonly simulated: ReplayFigures;
  readonly measured: ReplayFigures;
  /** Simulated over measured, less 1; NaN where nothing was measured. */
  readonly errors: ReplayFigures;
}

/**
 * Plays the requests of a table through the engine that a scenario describes.
 *
 * Time runs from the first arrival. By the client's clock a request first spends the host time of a request; the
 * scheduler's clock starts when the scheduler knows it. A request's TPOT counts where its answer has two tokens or more. Measured peaks come
 * from the overlap of the requests' intervals, where queueing was measured. Throws RangeError for a server that would
 * not start, a table without requests, or one without arrivals in an open loop.
 *
 * @example
 * replay(replayScenario({device: "h100-sxm", model: "llama-3-8b"}), requestTable("arrival_s,input_tokens,output_tokens\n0,100,10")).simulated.peakRunning // => 1
 */
export function replay(
  {hardware, memoryUtilization, scheduler, kv}: ReplayScenario,
  requests: readonly TableRequest[],
  {
    clients,
    stagger = 0,
    clock = clients === undefined ? arrivalClock(requests) : "client"
  }: ReplayOptions = {}
): ReplayResult {
  if (requests.length === 0) throw new RangeError("invalid table: no requests");
  const workload = clients === undefined ? listed(requests) : closedLoop(requests, clients, stagger);
  const model = iterationModel(hardware);
  const iteration = clock === "client" ? model : {...model, requestOverhead: 0};
  const scenario = servingScenario({
    hardware,
    iteration,
    memoryUtilization,
    scheduler,
    kv,
    workload,
    seed: 0
  });
  const records = simulateScenario(scenario);
  const simulated = simulatedFigures(records, clock);
  const measured = measuredFigures(requests);
  return {scenario, clock, requests, records, simulated, measured, errors: relative(simulated, measured)};
}

function listed(requests: readonly TableRequest[]): ServingWorkloadSpec {
  const start = requests[0]!.arrival;
  if (Number.isNaN(start)) throw new RangeError("invalid table: no column arrival_s, and no closed loop");
  return {
    kind: "list",
    requests: requests.map(({arrival, promptTokens, outputTokens}) => ({
      arrival: arrival - start,
      promptTokens,
      outputTokens
    }))
  };
}

function closedLoop(
  requests: readonly TableRequest[],
  clients: number,
  stagger: number
): ServingWorkloadSpec {
  requireInteger("clients", clients);
  requireNonNegative("stagger", stagger);
  const lengths = {
    kind: "given",
    promptTokens: requests.map(({promptTokens}) => promptTokens),
    outputTokens: requests.map(({outputTokens}) => outputTokens)
  } as const;
  return {kind: "closed", clients, stagger, requests: requests.length, lengths};
}

function simulatedFigures(records: ServingRecords, clock: ArrivalClock): ReplayFigures {
  const metrics = servingMetrics(records, {clock});
  const {ttft, tpot, endToEnd, makespan, throughput, outputTokenRate} = metrics;
  const {peakRunning, peakWaiting, preemptions} = metrics;
  const latency = ({mean, p50, p90, p99}: ReplayLatency): ReplayLatency => ({mean, p50, p90, p99});
  return {
    ttft: latency(ttft),
    tpot: latency(tpot),
    endToEnd: latency(endToEnd),
    makespan,
    throughput,
    outputTokenRate,
    peakRunning,
    peakWaiting,
    preemptions
  };
}

function measuredFigures(requests: readonly TableRequest[]): ReplayFigures {
  const several = requests.filter(({outputTokens}) => outputTokens > 1);
  const first = requests.reduce((least, {arrival}) => Math.min(least, arrival), Infinity);
  const last = requests.reduce((most, {arrival, endToEnd}) => Math.max(most, arrival + endToEnd), -Infinity);
  const makespan = last - first;
  const tokens = requests.reduce((sum, {outputTokens}) => sum + outputTokens, 0);
  const starts = requests.map(({arrival, queueing}) => arrival + queueing);
  const ends = requests.map(({arrival, endToEnd}) => arrival + endToEnd);
  const arrivals = requests.map(({arrival}) => arrival);
  return {
    ttft: latencyOf(requests.map(({ttft}) => ttft)),
    tpot: latencyOf(several.map(({tpot}) => tpot)),
    endToEnd: latencyOf(requests.map(({endToEnd}) => endToEnd)),
    makespan,
    throughput: requests.length / makespan,
    outputTokenRate: tokens / makespan,
    peakRunning: mostAtOnce(starts, ends),
    peakWaiting: mostAtOnce(arrivals, starts),
    preemptions: NaN
  };
}

/** Over the values that are there. */
function latencyOf(values: readonly number[]): ReplayLatency {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const [p50, p90, p99] = quantiles(known, [0.5, 0.9, 0.99]);
  return {mean, p50: p50!, p90: p90!, p99: p99!};
}

/** How many of the intervals overlap at most; NaN where an end is not known. */
function mostAtOnce(starts: readonly number[], ends: readonly number[]): number {
  if ([...starts, ...ends].some(Number.isNaN)) return NaN;
  const from = Float64Array.from(starts).sort();
  const to = Float64Array.from(ends).sort();
  let most = 0;
  let over = 0;
  for (let begun = 0; begun < from.length; ++begun) {
    while (to[over] <= from[begun]) ++over;
    most = Math.max(most, begun + 1 - over);
  }
  return most;
}

function relative(simulated: ReplayFigures, measured: ReplayFigures): ReplayFigures {
  const error = (of: (figures: ReplayFigures) => number) => of(simulated) / of(measured) - 1;
  const latency = (what: "ttft" | "tpot" | "endToEnd"): ReplayLatency => ({
    mean: error((figures) => figures[what].mean),
    p50: error((figures) => figures[what].p50),
    p90: error((figures) => figures[what].p90),
    p99: error((figures) => figures[what].p99)
  });
  return {
    ttft: latency("ttft"),
    tpot: latency("tpot"),
    endToEnd: latency("endToEnd"),
    makespan: error(({makespan}) => makespan),
    throughput: error(({throughput}) => throughput),
    outputTokenRate: error(({outputTokenRate}) => outputTokenRate),
    peakRunning: error(({peakRunning}) => peakRunning),
    peakWaiting: error(({peakWaiting}) => peakWaiting),
    preemptions: NaN
  };
}
