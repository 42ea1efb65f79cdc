/** What a configuration is worth: which of the two targets hold, and which limit binds where one does not. */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import {batchCapacity} from "../queueing/batchCapacity.js";
import type {BatchWaterfallRow} from "../simulation/batchWaterfall.js";
import type {BatchingMission} from "../tables/track.js";
import {badLabel} from "./batchingFilm.js";
import {type BatchingMeasure, holds, weights} from "./batchingMeasure.js";
import {type BatchingControls, latencyName, missionServiceTimes} from "./batchingScenario.js";

export type VerdictId = "both" | "slow" | "little" | "neither" | "endless";

/** What binds: the knob or the limit that keeps a target from being met. */
export type BindingId =
  | "none"
  /** The batch limit is too small for the load: the line grows without end. */
  | "load"
  /** Nowhere to wait: requests are lost. */
  | "buffer"
  /** Late: held by the window; by the time that so many take to arrive; by the batch before; by the batch itself. */
  | "window"
  | "fill"
  | "queue"
  | "math"
  /** Too little: full batches are too small; batches leave before they are full; no batch would do. */
  | "batch"
  | "early"
  | "machine";

export interface Verdict {
  readonly id: VerdictId;
  readonly words: string;
  readonly binding: BindingId;
  /** The binding constraint in a sentence. */
  readonly why: string;
}

const WORDS: Readonly<Record<VerdictId, string>> = {
  both: "Both hold",
  slow: "Enough throughput, too slow",
  little: "Fast enough, too little throughput",
  neither: "Too slow and too little",
  endless: "No steady state"
};

/** Of a batch limit, so much on average counts as leaving full. */
const FULL = 0.9;

/** The verdict on a measured configuration; `rows` are its waterfall. */
export function verdictOf(
  mission: BatchingMission,
  controls: BatchingControls,
  measure: BatchingMeasure,
  rows: readonly BatchWaterfallRow[]
): Verdict {
  const {throughput, latency} = holds(mission, measure);
  const id: VerdictId = !measure.totals.stable
    ? "endless"
    : throughput
      ? latency
        ? "both"
        : "slow"
      : latency
        ? "little"
        : "neither";
  const binding = bindingOf(mission, controls, measure, rows);
  return {id, words: WORDS[id], binding, why: whyOf(binding, mission, controls, measure, rows)};
}

function bindingOf(
  mission: BatchingMission,
  {batch, speed}: BatchingControls,
  measure: BatchingMeasure,
  rows: readonly BatchWaterfallRow[]
): BindingId {
  const {totals} = measure;
  const {throughput, latency} = holds(mission, measure);
  if (!totals.stable) return "load";
  const row = badRow(mission, rows);
  if (!latency && row) {
    if (totals.lossFraction.mean > 1 - mission.quantile) return "buffer";
    const rest = Math.max(row.wait, row.math + row.transfer);
    if (row.formation >= rest) return totals.meanBatch.mean >= FULL * batch ? "fill" : "window";
    return row.wait > row.math + row.transfer ? "queue" : "math";
  }
  if (throughput) return "none";
  if (workRate(mission, batch, speed) >= mission.throughputTarget.value) return "early";
  return bestWorkRate(mission, speed) >= mission.throughputTarget.value ? "batch" : "machine";
}

/** Requests that a second of work answers in full batches of one size [1/s]. */
export function workRate(mission: BatchingMission, batch: number, speed = 1): number {
  return batchCapacity({batch, serviceTime: missionServiceTimes(mission, speed)[batch]!});
}

function bestWorkRate(mission: BatchingMission, speed: number): number {
  const times = missionServiceTimes(mission, speed);
  let best = 0;
  for (let batch = mission.batchRange.min; batch <= mission.batchRange.max; ++batch)
    best = Math.max(best, batchCapacity({batch, serviceTime: times[batch]!}));
  return best;
}

function badRow(mission: BatchingMission, rows: readonly BatchWaterfallRow[]): BatchWaterfallRow | undefined {
  return rows.find(({label}) => label === badLabel(mission));
}

function whyOf(
  binding: BindingId,
  mission: BatchingMission,
  {batch, window, speed}: BatchingControls,
  measure: BatchingMeasure,
  rows: readonly BatchWaterfallRow[]
): string {
  const {totals, latency} = measure;
  const num = formatNumber;
  const name = latencyName(mission);
  const row = badRow(mission, rows);
  const {
    batchRange,
    throughputTarget,
    arrivalRate,
    request: {many}
  } = mission;
  const of = `of the ${name} of ${formatDuration(latency.value)}`;
  switch (binding) {
    case "none": {
      const {throughput, latency: fast} = weights(mission, measure);
      const spare = (weight: number) => formatPercent(Math.max(0, weight - 1));
      return `Nothing binds: ${spare(throughput)} more throughput than is asked for, and the limit is ${spare(fast)} above the ${name}.`;
    }
    case "load":
      return `The batch size is too small: batches of ${batch} answer at most ${num(totals.saturationRate)} per second and ${num(arrivalRate.value)} arrive. The line grows by ${num(totals.backlogGrowthRate)} per second.`;
    case "buffer":
      return `There is no buffer: ${formatPercent(totals.lossFraction.mean)} of the ${many} find the machine at work and are lost.`;
    case "window":
      return `The window is too long: it holds the oldest for ${formatDuration(window)}, ${formatDuration(row?.formation ?? 0)} ${of}.`;
    case "fill":
      return `The batch size is too large: ${batch} ${many} take ${formatDuration(row?.formation ?? 0)} ${of} to come together.`;
    case "queue":
      return `The line in front of the machine: ${formatDuration(row?.wait ?? 0)} ${of} are spent behind the batch before.`;
    case "math":
      return `The batch’s own time: ${formatDuration(row?.math ?? 0)} ${of}.`;
    case "batch":
      return `The batch size is too small: even full batches of ${batch} give only ${num(workRate(mission, batch, speed))} per second of the machine’s time.`;
    case "early":
      return window === 0
        ? `There is no window: batches leave with whoever is there, ${num(totals.meanBatch.mean)} on average.`
        : `The window is too short: batches leave with ${num(totals.meanBatch.mean)} of ${batch} in them.`;
    case "machine":
      return `The machine: its best batch up to ${batchRange.max} gives ${num(bestWorkRate(mission, speed))} per second of its time, and ${num(throughputTarget.value)} are asked for.`;
  }
}
