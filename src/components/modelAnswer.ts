/** The model answer: behind a button that asks for the reader's own words first, and can be opened without them. */
import {html} from "htl";
import {ledgerEntry, type Part} from "../lib/lab/ledger.js";
import {withStep} from "../lib/lab/ledgerChanges.js";
import type {Feedback} from "../lib/lessons/feedback.js";
import type {Lab} from "./lab.js";

export interface ModelAnswerOptions {
  readonly track: string;
  readonly part: Part;
  readonly explanation: string;
  readonly feedback: readonly Feedback[];
  /** The reader's own explanation at this moment. */
  readonly ownText: () => string;
}

const STEP = "model answer seen";

/** Feedback for the reader's misconception and the explanation in the track's numbers. */
export function modelAnswer(
  lab: Lab,
  {track, part, explanation, feedback, ownText}: ModelAnswerOptions
): HTMLElement {
  const place = {track, part};
  const host = html`<div></div>`;
  const message = html`<p class="message" role="status"></p>`;
  const open = () => {
    host.replaceChildren(
      html`<div class="feedback" tabindex="-1">${feedback.map(({title, text}) => html`<div><h3>${title}</h3><p>${text}</p></div>`)}
      <h3>What happened</h3><p>${explanation}</p></div>`
    );
  };
  if (ledgerEntry(lab.ledger, place).steps.some(({step}) => step === STEP)) {
    open();
    return host;
  }
  const compare = html`<button type="button" class="button">Compare with the lab’s answer</button>`;
  const anyway = html`<button type="button" class="linkbutton" hidden>Show it without an answer of mine</button>`;
  const reveal = () => {
    lab.update((ledger) => withStep(ledger, {...place, step: STEP, at: lab.now()}));
    open();
    host.querySelector<HTMLElement>(".feedback")?.focus();
  };
  compare.addEventListener("click", () => {
    if (ownText().trim() !== "") {
      reveal();
      return;
    }
    message.textContent = "Write a sentence of your own first: explaining the gap is where the learning is.";
    anyway.hidden = false;
  });
  anyway.addEventListener("click", reveal);
  host.append(html`<p>${compare} ${anyway}</p>`, message);
  return host;
}
