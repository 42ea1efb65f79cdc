/**
 * A slider with a typed reading: one custom input that owns `.value` in base units and emits `input`. What is typed
 * outside the range is said in words and answered with the nearest value; what is no number changes nothing.
 */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {parseNumber} from "../lib/lab/prediction.js";
import type {Range} from "../lib/tables/track.js";
import {uniqueId} from "./theme.js";

export interface SliderOptions {
  readonly value: number;
  readonly disabled?: boolean;
  /** Marks where the control stood before the story began. */
  readonly was?: number;
  readonly digits?: number;
}

export interface Slider extends HTMLElement {
  value: number;
}

/** The value of the range that is nearest to `value`: on its grid where only the grid exists. */
export function nearestValue({min, max, step, snap = false}: Range, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  if (!snap) return inside;
  const last = Math.floor((max - min) / step + 1e-9);
  return min + Math.min(Math.round((inside - min) / step), last) * step;
}

export function slider(label: string, range: Range, options: SliderOptions): Slider {
  const {disabled = false, was, digits = 4} = options;
  const [unit, size] = range.unit;
  const id = uniqueId("slider");
  const steps = Math.floor((range.max - range.min) / range.step + 1e-9);
  const stepOf = (value: number) =>
    (Math.min(range.max, Math.max(range.min, value)) - range.min) / range.step;
  const show = (value: number) => formatNumber(value / size, digits).replaceAll(",", "");
  const fill = (value: number) => `${(100 * stepOf(value)) / steps}%`;

  let value = options.value;
  const dial =
    html`<input type="range" id=${id} min="0" max=${steps} step="1" disabled=${disabled}>` as HTMLInputElement;
  const typed =
    html`<input type="text" inputmode="decimal" autocomplete="off" aria-label=${[label, unit].filter(Boolean).join(", ")} disabled=${disabled}>` as HTMLInputElement;
  const message = html`<p class="message" role="status"></p>`;
  const mark =
    was === undefined
      ? null
      : html`<span class="was" aria-hidden="true" style=${{left: `calc(7px + ${stepOf(was) / steps} * (100% - 14px))`}}>▼</span>`;
  const root = html`<div class="slider">
    <label for=${id}>${label}</label>
    <span class="reading">${typed}<span class="unit">${unit}</span></span>
    <div class="track">${mark}${dial}</div>
    <div class="ends" aria-hidden="true"><span>${show(range.min)}</span><span>${show(range.max)}</span></div>
    ${message}
  </div>` as Slider;

  const render = () => {
    dial.value = String(Math.round(stepOf(value)));
    dial.setAttribute("aria-valuetext", `${show(value)} ${unit}`.trim());
    dial.style.setProperty("--fill", fill(value));
    typed.value = show(value);
  };
  const say = (text: string) => {
    message.textContent = text;
    typed.setAttribute("aria-invalid", String(text !== ""));
  };
  const set = (next: number) => {
    value = next;
    render();
    root.dispatchEvent(new Event("input", {bubbles: true}));
  };
  dial.addEventListener("input", (event) => {
    event.stopPropagation();
    say("");
    set(range.min + Number(dial.value) * range.step);
  });
  typed.addEventListener("input", (event) => event.stopPropagation());
  typed.addEventListener("change", () => {
    const parsed = parseNumber(typed.value, {min: -Infinity, max: Infinity});
    if (!parsed.ok) {
      say(`${parsed.message} It stays at ${show(value)} ${unit}.`);
      typed.value = show(value);
      return;
    }
    const wanted = parsed.value * size;
    const nearest = nearestValue(range, wanted);
    say(
      wanted < range.min * (1 - 1e-9) || wanted > range.max * (1 + 1e-9)
        ? `${formatNumber(parsed.value, digits)} is out of range: ${show(nearest)} ${unit} is the nearest.`
        : ""
    );
    set(nearest);
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
