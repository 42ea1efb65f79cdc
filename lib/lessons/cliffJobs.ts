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
  for (const share of LOOKS) {
    yield lookOf(controls, runCliff(mission, controls, {duration: share * mission.machine.deployed}), share);
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

/** The same arrivals under another policy, and what that made of each request. */
export interface CliffContrast {
  readonly controls: CliffControls;
  readonly results: CliffResults;
  readonly slots: SlotTimeline;
  readonly memory: MemoryTimeline;
  /** Per request, in order of arrival: time to the first result under the workbench's policy, and under this [s]. */
  readonly own: Float64Array;
  readonly other: Float64Array;
}

/** Requests that a contrast looks at, at most. */
const CONTRASTED = 1500;

/** The policy that stands beside the chosen one at first: the mission's own, or the next in the table. */
export function contrastPolicy(mission: CliffMission, policy: string): string {
  const ids = levelsOf(mission, "policy").map(({id}) => id);
  if (policy !== mission.start.policy) return mission.start.policy;
  return ids[(ids.indexOf(policy) + 1) % ids.length] ?? policy;
}

/** Both runs of the same arrivals, and their difference request by request. */
export function* contrast(
  mission: CliffMission,
  controls: CliffControls,
  policy: string
): Generator<CliffContrast | null, void> {
  const other = {...controls, policy};
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

const POINTS = 13;

/** Demands that can be drawn over the arrival rate: all but the rate itself. */
export function drawnDemands({stakeholder}: CliffMission): readonly Demand[] {
  return stakeholder.demands.filter(({metric}) => metric !== "throughput" && metric !== "busy");
}

/** The machine's cliff: the same configuration and traffic from an idle machine to beyond saturation. */
export function* machineCliff(
  mission: CliffMission,
  controls: CliffControls
): Generator<MachineCliff | null, void> {
  const {min, max, step} = mission.arrivalRange;
  const rates = Array.from({length: POINTS}, (_, k) => min + ((max - min) * (k + 1)) / POINTS).map(
    (rate) => min + Math.round((rate - min) / step) * step
  );
  const points: CliffPoint[] = [];
  // Every third rate first: the shape is there before the detail.
  const order = [0, 1, 2].flatMap((offset) => rates.filter((_, k) => k % 3 === (offset + 1) % 3));
  for (const arrivalRate of order) {
    const duration = mission.machine.deployed / 6;
    const {results} = runCliff(mission, {...controls, arrivalRate}, {duration});
    points.push(pointOf(mission, arrivalRate, results));
    points.sort((a, b) => a.arrivalRate - b.arrivalRate);
    yield {controls, points: [...points], done: points.length === rates.length};
  }
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
