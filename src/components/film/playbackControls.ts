/** The film's buttons: previous event, play, next event, speed, and its clock. */
import {html} from "htl";
import {formatClock} from "../../lib/format.js";
import {clockWords} from "../marks/clockTicks.js";
import {uniqueId} from "../theme.js";

export interface PlaybackActions {
  readonly back: () => void;
  readonly forward: () => void;
  readonly toggle: () => void;
  readonly speed: (speed: number) => void;
}

export interface PlaybackControls {
  readonly element: HTMLElement;
  show(state: {readonly time: number; readonly playing: boolean; readonly duration: number}): void;
}

export const SPEEDS = [0.25, 1, 4] as const;

const icons = {
  back: "M6 5h2.6v14H6zM18 5v14l-8.4-7z",
  forward: "M15.4 5H18v14h-2.6zM6 5v14l8.4-7z",
  play: "M7 4.5v15l12.5-7.5z",
  pause: "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z"
} as const;

/** The controls; `still` leaves out what only a moving film has. */
export function playbackControls(
  actions: PlaybackActions,
  {speed, still}: {readonly speed: number; readonly still: boolean}
): PlaybackControls {
  const back = iconButton("Previous event", "back", actions.back);
  const forward = iconButton("Next event", "forward", actions.forward);
  const playWords = html`<span></span>`;
  const playIcon = icon("play");
  playIcon.style.cssText = "vertical-align: -0.2em; margin-right: 0.45em";
  const play = html`<button type="button" class="button playbutton" onclick=${actions.toggle}>${playIcon}${playWords}</button>`;
  const name = uniqueId("speed");
  const radios = SPEEDS.map((value) => {
    const choose = (event: Event) => {
      event.stopPropagation();
      actions.speed(value);
    };
    return html`<label><input type="radio" name=${name} value=${value} checked=${value === speed} oninput=${(event: Event) => event.stopPropagation()} onchange=${choose}><span>${value}×</span></label>`;
  });
  const speeds = html`<fieldset class="speeds"><legend class="visually-hidden">Speed</legend>${radios}</fieldset>`;
  const now = html`<b></b>`;
  const end = html`<span></span>`;
  const clock = html`<span class="filmclock">${now} / ${end}</span>`;
  let playing: boolean | undefined;
  return {
    element: html`<div class="filmcontrols">${back}${still ? null : play}${forward}${still ? null : speeds}${clock}</div>`,
    show(state) {
      if (state.playing !== playing) {
        playing = state.playing;
        playWords.textContent = playing ? "Pause" : "Play";
        playIcon.firstElementChild?.setAttribute("d", icons[playing ? "pause" : "play"]);
      }
      const [words] = clockWords([state.duration], state.duration);
      now.textContent = formatClock(state.time, state.duration).replace(/ ms$/, "");
      if (end.textContent !== words) end.textContent = words;
    }
  };
}

function iconButton(label: string, name: keyof typeof icons, act: () => void): HTMLElement {
  return html`<button type="button" class="button iconbutton" aria-label=${label} title=${label} onclick=${act}>${icon(name)}</button>`;
}

const NAMESPACE = "http://www.w3.org/2000/svg";

function icon(name: keyof typeof icons): SVGSVGElement {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("width", "18");
  svg.setAttribute("height", "18");
  svg.setAttribute("fill", "currentColor");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NAMESPACE, "path");
  path.setAttribute("d", icons[name]);
  svg.append(path);
  return svg;
}
