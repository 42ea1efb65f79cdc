/** The curves of the storyboard: each part's own model at the cloud track's figures, in a few dozen points. */
import {formatNumber, formatPercent} from "../format.js";
import {mm1} from "../queueing/mm1.js";
import {mmc} from "../queueing/mmc.js";
import type {Track} from "../tables/track.js";
import {meanServiceTime, servingPlaces} from "./concurrencyScenario.js";

export interface StoryCurve {
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly mark: readonly [x: number, y: number, words: string];
  readonly label: string;
}

const POINTS = 60;
const HIGHEST = 0.985;

/** Part 1: requests in the system over the arrival rate, M/M/c at the mission's figures. */
export function concurrencyCurve({concurrency: mission}: Track): StoryCurve {
  const service = meanServiceTime(mission, mission.executionTime.value);
  const servers = servingPlaces(mission, mission.servers.start);
  const most = (HIGHEST * servers) / service;
  const at = (arrivalRate: number) => mmc({arrivalRate, serviceRate: 1 / service, servers}).meanInSystem;
  const doubled = 2 * mission.arrivalRate.value;
  return {
    points: curve(most, at),
    xLabel: "arrival rate",
    yLabel: "requests in the system",
    mark: [doubled, at(doubled), `twice the rate: ${formatNumber(at(doubled))}`],
    label: `The number of requests in the system rises in a straight line with the arrival rate, then bends up before ${formatNumber(servers / service)} per second.`
  };
}

/** Part 2: time of a batch over its throughput, along the batch sizes, from the track's service curve. */
export function batchingCurve({batching: {serviceCurve, batchRange}}: Track): StoryCurve {
  const [first, second] = serviceCurve;
  if (!first || !second) return {points: [], xLabel: "", yLabel: "", mark: [0, 0, ""], label: ""};
  const slope = (second.time.value - first.time.value) / (second.batch - first.batch);
  const time = (batch: number) => first.time.value + slope * (batch - first.batch);
  const batches = Array.from({length: batchRange.max}, (_, i) => i + 1);
  const points = batches.map((batch) => [batch / time(batch), time(batch)] as const);
  const marked = points[31] ?? points[0]!;
  return {
    points,
    xLabel: "throughput",
    yLabel: "time of a batch",
    mark: [marked[0], marked[1], "batch of 32"],
    label:
      "The time of a batch rises slowly with throughput at first and then ever more steeply: batching is paid with latency."
  };
}

/** Part 3: time in the system over utilization, M/M/1. */
export function cliffCurve(): StoryCurve {
  const at = (arrivalRate: number) => mm1({arrivalRate, serviceRate: 1}).meanSojourn;
  const eighty = 0.8;
  return {
    points: curve(0.96, at),
    xLabel: "utilization",
    yLabel: "time in the system",
    mark: [eighty, at(eighty), `${formatPercent(eighty)} busy: ${formatNumber(at(eighty))} × service`],
    label:
      "The time in the system stays low up to about 80 percent utilization and then climbs without bound."
  };
}

function curve(most: number, at: (x: number) => number): readonly (readonly [number, number])[] {
  return Array.from({length: POINTS}, (_, i) => {
    const x = (most * (i + 0.5)) / POINTS;
    return [x, at(x)] as const;
  });
}
