/** The sums and histograms that a batch run leaves behind, folded in line by line and block by block. */
import {RunSlices} from "../stats/runSlices.js";
import type {BatchScenario} from "./batchSpec.js";
import type {BatchStation} from "./batchStation.js";
import {COINCIDENCE} from "./fcfsStation.js";

/** What is summed, over requests, batches or time; times in [s]. "Decided" are those taken into a batch or turned away. */
const COLUMNS = [
  "offered",
  "lost",
  "served",
  "decided",
  "batches",
  "formation",
  "queueing",
  "math",
  "sojourns",
  "busy",
  "missed",
  "time",
  "waits"
] as const;

export type TallyColumn = (typeof COLUMNS)[number];

export const TALLY = Object.fromEntries(COLUMNS.map((name, i) => [name, i])) as Readonly<
  Record<TallyColumn, number>
>;

/** Below the shortest mean service by this much, an exponential one is as good as none. */
const SHORTEST_FACTOR = 2 ** -12;

export class BatchTally {
  readonly slices: RunSlices;
  /** [s]; -Infinity before the first. */
  worstSojourn = -Infinity;
  private readonly transferTime: number;
  private readonly deadline: number;
  private sojourns = new Float64Array(2048);

  /** `deadline` [s], Infinity for none. */
  constructor({serviceTimes, distribution, transferTime}: BatchScenario, deadline: number) {
    const shortest = serviceTimes[1] * (distribution === "exponential" ? SHORTEST_FACTOR : 1);
    this.slices = new RunSlices(COLUMNS.length, shortest + transferTime);
    this.transferTime = transferTime;
    this.deadline = deadline;
  }

  /** Folds in a block: what came in how much time [s], how many were turned away, and what the lines started. */
  fold({
    offered,
    lost,
    time,
    stations
  }: {
    readonly offered: number;
    readonly lost: number;
    readonly time: number;
    readonly stations: readonly BatchStation[];
  }): void {
    const {slices} = this;
    slices.add(TALLY.offered, offered);
    slices.add(TALLY.lost, lost);
    slices.add(TALLY.decided, lost);
    slices.add(TALLY.missed, lost);
    slices.add(TALLY.time, time);
    for (const station of stations) this.foldStation(station);
    slices.step();
  }

  private foldStation({log, arrival}: BatchStation): void {
    const {slices, deadline, transferTime} = this;
    const tolerance = COINCIDENCE;
    const {count, first, size, formed, start, done} = log;
    let served = 0;
    for (let k = 0; k < count; ++k) served += size[k];
    if (served > this.sojourns.length) this.sojourns = new Float64Array(2 * served);
    const {sojourns} = this;
    let next = 0;
    let formation = 0;
    let queueing = 0;
    let math = 0;
    let total = 0;
    let busy = 0;
    let late = 0;
    let worst = this.worstSojourn;
    for (let k = 0; k < count; ++k) {
      const ready = formed[k];
      const begin = start[k];
      const leave = done[k] + transferTime;
      const latest = deadline + tolerance * leave;
      const end = first[k] + size[k];
      for (let i = first[k]; i < end; ++i) {
        const came = arrival[i];
        const joined = Math.max(ready, came);
        const sojourn = leave - came;
        formation += joined - came;
        queueing += begin - joined;
        total += sojourn;
        late += Number(sojourn > latest);
        sojourns[next++] = sojourn;
      }
      worst = Math.max(worst, leave - arrival[first[k]]);
      const service = done[k] - begin;
      busy += service;
      math += service * size[k];
    }
    this.worstSojourn = worst;
    slices.observe(sojourns, next);
    slices.add(TALLY.served, served);
    slices.add(TALLY.decided, served);
    slices.add(TALLY.batches, count);
    slices.add(TALLY.formation, formation);
    slices.add(TALLY.queueing, queueing);
    slices.add(TALLY.waits, formation + queueing);
    slices.add(TALLY.math, math);
    slices.add(TALLY.sojourns, total);
    slices.add(TALLY.busy, busy);
    slices.add(TALLY.missed, late);
  }
}
