/** Mobile Nomad over the cliff: frames and hands on one chip, and the UX designer who wants zero lag. */
import {MILLISECOND} from "../../units.js";
import {assumption, derived, type Fact} from "../fact.js";
import {mobileDevices} from "../mobileDevices.js";
import type {CliffMission} from "../track.js";

const device = mobileDevices.xr2Gen2;

const jobRate = derived(90, "60 frames and 30 hand-tracking jobs per second", "2026");
const handTime8 = derived(
  device.handDetection8.value + device.handLandmarks8.value,
  "hand detection 0.446 ms + landmarks 0.398 ms in w8a8, quic/ai-hub-models @52c080d2",
  "2026"
);
const frameTimeFloat = derived(
  device.segmentationFloat.value + device.detection.value + device.recognitionFloat.value,
  "segmentation 115.5 ms and recognition 3.73 ms in float, detection 1.62 ms, quic/ai-hub-models @52c080d2",
  "2026"
);
const maskBytes = derived(2048 * 1024, "the kept mask, 2048 x 1024 cells of one byte", "2026");

export function mobileCliff({
  frameTime,
  handTime,
  frameBytes,
  frameShare,
  refresh,
  transferTime
}: {
  readonly frameTime: Fact;
  readonly handTime: Fact;
  readonly frameBytes: Fact;
  readonly frameShare: number;
  readonly refresh: Fact;
  readonly transferTime: Fact;
}) {
  /** Between two full frames the regions are only found and read again. */
  const trackedShare = derived(
    (device.detection.value + device.recognition.value) / frameTime.value,
    "detection and recognition without segmentation, over the whole frame",
    "2026"
  );
  return {
    machine: {
      kind: "shared",
      jobs: [
        {
          name: {one: "frame", many: "frames"},
          share: frameShare,
          time: frameTime,
          bytes: frameBytes,
          sensorRate: null,
          jitter: null,
          energy: null,
          judged: true
        },
        {
          name: {one: "hand job", many: "hand jobs"},
          share: 1 - frameShare,
          time: handTime,
          bytes: derived(256 * 256 * 3, "the hand tracker's input, 256 x 256 pixels of 3 bytes", "2026"),
          sensorRate: null,
          jitter: derived(
            1 / 60,
            "the tracking cameras run on their own clock: anywhere within a refresh",
            "2026"
          ),
          energy: null,
          judged: false
        }
      ],
      batchCurve: [{batch: 1, time: frameTime}],
      batch: 1,
      window: 0,
      inTurn: false,
      first: 1,
      jittered: false,
      workFactor: null,
      timeFactor: null,
      energyFactor: null,
      keyEvery: 1,
      between: null,
      keysInTurn: false,
      stateBytes: null,
      memory: derived(3 * frameBytes.value, "three frame buffers", "2026"),
      slotBytes: null,
      jobTimes: null,
      jobEnergies: null,
      place: {one: "source", many: "sources"},
      device: {one: "NPU", many: "NPUs"},
      memoryName: "frame buffers",
      transferTime,
      vsync: refresh,
      words: {full: "in full", light: "found and read", padding: "padding"},
      step: "job",
      shown: 0.2,
      deployed: 60
    },
    arrivalRate: jobRate,
    arrivalRange: {min: 15, max: 120, step: 3, unit: ["per second", 1]},
    utilizationTarget: assumption(0.8, "the part's design goal", "2026"),
    throughputTarget: jobRate,
    objectives: [{metric: "sojourn", quantile: 0.99, limit: refresh}],
    controls: {
      state: "State reuse level",
      pool: "Frame buffer level",
      policy: "Scheduling policy",
      precision: "Precision"
    },
    stateLevels: [
      {
        id: "none",
        name: "Every frame anew",
        what: "the whole scene is segmented, detected and read each time",
        set: {keyEvery: 1}
      },
      {
        id: "cache",
        name: "Cached translations",
        what: "one frame in four is segmented in full; between them the regions are only found and read",
        set: {keyEvery: 4, between: trackedShare, stateBytes: maskBytes}
      }
    ],
    poolLevels: [
      {
        id: "worst",
        name: "Three whole-frame buffers",
        what: "every job takes a buffer for the largest frame, a hand job too",
        set: {slotBytes: frameBytes}
      },
      {
        id: "tiles",
        name: "Tiled pool",
        what: "small tiles that frames and hand tracking share",
        set: {slotBytes: null}
      }
    ],
    policyLevels: [
      {
        id: "hands",
        name: "One clock, hands first",
        what: "both fire together and the hand tracker goes ahead",
        set: {first: 1, jittered: false}
      },
      {
        id: "frames",
        name: "One clock, frames first",
        what: "both fire together and the frame goes ahead",
        set: {first: 0, jittered: false}
      },
      {
        id: "free",
        name: "Two clocks",
        what: "the hand tracker fires when it likes; first come, first served",
        set: {first: 1, jittered: true}
      }
    ],
    precisionLevels: [
      {
        id: "mixed",
        name: "Frames in 8 bits, hands in float",
        what: "as the models were delivered",
        set: {jobTimes: null}
      },
      {
        id: "w8a8",
        name: "Everything in 8 bits",
        what: "the hand tracker is quantised too",
        set: {jobTimes: [null, handTime8]}
      },
      {
        id: "float",
        name: "Everything in float",
        what: "as the models were trained",
        set: {jobTimes: [frameTimeFloat, null]}
      }
    ],
    contrast: "policy",
    budget: null,
    start: {state: "none", pool: "worst", policy: "hands", precision: "mixed"},
    startTraffic: {poisson: false, burstiness: 1},
    burstinessRange: {min: 1, max: 4, step: 0.1, unit: ["CV", 1]},
    lockQueue: "M/D/1",
    lockUtilization: assumption(0.95, "what looks like a thrifty target", "2026"),
    stakeholder: {
      role: "UX designer",
      demand: "zero lag: a fresh image at every refresh",
      limit: refresh,
      demands: [
        {
          id: "displayed",
          who: "UX designer",
          metric: "displayed",
          limit: assumption(
            59.5,
            "the mission: sixty, with one refresh in two seconds forgiven",
            "2026",
            "1/s"
          ),
          sense: "atLeast",
          check: "The display shows a fresh image at every refresh, in practice sixty a second."
        },
        {
          id: "hands",
          who: "UX designer",
          metric: "companion",
          quantile: 0.99,
          limit: assumption(
            10 * MILLISECOND,
            "a hand that is drawn later than the next image seems to swim",
            "2026"
          ),
          sense: "atMost",
          check: "99 of 100 hand positions are known within ten milliseconds."
        },
        {
          id: "busy",
          who: "thermal engineer",
          metric: "busy",
          limit: assumption(0.8, "the part's design goal: a fifth of the time to cool down", "2026", ""),
          sense: "atMost",
          check: "The chip rests a fifth of the time: it sits on a face."
        },
        {
          id: "throughput",
          who: "product",
          metric: "throughput",
          limit: jobRate,
          sense: "atLeast",
          check: "Sixty frames and thirty hand positions a second, all of them processed."
        }
      ],
      traffic: {poisson: false, burstiness: 1},
      wayOut: {
        state: "cache",
        pool: "worst",
        policy: "hands",
        precision: "w8a8",
        arrivalRate: jobRate.value,
        cost: "Three frames in four show text that was found in an older image, and the hand tracker counts in eight bits."
      }
    },
    seed: 3333
  } as const satisfies CliffMission;
}
