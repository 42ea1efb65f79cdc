/**
 * What a row of an accelerator says. Rates are peaks as their makers specify them (dense, without sparsity); how much of
 * them is reached stands in servingCalibration. Memory is what torch reports as the device's total in public start-up
 * logs and out-of-memory messages: it varies by 0.1 GiB with the driver.
 */
import {GB, GIB, HOUR, MEGA} from "../units.js";
import type {AttentionKernelId} from "./attentionKernels.js";
import {assumption, derived, type Fact, measured, spec} from "./fact.js";
import type {DeviceClassId, LinkId} from "./servingCalibration.js";

export interface GpuDevice {
  readonly name: string;
  /** Which row of the calibration its efficiencies come from. */
  readonly deviceClass: DeviceClassId;
  /** Which attention kernels an engine uses on it. */
  readonly attention: AttentionKernelId;
  /** Memory that the driver reports as total [B]. */
  readonly memory: Fact;
  /** Peak memory bandwidth [B/s]. */
  readonly bandwidth: Fact;
  /** Peak dense tensor-core rates with 32-bit accumulation [FLOP/s]; null where the format has no units of its own. */
  readonly peak: {readonly bf16: Fact; readonly fp8: Fact | null; readonly int8: Fact | null};
  /** Between devices of a node: which law, and the peak bandwidth of a device in one direction [B/s]. */
  readonly link: {readonly kind: LinkId; readonly bandwidth: Fact};
  /** Board power limit [W]. */
  readonly power: Fact;
  /** Highest clock of its multiprocessors [Hz]: what a kernel takes whatever its work, it takes in cycles. */
  readonly clock: Fact;
  /** Rows of the largest tile in which its products are computed. */
  readonly largestTile: Fact;
  /** Rate that long products reach, in shares of the peak: over that of the device that the class was measured on. */
  readonly productShare: Fact;
  /** What vLLM's server allows an iteration on this device, unless it is told otherwise. */
  readonly defaults: {readonly maxBatchedTokens: Fact; readonly maxSequences: Fact};
  /** Rent of one device [$/s], where a public list price was found; null where not. */
  readonly price: Fact | null;
}

/** A figure of an NVIDIA data sheet. */
export const sheet = (device: string, date: string) => (value: number) =>
  spec(value, `NVIDIA ${device} data sheet, dense`, date);
/** Memory of a device as torch reports it [GiB]. */
export const seen = (gib: number) =>
  measured(gib * GIB, "total capacity in torch's messages, public logs of vLLM servers", "2026");
/** Clock of the multiprocessors [MHz] as the peak rate implies it. */
export const boost = (megahertz: number) =>
  derived(
    megahertz * MEGA,
    "peak dense rate / (multiprocessors x operations of one in a cycle): the boost clock",
    "2026-11",
    "Hz"
  );
/** Hopper runs faster than the clock that its peak is given at. */
export const hopperClock = measured(
  1980 * MEGA,
  "nvidia-smi of an H200: highest clock, awslabs/amazon-eks-ami pull request 1985; the H100 SXM alike",
  "2024-10",
  "Hz"
);
/** A clock that was not seen in a source [MHz]. */
export const clockFrom = (megahertz: number, reason: string) =>
  assumption(megahertz * MEGA, reason, "2026-11", "Hz");
const VIDUR = "microsoft/vidur @7d475133 profiles";
/** Largest tiles: by how the time of a product goes up in steps of rows. */
export const ampereTile = derived(
  128,
  `${VIDUR} of Llama-2-7B on A100 and A40: 384 rows take 0.70 and 0.78 of the time of 512`,
  "2024"
);
export const usualTile = derived(
  256,
  "least squares over H100 kernel times; elsewhere carried over from there",
  "2026-11"
);
/** Links between the devices of a node. */
export const nvlink = (bandwidth: Fact) => ({kind: "nvlink", bandwidth}) as const;
export const pcie4 = {kind: "pcie", bandwidth: spec(32 * GB, "PCIe 4.0 x16, one direction", "2017")} as const;
export const pcie5 = {kind: "pcie", bandwidth: spec(64 * GB, "PCIe 5.0 x16, one direction", "2019")} as const;
/** What a device costs [$/h]. */
export const rent = (dollarsPerHour: number, source: string, date: string) =>
  measured(dollarsPerHour / HOUR, source, date, "$/s");
const VLLM = "vLLM 0.19 start-up log on H100: defaulting for the server; 70 GiB and more, but no A100";
/** The limits that vLLM's server takes by itself, on large devices and on others. */
export const large = {
  maxBatchedTokens: spec(8192, VLLM, "2026-04"),
  maxSequences: spec(1024, VLLM, "2026-04")
};
const SMALL = "vLLM's server on other devices; the logged KV caches of an A100 agree with it";
export const small = {maxBatchedTokens: spec(2048, SMALL, "2026"), maxSequences: spec(256, SMALL, "2026")};
/** What long products reach on an Ampere with graphics memory, 0.72 of the peak, over the class's 0.8. */
export const a40Products = derived(0.9, `${VIDUR} of Llama-2-7B on A40: ampereSeries`, "2024");
/** Long products reach the class's own share of the peak. */
export const asClass = assumption(
  1,
  "the class's share was measured at such a limit, or the peak is below it",
  "2026-11"
);
