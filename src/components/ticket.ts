/** The reader's own prediction, as it was committed: kept, with its time. */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import type {LockState} from "../lib/lab/ledger.js";
import {confidences, type LockOption} from "./predictionLock.js";

export interface TicketOptions {
  readonly unitName: string;
  readonly mechanisms: readonly LockOption[];
  /** The options of the question's choice, where it has one. */
  readonly choices?: readonly LockOption[];
  /** The number as it was said; a plain number if absent. */
  readonly show?: (number: number) => string;
  /** The unit beside the number, where a plain number would not do. */
  readonly unit?: string;
}

/** The clock time of an ISO instant, in the reader's zone. */
export function clockTime(iso: string): string {
  const time = new Date(iso);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** The first prediction, or the word that it was skipped; later ones beside it. */
export function ticket(
  state: LockState,
  {unitName, mechanisms, choices = [], show = formatNumber, unit = ""}: TicketOptions
): HTMLElement {
  const {first, later, skippedAt} = state;
  const claimOf = (id: string) => {
    const found = mechanisms.find((mechanism) => mechanism.id === id);
    return found ? `“${`${found.claim} ${found.why ?? ""}`.trim()}”` : id;
  };
  const said = ({number}: {readonly number: number | null}) => (number === null ? "–" : show(number));
  const chosen = ({choice}: {readonly choice: string | null}) =>
    choice === null ? "" : `${choices.find(({id}) => id === choice)?.claim ?? choice} `;
  if (!first)
    return html`<div class="ticket"><div class="said">No prediction<span class="value">–</span><span class="when">skipped${skippedAt ? ` at ${clockTime(skippedAt)}` : ""}</span></div>
    <div class="why">You skipped the question, and the ledger says so. You can still write down what you would have said.</div></div>`;
  const diamonds = "◆".repeat(first.confidence) + "◇".repeat(5 - first.confidence);
  const others = later.map(
    (prediction) =>
      html`<li>${chosen(prediction)}${said(prediction)} ${unitName}, ${claimOf(prediction.mechanism)}, at ${clockTime(prediction.committedAt)}</li>`
  );
  return html`<div><div class="ticket">
    <div class="said">Your prediction<span class="value">${said(first)}${unit === "" ? null : html`<small> ${unit}</small>`}</span><span class="when">${clockTime(first.committedAt)}, first answer, kept for good</span></div>
    <div class="why">${chosen(first) === "" ? null : html`<strong>${chosen(first)}</strong>`}${claimOf(first.mechanism)}<span class="sure"><span aria-hidden="true">${diamonds}</span> <span>${confidences[first.confidence - 1]}</span></span></div>
  </div>${others.length ? html`<details class="later"><summary>${others.length === 1 ? "One later answer" : `${others.length} later answers`}</summary><ol>${others}</ol></details>` : null}</div>`;
}
