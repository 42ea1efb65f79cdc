/** The choice of track: four cards, one radio each. A custom input that owns `.value`, the track's id. */
import {html} from "htl";
import type {Track} from "../lib/tables/track.js";
import {plateGlyph} from "./glyphs.js";
import {uniqueId} from "./theme.js";

export interface TrackChooser extends HTMLElement {
  value: string | null;
}

export interface TrackChooserOptions {
  readonly value: string | null;
  /** What the reader has done on a track so far, in words. */
  readonly stateOf: (id: string) => string;
}

/** Cards of the tracks; `stateOf` says what there already is on each. */
export function trackChooser(tracks: readonly Track[], {value, stateOf}: TrackChooserOptions): TrackChooser {
  const name = uniqueId("track");
  let chosen = value;
  const radios: HTMLInputElement[] = [];
  const cards = tracks.map((track) => {
    const radio = html`<input type="radio" name=${name} value=${track.id}>` as HTMLInputElement;
    radio.checked = track.id === chosen;
    radio.addEventListener("change", (event) => {
      event.stopPropagation();
      chosen = track.id;
      root.dispatchEvent(new Event("input", {bubbles: true}));
    });
    radios.push(radio);
    return html`<label class="trackcard">${radio}${plateGlyph(track.glyph)}
      <span class="name">${track.name}</span>
      <span class="persona">You are the ${track.persona}.</span>
      <span>${track.mission}</span>
      <span><strong>The crisis:</strong> ${track.crisis}</span>
      <span class="state">${stateOf(track.id)}</span></label>`;
  });
  const root =
    html`<fieldset class="tracks"><legend class="visually-hidden">Your track</legend>${cards}</fieldset>` as TrackChooser;
  Object.defineProperty(root, "value", {
    get: () => chosen,
    set: (id: string | null) => {
      chosen = id;
      for (const radio of radios) radio.checked = radio.value === id;
    }
  });
  return root;
}
