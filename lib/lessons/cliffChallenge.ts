/**
 * The stakeholder's challenge: a configuration is deployed on traffic that the student has not seen, and every demand
 * is held against what came out. What binds is the demand that is missed by the largest factor.
 */
import {formatNumber} from "../format.js";
import {invalid} from "../invalid.js";
import type {Attempt, LedgerRecord} from "../lab/ledger.js";
import type {CliffMission, Demand} from "../tables/track.js";
import {budgetHasEffect, type CliffControls, cliffStart, LEVEL_CONTROLS, levelOf} from "./cliffControls.js";
import {cliffMetrics, demandName} from "./cliffMetrics.js";
import type {CliffResults} from "./cliffRun.js";

export interface DemandOutcome {
  readonly demand: Demand;
  readonly value: number;
  readonly limit: number;
  readonly met: boolean;
  /** How far it is missed, as a factor above 1; at most 1 where it is met, Infinity where nothing was answered. */
  readonly strain: number;
  /** Value and limit in words. */
  readonly words: string;
}

export interface CliffVerdict {
  readonly outcomes: readonly DemandOutcome[];
  readonly met: boolean;
  /** The demand that is missed the most; null where all are met. */
  readonly binding: DemandOutcome | null;
  /** Two sentences for the log. */
  readonly verdict: string;
  readonly bindingWords: string;
}

const RATE = "arrival rate [1/s]";
const BUDGET = "tokens an iteration";
const MET = "All demands are met.";

/** Rounding that a limit forgives: a clocked rate that is met exactly may come out a hair below. */
const ROUNDING = 1e-6;

/** The demands held against a run. */
export function cliffVerdict({stakeholder}: CliffMission, results: CliffResults): CliffVerdict {
  const outcomes = stakeholder.demands.map((demand) =>
    demandOutcome(demand, cliffMetrics[demand.metric].read(results, demand.quantile ?? 0))
  );
  const missed = outcomes.filter(({met}) => !met).sort((a, b) => b.strain - a.strain);
  const binding = missed[0] ?? null;
  return {
    outcomes,
    met: missed.length === 0,
    binding,
    verdict:
      missed.length === 0 ? MET : `${outcomes.length - missed.length} of ${outcomes.length} demands are met.`,
    bindingWords: binding === null ? "none" : `${binding.demand.who}: ${binding.words}`
  };
}

/** A demand held against a value of its metric; NaN, where nothing was answered, misses it. */
export function demandOutcome(demand: Demand, value: number): DemandOutcome {
  const {metric, sense} = demand;
  const limit = demand.limit.value;
  const {show} = cliffMetrics[metric];
  const slack = ROUNDING * Math.abs(limit);
  const met = sense === "atMost" ? value <= limit + slack : value >= limit - slack;
  return {
    demand,
    value,
    limit,
    met,
    strain: met ? Math.min(1, strainOf(value, limit, sense)) : Math.max(1, strainOf(value, limit, sense)),
    words: `${demandName(demand)} ${show(value)}, ${sense === "atMost" ? "at most" : "at least"} ${show(limit)}`
  };
}

function strainOf(value: number, limit: number, sense: Demand["sense"]): number {
  if (Number.isNaN(value)) return Infinity;
  const ratio = sense === "atMost" ? value / limit : limit / value;
  return Number.isNaN(ratio) ? 1 : ratio;
}

/** The controls as they are deployed: the mission's traffic in place of the workbench's, and a seed of its own. */
export function deployedControls(
  mission: CliffMission,
  controls: CliffControls,
  attempt: number
): CliffControls {
  return {...controls, ...mission.stakeholder.traffic, seed: deploymentSeed(mission, attempt)};
}

/** The seed of the n-th deployment on a track: known to nobody beforehand, the same for everybody. */
export function deploymentSeed({seed}: CliffMission, attempt: number): number {
  if (!(Number.isSafeInteger(attempt) && attempt >= 0)) throw invalid("attempt", attempt);
  return (Math.imul(seed + attempt + 1, 0x9e3779b1) >>> 0) % SEEDS;
}

const SEEDS = 2 ** 31;

/** The configuration that the table knows to meet all demands. */
export function wayOut(mission: CliffMission): CliffControls {
  const {cost: _, ...levels} = mission.stakeholder.wayOut;
  return {...cliffStart(mission), ...levels};
}

/** A deployment as the page shows it again: read from what the ledger keeps of it. */
export interface LoggedDeployment {
  readonly number: number;
  readonly arrivalRate: number;
  /** The configuration in words, the rate left out. */
  readonly configuration: string;
  /** One value a demand, NaN where there was none. */
  readonly values: readonly number[];
  readonly met: boolean;
  readonly verdict: string;
  readonly binding: string;
  readonly seed: number;
}

/** The deployments of a round, from the ledger's attempts. */
export function loggedDeployments(
  {stakeholder}: CliffMission,
  attempts: readonly Attempt[]
): readonly LoggedDeployment[] {
  return attempts.map(({configuration, results, verdict, binding, seed}, i) => {
    const {[RATE]: rate, ...levels} = configuration;
    return {
      number: i + 1,
      arrivalRate: typeof rate === "number" ? rate : NaN,
      configuration: levelWords(levels),
      values: stakeholder.demands.map((demand) => {
        const value = results[demandName(demand)];
        return typeof value === "number" ? value : NaN;
      }),
      met: verdict === MET,
      verdict,
      binding,
      seed
    };
  });
}

/** The levels of a kept configuration, one after the other; a number is said with what it counts. */
function levelWords(levels: LedgerRecord): string {
  return Object.entries(levels)
    .filter(([key]) => key !== RATE)
    .map(([key, value]) => (typeof value === "number" ? `${formatNumber(value)} ${key}` : String(value)))
    .join(", ");
}

/** A configuration in words: "3 per second: Paged, …". */
export function configurationWords(mission: CliffMission, controls: CliffControls): string {
  return `${formatNumber(controls.arrivalRate)} per second: ${levelWords(deployedConfiguration(mission, controls))}`;
}

/** How often each demand bound, the most frequent first, in words; for those who want to know what to try. */
export function bindingWords(deployments: readonly LoggedDeployment[]): string {
  const counts = new Map<string, number>();
  for (const {binding, met} of deployments) {
    const who = binding.split(/ [\d−∞]/)[0] ?? binding;
    if (!met) counts.set(who, (counts.get(who) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([who, count]) => `${who} (${count})`)
    .join("; ");
}

/** What the ledger keeps of a deployed configuration: names, not ids, so that it can be read without the lab. */
export function deployedConfiguration(mission: CliffMission, controls: CliffControls): LedgerRecord {
  return {
    [RATE]: controls.arrivalRate,
    ...Object.fromEntries(
      LEVEL_CONTROLS.map((control) => [
        mission.controls[control],
        levelOf(mission, control, controls[control]).name
      ])
    ),
    ...(budgetHasEffect(mission, controls) ? {[BUDGET]: controls.budget} : {})
  };
}

/** What the ledger keeps of a deployment's results: one number a demand; what has none is said in words. */
export function deployedResults(verdict: CliffVerdict, results: CliffResults): LedgerRecord {
  const entries = verdict.outcomes.map(({demand, value}) => [
    demandName(demand),
    Number.isFinite(value) ? value : "none"
  ]);
  return {
    ...Object.fromEntries(entries),
    utilization: Number.isFinite(results.utilization) ? results.utilization : "does not fit",
    "busy fraction": results.busy
  };
}
