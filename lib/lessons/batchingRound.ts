/** A round of ten deployments: how it stands, and what it taught, told from the student's own attempts. */
import {formatDuration, formatNumber} from "../format.js";
import {attemptsLeft, attemptsOf, currentRound, type Ledger, ledgerEntry, type Place} from "../lab/ledger.js";
import type {BatchingMission} from "../tables/track.js";
import {type Deployment, deploymentOf} from "./batchingDeployment.js";
import {latencyName, withWindow} from "./batchingScenario.js";
import type {SurfaceCell} from "./batchingSurface.js";
import type {BindingId} from "./batchingVerdict.js";

export interface Round {
  readonly round: number;
  readonly deployments: readonly Deployment[];
  readonly left: number;
  /** Running; met by a deployment; all ten used; or ended by the claim that no batch size meets both. */
  readonly state: "running" | "met" | "used" | "claimed";
  /** When "no batch size meets both" was claimed in this round; null where it was not. */
  readonly claimedAt: string | null;
}

/** The step that stands in the ledger for the claim. */
export function claimStep(round: number): string {
  return `no batch size meets both/round ${round}`;
}

/** The running round of a place. */
export function roundOf(ledger: Ledger, place: Place): Round {
  const round = currentRound(ledger, place);
  const deployments = attemptsOf(ledger, place).flatMap((attempt, i) => deploymentOf(attempt, i + 1) ?? []);
  const left = attemptsLeft(ledger, place);
  const claimedAt = ledgerEntry(ledger, place).steps.find(({step}) => step === claimStep(round))?.at ?? null;
  const met = deployments.some(({pass}) => pass);
  return {
    round,
    deployments,
    left,
    claimedAt,
    state: met ? "met" : claimedAt !== null ? "claimed" : left === 0 ? "used" : "running"
  };
}

/** The knob that a binding is about, and in which direction it was off. */
const KNOBS: Readonly<Record<BindingId, readonly [knob: string, off: string]>> = {
  none: ["nothing", ""],
  load: ["the batch size", "too small for the load"],
  batch: ["the batch size", "too small"],
  fill: ["the batch size", "too large to fill in time"],
  window: ["the window", "too long"],
  early: ["the window", "too short"],
  queue: ["the line in front of the machine", ""],
  math: ["the batch’s own time", ""],
  buffer: ["the missing buffer", ""],
  machine: ["the machine", "at any batch size"]
};

export interface BindingCount {
  readonly knob: string;
  readonly count: number;
  /** How it was off, each with how often. */
  readonly off: readonly (readonly [words: string, count: number])[];
}

/** Which limit bound how often, the most frequent first. */
export function bindingCounts(deployments: readonly Deployment[]): readonly BindingCount[] {
  const knobs = new Map<string, Map<string, number>>();
  for (const {bindingId} of deployments) {
    const [knob, off] = KNOBS[bindingId];
    if (bindingId === "none") continue;
    const counts = knobs.get(knob) ?? new Map<string, number>();
    counts.set(off, (counts.get(off) ?? 0) + 1);
    knobs.set(knob, counts);
  }
  return [...knobs]
    .map(([knob, off]) => ({
      knob,
      count: [...off.values()].reduce((sum, n) => sum + n, 0),
      off: [...off].filter(([words]) => words !== "").sort((a, b) => b[1] - a[1])
    }))
    .sort((a, b) => b.count - a.count);
}

/** What the round taught, in sentences about the student's own deployments. */
export function roundLesson(
  mission: BatchingMission,
  {deployments, state}: Round,
  {best, noneReason}: {readonly best: SurfaceCell | null; readonly noneReason: string}
): readonly string[] {
  return [
    ...bindingSentences(deployments),
    ...windowSentence(mission, deployments),
    ...(best === null ? [] : nearestSentence(mission, deployments, state)),
    best === null
      ? `No batch size meets both. ${noneReason}`
      : `The best of the whole space is a batch of up to ${best.batch} ${withWindow(best.window)}: ${formatNumber(best.throughput)} of ${formatNumber(mission.throughputTarget.value)} per second of the machine’s time, ${latencyName(mission)} ${formatDuration(best.latency)} of ${formatDuration(mission.latencyTarget.value)}.`
  ];
}

function bindingSentences(deployments: readonly Deployment[]): string[] {
  const counts = bindingCounts(deployments);
  const of = `of your ${deployments.length} deployment${deployments.length === 1 ? "" : "s"}`;
  return counts.map(({knob, count, off}, i) => {
    const ways = off.map(([words, n]) => (off.length === 1 && n === count ? words : `${times(n)} ${words}`));
    const how = ways.length === 0 ? "" : `: ${ways.join(", ")}`;
    return `In ${count} ${i === 0 ? of : "of them"} ${knob} bound${how}.`;
  });
}

/** Their own longest and shortest windows side by side: what the window bought, and what it cost. */
function windowSentence(mission: BatchingMission, deployments: readonly Deployment[]): string[] {
  const steady = deployments.filter(({latency}) => Number.isFinite(latency));
  if (steady.length < 2) return [];
  const short = steady.reduce((a, b) => (b.window < a.window ? b : a));
  const long = steady.reduce((a, b) => (b.window > a.window ? b : a));
  if (long.window === short.window) return [];
  const told = ({batch, window, throughput, latency}: Deployment) =>
    `${window === 0 ? "none at all" : formatDuration(window)} (batch ${batch}), gave ${formatNumber(throughput)} per second and ${latencyName(mission)} ${formatDuration(latency)}`;
  return [`Your shortest window, ${told(short)}. Your longest, ${told(long)}.`];
}

function nearestSentence(
  {throughputTarget, latencyTarget}: BatchingMission,
  deployments: readonly Deployment[],
  state: Round["state"]
): string[] {
  if (deployments.length === 0 || state === "met") return [];
  const score = ({throughput, latency}: Deployment) =>
    Math.min(throughput / throughputTarget.value, latencyTarget.value / latency);
  const near = deployments.reduce((a, b) => (score(b) > score(a) ? b : a));
  return [`Your nearest was number ${near.number}: ${near.binding}`];
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
