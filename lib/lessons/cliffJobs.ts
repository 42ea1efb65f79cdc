/**
 * The computations behind Part 3's instruments, each as a generator of ever better answers: whoever runs one decides
 * when to go on and may stop at any step.
 */

import type {LedgerRecord} from "../lab/ledger.js";
import type {CliffMission, Demand} from "../tables/track.js";
import {
  type CliffVerdict,
  cliffVerdict,
  deployedConfiguration,
  deployedControls,
  deployedResults
} from "./cliffChallenge.js";
import {type CliffControls, levelsOf} from "./cliffControls.js";
import {runCliff} from "./cliffMachine.js";
import {cliffMetrics} from "./cliffMetrics.js";
import type {CliffBar, CliffResults, CliffRun} from "./cliffRun.js";
import type {MemoryTimeline, SlotTimeline} from "./cliffViews.js";

/** What the live instruments show of one configuration; `share` says how much of the full length it rests on. */
export interface CliffLook {
  readonly controls: CliffControls;
  readonly results: CliffResults;
  readonly waterfall: readonly CliffBar[];
  readonly slots: SlotTimeline;
  readonly memory: MemoryTimeline;
  readonly share: number;
}

/** Parts of a deployment's length at which the live look is shown: the first is there at once. */
const LOOKS = [0, 1 / 16, 1 / 4, 1];

/** The configuration, simulated longer and longer. */
export function* liveLook(mission: CliffMission, controls: CliffControls): Generator<CliffLook | null, void> {
  let known = {};
  for (const share of LOOKS) {
    const run = runCliff(mission, controls, {duration: share * mission.machine.deployed, ...known});
    known = {saturation: run.results.saturation};
    yield lookOf(controls, run, share);
    yield null;
  }
}

function lookOf(
  controls: CliffControls,
  {results, waterfall, slots, memory}: CliffRun,
  share: number
): CliffLook {
  return {controls, results, waterfall, slots, memory, share};
}

/** The same arrivals under another level of the contrasted control, and what that made of each request. */
export interface CliffContrast {
  readonly controls: CliffControls;
  readonly results: CliffResults;
  readonly slots: SlotTimeline;
  readonly memory: MemoryTimeline;
  /** Per request, in order of arrival: time to the first result on the bench, and here [s]. */
  readonly own: Float64Array;
  readonly other: Float64Array;
}

/** Requests that a contrast looks at, at most. */
const CONTRASTED = 1500;

/** The level that stands beside the chosen one at first: the mission's own, or the next in the table. */
export function contrastLevel(mission: CliffMission, level: string): string {
  const ids = levelsOf(mission, mission.contrast).map(({id}) => id);
  const own = mission.start[mission.contrast];
  return level !== own ? own : (ids[(ids.indexOf(level) + 1) % ids.length] ?? level);
}

/** Both runs of the same arrivals, and their difference request by request. */
export function* contrast(
  mission: CliffMission,
  controls: CliffControls,
  level: string
): Generator<CliffContrast | null, void> {
  const other = {...controls, [mission.contrast]: level};
  const duration = Math.min(mission.machine.deployed / 4, CONTRASTED / controls.arrivalRate);
  const mine = runCliff(mission, controls, {duration});
  yield null;
  const theirs = runCliff(mission, other, {duration});
  const size = Math.min(mine.requests.first.length, theirs.requests.first.length, CONTRASTED);
  yield {
    controls: other,
    results: theirs.results,
    slots: theirs.slots,
    memory: theirs.memory,
    own: mine.requests.first.slice(0, size),
    other: theirs.requests.first.slice(0, size)
  };
}

/** One arrival rate of the machine's own cliff. */
export interface CliffPoint {
  readonly arrivalRate: number;
  readonly utilization: number;
  readonly busy: number;
  readonly growth: number;
  /** The value of each demand that is about a latency, a loss or the like, in the order of the demands. */
  readonly values: readonly number[];
  readonly halfWidths: readonly number[];
}

export interface MachineCliff {
  readonly controls: CliffControls;
  /** Ascending rates; fills up while it is computed. */
  readonly points: readonly CliffPoint[];
  readonly done: boolean;
}

/** Shares of what the machine can carry at which its cliff is computed; those beyond the controls' range are left out. */
const LOADS = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.88, 0.94, 1.08, 1.3, 1.7];
/** Parts of a deployment's length: the shape first, then what bursts make of it in the long run. */
const PASSES = [1 / 6, 1];
const LAST = 2.5;
/** Rates of the controls' own range, where the machine can carry more than that. */
const PARTS = 10;

/** Demands that can be drawn over the arrival rate: all but the rate itself. */
export function drawnDemands({stakeholder}: CliffMission): readonly Demand[] {
  return stakeholder.demands.filter(({metric}) => metric !== "throughput" && metric !== "busy");
}

/** The machine's cliff: the same configuration and traffic from an idle machine to beyond saturation. */
export function* machineCliff(
  mission: CliffMission,
  controls: CliffControls
): Generator<MachineCliff | null, void> {
  const {saturation} = runCliff(mission, controls, {duration: 0}).results;
  const rates = cliffRates(mission, saturation);
  yield null;
  let points: readonly CliffPoint[] = [];
  // Every third rate first: the shape is there before the detail.
  const order = [0, 1, 2].flatMap((offset) => rates.filter((_, k) => k % 3 === (offset + 1) % 3));
  for (const share of PASSES)
    for (const arrivalRate of order) {
      const duration = share * mission.machine.deployed;
      const {results} = runCliff(
        mission,
        {...controls, arrivalRate},
        {duration, ...knownAt(mission, saturation)}
      );
      const others = points.filter((point) => point.arrivalRate !== arrivalRate);
      points = [...others, pointOf(mission, arrivalRate, results)].sort(
        (a, b) => a.arrivalRate - b.arrivalRate
      );
      yield {controls, points, done: share === PASSES.at(-1) && arrivalRate === order.at(-1)};
    }
}

/** Sensors are so many as the rate asks for, and what their machine can carry in a batch goes with them. */
function knownAt({machine}: CliffMission, saturation: number): {readonly saturation?: number} {
  return machine.kind === "engine" ? {saturation} : {};
}

/** Rates on the controls' grid, ascending: by shares of the saturation throughput, or over the whole range. */
function cliffRates({arrivalRange: {min, max, step}}: CliffMission, saturation: number): readonly number[] {
  const wanted =
    saturation > 0 && saturation < max
      ? [...LOADS.map((load) => load * saturation), Math.min(max, LAST * saturation)]
      : Array.from({length: PARTS}, (_, k) => min + ((max - min) * (k + 1)) / PARTS);
  const grid = wanted.map((rate) => min + Math.round((rate - min) / step) * step);
  return [...new Set(grid.filter((rate) => rate >= min && rate <= max * (1 + 1e-9)))].sort((a, b) => a - b);
}

/** A run as a point of the machine's cliff. */
export function pointOf(mission: CliffMission, arrivalRate: number, results: CliffResults): CliffPoint {
  const demands = drawnDemands(mission);
  return {
    arrivalRate,
    utilization: results.utilization,
    busy: results.busy,
    growth: results.growth,
    values: demands.map(({metric, quantile = 0}) => cliffMetrics[metric].read(results, quantile)),
    halfWidths: demands.map(({metric, quantile}) => {
      if (quantile !== 0.99) return NaN;
      const latency = results[metric as "ttft" | "tpot" | "sojourn" | "companion"];
      return latency?.halfWidth ?? NaN;
    })
  };
}

/** What a deployment comes back with: the verdict, and what the ledger keeps. */
export interface CliffDeployment {
  readonly attempt: number;
  readonly controls: CliffControls;
  readonly verdict: CliffVerdict;
  readonly configuration: LedgerRecord;
  readonly results: LedgerRecord;
}

/** Deploys a configuration at full length, against the traffic of that attempt. */
export function* deployment(
  mission: CliffMission,
  controls: CliffControls,
  attempt: number
): Generator<CliffDeployment | null, void> {
  const deployed = deployedControls(mission, controls, attempt);
  const {results} = runCliff(mission, deployed, {duration: mission.machine.deployed});
  const verdict = cliffVerdict(mission, results);
  yield {
    attempt,
    controls: deployed,
    verdict,
    configuration: deployedConfiguration(mission, deployed),
    results: deployedResults(verdict, results)
  };
}
