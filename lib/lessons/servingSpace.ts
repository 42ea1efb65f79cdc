/**
 * The whole space of a track's machines, judged: at each rate of the sweep, in one traffic, whether the stakeholder's
 * demands hold. The rate itself is not judged there: it is the axis.
 */
import {invalid} from "../invalid.js";
import type {CliffMission, Demand, Traffic} from "../tables/track.js";
import {type DemandOutcome, demandOutcome} from "./cliffChallenge.js";
import {LEVEL_CONTROLS, levelOf} from "./cliffControls.js";
import type {ServingConfiguration} from "./servingGrid.js";
import type {EngineSweepRow, ServingSweepRow, SharedSweepRow} from "./sweepRows.js";

/** `full`: the line grows, or nothing fits at all. */
export type SpaceState = "holds" | "misses" | "full";

export interface SpaceCell {
  /** [1/s]. */
  readonly rate: number;
  readonly state: SpaceState;
  /** One a demand, the rate's left out. */
  readonly outcomes: readonly DemandOutcome[];
  /** What is missed the most; null where all hold, or where there is no steady state to speak of. */
  readonly binding: DemandOutcome | null;
}

export interface SpaceMachine {
  readonly levels: ServingConfiguration;
  /** Requests a second that it carries at most; 0 where nothing fits [1/s]. */
  readonly saturation: number;
  /** Ascending rates. */
  readonly cells: readonly SpaceCell[];
  /** The largest rate at which all demands hold; NaN where there is none [1/s]. */
  readonly most: number;
  /** Whether they hold at the rate that is asked for. */
  readonly meets: boolean;
}

/** The coordinate of a traffic in the sweep: 0 by the clock. */
export function trafficCoordinate({poisson, burstiness}: Traffic): number {
  return poisson ? burstiness : 0;
}

/** Demands that a cell is judged by. */
export function judgedDemands({stakeholder}: CliffMission): readonly Demand[] {
  return stakeholder.demands.filter(({metric}) => metric !== "throughput");
}

/** The machines in one traffic, those that carry the most under all demands first. */
export function servingSpace(
  mission: CliffMission,
  rows: readonly ServingSweepRow[],
  traffic: Traffic
): readonly SpaceMachine[] {
  const demands = judgedDemands(mission);
  const groups = new Map<string, ServingSweepRow[]>();
  for (const row of rows) {
    if (row.burstiness !== trafficCoordinate(traffic)) continue;
    const key = LEVEL_CONTROLS.map((control) => row[control]).join("/");
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()]
    .map((group) => machineOf(mission, demands, group))
    .sort((a, b) => Number(b.meets) - Number(a.meets) || (b.most || 0) - (a.most || 0));
}

const NEAR = 1e-6;

function machineOf(
  {throughputTarget}: CliffMission,
  demands: readonly Demand[],
  group: readonly ServingSweepRow[]
): SpaceMachine {
  const [{state, pool, policy, precision}] = group as [ServingSweepRow];
  const cells = group.map((row) => cellOf(demands, row)).sort((a, b) => a.rate - b.rate);
  const holding = cells.filter((cell) => cell.state === "holds").map(({rate}) => rate);
  const saturations = group.map(({saturation}) => saturation).filter(Number.isFinite);
  return {
    levels: {state, pool, policy, precision},
    saturation: Math.max(0, ...saturations),
    cells,
    most: holding.at(-1) ?? NaN,
    meets: holding.some((rate) => Math.abs(rate / throughputTarget.value - 1) < NEAR)
  };
}

function cellOf(demands: readonly Demand[], row: ServingSweepRow): SpaceCell {
  const outcomes = demands.map((demand) => demandOutcome(demand, sweptValue(demand, row)));
  const full = row.growth > 0 || !(row.saturation > 0);
  const missed = outcomes.filter(({met}) => !met).sort((a, b) => b.strain - a.strain);
  return {
    rate: row.rate,
    state: full ? "full" : missed.length === 0 ? "holds" : "misses",
    outcomes,
    binding: full ? null : (missed[0] ?? null)
  };
}

type AnyRow = ServingSweepRow & Partial<EngineSweepRow> & Partial<SharedSweepRow>;

/** Where a sweep's row has each latency, by its quantile. */
const latencyColumns: Readonly<Partial<Record<Demand["metric"], Readonly<Record<number, keyof AnyRow>>>>> = {
  ttft: {0.5: "ttftP50", 0.99: "ttftP99", 0.999: "ttftP999"},
  tpot: {0.5: "tpotP50", 0.99: "tpotP99", 0.999: "tpotP999"},
  sojourn: {0.5: "p50", 0.99: "p99", 0.999: "p999", 1: "worst"},
  companion: {0.99: "companionP99", 1: "companionWorst"}
};

/** What a sweep's row says of a demand's metric; throws RangeError for one that it does not have. */
export function sweptValue({metric, quantile}: Demand, row: AnyRow): number {
  const column = quantile === undefined ? (metric as keyof AnyRow) : latencyColumns[metric]?.[quantile];
  const value = column === undefined ? undefined : row[column];
  if (typeof value !== "number") throw invalid("metric", metric);
  return value;
}

/** Whether two machines are made of the same levels. */
export function sameLevels(a: ServingConfiguration, b: ServingConfiguration): boolean {
  return LEVEL_CONTROLS.every((control) => a[control] === b[control]);
}

/** A machine in words: its levels by name, in the order of the controls that are given. */
export function machineWords(
  mission: CliffMission,
  levels: ServingConfiguration,
  controls: readonly (typeof LEVEL_CONTROLS)[number][] = LEVEL_CONTROLS
): string {
  return controls.map((control) => levelOf(mission, control, levels[control]).name).join(" · ");
}

/** A traffic in words. */
export function trafficWords({poisson, burstiness}: Traffic): string {
  if (!poisson) return "by the clock";
  return burstiness === 1 ? "Poisson" : `bursts, CV ${burstiness}`;
}
