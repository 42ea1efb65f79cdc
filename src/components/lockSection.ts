/** The lock on a page: the form until something is committed or skipped; both go into the ledger with their time. */
import {html} from "htl";
import type {Part} from "../lib/lab/ledger.js";
import {withPrediction, withSkip} from "../lib/lab/ledgerChanges.js";
import type {Lab} from "./lab.js";
import {type LockQuestion, predictionLock} from "./predictionLock.js";

export interface LockSectionOptions {
  readonly track: string;
  readonly part: Part;
  readonly question: string;
  readonly form: LockQuestion;
  /** True where the answer is revealed in the form's own section, and not at the top of the page. */
  readonly inPlace?: boolean;
}

/** The question's heading and its form. */
export function lockSection(
  lab: Lab,
  {track, part, question, form, inPlace = false}: LockSectionOptions
): HTMLElement {
  const lock = predictionLock(form);
  lock.addEventListener("input", () => {
    const answer = lock.value;
    if (!answer) return;
    const at = lab.now();
    const heading = inPlace
      ? lock.closest("section")?.querySelector<HTMLElement>("h2")
      : document.querySelector<HTMLElement>("#start h1");
    lab.update((ledger) =>
      answer.kind === "skip"
        ? withSkip(ledger, {track, part, question, at})
        : withPrediction(ledger, {
            track,
            part,
            question,
            number: answer.number,
            choice: answer.choice,
            mechanism: answer.mechanism,
            confidence: answer.confidence,
            at
          })
    );
    if (inPlace) heading?.scrollIntoView({block: "start"});
    else scrollTo({top: 0});
    focusHeading(heading);
  });
  return html`<div><h2>${form.lines.map((words) => html`${words}<br>`)}</h2>${lock}</div>`;
}

/** The form is gone: whoever came by keyboard or listens goes on from the heading above the reveal. */
function focusHeading(heading: HTMLElement | null | undefined): void {
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({preventScroll: true});
}

/** After the reveal: the mission again, and the form for a later answer, kept beside the first. */
export function lockAgain(lab: Lab, options: LockSectionOptions, mission: Element): HTMLElement {
  return html`<div><details class="later"><summary>The mission and the question again</summary>${mission}</details>
  <details class="later"><summary>Answer once more: it is kept beside your first</summary>${lockSection(lab, options)}</details></div>`;
}
