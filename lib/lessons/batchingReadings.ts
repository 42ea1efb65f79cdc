/** What Part 2's run and the student's own deployments say, ready to be put into a text; and the prompt that asks. */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import type {Evidence} from "../lab/evidence.js";
import type {Track} from "../tables/track.js";
import type {Deployment} from "./batchingDeployment.js";
import type {LiveRun} from "./batchingJobs.js";
import type {Round} from "./batchingRound.js";
import {missionServiceTimes} from "./batchingScenario.js";
import type {SteepestTail} from "./batchingSurroundings.js";

/** Evidence of the run of now, and of the round's last steady deployment. */
export function batchingEvidence(
  {
    batching: {
      request: {many}
    }
  }: Track,
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
    durationItem("formation wait", totals.meanFormation.mean),
    ["p99 over mean", totals.p99.value / totals.meanSojourn.mean, "times"],
    durationItem("p99", totals.p99.value)
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
      durationItem("formation wait, deployed", formation),
      ["p99 over mean, deployed", p99 / mean, "times"]
    ] as const
  ).map(([label, value, unit]) => ({label, value, unit, configuration, seed}));
}

/** A duration in the unit in which the panels have it. */
function durationItem(label: string, seconds: number): readonly [label: string, value: number, unit: string] {
  const [value, unit = "s"] = formatDuration(seconds, 4).split(" ");
  return [label, Number(value), unit];
}

function lastSteady(deployments: readonly Deployment[]): Deployment | undefined {
  return [...deployments].reverse().find(({mean, p99}) => Number.isFinite(mean) && Number.isFinite(p99));
}

/** So many times the mean is what such a service is accused of. */
const ACCUSED = 10;
/** So many servers are asked for one page, so that it waits for the slowest of them. */
const FAN = 100;

/**
 * The reflection in the imagined voice of an engineer of large systems, with the student's own numbers: the accusation
 * is held to them, and then what the ratio hides. `steepest` is the longest tail of the sweep, null until it is read.
 */
export function tailPrompt(
  {batching: mission}: Track,
  run: LiveRun | null,
  {deployments}: Round,
  steepest: SteepestTail | null
): string {
  const {one, many} = mission.request;
  const own = lastSteady(deployments);
  const now = run && Number.isFinite(run.measure.latency.value) ? run.measure.totals : null;
  const tail = own ?? (now && {mean: now.meanSojourn.mean, p99: now.p99.value});
  const alone = missionServiceTimes(mission)[1]! + mission.transferTime.value;
  const hit = 1 - (1 - 0.01) ** FAN;
  const praised = own && own.meanBatch >= 1.5;
  return [
    praised
      ? `Your strategy is efficient: deployment ${own.number} takes ${formatNumber(own.meanBatch)} ${many} at a time and answers ${formatNumber(own.throughput)} in a second of work.`
      : own
        ? `You hardly batch: deployment ${own.number} takes ${own.meanBatch < 1.05 ? `one ${one}` : `${formatNumber(own.meanBatch, 2)} ${many}`} at a time and answers ${formatNumber(own.throughput)} in a second of work.`
        : "Your strategy is efficient: a batch shares what is fixed.",
    `But a service like yours is accused of a p99 of ${ACCUSED} times the mean.`,
    tail ? verdictOnTail(tail, steepest) : "Look whether it is so.",
    tail
      ? `Do not be relieved too soon: a ratio also falls when the mean rises. A ${one} alone takes ${formatDuration(alone)}; your mean is ${formatNumber(tail.mean / alone, 2)} times that, and your p99 ${formatNumber(tail.p99 / alone, 2)} times.`
      : "",
    `And a page that asks ${FAN} such servers waits for the slowest of them: ${formatPercent(hit)} of such pages meet somebody’s p99. The dashboard shows the mean.`,
    "Use your queue-depth data to explain why the window is a hidden tax on real-time users."
  ]
    .filter((words) => words !== "")
    .join(" ");
}

/** Whether the accusation holds for these numbers, and whether it could hold anywhere in the sweep. */
function verdictOnTail(
  {mean, p99}: {readonly mean: number; readonly p99: number},
  steepest: SteepestTail | null
): string {
  const ratio = p99 / mean;
  const yours = `Yours is ${formatNumber(ratio, 2)} times`;
  if (ratio >= ACCUSED) return `${yours}: it is so.`;
  const most = Math.max(ratio, steepest?.ratio ?? 0);
  const anywhere = !steepest
    ? ""
    : most < ACCUSED
      ? ` None of the ${formatNumber(steepest.configurations)} steady configurations of the sweep, bursty traffic included, goes beyond ${formatNumber(most, 2)}.`
      : ` In the sweep it goes up to ${formatNumber(most, 2)}.`;
  return `${yours}: it is not so.${anywhere}`;
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
