/** Part 2's Math Peek: the formulas, the numbers of now beside what the simulation finds, and where each fails. */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import {batchStability} from "../queueing/batchCapacity.js";
import {formationDelay} from "../queueing/formationDelay.js";
import {mm1} from "../queueing/mm1.js";
import type {BatchingMission} from "../tables/track.js";
import type {LiveRun} from "./batchingJobs.js";
import {missionServiceTimes} from "./batchingScenario.js";
import type {LiveFormula} from "./formula.js";

const num = formatNumber;
const time = formatDuration;

/** The formulas at the controls of a run, beside what it shows. */
export function batchingFormulas(
  mission: BatchingMission,
  {controls, measure}: LiveRun
): readonly LiveFormula[] {
  const {batch, window, speed} = controls;
  const {totals, throughput} = measure;
  const arrivalRate = mission.arrivalRate.value;
  const times = missionServiceTimes(mission, speed);
  const load = batchStability({arrivalRate, batch, serviceTimes: times, servers: mission.servers});
  const formation = formationDelay({arrivalRate, batch, window});
  const queue = mm1({arrivalRate, serviceRate: load.saturationRate});
  const found = (seconds: number) => (Number.isFinite(seconds) ? time(seconds) : "without end");
  return [
    {
      name: "Throughput: batch over latency",
      tex: String.raw`X = \frac{B}{t(B)}`,
      live: `${num(totals.meanBatch.mean)} at a time in ${time(totals.meanBatch.mean / throughput.mean)}: ${num(throughput.mean)} per second of work. Full: ${batch} in ${time(times[batch]!)}, ${num(load.saturationRate)} per second`,
      holds: "for every machine, with the batches as they really leave: mean size over mean time.",
      fails: `with the batch limit in the place of the batch: batches leave with ${num(totals.meanBatch.mean)} of ${batch}. And a second of work is no second of the clock: the machine works ${formatPercent(totals.busyFraction.mean)} of the time.`
    },
    {
      name: "Formation delay",
      tex: String.raw`\overline{D} = \frac{B-1}{2\lambda},\quad D_{1} \sim \mathrm{Erlang}(B-1,\lambda)`,
      live: `${batch - 1} / (2 × ${num(arrivalRate)}/s) = ${time((batch - 1) / (2 * arrivalRate))} without a window; with one of ${time(window)}, mean ${time(formation.mean)}, p99 ${time(formation.quantile(0.99))}. Simulated: mean ${time(totals.meanFormation.mean)}`,
      holds: "for arrivals at random, and with a window where the machine is free when a batch closes.",
      fails:
        "for arrivals in step, which come together or never; and a mean is no tail: the first of a batch waits twice the mean, and sometimes much longer."
    },
    {
      name: "Capacity and stability",
      tex: String.raw`\lambda < \frac{c\,B}{t(B)}`,
      live: `${num(arrivalRate)}/s of ${num(load.saturationRate)}/s: ${formatPercent(load.utilization)} used${load.stable || totals.stable ? "" : `, the line grows by ${num(load.backlogGrowthRate)} per second`}. The least batch limit that carries it: ${load.leastBatch ?? "none up to this one"}`,
      holds: "whatever the window: a long line fills every batch.",
      fails: "where requests are lost instead of waiting: then everything is stable, and nothing is well."
    },
    {
      name: "M/M/1 in the place of a batch server",
      tex: String.raw`W = \frac{1}{\mu-\lambda},\quad W_{p99} = W\ln 100,\quad \mu = \frac{c\,B}{t(B)}`,
      live: queue.stable
        ? `W ${time(queue.meanSojourn)}, p99 ${time(queue.sojournQuantile(0.99))}. Simulated: ${found(totals.meanSojourn.mean - totals.transferTime)}, p99 ${found(totals.p99.value - totals.transferTime)}`
        : `μ ${num(load.saturationRate)}/s is no more than λ ${num(arrivalRate)}/s: no steady state, here nor there`,
      holds: "for single requests at random with exponential service: for no batch server.",
      fails:
        "it knows no formation, so it is blind to the window; and it finishes one request at the speed of a whole batch, so it promises a p99 that nobody gets."
    },
    {
      name: "Little’s law for those who wait",
      tex: String.raw`L_q = \lambda W_q`,
      live: `${num(totals.served / totals.time)}/s × ${found(totals.meanFormation.mean + totals.meanQueueWait.mean)} = ${Number.isFinite(totals.meanQueueWait.mean) ? num((totals.served / totals.time) * (totals.meanFormation.mean + totals.meanQueueWait.mean)) : "∞"}; counted: ${num(totals.meanQueueDepth.mean)}`,
      holds:
        "always, also for those who only wait for others: the queue depth is the window’s tax, counted in heads.",
      fails: "for the tail: it says how many wait on average, not how long the unlucky ones do."
    }
  ];
}
