/**
 * Efficiencies and fixed times of the model of one iteration: one row for each class of devices and one for each kind
 * of link, fitted once to all kernel times together (h100Measurements, rtxMeasurements and ampereMeasurements hold a selection) and never to one case.
 */
import {MEGA, MIB, MICROSECOND} from "../units.js";
import {assumption, derived, type Fact, measured} from "./fact.js";

export type DeviceClassId = "hbm" | "hbm-ampere" | "gddr" | "gddr-ecc";
export type LinkId = "nvlink" | "pcie";

/** How a matrix product uses the device in one arithmetic. */
export interface ProductCalibration {
  /** Share of the peak memory bandwidth when the weights dominate. */
  readonly bandwidth: Fact;
  /** Share of the peak tensor rate when the rows fill its tiles. */
  readonly compute: Fact;
  /** From the start of one kernel to that of the next, beyond the roofline [s]. */
  readonly kernel: Fact;
}

/** How attention uses the device with one format of the cache. */
export interface AttentionCalibration {
  /** Share of the peak memory bandwidth at which a long cache is read. */
  readonly bandwidth: Fact;
  /** Tokens of cache whose reading takes as long as starting one more sequence. */
  readonly startTokens: Fact;
  /** One layer's kernels, whatever their work [s]. */
  readonly layer: Fact;
  /** Share of the peak bf16 rate at which a prompt multiplies with itself and its past. */
  readonly compute: Fact;
  /** Tokens of context that a query costs beyond those that it attends to. */
  readonly extraContext: Fact;
}

export interface DeviceCalibration {
  /** Clock of the device whose kernels were measured [Hz]: elsewhere fixed times go with the inverse of the clock. */
  readonly clock: Fact;
  readonly products: {readonly bf16: ProductCalibration; readonly fp8: ProductCalibration};
  /** Grouped products of a mixture of experts. */
  readonly experts: ProductCalibration;
  /** Share of the peak bandwidth of fused element-wise kernels, and their time beyond it [s]. */
  readonly elementwise: {readonly bandwidth: Fact; readonly kernel: Fact};
  /** Share of the peak bandwidth at which activations are scaled to 8 bits. */
  readonly quantise: Fact;
  readonly attention: {readonly bf16: AttentionCalibration; readonly fp8: AttentionCalibration};
}

/** Times of an all-reduce on a kind of link; shares are of the peak bandwidth in one direction. */
export interface LinkCalibration {
  readonly latency: Fact;
  /** Each rank reads all others' data. */
  readonly oneShot: Fact;
  /** Reduce-scatter and all-gather: its extra latency [s] and its share. */
  readonly twoShotLatency: Fact;
  readonly twoShot: Fact;
  /** Messages of this size and more [B] go through the communication library. */
  readonly customLimit: Fact;
  readonly libraryLatency: Fact;
  readonly library: Fact;
  /** Whether the library's data go round a ring (2 (n - 1) / n of the message) or are summed in the switch (once). */
  readonly ring: boolean;
}

const h100 = (value: number, unit?: string) =>
  derived(
    value,
    "least squares over H100 kernel times: aiconfigurator @095f58a5 and Vidur @7d475133",
    "2026-11",
    unit
  );
const rtx = (value: number, unit?: string) =>
  derived(
    value,
    "least squares over RTX PRO 6000 kernel times and one vLLM 0.19 run: LLMServingSim @5daddb21",
    "2026-11",
    unit
  );
const carried = (value: number) =>
  assumption(value, "not measured on this class: carried over from the H100", "2026-11");

const grouped = (value: number, unit?: string) =>
  derived(
    value,
    "least squares over five sets of vLLM's fused experts on H100, H200 and A100: expertMeasurements",
    "2026-11",
    unit
  );
/** Their kernel time is that of all kernels of a layer's experts together. */
const experts: ProductCalibration = {
  bandwidth: grouped(0.84),
  compute: grouped(0.47),
  kernel: grouped(31 * MICROSECOND)
};

const classes = {
  hbm: {
    clock: measured(
      1980 * MEGA,
      "nvidia-smi of an H200: highest clock, awslabs/amazon-eks-ami pull request 1985; the H100 SXM alike",
      "2024-10",
      "Hz"
    ),
    products: {
      bf16: {bandwidth: h100(0.84), compute: h100(0.77), kernel: h100(3.1 * MICROSECOND)},
      fp8: {bandwidth: h100(0.81), compute: h100(0.81), kernel: h100(5.5 * MICROSECOND)}
    },
    experts,
    elementwise: {bandwidth: h100(0.55), kernel: h100(2.5 * MICROSECOND)},
    quantise: h100(0.23),
    attention: {
      bf16: {
        bandwidth: h100(0.917),
        startTokens: h100(84),
        layer: h100(12 * MICROSECOND),
        compute: h100(0.68),
        extraContext: h100(521)
      },
      fp8: {
        bandwidth: h100(0.836),
        startTokens: h100(318),
        layer: h100(14.8 * MICROSECOND),
        compute: h100(0.64),
        extraContext: h100(774)
      }
    }
  },
  gddr: {
    clock: derived(
      2617 * MEGA,
      "RTX PRO 6000: 503.8 TFLOP/s / (188 multiprocessors x 1,024 operations in a cycle)",
      "2026-11",
      "Hz"
    ),
    products: {
      bf16: {bandwidth: rtx(0.92), compute: rtx(0.8), kernel: rtx(2 * MICROSECOND)},
      fp8: {bandwidth: carried(0.89), compute: carried(0.81), kernel: carried(5 * MICROSECOND)}
    },
    experts: {
      ...experts,
      kernel: derived(23.5 * MICROSECOND, "31 us on Hopper and Ampere x 1,980 / 2,617 MHz", "2026-11")
    },
    elementwise: {bandwidth: rtx(0.55), kernel: rtx(1.5 * MICROSECOND)},
    quantise: carried(0.23),
    attention: {
      bf16: {
        bandwidth: rtx(0.898),
        startTokens: rtx(39),
        layer: rtx(11.6 * MICROSECOND),
        compute: carried(0.68),
        extraContext: carried(521)
      },
      fp8: {
        bandwidth: carried(0.836),
        startTokens: carried(318),
        layer: carried(14.8 * MICROSECOND),
        compute: carried(0.64),
        extraContext: carried(774)
      }
    }
  }
} as const satisfies Record<"hbm" | "gddr", DeviceCalibration>;

const {hbm, gddr} = classes;
const ampere = (value: number) =>
  derived(
    value,
    "least squares over products of Llama-2-7B and 70B on A100: ampereSeries, microsoft/vidur @7d475133",
    "2026-11"
  );
const ecc = (share: number) =>
  derived(
    share,
    "0.80 over products of Llama-2-7B on an A40 whose memory corrects errors, 0.92 on the class's: ampereSeries",
    "2026-11"
  );
const lost = 0.8 / gddr.products.bf16.bandwidth.value;

export const deviceCalibration = {
  ...classes,
  /** The A100's products, and the H100's kernels by its clock. */
  "hbm-ampere": {
    ...hbm,
    products: {
      bf16: {...hbm.products.bf16, bandwidth: ampere(0.8), compute: ampere(0.72)},
      fp8: {...hbm.products.fp8, bandwidth: ampere(0.8), compute: ampere(0.72)}
    }
  },
  /** Graphics memory with error correction on: check bits have no room of their own, so capacity and bandwidth pay. */
  "gddr-ecc": {
    ...gddr,
    products: {
      bf16: {...gddr.products.bf16, bandwidth: ecc(0.8)},
      fp8: {...gddr.products.fp8, bandwidth: ecc(lost * gddr.products.fp8.bandwidth.value)}
    },
    attention: {
      bf16: {...gddr.attention.bf16, bandwidth: ecc(lost * gddr.attention.bf16.bandwidth.value)},
      fp8: {...gddr.attention.fp8, bandwidth: ecc(lost * gddr.attention.fp8.bandwidth.value)}
    }
  }
} as const satisfies Record<DeviceClassId, DeviceCalibration>;

export const linkCalibration = {
  nvlink: {
    latency: h100(4.5 * MICROSECOND),
    oneShot: h100(0.587),
    twoShotLatency: h100(4.5 * MICROSECOND),
    twoShot: h100(0.73),
    customLimit: assumption(8 * MIB, "vLLM's custom all-reduce: largest message", "2024"),
    libraryLatency: h100(19 * MICROSECOND),
    library: h100(0.544),
    ring: false
  },
  pcie: {
    latency: assumption(
      22 * MICROSECOND,
      "two A100 PCIe without NVLink: what their time per token leaves",
      "2026-11"
    ),
    oneShot: assumption(0.4, "through host memory", "2026-11"),
    twoShotLatency: assumption(0, "the library's ring at every size", "2026-11"),
    twoShot: assumption(0.4, "through host memory", "2026-11"),
    customLimit: assumption(0, "vLLM's custom all-reduce needs NVLink beyond two devices", "2024"),
    libraryLatency: assumption(
      22 * MICROSECOND,
      "two A100 PCIe without NVLink: what their time per token leaves",
      "2026-11"
    ),
    library: assumption(0.4, "NCCL ring over PCIe and shared memory", "2026-11"),
    ring: true
  }
} as const satisfies Record<LinkId, LinkCalibration>;

/** How sharply the roofline bends between its memory-bound and its compute-bound side: the order of a power mean. */
export const rooflineBend = h100(3);
/** Rows of the smallest tile of a product; from there to the device's largest a tile is half the next power of two. */
export const smallestTile = h100(16);
