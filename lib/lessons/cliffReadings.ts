/** What a student can put into a text: measured evidence from the bench and from the deployments. */
import type {Evidence} from "../lab/evidence.js";
import type {Attempt} from "../lab/ledger.js";
import type {CliffMission} from "../tables/track.js";
import {MILLISECOND, MILLIWATT, PERCENT} from "../units.js";
import {deployedConfiguration} from "./cliffChallenge.js";
import type {CliffLook} from "./cliffJobs.js";

interface Reading {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

/** The bench as evidence: only what the machine has, and what is a number. */
export function cliffEvidence(
  mission: CliffMission,
  look: CliffLook | null,
  attempts: readonly Attempt[]
): readonly Evidence[] {
  const deployments = attempts.slice(-1).map(
    ({seed, configuration, verdict, results, at}): Evidence => ({
      label: `deployment, ${verdict.replace(/\.$/, "").toLowerCase()}: carried`,
      value: typeof results.carried === "number" ? results.carried : NaN,
      unit: "per second",
      configuration: {...configuration, "deployed at": at},
      seed
    })
  );
  if (look === null) return finite(deployments);
  const {controls, results} = look;
  const configuration = {
    ...deployedConfiguration(mission, controls),
    traffic: controls.poisson ? `random, CV ${controls.burstiness}` : "by the clock"
  };
  const {ttft, tpot, sojourn, displayed, power} = results;
  const readings: readonly (Reading | null)[] = [
    {label: "utilization", value: results.utilization / PERCENT, unit: "%"},
    {label: "busy", value: results.busy / PERCENT, unit: "%"},
    {label: "L", value: results.inSystem, unit: "in the system"},
    ttft && {label: "TTFT p99", value: ttft.p99, unit: "s"},
    tpot && {label: "TPOT p99", value: tpot.p99 / MILLISECOND, unit: "ms"},
    ttft ? null : {label: "p99", value: sojourn.p99 / MILLISECOND, unit: "ms"},
    ttft ? null : {label: "worst", value: sojourn.worst / MILLISECOND, unit: "ms"},
    displayed === null ? null : {label: "new images", value: displayed, unit: "per second"},
    power === null ? null : {label: "power", value: power / MILLIWATT, unit: "mW"},
    results.lost > 0 ? {label: "lost", value: results.lossFraction / PERCENT, unit: "%"} : null,
    results.growth > 0 ? {label: "the line grows by", value: results.growth, unit: "per second"} : null
  ];
  return finite([
    ...readings
      .filter((reading) => reading !== null)
      .map((reading): Evidence => ({...reading, configuration, seed: controls.seed})),
    ...deployments
  ]);
}

function finite(evidence: readonly Evidence[]): readonly Evidence[] {
  return evidence.filter(({value}) => Number.isFinite(value));
}

/** Little's law on the bench: those that got in, and how long they stay. */
export function crowdOf({results}: CliffLook): {
  readonly arrivalRate: number;
  readonly timeInSystem: number;
  readonly inSystem: number;
} {
  const {offered, lost, observed, timeInSystem, inSystem} = results;
  return {arrivalRate: (offered - lost) / observed, timeInSystem, inSystem};
}
