/**
 * The serving engine, for Part 3: from a track's row with its levels in place to the engine's spec, and from its records
 * to results. Slots and memory are in cliffEngineViews.ts.
 */
import {saturationThroughput} from "../serving/saturationThroughput.js";
import type {ServingHardware} from "../serving/servingHardware.js";
import type {ServingRecords} from "../serving/servingRecords.js";
import type {KvLevelId, ServingSpec} from "../serving/servingScenario.js";
import {simulateServing} from "../serving/simulateServing.js";
import type {ArrivalSpec} from "../simulation/queueSpec.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {llmModels} from "../tables/llmModels.js";
import type {EngineRow} from "../tables/track.js";
import {workloads} from "../tables/workloads.js";
import type {CliffControls} from "./cliffControls.js";
import {engineMemory, engineSlots} from "./cliffEngineViews.js";
import {
  type CliffBar,
  type CliffResults,
  type CliffRun,
  cliffBars,
  latencyOf,
  type RunSpan
} from "./cliffRun.js";

/** Long enough for the batch to have filled: several answers [s]. */
const WARM_UP = 60;

/** Requests that are carried, as a share of those let in: below it the line outside grows. */
const KEEPS_UP = 0.97;

/** Requests that the saturation throughput is found with, the same ones for every configuration. */
export const SATURATION_REQUESTS = 4096;
const SATURATION_SEED = 1;

/** Runs the engine for `duration` seconds after a warm-up. */
export function runEngine(
  row: EngineRow,
  name: string,
  controls: CliffControls,
  {duration, saturation = engineSaturation(row, controls.budget)}: RunSpan
): CliffRun {
  const until = WARM_UP + Math.max(duration, row.shown);
  const records = simulateServing(engineSpec(row, controls, until), {iterations: true});
  const shown = {from: WARM_UP, to: WARM_UP + row.shown};
  const {count, arrival, firstToken, finish} = records;
  const since = (times: Float64Array) => times.subarray(0, count).map((time, i) => time - arrival[i]!);
  return {
    results: resultsOf(row, controls, records, {from: WARM_UP, to: until, saturation}),
    waterfall: barsOf(row, records, WARM_UP),
    requests: {arrival: arrival.slice(0, count), first: since(firstToken), last: since(finish)},
    slots: engineSlots(row, name, records, shown),
    memory: engineMemory(row, records, shown)
  };
}

/** On what the engine runs. */
export function engineHardware(row: EngineRow): ServingHardware {
  return {
    device: gpuDevices[row.gpu],
    model: llmModels[row.model],
    tensorParallel: row.tensorParallel,
    weightPrecision: row.weightPrecision,
    kvPrecision: row.kvPrecision
  };
}

/** Tokens of one iteration at most: the budget where the policy has one, else the longest prompt. */
export function engineBudget(row: EngineRow, budget: number): number {
  return row.policy === "continuous-chunked" ? budget : row.maxModelLength.value;
}

/** The engine's spec at the controls. */
export function engineSpec(
  row: EngineRow,
  controls: Pick<CliffControls, "arrivalRate" | "poisson" | "burstiness" | "budget" | "seed">,
  until: number
): ServingSpec {
  return {
    ...engineOf(row, controls.budget),
    workload: {kind: "open", arrivals: arrivalsOf(controls), until, ...lengthsOf(row)},
    seed: controls.seed
  };
}

/** Requests a second that the engine serves while a crowd always waits [1/s]; 0 where none fits. */
export function engineSaturation(row: EngineRow, budget: number, seed = SATURATION_SEED): number {
  const workload = {kind: "closed", clients: 1, requests: 1, ...lengthsOf(row)} as const;
  return saturationThroughput({...engineOf(row, budget), workload, seed}, {requests: SATURATION_REQUESTS});
}

function engineOf(
  row: EngineRow,
  budget: number
): Pick<ServingSpec, "hardware" | "memoryUtilization" | "scheduler" | "kv"> {
  return {
    hardware: engineHardware(row),
    memoryUtilization: row.memoryUtilization.value,
    scheduler: {
      policy: row.policy,
      maxNumSeqs: row.maxSequences.value,
      maxBatchedTokens: engineBudget(row, budget),
      maxModelLength: row.maxModelLength.value,
      batchWindow: row.window.value
    },
    kv: {level: kvLevel(row), blockSize: row.blockSize.value}
  };
}

const contiguous = {worst: "contiguous-worst", power: "contiguous-power-of-two", paged: "paged"} as const;

/** The engine's name for what the two levels say together. */
export function kvLevel({cache, pool}: Pick<EngineRow, "cache" | "pool">): KvLevelId {
  if (cache === "none") return "none";
  return cache === "shared" && pool === "paged" ? "paged-prefix" : contiguous[pool];
}

function lengthsOf(row: EngineRow) {
  const {promptTokens, outputTokens} = workloads[row.workload];
  return {
    lengths: {
      kind: "quantiles" as const,
      promptTokens: promptTokens.quantiles,
      outputTokens: outputTokens.quantiles
    },
    prefix: {groups: 1, tokens: row.sharedPrefix.value}
  };
}

function arrivalsOf({
  arrivalRate,
  poisson,
  burstiness
}: Pick<CliffControls, "arrivalRate" | "poisson" | "burstiness">): ArrivalSpec {
  if (!poisson) return {kind: "deterministic", rate: arrivalRate};
  return burstiness > 1
    ? {kind: "gamma", rate: arrivalRate, cv: burstiness}
    : {kind: "poisson", rate: arrivalRate};
}

function resultsOf(
  row: EngineRow,
  controls: CliffControls,
  records: ServingRecords,
  {from, to, saturation}: {readonly from: number; readonly to: number; readonly saturation: number}
): CliffResults {
  const {count, arrival, firstToken, finish, outputTokens, iterations, totals} = records;
  const transfer = row.transferTime.value;
  const ttft: number[] = [];
  const tpot: number[] = [];
  const sojourn: number[] = [];
  let offered = 0;
  let departed = 0;
  let present = 0;
  for (let i = 0; i < count; ++i) {
    if (finish[i]! > from && finish[i]! <= to) departed += 1;
    present += Math.max(0, Math.min(finish[i]!, to) - Math.max(arrival[i]!, from)) || 0;
    if (arrival[i]! < from || arrival[i]! >= to) continue;
    offered += 1;
    if (Number.isNaN(finish[i]!)) continue;
    ttft.push(firstToken[i]! - arrival[i]! + transfer);
    sojourn.push(finish[i]! - arrival[i]! + transfer);
    if (outputTokens[i]! > 1) tpot.push((finish[i]! - firstToken[i]!) / (outputTokens[i]! - 1));
  }
  let busy = 0;
  if (iterations)
    for (let k = 0; k < iterations.count; ++k) {
      const start = iterations.start[k]!;
      busy += Math.max(0, Math.min(start + iterations.duration[k]!, to) - Math.max(start, from));
    }
  const span = to - from;
  const accepted = sojourn.length;
  const keepsUp = departed >= KEEPS_UP * accepted;
  return {
    offered,
    lost: offered - accepted,
    lossFraction: (offered - accepted) / offered,
    throughput: keepsUp ? (controls.arrivalRate * accepted) / offered : departed / span,
    saturation,
    utilization: controls.arrivalRate / saturation,
    busy: busy / span,
    growth: keepsUp ? 0 : (accepted - departed) / span,
    inSystem: present / span,
    timeInSystem: sojourn.reduce((sum, time) => sum + time - transfer, 0) / accepted,
    sojourn: latencyOf(Float64Array.from(sojourn)),
    ttft: latencyOf(Float64Array.from(ttft)),
    tpot: latencyOf(Float64Array.from(tpot)),
    companion: null,
    displayed: null,
    power: null,
    preemptions: totals.preemptions,
    observed: span
  };
}

function barsOf(row: EngineRow, records: ServingRecords, from: number): readonly CliffBar[] {
  const {count, arrival, scheduled, firstToken, finish} = records;
  const requests: number[] = [];
  for (let i = 0; i < count; ++i) if (arrival[i]! >= from && !Number.isNaN(finish[i]!)) requests.push(i);
  return cliffBars(
    requests.length,
    (k) => {
      const i = requests[k]!;
      return {
        wait: scheduled[i]! - arrival[i]!,
        math: firstToken[i]! - scheduled[i]!,
        decode: finish[i]! - firstToken[i]!,
        transfer: row.transferTime.value
      };
    },
    (k) => requests[k]!
  );
}
