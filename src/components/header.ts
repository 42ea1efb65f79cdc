/** The two tools in the header: the track, changeable at any time, and light or dark. */
import {html} from "htl";
import type {Track} from "../lib/tables/track.js";
import {glyph, plateGlyph} from "./glyphs.js";

const THEME_KEY = "model-serving-lab/theme";

/** A native select dressed as the track's plate: the keyboard and screen readers know it already. */
export function trackSwitch(
  tracks: readonly Track[],
  {value, onChange}: {value: Track; onChange: (id: string) => void}
): HTMLElement & {show(track: Track): void} {
  const select =
    html`<select aria-label="Track">${tracks.map(({id, name}) => html`<option value=${id}>${name}</option>`)}</select>` as HTMLSelectElement;
  const plate = html`<span class="trackplate"></span>`;
  const root = html`<span class="trackswitch">${plate}${select}</span>` as HTMLElement & {
    show(track: Track): void;
  };
  select.addEventListener("change", () => onChange(select.value));
  root.show = (track) => {
    select.value = track.id;
    plate.replaceChildren(plateGlyph(track.glyph));
  };
  root.show(value);
  return root;
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Light or dark, remembered where storage allows it. */
export function themeSwitch(): HTMLElement {
  const button = html`<button type="button" class="button iconbutton"></button>`;
  const render = () => {
    const dark = isDark();
    button.setAttribute("aria-label", dark ? "Switch to light" : "Switch to dark");
    button.replaceChildren(glyph(dark ? "moon" : "sun"));
  };
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem(THEME_KEY, next);
    } catch {
      // Without storage the choice holds for this page only.
    }
    render();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", render);
  render();
  return button;
}
