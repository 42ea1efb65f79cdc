/** Time from the last layer to the tokens: output head, gathering the logits, sampling. */
import {deviceCalibration, linkCalibration} from "../tables/servingCalibration.js";
import {linearTime, plainArithmetic} from "./linearTime.js";
import type {ServingHardware} from "./servingHardware.js";

const LOGIT = 2;
/** A logit is read in 16 bits, written in 32 and read again by the sampler. */
const SAMPLING = 10;

/**
 * Seconds that the next tokens of `sampled` sequences take: only they go through the output head.
 *
 * A product with hidden x vocabulary / ranks, a gathering of the parts between ranks, and 10 B a logit for sampling.
 * 0 for no sequence. sampled >= 0.
 *
 * @example
 * 1e6 * vocabularyTime({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}, 1) // => 377.3
 */
export function vocabularyTime(spec: ServingHardware, sampled: number): number {
  if (sampled === 0) return 0;
  const {device, model, tensorParallel} = spec;
  const head = {inputs: model.hidden, outputs: model.vocabulary / tensorParallel};
  const {elementwise} = deviceCalibration[device.deviceClass];
  const logits = sampled * model.vocabulary;
  const sampling = (SAMPLING * logits) / (device.bandwidth.value * elementwise.bandwidth.value);
  return linearTime(spec, head, sampled, plainArithmetic(spec)) + gathering(spec, logits) + sampling;
}

function gathering({device, tensorParallel}: ServingHardware, logits: number): number {
  if (tensorParallel === 1) return 0;
  const {libraryLatency, library} = linkCalibration[device.link.kind];
  const share = (tensorParallel - 1) / tensorParallel;
  return libraryLatency.value + (share * LOGIT * logits) / (device.link.bandwidth.value * library.value);
}
