/** Accelerators with stacked memory (HBM), as data centres have them. */
import {GB, GIGA, TB, TERA} from "../units.js";
import {assumption, derived, spec} from "./fact.js";
import {
  ampereTile,
  asClass,
  boost,
  clockFrom,
  type GpuDevice,
  hopperClock,
  large,
  nvlink,
  pcie4,
  pcie5,
  rent,
  seen,
  sheet,
  small,
  usualTile
} from "./gpuDevice.js";

/**
 * Largest product rate that was measured [TFLOP/s] over the peak [TFLOP/s], over the H100's 794.5 / 989.
 */
const reached = (rate: number, peak: number, source: string) =>
  derived(
    rate / peak / (794.5 / 989),
    `${rate} of ${peak} TFLOP/s, ${source}; H100 SXM 794.5 of 989`,
    "2025"
  );
const BEKMAN = "stas00/ml-engineering: maximum achievable matmul FLOPS, bf16";
const halved = (share: number) =>
  assumption(share, "half of the SXM module's power for three quarters of its rate", "2026-11");
const h100 = sheet("H100", "2023");
const h200 = sheet("H200", "2024");
const a100 = sheet("A100", "2021");
const blackwell = sheet("DGX B200", "2024");

export const dataCentreGpus = {
  "h100-sxm": {
    name: "H100 SXM 80 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: seen(79.19),
    bandwidth: h100(3.35 * TB),
    peak: {bf16: h100(989 * TERA), fp8: h100(1979 * TERA), int8: h100(1979 * TERA)},
    link: nvlink(spec(450 * GB, "ai-dynamo/aiconfigurator @095f58a5 h100_sxm.yaml", "2026")),
    power: h100(700),
    clock: hopperClock,
    largestTile: usualTile,
    productShare: asClass,
    defaults: large,
    price: rent(2.49, "Lambda on demand, one H100, as listed in price comparisons", "2026-04")
  },
  "h100-pcie": {
    name: "H100 PCIe 80 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: seen(79.19),
    bandwidth: derived(
      2039 * GIGA,
      "1,593 MHz x 2 x 5,120 bit: NVIDIA H100 PCIe product brief PB-11133",
      "2022"
    ),
    peak: {bf16: h100(756 * TERA), fp8: h100(1513 * TERA), int8: h100(1513 * TERA)},
    link: pcie5,
    power: h100(350),
    clock: clockFrom(
      1755,
      "highest clock of the PCIe card, above the 1,620 MHz of its peak, as on the SXM module"
    ),
    largestTile: usualTile,
    productShare: reached(499.5, 756, "mag-/gpu_benchmark, best bf16 matmul"),
    defaults: large,
    price: null
  },
  "h100-nvl": {
    name: "H100 NVL 94 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: seen(93.1),
    bandwidth: h100(3.9 * TB),
    peak: {bf16: h100(835 * TERA), fp8: h100(1671 * TERA), int8: h100(1671 * TERA)},
    link: nvlink(h100(300 * GB)),
    power: h100(400),
    clock: clockFrom(1785, "between the PCIe card and the SXM module"),
    largestTile: usualTile,
    productShare: halved(0.85),
    defaults: large,
    price: null
  },
  "h200-sxm": {
    name: "H200 SXM 141 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: seen(139.8),
    bandwidth: h200(4.8 * TB),
    peak: {bf16: h200(989 * TERA), fp8: h200(1979 * TERA), int8: h200(1979 * TERA)},
    link: nvlink(h200(450 * GB)),
    power: h200(700),
    clock: hopperClock,
    largestTile: usualTile,
    productShare: asClass,
    defaults: large,
    price: rent(3.29, "Lambda, one H200, as listed in price comparisons", "2026")
  },
  "a100-sxm-80": {
    name: "A100 SXM 80 GB",
    deviceClass: "hbm-ampere",
    attention: "flash-attention-2",
    memory: seen(79.25),
    bandwidth: a100(2039 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: nvlink(spec(300 * GB, "ai-dynamo/aiconfigurator @095f58a5 a100_sxm.yaml", "2026")),
    power: a100(400),
    clock: boost(1410),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: rent(1.79, "Lambda, one A100, as listed in price comparisons", "2026")
  },
  "a100-sxm-40": {
    name: "A100 SXM 40 GB",
    deviceClass: "hbm-ampere",
    attention: "flash-attention-2",
    memory: seen(39.49),
    bandwidth: a100(1555 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: nvlink(a100(300 * GB)),
    power: a100(400),
    clock: boost(1410),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  "a100-pcie-80": {
    name: "A100 PCIe 80 GB",
    deviceClass: "hbm-ampere",
    attention: "flash-attention-2",
    memory: seen(79.25),
    bandwidth: a100(1935 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: pcie4,
    power: a100(300),
    clock: boost(1410),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  "a100-pcie-40": {
    name: "A100 PCIe 40 GB",
    deviceClass: "hbm-ampere",
    attention: "flash-attention-2",
    memory: seen(39.49),
    bandwidth: a100(1555 * GIGA),
    peak: {bf16: a100(312 * TERA), fp8: null, int8: a100(624 * TERA)},
    link: pcie4,
    power: a100(250),
    clock: boost(1410),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  "b200-sxm": {
    name: "B200 SXM 180 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: seen(178.35),
    bandwidth: blackwell(8 * TB),
    peak: {bf16: blackwell(2250 * TERA), fp8: blackwell(4500 * TERA), int8: blackwell(4500 * TERA)},
    link: nvlink(blackwell(900 * GB)),
    power: blackwell(1000),
    clock: clockFrom(1965, "a little above the 1,855 MHz of its peak, as on Hopper"),
    largestTile: usualTile,
    productShare: reached(1745, 2250, BEKMAN),
    defaults: large,
    price: null
  },
  mi300x: {
    name: "MI300X 192 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
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
    clock: boost(2100),
    largestTile: usualTile,
    productShare: reached(781.9, 1307, BEKMAN),
    defaults: large,
    price: null
  }
} as const satisfies Record<string, GpuDevice>;
