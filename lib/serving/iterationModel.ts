/** The model of one iteration: how long an engine's step takes, by what it computes. */
import {invalid, requireInteger, requireNonNegative} from "../invalid.js";
import {servingCalibration} from "../tables/servingCalibration.js";
import {allReduceTime} from "./allReduceTime.js";
import {attentionFixed, decodeAttentionPerToken, prefillAttention} from "./attentionTime.js";
import type {IterationWork} from "./iterationWork.js";
import {linearTime} from "./linearTime.js";
import {checkedHardware, type ServingHardware} from "./servingHardware.js";
import {attentionMatrices, type MatrixShape, mlpMatrices} from "./weightBytes.js";

/** Seconds of one iteration, by what takes them; `total` is their sum. */
export interface IterationTime {
  readonly total: number;
  readonly linear: number;
  readonly attention: number;
  readonly vocabulary: number;
  readonly allReduce: number;
  readonly overhead: number;
}

export interface IterationModel {
  time(work: IterationWork): IterationTime;
  /** A pure-decode iteration of n sequences takes exactly fixed + perContextToken x decodeContextTokens [s]. */
  decode(sequences: number): {readonly fixed: number; readonly perContextToken: number};
  /** Host time of one request outside iterations [s]. */
  readonly requestOverhead: number;
}

/**
 * The time of any iteration on this hardware, as a roofline with calibrated efficiencies.
 *
 * total = linear + attention + vocabulary + all-reduce + overhead [s]; each part is documented in its own file.
 * Throws RangeError on hardware that no server would start with, and on work that is negative or fractional.
 *
 * @example
 * iterationModel({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}).decode(1).fixed > 0 // => true
 */
export function iterationModel(spec: ServingHardware): IterationModel {
  checkedHardware(spec);
  const {device, model, tensorParallel} = spec;
  const {hostFixed, hostPerSequence, hostPerRequest} = servingCalibration[device.deviceClass];
  const layer = layerMatrices(spec);
  const head: MatrixShape = {inputs: model.hidden, outputs: model.vocabulary / tensorParallel};
  const perContextToken = decodeAttentionPerToken(spec);
  const fixedAttention = attentionFixed(spec);
  const decodes = new Map<number, {readonly fixed: number; readonly perContextToken: number}>();

  const time = ({decodeSequences, decodeContextTokens, prefills, sampled}: IterationWork): IterationTime => {
    requireInteger("decodeSequences", decodeSequences, 0);
    requireNonNegative("decodeContextTokens", decodeContextTokens);
    requireInteger("sampled", sampled, 0);
    let tokens = decodeSequences;
    let attention = fixedAttention + perContextToken * decodeContextTokens;
    for (const chunk of prefills) {
      if (!(chunk.tokens > 0)) throw invalid("tokens", chunk.tokens);
      tokens += chunk.tokens;
      attention += prefillAttention(spec, chunk);
    }
    const linear = model.layers * layer.reduce((sum, shape) => sum + linearTime(spec, shape, tokens), 0);
    const vocabulary = sampled > 0 ? linearTime(spec, head, sampled, 2) : 0;
    const allReduce = 2 * model.layers * allReduceTime(spec, tokens);
    const overhead = hostFixed.value + hostPerSequence.value * (decodeSequences + prefills.length);
    return {
      total: linear + attention + vocabulary + allReduce + overhead,
      linear,
      attention,
      vocabulary,
      allReduce,
      overhead
    };
  };

  return {
    time,
    decode(sequences) {
      let known = decodes.get(sequences);
      if (known === undefined) {
        const work = {decodeSequences: sequences, decodeContextTokens: 0, prefills: [], sampled: sequences};
        known = {fixed: time(work).total, perContextToken};
        decodes.set(sequences, known);
      }
      return known;
    },
    requestOverhead: hostPerRequest.value
  };
}

function layerMatrices(spec: ServingHardware): readonly MatrixShape[] {
  const {model} = spec;
  return [...attentionMatrices(spec), ...mlpMatrices(spec, model.intermediate)];
}
