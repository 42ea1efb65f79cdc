/**
 * The machine that all jobs share, for Part 3: from a track's row with its levels in place to the simulator's spec, and
 * from its records to results, slots and memory.
 */
import {displayTimes} from "../simulation/displayTimes.js";
import {type SharedMachineRecords, sharedMachine} from "../simulation/sharedMachine.js";
import type {SharedMachineRow} from "../tables/track.js";
import type {CliffControls} from "./cliffControls.js";
import {type CliffResults, type CliffRun, latencyOf, type RunSpan} from "./cliffRun.js";
import {type Source, sharedSaturation, sharedSpec, sourcesOf} from "./sharedSources.js";
import {barsOf, isJudged, memoryOf, slotsOf, type Window} from "./sharedViews.js";

/** Warm-up, in jobs: long enough for every source to have fired several times. */
const WARM_UP_JOBS = 60;

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
  // The memory bounds the line: what finds no place is lost, and nothing grows.
  const keepsUp = lost > 0 || departed >= KEEPS_UP * accepted;
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
