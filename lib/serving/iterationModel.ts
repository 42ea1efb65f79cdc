/**
 * The model of one iteration: how long an engine's step takes, by what it computes.
 *
 * A roofline with efficiencies calibrated once for each class of devices (servingCalibration), checked in the region
 * that linearTime, attentionTime and allReduceTime state, and against the iterations of one real vLLM 0.19 server
 * (Llama-3.1-8B on an RTX PRO 6000, up to 128 sequences and 2,048 tokens). Elsewhere it extrapolates by data sheet.
 */
import {invalid, requireInteger, requireNonNegative} from "../invalid.js";
import {allReduceTime} from "./allReduceTime.js";
import {
  attentionFixed,
  attentionPerContextToken,
  attentionPerSequence,
  contextTokenBesidePrompt,
  prefillAttention
} from "./attentionTime.js";
import {elementwiseTime} from "./elementwiseTime.js";
import {expertTime} from "./expertTime.js";
import type {IterationWork} from "./iterationWork.js";
import {linearArithmetic, linearTime} from "./linearTime.js";
import {denseMatrices} from "./rankShapes.js";
import {checkedHardware, engineOf, type ServingHardware} from "./servingHardware.js";
import {vocabularyTime} from "./vocabularyTime.js";

/** Seconds of one iteration, by what takes them; `total` is their sum. */
export interface IterationTime {
  readonly total: number;
  /** Products with weights, and what stands between them in a layer. */
  readonly linear: number;
  readonly attention: number;
  /** Output head and sampling. */
  readonly vocabulary: number;
  readonly allReduce: number;
  /** The device idle, or waiting for the host. */
  readonly overhead: number;
}

export interface IterationModel {
  time(work: IterationWork): IterationTime;
  /** A pure-decode iteration of n sequences takes exactly fixed + perContextToken x decodeContextTokens [s]. */
  decode(sequences: number): {readonly fixed: number; readonly perContextToken: number};
  /** Host time of one request outside iterations [s]: before it can be scheduled and behind its first token. */
  readonly requestOverhead: number;
  /** Iterations whose content is fixed before the running one ends: 1 with asynchronous scheduling, else 0. */
  readonly iterationsAhead: number;
}

/**
 * The time of any iteration on this hardware.
 *
 * total = linear + attention + vocabulary + all-reduce + overhead [s]; two all-reduces a layer; decoding sequences read
 * their cache more slowly beside a prompt where the device's attention kernels say so; overhead = gap + per-sequence gap + what the host needs longer than the device (contexts not counted, so that decoding stays linear in
 * them). Throws RangeError on hardware that no server would start with, and on work that is negative or fractional.
 *
 * @example
 * 1e3 * iterationModel({device: gpuDevices["h100-sxm"], model: llmModels["llama-3-8b"], tensorParallel: 1, weightPrecision: "bf16", kvPrecision: "bf16"}).decode(32).fixed // => 7.5
 */
export function iterationModel(spec: ServingHardware): IterationModel {
  checkedHardware(spec);
  const engine = engineOf(spec);
  const gap = engine.gap.value + (spec.tensorParallel > 1 ? engine.parallelGap.value : 0);
  const {layers} = spec.model;
  const dense = denseMatrices(spec);
  const arithmetic = linearArithmetic(spec);
  const perContextToken = attentionPerContextToken(spec);
  const besidePrompt = contextTokenBesidePrompt(spec);
  const perSequence = attentionPerSequence(spec);
  const fixed = attentionFixed(spec);
  const rowsKnown = new Map<number, {readonly linear: number; readonly allReduce: number}>();
  const decodes = new Map<number, {readonly fixed: number; readonly perContextToken: number}>();

  const rowsTime = (rows: number) => {
    let known = rowsKnown.get(rows);
    if (known === undefined) {
      const products = dense.reduce((sum, shape) => sum + linearTime(spec, shape, rows, arithmetic), 0);
      const layer = products + elementwiseTime(spec, rows) + expertTime(spec, rows);
      known = {linear: layers * layer, allReduce: 2 * layers * allReduceTime(spec, rows)};
      rowsKnown.set(rows, known);
    }
    return known;
  };

  const time = (work: IterationWork): IterationTime => {
    const {decodeSequences, decodeContextTokens, prefills, sampled} = checkedWork(work);
    const context = (prefills.length > 0 ? besidePrompt : perContextToken) * decodeContextTokens;
    let attention = fixed + perSequence * decodeSequences;
    let rows = decodeSequences;
    for (const chunk of prefills) {
      rows += chunk.tokens;
      attention += prefillAttention(spec, chunk);
    }
    if (rows === 0) throw invalid("work", "no tokens");
    const {linear, allReduce} = rowsTime(rows);
    const vocabulary = vocabularyTime(spec, sampled);
    const sequences = decodeSequences + prefills.length;
    const host = engine.hostIteration.value + engine.hostPerSequence.value * sequences;
    const device = linear + attention + vocabulary + allReduce;
    const overhead = gap + engine.gapPerSequence.value * sequences + Math.max(0, host - device);
    return {
      total: device + overhead + context,
      linear,
      attention: attention + context,
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
    requestOverhead: engine.request.value,
    iterationsAhead: engine.iterationsAhead.value
  };
}

function checkedWork(work: IterationWork): IterationWork {
  requireInteger("decodeSequences", work.decodeSequences, 0);
  requireNonNegative("decodeContextTokens", work.decodeContextTokens);
  requireInteger("sampled", work.sampled, 0);
  for (const {tokens, past} of work.prefills) {
    requireInteger("tokens", tokens);
    requireInteger("past", past, 0);
  }
  return work;
}
