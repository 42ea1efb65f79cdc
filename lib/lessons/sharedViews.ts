/** What the bench draws of a run of the machine that all jobs share: the waterfall's bars, who is served when, memory. */
import type {SharedMachineRecords, SharedMachineSpec} from "../simulation/sharedMachine.js";
import type {SharedMachineRow} from "../tables/track.js";
import {cliffBars} from "./cliffRun.js";
import {type MemoryTimeline, type SlotSegment, type SlotTimeline, waitingLine} from "./cliffViews.js";
import {keptBytes, type Source} from "./sharedSources.js";

export interface Window {
  readonly from: number;
  readonly to: number;
}

export function isJudged(row: SharedMachineRow, sources: readonly Source[], stream: number): boolean {
  return row.jobs[sources[stream]!.job]!.judged;
}

export function barsOf(
  row: SharedMachineRow,
  sources: readonly Source[],
  records: SharedMachineRecords,
  from: number
) {
  const {arrival, start, departure, stream, count} = records;
  const requests: number[] = [];
  for (let i = 0; i < count; ++i)
    if (arrival[i]! >= from && !Number.isNaN(departure[i]!) && isJudged(row, sources, stream[i]!))
      requests.push(i);
  return cliffBars(
    requests.length,
    (k) => {
      const i = requests[k]!;
      return {
        wait: start[i]! - arrival[i]!,
        math: departure[i]! - start[i]!,
        transfer: row.transferTime.value
      };
    },
    (k) => requests[k]!
  );
}

export function slotsOf(
  name: string,
  sources: readonly Source[],
  {arrival, start, departure, stream, full, batches, count}: SharedMachineRecords,
  {from, to}: Window
): SlotTimeline {
  const segments: SlotSegment[] = [];
  for (let i = 0; i < count; ++i) {
    if (arrival[i]! >= to) break;
    const at = {row: stream[i]!, request: i};
    if (Number.isNaN(departure[i]!)) {
      if (arrival[i]! >= from) segments.push({...at, from: arrival[i]!, to: arrival[i]!, use: "lost"});
      continue;
    }
    if (departure[i]! <= from) continue;
    if (start[i]! > arrival[i]!) segments.push({...at, from: arrival[i]!, to: start[i]!, use: "wait"});
    segments.push({...at, from: start[i]!, to: departure[i]!, use: full[i] ? "full" : "light"});
  }
  const waiting = waitingLine(
    segments.filter(({use}) => use === "wait").map((segment) => ({from: segment.from, to: segment.to}))
  );
  return {
    name,
    rows: sources.map((source) => source.name),
    segments,
    steps: Array.from(batches.start).filter((time) => time >= from && time < to),
    from,
    to,
    oneMachine: true,
    waiting,
    passedOver: waiting
  };
}

export function memoryOf(
  row: SharedMachineRow,
  sources: readonly Source[],
  {kinds, memory = 0}: SharedMachineSpec,
  {arrival, start, departure, stream, count}: SharedMachineRecords,
  {from, to}: Window
): MemoryTimeline {
  const seen: number[] = [];
  for (let i = 0; i < count && arrival[i]! < to; ++i) if (departure[i]! > from) seen.push(i);
  return {
    capacity: row.memory.value,
    block: 1,
    kept: Math.min(row.memory.value, keptBytes(row, sources)),
    holdings: seen.map((i) => ({
      request: i,
      from: arrival[i]!,
      growsFrom: departure[i]!,
      to: departure[i]!,
      usedFrom: row.jobs[sources[stream[i]!]!.job]!.bytes.value,
      usedTo: row.jobs[sources[stream[i]!]!.job]!.bytes.value,
      reserved: kinds[stream[i]!]!.bytes ?? 0,
      shared: 0,
      preempted: false
    })),
    unitBytes: 1,
    unit: "B",
    name: row.memoryName,
    waiting: waitingLine(seen.map((i) => ({from: arrival[i]!, to: start[i]!}))),
    fits: kinds.some(({bytes = 0}) => bytes <= memory)
  };
}
