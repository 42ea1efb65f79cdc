/** An LLM serving engine, from a scenario to flat records: a pure function of its spec. */
import {IterationLog} from "./iterationLog.js";
import {contiguousPowerOfTwo} from "./kv/contiguousPowerOfTwo.js";
import {contiguousWorst} from "./kv/contiguousWorst.js";
import type {KvAllocator} from "./kv/kvAllocator.js";
import {noKv} from "./kv/noKv.js";
import {paged} from "./kv/paged.js";
import {pagedPrefix} from "./kv/pagedPrefix.js";
import type {BatchingPolicy} from "./policies/batchingPolicy.js";
import {continuous} from "./policies/continuous.js";
import {continuousChunked} from "./policies/continuousChunked.js";
import {dynamicBatching} from "./policies/dynamicBatching.js";
import {staticBatching} from "./policies/staticBatching.js";
import {ServingEngine} from "./servingEngine.js";
import type {ServingRecords} from "./servingRecords.js";
import {ServingRun} from "./servingRun.js";
import {type PolicyId, type ServingScenario, type ServingSpec, servingScenario} from "./servingScenario.js";
import {type RequestColumns, servingRequests} from "./servingWorkload.js";

const policies: Readonly<Record<PolicyId, BatchingPolicy>> = {
  static: staticBatching,
  dynamic: dynamicBatching,
  continuous,
  "continuous-chunked": continuousChunked
};

export interface SimulationOptions {
  /** Whether the records hold the iterations too, run-length compressed; default false. */
  readonly iterations?: boolean;
}

/**
 * The records of an engine that serves a workload: every request that comes is served to its end, those that no such
 * engine can serve are turned away (NaN).
 *
 * Iterations follow each other without a gap; whoever comes during one is seen at the next. The first token comes at
 * the end of the iteration that completes the prompt, each other one at the end of an iteration; the last token of an
 * answer is never stored. Preemption by recomputation of the last admitted where blocks run out. Runs of decoding
 * iterations are summed in closed form, equal to the single steps but for rounding. Throws RangeError as
 * `servingScenario` does. Sources: Yu et al. 2022 (Orca); Kwon et al. 2023 (PagedAttention); Agrawal et al. 2023
 * (Sarathi); vLLM's V1 scheduler.
 *
 * @example
 * simulateServing({hardware: {device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, workload: {kind: "list", requests: [{arrival: 0, promptTokens: 100, outputTokens: 10}]}, seed: 1}).totals.iterations // => 10
 */
export function simulateServing(
  spec: ServingSpec,
  {iterations = false}: SimulationOptions = {}
): ServingRecords {
  return simulateScenario(servingScenario(spec), {iterations});
}

/** The same for a scenario that is total already. */
export function simulateScenario(
  scenario: ServingScenario,
  {iterations = false}: SimulationOptions = {}
): ServingRecords {
  const {scheduler, kv: memory} = scenario;
  const requests = servingRequests(scenario.workload, scenario.seed);
  const kv = kvAllocator(scenario, requests);
  const engine = new ServingEngine(scenario, requests, kv);
  const log = iterations ? new IterationLog() : null;
  const run = new ServingRun(engine, policies[scheduler.policy], log);
  run.run();
  const {arrival} = engine.feed;
  return {
    count: requests.count,
    arrival,
    promptTokens: requests.promptTokens,
    outputTokens: engine.outputTokens,
    noticed: engine.feed.noticed,
    scheduled: engine.scheduled,
    firstToken: run.firstToken,
    finish: run.finish,
    preemptions: engine.preemptions,
    cachedTokens: engine.cachedTokens,
    horizon: requests.clients > 0 ? lastOf(arrival) : requests.horizon,
    end: run.end,
    stays: engine.stays.records(),
    iterations: log?.records() ?? null,
    totals: run.totals,
    kvCapacity: kv.capacity,
    blockSize: memory.blockSize,
    maxNumSeqs: scheduler.maxNumSeqs
  };
}

function kvAllocator(
  {kv: {level, blocks, blockSize}, scheduler}: ServingScenario,
  requests: RequestColumns
): KvAllocator {
  switch (level) {
    case "none":
      return noKv();
    case "contiguous-worst":
      return contiguousWorst(blocks * blockSize, scheduler.maxModelLength);
    case "contiguous-power-of-two":
      return contiguousPowerOfTwo(blocks, blockSize, requests.count);
    case "paged":
      return paged(blocks, blockSize);
    case "paged-prefix":
      return pagedPrefix(blocks, blockSize, requests);
  }
}

function lastOf(times: Float64Array): number {
  return times.length > 0 ? times[times.length - 1] : 0;
}
