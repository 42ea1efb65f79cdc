/** The shapes of traffic that Part 2 compares, all at the same mean rate. */
import type {ArrivalSpec} from "../simulation/queueSpec.js";
import type {ArrivalPattern} from "../tables/track.js";
import {arrivalsAt} from "./concurrencyScenario.js";

/** `track`: as the mission has it; `smooth`: evenly spaced; `poisson`: at random; `bursty`: at random, in waves. */
export const trafficShapes = ["track", "smooth", "poisson", "bursty"] as const;
export type TrafficShape = (typeof trafficShapes)[number];

/** A fifth of the time is a wave with four times the traffic of the calm; it lasts fifty mean gaps on average. */
const BURST_RATIO = 4;
const BURST_FRACTION = 0.2;
const GAPS_PER_WAVE = 50;

/** The arrivals of a shape at a mean rate [1/s]. */
export function shapedArrivals(pattern: ArrivalPattern, shape: TrafficShape, rate: number): ArrivalSpec {
  switch (shape) {
    case "track":
      return arrivalsAt(pattern, rate);
    case "smooth":
      return {kind: "deterministic", rate};
    case "poisson":
      return {kind: "poisson", rate};
    case "bursty":
      return {
        kind: "mmpp",
        rate,
        burstRatio: BURST_RATIO,
        burstFraction: BURST_FRACTION,
        dwell: GAPS_PER_WAVE / rate
      };
  }
}
