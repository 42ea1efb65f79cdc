/** What Part 2's run and the student's own deployments say, ready to be put into a text; and the prompt that asks. */
import {formatNumber, formatPercent} from "../format.js";
import type {Evidence} from "../lab/evidence.js";
import type {Track} from "../tables/track.js";
import {MILLISECOND} from "../units.js";
import type {Deployment} from "./batchingDeployment.js";
import type {LiveRun} from "./batchingJobs.js";
import type {Round} from "./batchingRound.js";
import {latencyName} from "./batchingScenario.js";

/** Evidence of the run of now, and of the round's last steady deployment. */
export function batchingEvidence(
  {request: {many}}: Track,
  run: LiveRun | null,
  {deployments}: Round
): readonly Evidence[] {
  const last = lastSteady(deployments);
  return [...(run ? ofRun(run, many) : []), ...(last ? ofDeployment(last, many) : [])];
}

function ofRun({controls, measure}: LiveRun, many: string): readonly Evidence[] {
  const {totals} = measure;
  const {seed, batch, window, speed} = controls;
  const configuration = {"batch size": batch, "window [s]": window, "service rate": speed};
  const items: readonly (readonly [label: string, value: number, unit: string])[] = [
    ["queue depth", totals.meanQueueDepth.mean, many],
    ["formation wait", totals.meanFormation.mean / MILLISECOND, "ms"],
    ["p99 over mean", totals.p99.value / totals.meanSojourn.mean, "times"],
    ["p99", totals.p99.value / MILLISECOND, "ms"]
  ];
  return items
    .filter(([, value]) => Number.isFinite(value))
    .map(([label, value, unit]) => ({label, value, unit, configuration, seed}));
}

function ofDeployment(
  {number, batch, window, seed, queueDepth, formation, mean, p99}: Deployment,
  many: string
): readonly Evidence[] {
  const configuration = {deployment: number, "batch size": batch, "window [s]": window};
  return (
    [
      ["queue depth, deployed", queueDepth, many],
      ["formation wait, deployed", formation / MILLISECOND, "ms"],
      ["p99 over mean, deployed", p99 / mean, "times"]
    ] as const
  ).map(([label, value, unit]) => ({label, value, unit, configuration, seed}));
}

function lastSteady(deployments: readonly Deployment[]): Deployment | undefined {
  return [...deployments].reverse().find(({mean, p99}) => Number.isFinite(mean) && Number.isFinite(p99));
}

/** The reflection in the imagined voice of an engineer of large systems, with the student's own numbers. */
export function tailPrompt(
  {request: {one, many}, batching: mission}: Track,
  run: LiveRun | null,
  round: Round
): string {
  const own = lastSteady(round.deployments);
  const now = run && Number.isFinite(run.measure.latency.value) ? run.measure.totals : null;
  const ratio = own ? own.p99 / own.mean : now ? now.p99.value / now.meanSojourn.mean : null;
  const efficient = own
    ? `Your strategy is efficient: deployment ${own.number} takes ${formatNumber(own.meanBatch)} ${many} at a time and answers ${formatNumber(own.throughput)} in a second of work.`
    : "Your strategy is efficient: the machine works on full batches.";
  const measured = ratio === null ? "" : ` Yours is ${formatNumber(ratio, 2)} times the mean so far.`;
  const fan = 100;
  const hit = 1 - (1 - 0.01) ** fan;
  return `${efficient} But suppose that the ${latencyName(mission) === "worst" ? "worst" : "p99"} is ten times the mean.${measured} A ${one} rarely comes alone: a page that asks ${fan} such servers waits for the slowest of them, and ${formatPercent(hit)} of such pages meet somebody’s p99. The dashboard shows the mean. Use your queue-depth data to explain why the window is a hidden tax on real-time users.`;
}

/** Little's law for those who wait, in the run of now; Infinity where the line grows without end. */
export function waitingOf({measure: {totals}}: LiveRun): {
  readonly arrivalRate: number;
  readonly timeInSystem: number;
  readonly inSystem: number;
} {
  return {
    arrivalRate: totals.served / totals.time,
    timeInSystem: totals.meanFormation.mean + totals.meanQueueWait.mean,
    inSystem: totals.meanQueueDepth.mean
  };
}
