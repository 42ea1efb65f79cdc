/** The published plan as a prediction of its own: what is asked, what may be answered, and what is said to it. */
import {formatDuration, formatNumber, formatPercent} from "../format.js";
import {type PublishedPlan, publishedPlans} from "../tables/publishedPlans.js";
import {MILLISECOND} from "../units.js";
import type {Feedback} from "./feedback.js";
import {leastGpus, type PlanPolicy, type PlanRow, planPolicies, planRow, planSteps} from "./publishedCase.js";

/** The question's key in the ledger. */
export const caseQuestion = "part2/published-plan";

/** With three GPUs less, the tail of full batches will be … */
export const caseDirections = [
  {id: "longer", claim: "Longer."},
  {id: "shorter", claim: "Shorter."},
  {id: "same", claim: "The same."}
] as const;

export const caseMechanisms = [
  {id: "plan-capacity", claim: "More GPUs, shorter lines.", why: "Each has less to do."},
  {id: "plan-planned", claim: "The plan holds its limit.", why: "It was computed for that p99."},
  {
    id: "plan-fill",
    claim: "More GPUs, slower batches.",
    why: "Each gets fewer requests, so its batch fills later."
  },
  {
    id: "plan-variance",
    claim: "The spread decides.",
    why: "It is the random arrivals, whatever the number of GPUs."
  }
] as const;

const FEWER = 3;

/** The lock's form. */
export function caseForm(plan: PublishedPlan = publishedPlans.resnet50) {
  const gpus = plan.gpus.value;
  const limit = plan.latencyLimit.value;
  return {
    lines: [
      `A published plan has ${gpus} GPUs for ${formatNumber(plan.arrivalRate.value)} requests per second.`,
      `Each has a queue of its own and takes full batches of ${plan.batch}.`,
      "What is its p99, if one lets it run?"
    ],
    choice: {title: `With ${gpus - FEWER} of its GPUs the p99 will be`, options: caseDirections},
    numberTitle: `The p99 with ${gpus} GPUs`,
    unitName: "ms",
    min: 0,
    max: (2 * limit) / MILLISECOND,
    step: 1,
    before: limit / MILLISECOND,
    beforeName: "the limit:",
    mechanisms: caseMechanisms
  };
}

/** The plan in the text's own words of arithmetic. */
export function caseSituation(plan: PublishedPlan = publishedPlans.resnet50): readonly string[] {
  const steps = planSteps(plan);
  const [one] = plan.serviceCurve;
  const batch = plan.serviceCurve.find((point) => point.batch === plan.batch);
  return [
    `A chapter on serving plans ResNet-50 for ${formatNumber(plan.arrivalRate.value)} requests per second with a p99 of at most ${formatDuration(plan.latencyLimit.value)}. One image takes a GPU ${formatDuration(one.time.value)}, ${plan.batch} together ${formatDuration(batch?.time.value ?? Number.NaN)}, measured.`,
    `It reasons like this. M/M/1 keeps that p99 up to a utilization of ${formatPercent(steps.safeUtilization)}, so ${formatNumber(steps.requiredRate, 4)} per second must be possible. A GPU does ${formatNumber(steps.gpuRate, 4)} per second in batches of ${plan.batch}: that makes ${steps.gpusForRate} GPUs, and with ${formatPercent(plan.headroom.value - 1)} of headroom ${steps.gpus}.`
  ];
}

/** The four configurations that tell the story, and those around them: what to simulate, in this order. */
export interface CaseStep {
  readonly gpus: number;
  readonly policy: PlanPolicy;
  /** How many requests. */
  readonly requests: number;
}

const CERTAIN = 200_000;
const ROUGH = 60_000;

export function caseSteps(plan: PublishedPlan = publishedPlans.resnet50): readonly CaseStep[] {
  const gpus = plan.gpus.value;
  const least = leastGpus(plan);
  const of = (id: PlanPolicy["id"]) => planPolicies.find((policy) => policy.id === id)!;
  const told: readonly CaseStep[] = [
    {gpus, policy: of("fullEach"), requests: CERTAIN},
    {gpus: gpus - FEWER, policy: of("fullEach"), requests: CERTAIN},
    {gpus, policy: of("greedyShared"), requests: CERTAIN},
    {gpus: least, policy: of("greedyShared"), requests: CERTAIN}
  ];
  const rest = planPolicies.flatMap((policy) =>
    Array.from({length: gpus - least + 1}, (_, k): CaseStep => ({gpus: least + k, policy, requests: ROUGH}))
  );
  const isTold = ({gpus: n, policy}: CaseStep) =>
    told.some((step) => step.gpus === n && step.policy === policy);
  return [...told, ...rest.filter((step) => !isTold(step))];
}

/** The rows one after the other. */
export function* caseRows(): Generator<readonly PlanRow[] | null, void> {
  const rows: PlanRow[] = [];
  for (const {gpus, policy, requests} of caseSteps()) {
    rows.push(planRow(gpus, policy, {requests}));
    yield rows.length >= 4 ? [...rows] : null;
  }
}

/** The row of a policy with so many GPUs, if it has been simulated. */
export function caseRow(
  rows: readonly PlanRow[],
  policy: PlanPolicy["id"],
  gpus: number
): PlanRow | undefined {
  return rows.find((row) => row.policy === policy && row.gpus === gpus);
}

export interface CaseAnswer {
  readonly planned: PlanRow;
  readonly fewer: PlanRow;
  readonly greedy: PlanRow;
  readonly least: PlanRow;
}

/** The four rows of the story; null until they are there. */
export function caseAnswer(
  rows: readonly PlanRow[],
  plan: PublishedPlan = publishedPlans.resnet50
): CaseAnswer | null {
  const gpus = plan.gpus.value;
  const planned = caseRow(rows, "fullEach", gpus);
  const fewer = caseRow(rows, "fullEach", gpus - FEWER);
  const greedy = caseRow(rows, "greedyShared", gpus);
  const least = caseRow(rows, "greedyShared", leastGpus(plan));
  return planned && fewer && greedy && least ? {planned, fewer, greedy, least} : null;
}

/** What happened, in the case's numbers. */
export function caseExplanation(
  {planned, fewer, greedy, least}: CaseAnswer,
  plan: PublishedPlan = publishedPlans.resnet50
): readonly string[] {
  const time = formatDuration;
  const each = plan.arrivalRate.value / planned.gpus;
  const {gpuRate} = planSteps(plan);
  const enough = least.meets ? `${least.gpus} are enough` : `${least.gpus} are not enough`;
  return [
    `With ${planned.gpus} GPUs each one gets ${formatNumber(each)} requests per second, and its batch of ${plan.batch} takes ${time((plan.batch - 1) / each)} to fill: the p99 is ${time(planned.p99.value)}, over the limit of ${time(plan.latencyLimit.value)}. With ${fewer.gpus} the batches fill faster: ${time(fewer.p99.value)}. No GPU is short of power: ${formatPercent(planned.busyFraction)} of the time they work.`,
    `One queue for all, and whoever is free takes whoever is there: ${time(greedy.p99.value)} with ${greedy.gpus} GPUs, and ${time(least.p99.value)} with ${least.gpus}. So ${enough}, and nothing does with fewer: ${least.gpus - 1} GPUs full of batches of ${plan.batch} answer ${formatNumber((least.gpus - 1) * gpuRate, 4)} per second.`,
    `The plan took the capacity of full batches and the tail of single requests, and asked nobody how long a batch takes to fill.`
  ];
}

const TOLERANCE = 0.1;

/** What to say to a prediction of the case. */
export function caseFeedback(
  {planned, fewer}: CaseAnswer,
  predicted: {readonly direction: string | null; readonly number: number; readonly mechanism: string} | null
): readonly Feedback[] {
  if (predicted === null) return [];
  const time = formatDuration;
  const near = Math.abs(predicted.number * MILLISECOND - planned.p99.value) <= TOLERANCE * planned.p99.value;
  const turned = predicted.direction !== "shorter";
  const items: Feedback[] = [];
  if (turned)
    items.push({
      id: "more-is-faster",
      title: "Fewer GPUs, shorter tail.",
      text: `${planned.gpus} GPUs: ${time(planned.p99.value)}. ${fewer.gpus} GPUs: ${time(fewer.p99.value)}. A GPU that waits for a full batch of its own cannot be helped by another one; it is robbed by it.`
    });
  if (predicted.mechanism === "plan-planned")
    items.push({
      id: "plan-is-run",
      title: "A plan is a model.",
      text: "It holds for the queue that its formula is about: single requests at an exponential server. The machine that it was applied to collects batches."
    });
  if (predicted.mechanism === "plan-capacity")
    items.push({
      id: "line-blamed",
      title: "There is no line to shorten.",
      text: `The wait in front of a busy GPU is ${time(planned.meanQueueWait)} on average. The wait for the batch to fill is ${time(planned.meanFormation)}.`
    });
  if (predicted.mechanism === "plan-variance")
    items.push({
      id: "variance",
      title: "The spread is there, on top.",
      text: `Smooth arrivals would fill a batch in ${time(2 * planned.meanFormation)}, which alone is most of the p99. Chance adds the rest.`
    });
  if (items.length === 0)
    items.push(
      near
        ? {
            id: "right",
            title: "Right.",
            text: `${time(planned.p99.value)}, and shorter with fewer. You read the batch, not the formula.`
          }
        : {
            id: "right-direction",
            title: "The right mechanism. Now the number.",
            text: `The first of a batch waits for all the others, ${time(2 * planned.meanFormation)} on average, and the p99 waits longer than that: ${time(planned.p99.value)}.`
          }
    );
  return items;
}
