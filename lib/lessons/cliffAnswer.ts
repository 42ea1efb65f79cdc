/** The truth behind Part 3's question, exact: the tail at 95 % utilization, or what a machine without a buffer loses. */
import {md1} from "../queueing/md1.js";
import {mg11} from "../queueing/mg11.js";
import {mm1} from "../queueing/mm1.js";
import type {CliffMission} from "../tables/track.js";

export interface CliffAnswer {
  /** p99 of the time in the system in multiples of the service time, or lost requests in per cent. */
  readonly number: number;
  /** The same at the design goal of 80 %, and at half load. */
  readonly atGoal: number;
  readonly atHalf: number;
  /** The mean in place of the p99 (for a loss system: how busy it is, in per cent). */
  readonly mean: number;
  readonly asks: "tail" | "loss";
  readonly mechanism: "gaps" | "turned-away";
  readonly utilization: number;
  readonly goal: number;
  /** The queue that it is the truth of. */
  readonly queue: CliffMission["lockQueue"];
}

const HALF = 0.5;

interface LockQueue {
  readonly asks: CliffAnswer["asks"];
  readonly number: (utilization: number) => number;
  readonly mean: (utilization: number) => number;
}

const tail = (quantileAt: (load: number) => number, meanAt: (load: number) => number): LockQueue => ({
  asks: "tail",
  number: quantileAt,
  mean: meanAt
});

/** Where the sweep over utilizations has each queue: see cliffGrid.ts. */
export const sweptQueue: Readonly<Record<CliffMission["lockQueue"], string>> = {
  "M/M/1": "reference",
  "M/D/1": "edge",
  "M/D/1/1": "tiny"
};

/** Queues with a mean service time of 1. */
const lockQueues: Readonly<Record<CliffMission["lockQueue"], LockQueue>> = {
  "M/M/1": tail(
    (load) => mm1({arrivalRate: load, serviceRate: 1}).sojournQuantile(0.99),
    (load) => mm1({arrivalRate: load, serviceRate: 1}).meanSojourn
  ),
  "M/D/1": tail(
    (load) => md1({arrivalRate: load, serviceTime: 1}).sojournQuantile(0.99),
    (load) => md1({arrivalRate: load, serviceTime: 1}).meanSojourn
  ),
  "M/D/1/1": {
    asks: "loss",
    number: (load) => 100 * mg11({arrivalRate: load, serviceTime: 1}).lossProbability,
    mean: (load) => 100 * mg11({arrivalRate: load, serviceTime: 1}).utilization
  }
};

/**
 * The answer on a track: exact at every utilization below 1.
 *
 * M/M/1: ln(100) / (1 - rho) service times; M/D/1: the exact law; M/D/1/1: rho / (1 + rho) lost.
 */
export function cliffAnswer({lockQueue, lockUtilization, utilizationTarget}: CliffMission): CliffAnswer {
  const {asks, number, mean} = lockQueues[lockQueue];
  const utilization = lockUtilization.value;
  return {
    number: number(utilization),
    atGoal: number(utilizationTarget.value),
    atHalf: number(HALF),
    mean: mean(utilization),
    asks,
    mechanism: asks === "loss" ? "turned-away" : "gaps",
    utilization,
    goal: utilizationTarget.value,
    queue: lockQueue
  };
}
