/**
 * A text of the reader's: saved as it is typed, with buttons that insert measured evidence at the cursor. What is
 * typed is text and stays text.
 */
import {html} from "htl";
import {LEDGER_LIMITS} from "../lib/lab/ledger.js";
import {uniqueId} from "./theme.js";

export interface EvidenceButton {
  /** Short words on the button. */
  readonly label: string;
  /** The sentence that is inserted, with value, unit, configuration and seed. */
  readonly text: string;
}

export interface NotebookText extends HTMLElement {
  readonly value: string;
  /** Says whether the last change is safe. */
  saved(words: string, failed?: boolean): void;
  /** The evidence on offer; called again whenever a measurement changes. */
  offer(evidence: readonly EvidenceButton[]): void;
  /** Replaces the text when another tab changed it and nobody is typing here. */
  receive(text: string): void;
}

export interface NotebookTextOptions {
  readonly label: string;
  readonly text: string;
  readonly placeholder?: string;
  readonly onEdit: (text: string) => void;
  readonly onEvidence?: (index: number) => void;
  readonly delay?: number;
}

/** A labelled text area that calls `onEdit` a moment after the last keystroke, and at once when it loses focus. */
export function notebookText({
  label,
  text,
  placeholder = "",
  onEdit,
  onEvidence,
  delay = 400
}: NotebookTextOptions): NotebookText {
  const id = uniqueId("text");
  const area =
    html`<textarea id=${id} maxlength=${LEDGER_LIMITS.text} placeholder=${placeholder} spellcheck="true"></textarea>` as HTMLTextAreaElement;
  area.value = text;
  const status = html`<p class="saved" role="status"></p>`;
  const buttons = html`<div class="evidence" role="group" aria-label="Insert measured evidence"></div>`;
  const root =
    html`<div class="notebooktext"><label class="visually-hidden" for=${id}>${label}</label>${area}${buttons}${status}</div>` as NotebookText;

  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = text;
  let cursor: readonly [number, number] | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (area.value === told) return;
    told = area.value;
    onEdit(told);
  };
  const later = () => {
    clearTimeout(timer);
    status.textContent = "…";
    timer = setTimeout(flush, delay);
  };
  area.addEventListener("input", (event) => {
    event.stopPropagation();
    later();
  });
  area.addEventListener("blur", () => {
    cursor = [area.selectionStart, area.selectionEnd];
    flush();
  });
  addEventListener("pagehide", flush);

  let offered: readonly EvidenceButton[] = [];
  const insert = (index: number) => {
    const piece = offered[index]?.text;
    if (piece === undefined) return;
    const [from, to] = cursor ?? [area.value.length, area.value.length];
    const before = area.value.slice(0, from);
    const joint = before === "" || /\s$/.test(before) ? "" : " ";
    area.value = `${before}${joint}${piece}${area.value.slice(to)}`.slice(0, LEDGER_LIMITS.text);
    const end = Math.min(area.value.length, from + joint.length + piece.length);
    cursor = [end, end];
    area.focus();
    area.setSelectionRange(end, end);
    onEvidence?.(index);
    flush();
  };

  root.saved = (words, failed = false) => {
    status.textContent = words;
    status.className = failed ? "saved failed" : "saved";
  };
  root.offer = (evidence) => {
    const same =
      evidence.length === offered.length &&
      evidence.every(({label: words}, i) => offered[i]?.label === words);
    offered = evidence;
    if (same) return;
    if (evidence.length === buttons.children.length) {
      evidence.forEach(({label: words}, i) => {
        buttons.children[i]!.textContent = `+ ${words}`;
      });
      return;
    }
    buttons.replaceChildren(
      ...evidence.map(({label: words}, i) => {
        const button = html`<button type="button" class="button">+ ${words}</button>`;
        button.addEventListener("click", () => insert(i));
        return button;
      })
    );
  };
  root.receive = (incoming) => {
    if (document.activeElement === area || incoming === area.value) return;
    area.value = incoming;
    told = incoming;
  };
  Object.defineProperty(root, "value", {get: () => area.value});
  return root;
}
