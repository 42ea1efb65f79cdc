/** Accelerators with graphics memory (GDDR): inference cards, workstations, GeForce. */
import {GIGA, TERA} from "../units.js";
import {derived} from "./fact.js";
import {
  a40Products,
  ampereTile,
  asClass,
  boost,
  type GpuDevice,
  large,
  pcie4,
  pcie5,
  seen,
  sheet,
  small,
  usualTile
} from "./gpuDevice.js";

/** 600 W / 403 TFLOP/s: what the RTX PRO 6000 spends on an operation; an Ada of 350 W reaches 235 TFLOP/s with it. */
const throttled = (share: number) =>
  derived(share, "power limit / (1.49 pJ x the class's rate), 1.49 pJ from the RTX PRO 6000", "2026-11");
/** The class's 0.8 of the peak as long products of a model reach it, over 0.77 / (794.5 / 989): what they leave of the largest. */
const LARGEST = 0.8 / (0.77 / (794.5 / 989));
/** GeForce tensor cores sum in 32 bits at half their rate, so that their clock bounds them, not their power. */
const ofPeak = (share: number, source: string) => derived(share / LARGEST, source, "2026");
const byClock = ofPeak(
  47 / 47.4,
  "carried over from an RTX 5060 Ti: 47.0 of 47.4 TFLOP/s (QuantumDrizzy/BLACKWALL)"
);
const ada = sheet("L40S, L4 and RTX 6000 Ada", "2023");
const rtxPro = sheet("RTX PRO 6000 Blackwell", "2025");
const geforce = sheet("GeForce RTX architecture white papers", "2025");
const ampere = sheet("A10, A40 and RTX A6000", "2021");

export const workstationGpus = {
  l40s: {
    name: "L40S 48 GB",
    deviceClass: "gddr-ecc",
    attention: "flash-attention-2",
    memory: seen(44.39),
    bandwidth: ada(864 * GIGA),
    peak: {bf16: ada(362 * TERA), fp8: ada(733 * TERA), int8: ada(733 * TERA)},
    link: pcie4,
    power: ada(350),
    clock: boost(2520),
    largestTile: usualTile,
    productShare: throttled(0.81),
    defaults: small,
    price: null
  },
  l4: {
    name: "L4 24 GB",
    deviceClass: "gddr-ecc",
    attention: "flash-attention-2",
    memory: seen(22.03),
    bandwidth: ada(300 * GIGA),
    peak: {bf16: ada(121 * TERA), fp8: ada(242 * TERA), int8: ada(242 * TERA)},
    link: pcie4,
    power: ada(72),
    clock: boost(2040),
    largestTile: usualTile,
    productShare: throttled(0.5),
    defaults: small,
    price: null
  },
  "rtx-6000-ada": {
    name: "RTX 6000 Ada 48 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(47.4),
    bandwidth: ada(960 * GIGA),
    peak: {bf16: ada(364 * TERA), fp8: ada(728 * TERA), int8: ada(728 * TERA)},
    link: pcie4,
    power: ada(300),
    clock: boost(2505),
    largestTile: usualTile,
    productShare: throttled(0.69),
    defaults: small,
    price: null
  },
  a10: {
    name: "A10 24 GB",
    deviceClass: "gddr-ecc",
    attention: "flash-attention-2",
    memory: seen(22.06),
    bandwidth: ampere(600 * GIGA),
    peak: {bf16: ampere(125 * TERA), fp8: null, int8: ampere(250 * TERA)},
    link: pcie4,
    power: ampere(150),
    clock: boost(1695),
    largestTile: ampereTile,
    productShare: a40Products,
    defaults: small,
    price: null
  },
  a10g: {
    name: "A10G 24 GB",
    deviceClass: "gddr-ecc",
    attention: "flash-attention-2",
    memory: seen(22.06),
    bandwidth: ampere(600 * GIGA),
    peak: {bf16: ampere(70 * TERA), fp8: null, int8: ampere(140 * TERA)},
    link: pcie4,
    power: ampere(300),
    clock: boost(1710),
    largestTile: ampereTile,
    productShare: byClock,
    defaults: small,
    price: null
  },
  a6000: {
    name: "RTX A6000 48 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(47.53),
    bandwidth: ampere(768 * GIGA),
    peak: {bf16: ampere(154.8 * TERA), fp8: null, int8: ampere(309.7 * TERA)},
    link: pcie4,
    power: ampere(300),
    clock: boost(1800),
    largestTile: ampereTile,
    productShare: a40Products,
    defaults: small,
    price: null
  },
  a40: {
    name: "A40 48 GB",
    deviceClass: "gddr-ecc",
    attention: "flash-attention-2",
    memory: seen(44.34),
    bandwidth: ampere(696 * GIGA),
    peak: {bf16: ampere(149.7 * TERA), fp8: null, int8: ampere(299.3 * TERA)},
    link: pcie4,
    power: ampere(300),
    clock: boost(1740),
    largestTile: ampereTile,
    productShare: a40Products,
    defaults: small,
    price: null
  },
  "rtx-4090": {
    name: "RTX 4090 24 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(23.52),
    bandwidth: geforce(1008 * GIGA),
    peak: {bf16: geforce(165.2 * TERA), fp8: geforce(330.3 * TERA), int8: geforce(660.6 * TERA)},
    link: pcie4,
    power: geforce(450),
    clock: boost(2520),
    largestTile: usualTile,
    productShare: ofPeak(178.5 / 165.2, "mag-/gpu_benchmark, best bf16 matmul: 178.5 TFLOP/s"),
    defaults: small,
    price: null
  },
  "rtx-3090": {
    name: "RTX 3090 24 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(23.56),
    bandwidth: geforce(936 * GIGA),
    peak: {bf16: geforce(71 * TERA), fp8: null, int8: geforce(284 * TERA)},
    link: pcie4,
    power: geforce(350),
    clock: boost(1695),
    largestTile: ampereTile,
    productShare: byClock,
    defaults: small,
    price: null
  },
  "rtx-5090": {
    name: "RTX 5090 32 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(31.36),
    bandwidth: geforce(1792 * GIGA),
    peak: {bf16: geforce(209.5 * TERA), fp8: geforce(419 * TERA), int8: geforce(838 * TERA)},
    link: pcie5,
    power: geforce(575),
    clock: boost(2407),
    largestTile: usualTile,
    productShare: byClock,
    defaults: small,
    price: null
  },
  "rtx-pro-6000": {
    name: "RTX PRO 6000 Blackwell Server Edition 96 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(94.97),
    bandwidth: rtxPro(1597 * GIGA),
    peak: {bf16: rtxPro(503.8 * TERA), fp8: rtxPro(1007.6 * TERA), int8: rtxPro(1007.6 * TERA)},
    link: pcie5,
    power: rtxPro(600),
    clock: boost(2617),
    largestTile: usualTile,
    productShare: asClass,
    defaults: large,
    price: null
  },
  "rtx-pro-6000-workstation": {
    name: "RTX PRO 6000 Blackwell Workstation Edition 96 GB",
    deviceClass: "gddr",
    attention: "flash-attention-2",
    memory: seen(94.97),
    bandwidth: rtxPro(1792 * GIGA),
    peak: {bf16: rtxPro(503.8 * TERA), fp8: rtxPro(1007.6 * TERA), int8: rtxPro(1007.6 * TERA)},
    link: pcie5,
    power: rtxPro(600),
    clock: boost(2617),
    largestTile: usualTile,
    productShare: asClass,
    defaults: large,
    price: null
  }
} as const satisfies Record<string, GpuDevice>;
