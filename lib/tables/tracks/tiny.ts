import {MICROSECOND, MILLISECOND, MILLIWATT} from "../../units.js";
import {assumption, derived} from "../fact.js";
import {hearable} from "../tinyDevices.js";
import type {Track} from "../track.js";
import {tinyCliff} from "./tinyCliff.js";

const hopRate = derived(1 / hearable.hop.value, "one hop of audio every 6 ms", "2025-03");
const sampleRate = assumption(16_000, "wide-band speech", "2026", "Hz");
const hopBytes = derived(
  hearable.hop.value * sampleRate.value * 2,
  "96 samples of 16 bits: 6 ms at 16 kHz",
  "2026"
);
const deadline = assumption(10 * MILLISECOND, "the mission: own voice sounds like an echo beyond it", "2026");
const transferTime = derived(77 * MICROSECOND, "192 bytes over a 20 MHz serial link", "2026");
const powerBudget = assumption(1 * MILLIWATT, "the mission", "2026", "W");
const machineShare = derived(
  powerBudget.value / hearable.power.value,
  "1 mW on average from a core that takes 71.6 mW while it works: it may work 1 / 71.6 of the time",
  "2026"
);
const rate = {min: 1 / 0.06, max: 400, step: 1 / 0.06, unit: ["per second", 1]} as const;

export const tiny = {
  id: "tiny",
  name: "Tiny Pioneer",
  persona: "hearable lead",
  machine: "an ear bud that isolates a voice, six milliseconds of sound at a time",
  mission: "Isolate a voice within 10 ms, and one day under 1 mW.",
  crisis: "There is no buffer at all: a second hop that comes too early is lost, and the ear hears it.",
  glyph: "ear",
  request: {one: "hop", many: "hops"},
  concurrency: {
    arrivals: {kind: "deterministic"},
    arrivalRate: hopRate,
    arrivalRange: rate,
    executionTime: hearable.inference,
    executionRange: {
      min: 0.5 * MILLISECOND,
      max: 12 * MILLISECOND,
      step: 0.01 * MILLISECOND,
      unit: ["ms", MILLISECOND]
    },
    service: [{distribution: "deterministic", scale: 1, fixed: 0}],
    servers: {perUnit: 1, unit: {one: "core", many: "cores"}, min: 1, max: 1, start: 1},
    bufferPlaces: 0,
    memory: {
      limit: hopBytes,
      perRequest: hopBytes,
      waitingHolds: true,
      name: "hop buffer"
    },
    transferTime,
    deadline,
    deadlineStream: 0,
    vsync: null,
    film: {duration: 0.36, surgeAt: 0.12, pace: 0.01},
    seed: 554
  },
  batching: {
    request: {one: "hop", many: "hops"},
    arrivals: {kind: "deterministic"},
    arrivalRate: hopRate,
    arrivalRange: rate,
    servers: 1,
    serviceCurve: [
      {batch: 1, time: hearable.inference},
      {
        batch: 2,
        time: derived(2 * hearable.inference.value, "one core: nothing is shared between hops", "2026")
      }
    ],
    transferTime,
    streamTime: null,
    bufferPlaces: 0,
    machineShare,
    throughputTarget: derived(
      hopRate.value / machineShare.value,
      "166.7 hops per second in 1 / 71.6 of the core's time",
      "2026"
    ),
    latencyTarget: deadline,
    quantile: 1,
    vsync: null,
    batchRange: {min: 1, max: 128, step: 1, unit: ["hops", 1], snap: true},
    windowRange: {min: 0, max: 30 * MILLISECOND, step: 0.1 * MILLISECOND, unit: ["ms", MILLISECOND]},
    start: {batch: 4, window: 12 * MILLISECOND},
    smallBatch: 1,
    speedRange: {min: 0.5, max: 2, step: 0.05, unit: ["×", 1]},
    reachable: false,
    seed: 923
  },
  cliff: tinyCliff({hopRate, hopBytes, deadline, transferTime, powerBudget, rate})
} as const satisfies Track;
