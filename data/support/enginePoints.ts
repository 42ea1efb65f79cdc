/** The rows of a serving engine. */

import {
  engineHardware,
  engineSaturation,
  engineSpec,
  SATURATION_REQUESTS
} from "../../lib/lessons/cliffEngine.js";
import {type Latency, latencyOf} from "../../lib/lessons/cliffRun.js";
import type {EngineSweepRow} from "../../lib/lessons/sweepRows.js";
import {
  type ServingMetrics,
  type ServingMetricsOptions,
  servingMetrics
} from "../../lib/serving/servingMetrics.js";
import type {ServingRecords} from "../../lib/serving/servingRecords.js";
import {simulateServing} from "../../lib/serving/simulateServing.js";
import type {CliffMission, EngineRow} from "../../lib/tables/track.js";
import {HOUR} from "../../lib/units.js";
import {
  coordinates,
  missionOf,
  NO_LATENCY,
  orNaN,
  pointsOf,
  type ServingTask,
  servingControls,
  WARM_UP
} from "./servingTask.js";
import type {SweepResult} from "./sweepTask.js";

/** The machine's rows; rates that it cannot carry are not simulated. */
export function enginePoints(row: EngineRow, task: ServingTask): SweepResult<EngineSweepRow> {
  const {budget, seed} = servingControls(task);
  const saturation = engineSaturation(row, budget, seed);
  const options = metricsOptions(row, missionOf(task.track), saturation);
  let requests = SATURATION_REQUESTS;
  const rows = pointsOf(task).map((controls): EngineSweepRow => {
    const rate = controls.arrivalRate;
    const common = {
      ...coordinates(controls),
      saturation,
      utilization: saturation > 0 ? rate / saturation : NaN
    };
    if (!(rate < saturation))
      return {...common, throughput: saturation, busy: 1, loss: 0, growth: rate - saturation, ...nothing()};
    const until = (WARM_UP + task.observed) / rate;
    const records = simulateServing(engineSpec(row, controls, until));
    requests += records.count;
    const from = WARM_UP / rate;
    const metrics = servingMetrics(records, {...options, from});
    const loss = metrics.rejected / metrics.offered;
    return {
      ...common,
      throughput: rate * (1 - loss),
      busy: metrics.busyFraction,
      loss,
      growth: 0,
      ...latencies(latenciesOf(records, from, row.transferTime.value)),
      ...others(metrics, records.count, rate)
    };
  });
  return {rows, requests};
}

interface Latencies {
  readonly all: Latency;
  readonly ttft: Latency;
  readonly tpot: Latency;
}

/** Of the requests that come from `from` on: to the user's eye, transfer included [s]. */
function latenciesOf(
  {count, arrival, firstToken, finish, outputTokens}: ServingRecords,
  from: number,
  transfer: number
): Latencies {
  const all: number[] = [];
  const ttft: number[] = [];
  const tpot: number[] = [];
  for (let i = 0; i < count; ++i) {
    if (arrival[i] < from || Number.isNaN(finish[i])) continue;
    all.push(finish[i] - arrival[i] + transfer);
    ttft.push(firstToken[i] - arrival[i] + transfer);
    if (outputTokens[i] > 1) tpot.push((finish[i] - firstToken[i]) / (outputTokens[i] - 1));
  }
  return {
    all: latencyOf(Float64Array.from(all)),
    ttft: latencyOf(Float64Array.from(ttft)),
    tpot: latencyOf(Float64Array.from(tpot))
  };
}

function latencies({all, ttft, tpot}: Latencies) {
  return {
    mean: all.mean,
    p50: all.p50,
    p99: all.p99,
    p999: all.p999,
    worst: all.worst,
    hwP99: all.halfWidth,
    ttftMean: ttft.mean,
    ttftP50: ttft.p50,
    ttftP99: ttft.p99,
    ttftP999: ttft.p999,
    hwTtftP99: ttft.halfWidth,
    tpotMean: tpot.mean,
    tpotP50: tpot.p50,
    tpotP99: tpot.p99,
    tpotP999: tpot.p999,
    hwTpotP99: tpot.halfWidth
  };
}

function others(metrics: ServingMetrics, count: number, rate: number) {
  return {
    // Of those that come: what comes after the last arrival is not the machine's pace.
    goodput: rate * metrics.attainment,
    kvReserved: orNaN(metrics.kvReserved),
    kvUsed: orNaN(metrics.kvUsed),
    kvWaste: orNaN(metrics.kvWaste),
    preemptions: metrics.preemptions / count,
    bubbles: metrics.bubbleFraction,
    energyPerMillionTokens: orNaN(metrics.energyPerMillionTokens),
    costPerMillionTokens: orNaN(metrics.costPerMillionTokens)
  };
}

/** Where there is no steady state. */
function nothing() {
  const none = {all: NO_LATENCY, ttft: NO_LATENCY, tpot: NO_LATENCY};
  return {
    ...latencies(none),
    goodput: 0,
    kvReserved: NaN,
    kvUsed: NaN,
    kvWaste: NaN,
    preemptions: NaN,
    bubbles: NaN,
    energyPerMillionTokens: NaN,
    costPerMillionTokens: NaN
  };
}

function metricsOptions(
  row: EngineRow,
  {objectives}: CliffMission,
  saturation: number
): ServingMetricsOptions {
  const {device} = engineHardware(row);
  const limitOf = (metric: "ttft" | "tpot"): number =>
    objectives.find((objective) => objective.metric === metric)?.limit.value ?? Infinity;
  return {
    objectives: {ttft: limitOf("ttft"), tpot: limitOf("tpot")},
    ...(saturation > 0 ? {saturation} : {}),
    devices: row.tensorParallel,
    power: device.power.value,
    ...(device.price ? {pricePerHour: device.price.value * HOUR} : {})
  };
}
