/**
 * The three texts of a part: what was seen, why it differs from the prediction, and the reflection. Each is saved as
 * it is typed; evidence that is inserted is also kept as a record of its own.
 */
import {html} from "htl";
import {type Evidence, evidenceText} from "../lib/lab/evidence.js";
import {ledgerTextOf, otherVersions, type Part} from "../lib/lab/ledger.js";
import {withEvidence, withText} from "../lib/lab/ledgerChanges.js";
import type {Lab} from "./lab.js";
import {type NotebookText, notebookText} from "./notebookText.js";
import {clockTime} from "./ticket.js";

export interface ReflectionText extends HTMLElement {
  /** Refreshes the evidence on offer. */
  offer(evidence: readonly Evidence[]): void;
  readonly text: string;
  dispose(): void;
}

export interface ReflectionTextOptions {
  readonly track: string;
  readonly part: Part;
  readonly field: "observation" | "explanation" | "reflection";
  readonly label: string;
  readonly placeholder?: string;
}

/** A text bound to the ledger. Call `dispose` when it leaves the page. */
export function reflectionText(
  lab: Lab,
  {track, part, field, label, placeholder = ""}: ReflectionTextOptions
): ReflectionText {
  const place = {track, part, field};
  let offered: readonly Evidence[] = [];
  const editor: NotebookText = notebookText({
    label,
    placeholder,
    text: ledgerTextOf(lab.ledger, place),
    onEdit: (text) => {
      lab.update((ledger) => withText(ledger, {...place, text, by: lab.editor, at: lab.now()}));
      report();
    },
    onEvidence: (index) => {
      const evidence = offered[index];
      if (evidence) lab.update((ledger) => withEvidence(ledger, {track, part, evidence, at: lab.now()}));
    }
  });
  const others = html`<div class="otherversions"></div>`;
  const root = html`<div>${editor}${others}</div>` as ReflectionText;
  const report = () => {
    const {status} = lab;
    if (status === null) return;
    editor.saved(status.words, status.failed);
  };
  const showOthers = () => {
    const versions = otherVersions(lab.ledger, place);
    others.replaceChildren(
      ...versions.map(
        ({text, editedAt}) =>
          html`<details class="later"><summary>Another tab wrote something else at ${clockTime(editedAt)}</summary><blockquote>${text}</blockquote></details>`
      )
    );
  };
  const stop = lab.observe(() => {
    editor.receive(ledgerTextOf(lab.ledger, place));
    showOthers();
  });
  showOthers();
  root.offer = (evidence) => {
    offered = evidence;
    editor.offer(evidence.map((item) => ({label: shortLabel(item), text: evidenceText(item)})));
  };
  root.dispose = stop;
  Object.defineProperty(root, "text", {get: () => editor.value});
  return root;
}

function shortLabel({label, value, unit}: Evidence): string {
  return `${label} ${Number(value.toPrecision(3))} ${unit}`.trim();
}
