/** The reveal of Part 2: what the reader said beside what it is, on one scale of milliseconds. */
import {html} from "htl";
import {formatDuration, formatNumber} from "../lib/format.js";
import type {LockState} from "../lib/lab/ledger.js";
import type {BatchingAnswer} from "../lib/lessons/batchingAnswer.js";
import {batchingDirections, batchingMechanisms} from "../lib/lessons/batchingLesson.js";
import {scaleEnd} from "../lib/lessons/scaleEnd.js";
import type {BatchingMission} from "../lib/tables/track.js";
import {MILLISECOND} from "../lib/units.js";
import {predictionScale} from "./predictionScale.js";
import {responsive} from "./responsive.js";
import {ticket} from "./ticket.js";

/** "You said 400 ms. It is 5.16 s." */
export function batchingHeadline({first}: LockState, {large}: BatchingAnswer): string {
  const truth = `It is ${formatDuration(large.wait)}.`;
  return first?.number == null
    ? `You did not say. ${truth}`
    : `You said ${formatDuration(first.number * MILLISECOND)}. ${truth}`;
}

/** The ticket with the own prediction beside the scale with both. */
export function batchingReveal(
  state: LockState,
  answer: BatchingAnswer,
  {latencyTarget}: BatchingMission
): HTMLElement {
  const {small, large} = answer;
  const said = state.first?.number;
  const truth = large.wait / MILLISECOND;
  const data = {
    before: small.wait / MILLISECOND,
    beforeLabel: `batches of ${small.batch}:`,
    ...(said == null ? {} : {prediction: said}),
    truth,
    waiting: large.formation / MILLISECOND,
    waitingWords: "fill the batch",
    limit: latencyTarget.value / MILLISECOND,
    limitName: "limit",
    max: scaleEnd(Math.max(1.3 * truth, said != null && said < 3 * truth ? 1.1 * said : 0)),
    unitName: "ms",
    unit: "ms"
  };
  return html`<div><h2>${batchingHeadline(state, answer)}</h2>
    <div class="reveal">${ticket(state, {unitName: "ms", unit: "ms", mechanisms: batchingMechanisms, choices: batchingDirections, show: (number) => formatNumber(number, 4)})}
    <div class="scale">${responsive((width) => predictionScale(data, {width}))}</div></div></div>`;
}
