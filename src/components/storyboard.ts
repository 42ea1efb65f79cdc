/** The three parts as a storyboard: pictures, questions and the reader's progress. */
import {html} from "htl";
import type {StoryPicture} from "../lib/lessons/storyPictures.js";
import {storyPicture} from "./storyPicture.js";

export interface StoryPart {
  readonly part: number;
  readonly title: string;
  readonly minutes: number;
  readonly question: string;
  readonly does: string;
  readonly picture: StoryPicture;
  /** Link, or null where the part is not open yet. */
  readonly href: string | null;
  /** Progress on the chosen track, 0 to 1, and its state in words. */
  readonly progress: number;
  readonly state: string;
}

/** The list of parts with pictures, questions and the reader's progress. */
export function storyboard(parts: readonly StoryPart[]): HTMLElement {
  return html`<ol class="storyboard">${parts.map(
    ({part, title, minutes, question, does, picture, href, progress, state}) => {
      const heading = href === null ? html`<h3>${title}</h3>` : html`<h3><a href=${href}>${title}</a></h3>`;
      return html`<li><div class="picture">${storyPicture(picture)}</div><div class="text">
      <p class="kicker">Part ${part} · ${minutes} min</p>${heading}
      <p><strong>${question}</strong></p><p>${does}</p>
      <div class="progress" role="progressbar" aria-label=${`Part ${part}: progress`} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(100 * progress)}><div style=${{width: `${100 * progress}%`}}></div></div>
      <p class="state">${state}</p></div></li>`;
    }
  )}</ol>`;
}
