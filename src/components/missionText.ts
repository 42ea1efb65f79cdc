/** The mission's paragraphs, with the fact table of the part behind them. */
import {html} from "htl";
import {factTable} from "./factTable.js";

/** Paragraphs and, folded, where their figures come from. */
export function missionText(paragraphs: readonly string[], facts: unknown): HTMLElement {
  return html`<div>${paragraphs.map((text) => html`<p>${text}</p>`)}${factTable("Where these figures come from", facts)}</div>`;
}
