/** The published plan on the page: asked first, then simulated beside what the reader said. */
import {html} from "htl";
import {formatDuration} from "../lib/format.js";
import type {LockState, Place} from "../lib/lab/ledger.js";
import {
  caseAnswer,
  caseDirections,
  caseExplanation,
  caseFeedback,
  caseForm,
  caseMechanisms,
  caseQuestion,
  caseSituation
} from "../lib/lessons/caseLesson.js";
import {publishedPlans} from "../lib/tables/publishedPlans.js";
import {MILLISECOND} from "../lib/units.js";
import type {BatchingDesk} from "./batchingDesk.js";
import {caseChart, caseChartSentence, caseChartTable} from "./caseChart.js";
import {factTable} from "./factTable.js";
import {instrument} from "./instrument.js";
import type {Lab} from "./lab.js";
import {lockSection} from "./lockSection.js";
import {ticket} from "./ticket.js";

const plan = publishedPlans.resnet50;

/** The plan and its question, or what became of it. */
export function publishedPlan(
  lab: Lab,
  desk: BatchingDesk,
  {place, lock}: {readonly place: Place; readonly lock: LockState}
): HTMLElement {
  const story = caseSituation(plan).map((words) => html`<p>${words}</p>`);
  const source = factTable("Where these figures come from", plan);
  if (!lock.open)
    return html`<div>${story}${source}${lockSection(lab, {...place, question: caseQuestion, form: caseForm(plan), inPlace: true})}</div>`;
  const {first} = lock;
  const headline = html`<h3>${first?.number == null ? "You did not say." : `You said ${formatDuration(first.number * MILLISECOND)}.`}</h3>`;
  const panel = instrument({plate: ["2I", "The plan, simulated"], description: ""});
  panel.say(`${plan.gpus.value} GPUs are being simulated.`);
  const told = html`<div class="lesson"></div>`;
  desk.ask("case", {track: place.track}, (rows) => {
    const answer = caseAnswer(rows, plan);
    if (!answer) return;
    const truth = `It is ${formatDuration(answer.planned.p99.value)}.`;
    headline.textContent =
      first?.number == null
        ? `You did not say. ${truth}`
        : `You said ${formatDuration(first.number * MILLISECOND)}. ${truth}`;
    const data = {
      rows,
      limit: plan.latencyLimit.value,
      plannedGpus: plan.gpus.value,
      ...(first?.number == null || first.number <= 0 ? {} : {prediction: first.number * MILLISECOND})
    };
    panel.show({
      sentence: caseChartSentence(data),
      draw: (width) => caseChart(data, {width}),
      table: () => caseChartTable(data)
    });
    const feedback = caseFeedback(
      answer,
      first && {direction: first.choice, number: first.number ?? 0, mechanism: first.mechanism}
    );
    told.replaceChildren(
      ...feedback.map(({title, text}) => html`<div class="feedback"><h3>${title}</h3><p>${text}</p></div>`),
      ...caseExplanation(answer, plan).map((words) => html`<p>${words}</p>`)
    );
  });
  return html`<div class="planreveal">${headline}
    ${ticket(lock, {unitName: "ms", unit: "ms", mechanisms: caseMechanisms, choices: caseDirections})}
    <div class="caseplan">${panel}</div>${told}
    <details class="later"><summary>The plan again</summary>${story}${source}</details></div>`;
}
