/**
 * A choice among levels: radios with a name and what each does. One that would change nothing beside the other controls
 * is disabled and says what it needs. A custom input that owns `.value`, a level's id, and emits `input`.
 */
import {html} from "htl";
import {uniqueId} from "./theme.js";

export interface LevelOption {
  readonly id: string;
  readonly name: string;
  readonly what: string;
}

export interface LevelChoice extends HTMLElement {
  value: string;
  /** Says for each level what it lacks to have an effect; an empty text where it has one. */
  limit(lacks: (id: string) => string): void;
}

/** The choice, folded to its current level until it is opened. */
export function levelChoice(
  label: string,
  options: readonly LevelOption[],
  {value: initial, disabled = false}: {readonly value: string; readonly disabled?: boolean}
): LevelChoice {
  const name = uniqueId("level");
  let value = initial;
  const items = options.map(({id, name: title, what}) => {
    const radio =
      html`<input type="radio" name=${name} value=${id} checked=${id === value} disabled=${disabled}>` as HTMLInputElement;
    const needs = html`<span class="needs"></span>`;
    const item = html`<label class="level">${radio}<span><strong>${title}</strong><span class="what">${what}</span>${needs}</span></label>`;
    radio.addEventListener("input", (event) => event.stopPropagation());
    radio.addEventListener("change", (event) => {
      event.stopPropagation();
      value = id;
      root.dispatchEvent(new Event("input", {bubbles: true}));
    });
    return {id, radio, needs, item};
  });
  const root =
    html`<fieldset class="levels"><legend>${label}</legend>${items.map(({item}) => item)}</fieldset>` as LevelChoice;
  root.limit = (lacks) => {
    for (const {id, radio, needs, item} of items) {
      const words = lacks(id);
      radio.disabled = disabled || words !== "";
      needs.textContent = words === "" ? "" : words;
      item.classList.toggle("idle", words !== "");
    }
  };
  Object.defineProperty(root, "value", {
    get: () => value,
    set: (next: string) => {
      value = next;
      for (const {id, radio} of items) radio.checked = id === next;
    }
  });
  return root;
}
