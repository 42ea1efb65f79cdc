/** Efficiencies and fixed times of the model of one iteration, one row for each class of devices. */
import {MICROSECOND, MILLISECOND} from "../units.js";
import {derived, type Fact} from "./fact.js";

export type DeviceClassId = "hbm" | "gddr";

export interface ServingCalibration {
  /** Share of the peak bandwidth that matrix products reach when weights dominate. */
  readonly linearBandwidth: Fact;
  /** Share of the peak tensor rate that large matrix products reach. */
  readonly linearCompute: Fact;
  /** Start and end of one kernel of a replayed graph [s]. */
  readonly kernel: Fact;
  /** Attention over the cache: share of the peak bandwidth, and fixed time of one layer [s]. */
  readonly attentionBandwidth: Fact;
  readonly attentionFixed: Fact;
  /** Causal attention of a prompt: share of the peak tensor rate. */
  readonly attentionCompute: Fact;
  /** One all-reduce: latency [s] and share of the link's bandwidth. */
  readonly allReduceLatency: Fact;
  readonly allReduceBandwidth: Fact;
  /** Host time of one iteration [s], and for each sequence in it [s]. */
  readonly hostFixed: Fact;
  readonly hostPerSequence: Fact;
  /** Host time of a request outside iterations [s]. */
  readonly hostPerRequest: Fact;
}

const H100 = "read off H100 kernel times (ai-dynamo/aiconfigurator @095f58a5)";
const RTX = "read off RTX PRO 6000 kernel times and a vLLM 0.19 run (casys-kaist/LLMServingSim @5daddb21)";

export const servingCalibration = {
  hbm: {
    linearBandwidth: derived(0.85, H100, "2026"),
    linearCompute: derived(0.75, H100, "2026"),
    kernel: derived(3 * MICROSECOND, H100, "2026"),
    attentionBandwidth: derived(0.95, H100, "2026"),
    attentionFixed: derived(12 * MICROSECOND, H100, "2026"),
    attentionCompute: derived(0.6, H100, "2026"),
    allReduceLatency: derived(5 * MICROSECOND, H100, "2026"),
    allReduceBandwidth: derived(0.7, H100, "2026"),
    hostFixed: derived(1 * MILLISECOND, RTX, "2026"),
    hostPerSequence: derived(10 * MICROSECOND, RTX, "2026"),
    hostPerRequest: derived(10 * MILLISECOND, RTX, "2026")
  },
  gddr: {
    linearBandwidth: derived(0.88, RTX, "2026"),
    linearCompute: derived(0.75, RTX, "2026"),
    kernel: derived(3 * MICROSECOND, RTX, "2026"),
    attentionBandwidth: derived(0.95, RTX, "2026"),
    attentionFixed: derived(12 * MICROSECOND, RTX, "2026"),
    attentionCompute: derived(0.6, RTX, "2026"),
    allReduceLatency: derived(15 * MICROSECOND, RTX, "2026"),
    allReduceBandwidth: derived(0.6, RTX, "2026"),
    hostFixed: derived(1 * MILLISECOND, RTX, "2026"),
    hostPerSequence: derived(10 * MICROSECOND, RTX, "2026"),
    hostPerRequest: derived(10 * MILLISECOND, RTX, "2026")
  }
} as const satisfies Record<DeviceClassId, ServingCalibration>;
