/** What one token of context holds in the KV cache. */
import {kvPrecisions} from "../tables/precisions.js";
import {checkedHardware, kvHeadsPerRank, type ServingHardware} from "./servingHardware.js";

/**
 * Bytes of KV cache that one token takes on each rank [B].
 *
 * 2 x layers x KV heads of the rank x head dimension x bytes an element: keys and values. Heads are shared by groups of
 * queries (Ainslie et al. 2023), so it is the KV heads that count, and a rank holds at least one: with more ranks than
 * KV heads they are copied. Throws RangeError as `checkedHardware` does.
 *
 * @example
 * kvBytesPerToken({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-70b"], tensorParallel: 2, weightPrecision: "fp8", kvPrecision: "bf16"}) // => 163840
 */
export function kvBytesPerToken(spec: ServingHardware): number {
  const {model, kvPrecision} = checkedHardware(spec);
  return 2 * model.layers * kvHeadsPerRank(spec) * model.headDim * kvPrecisions[kvPrecision].bytes.value;
}
