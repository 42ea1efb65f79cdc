/** Edge Guardian over the cliff: cameras that fire together, and the safety lead who counts the worst frame alone. */
import {MILLISECOND} from "../../units.js";
import {edgeDevices} from "../edgeDevices.js";
import {assumption, derived, type Fact} from "../fact.js";
import type {CliffMission, Range} from "../track.js";

const device = edgeDevices.orinPowerLimited;

const largestFrame = derived(
  1920 * 1536 * 1.5,
  "the camera's full sensor, 1920 x 1536 pixels in NV12, which it sends only while it is calibrated",
  "2026"
);
const featureBytes = assumption(
  60 * 34 * 512,
  "the last features of a camera: 60 x 34 cells (stride 32) of 512 channels, one byte each",
  "2026"
);
/** Deep Feature Flow: full features for key frames only, moved along by the optical flow in between. */
const DFF = "msracver/Deep-Feature-Flow @0d4a8e86 README, Titan X: 0.133 s a frame, 0.034 s on average";
const keyEvery = 10;
const betweenShare = derived(
  (keyEvery * 0.034 - 0.133) / ((keyEvery - 1) * 0.133),
  `${DFF} with one key frame in ten; mAP 74.1 becomes 73.0`,
  "2017"
);

export function edgeCliff({
  deadline,
  transferTime,
  frameBytes,
  poolBytes,
  load,
  sensorRate,
  rate
}: {
  readonly deadline: Fact;
  readonly transferTime: Fact;
  readonly frameBytes: Fact;
  readonly poolBytes: Fact;
  readonly load: Fact;
  readonly sensorRate: number;
  readonly rate: Range;
}) {
  const twelveCameras = derived(12 * sensorRate, "twelve cameras at 30 frames per second", "2026");
  return {
    machine: {
      kind: "shared",
      jobs: [
        {
          name: {one: "frame", many: "frames"},
          share: 1,
          time: device.single,
          bytes: frameBytes,
          sensorRate,
          jitter: assumption(
            6 * MILLISECOND,
            "the last camera exposes longer in the dark: up to 6 ms later than the others",
            "2026"
          ),
          energy: null,
          judged: true
        }
      ],
      batchCurve: [
        {batch: 1, time: device.single},
        {batch: 8, time: device.batchOfEight},
        {
          batch: 128,
          time: derived(128 / device.offline.value, "the offline rate, taken as batches of 128", "2023-04")
        }
      ],
      batch: 1,
      window: 0,
      inTurn: false,
      first: 0,
      jittered: true,
      workFactor: null,
      timeFactor: null,
      energyFactor: null,
      keyEvery: 1,
      between: null,
      keysInTurn: false,
      stateBytes: null,
      memory: poolBytes,
      slotBytes: null,
      jobTimes: null,
      jobEnergies: null,
      place: {one: "camera", many: "cameras"},
      device: {one: "module", many: "modules"},
      memoryName: "camera buffers",
      transferTime,
      vsync: null,
      words: {full: "in full", light: "moved along", padding: "padding"},
      step: "batch",
      shown: 0.2,
      deployed: 60
    },
    arrivalRate: load,
    arrivalRange: rate,
    utilizationTarget: assumption(0.8, "the part's design goal", "2026"),
    throughputTarget: twelveCameras,
    objectives: [{metric: "sojourn", quantile: 1, limit: deadline}],
    controls: {
      state: "State reuse level",
      pool: "Buffer pool level",
      policy: "Scheduling policy",
      precision: "Precision"
    },
    stateLevels: [
      {
        id: "none",
        name: "Every frame anew",
        what: "features are computed from the pixels each time",
        set: {keyEvery: 1}
      },
      {
        id: "temporal",
        name: "Temporal features",
        what: "one frame in ten in full, all cameras in the same turn; the others move the last features along",
        set: {keyEvery, between: betweenShare, stateBytes: featureBytes, keysInTurn: false}
      },
      {
        id: "rotated",
        name: "Temporal features, full frames in turn",
        what: "the same, but each camera has its full frame in another turn of the loop",
        set: {keyEvery, between: betweenShare, stateBytes: featureBytes, keysInTurn: true}
      }
    ],
    poolLevels: [
      {
        id: "worst",
        name: "One worst-case buffer a camera",
        what: "each place can hold the largest mode of the camera, whatever it sends",
        set: {slotBytes: largestFrame}
      },
      {
        id: "pool",
        name: "Shared pool",
        what: "fixed blocks of the size that is sent, for any camera",
        set: {slotBytes: null}
      }
    ],
    policyLevels: [
      {
        id: "single",
        name: "One by one",
        what: "a frame at a time, in order of arrival",
        set: {batch: 1, window: 0, inTurn: false}
      },
      {
        id: "greedy",
        name: "Batch what is there",
        what: "whatever waits goes together, at once",
        set: {batch: 32, window: 0, inTurn: false}
      },
      {
        id: "full",
        name: "Wait for every camera",
        what: "one batch a turn, when the last frame is there",
        set: {batch: "sensors", window: 1 / sensorRate, inTurn: false}
      },
      {
        id: "turns",
        name: "Cameras in turn",
        what: "the trigger is spread over the period: no two cameras fire together",
        set: {batch: 1, window: 0, inTurn: true}
      }
    ],
    precisionLevels: [
      {id: "int8", name: "INT8", what: "as measured", set: {timeFactor: null}},
      {
        id: "fp16",
        name: "FP16",
        what: "sixteen bits: slower, and nothing to calibrate",
        set: {
          timeFactor: derived(
            25 / 18,
            "BEVFusion-ResNet50 on Orin: 25 frames/s with INT8, 18 with FP16 (NVIDIA-AI-IOT/Lidar_AI_Solution @787ad954)",
            "2024"
          )
        }
      }
    ],
    contrast: "policy",
    budget: null,
    start: {state: "none", pool: "worst", policy: "single", precision: "int8"},
    startTraffic: {poisson: false, burstiness: 1},
    burstinessRange: {min: 1, max: 4, step: 0.1, unit: ["CV", 1]},
    lockQueue: "M/D/1",
    lockUtilization: assumption(0.95, "what looks like a thrifty target", "2026"),
    stakeholder: {
      role: "safety lead",
      demand: "no frame is ever late, in the worst case",
      limit: deadline,
      demands: [
        {
          id: "deadline",
          who: "safety lead",
          metric: "sojourn",
          quantile: 1,
          limit: deadline,
          sense: "atMost",
          check: "The worst frame of the whole drive is answered within one turn of the loop."
        },
        {
          id: "loss",
          who: "safety lead",
          metric: "loss",
          limit: assumption(0, "the mission: no camera is blind for a turn", "2026"),
          sense: "atMost",
          check: "Every frame finds a buffer: no camera is blind for a turn."
        },
        {
          id: "throughput",
          who: "vehicle programme",
          metric: "throughput",
          limit: twelveCameras,
          sense: "atLeast",
          check: "Twelve cameras on this one module, not eight."
        }
      ],
      traffic: {poisson: false, burstiness: 1},
      wayOut: {
        state: "none",
        pool: "pool",
        policy: "greedy",
        precision: "int8",
        arrivalRate: twelveCameras.value,
        cost: "Every frame of a turn waits for the whole batch, so the first camera’s answer comes as late as the last one’s."
      }
    },
    seed: 1010
  } as const satisfies CliffMission;
}
