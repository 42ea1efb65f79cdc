/**
 * The space of Part 2 as a grid: which batch sizes, windows, arrival rates, service rates and traffic shapes are
 * simulated beforehand for a mission. Everything follows from the mission's own ranges.
 */
import type {BatchingMission, Range} from "../tables/track.js";
import {type TrafficShape, trafficShapes} from "./trafficShape.js";

export interface BatchingGrid {
  /** Largest batch, ascending. */
  readonly batches: readonly number[];
  /** Longest wait of the oldest request [s], ascending, from 0. */
  readonly windows: readonly number[];
  /** Arrivals [1/s], ascending; the mission's own is one of them. */
  readonly rates: readonly number[];
  /** Multiples of the machine's service rate, ascending; 1 is one of them. */
  readonly speeds: readonly number[];
  readonly shapes: readonly TrafficShape[];
}

/** One place of the grid. */
export interface BatchingPoint {
  readonly batch: number;
  readonly window: number;
  readonly arrivalRate: number;
  readonly speed: number;
  readonly shape: TrafficShape;
}

const BATCHES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128];
const WINDOW_SHARES = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];
const RATE_FACTORS = [0.5, 1, 1.5];
const SPEEDS = [0.5, 1, 2];

/** The grid of a mission. */
export function batchingGrid({
  arrivalRate,
  batchRange,
  windowRange,
  speedRange
}: BatchingMission): BatchingGrid {
  return {
    batches: BATCHES.filter((batch) => isWithin(batchRange, batch)),
    windows: WINDOW_SHARES.map((share) => windowRange.min + share * (windowRange.max - windowRange.min)),
    rates: RATE_FACTORS.map((factor) => factor * arrivalRate.value),
    speeds: SPEEDS.filter((speed) => isWithin(speedRange, speed)),
    shapes: trafficShapes
  };
}

/** All places of the grid in one fixed order: shape, speed, rate, window, batch, the last the fastest. */
export function batchingPoints({
  batches,
  windows,
  rates,
  speeds,
  shapes
}: BatchingGrid): readonly BatchingPoint[] {
  return shapes.flatMap((shape) =>
    speeds.flatMap((speed) =>
      rates.flatMap((arrivalRate) =>
        windows.flatMap((window) =>
          batches.map((batch): BatchingPoint => ({batch, window, arrivalRate, speed, shape}))
        )
      )
    )
  );
}

function isWithin({min, max}: Range, value: number): boolean {
  return value >= min && value <= max;
}
