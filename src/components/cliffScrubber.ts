/**
 * A scrubber through iterations: previous, next, and a range that the arrow keys move one iteration at a time. A custom
 * input: `.value` is the iteration's index; it emits `input`.
 */
import {html} from "htl";
import {formatNumber} from "../lib/format.js";
import {glyph} from "./glyphs.js";
import {timeUnit} from "./marks/scaleUnits.js";

export interface Scrubber extends HTMLElement {
  value: number;
  /** Gives it other steps; the place in time stays as near as it can. The first time it starts at `first` [s]. */
  load(steps: readonly number[], from: number, first: number): void;
  /** The moment of the current step [s]. */
  readonly time: number;
}

const FAST = 10;

/** The scrubber; `name` is what a step is called: "iteration", "job". */
export function scrubber(name: string): Scrubber {
  let steps: readonly number[] = [0];
  let from = 0;
  let index = 0;
  let loaded = false;
  const range =
    html`<input type="range" min="0" max="0" step="1" value="0" aria-label=${`The ${name} that is shown`}>` as HTMLInputElement;
  const back = html`<button type="button" class="button" aria-label=${`Previous ${name}`}></button>`;
  const next = html`<button type="button" class="button" aria-label=${`Next ${name}`}></button>`;
  const far = html`<button type="button" class="button" aria-label=${`${FAST} on`}>+${FAST}</button>`;
  const clock = html`<output class="filmclock"></output>`;
  back.append(glyph("back"));
  next.append(glyph("forward"));
  const root =
    html`<div class="scrubber">${back}${next}${far}<span class="rangewrap">${range}</span>${clock}</div>` as Scrubber;

  const render = () => {
    range.max = String(steps.length - 1);
    range.value = String(index);
    range.style.setProperty("--fill", `${(100 * index) / Math.max(1, steps.length - 1)}%`);
    const unit = timeUnit((steps.at(-1) ?? 0) - from || 1);
    const words = `${name} ${formatNumber(index + 1)} of ${formatNumber(steps.length)}, ${formatNumber((root.time - from) / unit.size, 4)} ${unit.name}`;
    clock.textContent = words;
    range.setAttribute("aria-valuetext", words);
    back.setAttribute("aria-disabled", String(index === 0));
    next.setAttribute("aria-disabled", String(index >= steps.length - 1));
  };
  const set = (wanted: number) => {
    const inside = Math.max(0, Math.min(steps.length - 1, wanted));
    if (inside === index) return;
    index = inside;
    render();
    root.dispatchEvent(new Event("input", {bubbles: true}));
  };
  Object.defineProperty(root, "value", {
    get: () => index,
    set: (value: number) => {
      index = Math.max(0, Math.min(steps.length - 1, value));
      render();
    }
  });
  Object.defineProperty(root, "time", {get: () => steps[index] ?? from});
  range.addEventListener("input", (event) => {
    event.stopPropagation();
    set(Number(range.value));
  });
  back.addEventListener("click", () => set(index - 1));
  next.addEventListener("click", () => set(index + 1));
  far.addEventListener("click", () => set(index + FAST));
  root.load = (given, start, first) => {
    const time = loaded ? root.time : first;
    loaded = true;
    steps = given.length > 0 ? given : [start];
    from = start;
    const later = steps.findIndex((step) => step >= time);
    index = later < 0 ? steps.length - 1 : later;
    render();
  };
  render();
  return root;
}
