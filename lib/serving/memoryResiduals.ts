/** How far the memory budget is from the KV caches that real servers logged at their start. */
import {gpuDevices} from "../tables/gpuDevices.js";
import {inferenceEngines} from "../tables/inferenceEngines.js";
import {type KvCacheLog, kvCacheLogs} from "../tables/kvCacheLogs.js";
import {llmModels} from "../tables/llmModels.js";
import {GIB} from "../units.js";
import {memoryBudget} from "./memoryBudget.js";

/** The block size of those servers [tokens]. */
const BLOCK = 16;

export interface MemoryResidual {
  readonly log: KvCacheLog;
  /** KV cache of one device [B]. */
  readonly measured: number;
  readonly modelled: number;
  /** modelled / measured - 1 */
  readonly error: number;
  /** The same in tokens; null where the log does not say. */
  readonly tokens: {readonly measured: number; readonly modelled: number; readonly error: number} | null;
}

/**
 * One row for each logged KV cache, with the budget's beside it.
 *
 * @example
 * memoryResiduals().filter(({log}) => log.device === "a100-pcie-80").length // => 3
 */
export function memoryResiduals(): readonly MemoryResidual[] {
  return kvCacheLogs.map((log) => {
    const {device, model, engine, gib, tokens, ...rest} = log;
    const budget = memoryBudget({
      ...rest,
      device: gpuDevices[device],
      model: llmModels[model],
      engine: inferenceEngines[engine]
    });
    const measured = gib * GIB;
    const held = budget.kvTokens(BLOCK);
    return {
      log,
      measured,
      modelled: budget.kvBytes,
      error: budget.kvBytes / measured - 1,
      tokens: tokens === null ? null : {measured: tokens, modelled: held, error: held / tokens - 1}
    };
  });
}
