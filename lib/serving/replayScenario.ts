/** A server described in JSON, as the replay command reads it: hardware, and a scheduler with its limits. */
import {invalid} from "../invalid.js";
import {LooseObject} from "./looseObject.js";
import {
  deviceNamed,
  engineNamed,
  kvPrecisionNamed,
  modelNamed,
  weightPrecisionNamed
} from "./replayHardware.js";
import type {ServingHardware} from "./servingHardware.js";
import {
  KV_LEVEL_IDS,
  type KvLevelId,
  type KvSpec,
  POLICY_IDS,
  type PolicyId,
  type SchedulerSpec
} from "./servingScenario.js";

export interface ReplayScenario {
  readonly hardware: ServingHardware;
  readonly memoryUtilization: number;
  readonly scheduler: SchedulerSpec;
  readonly kv: KvSpec;
}

/** The longest context for which vLLM's first engine left prompts whole, and its budget of an iteration otherwise [tokens]. */
const WHOLE_PROMPTS = 32_768;
const CHUNK = 2048;

/** Keys that describe and decide nothing. */
const REMARKS = ["name", "description", "note", "notes", "comment", "source", "date", "$schema"];

/**
 * The server that a JSON value describes.
 *
 * device, model (names or columns), tensorParallel (1), weightPrecision (as the model's name says, else bf16),
 * kvPrecision (bf16), engine ("vllm-async", or a release such as "0.11"); the scheduler's keys stand in `scheduler` or
 * beside these: policy, maxNumSeqs, maxBatchedTokens, maxModelLength, memoryUtilization (as the
 * release has it), blockSize (16), kvBlocks
 * (from the memory), prefixCaching (true), kvLevel, longPrefillThreshold, reserveFullPrompt, watermark, asyncScheduling,
 * batchWindow, padded. vLLM's own names for them are understood. Throws RangeError with the key and what is wrong.
 *
 * @example
 * replayScenario({device: "H100 SXM", model: "meta-llama/Llama-3.1-8B", scheduler: {max_num_seqs: 64}}).scheduler.maxNumSeqs // => 64
 */
export function replayScenario(json: unknown): ReplayScenario {
  const keys = new LooseObject("scenario", json);
  for (const remark of REMARKS) keys.take(remark);
  const device = keys.needed("device", keys.take("device", "gpu", "hardware", "accelerator"));
  const model = keys.needed("model", keys.take("model", "modelName"));
  const engine = engineNamed(keys.text("engine", "vllm", "vllmVersion"));
  const hardware: ServingHardware = {
    device: deviceNamed(device),
    model: modelNamed(model),
    tensorParallel: keys.number("tensorParallel", "tp", "tensorParallelSize", "tpSize") ?? 1,
    weightPrecision: weightPrecisionNamed(
      keys.text("weightPrecision", "quantization", "precision"),
      model,
      keys.text("dtype")
    ),
    kvPrecision: kvPrecisionNamed(keys.text("kvPrecision", "kvCacheDtype", "kvDtype")),
    engine
  };
  const inner = keys.take("scheduler") ?? {};
  const first = engine.id === "vllm-v0";
  const parts = [new LooseObject("scheduler", inner), keys];
  const from = <T>(read: (part: LooseObject) => T | undefined): T | undefined =>
    parts.map(read).find((value) => value !== undefined);
  const maxModelLength = from((part) => part.number("maxModelLength", "maxModelLen"));
  const longest = maxModelLength ?? hardware.model.contextLimit.value;
  // vLLM's first engine computed whole prompts, but chunks where a context could be longer than 32,768 tokens.
  const whole = first && longest <= WHOLE_PROMPTS;
  const policy =
    from((part) => part.text("policy")) ??
    policyOf(
      from((part) => part.boolean("enableChunkedPrefill", "chunkedPrefill")),
      whole
    );
  if (!POLICY_IDS.includes(policy as PolicyId))
    throw invalid("policy", `"${policy}" (${POLICY_IDS.join(", ")})`);
  const caching = from((part) => part.boolean("prefixCaching", "enablePrefixCaching")) ?? !first;
  const level = from((part) => part.text("kvLevel", "level")) ?? (caching ? "paged-prefix" : "paged");
  if (!KV_LEVEL_IDS.includes(level as KvLevelId))
    throw invalid("kvLevel", `"${level}" (${KV_LEVEL_IDS.join(", ")})`);
  const scheduler = present({
    policy: policy as PolicyId,
    maxNumSeqs: from((part) => part.number("maxNumSeqs", "maxSequences")) ?? (first ? 256 : undefined),
    // Where whole prompts are computed, the budget has to hold the longest.
    maxBatchedTokens:
      from((part) => part.number("maxBatchedTokens", "maxNumBatchedTokens")) ??
      (first ? (policy === "continuous" ? Math.max(longest, CHUNK) : CHUNK) : undefined),
    maxModelLength,
    longPrefillThreshold: positive(
      from((part) => part.number("longPrefillThreshold", "longPrefillTokenThreshold"))
    ),
    // vLLM looked at a prompt's first chunk alone before 0.18.
    reserveFullPrompt:
      from((part) => part.boolean("reserveFullPrompt", "schedulerReserveFullIsl")) ??
      (engine.id === "vllm-v1" || engine.id === "vllm-async-0.14" ? false : undefined),
    watermark: from((part) => part.number("watermark")) ?? (first ? 0.01 : undefined),
    asyncScheduling: from((part) => part.boolean("asyncScheduling")),
    batchWindow: from((part) => part.number("batchWindow")),
    padded: from((part) => part.boolean("padded"))
  });
  const kv = present({
    level: level as KvLevelId,
    blockSize: from((part) => part.number("blockSize")),
    blocks: from((part) => part.number("kvBlocks", "blocks", "numGpuBlocks", "numGpuBlocksOverride"))
  });
  const memoryUtilization =
    from((part) => part.number("memoryUtilization", "gpuMemoryUtilization")) ??
    engine.memoryUtilization.value;
  for (const part of parts) part.close();
  return {hardware, memoryUtilization, scheduler, kv};
}

function policyOf(chunked: boolean | undefined, whole: boolean): PolicyId {
  return (chunked ?? !whole) ? "continuous-chunked" : "continuous";
}

/** vLLM writes 0 for "no threshold". */
function positive(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

type Present<T> = {readonly [K in keyof T]?: Exclude<T[K], undefined>};

/** The object without the keys that are undefined. */
function present<T extends object>(value: T): Present<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, content]) => content !== undefined)
  ) as Present<T>;
}
