/**
 * A published capacity plan, held to simulation: its own five steps, and what its GPUs do under the policies that its
 * words allow. Where each GPU waits for a full batch of its own, more GPUs make the tail longer, because batches fill
 * more slowly; with one shared queue, or without the wait, five of the twelve do.
 */
import {requireInteger} from "../invalid.js";
import {formationDelay} from "../queueing/formationDelay.js";
import {batchServiceTimes} from "../simulation/batchServiceTimes.js";
import type {BatchSpec} from "../simulation/batchSpec.js";
import type {BatchTotals} from "../simulation/batchTotals.js";
import {simulateBatchTotals} from "../simulation/simulateBatchTotals.js";
import {type PublishedPlan, publishedPlans} from "../tables/publishedPlans.js";

/** The plan's arithmetic, step by step. */
export interface PlanSteps {
  /** 1: the utilization at which M/M/1's p99 is the limit, with the service time of a batch of ONE. */
  readonly safeUtilization: number;
  /** 2: the service rate that keeps to it [1/s]. */
  readonly requiredRate: number;
  /** 3: what one GPU does in batches of SIXTEEN [1/s], and how many of it that takes. */
  readonly gpuRate: number;
  readonly gpusForRate: number;
  /** 4: the same with headroom: the plan's answer. */
  readonly gpus: number;
}

/**
 * The steps of the published plan, as its text takes them.
 *
 * safe = 1 - factor t(1) / limit; required = rate / safe; n = ceil(required / (B / t(B))); gpus = ceil(headroom n).
 * They hold for no server that exists: the tail is that of single requests (t(1)), the capacity that of full batches
 * (B / t(B)); the time in which a batch fills and the policy that sends it off are in none of them.
 * Source: see publishedPlans.
 */
export function planSteps(plan: PublishedPlan = publishedPlans.resnet50): PlanSteps {
  const times = serviceTimes(plan);
  const safeUtilization = 1 - (plan.tailFactor.value * times[1]) / plan.latencyLimit.value;
  const requiredRate = plan.arrivalRate.value / safeUtilization;
  const gpuRate = plan.batch / times[plan.batch];
  const gpusForRate = Math.ceil(requiredRate / gpuRate);
  return {
    safeUtilization,
    requiredRate,
    gpuRate,
    gpusForRate,
    gpus: Math.ceil(plan.headroom.value * gpusForRate)
  };
}

/** How requests get to GPUs, in words and as part of a spec. */
export interface PlanPolicy {
  readonly id: "fullEach" | "fullShared" | "greedyEach" | "greedyShared";
  readonly name: string;
  readonly spec: Pick<BatchSpec, "window" | "queue" | "assignment">;
}

/** Both ways to close a batch with both kinds of line; a load balancer sends each request to any GPU alike. */
export const planPolicies: readonly PlanPolicy[] = [
  {
    id: "fullEach",
    name: "Full batches only, a queue for each GPU",
    spec: {window: Infinity, queue: "each", assignment: "random"}
  },
  {id: "fullShared", name: "Full batches only, one shared queue", spec: {window: Infinity, queue: "shared"}},
  {
    id: "greedyEach",
    name: "Greedy batches, a queue for each GPU",
    spec: {window: 0, queue: "each", assignment: "random"}
  },
  {id: "greedyShared", name: "Greedy batches, one shared queue", spec: {window: 0, queue: "shared"}}
];

/** One line of the table: so many GPUs under one policy. Times in [s]. */
export interface PlanRow {
  readonly policy: PlanPolicy["id"];
  readonly gpus: number;
  readonly p50: BatchTotals["p50"];
  readonly p99: BatchTotals["p99"];
  readonly meanBatch: number;
  /** Means over requests: until the batch was full, until a GPU was free. */
  readonly meanFormation: number;
  readonly meanQueueWait: number;
  readonly busyFraction: number;
  /** Arrival rate over what full batches carry. */
  readonly utilization: number;
  readonly stable: boolean;
  /** Whether the p99 is within the limit. */
  readonly meets: boolean;
}

export interface PlanRunOptions {
  /** Requests that are simulated; default 200,000, of which a twentieth is warm-up. */
  readonly requests?: number;
  readonly seed?: number;
  readonly plan?: PublishedPlan;
}

const REQUESTS = 200_000;
const WARM_UP_SHARE = 1 / 20;
const SEED = 5016;

/** The simulated row of `gpus` GPUs under a policy, batches of up to the plan's sixteen. Throws RangeError for a fraction of a GPU. */
export function planRow(
  gpus: number,
  policy: PlanPolicy,
  {requests = REQUESTS, seed = SEED, plan = publishedPlans.resnet50}: PlanRunOptions = {}
): PlanRow {
  requireInteger("gpus", gpus);
  const totals = simulateBatchTotals(
    {
      ...policy.spec,
      arrivals: {kind: "poisson", rate: plan.arrivalRate.value},
      service: {curve: curveOf(plan)},
      maxBatch: plan.batch,
      servers: gpus,
      requests,
      seed
    },
    {warmUp: Math.floor(requests * WARM_UP_SHARE)}
  );
  return {
    policy: policy.id,
    gpus,
    p50: totals.p50,
    p99: totals.p99,
    meanBatch: totals.meanBatch.mean,
    meanFormation: totals.meanFormation.mean,
    meanQueueWait: totals.meanQueueWait.mean,
    busyFraction: totals.busyFraction.mean,
    utilization: totals.utilization,
    stable: totals.stable,
    meets: totals.p99.value <= plan.latencyLimit.value
  };
}

/** All policies with `from` to `to` GPUs (default 4 to 12), policy by policy. */
export function planTable({
  from = 4,
  to = publishedPlans.resnet50.gpus.value,
  ...options
}: PlanRunOptions & {readonly from?: number; readonly to?: number} = {}): PlanRow[] {
  requireInteger("from", from);
  requireInteger("to", to, from);
  return planPolicies.flatMap((policy) =>
    Array.from({length: to - from + 1}, (_, k) => planRow(from + k, policy, options))
  );
}

/** The least number of GPUs that full batches need to carry the load at all: the least c > lambda t(B) / B. */
export function leastGpus(plan: PublishedPlan = publishedPlans.resnet50): number {
  return Math.floor(plan.arrivalRate.value / planSteps(plan).gpuRate) + 1;
}

/** The least number of GPUs up to `most` (default 40) with which a policy keeps to the limit; null where none does. */
export function gpusNeeded(
  policy: PlanPolicy,
  {most = 40, ...options}: PlanRunOptions & {readonly most?: number} = {}
): number | null {
  for (let gpus = 1; gpus <= most; ++gpus) if (planRow(gpus, policy, options).meets) return gpus;
  return null;
}

/**
 * The p99 of full batches with a queue for each GPU by formation alone, exact where no full batch finds its GPU busy [s]:
 * the quantile of a request's wait for the rest of its batch, whose arrivals come at a rate of lambda / gpus, and the
 * time of the batch. It grows with every GPU that is added.
 */
export function formationTail(gpus: number, plan: PublishedPlan = publishedPlans.resnet50): number {
  requireInteger("gpus", gpus);
  const {quantile} = formationDelay({arrivalRate: plan.arrivalRate.value / gpus, batch: plan.batch});
  return quantile(plan.quantile) + serviceTimes(plan)[plan.batch];
}

function curveOf(plan: PublishedPlan): {readonly batch: number; readonly time: number}[] {
  return plan.serviceCurve.map(({batch, time}) => ({batch, time: time.value}));
}

function serviceTimes(plan: PublishedPlan): Float64Array {
  return batchServiceTimes({curve: curveOf(plan)}, plan.batch);
}
