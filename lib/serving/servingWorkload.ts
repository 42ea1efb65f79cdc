/**
 * What is asked of an engine: who comes when, with how long a prompt and how long an answer. Open loop (any arrival
 * process of the queue simulator, or a list), or closed loop: clients that send the next request when the last is done.
 */
import {invalid} from "../invalid.js";
import {type RandomSource, randomSource} from "../random/randomSource.js";
import {arrivalProcess} from "../simulation/arrivalProcess.js";
import {type ArrivalSpec, queueScenario, type SurgeSpec} from "../simulation/queueSpec.js";
import {checkedWorkload} from "./checkedWorkload.js";
import {type QuantileTable, quantileLength} from "./quantileLength.js";

/** Prompt and answer lengths [tokens]. */
export type LengthSpec =
  | {readonly kind: "fixed"; readonly promptTokens: number; readonly outputTokens: number}
  /** Drawn from two tables of percentiles, independently of each other. */
  | {readonly kind: "quantiles"; readonly promptTokens: QuantileTable; readonly outputTokens: QuantileTable}
  /** The given lengths, in order, and from the start again where requests outnumber them. */
  | {
      readonly kind: "given";
      readonly promptTokens: ArrayLike<number>;
      readonly outputTokens: ArrayLike<number>;
    };

/** Each request belongs to one of `groups` groups, equally likely, whose prompts begin with the same `tokens` tokens. */
export interface PrefixSpec {
  readonly groups: number;
  readonly tokens: number;
  /** Share of the requests that belong to a group; default 1. */
  readonly share?: number;
}

export interface ServingRequest {
  /** [s]. */
  readonly arrival: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  /** Requests of the same group begin with the same `prefixTokens` tokens; default none. */
  readonly prefixGroup?: number;
  readonly prefixTokens?: number;
}

export type ServingWorkloadSpec =
  /** Ends at `until` [s] or after `requests`, whichever comes first; a replay ends by itself. */
  | {
      readonly kind: "open";
      readonly arrivals: ArrivalSpec;
      readonly surge?: SurgeSpec;
      readonly lengths: LengthSpec;
      readonly prefix?: PrefixSpec;
      readonly until?: number;
      readonly requests?: number;
    }
  /** The given requests, in order of arrival. */
  | {readonly kind: "list"; readonly requests: readonly ServingRequest[]}
  /** Client k sends its first request at k x stagger [s] (default 0), each other one when its last is finished. */
  | {
      readonly kind: "closed";
      readonly clients: number;
      readonly stagger?: number;
      readonly requests: number;
      readonly lengths: LengthSpec;
      readonly prefix?: PrefixSpec;
    };

/** Structure of arrays, one slot a request, in order of arrival. */
export interface RequestColumns {
  readonly count: number;
  /** [s]; NaN in a closed loop, where the engine decides when a client sends. */
  readonly arrival: Float64Array;
  readonly promptTokens: Int32Array;
  readonly outputTokens: Int32Array;
  /** -1: of no group. */
  readonly prefixGroup: Int32Array;
  readonly prefixTokens: Int32Array;
  /** Clients of a closed loop, 0 for an open one, and the time between their starts [s]. */
  readonly clients: number;
  readonly stagger: number;
  /** The end of observation [s]: `until`, or the last arrival; NaN for a closed loop. */
  readonly horizon: number;
}

/** More requests than this are a mistake. */
const MOST_REQUESTS = 2 ** 22;

/**
 * The requests that a workload and a seed stand for: one random stream each for arrivals, prompt lengths, answer
 * lengths and prefixes, so that the same seed gives the same requests at every rate.
 *
 * Throws RangeError as `servingScenario` does, and for more than 2^22 requests.
 *
 * @example
 * servingRequests({kind: "open", arrivals: {kind: "deterministic", rate: 2}, lengths: {kind: "fixed", promptTokens: 10, outputTokens: 5}, requests: 3}, 1).arrival[2] // => 1
 */
export function servingRequests(spec: ServingWorkloadSpec, seed: number): RequestColumns {
  checkedWorkload(spec);
  if (spec.kind === "list") return listed(spec.requests);
  const {arrival, horizon} = spec.kind === "open" ? openArrivals(spec, seed) : noArrivals(spec.requests);
  const count = arrival.length;
  const columns = {
    count,
    arrival,
    promptTokens: new Int32Array(count),
    outputTokens: new Int32Array(count),
    prefixGroup: new Int32Array(count).fill(-1),
    prefixTokens: new Int32Array(count),
    clients: spec.kind === "closed" ? spec.clients : 0,
    stagger: spec.kind === "closed" ? (spec.stagger ?? 0) : 0,
    horizon
  };
  const prompts = randomSource(seed, "prompt lengths");
  const outputs = randomSource(seed, "output lengths");
  for (let i = 0; i < count; ++i) {
    columns.promptTokens[i] = lengthOf(spec.lengths, "promptTokens", i, prompts);
    columns.outputTokens[i] = lengthOf(spec.lengths, "outputTokens", i, outputs);
  }
  if (spec.prefix) drawPrefixes(columns, spec.prefix, seed);
  return columns;
}

function openArrivals(
  spec: ServingWorkloadSpec & {readonly kind: "open"},
  seed: number
): {arrival: Float64Array; horizon: number} {
  const {arrivals, surge, until, requests} = spec;
  const fill = arrivalProcess(
    queueScenario({
      arrivals,
      service: {kind: "deterministic", mean: 1},
      ...(surge && {surge}),
      ...(until !== undefined && {until}),
      ...(requests !== undefined && {customers: requests}),
      seed
    })
  );
  let times = new Float64Array(1024);
  let streams = new Uint16Array(1024);
  let count = 0;
  for (;;) {
    const end = fill(times, streams, count, times.length);
    if (end < times.length) {
      count = end;
      break;
    }
    count = end;
    if (count > MOST_REQUESTS) throw invalid("requests", `more than ${MOST_REQUESTS}`);
    const longer = new Float64Array(2 * count);
    longer.set(times);
    times = longer;
    streams = new Uint16Array(2 * count);
  }
  const arrival = times.slice(0, count);
  const ended = until !== undefined && until < Infinity && count !== requests;
  return {arrival, horizon: ended ? until : count > 0 ? arrival[count - 1] : 0};
}

function noArrivals(requests: number): {arrival: Float64Array; horizon: number} {
  if (requests > MOST_REQUESTS) throw invalid("requests", requests);
  return {arrival: new Float64Array(requests).fill(NaN), horizon: NaN};
}

function listed(requests: readonly ServingRequest[]): RequestColumns {
  const count = requests.length;
  return {
    count,
    arrival: Float64Array.from(requests, ({arrival}) => arrival),
    promptTokens: Int32Array.from(requests, ({promptTokens}) => promptTokens),
    outputTokens: Int32Array.from(requests, ({outputTokens}) => outputTokens),
    prefixGroup: Int32Array.from(requests, ({prefixGroup = -1}) => prefixGroup),
    prefixTokens: Int32Array.from(requests, ({prefixTokens = 0, promptTokens}) =>
      Math.min(prefixTokens, promptTokens)
    ),
    clients: 0,
    stagger: 0,
    horizon: count > 0 ? requests[count - 1]!.arrival : 0
  };
}

function lengthOf(
  spec: LengthSpec,
  column: "promptTokens" | "outputTokens",
  i: number,
  source: RandomSource
): number {
  switch (spec.kind) {
    case "fixed":
      return spec[column];
    case "quantiles":
      return quantileLength(spec[column], source.uniform());
    case "given":
      return spec[column][i % spec[column].length]!;
  }
}

function drawPrefixes(
  columns: {
    readonly count: number;
    readonly promptTokens: Int32Array;
    readonly prefixGroup: Int32Array;
    readonly prefixTokens: Int32Array;
  },
  {groups, tokens, share = 1}: PrefixSpec,
  seed: number
): void {
  const source = randomSource(seed, "prefixes");
  for (let i = 0; i < columns.count; ++i) {
    const member = source.uniform() < share;
    const group = source.below(groups);
    if (!member) continue;
    columns.prefixGroup[i] = group;
    columns.prefixTokens[i] = Math.min(tokens, columns.promptTokens[i]);
  }
}
