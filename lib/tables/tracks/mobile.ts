/** Mobile Nomad: one NPU, sixty frames a second, a display that shows a frame only at its next refresh. */
import {MILLISECOND} from "../../units.js";
import {assumption, derived} from "../fact.js";
import {mobileBatching, mobileDevices} from "../mobileDevices.js";
import type {Track} from "../track.js";
import {mobileCliff} from "./mobileCliff.js";

const device = mobileDevices.xr2Gen2;
const frameTime = derived(
  device.segmentation.value + device.detection.value + device.recognition.value,
  "segmentation 12.19 ms + detection 1.619 ms + recognition 1.059 ms, quic/ai-hub-models @52c080d2",
  "2026"
);
const handTime = derived(
  device.handDetection.value + device.handLandmarks.value,
  "hand detection 1.349 ms + landmarks 1.942 ms, quic/ai-hub-models @52c080d2",
  "2026"
);
const refresh = derived(1 / 60, "a 60 Hz display", "2026");
const transferTime = assumption(
  0.2 * MILLISECOND,
  "a 2 MB mask copied to the compositor at about 10 GB/s",
  "2026"
);
const frameBytes = derived(2048 * 1024 * 3, "the segmentation input, 2048 x 1024 pixels of 3 bytes", "2026");
const fixedShare = 1 - 1 / (mobileBatching.offline.value * mobileBatching.single.value);
const regionTime = (batch: number) =>
  derived(
    device.recognition.value * (fixedShare + (1 - fixedShare) * batch),
    "1.059 ms alone; the share saved by batching as between MLPerf Mobile's single stream and offline",
    "2026"
  );
const frameShare = 2 / 3;
const regionRate = assumption(360, "six text regions in each of 60 frames", "2026");
const freeShare = 0.04;
const machineShare = derived(
  1 - 40 * (device.segmentation.value + device.detection.value) - 30 * handTime.value - freeShare,
  "what is left of the NPU by segmentation and detection on 40 frames a second (13.809 ms each), hand tracking at 30 (3.291 ms) and a reserve of 4 %",
  "2026"
);

export const mobile = {
  id: "mobile",
  name: "Mobile Nomad",
  persona: "AR-glasses developer",
  machine: "AR glasses with one NPU and a 60 Hz display",
  mission: "Translate what the wearer sees at 60 frames per second.",
  crisis: "One frame in two waits for the hand tracker, misses the refresh, and the display falls to 30.",
  glyph: "glasses",
  request: {one: "job", many: "jobs"},
  concurrency: {
    arrivals: {kind: "streams", streams: [{share: 1 - frameShare}, {share: frameShare}]},
    arrivalRate: derived(45, "30 frames and 15 hand-tracking jobs per second: the power-saving mode", "2026"),
    arrivalRange: {min: 15, max: 120, step: 3, unit: ["per second", 1]},
    executionTime: frameTime,
    executionRange: {
      min: 2 * MILLISECOND,
      max: 24 * MILLISECOND,
      step: 0.25 * MILLISECOND,
      unit: ["ms", MILLISECOND]
    },
    service: [
      {distribution: "deterministic", scale: 0, fixed: handTime.value},
      {distribution: "deterministic", scale: 1, fixed: 0}
    ],
    servers: {perUnit: 1, unit: {one: "NPU", many: "NPUs"}, min: 1, max: 1, start: 1},
    bufferPlaces: 2,
    memory: {
      limit: derived(3 * frameBytes.value, "three frame buffers", "2026"),
      perRequest: frameBytes,
      waitingHolds: true,
      name: "frame buffers"
    },
    transferTime,
    deadline: refresh,
    deadlineStream: 1,
    vsync: refresh,
    film: {duration: 1, surgeAt: 0.4, pace: 0.025},
    seed: 60
  },
  batching: {
    request: {one: "region", many: "regions"},
    arrivals: {kind: "poisson"},
    arrivalRate: regionRate,
    arrivalRange: {min: 60, max: 1200, step: 60, unit: ["per second", 1]},
    servers: 1,
    serviceCurve: [
      {batch: 1, time: regionTime(1)},
      {batch: 32, time: regionTime(32)}
    ],
    transferTime,
    streamTime: null,
    bufferPlaces: Infinity,
    machineShare,
    throughputTarget: derived(
      regionRate.value / machineShare.value,
      "360 regions per second in the share of the NPU's time that is left",
      "2026"
    ),
    latencyTarget: refresh,
    quantile: 0.99,
    vsync: refresh,
    batchRange: {min: 1, max: 128, step: 1, unit: ["regions", 1], snap: true},
    windowRange: {min: 0, max: 33 * MILLISECOND, step: 0.1 * MILLISECOND, unit: ["ms", MILLISECOND]},
    start: {batch: 16, window: 16.6 * MILLISECOND},
    smallBatch: 4,
    speedRange: {min: 0.5, max: 2, step: 0.05, unit: ["×", 1]},
    reachable: true,
    seed: 1667
  },
  cliff: mobileCliff({frameTime, handTime, frameBytes, frameShare, refresh, transferTime})
} as const satisfies Track;
