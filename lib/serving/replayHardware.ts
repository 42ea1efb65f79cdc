/** Device, model, precisions and engine as people write them: a row's name, or its columns as plain numbers. */
import {invalid} from "../invalid.js";
import {type AttentionKernelId, attentionKernels} from "../tables/attentionKernels.js";
import {assumption, type Fact} from "../tables/fact.js";
import {large, small, usualTile} from "../tables/gpuDevice.js";
import {type GpuDevice, gpuDevices} from "../tables/gpuDevices.js";
import {type InferenceEngine, type InferenceEngineId, inferenceEngines} from "../tables/inferenceEngines.js";
import {type LlmModel, llmModels} from "../tables/llmModels.js";
import {type KvPrecisionId, type WeightPrecisionId, weightPrecisions} from "../tables/precisions.js";
import {type DeviceClassId, deviceCalibration} from "../tables/servingCalibration.js";
import {GIB} from "../units.js";
import {LooseObject} from "./looseObject.js";
import {rowNamed} from "./rowNamed.js";

/** What drivers and price lists call some rows. */
const DEVICE_ALIASES: Readonly<Record<string, string>> = {
  h100: "h100-sxm",
  h10080gb: "h100-sxm",
  h10080gbhbm3: "h100-sxm",
  h100sxm5: "h100-sxm",
  h200: "h200-sxm",
  h200141gb: "h200-sxm",
  b200: "b200-sxm",
  a100: "a100-sxm-80",
  a10080gb: "a100-sxm-80",
  a100sxm: "a100-sxm-80",
  a100sxm4: "a100-sxm-80",
  a100sxm480gb: "a100-sxm-80",
  a10040gb: "a100-sxm-40",
  a100sxm440gb: "a100-sxm-40",
  a100pcie: "a100-pcie-80",
  a10080g: "a100-sxm-80",
  a10040g: "a100-sxm-40",
  a10080gbpcie: "a100-pcie-80",
  a100pcie80gb: "a100-pcie-80",
  a100pcie40gb: "a100-pcie-40",
  rtxa6000: "a6000",
  rtxa5000: "a5000",
  h20: "h20",
  h800: "h800-sxm",
  a800: "a800-sxm-80",
  a80080gb: "a800-sxm-80",
  a800sxm480gb: "a800-sxm-80",
  gh200480gb: "gh200",
  v100: "v100-sxm-32",
  v10032gb: "v100-sxm-32",
  v10016gb: "v100-sxm-16",
  teslat4: "t4",
  "3090": "rtx-3090",
  "4090": "rtx-4090",
  "5090": "rtx-5090"
};

/** Models of other names with the shapes of a row: distilled, specialised by further training, or an earlier release. */
const SAME_SHAPES: readonly (readonly [written: RegExp, row: string])[] = [
  [/deepseek-?r1-?distill-?qwen-?(1\.5|7|14|32)b/i, "qwen2.5-$1b"],
  [/deepseek-?r1-?distill-?llama-?8b/i, "llama-3.1-8b"],
  [/deepseek-?r1-?distill-?llama-?70b/i, "llama-3.3-70b"],
  [/qwq-?32b/i, "qwen2.5-32b"],
  [/qwen2\.5-?(?:coder|math)-?(0\.5|1\.5|3|7|14|32|72)b/i, "qwen2.5-$1b"],
  [/qwen2-?(0\.5|1\.5|7|72)b/i, "qwen2.5-$1b"],
  [/qwen3-?coder-?30b-?a3b/i, "qwen3-30b-a3b"],
  [/mistral-?nemo/i, "mistral-nemo-12b"],
  [/mistral-?large/i, "mistral-large-123b"],
  [/phi-?3\.5-?mini/i, "phi-3-mini"],
  [/vicuna-?(7|13)b/i, "llama-2-$1b"],
  [/llama-?3\.1-?nemotron-?70b/i, "llama-3.1-70b"]
];

/** The name as the rows write it. */
function modelAlias(name: string): string {
  for (const [written, row] of SAME_SHAPES) {
    const found = written.exec(name);
    if (found) return row.replace("$1", found[1] ?? "");
  }
  return name;
}

/** The device of a scenario; an object gives the columns of a row in base units: B, B/s, FLOP/s, W. */
export function deviceNamed(value: unknown): GpuDevice {
  if (typeof value === "string") {
    const id = rowNamed("device", value, gpuDevices as Readonly<Record<string, GpuDevice>>, DEVICE_ALIASES);
    return gpuDevices[id as keyof typeof gpuDevices];
  }
  const columns = new LooseObject("device", value);
  const name = columns.text("name") ?? "a device of one's own";
  const deviceClass = columns.text("deviceClass", "class") ?? "hbm";
  if (!Object.hasOwn(deviceCalibration, deviceClass))
    throw invalid("device.deviceClass", `"${deviceClass}" (${Object.keys(deviceCalibration).join(", ")})`);
  const attention = columns.text("attention") ?? "flash-attention-2";
  if (!Object.hasOwn(attentionKernels, attention))
    throw invalid("device.attention", `"${attention}" (${Object.keys(attentionKernels).join(", ")})`);
  const memory = given(columns.needed("memory", columns.number("memory")));
  const bandwidth = given(columns.needed("bandwidth", columns.number("bandwidth")));
  const peak = new LooseObject("device.peak", columns.needed("peak", columns.take("peak")));
  const bf16 = given(peak.needed("bf16", peak.number("bf16")));
  const fp8 = maybe(peak.number("fp8"));
  const int8 = maybe(peak.number("int8"));
  peak.close();
  const link = new LooseObject("device.link", columns.take("link") ?? {});
  const kind = link.text("kind", "name")?.toLowerCase() ?? "pcie";
  if (kind !== "nvlink" && kind !== "pcie") throw invalid("device.link.kind", `"${kind}" (nvlink or pcie)`);
  const linkBandwidth = given(link.number("bandwidth") ?? 32e9);
  link.close();
  const power = given(columns.number("power") ?? Number.NaN);
  const productShare = given(columns.number("productShare", "powerShare") ?? 1);
  const clock = columns.number("clock");
  columns.close();
  const ofClass = deviceCalibration[deviceClass as DeviceClassId];
  return {
    name,
    deviceClass: deviceClass as DeviceClassId,
    attention: attention as AttentionKernelId,
    memory,
    bandwidth,
    peak: {bf16, fp8, int8},
    link: {kind, bandwidth: linkBandwidth},
    power,
    clock: clock === undefined ? ofClass.clock : given(clock),
    largestTile: usualTile,
    productShare,
    defaults: memory.value >= 70 * GIB ? large : small,
    price: null
  };
}

/** The model of a scenario; an object gives the columns of a row. */
export function modelNamed(value: unknown): LlmModel {
  if (typeof value === "string") {
    const id = rowNamed("model", modelAlias(value), llmModels as Readonly<Record<string, LlmModel>>);
    return llmModels[id as keyof typeof llmModels];
  }
  const columns = new LooseObject("model", value);
  const whole = (...keys: readonly [string, ...string[]]) => columns.needed(keys[0], columns.number(...keys));
  const name = columns.text("name") ?? "a model of one's own";
  const layers = whole("layers", "numHiddenLayers");
  const hidden = whole("hidden", "hiddenSize");
  const heads = whole("heads", "numAttentionHeads");
  const shape = {
    name,
    layers,
    hidden,
    heads,
    kvHeads: columns.number("kvHeads", "numKeyValueHeads") ?? heads,
    headDim: columns.number("headDim") ?? hidden / heads,
    intermediate: columns.number("intermediate", "intermediateSize") ?? 0,
    vocabulary: whole("vocabulary", "vocabSize"),
    tiedEmbeddings: columns.boolean("tiedEmbeddings", "tieWordEmbeddings") ?? false,
    experts: expertsOf(columns.take("experts")),
    headNorms: columns.boolean("headNorms", "useQkNorm") ?? false,
    parameters: given(columns.number("parameters") ?? Number.NaN),
    contextLimit: given(
      columns.needed("contextLimit", columns.number("contextLimit", "maxPositionEmbeddings"))
    )
  };
  columns.close();
  return shape;
}

function expertsOf(value: unknown): LlmModel["experts"] {
  if (value === undefined) return null;
  const experts = new LooseObject("model.experts", value);
  const shape = {
    count: experts.needed("count", experts.number("count")),
    perToken: experts.needed("perToken", experts.number("perToken")),
    intermediate: experts.needed("intermediate", experts.number("intermediate"))
  };
  experts.close();
  return shape;
}

/** A weight precision by its usual names; without one as the model's name says it, else as the number format does. */
export function weightPrecisionNamed(
  text: string | undefined,
  model: unknown,
  format?: string
): WeightPrecisionId {
  const words = (text ?? (typeof model === "string" ? model : "")).toLowerCase();
  if (/mxfp4/.test(words)) return "mxfp4";
  if (/nvfp4/.test(words)) return "nvfp4";
  if (/fp8|float8|e4m3/.test(words)) return "fp8";
  if (/int4|w4a16|awq|gptq|4bit/.test(words)) return "int4";
  if (/int8|w8a8|8bit/.test(words)) return "int8";
  const sixteen = (text ?? format ?? "auto").toLowerCase();
  if (SIXTEEN_BITS.test(sixteen)) return "bf16";
  throw invalid("weightPrecision", `"${text ?? format}" (${Object.keys(weightPrecisions).join(", ")})`);
}

const SIXTEEN_BITS = /^(bf16|bfloat16|fp16|float16|half|auto|16|none)$/;

export function kvPrecisionNamed(text: string | undefined): KvPrecisionId {
  const words = (text ?? "auto").toLowerCase();
  if (/fp8|float8|e4m3|e5m2/.test(words)) return "fp8";
  if (SIXTEEN_BITS.test(words)) return "bf16";
  throw invalid("kvPrecision", `"${text}" (bf16, fp8)`);
}

/** A row of the engines by id, or by a release of vLLM such as "0.19.0". */
export function engineNamed(text: string | undefined): InferenceEngine & {readonly id: InferenceEngineId} {
  const id = engineId(text);
  return {...inferenceEngines[id], id};
}

function engineId(text: string | undefined): InferenceEngineId {
  if (text === undefined) return "vllm-async";
  const release = /(\d+)\.(\d+)/.exec(text);
  if (release) {
    const minor = Number(release[1]) > 0 ? Infinity : Number(release[2]);
    if (minor >= 21) return "vllm-async-0.21";
    if (minor >= 17) return "vllm-async";
    if (minor >= 14) return "vllm-async-0.14";
    return minor >= 8 ? "vllm-v1" : "vllm-v0";
  }
  const id = rowNamed("engine", text, inferenceEngines as Readonly<Record<string, InferenceEngine>>, {
    vllm: "vllm-async"
  });
  return id as InferenceEngineId;
}

function given(value: number): Fact {
  return assumption(value, "given in the scenario", "");
}

function maybe(value: number | undefined): Fact | null {
  return value === undefined ? null : given(value);
}
