/** Accelerators of earlier generations and those with less of something, as servers outside the newest still have them. */
import {GB, GIB, GIGA, TB, TERA} from "../units.js";
import {assumption, derived, spec} from "./fact.js";
import {
  a40Products,
  ampereTile,
  asClass,
  boost,
  type GpuDevice,
  hopperClock,
  large,
  nvlink,
  pcie4,
  seen,
  sheet,
  small,
  usualTile
} from "./gpuDevice.js";

const volta = sheet("V100", "2018");
const turing = sheet("T4", "2018");
const a30 = sheet("A30", "2021");
const a5000 = sheet("RTX A5000", "2021");
const a800 = sheet("A800", "2022");
const h800 = sheet("H800", "2023");
const h20 = sheet("H20", "2024");
const grace = sheet("GH200", "2023");
const ada = sheet("L20 and L40", "2023");
const pcie3 = {kind: "pcie", bandwidth: spec(16 * GB, "PCIe 3.0 x16, one direction", "2010")} as const;
/** What torch reports is less than what nvidia-smi does by what the driver holds, 0.46 GiB on an H100. */
const smi = (mebibytes: number) =>
  derived(
    (mebibytes / 1024 - 0.46) * GIB,
    `nvidia-smi ${mebibytes} MiB, less the 0.46 GiB between it and torch on an H100`,
    "2026"
  );
/** Not seen in a log [GiB]. */
const held = (gib: number) =>
  assumption(gib * GIB, "a little less than the name says, as others report", "2026-11");
/** Attention before Ampere is computed by other kernels, whose law is carried over. */
const attention = "flash-attention-2";

export const olderGpus = {
  "v100-sxm-32": {
    name: "V100 SXM2 32 GB",
    deviceClass: "hbm-ampere",
    attention,
    memory: held(31.73),
    bandwidth: volta(900 * GIGA),
    peak: {bf16: volta(125 * TERA), fp8: null, int8: null},
    link: nvlink(volta(150 * GB)),
    power: volta(300),
    clock: boost(1530),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  "v100-sxm-16": {
    name: "V100 SXM2 16 GB",
    deviceClass: "hbm-ampere",
    attention,
    memory: held(15.77),
    bandwidth: volta(900 * GIGA),
    peak: {bf16: volta(125 * TERA), fp8: null, int8: null},
    link: nvlink(volta(150 * GB)),
    power: volta(300),
    clock: boost(1530),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  t4: {
    name: "T4 16 GB",
    deviceClass: "gddr-ecc",
    attention,
    memory: seen(14.58),
    bandwidth: turing(320 * GIGA),
    peak: {bf16: turing(65 * TERA), fp8: null, int8: turing(130 * TERA)},
    link: pcie3,
    power: turing(70),
    clock: boost(1590),
    largestTile: ampereTile,
    productShare: assumption(0.5, "as the L4, which has the same 70 W for twice the rate", "2026-11"),
    defaults: small,
    price: null
  },
  a30: {
    name: "A30 24 GB",
    deviceClass: "hbm-ampere",
    attention,
    memory: smi(24_576),
    bandwidth: a30(933 * GIGA),
    peak: {bf16: a30(165 * TERA), fp8: null, int8: a30(330 * TERA)},
    link: pcie4,
    power: a30(165),
    clock: boost(1440),
    largestTile: ampereTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  a5000: {
    name: "RTX A5000 24 GB",
    deviceClass: "gddr",
    attention,
    memory: held(23.68),
    bandwidth: a5000(768 * GIGA),
    peak: {bf16: a5000(111.1 * TERA), fp8: null, int8: a5000(222.2 * TERA)},
    link: pcie4,
    power: a5000(230),
    clock: boost(1695),
    largestTile: ampereTile,
    productShare: a40Products,
    defaults: small,
    price: null
  },
  "a800-sxm-80": {
    name: "A800 SXM 80 GB",
    deviceClass: "hbm-ampere",
    attention,
    memory: seen(79.25),
    bandwidth: a800(2039 * GIGA),
    peak: {bf16: a800(312 * TERA), fp8: null, int8: a800(624 * TERA)},
    link: nvlink(a800(200 * GB)),
    power: a800(400),
    clock: boost(1410),
    largestTile: ampereTile,
    productShare: asClass,
    // vLLM asks for "a100" in the name, which this one has not.
    defaults: large,
    price: null
  },
  "h800-sxm": {
    name: "H800 SXM 80 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: seen(79.19),
    bandwidth: h800(3.35 * TB),
    peak: {bf16: h800(989 * TERA), fp8: h800(1979 * TERA), int8: h800(1979 * TERA)},
    link: nvlink(h800(200 * GB)),
    power: h800(700),
    clock: hopperClock,
    largestTile: usualTile,
    productShare: asClass,
    defaults: large,
    price: null
  },
  h20: {
    name: "H20 96 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: smi(97_871),
    bandwidth: h20(4 * TB),
    peak: {bf16: h20(148 * TERA), fp8: h20(296 * TERA), int8: h20(296 * TERA)},
    link: nvlink(h20(450 * GB)),
    power: h20(400),
    clock: hopperClock,
    largestTile: usualTile,
    productShare: assumption(
      1.2,
      "0.92 of the peak: its power limit is far above what its few multiprocessors take",
      "2026-11"
    ),
    defaults: large,
    price: null
  },
  gh200: {
    name: "GH200 96 GB",
    deviceClass: "hbm",
    attention: "flash-attention-3",
    memory: smi(97_871),
    bandwidth: grace(4 * TB),
    peak: {bf16: grace(989 * TERA), fp8: grace(1979 * TERA), int8: grace(1979 * TERA)},
    link: nvlink(grace(450 * GB)),
    power: grace(700),
    clock: hopperClock,
    largestTile: usualTile,
    productShare: asClass,
    defaults: large,
    price: null
  },
  l40: {
    name: "L40 48 GB",
    deviceClass: "gddr-ecc",
    attention,
    memory: seen(44.39),
    bandwidth: ada(864 * GIGA),
    peak: {bf16: ada(181 * TERA), fp8: ada(362 * TERA), int8: ada(362 * TERA)},
    link: pcie4,
    power: ada(300),
    clock: boost(2490),
    largestTile: usualTile,
    productShare: asClass,
    defaults: small,
    price: null
  },
  l20: {
    name: "L20 48 GB",
    deviceClass: "gddr-ecc",
    attention,
    memory: seen(44.39),
    bandwidth: ada(864 * GIGA),
    peak: {bf16: ada(119.5 * TERA), fp8: ada(239 * TERA), int8: ada(239 * TERA)},
    link: pcie4,
    power: ada(275),
    clock: boost(2520),
    largestTile: usualTile,
    productShare: asClass,
    defaults: small,
    price: null
  }
} as const satisfies Record<string, GpuDevice>;
