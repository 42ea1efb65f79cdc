/** What users and owners see of a run: latencies, goodput, how full the batch and the memory were, energy and cost. */

import {invalid, requireNonNegative, requirePositive} from "../invalid.js";
import {countBelow} from "../stats/ascending.js";
import {quantiles} from "../stats/quantiles.js";
import {HOUR, MILLION} from "../units.js";
import type {ServingRecords} from "./servingRecords.js";

/** Limits that a request must keep, all of them [s]; one that is not given binds nobody. */
export interface ServiceObjectives {
  readonly ttft?: number;
  readonly tpot?: number;
  readonly endToEnd?: number;
}

export interface ServingMetricsOptions {
  /** Only requests that arrive in [from, to) count for latencies, goodput and rates [s]; default all. */
  readonly from?: number;
  readonly to?: number;
  readonly objectives?: ServiceObjectives;
  /** Where latencies start: at the client's arrival (default), or where the scheduler first knew the request. */
  readonly clock?: "client" | "scheduler";
  /** Requests a second that the engine can serve at most, as saturationThroughput finds it [1/s]. */
  readonly saturation?: number;
  /** Devices, the power of each while it computes [W], and its price an hour [$]. */
  readonly devices?: number;
  readonly power?: number;
  readonly pricePerHour?: number;
  /** Places of the batch that count as available; default the scheduler's maxNumSeqs. */
  readonly places?: number;
}

/** A mean and exact quantiles [s]; NaN where there is nothing to measure. */
export interface LatencySummary {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface ServingMetrics {
  /** Requests that arrived in the window, those turned away included, and those turned away. */
  readonly offered: number;
  readonly rejected: number;
  /** From arrival to the start of the first iteration [s]. */
  readonly queueing: LatencySummary;
  /** Time to first token, from arrival [s]. */
  readonly ttft: LatencySummary;
  /** Time per output token: mean gap of a request's tokens after the first [s]; only requests with two or more. */
  readonly tpot: LatencySummary;
  /** From arrival to the last token [s]. */
  readonly endToEnd: LatencySummary;
  /** Requests that arrive a second [1/s]. */
  readonly arrivalRate: number;
  /** Served requests, answer tokens and all tokens a second, from the first arrival to the last finish [1/s]. */
  readonly throughput: number;
  readonly outputTokenRate: number;
  readonly tokenRate: number;
  /** Requests a second, and share of the offered, that keep all objectives; NaN without objectives. */
  readonly goodput: number;
  readonly attainment: number;
  /** From the first arrival to the last finish [s]. */
  readonly makespan: number;
  /** Share of the makespan in which an iteration ran: what a monitoring tool shows [1]. */
  readonly busyFraction: number;
  /** Arrival rate over saturation throughput [1]; NaN if that is not given. */
  readonly utilization: number;
  /** At a utilization of 1 or more: how fast the number of waiting requests grows [1/s]; 0 below, NaN if not known. */
  readonly backlogGrowthRate: number;
  /** Share of the places x busy time that computes nothing for anybody: idle, held by finished requests, stalled [1]. */
  readonly bubbleFraction: number;
  /** Of that, the part held by finished requests: padding and empty rows of request-level batches [1]. */
  readonly heldFraction: number;
  /** Means over the busy time, shares of the KV capacity [1]: taken, and filled with tokens; NaN where no KV is kept. */
  readonly kvReserved: number;
  readonly kvUsed: number;
  /** Share of the taken memory that holds nothing [1]. */
  readonly kvWaste: number;
  readonly kvPeak: number;
  /** [J] and [$] for a million answer tokens; NaN where power or price is not given. */
  readonly energyPerMillionTokens: number;
  readonly costPerMillionTokens: number;
  readonly peakRunning: number;
  readonly peakWaiting: number;
  readonly preemptions: number;
}

/**
 * The metrics of a run.
 *
 * TTFT = first token - arrival; TPOT = (finish - first token) / (answer tokens - 1); a request is good if it keeps every
 * objective. bubbleFraction = 1 - row time that computes for a request / (places x busy time). Energy is devices x power
 * x busy time: with the board's power limit an upper bound; cost is devices x price x makespan, busy or not. Throws
 * RangeError for a window that is none, or limits that are no numbers. Sources: vLLM benchmark_serving (TPOT); Zhong et
 * al. 2024 (DistServe: goodput).
 *
 * @example
 * servingMetrics(simulateServing({hardware: {device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, workload: {kind: "list", requests: [{arrival: 5, promptTokens: 100, outputTokens: 10}]}, seed: 1})).preemptions // => 0
 */
export function servingMetrics(
  records: ServingRecords,
  {
    from = 0,
    to = Infinity,
    objectives,
    clock = "client",
    saturation = NaN,
    devices = 1,
    power = NaN,
    pricePerHour = NaN,
    places = records.maxNumSeqs
  }: ServingMetricsOptions = {}
): ServingMetrics {
  requireNonNegative("from", from);
  if (!(to > from)) throw invalid("to", to);
  if (!Number.isNaN(saturation)) requirePositive("saturation", saturation);
  requirePositive("places", places);
  const {arrival, scheduled, firstToken, finish, outputTokens, totals, kvCapacity} = records;
  const begins = clock === "client" ? arrival : records.noticed;
  const first = countBelow(arrival, from);
  const last = to === Infinity ? records.count : countBelow(arrival, to);
  const queueing = new Samples(last - first);
  const ttft = new Samples(last - first);
  const tpot = new Samples(last - first);
  const endToEnd = new Samples(last - first);
  const limits = {ttft: Infinity, tpot: Infinity, endToEnd: Infinity, ...objectives};
  let good = 0;
  let tokens = 0;
  let outputs = 0;
  for (let i = first; i < last; ++i) {
    if (Number.isNaN(finish[i])) continue;
    const wait = firstToken[i] - begins[i];
    const gap = outputTokens[i] > 1 ? (finish[i] - firstToken[i]) / (outputTokens[i] - 1) : NaN;
    const all = finish[i] - begins[i];
    queueing.add(scheduled[i] - begins[i]);
    ttft.add(wait);
    if (outputTokens[i] > 1) tpot.add(gap);
    endToEnd.add(all);
    outputs += outputTokens[i];
    tokens += records.promptTokens[i] + outputTokens[i];
    if (wait <= limits.ttft && !(gap > limits.tpot) && all <= limits.endToEnd) ++good;
  }
  const offered = last - first;
  const begin = offered > 0 ? arrival[first] : NaN;
  const span = endToEnd.size > 0 ? latest(finish, first, last) - begin : NaN;
  const arrivalRate = offered / (Math.min(to, records.horizon) - from);
  const utilization = arrivalRate / saturation;
  const makespan = records.end - (records.count > 0 ? arrival[0] : 0);
  const rowTime = places * totals.busyTime;
  const {reservedTokenTime, heldTokenTime, sharedTokenTime} = totals;
  const ofCapacity = (tokenTime: number) =>
    kvCapacity < Infinity ? tokenTime / (kvCapacity * totals.busyTime) : NaN;
  return {
    offered,
    rejected: offered - endToEnd.size,
    queueing: queueing.summary(),
    ttft: ttft.summary(),
    tpot: tpot.summary(),
    endToEnd: endToEnd.summary(),
    arrivalRate,
    throughput: endToEnd.size / span,
    outputTokenRate: outputs / span,
    tokenRate: tokens / span,
    goodput: objectives ? good / span : NaN,
    attainment: objectives ? good / offered : NaN,
    makespan,
    busyFraction: totals.busyTime / makespan,
    utilization,
    backlogGrowthRate: utilization >= 1 ? arrivalRate - saturation : utilization < 1 ? 0 : NaN,
    bubbleFraction: 1 - totals.usefulRowTime / rowTime,
    heldFraction: totals.heldRowTime / rowTime,
    kvReserved: ofCapacity(reservedTokenTime - sharedTokenTime),
    kvUsed: ofCapacity(heldTokenTime - sharedTokenTime),
    kvWaste: (reservedTokenTime - heldTokenTime) / (reservedTokenTime - sharedTokenTime),
    kvPeak: kvCapacity < Infinity ? totals.peakReservedTokens / kvCapacity : NaN,
    energyPerMillionTokens: (devices * power * totals.busyTime * MILLION) / totals.generatedTokens,
    costPerMillionTokens: (devices * (pricePerHour / HOUR) * makespan * MILLION) / totals.generatedTokens,
    peakRunning: totals.peakRunning,
    peakWaiting: totals.peakWaiting,
    preemptions: totals.preemptions
  };
}

/** Collects durations and answers for their mean and quantiles. */
class Samples {
  size = 0;
  private readonly values: Float64Array;

  constructor(most: number) {
    this.values = new Float64Array(most);
  }

  add(value: number): void {
    this.values[this.size++] = value;
  }

  summary(): LatencySummary {
    const {size} = this;
    const values = this.values.subarray(0, size);
    let sum = 0;
    for (let i = 0; i < size; ++i) sum += values[i];
    const [p50, p90, p95, p99, max] = quantiles(values, [0.5, 0.9, 0.95, 0.99, 1], {inPlace: true});
    return {count: size, mean: sum / size, p50: p50!, p90: p90!, p95: p95!, p99: p99!, max: max!};
  }
}

function latest(times: Float64Array, from: number, to: number): number {
  let last = -Infinity;
  for (let i = from; i < to; ++i) if (times[i] > last) last = times[i];
  return last;
}
