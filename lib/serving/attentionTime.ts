/** Time of attention: decoding reads the cache, a prompt multiplies with itself and with what is cached. */
import {servingCalibration} from "../tables/servingCalibration.js";
import type {PrefillChunk} from "./iterationWork.js";
import {kvBytesPerToken} from "./kvBytesPerToken.js";
import type {ServingHardware} from "./servingHardware.js";

/** Seconds for each cached token that a decoding sequence reads, all layers. */
export function decodeAttentionPerToken(spec: ServingHardware): number {
  const {device} = spec;
  return (
    kvBytesPerToken(spec) /
    (device.bandwidth.value * servingCalibration[device.deviceClass].attentionBandwidth.value)
  );
}

/** Fixed seconds of one iteration's attention, all layers. */
export function attentionFixed({device, model}: ServingHardware): number {
  return model.layers * servingCalibration[device.deviceClass].attentionFixed.value;
}

/** Seconds that a prompt chunk adds: causal FLOP of its queries against past and itself, and one read of its keys. */
export function prefillAttention(spec: ServingHardware, {tokens, past}: PrefillChunk): number {
  const {device, model, tensorParallel} = spec;
  const pairs = tokens * (past + (tokens + 1) / 2);
  const flop = 4 * model.layers * (model.heads / tensorParallel) * model.headDim * pairs;
  const compute =
    flop / (device.peak.bf16.value * servingCalibration[device.deviceClass].attentionCompute.value);
  return Math.max(compute, (past + tokens) * decodeAttentionPerToken(spec));
}
