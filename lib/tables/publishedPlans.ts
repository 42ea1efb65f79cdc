/** Capacity plans that somebody published, with their own figures: to be checked by simulation. */
import {MILLISECOND} from "../units.js";
import {assumption, derived, measured} from "./fact.js";

const CHAPTER =
  "Machine Learning Systems, vol. 1, chapter Model Serving, worked example “ResNet-50 capacity planning” " +
  "(harvard-edge/cs249r_book @005e1222)";
const CURVE = "the same chapter: ResNet-50 on one V100, TensorRT FP16, time of a batch";

export const publishedPlans = {
  resnet50: {
    name: "ResNet-50 at 5,000 requests per second",
    source: CHAPTER,
    arrivalRate: assumption(5000, `${CHAPTER}: peak traffic`, "2026"),
    latencyLimit: assumption(50 * MILLISECOND, `${CHAPTER}: the p99 that must hold`, "2026"),
    quantile: 0.99,
    serviceCurve: [
      {batch: 1, time: measured(5 * MILLISECOND, CURVE, "2026")},
      {batch: 4, time: measured(7.2 * MILLISECOND, CURVE, "2026")},
      {batch: 8, time: measured(9.1 * MILLISECOND, CURVE, "2026")},
      {batch: 16, time: measured(14 * MILLISECOND, CURVE, "2026")},
      {batch: 32, time: measured(25 * MILLISECOND, CURVE, "2026")}
    ],
    /** The batch whose throughput the plan counts on. */
    batch: 16,
    /** The plan's p99 of M/M/1 is this many service times over 1 - rho: ln 100, rounded. */
    tailFactor: derived(4.6, `${CHAPTER}: ln(1 / (1 - 0.99))`, "2026"),
    headroom: assumption(1.3, `${CHAPTER}: thirty per cent for spikes and variance`, "2026"),
    /** What the plan arrives at. */
    gpus: derived(12, `${CHAPTER}: its result`, "2026")
  }
} as const;

export type PublishedPlan = (typeof publishedPlans)["resnet50"];
