/** The configuration in the address bar: read when the page opens, kept in step with the controls, copied on demand. */
import {html} from "htl";
import type {PartLink} from "../lib/lessons/partLink.js";
import type {Track} from "../lib/tables/track.js";
import {trackOf} from "../lib/tables/tracks.js";
import type {Lab} from "./lab.js";

/**
 * What the link that opened the page asks for: its track becomes the reader's, and the notice says so. Links name
 * ids; an unknown one changes nothing.
 */
export function followLink<Controls>(lab: Lab, link: PartLink<Controls>): HTMLElement {
  const notice = html`<div class="notice" role="status"></div>`;
  const asked = new URLSearchParams(location.search).get("track");
  const wanted = trackOf(asked);
  const before = lab.ledger.chosen?.track ?? null;
  if (wanted && before !== wanted.id) {
    lab.chooseTrack(wanted.id);
    const own = trackOf(before);
    if (own)
      notice.append(
        html`<p>This link is about ${wanted.name}. Your track was ${own.name}; nothing of it is lost.</p>`
      );
  }
  const {notes} = link.read(lab.track, location.search);
  for (const note of notes) notice.append(html`<p>${note}</p>`);
  return notice;
}

/** The controls that the address asks for on this track; the mission's own where it is about another one. */
export function startingControls<Controls>(track: Track, link: PartLink<Controls>): Controls {
  const asked = new URLSearchParams(location.search).get("track");
  const search = asked === null || asked === track.id || !trackOf(asked) ? location.search : "";
  return link.read(track, search).controls;
}

/** A pause in turning the controls [ms], after which the address follows. */
const PAUSE = 150;
let pending: (() => void) | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps the address in step with the controls, so that a reload finds them again. */
export function rememberControls<Controls>(track: Track, link: PartLink<Controls>, controls: Controls): void {
  pending = () => {
    pending = undefined;
    try {
      const query = link.write(track, controls);
      history.replaceState(history.state, "", `${location.pathname}?${query}${location.hash}`);
    } catch {
      // Browsers limit how often the address may change; the next change carries this one with it.
    }
  };
  clearTimeout(timer);
  timer = setTimeout(flushAddress, PAUSE);
}

function flushAddress(): void {
  clearTimeout(timer);
  pending?.();
}

if (typeof addEventListener === "function") addEventListener("pagehide", flushAddress);

/** A button that copies the page's address, and says whether it could. */
export function copyLink(): HTMLElement {
  const button = html`<button type="button" class="linkbutton">Copy link</button>`;
  const status = html`<span role="status"></span>`;
  button.addEventListener("click", async () => {
    flushAddress();
    try {
      await navigator.clipboard.writeText(location.href);
      status.textContent = " copied";
    } catch {
      status.textContent = " not allowed here: copy it from the address bar";
    }
  });
  return html`<span>${button}${status}</span>`;
}
