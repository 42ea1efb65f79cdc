/**
 * The machine that all jobs share, for Part 3: from a track's row with its levels in place to the simulator's spec, and
 * from its records to results, slots and memory.
 */
import {displayTimes} from "../simulation/displayTimes.js";
import type {ArrivalSpec} from "../simulation/queueSpec.js";
import {
  type BatchPoint,
  batchTime,
  type JobKind,
  type SharedMachineRecords,
  type SharedMachineSpec,
  sharedMachine
} from "../simulation/sharedMachine.js";
import type {MachineJob, SharedMachineRow} from "../tables/track.js";
import type {CliffControls} from "./cliffControls.js";
import {type CliffResults, type CliffRun, cliffBars, latencyOf, type RunSpan} from "./cliffRun.js";
import {type MemoryTimeline, type SlotSegment, type SlotTimeline, waitingLine} from "./cliffViews.js";

/** One kind of job as it runs: where it comes from, and what it takes. */
interface Source {
  readonly name: string;
  readonly job: number;
  readonly rate: number;
  readonly phase: number;
  readonly jitter: number;
  readonly kind: JobKind;
}

/** Warm-up, in jobs: long enough for every source to have fired several times. */
const WARM_UP_JOBS = 60;

/** Digits that a share of a rate keeps, so that sources of commensurable rates meet at the very same instant. */
const DIGITS = 12;

/** A load at which nothing ever falls behind counts as carried even if the window cuts a job or two in half. */
const KEEPS_UP = 0.97;

/** Runs the machine for `duration` seconds after a warm-up. */
export function runShared(
  row: SharedMachineRow,
  name: string,
  controls: CliffControls,
  {duration}: RunSpan
): CliffRun {
  const sources = sourcesOf(row, controls.arrivalRate);
  const warmUp = WARM_UP_JOBS / controls.arrivalRate;
  const until = warmUp + Math.max(duration, row.shown);
  const spec = sharedSpec(row, controls, until);
  const records = sharedMachine(spec);
  const shown = {from: warmUp, to: warmUp + row.shown};
  return {
    results: resultsOf(row, sources, controls, records, {from: warmUp, to: until}),
    waterfall: barsOf(row, sources, records, warmUp),
    requests: {
      arrival: records.arrival,
      first: difference(records.departure, records.arrival),
      last: difference(records.departure, records.arrival)
    },
    slots: slotsOf(name, sources, records, shown),
    memory: memoryOf(row, sources, spec, records, shown)
  };
}

/** The simulator's spec at the controls. */
export function sharedSpec(
  row: SharedMachineRow,
  {
    arrivalRate,
    poisson,
    burstiness,
    seed
  }: Pick<CliffControls, "arrivalRate" | "poisson" | "burstiness" | "seed">,
  until: number
): SharedMachineSpec {
  const sources = sourcesOf(row, arrivalRate);
  const random: ArrivalSpec =
    burstiness > 1
      ? {kind: "gamma", rate: arrivalRate, cv: burstiness}
      : {kind: "poisson", rate: arrivalRate};
  const streams = sources.map(({rate, phase, jitter}) => ({rate, phase, jitter}));
  return {
    arrivals: poisson ? random : {kind: "streams", streams},
    kinds: sources.map(({kind}) => kind),
    ...(poisson ? {shares: sources.map(({rate}) => rate)} : {}),
    mostInBatch: row.batch === "sensors" ? sources.length : row.batch,
    window: row.window,
    batchCurve: curveOf(row),
    memory: poolOf(row, sources),
    until,
    seed
  };
}

/** Jobs per second that keep the machine busy all the time [1/s]. */
export function sharedSaturation(row: SharedMachineRow, arrivalRate: number): number {
  const sources = sourcesOf(row, arrivalRate);
  const total = sources.reduce((sum, {rate}) => sum + rate, 0);
  const meanOf = (read: (kind: JobKind) => number) =>
    sources.reduce((sum, {rate, kind}) => sum + rate * read(kind), 0) / total;
  const size = row.batch === "sensors" ? sources.length : row.batch;
  if (size === 1) return 1 / meanOf((kind) => kind.time * workOf(kind));
  return size / batchTime(curveOf(row), size * meanOf(workOf));
}

function workOf({keyEvery = 1, between = 1}: JobKind): number {
  return (1 + (keyEvery - 1) * between) / keyEvery;
}

function factorOf(row: SharedMachineRow): number {
  return (row.workFactor?.value ?? 1) * (row.timeFactor?.value ?? 1);
}

function curveOf(row: SharedMachineRow): readonly BatchPoint[] {
  const factor = factorOf(row);
  return row.batchCurve.map(({batch, time}) => ({batch, time: factor * time.value}));
}

/** Those that are to be served first come first: at the same instant the simulator goes by this order. */
function sourcesOf(row: SharedMachineRow, arrivalRate: number): readonly Source[] {
  const order = row.jobs.map((_, i) => i).sort((a, b) => Number(b === row.first) - Number(a === row.first));
  return order.flatMap((i) => {
    const job = row.jobs[i]!;
    const rate = Number((job.share * arrivalRate).toPrecision(DIGITS));
    const count = job.sensorRate === null ? 1 : Math.max(1, Math.round(rate / job.sensorRate));
    const own = rate / count;
    return Array.from(
      {length: count},
      (_, k): Source => ({
        name: job.sensorRate === null ? job.name.many : `${row.place.one} ${k + 1}`,
        job: i,
        rate: own,
        phase: row.inTurn ? k / (count * own) : 0,
        jitter: row.jittered && k === count - 1 ? (job.jitter?.value ?? 0) : 0,
        kind: kindOf(row, job, i, k)
      })
    );
  });
}

function kindOf(row: SharedMachineRow, job: MachineJob, i: number, k: number): JobKind {
  const reuses = i === 0 && row.keyEvery > 1;
  return {
    time: (row.jobTimes?.[i] ?? job.time).value * factorOf(row),
    bytes: (row.slotBytes ?? job.bytes).value,
    ...(reuses
      ? {
          keyEvery: row.keyEvery,
          keyOffset: row.keysInTurn ? k % row.keyEvery : 0,
          between: row.between?.value ?? 1
        }
      : {})
  };
}

function keptBytes(row: SharedMachineRow, sources: readonly Source[]): number {
  return (row.stateBytes?.value ?? 0) * sources.filter(({job}) => job === 0).length;
}

/** What is left of the pool beside the kept state; a hair more, so that whole places are not lost to rounding. */
function poolOf(row: SharedMachineRow, sources: readonly Source[]): number {
  return Math.max(0, row.memory.value - keptBytes(row, sources)) * (1 + 1e-9);
}

interface Window {
  readonly from: number;
  readonly to: number;
}

function isJudged(row: SharedMachineRow, sources: readonly Source[], stream: number): boolean {
  return row.jobs[sources[stream]!.job]!.judged;
}

function resultsOf(
  row: SharedMachineRow,
  sources: readonly Source[],
  {arrivalRate}: CliffControls,
  records: SharedMachineRecords,
  {from, to}: Window
): CliffResults {
  const {arrival, departure, stream, batches, count} = records;
  const transfer = row.transferTime.value;
  const judged: number[] = [];
  const others: number[] = [];
  let offered = 0;
  let lost = 0;
  let departed = 0;
  let present = 0;
  let energy = 0;
  let timeInside = 0;
  for (let i = 0; i < count; ++i) {
    if (departure[i]! > from && departure[i]! <= to) departed += 1;
    present += Math.max(0, Math.min(departure[i]!, to) - Math.max(arrival[i]!, from)) || 0;
    if (arrival[i]! < from || arrival[i]! >= to) continue;
    offered += 1;
    if (Number.isNaN(departure[i]!)) {
      lost += 1;
      continue;
    }
    const source = sources[stream[i]!]!;
    const sojourn = departure[i]! - arrival[i]!;
    timeInside += sojourn;
    (isJudged(row, sources, stream[i]!) ? judged : others).push(sojourn + transfer);
    energy += energyOf(row, source.job) * (records.full[i] ? 1 : (source.kind.between ?? 1));
  }
  let busy = 0;
  for (let k = 0; k < batches.start.length; ++k)
    busy += Math.max(0, Math.min(batches.end[k]!, to) - Math.max(batches.start[k]!, from));
  const span = to - from;
  const accepted = offered - lost;
  const keepsUp = departed >= KEEPS_UP * accepted;
  const saturation = sharedSaturation(row, arrivalRate);
  const measured = row.jobs.every((_, job) => Number.isFinite(energyOf(row, job)));
  const frames = sources.findIndex((_, i) => isJudged(row, sources, i));
  return {
    offered,
    lost,
    lossFraction: lost / offered,
    throughput: keepsUp ? (arrivalRate * accepted) / offered : departed / span,
    saturation,
    utilization: arrivalRate / saturation,
    busy: busy / span,
    growth: keepsUp ? 0 : (accepted - departed) / span,
    inSystem: present / span,
    timeInSystem: timeInside / accepted,
    sojourn: latencyOf(Float64Array.from(judged)),
    ttft: null,
    tpot: null,
    companion: others.length > 0 ? latencyOf(Float64Array.from(others)) : null,
    displayed:
      row.vsync === null
        ? null
        : displayTimes(shiftedBy(records, transfer), {period: row.vsync.value, from, to, stream: frames})
            .displayedPerSecond,
    power: measured ? energy / span : null,
    preemptions: 0,
    observed: span
  };
}

function energyOf(row: SharedMachineRow, job: number): number {
  const energy = row.jobEnergies?.[job] ?? row.jobs[job]!.energy;
  return energy === null ? NaN : energy.value * (row.workFactor?.value ?? 1) * (row.energyFactor?.value ?? 1);
}

/** The records as the display sees them: ready only once they have been handed over. */
function shiftedBy(records: SharedMachineRecords, transfer: number): SharedMachineRecords {
  return {...records, departure: records.departure.map((time) => time + transfer)};
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i]!);
}

function barsOf(
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

function slotsOf(
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

function memoryOf(
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
