/** Part 3's Math Peek: the formulas with the numbers of the bench, and where each holds and fails. */
import {formatBytes, formatDuration, formatNumber, formatPercent} from "../format.js";
import {gim1} from "../queueing/gim1.js";
import {kingman} from "../queueing/kingman.js";
import {mg1} from "../queueing/mg1.js";
import {mm1} from "../queueing/mm1.js";
import {kvBytesPerToken} from "../serving/kvBytesPerToken.js";
import type {CliffMission, EngineRow} from "../tables/track.js";
import {workloads} from "../tables/workloads.js";
import {machineAt} from "./cliffControls.js";
import {engineHardware} from "./cliffEngine.js";
import type {CliffLook} from "./cliffJobs.js";
import type {LiveFormula} from "./formula.js";

const num = formatNumber;

/** The formulas at the controls of a look. */
export function cliffFormulas(mission: CliffMission, {controls, results}: CliffLook): readonly LiveFormula[] {
  const {arrivalRate, poisson, burstiness} = controls;
  const rho = results.utilization;
  // One place that is as fast as the whole machine: what the simple formulas know.
  const serviceTime = 1 / results.saturation;
  const knows = results.saturation > 0;
  const arrivalScv = poisson ? burstiness ** 2 : 0;
  const serviceScv = scvOf(mission);
  const stable = knows && rho < 1;
  const no = knows
    ? `ρ = ${num(rho)}: no steady state, the line grows by ${num(arrivalRate - results.saturation)} per second`
    : "nothing fits this memory, so nothing is served";
  const row = machineAt(mission, controls);
  return [
    {
      name: "Little’s law",
      tex: String.raw`L = \lambda W`,
      live: knows
        ? `${num((results.offered - results.lost) / results.observed)}/s × ${formatDuration(results.timeInSystem)} = ${num(((results.offered - results.lost) / results.observed) * results.timeInSystem)}; counted: ${num(results.inSystem)}`
        : no,
      holds: "for every machine and policy here, over a long stretch, for the requests that got in.",
      fails: "while the line grows without end: who is inside at the stop has not yet spent the time he will."
    },
    {
      name: "Utilization",
      tex: String.raw`\rho = \frac{\lambda}{\lambda_{\max}}`,
      live: knows
        ? `${num(arrivalRate)}/s ÷ ${num(results.saturation)}/s = ${formatPercent(rho)}; busy ${formatPercent(results.busy)}`
        : no,
      holds: "with the saturation throughput of the very configuration, found under an endless crowd.",
      fails: "as the busy fraction: a batch server is busy from the first request on, and not full for long."
    },
    {
      name: "M/M/1",
      tex: String.raw`W = \frac{S}{1-\rho},\quad W_{p} = \frac{S}{1-\rho}\,\ln\frac{1}{1-p}`,
      live: stable
        ? `${formatDuration(serviceTime)} / (1 − ${num(rho)}) = ${formatDuration(mm1({arrivalRate, serviceRate: 1 / serviceTime}).meanSojourn)}, p99 ${formatDuration(mm1({arrivalRate, serviceRate: 1 / serviceTime}).sojournQuantile(0.99))}`
        : no,
      holds: "for Poisson arrivals, exponential services, one place, an endless line.",
      fails:
        "for a batch server: it serves many at once, so a request takes far longer than 1 / λ max even alone."
    },
    {
      name: "M/G/1, Pollaczek–Khinchine",
      tex: String.raw`W_q = \frac{\rho\,S\,(1+c_s^2)}{2(1-\rho)}`,
      live: stable
        ? `with cₛ² ${num(serviceScv, 2)}: wait ${formatDuration(mg1({arrivalRate, serviceTime, serviceScv}).meanWait)}`
        : no,
      holds: "for Poisson arrivals and any law of service; a mean, exact.",
      fails: "as a tail, and for arrivals that are clocked or come in bursts."
    },
    {
      name: "G/G/1, Kingman",
      tex: String.raw`W_q \approx \frac{\rho}{1-\rho}\cdot\frac{c_a^2+c_s^2}{2}\cdot S`,
      live: stable
        ? `with cₐ² ${num(arrivalScv, 2)}, cₛ² ${num(serviceScv, 2)}: wait ${formatDuration(kingman({arrivalRate, serviceTime, arrivalScv, serviceScv}).meanWait)}; exact for exponential services (GI/M/1): ${formatDuration(gim1({arrivalRate, serviceRate: 1 / serviceTime, arrivalScv}).meanWait)}`
        : no,
      holds: "near full load, for gaps that are independent: utilization × variability × time.",
      fails: "for synchronised arrivals (it knows one gap at a time) and at low load."
    },
    ...(row.kind === "engine" ? engineFormulas(row, results.inSystem, results.throughput) : [])
  ];
}

/** Squared coefficient of variation of what one request asks for. */
function scvOf({machine}: CliffMission): number {
  if (machine.kind === "engine") return workloads[machine.workload].outputCv.value ** 2;
  const total = machine.jobs.reduce((sum, {share}) => sum + share, 0);
  const mean = machine.jobs.reduce((sum, {share, time}) => sum + share * time.value, 0) / total;
  const square = machine.jobs.reduce((sum, {share, time}) => sum + share * time.value ** 2, 0) / total;
  return square / mean ** 2 - 1;
}

function engineFormulas(row: EngineRow, inSystem: number, throughput: number): readonly LiveFormula[] {
  const hardware = engineHardware(row);
  const {model, tensorParallel} = hardware;
  const perRank = kvBytesPerToken(hardware);
  const bytes = row.kvPrecision === "fp8" ? 1 : 2;
  const tokens =
    workloads[row.workload].meanPromptTokens.value + workloads[row.workload].meanOutputTokens.value / 2;
  return [
    {
      name: "KV cache of a token",
      tex: String.raw`2 \cdot n_{\text{layers}} \cdot n_{\text{KV heads}} \cdot d_{\text{head}} \cdot \text{bytes}`,
      live: `2 × ${model.layers} × ${model.kvHeads} × ${model.headDim} × ${bytes} = ${formatBytes(perRank * tensorParallel)}; L × ${num(tokens)} tokens × that = ${formatBytes(inSystem * tokens * perRank * tensorParallel)}`,
      holds: "for grouped-query attention: KV heads count, not the heads that ask.",
      fails:
        "as the need of a request that has only arrived: blocks come with the tokens, unless the worst case is reserved."
    },
    {
      name: "Throughput of a batch",
      tex: String.raw`X = \frac{B}{T_{\text{iteration}}(B)}\ \text{tokens per second}`,
      live: `${num(throughput)} requests/s × ${num(workloads[row.workload].meanOutputTokens.value)} tokens = ${num(throughput * workloads[row.workload].meanOutputTokens.value)} tokens/s from about ${num(inSystem)} at once`,
      holds: "while the batch stays as it is: every sequence gets one token an iteration.",
      fails:
        "when prompts come in between: an iteration that computes one is longer, and everybody waits for it."
    }
  ];
}
