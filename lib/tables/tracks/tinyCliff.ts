/** Tiny Pioneer over the cliff: no buffer, no power, and the hardware lead who insists on both. */
import {formatDuration, formatNumber} from "../../format.js";
import {KILO, MICROJOULE, MILLISECOND} from "../../units.js";
import {assumption, derived, type Fact} from "../fact.js";
import {denoisers, hearable, keywordMacs, tinyDevices} from "../tinyDevices.js";
import type {CliffMission, Range} from "../track.js";

/** One hop of the published network: its power while it runs, for as long as it runs. */
const neuralEnergy = derived(
  hearable.power.value * hearable.inference.value,
  "71.6 mW while running x 5.54 ms",
  "2025-03",
  "J"
);

/** A denoiser on the reference chip, as far as operations tell: at the time and energy each takes in keyword spotting. */
function networkColumns({name, macRate}: (typeof denoisers)[keyof typeof denoisers]) {
  const {gap9} = tinyDevices;
  const macs = macRate.value * hearable.hop.value;
  const source = `${name}: ${Math.round(macs / KILO)} kMAC a hop, at GAP9's time and energy per MAC in keyword spotting`;
  return {
    jobTimes: [derived((macs / keywordMacs.value) * gap9.keywordTime.value, source, "2026")],
    jobEnergies: [derived((macs / keywordMacs.value) * gap9.keywordEnergy.value, source, "2026", "J")]
  };
}

/** The chips as factors on the reference chip's time and energy, in the same benchmark. */
const tinyChips = Object.entries(tinyDevices).map(([id, {name, keywordTime, keywordEnergy}]) => ({
  id,
  name,
  what: `${formatDuration(keywordTime.value)} and ${formatNumber(keywordEnergy.value / MICROJOULE)} µJ for a spotted keyword`,
  set: {
    timeFactor: derived(
      keywordTime.value / tinyDevices.gap9.keywordTime.value,
      `keyword spotting, ${name} over GAP9 at 370 MHz`,
      "2026"
    ),
    energyFactor: derived(
      keywordEnergy.value / tinyDevices.gap9.keywordEnergy.value,
      `keyword spotting, ${name} over GAP9 at 370 MHz`,
      "2026"
    )
  }
}));

export function tinyCliff({
  hopRate,
  hopBytes,
  deadline,
  transferTime,
  powerBudget,
  rate
}: {
  readonly hopRate: Fact;
  readonly hopBytes: Fact;
  readonly deadline: Fact;
  readonly transferTime: Fact;
  readonly powerBudget: Fact;
  readonly rate: Range;
}) {
  const twoHops = derived(2 * hopBytes.value, "two hops of 96 samples of 16 bits", "2026");
  return {
    machine: {
      kind: "shared",
      jobs: [
        {
          name: {one: "hop", many: "hops"},
          share: 1,
          time: hearable.inference,
          bytes: hopBytes,
          sensorRate: null,
          jitter: assumption(
            1 * MILLISECOND,
            "a hop is handed over late when the radio has the bus: up to 1 ms",
            "2026"
          ),
          energy: neuralEnergy,
          judged: true
        }
      ],
      batchCurve: [{batch: 1, time: hearable.inference}],
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
      memory: hopBytes,
      slotBytes: null,
      jobTimes: null,
      jobEnergies: null,
      place: {one: "core", many: "cores"},
      device: {one: "core", many: "cores"},
      memoryName: "hop buffer",
      transferTime,
      vsync: null,
      words: {full: "computed", light: "computed lightly", padding: "padding"},
      step: "hop",
      shown: 0.12,
      deployed: 60
    },
    arrivalRate: hopRate,
    arrivalRange: rate,
    utilizationTarget: assumption(0.8, "the part's design goal", "2026"),
    throughputTarget: hopRate,
    objectives: [{metric: "sojourn", quantile: 1, limit: deadline}],
    controls: {
      state: "State reuse level",
      pool: "Buffer level",
      policy: "Chip and clock",
      precision: "Network"
    },
    stateLevels: [
      {
        id: "none",
        name: "Whole window anew",
        what: "every hop recomputes the window that it is the end of",
        set: {
          workFactor: derived(
            25 / 6.25,
            "a window of 25 ms over a hop of 6.25 ms, GreenWaves-Technologies/tiny_denoiser README",
            "2022"
          )
        }
      },
      {
        id: "ring",
        name: "Ring buffer",
        what: "the network's state is kept from hop to hop",
        set: {workFactor: null}
      }
    ],
    poolLevels: [
      {
        id: "worst",
        name: "One static buffer",
        what: "one hop, allocated for good: a second one finds no place",
        set: {memory: hopBytes}
      },
      {
        id: "double",
        name: "Ring of two hop buffers",
        what: "the next hop waits in the second while the first is read",
        set: {memory: twoHops}
      }
    ],
    policyLevels: tinyChips,
    precisionLevels: [
      {
        id: "neural",
        name: "NeuralAids",
        what: "isolates one voice among others",
        set: {jobTimes: null, jobEnergies: null}
      },
      {
        id: "rnnoise",
        name: "RNNoise",
        what: "takes noise away, not other voices",
        set: networkColumns(denoisers.rnnoise)
      },
      {
        id: "gtcrn",
        name: "GTCRN",
        what: "takes noise away, with a quarter of that work",
        set: networkColumns(denoisers.gtcrn)
      }
    ],
    contrast: "pool",
    budget: null,
    start: {state: "ring", pool: "worst", policy: "gap9", precision: "neural"},
    startTraffic: {poisson: false, burstiness: 1},
    burstinessRange: {min: 1, max: 4, step: 0.1, unit: ["CV", 1]},
    lockQueue: "M/D/1/1",
    lockUtilization: assumption(0.95, "what looks like a thrifty target", "2026"),
    stakeholder: {
      role: "hardware lead",
      demand: "under one milliwatt, and not one hop lost",
      limit: powerBudget,
      demands: [
        {
          id: "power",
          who: "hardware lead",
          metric: "power",
          limit: powerBudget,
          sense: "atMost",
          check: "The network takes less than a milliwatt on average."
        },
        {
          id: "loss",
          who: "hardware lead",
          metric: "loss",
          limit: assumption(0, "the mission: every lost hop is a click in the ear", "2026"),
          sense: "atMost",
          check: "Not one hop in a minute finds its place taken."
        },
        {
          id: "deadline",
          who: "audiologist",
          metric: "sojourn",
          quantile: 1,
          limit: deadline,
          sense: "atMost",
          check: "The worst hop is in the ear before one's own voice becomes an echo."
        },
        {
          id: "throughput",
          who: "product",
          metric: "throughput",
          limit: hopRate,
          sense: "atLeast",
          check: "Every hop of the sound is processed, one after another without a gap."
        }
      ],
      traffic: {poisson: false, burstiness: 1},
      wayOut: {
        state: "ring",
        pool: "worst",
        policy: "gap9LowVoltage",
        precision: "gtcrn",
        arrivalRate: hopRate.value,
        cost: "It takes noise away and no longer separates voices: the milliwatt is paid with the mission."
      }
    },
    seed: 716
  } as const satisfies CliffMission;
}
