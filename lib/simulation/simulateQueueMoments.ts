/**
 * A queue run of any length in constant memory: the same customers as simulateQueue's, folded into totals and a
 * histogram block by block instead of being recorded.
 */
import {invalid, requireInteger, requireNonNegative} from "../invalid.js";
import {type Estimate, ratioEstimate} from "../stats/estimate.js";
import {SectionedQuantiles} from "../stats/sectionedQuantiles.js";
import {arrivalProcess} from "./arrivalProcess.js";
import {CustomerTotals} from "./customerTotals.js";
import {COINCIDENCE, fcfsStation} from "./fcfsStation.js";
import {type QueueSpec, queueScenario} from "./queueSpec.js";
import {serviceProcess} from "./serviceProcess.js";
import {BLOCK} from "./simulateQueue.js";

export interface QueueMomentsOptions {
  /** The first customers, left out; default 0. */
  readonly warmUp?: number;
  /** Stretches of equally many customers, taken as independent; default 20. */
  readonly batches?: number;
  /** Confidence level of the half-widths; default 0.95. */
  readonly level?: number;
  /** Relative deadline [s]. */
  readonly deadline?: number;
  /** Probabilities at which wait and sojourn are estimated with confidence; default none. */
  readonly quantiles?: readonly number[];
}

/** Names and meanings as in QueueMetrics; the window is the customers after the warm-up. */
export interface QueueMoments {
  readonly offered: number;
  readonly accepted: number;
  readonly lost: number;
  /** Accepted arrivals a second [1/s]. */
  readonly arrivalRate: number;
  /** L [1], by Little's law from the accepted customers' sojourns and the time in which they came. */
  readonly meanInSystem: Estimate;
  /** [s]. */
  readonly meanWait: Estimate;
  /** [s]. */
  readonly meanSojourn: Estimate;
  /** [1]. */
  readonly utilization: Estimate;
  /** [1]. */
  readonly lossFraction: Estimate;
  /** [1]. */
  readonly waitProbability: Estimate;
  /** Late or lost [1]; NaN without a deadline. */
  readonly deadlineMissFraction: Estimate;
  /** [s]. */
  readonly worstSojourn: number;
  /** The p-quantile of the accepted customers' sojourn [s], to 2^-10 relative. */
  sojournQuantile(p: number): number;
  /** At each of `quantiles`, with half-widths from the batches [s]. */
  readonly sojournQuantiles: readonly Estimate[];
  /** At each of `quantiles`; 0 where so many do not wait [s]. */
  readonly waitQuantiles: readonly Estimate[];
}

/**
 * The moments and quantiles of a seeded G/G/c/K queue over `customers` arrivals, without records: a hundred million
 * customers need no more memory than a thousand, and are the first hundred million of any longer run.
 *
 * Needs `customers` (or a replay); an arrival at `until` or later ends the run as well. Throws RangeError for a spec
 * that is not a queue, or fewer customers after the warm-up than batches. Source: as simulateQueue and queueMetrics.
 *
 * @example
 * simulateQueueMoments({arrivals: {kind: "deterministic", rate: 1}, service: {kind: "deterministic", mean: 0.5}, customers: 1000, seed: 1}).meanSojourn.mean // => 0.5
 */
export function simulateQueueMoments(
  spec: QueueSpec,
  {warmUp = 0, batches = 20, level = 0.95, deadline, quantiles = []}: QueueMomentsOptions = {}
): QueueMoments {
  const scenario = queueScenario(spec);
  const {customers, servers, capacity, seed} = scenario;
  requireInteger("warmUp", warmUp, 0);
  requireInteger("batches", batches);
  if (deadline !== undefined) requireNonNegative("deadline", deadline);
  if (!(customers < Infinity && customers - warmUp >= batches)) throw invalid("customers", customers);
  const arrive = arrivalProcess(scenario);
  const draw = serviceProcess(scenario.service, seed);
  const serve = fcfsStation(servers, capacity);
  const block = {
    arrival: new Float64Array(BLOCK),
    service: new Float64Array(BLOCK),
    start: new Float64Array(BLOCK),
    departure: new Float64Array(BLOCK),
    server: new Int32Array(BLOCK),
    stream: new Uint16Array(BLOCK)
  };
  const totals = Array.from({length: batches}, () => new CustomerTotals());
  /** When each batch's last customer came, after the time of the last one before it. */
  const ends = new Float64Array(batches + 1);
  const sojourns = new SectionedQuantiles(quantiles);
  const waits = new SectionedQuantiles(quantiles);
  const firstOf = (batch: number): number => warmUp + Math.floor(((customers - warmUp) * batch) / batches);

  let batch = -1;
  let count = 0;
  for (let open = true; open; ) {
    const to = Math.min(BLOCK, customers - count);
    const end = arrive(block.arrival, block.stream, 0, to);
    draw(block.service, block.stream, 0, end);
    serve(block, 0, end, count);
    for (let slot = 0; slot < end; ) {
      const stop = Math.min(end, firstOf(batch + 1) - count);
      if (batch >= 0) {
        totals[batch]!.add(block, slot, stop, deadline ?? Infinity);
        for (let i = slot; i < stop; ++i) block.service[i] = block.departure[i] - block.arrival[i];
        sojourns.addAll(block.service, slot, stop);
        if (quantiles.length > 0) {
          takeWaits(block, slot, stop);
          waits.addAll(block.service, slot, stop);
        }
      }
      if (stop > slot) ends[batch + 1] = block.arrival[stop - 1];
      if (stop === firstOf(batch + 1) - count) {
        sojourns.closeSection();
        waits.closeSection();
        ++batch;
      }
      slot = stop;
    }
    count += end;
    open = end === to && count < customers;
  }
  return {
    ...moments(totals, ends, {servers, level, deadline}),
    sojournQuantile: (p) => sojourns.quantile(p),
    sojournQuantiles: sojourns.estimates(level),
    waitQuantiles: waits.estimates(level)
  };
}

/** Overwrites the slots' services with their waits; one within the rounding of the time itself is none. */
function takeWaits(
  {arrival, start, service}: {arrival: Float64Array; start: Float64Array; service: Float64Array},
  from: number,
  to: number
): void {
  const tolerance = COINCIDENCE;
  for (let i = from; i < to; ++i) {
    const wait = start[i] - arrival[i];
    service[i] = wait <= tolerance * arrival[i] ? 0 : wait;
  }
}

function moments(
  totals: readonly CustomerTotals[],
  ends: Float64Array,
  {servers, level, deadline}: {servers: number; level: number; deadline: number | undefined}
): Omit<QueueMoments, "sojournQuantile" | "sojournQuantiles" | "waitQuantiles"> {
  const offered = totals.map((batch) => batch.offered);
  const accepted = totals.map((batch) => batch.accepted);
  const spans = totals.map((_batch, k) => ends[k + 1] - ends[k]);
  const offers = offered.reduce((sum, count) => sum + count, 0);
  const places = accepted.reduce((sum, count) => sum + count, 0);
  const estimate = (of: (batch: CustomerTotals) => number, per: readonly number[]): Estimate =>
    ratioEstimate(totals.map(of), per, level);
  return {
    offered: offers,
    accepted: places,
    lost: offers - places,
    arrivalRate: estimate((batch) => batch.accepted, spans).mean,
    meanInSystem: estimate((batch) => batch.sojourns, spans),
    meanWait: estimate((batch) => batch.waits, accepted),
    meanSojourn: estimate((batch) => batch.sojourns, accepted),
    utilization: estimate(
      (batch) => batch.sojourns - batch.waits,
      spans.map((span) => span * servers)
    ),
    lossFraction: estimate((batch) => batch.offered - batch.accepted, offered),
    waitProbability: estimate((batch) => batch.delayed, accepted),
    deadlineMissFraction:
      deadline === undefined ? {mean: NaN, halfWidth: NaN} : estimate((batch) => batch.missed, offered),
    worstSojourn: totals.reduce((worst, batch) => Math.max(worst, batch.worstSojourn), -Infinity)
  };
}
