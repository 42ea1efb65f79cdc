/** The engine's slots and memory over a stretch of time, from its records. */

import {kvBytesPerToken} from "../serving/kvBytesPerToken.js";
import type {IterationRuns, ServingRecords} from "../serving/servingRecords.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {llmModels} from "../tables/llmModels.js";
import type {EngineRow} from "../tables/track.js";
import {type MemoryTimeline, type SlotSegment, type SlotTimeline, waitingLine} from "./cliffViews.js";

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Who sits in which slot: a stay takes the lowest free one; in a request-level batch it keeps it to the batch's end. */
export function engineSlots(
  row: EngineRow,
  name: string,
  records: ServingRecords,
  {from, to}: Stretch
): SlotTimeline {
  const {stays} = records;
  const freeAt: number[] = [];
  const segments: SlotSegment[] = [];
  const ends = batchEnds(row, records);
  for (let k = 0; k < stays.count; ++k) {
    const start = stays.from[k]!;
    const end = stays.to[k]!;
    if (start >= to) break;
    const held = Math.max(end, ends[k]!);
    let slot = freeAt.findIndex((time) => time <= start);
    if (slot < 0) slot = freeAt.length;
    freeAt[slot] = held;
    if (held <= from) continue;
    const at = {row: slot, request: stays.request[k]!};
    const decode = Number.isNaN(stays.decodeFrom[k]!) ? end : stays.decodeFrom[k]!;
    segments.push({...at, from: start, to: decode, use: "full"});
    if (end > decode) segments.push({...at, from: decode, to: end, use: "light"});
    if (held > end) segments.push({...at, from: end, to: held, use: "padding"});
  }
  const seen = segments.filter((segment) => segment.to > from);
  const rows = 1 + seen.reduce((most, segment) => Math.max(most, segment.row), -1);
  const waits = waitsOf(records, to);
  return {
    name,
    rows: Array.from({length: rows}, (_, k) => `${row.place.one} ${k + 1}`),
    segments: seen,
    steps: records.iterations === null ? [] : iterationStarts(records.iterations, {from, to}),
    from,
    to,
    oneMachine: false,
    waiting: waitingLine(waits),
    passedOver: waitingLine(
      waits.map((wait) => ({from: nextStart(records.iterations, wait.from), to: wait.to}))
    )
  };
}

/** The start of the first iteration at or after a moment: before it nobody can be let in. */
function nextStart(runs: IterationRuns | null, time: number): number {
  if (runs === null) return time;
  let low = 0;
  let high = runs.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs.start[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return time;
  const pace = runs.duration[low - 1]! / runs.iterations[low - 1]!;
  const start = runs.start[low - 1]! + Math.ceil((time - runs.start[low - 1]!) / pace - 1e-9) * pace;
  const end = runs.start[low - 1]! + runs.duration[low - 1]!;
  return start <= end + 1e-9 ? start : time;
}

/** When the batch is over that each stay belongs to: those admitted at one moment, where nobody may enter before. */
function batchEnds({policy}: EngineRow, {stays}: ServingRecords): Float64Array {
  const ends = new Float64Array(stays.count);
  const together = policy === "static" || policy === "dynamic";
  for (let first = 0; first < stays.count; ) {
    let last = first + 1;
    while (together && last < stays.count && stays.from[last] === stays.from[first]) ++last;
    const end = Math.max(...stays.to.subarray(first, last));
    ends.fill(end, first, last);
    first = last;
  }
  return ends;
}

/** Starts of single iterations; those of one run follow each other evenly, to within the growth of one context. */
function iterationStarts(runs: IterationRuns, {from, to}: Stretch): number[] {
  const starts: number[] = [];
  for (let k = 0; k < runs.count && runs.start[k]! < to; ++k) {
    const pace = runs.duration[k]! / runs.iterations[k]!;
    const skipped = Math.max(0, Math.ceil((from - runs.start[k]!) / pace));
    for (let j = skipped; j < runs.iterations[k]!; ++j) {
      const start = runs.start[k]! + j * pace;
      if (start >= to) break;
      starts.push(start);
    }
  }
  return starts;
}

/** Stretches outside: from arrival to the first iteration, and from each preemption to the next one. */
function waitsOf({count, arrival, scheduled, stays}: ServingRecords, to: number) {
  const waits: {from: number; to: number}[] = [];
  for (let i = 0; i < count && arrival[i]! < to; ++i)
    if (!Number.isNaN(scheduled[i]!)) waits.push({from: arrival[i]!, to: scheduled[i]!});
  const left = new Map<number, number>();
  for (let k = 0; k < stays.count && stays.from[k]! < to; ++k) {
    const request = stays.request[k]!;
    const since = left.get(request);
    if (since !== undefined) waits.push({from: since, to: stays.from[k]!});
    if (stays.preempted[k]) left.set(request, stays.to[k]!);
    else left.delete(request);
  }
  return waits;
}

/** Who holds which tokens. */
export function engineMemory(row: EngineRow, records: ServingRecords, {from, to}: Stretch): MemoryTimeline {
  const {stays, promptTokens, outputTokens, kvCapacity, blockSize} = records;
  const keeps = kvCapacity < Infinity;
  const next = new Map<number, number>();
  const usedTo = new Float64Array(stays.count);
  for (let k = stays.count - 1; k >= 0; --k) {
    const request = stays.request[k]!;
    // What a preempted stay had come to is what the next one of the request begins with.
    usedTo[k] = next.get(request) ?? promptTokens[request]! + outputTokens[request]! - 1;
    next.set(request, stays.knownTokens[k]!);
  }
  const holdings: MemoryTimeline["holdings"][number][] = [];
  for (let k = 0; keeps && k < stays.count && stays.from[k]! < to; ++k) {
    if (stays.to[k]! <= from) continue;
    const decode = stays.decodeFrom[k]!;
    holdings.push({
      request: stays.request[k]!,
      from: stays.from[k]!,
      growsFrom: Number.isNaN(decode) ? stays.to[k]! : decode,
      to: stays.to[k]!,
      usedFrom: stays.knownTokens[k]!,
      usedTo: Math.max(stays.knownTokens[k]!, usedTo[k]!),
      reserved: reservation(row),
      shared: row.cache === "shared" && row.pool === "paged" ? stays.cachedTokens[k]! : 0,
      preempted: stays.preempted[k] === 1
    });
  }
  return {
    capacity: keeps ? kvCapacity : 0,
    block: blockSize,
    kept: 0,
    holdings,
    unitBytes: row.tensorParallel * bytesPerToken(row),
    unit: "tokens",
    name: row.memoryName,
    waiting: waitingLine(waitsOf(records, to)),
    fits: !keeps || records.finish.some((time) => !Number.isNaN(time)) || records.count === 0
  };
}

function reservation({pool, maxModelLength}: EngineRow): number | "blocks" | "power" {
  if (pool === "worst") return maxModelLength.value;
  return pool === "power" ? "power" : "blocks";
}

function bytesPerToken(row: EngineRow): number {
  return kvBytesPerToken({
    device: gpuDevices[row.gpu],
    model: llmModels[row.model],
    tensorParallel: row.tensorParallel,
    weightPrecision: row.weightPrecision,
    kvPrecision: row.kvPrecision
  });
}
