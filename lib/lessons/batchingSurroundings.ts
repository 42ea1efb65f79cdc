/**
 * What is known before anything is simulated: the sweep of the whole space, read between its places. It answers at
 * once, to a few per cent; the simulation of the very configuration follows.
 */
import {batchStability} from "../queueing/batchCapacity.js";
import type {BatchingMission} from "../tables/track.js";
import type {Curve, CurvePoint} from "./batchingJobs.js";
import {type BatchingControls, missionServiceTimes} from "./batchingScenario.js";
import type {BatchingSweepRow} from "./sweepRows.js";

/** A first answer: per second of the machine's work [1/s], and the mission's latency [s]; Infinity without a steady state. */
export interface Glance {
  readonly throughput: number;
  readonly latency: number;
}

/** The sweep at the mission's own rate and traffic, ready to be read. */
export interface Surroundings {
  readonly batches: readonly number[];
  readonly windows: readonly number[];
  readonly speeds: readonly number[];
  at(batch: number, window: number, speed: number): BatchingSweepRow | undefined;
  /** The longest tail anywhere in the sweep, at any rate and in any traffic; null where nothing has a steady state. */
  readonly steepest: SteepestTail | null;
}

/** The largest p99 over mean, and among how many steady configurations it is the largest. */
export interface SteepestTail {
  readonly ratio: number;
  readonly configurations: number;
}

/** Prepares the rows of a sweep: those of the mission's own rate and traffic can be read, all of them are compared. */
export function surroundingsOf(
  {arrivalRate}: BatchingMission,
  rows: readonly BatchingSweepRow[]
): Surroundings {
  const own = rows.filter(({shape, rate}) => shape === "track" && rate === arrivalRate.value);
  const levels = (of: (row: BatchingSweepRow) => number) => [...new Set(own.map(of))].sort((a, b) => a - b);
  const key = (batch: number, window: number, speed: number) => `${batch}/${window}/${speed}`;
  const byPlace = new Map(own.map((row) => [key(row.batch, row.window, row.speed), row]));
  return {
    batches: levels(({batch}) => batch),
    windows: levels(({window}) => window),
    speeds: levels(({speed}) => speed),
    at: (batch, window, speed) => byPlace.get(key(batch, window, speed)),
    steepest: steepestOf(rows)
  };
}

/**
 * The answer between the places of the sweep around a configuration: straight lines in the window, and in the
 * logarithms of batch size and speed. Whether there is a steady state is known exactly; null where the sweep has no
 * steady neighbour to read from.
 */
export function glance(
  mission: BatchingMission,
  surroundings: Surroundings,
  {batch, window, speed}: Pick<BatchingControls, "batch" | "window" | "speed">
): Glance | null {
  const serviceTimes = missionServiceTimes(mission, speed);
  const {stable, saturationRate} = batchStability({
    arrivalRate: mission.arrivalRate.value,
    batch,
    serviceTimes,
    servers: mission.servers
  });
  if (!stable && mission.bufferPlaces === Infinity)
    return {throughput: saturationRate / mission.servers, latency: Infinity};
  const corners = [
    between(surroundings.batches, batch, Math.log),
    between(surroundings.windows, window, (value) => value),
    between(surroundings.speeds, speed, Math.log)
  ] as const;
  let weight = 0;
  let throughput = 0;
  let latency = 0;
  for (const [b, wb] of corners[0])
    for (const [w, ww] of corners[1])
      for (const [s, ws] of corners[2]) {
        const row = surroundings.at(b, w, s);
        const found = row && latencyOf(mission, row);
        if (row === undefined || found === undefined || !Number.isFinite(found)) continue;
        const share = wb * ww * ws;
        weight += share;
        throughput += share * (row.throughput / row.busy);
        latency += share * found;
      }
  return weight > 0 ? {throughput: throughput / weight, latency: latency / weight} : null;
}

/** The curve along the batch sizes at a window, from the sweep alone. */
export function glanceCurve(
  mission: BatchingMission,
  surroundings: Surroundings,
  {window, speed}: Pick<BatchingControls, "window" | "speed">
): Curve {
  const points = surroundings.batches.flatMap((batch): CurvePoint[] => {
    const found = glance(mission, surroundings, {batch, window, speed});
    return found ? [{batch, ...found, halfWidth: Number.NaN}] : [];
  });
  return {window, points};
}

function steepestOf(rows: readonly BatchingSweepRow[]): SteepestTail | null {
  const ratios = rows.map(({p99, mean}) => p99 / mean).filter(Number.isFinite);
  if (ratios.length === 0) return null;
  return {
    ratio: ratios.reduce((most, ratio) => Math.max(most, ratio), 0),
    configurations: ratios.length
  };
}

function latencyOf(
  {quantile}: BatchingMission,
  {p50, p95, p99, p999, worst}: BatchingSweepRow
): number | undefined {
  const known: Readonly<Record<number, number>> = {0.5: p50, 0.95: p95, 0.99: p99, 0.999: p999, 1: worst};
  return known[quantile];
}

/** The two neighbours of a value on an ascending grid, each with its share. */
function between(
  grid: readonly number[],
  value: number,
  scale: (value: number) => number
): readonly (readonly [level: number, share: number])[] {
  const above = grid.findIndex((level) => level >= value);
  if (above < 0) return [[grid[grid.length - 1]!, 1]];
  if (above === 0 || grid[above] === value) return [[grid[above]!, 1]];
  const [low, high] = [grid[above - 1]!, grid[above]!];
  const share = (scale(value) - scale(low)) / (scale(high) - scale(low));
  return [
    [low, 1 - share],
    [high, share]
  ];
}
