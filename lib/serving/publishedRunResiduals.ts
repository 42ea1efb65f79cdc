/** How far the whole engine is from published runs of real servers. */

import {findRoot} from "../queueing/findRoot.js";
import {type RandomSource, randomSource} from "../random/randomSource.js";
import {gpuDevices} from "../tables/gpuDevices.js";
import {inferenceEngines} from "../tables/inferenceEngines.js";
import {llmModels} from "../tables/llmModels.js";
import {type PublishedServingRun, publishedServingRuns} from "../tables/publishedServingRuns.js";
import {iterationModel} from "./iterationModel.js";
import {servingMetrics} from "./servingMetrics.js";
import type {SchedulerSpec} from "./servingScenario.js";
import type {ServingRequest, ServingWorkloadSpec} from "./servingWorkload.js";
import {simulateServing} from "./simulateServing.js";

export interface PublishedRunResidual {
  readonly run: PublishedServingRun;
  readonly what: "time to first token" | "time per output token" | "makespan";
  /** Means, and the makespan itself [s]. */
  readonly measured: number;
  readonly modelled: number;
  /** modelled / measured - 1 */
  readonly error: number;
}

/** Random arrivals and lengths are drawn so often, and the means of the draws compared. */
const DRAWS = 4;
/** Lengths that are spread follow an exponential law, cut at so many of its means, as load generators cut conversations. */
const LONGEST = 4;
/** Long after the first time [s]: when the same prompts come again. */
const AGAIN = 1e5;

/**
 * One row for each figure of each published run, with the simulation's beside it.
 *
 * The simulated server has the release's defaults. Where only mean lengths were published, prompts and answers are
 * drawn independently of each other from an exponential law cut at four of its means; where answers end by themselves or
 * at a given length, from one whose mean with that cut is the published one; where prompts had been served before, they
 * are served twice, and the second time counts.
 *
 * @example
 * publishedRunResiduals(publishedServingRuns.filter(({group}) => group === "eight H200")).length // => 1
 */
export function publishedRunResiduals(
  runs: readonly PublishedServingRun[] = publishedServingRuns
): readonly PublishedRunResidual[] {
  return runs.flatMap((run) => {
    const {kind, lengths, longestAnswer} = run.load;
    const draws = kind !== "open" && lengths === "equal" && longestAnswer === undefined ? 1 : DRAWS;
    const seen = Array.from({length: draws}, (_, seed) => simulated(run, seed + 1));
    const mean = (of: (one: Figures) => number) => seen.reduce((sum, one) => sum + of(one), 0) / draws;
    const row = (what: PublishedRunResidual["what"], measured: number | null, modelled: number) =>
      measured === null ? [] : [{run, what, measured, modelled, error: modelled / measured - 1}];
    return [
      ...row(
        "time to first token",
        run.ttft,
        mean(({ttft}) => ttft)
      ),
      ...row(
        "time per output token",
        run.tpot,
        mean(({tpot}) => tpot)
      ),
      ...row(
        "makespan",
        run.makespan,
        mean(({makespan}) => makespan)
      )
    ];
  });
}

interface Figures {
  readonly ttft: number;
  readonly tpot: number;
  readonly makespan: number;
}

function simulated(run: PublishedServingRun, seed: number): Figures {
  const {device, model, ...rest} = run.hardware;
  const engine = inferenceEngines[run.engine];
  const hardware = {device: gpuDevices[device], model: llmModels[model], engine, ...rest};
  const iteration = iterationModel(hardware);
  const first = run.engine === "vllm-v0";
  const scheduler: SchedulerSpec = first
    ? {policy: "continuous", maxNumSeqs: 256, maxBatchedTokens: 8192}
    : {reserveFullPrompt: false};
  const again = run.load.kind === "open" && run.load.servedBefore;
  const records = simulateServing({
    hardware,
    iteration: run.throughServer ? iteration : {...iteration, requestOverhead: 0},
    memoryUtilization: engine.memoryUtilization.value,
    scheduler,
    kv: {level: first ? "paged" : "paged-prefix"},
    workload: workloadOf(run, seed),
    seed
  });
  const from = again ? AGAIN : 0;
  const {ttft, tpot} = servingMetrics(records, {from});
  return {ttft: ttft.mean, tpot: tpot.mean, makespan: records.end - from};
}

function workloadOf({load}: PublishedServingRun, seed: number): ServingWorkloadSpec {
  const promptTokens = lengthsOf(load.promptTokens, load, randomSource(seed, "published prompts"));
  const answers = randomSource(seed, "published answers");
  const outputTokens =
    load.longestAnswer === undefined
      ? lengthsOf(load.outputTokens, load, answers)
      : cutLengths(load.outputTokens, load.longestAnswer, load.requests, answers);
  const {kind, requests} = load;
  if (kind === "closed") {
    const lengths = {kind: "given", promptTokens, outputTokens} as const;
    return {kind, clients: load.clients, requests, lengths};
  }
  const arrivals = randomSource(seed, "published arrivals");
  let arrival = 0;
  const once: ServingRequest[] = promptTokens.map((prompt, i) => {
    if (kind === "open" && i > 0) arrival -= Math.log1p(-arrivals.uniform()) / load.rate;
    const own = {prefixGroup: i, prefixTokens: prompt};
    return {arrival, promptTokens: prompt, outputTokens: outputTokens[i]!, ...own};
  });
  if (kind === "burst" || !load.servedBefore) return {kind: "list", requests: once};
  return {kind: "list", requests: [...once, ...once.map((one) => ({...one, arrival: one.arrival + AGAIN}))]};
}

/** The quantiles of the law at equal steps, in random order. */
function lengthsOf(
  mean: number,
  {lengths, requests}: PublishedServingRun["load"],
  source: RandomSource
): number[] {
  if (lengths === "equal") return Array.from({length: requests}, () => mean);
  const within = -Math.expm1(-LONGEST);
  const cutMean = 1 - (LONGEST * Math.exp(-LONGEST)) / within;
  const drawn = Array.from({length: requests}, (_, i) => {
    const quantile = -Math.log1p((-within * (i + 0.5)) / requests);
    return Math.max(1, Math.round((mean / cutMean) * quantile));
  });
  return shuffled(drawn, source);
}

/** Quantiles of an exponential law at equal steps, cut off at `longest`, whose mean is `mean` with the cut. */
function cutLengths(mean: number, longest: number, requests: number, source: RandomSource): number[] {
  // m (1 - exp(-longest / m)) grows with m from 0 to longest.
  const law = findRoot((m) => -m * Math.expm1(-longest / m) - mean, mean, mean * longest);
  const drawn = Array.from({length: requests}, (_, i) => {
    const quantile = -law * Math.log1p(-(i + 0.5) / requests);
    return Math.max(1, Math.round(Math.min(longest, quantile)));
  });
  return shuffled(drawn, source);
}

function shuffled(values: number[], source: RandomSource): number[] {
  for (let i = values.length - 1; i > 0; --i) {
    const j = source.below(i + 1);
    const kept = values[i]!;
    values[i] = values[j]!;
    values[j] = kept;
  }
  return values;
}
