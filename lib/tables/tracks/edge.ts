/** Edge Guardian: eight cameras that fire together, one power-limited module, ten milliseconds. */
import {MB, MICROSECOND, MILLISECOND} from "../../units.js";
import {edgeDevices} from "../edgeDevices.js";
import {assumption, derived} from "../fact.js";
import type {Track} from "../track.js";
import {edgeCliff} from "./edgeCliff.js";

const device = edgeDevices.orinPowerLimited;
const sensorRate = 30;
const sensors = 8;
const deadline = assumption(10 * MILLISECOND, "the mission: one turn of the safety loop", "2026");
const transferTime = derived(
  150 * MICROSECOND,
  "a list of 100 objects of 192 bytes over 1 Gb/s automotive Ethernet",
  "2026"
);
/** A camera's frame, the pool of twelve of them, and a place in it that could hold the camera's largest mode. */
const frameBytes = derived(1920 * 1080 * 1.5, "1920 x 1080 pixels in NV12, 1.5 bytes each", "2026");
const poolBytes = assumption(
  12 * frameBytes.value,
  "a fixed pool of twelve camera buffers: safety software allocates nothing while it runs",
  "2026"
);
const rate = {min: 30, max: 960, step: 30, unit: ["per second", 1], snap: true} as const;
const machineShare = assumption(
  0.15,
  "the planner, the lidar and the lane networks hold the other 85 % of the module",
  "2026"
);
const load = derived(sensors * sensorRate, "eight cameras at 30 frames per second", "2026");

export const edge = {
  id: "edge",
  name: "Edge Guardian",
  persona: "autonomous-vehicle systems lead",
  machine: "a power-limited Jetson AGX Orin that watches eight cameras",
  mission: "Answer every camera inside a deterministic 10 ms safety loop.",
  crisis: "The cameras fire together, the queue jumps to eight, and the last answer is late.",
  glyph: "car",
  request: {one: "frame", many: "frames"},
  concurrency: {
    arrivals: {kind: "sensors", rate: sensorRate},
    arrivalRate: load,
    arrivalRange: rate,
    executionTime: device.single,
    executionRange: {
      min: 0.2 * MILLISECOND,
      max: 4 * MILLISECOND,
      step: 0.05 * MILLISECOND,
      unit: ["ms", MILLISECOND]
    },
    service: [{distribution: "deterministic", scale: 1, fixed: 0}],
    servers: {perUnit: 1, unit: {one: "module", many: "modules"}, min: 1, max: 2, start: 1},
    bufferPlaces: Infinity,
    memory: {
      limit: poolBytes,
      perRequest: frameBytes,
      waitingHolds: true,
      name: "camera buffers"
    },
    transferTime,
    deadline,
    deadlineStream: 0,
    vsync: null,
    film: {duration: 0.4, surgeAt: 0.2, pace: 0.01},
    seed: 1479
  },
  batching: {
    request: {one: "frame", many: "frames"},
    arrivals: {kind: "sensors", rate: sensorRate},
    arrivalRate: load,
    arrivalRange: rate,
    servers: 1,
    serviceCurve: [
      {batch: 1, time: device.single},
      {batch: 8, time: device.batchOfEight},
      {
        batch: 128,
        time: derived(128 / device.offline.value, "the offline rate, taken as batches of 128", "2023-04")
      }
    ],
    transferTime,
    streamTime: null,
    bufferPlaces: Infinity,
    machineShare,
    throughputTarget: derived(
      load.value / machineShare.value,
      "240 frames per second in 15 % of the module's time",
      "2026"
    ),
    latencyTarget: deadline,
    quantile: 1,
    vsync: null,
    batchRange: {min: 1, max: 128, step: 1, unit: ["frames", 1], snap: true},
    windowRange: {min: 0, max: 20 * MILLISECOND, step: 0.1 * MILLISECOND, unit: ["ms", MILLISECOND]},
    start: {batch: 1, window: 0},
    smallBatch: sensors,
    speedRange: {min: 0.5, max: 2, step: 0.05, unit: ["×", 1]},
    reachable: true,
    seed: 4666
  },
  cliff: edgeCliff({deadline, transferTime, frameBytes, poolBytes, load, sensorRate, rate})
} as const satisfies Track;

/** Bytes of the camera pool in megabytes, for the page. */
export const cameraPoolMegabytes = edge.concurrency.memory.limit.value / MB;
