/**
 * What an engine's simulation is asked to do: a loose spec with defaults, and the one function that makes it total.
 * Defaults are those that vLLM's V1 engine documents: one token budget a step, running requests first, paged KV.
 */
import {invalid, requireInteger, requireNonNegative, requirePositive} from "../invalid.js";
import {checkedWorkload} from "./checkedWorkload.js";
import {type IterationModel, iterationModel} from "./iterationModel.js";
import {type MemoryBudget, memoryBudget} from "./memoryBudget.js";
import type {ServingHardware} from "./servingHardware.js";
import type {ServingWorkloadSpec} from "./servingWorkload.js";

export const POLICY_IDS = ["static", "dynamic", "continuous", "continuous-chunked"] as const;
export type PolicyId = (typeof POLICY_IDS)[number];

export const KV_LEVEL_IDS = [
  "none",
  "contiguous-worst",
  "contiguous-power-of-two",
  "paged",
  "paged-prefix"
] as const;
export type KvLevelId = (typeof KV_LEVEL_IDS)[number];

export interface SchedulerSpec {
  /** Default "continuous-chunked". */
  readonly policy?: PolicyId;
  /** Requests in the running batch at most (vLLM's max_num_seqs); default the device row's, 256 without hardware. */
  readonly maxNumSeqs?: number;
  /** Tokens of one iteration at most (vLLM's max_num_batched_tokens); default the device row's, 2,048 without hardware. */
  readonly maxBatchedTokens?: number;
  /** Prompt and answer together at most [tokens]; default the model's context limit. */
  readonly maxModelLength?: number;
  /** Tokens of one prompt that an iteration computes at most; default Infinity: only the budget limits. */
  readonly longPrefillThreshold?: number;
  /** A prompt is admitted only when all of it fits in memory now, not just its first chunk; default true. */
  readonly reserveFullPrompt?: boolean;
  /** Share of the blocks that an admission must leave free while others run; default 0 (vLLM's first engine: 0.01). */
  readonly watermark?: number;
  /** An iteration is planned while its predecessor runs, so that it knows arrivals and finishes one later; default as the engine of the iteration model does it. */
  readonly asyncScheduling?: boolean;
  /** Longest wait for company of the dynamic policy, from the oldest request's arrival [s]; default 0. */
  readonly batchWindow?: number;
  /** Whether a request-level batch is padded to its longest prompt and answer; default: static yes, dynamic no. */
  readonly padded?: boolean;
}

export interface KvSpec {
  /** Default "paged". */
  readonly level?: KvLevelId;
  /** Tokens of a block; default 16. */
  readonly blockSize?: number;
  /** Blocks of the pool as the server reports them, one of which it keeps for itself; default: what the memory holds. */
  readonly blocks?: number;
}

export interface ServingSpec {
  /** On what it runs: a device row, a model row, how many devices, the precisions. */
  readonly hardware?: ServingHardware;
  /** Share of the device's memory that the engine may take; default 0.9. */
  readonly memoryUtilization?: number;
  /** How long an iteration takes; default as the hardware has it. Without hardware `kv.blocks` and
   * `scheduler.maxModelLength` are needed too. */
  readonly iteration?: IterationModel;
  readonly scheduler?: SchedulerSpec;
  readonly kv?: KvSpec;
  readonly workload: ServingWorkloadSpec;
  /** An integer in [0, 2^32). */
  readonly seed: number;
}

export type Scheduler = Required<SchedulerSpec>;

/** A spec with nothing left open. */
export interface ServingScenario {
  /** null where only an iteration model was given. */
  readonly hardware: ServingHardware | null;
  readonly iteration: IterationModel;
  readonly scheduler: Scheduler;
  readonly kv: {
    readonly level: KvLevelId;
    readonly blockSize: number;
    /** Blocks that requests can hold: the server's own one is not among them. */
    readonly blocks: number;
    /** How the number of blocks came about: computed from the memory, or given. */
    readonly derivation: "memory" | "given";
  };
  /** The memory, row by row; null where the hardware is not described. */
  readonly budget: MemoryBudget | null;
  readonly workload: ServingWorkloadSpec;
  readonly seed: number;
}

/**
 * The scenario that a spec describes, defaults filled in.
 *
 * Throws RangeError for what no server would start with: neither hardware nor iteration model, limits that are not
 * integers >= 1, fewer tokens a step than requests, an unknown policy or level, a workload without an end. Hardware
 * whose memory holds no block is no error: nothing fits, and every request is turned away.
 *
 * @example
 * servingScenario({hardware: {device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, workload: {kind: "list", requests: []}, seed: 1}).scheduler.maxNumSeqs // => 1024
 */
export function servingScenario(spec: ServingSpec): ServingScenario {
  const {hardware, memoryUtilization = 0.9, workload, seed} = spec;
  const {level = "paged", blockSize = 16, blocks} = spec.kv ?? {};
  if (!KV_LEVEL_IDS.includes(level)) throw invalid("kv.level", level);
  requireInteger("blockSize", blockSize);
  if (blocks !== undefined) requireInteger("blocks", blocks);
  const iteration = spec.iteration ?? (hardware ? iterationModel(hardware) : undefined);
  if (iteration === undefined) throw invalid("hardware", hardware);
  const scheduler = checkedScheduler(spec, iteration);
  const budget = hardware
    ? memoryBudget({
        ...hardware,
        maxBatchedTokens: scheduler.maxBatchedTokens,
        maxSequences: scheduler.maxNumSeqs,
        memoryUtilization
      })
    : null;
  const pool = blocks ?? budget?.kvBlocks(blockSize);
  if (pool === undefined) throw invalid("blocks", blocks);
  checkedWorkload(workload);
  requireInteger("seed", seed, 0);
  return {
    hardware: hardware ?? null,
    iteration,
    scheduler,
    kv: {
      level,
      blockSize,
      blocks: Math.max(0, pool - 1),
      derivation: blocks === undefined ? "memory" : "given"
    },
    budget,
    workload,
    seed
  };
}

function checkedScheduler({hardware, scheduler = {}}: ServingSpec, iteration: IterationModel): Scheduler {
  const usual = hardware?.device.defaults;
  const {
    policy = "continuous-chunked",
    maxBatchedTokens = usual?.maxBatchedTokens.value ?? 2048,
    maxNumSeqs = Math.min(usual?.maxSequences.value ?? 256, maxBatchedTokens),
    maxModelLength = hardware?.model.contextLimit.value,
    longPrefillThreshold = Infinity,
    reserveFullPrompt = true,
    watermark = 0,
    asyncScheduling = iteration.iterationsAhead > 0,
    batchWindow = 0,
    padded = policy === "static"
  } = scheduler;
  if (!POLICY_IDS.includes(policy)) throw invalid("policy", policy);
  requireInteger("maxNumSeqs", maxNumSeqs);
  requireInteger("maxBatchedTokens", maxBatchedTokens);
  if (policy === "continuous-chunked" && maxBatchedTokens < maxNumSeqs)
    throw invalid("maxBatchedTokens", maxBatchedTokens);
  if (maxModelLength === undefined) throw invalid("maxModelLength", maxModelLength);
  requireInteger("maxModelLength", maxModelLength, 2);
  if (longPrefillThreshold !== Infinity) requirePositive("longPrefillThreshold", longPrefillThreshold);
  if (!(watermark >= 0 && watermark < 1)) throw invalid("watermark", watermark);
  requireNonNegative("batchWindow", batchWindow);
  return {
    policy,
    maxNumSeqs,
    maxBatchedTokens,
    maxModelLength,
    longPrefillThreshold,
    reserveFullPrompt,
    watermark,
    asyncScheduling,
    batchWindow,
    padded
  };
}
