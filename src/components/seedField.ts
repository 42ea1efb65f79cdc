/** The seed of the traffic: typed, or drawn anew. A custom input that owns `.value`, an integer of 32 bits. */
import {html} from "htl";
import {parseNumber} from "../lib/lab/prediction.js";
import {glyph} from "./glyphs.js";
import {uniqueId} from "./theme.js";

export interface SeedField extends HTMLElement {
  value: number;
}

/** Largest seed on offer: four digits are easy to read aloud in class; any 32-bit integer can be typed. */
const DRAWN = 10_000;
const LARGEST = 2 ** 32 - 1;

/** The field and its button. */
export function seedField(initial: number, {disabled = false}: {disabled?: boolean} = {}): SeedField {
  const id = uniqueId("seed");
  let value = initial;
  const field =
    html`<input type="text" id=${id} inputmode="numeric" autocomplete="off" disabled=${disabled}>` as HTMLInputElement;
  const draw = html`<button type="button" class="button" aria-label="New seed" title="New seed" disabled=${disabled}></button>`;
  draw.append(glyph("again"));
  const message = html`<p class="message" role="status"></p>`;
  const root =
    html`<div><div class="field"><label for=${id}>Seed</label><span class="seedtools">${field} ${draw}</span></div>${message}</div>` as SeedField;
  const render = () => {
    field.value = String(value);
  };
  const set = (next: number) => {
    value = next;
    render();
    root.dispatchEvent(new Event("input", {bubbles: true}));
  };
  field.addEventListener("input", (event) => event.stopPropagation());
  field.addEventListener("change", () => {
    const parsed = parseNumber(field.value, {min: 0, max: LARGEST});
    const ok = parsed.ok && Number.isInteger(parsed.value);
    message.textContent = ok
      ? ""
      : `${parsed.ok ? "A seed is a whole number." : parsed.message} It stays at ${value}.`;
    field.setAttribute("aria-invalid", String(!ok));
    if (ok && parsed.ok) set(parsed.value);
    else render();
  });
  draw.addEventListener("click", () => {
    message.textContent = "";
    field.setAttribute("aria-invalid", "false");
    set(crypto.getRandomValues(new Uint32Array(1))[0]! % DRAWN);
  });
  Object.defineProperty(root, "value", {
    get: () => value,
    set: (next: number) => {
      value = next;
      render();
    }
  });
  render();
  return root;
}
