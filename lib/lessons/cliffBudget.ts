/** Where the memory goes: from what the machine has to what is left for requests, row by row, and how many fit. */
import {kvBytesPerToken} from "../serving/kvBytesPerToken.js";
import {memoryBudget} from "../serving/memoryBudget.js";
import type {CliffMission, EngineRow, SharedMachineRow} from "../tables/track.js";
import {workloads} from "../tables/workloads.js";
import {type CliffControls, machineAt} from "./cliffControls.js";
import {engineBudget, engineHardware} from "./cliffEngine.js";

export interface BudgetRow {
  readonly what: string;
  /** [B]; negative for what is taken away. */
  readonly bytes: number;
  readonly source: string;
}

export interface CliffBudget {
  /** The first is what there is, the others are taken away from it. */
  readonly rows: readonly BudgetRow[];
  /** What is left for requests [B]; negative where it does not fit. */
  readonly left: number;
  /** What one request takes at least, in words, [B], and how many fit at once; Infinity where nothing is kept. */
  readonly perRequest: {readonly what: string; readonly bytes: number};
  readonly places: number;
  /** What one unit of `left` is: "on each of 2 devices" or "". */
  readonly note: string;
}

/** The budget of the machine at the controls. */
export function cliffBudget(mission: CliffMission, controls: CliffControls): CliffBudget {
  const row = machineAt(mission, controls);
  return row.kind === "engine" ? engineShare(row, controls.budget) : poolShare(row, controls.arrivalRate);
}

function engineShare(row: EngineRow, budget: number): CliffBudget {
  const hardware = engineHardware(row);
  const {rows, kvBytes} = memoryBudget({
    ...hardware,
    maxBatchedTokens: engineBudget(row, budget),
    maxSequences: row.maxSequences.value,
    memoryUtilization: row.memoryUtilization.value
  });
  const perToken = kvBytesPerToken(hardware);
  const {meanPromptTokens, meanOutputTokens} = workloads[row.workload];
  const mean = Math.ceil(meanPromptTokens.value + meanOutputTokens.value);
  const tokens =
    row.pool === "worst" ? row.maxModelLength.value : row.pool === "power" ? powerAbove(mean) : mean;
  const what =
    row.pool === "worst"
      ? `the longest context, ${row.maxModelLength.value} tokens`
      : row.pool === "power"
        ? `a mean request of ${mean} tokens at its end, rounded up to ${tokens}`
        : `a mean request of ${mean} tokens, in blocks of ${row.blockSize.value}`;
  const kept = row.cache !== "none";
  return {
    rows,
    left: kvBytes,
    perRequest: kept ? {what, bytes: tokens * perToken} : {what: "no cache is kept", bytes: 0},
    places: kept ? Math.max(0, Math.floor(kvBytes / (tokens * perToken))) : Infinity,
    note: row.tensorParallel > 1 ? `on each of ${row.tensorParallel} devices, the same on all` : ""
  };
}

function powerAbove(tokens: number): number {
  return 2 ** Math.ceil(Math.log2(tokens));
}

function poolShare(row: SharedMachineRow, arrivalRate: number): CliffBudget {
  const [job] = row.jobs;
  if (job === undefined) return {rows: [], left: 0, perRequest: {what: "", bytes: 0}, places: 0, note: ""};
  const sources =
    job.sensorRate === null ? 1 : Math.max(1, Math.round((job.share * arrivalRate) / job.sensorRate));
  const state = row.stateBytes;
  const kept = (state?.value ?? 0) * sources;
  const each = row.slotBytes ?? job.bytes;
  const left = row.memory.value - kept;
  return {
    rows: [
      {what: row.memoryName, bytes: row.memory.value, source: row.memory.source},
      ...(state === null
        ? []
        : [
            {
              what: sources === 1 ? "kept state" : `kept state of ${sources} ${row.place.many}`,
              bytes: -kept,
              source: state.source
            }
          ])
    ],
    left,
    perRequest: {what: `a place for one ${job.name.one}: ${each.source}`, bytes: each.value},
    places: Math.max(0, Math.floor((left / each.value) * (1 + 1e-9))),
    note: ""
  };
}
