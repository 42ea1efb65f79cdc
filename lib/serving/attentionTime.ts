/**
 * Time of attention: decoding reads the cache, a prompt multiplies with itself and with what is cached.
 *
 * Checked on an H100 for 32 query and 8 KV heads of 128 at 1 to 8 ranks, bf16 and fp8 cache: decoding of 1 to 512
 * sequences of 128 to 32,768 tokens, prompts of 128 to 16,384 tokens, 1 to 8 at once; decoding in bf16 on an RTX PRO
 * 6000. Caches under 50 MB a layer are measured in the device's own cache there, which a real iteration overwrites: the
 * law reads them from memory.
 */
import {attentionKernels} from "../tables/attentionKernels.js";
import {type AttentionCalibration, deviceCalibration} from "../tables/servingCalibration.js";
import type {PrefillChunk} from "./iterationWork.js";
import {kernelTime} from "./kernelTime.js";
import {kvBytesPerToken} from "./kvBytesPerToken.js";
import type {ServingHardware} from "./servingHardware.js";

function calibrationOf({device, kvPrecision}: ServingHardware): AttentionCalibration {
  return deviceCalibration[device.deviceClass].attention[kvPrecision];
}

/** Seconds for each cached token that a decoding sequence reads, all layers, contexts of equal length. */
export function attentionPerContextToken(spec: ServingHardware): number {
  return kvBytesPerToken(spec) / (spec.device.bandwidth.value * calibrationOf(spec).bandwidth.value);
}

/**
 * Seconds for each cached token that a decoding sequence reads where a prompt is computed in the same iteration, all
 * layers.
 *
 * The larger of reading it, and where each query head computes a tile of its own, of
 * 4 x layers x heads x head dimension x tile rows FLOP at a share of the peak bf16 rate: all rows of the tile but one
 * are computed for nothing. Held against the iterations and first tokens of one vLLM 0.19 run on an RTX PRO 6000.
 */
export function contextTokenBesidePrompt(spec: ServingHardware): number {
  const {device, model, tensorParallel} = spec;
  const {tileRows, tileCompute} = attentionKernels[device.attention];
  const read = attentionPerContextToken(spec);
  if (tileRows === null) return read;
  const flop = 4 * model.layers * (model.heads / tensorParallel) * model.headDim * tileRows.value;
  return Math.max(read, flop / (device.peak.bf16.value * device.productShare.value * tileCompute.value));
}

/** Seconds for each decoding sequence beside its context, all layers. */
export function attentionPerSequence(spec: ServingHardware): number {
  return calibrationOf(spec).startTokens.value * attentionPerContextToken(spec);
}

/** Seconds of an iteration's attention whatever its work, all layers. */
export function attentionFixed(spec: ServingHardware): number {
  return spec.model.layers * kernelTime(spec.device, calibrationOf(spec).layer);
}

/**
 * Seconds that a chunk of a prompt adds, all layers.
 *
 * The larger of 4 x layers x heads x head dimension x c (past + c / 2 + extra) FLOP at a share of the peak bf16 rate,
 * and of reading past + c tokens of cache; c [tokens] the chunk, past [tokens] what is cached, extra the context that a
 * query costs beyond its own. tokens >= 1, past >= 0.
 *
 * @example
 * 1e3 * prefillAttention({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, {tokens: 16384, past: 0}) // => 111.3
 */
export function prefillAttention(spec: ServingHardware, {tokens, past}: PrefillChunk): number {
  const {device, model, tensorParallel} = spec;
  const {compute, extraContext} = calibrationOf(spec);
  const pairs = tokens * (past + tokens / 2 + extraContext.value);
  const flop = 4 * model.layers * (model.heads / tensorParallel) * model.headDim * pairs;
  return Math.max(
    flop / (device.peak.bf16.value * device.productShare.value * compute.value),
    (past + tokens) * attentionPerContextToken(spec)
  );
}
