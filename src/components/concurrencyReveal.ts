/** The reveal: what the reader said beside what it is, on one scale, and the question what they see. */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import type {LockState} from "../lib/lab/ledger.js";
import type {ConcurrencyAnswer} from "../lib/lessons/concurrencyAnswer.js";
import {concurrencyMechanisms} from "../lib/lessons/concurrencyLesson.js";
import {predictionScale} from "./predictionScale.js";
import {responsive} from "./responsive.js";
import {ticket} from "./ticket.js";

/** The headline: "You said 22. It is 28.4." */
export function revealHeadline({first}: LockState, answer: ConcurrencyAnswer): string {
  const truth = `It is ${formatNumber(answer.after.inSystem)}.`;
  return first?.number == null
    ? `You did not say. ${truth}`
    : `You said ${formatNumber(first.number)}. ${truth}`;
}

export interface RevealOptions {
  readonly unitName: string;
  readonly max: number;
}

/** The ticket with the own prediction beside the scale with both. */
export function concurrencyReveal(
  state: LockState,
  answer: ConcurrencyAnswer,
  {unitName, max}: RevealOptions
): HTMLElement {
  const {before, after, limit} = answer;
  const prediction = state.first?.number;
  const data = {
    before: before.inSystem,
    beforeLabel: "before",
    ...(prediction == null ? {} : {prediction}),
    truth: after.inSystem,
    limit,
    max: Math.max(max, after.inSystem * 1.1),
    unit: unitName,
    unitName
  };
  return html`<div><h2>${revealHeadline(state, answer)}</h2>
    <div class="reveal">${ticket(state, {unitName, mechanisms: concurrencyMechanisms})}
    <div class="scale">${responsive((width) => predictionScale(data, {width}))}</div></div>
    <p class="attribution">This is the average of a run without end. The film below is one stretch of it: what it measures lies near this number.</p></div>`;
}
