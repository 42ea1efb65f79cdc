/** Part 1's Math Peek: the formulas, their live numbers, and where each holds and fails. */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import {mmc} from "../queueing/mmc.js";
import type {ConcurrencyMission} from "../tables/track.js";
import type {SteadyState} from "./concurrencyAnswer.js";
import type {Moment} from "./concurrencyRun.js";
import {type ConcurrencyControls, meanServiceTime, servingPlaces} from "./concurrencyScenario.js";
import type {LiveFormula} from "./formula.js";

const num = formatNumber;

/** The formulas at the controls, at a moment of the film, beside the steady state. */
export function concurrencyFormulas(
  mission: ConcurrencyMission,
  controls: ConcurrencyControls,
  moment: Moment,
  steady: SteadyState
): readonly LiveFormula[] {
  const service = meanServiceTime(mission, controls.executionTime);
  const places = servingPlaces(mission, controls.units);
  const offered = controls.arrivalRate * service;
  const queue = mmc({arrivalRate: controls.arrivalRate, serviceRate: 1 / service, servers: places});
  return [
    {
      name: "Little’s law",
      tex: String.raw`L = \lambda W`,
      live: `${num(moment.arrivalRate)}/s × ${Number.isNaN(moment.sojourn) ? "–" : formatDuration(moment.sojourn)} = ${num(moment.arrivalRate * moment.sojourn)}; counted: ${num(moment.average)}`,
      holds:
        "for every queue, order of service and distribution, over a long enough stretch, for the requests that got in.",
      fails:
        "on a stretch so short that those who came and those who left are different crowds; and it says nothing of the tail."
    },
    {
      name: "Utilization",
      tex: String.raw`\rho = \frac{\lambda S}{c}`,
      live: `${num(controls.arrivalRate)}/s × ${formatDuration(service)} / ${places} = ${num(offered / places)}`,
      holds: "whenever nothing is lost: the share of time that a place is busy.",
      fails: "at 1 and beyond: then it is no share of time but a debt, and the line grows without end."
    },
    {
      name: "M/M/1: one place, random arrivals and services",
      tex: String.raw`W = \frac{S}{1-\rho}`,
      live:
        places === 1
          ? mm1Live(service, offered)
          : `with one fast place of the same speed: ${mm1Live(service / places, offered / places)}`,
      holds: "for Poisson arrivals and exponential service at a single place.",
      fails:
        "for several places (it ignores that they share one line) and for regular arrivals (it invents waiting)."
    },
    {
      name: "M/M/c: c places, one line",
      tex: String.raw`W_q = \frac{C(c,\,\lambda S)}{c/S - \lambda}`,
      live: queue.stable
        ? `P(wait) ${formatPercent(queue.waitProbability)}, wait ${formatDuration(queue.meanWait)}, L ${num(queue.meanInSystem)}`
        : `no steady state: the line grows by ${num(queue.backlogGrowthRate)} per second`,
      holds: "for Poisson arrivals and exponential service; C is Erlang’s delay formula.",
      fails: "when arrivals are synchronised or clocked, or when a full buffer turns requests away."
    },
    {
      name: "This track’s own queue",
      tex: String.raw`L = \lambda_{\text{in}}\,W`,
      live: steady.stable
        ? `${num(steady.acceptedRate)}/s × ${formatDuration(steady.sojourn)} = ${num(steady.inSystem)} (${steady.method}${steady.halfWidth > 0 ? `, ± ${num(steady.halfWidth, 2)}` : ""}); lost ${formatPercent(steady.lossFraction)}`
        : `no steady state: ${num(steady.growthRate)} more per second`,
      holds: "in the long run, with the arrivals, service and buffer that the instruments show.",
      fails: "as a promise for one minute: watch the needle swing around it."
    }
  ];
}

function mm1Live(service: number, rho: number): string {
  if (rho >= 1) return `ρ = ${num(rho)}: no steady state`;
  return `${formatDuration(service)} / (1 − ${num(rho)}) = ${formatDuration(service / (1 - rho))}`;
}
