/** A track's row of the machine that all jobs share, as the simulator takes it: who sends what, and what it carries. */
import type {ArrivalSpec} from "../simulation/queueSpec.js";
import {
  type BatchPoint,
  batchTime,
  type JobKind,
  type SharedMachineSpec
} from "../simulation/sharedMachine.js";
import type {MachineJob, SharedMachineRow} from "../tables/track.js";
import type {CliffControls} from "./cliffControls.js";

/** One kind of job as it runs: where it comes from, and what it takes. */
export interface Source {
  readonly name: string;
  readonly job: number;
  readonly rate: number;
  readonly phase: number;
  readonly jitter: number;
  readonly kind: JobKind;
}

/** Digits that a share of a rate keeps, so that sources of commensurable rates meet at the very same instant. */
const DIGITS = 12;

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
export function sourcesOf(row: SharedMachineRow, arrivalRate: number): readonly Source[] {
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

export function keptBytes(row: SharedMachineRow, sources: readonly Source[]): number {
  return (row.stateBytes?.value ?? 0) * sources.filter(({job}) => job === 0).length;
}

/** What is left of the pool beside the kept state; a hair more, so that whole places are not lost to rounding. */
function poolOf(row: SharedMachineRow, sources: readonly Source[]): number {
  return Math.max(0, row.memory.value - keptBytes(row, sources)) * (1 + 1e-9);
}
