/**
 * Accelerators that language models are served on. Rates are peaks as their makers specify them (dense, without
 * sparsity); how much of them is reached stands in servingCalibration. Memory is what torch reports as the device's
 * total in public start-up logs and out-of-memory messages: it varies by 0.1 GiB with the driver.
 */
import {GB, GIB, GIGA, HOUR, TB, TERA} from "../units.js";
import {assumption, derived, type Fact, measured, spec} from "./fact.js";
import type {DeviceClassId, LinkId} from "./servingCalibration.js";

export interface GpuDevice {
  readonly name: string;
  /** Which row of the calibration its efficiencies come from. */
  readonly deviceClass: DeviceClassId;
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
  /** Share of the class's tensor rate that the power limit leaves in long products. */
  readonly powerShare: Fact;
  /** What vLLM's server allows an iteration on this device, unless it is told otherwise. */
  readonly defaults: {readonly maxBatchedTokens: Fact; readonly maxSequences: Fact};
  /** Rent of one device [$/s], where a public list price was found; null where not. */
  readonly price: Fact | null;
}

const sheet = (device: string, date: string) => (value: number) =>
  spec(value, `NVIDIA ${device} data sheet, dense`, date);
const seen = (gib: number) =>
  measured(gib * GIB, "total capacity in torch's messages, public logs of vLLM servers", "2026");
const nvlink = (bandwidth: Fact) => ({kind: "nvlink", bandwidth}) as const;
const pcie4 = {kind: "pcie", bandwidth: spec(32 * GB, "PCIe 4.0 x16, one direction", "2017")} as const;
const pcie5 = {kind: "pcie", bandwidth: spec(64 * GB, "PCIe 5.0 x16, one direction", "2019")} as const;
const rent = (dollarsPerHour: number, source: string, date: string) =>
  measured(dollarsPerHour / HOUR, source, date, "$/s");

const VLLM = "vLLM 0.19 start-up log on H100: defaulting for the server; 70 GiB and more, but no A100";
const large = {maxBatchedTokens: spec(8192, VLLM, "2026-04"), maxSequences: spec(1024, VLLM, "2026-04")};
const SMALL = "vLLM's server on other devices; the logged KV caches of an A100 agree with it";
const small = {maxBatchedTokens: spec(2048, SMALL, "2026"), maxSequences: spec(256, SMALL, "2026")};
const unthrottled = assumption(
  1,
  "the class's share was measured at such a limit, or the peak is below it",
  "2026-11"
);
/** 600 W / 403 TFLOP/s: what the RTX PRO 6000 spends on an operation; an Ada of 350 W reaches 235 TFLOP/s with it. */
const throttled = (share: number) =>
  derived(share, "power limit / (1.49 pJ x the class's rate), 1.49 pJ from the RTX PRO 6000", "2026-11");
const halved = (share: number) =>
  assumption(share, "half of the SXM module's power for three quarters of its rate", "2026-11");

const h100 = sheet("H100", "2023");
const h200 = sheet("H200", "2024");
const a100 = sheet("A100", "2021");
const ada = sheet("L40S, L4 and RTX 6000 Ada", "2023");
const blackwell = sheet("DGX B200", "2024");
const rtxPro = sheet("RTX PRO 6000 Blackwell", "2025");
const geforce = sheet("GeForce RTX architecture white papers", "2025");
const ampere = sheet("A10, A40 and RTX A6000", "2021");

export const gpuDevices = {
  "h100-sxm": {
    name: "H100 SXM 80 GB",
    deviceClass: "hbm",
    memory: seen(79.19),
    bandwidth: h100(3.35 * TB),
    peak: {bf16: h100(989 * TERA), fp8: h100(1979 * TERA), int8: h100(1979 * TERA)},
    link: nvlink(spec(450 * GB, "ai-dynamo/aiconfigurator @095f58a5 h100_sxm.yaml", "2026")),
    power: h100(700),
    powerShare: unthrottled,
    defaults: large,
    price: rent(2.49, "Lambda on demand, one H100, as listed in price comparisons", "2026-04")
  },
  "h100-pcie": {
    name: "H100 PCIe 80 GB",
    deviceClass: "hbm",
    memory: seen(79.19),
    bandwidth: h100(2 * TB),
    peak: {bf16: h100(756 * TERA), fp8: h100(1513 * TERA), int8: h100(1513 * TERA)},
    link: pcie5,
    power: h100(350),
    powerShare: halved(0.8),
    defaults: large,
    price: null
  },
  "h100-nvl": {
    name: "H100 NVL 94 GB",
    deviceClass: "hbm",
    memory: seen(93.1),
    bandwidth: h100(3.9 * TB),
    peak: {bf16: h100(835 * TERA), fp8: h100(1671 * TERA), int8: h100(1671 * TERA)},
    link: nvlink(h100(300 * GB)),
    power: h100(400),
    powerShare: halved(0.85),
    defaults: large,
    price: null
  },
  "h200-sxm": {
    name: "H200 SXM 141 GB",
    deviceClass: "hbm",
    memory: seen(139.8),
    bandwidth: h200(4.8 * TB),
    peak: {bf16: h200(989 * TERA), fp8: h200(1979 * TERA), int8: h200(1979 * TERA)},
    link: nvlink(h200(450 * GB)),
    power: h200(700),
    powerShare: unthrottled,
    defaults: large,
    price: rent(3.29, "Lambda, one H200, as listed in price comparisons", "2026")
  },
  "a100-sxm-80": {
    name: "A100 SXM 80 GB",
    deviceClass: "hbm",
    memory: seen(79.25),
    bandwidth: a100(2039 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: nvlink(spec(300 * GB, "ai-dynamo/aiconfigurator @095f58a5 a100_sxm.yaml", "2026")),
    power: a100(400),
    powerShare: unthrottled,
    defaults: small,
    price: rent(1.79, "Lambda, one A100, as listed in price comparisons", "2026")
  },
  "a100-sxm-40": {
    name: "A100 SXM 40 GB",
    deviceClass: "hbm",
    memory: seen(39.49),
    bandwidth: a100(1555 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: nvlink(a100(300 * GB)),
    power: a100(400),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "a100-pcie-80": {
    name: "A100 PCIe 80 GB",
    deviceClass: "hbm",
    memory: seen(79.25),
    bandwidth: a100(1935 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: pcie4,
    power: a100(300),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "a100-pcie-40": {
    name: "A100 PCIe 40 GB",
    deviceClass: "hbm",
    memory: seen(39.49),
    bandwidth: a100(1555 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: pcie4,
    power: a100(250),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "b200-sxm": {
    name: "B200 SXM 180 GB",
    deviceClass: "hbm",
    memory: seen(178.35),
    bandwidth: blackwell(8 * TB),
    peak: {bf16: blackwell(2250 * TERA), fp8: blackwell(4500 * TERA), int8: blackwell(4500 * TERA)},
    link: nvlink(blackwell(900 * GB)),
    power: blackwell(1000),
    powerShare: unthrottled,
    defaults: large,
    price: null
  },
  mi300x: {
    name: "MI300X 192 GB",
    deviceClass: "hbm",
    memory: seen(191.98),
    bandwidth: spec(5.3 * TB, "AMD Instinct MI300X data sheet", "2023"),
    peak: {
      bf16: spec(1307 * TERA, "AMD Instinct MI300X data sheet, dense", "2023"),
      fp8: spec(2615 * TERA, "AMD Instinct MI300X data sheet, dense", "2023"),
      int8: spec(2615 * TERA, "AMD Instinct MI300X data sheet, dense", "2023")
    },
    link: nvlink(
      spec(448 * GB, "AMD Instinct MI300X data sheet: 7 Infinity Fabric links of 64 GB/s", "2023")
    ),
    power: spec(750, "AMD Instinct MI300X data sheet", "2023"),
    powerShare: unthrottled,
    defaults: large,
    price: null
  },
  l40s: {
    name: "L40S 48 GB",
    deviceClass: "gddr",
    memory: seen(44.39),
    bandwidth: ada(864 * GIGA),
    peak: {bf16: ada(362 * TERA), fp8: ada(733 * TERA), int8: ada(733 * TERA)},
    link: pcie4,
    power: ada(350),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  l4: {
    name: "L4 24 GB",
    deviceClass: "gddr",
    memory: seen(22.03),
    bandwidth: ada(300 * GIGA),
    peak: {bf16: ada(121 * TERA), fp8: ada(242 * TERA), int8: ada(242 * TERA)},
    link: pcie4,
    power: ada(72),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "rtx-6000-ada": {
    name: "RTX 6000 Ada 48 GB",
    deviceClass: "gddr",
    memory: seen(47.4),
    bandwidth: ada(960 * GIGA),
    peak: {bf16: ada(364 * TERA), fp8: ada(728 * TERA), int8: ada(728 * TERA)},
    link: pcie4,
    power: ada(300),
    powerShare: throttled(0.69),
    defaults: small,
    price: null
  },
  a10g: {
    name: "A10G 24 GB",
    deviceClass: "gddr",
    memory: seen(22.06),
    bandwidth: ampere(600 * GIGA),
    peak: {bf16: ampere(70 * TERA), fp8: null, int8: ampere(140 * TERA)},
    link: pcie4,
    power: ampere(300),
    powerShare: throttled(0.69),
    defaults: small,
    price: null
  },
  a6000: {
    name: "RTX A6000 48 GB",
    deviceClass: "gddr",
    memory: seen(47.53),
    bandwidth: ampere(768 * GIGA),
    peak: {bf16: ampere(154.8 * TERA), fp8: null, int8: ampere(309.7 * TERA)},
    link: pcie4,
    power: ampere(300),
    powerShare: throttled(0.69),
    defaults: small,
    price: null
  },
  a40: {
    name: "A40 48 GB",
    deviceClass: "gddr",
    memory: seen(44.34),
    bandwidth: ampere(696 * GIGA),
    peak: {bf16: ampere(149.7 * TERA), fp8: null, int8: ampere(299.3 * TERA)},
    link: pcie4,
    power: ampere(300),
    powerShare: throttled(0.69),
    defaults: small,
    price: null
  },
  "rtx-4090": {
    name: "RTX 4090 24 GB",
    deviceClass: "gddr",
    memory: seen(23.52),
    bandwidth: geforce(1008 * GIGA),
    peak: {bf16: geforce(165.2 * TERA), fp8: geforce(330.3 * TERA), int8: geforce(660.6 * TERA)},
    link: pcie4,
    power: geforce(450),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "rtx-3090": {
    name: "RTX 3090 24 GB",
    deviceClass: "gddr",
    memory: seen(23.56),
    bandwidth: geforce(936 * GIGA),
    peak: {bf16: geforce(71 * TERA), fp8: null, int8: geforce(284 * TERA)},
    link: pcie4,
    power: geforce(350),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "rtx-5090": {
    name: "RTX 5090 32 GB",
    deviceClass: "gddr",
    memory: seen(31.36),
    bandwidth: geforce(1792 * GIGA),
    peak: {bf16: geforce(209.5 * TERA), fp8: geforce(419 * TERA), int8: geforce(838 * TERA)},
    link: pcie5,
    power: geforce(575),
    powerShare: unthrottled,
    defaults: small,
    price: null
  },
  "rtx-pro-6000": {
    name: "RTX PRO 6000 Blackwell Server Edition 96 GB",
    deviceClass: "gddr",
    memory: seen(94.97),
    bandwidth: rtxPro(1597 * GIGA),
    peak: {bf16: rtxPro(503.8 * TERA), fp8: rtxPro(1007.6 * TERA), int8: rtxPro(1007.6 * TERA)},
    link: pcie5,
    power: rtxPro(600),
    powerShare: unthrottled,
    defaults: large,
    price: null
  },
  "rtx-pro-6000-workstation": {
    name: "RTX PRO 6000 Blackwell Workstation Edition 96 GB",
    deviceClass: "gddr",
    memory: seen(94.97),
    bandwidth: rtxPro(1792 * GIGA),
    peak: {bf16: rtxPro(503.8 * TERA), fp8: rtxPro(1007.6 * TERA), int8: rtxPro(1007.6 * TERA)},
    link: pcie5,
    power: rtxPro(600),
    powerShare: unthrottled,
    defaults: large,
    price: null
  }
} as const satisfies Record<string, GpuDevice>;
