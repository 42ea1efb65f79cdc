/**
 * The film of requests: stage, timeline and controls around one pure playback state. A custom input that owns `.value`
 * = {time, playing} and emits `input` when the time changes; it plays only while it is seen, and shows a strip of
 * stills instead of moving where the reader asked for less motion.
 */
import {html} from "htl";
import {formatClock, formatNumber} from "../../lib/format.js";
import {
  advanced,
  type FilmReel,
  type FilmState,
  sought,
  steppedBack,
  steppedForward,
  toggled,
  withSpeed
} from "../../lib/lab/film.js";
import {type FilmFrame, type FilmIndex, filmFrame, filmIndex} from "../../lib/lab/filmFrame.js";
import type {QueueRecords} from "../../lib/simulation/queueRecords.js";
import {glyph} from "../glyphs.js";
import {prefersReducedMotion, uniqueId} from "../theme.js";
import {type FilmStage, filmStage} from "./filmStage.js";
import {type FilmTimeline, filmTimeline, rangeTime} from "./filmTimeline.js";

export interface FilmData {
  readonly records: QueueRecords;
  /** [s]. */
  readonly duration: number;
  /** Film seconds per second of watching at 1x. */
  readonly pace: number;
  readonly places: number;
  readonly bufferPlaces: number;
  readonly limit: number;
  readonly surge: {readonly time: number; readonly label: string} | null;
  readonly requestName: string;
  readonly rackName: string;
  /** Moments worth a still [s]. */
  readonly stills: readonly number[];
}

export interface RequestFilm extends HTMLElement {
  readonly value: {readonly time: number; readonly playing: boolean};
  /** Another run under the same clock: time, speed and play stay. */
  load(data: FilmData): void;
  seek(time: number): void;
  /** Stops for good and lets go of observers. */
  dispose(): void;
}

const SPEEDS = [0.25, 1, 4] as const;
/** Seconds of watching that a parcel takes from one spot to the next, and that those who left stay in sight. */
const TRAVEL = 0.35;
const RECENT = 2.5;
const LONGEST_STEP = 0.1;

/** What the film shows, in one sentence. */
export function filmSentence(
  frame: FilmFrame,
  {
    playing,
    duration,
    bufferPlaces
  }: {readonly playing: boolean; readonly duration: number; readonly bufferPlaces: number}
): string {
  const serving = frame.serving.filter((place) => place !== null).length;
  const line =
    bufferPlaces === 0 ? "No line is possible" : `${formatNumber(frame.waiting.length)} on the belt`;
  const lost = frame.lost > 0 ? ` ${formatNumber(frame.lost)} lost so far.` : "";
  return `${playing ? "Playing" : `Stopped at ${formatClock(frame.time, duration)}`}. ${line}, ${formatNumber(serving)} in the rack.${lost} Tied: waiting. Solid: being served. Arrow: answered.`;
}

/** The requests in the system at a frame, as a table. */
export function filmTable(
  {source: {records}, waiting, serving, time}: FilmFrame,
  duration: number
): {columns: string[]; rows: (string | number)[][]} {
  const row = (request: number, state: string, since: number) => [
    request + 1,
    state,
    formatClock(since, duration),
    formatClock(Math.max(0, time - records.arrival[request]), duration)
  ];
  const served = serving.flatMap((place, i) =>
    place ? [row(place.request, `served at place ${i + 1}`, records.start[place.request])] : []
  );
  return {
    columns: ["number", "state", "since", "in the system for"],
    rows: [
      ...served,
      ...waiting
        .slice(0, 60)
        .map((request, i) => row(request, `waits, ${i + 1} in line`, records.arrival[request]))
    ]
  };
}

/** The film, at a moment. `onFrame` is called with every frame drawn. */
export function requestFilm(
  initial: FilmData,
  {
    time = 0,
    onFrame = () => {}
  }: {readonly time?: number; readonly onFrame?: (frame: FilmFrame, playing: boolean) => void} = {}
): RequestFilm {
  const still = prefersReducedMotion();
  let data = initial;
  let index: FilmIndex = filmIndex(data.records);
  let state: FilmState = {time: Math.min(time, data.duration), playing: false, speed: 1};
  let stage: FilmStage | undefined;
  let timeline: FilmTimeline | undefined;
  let width = 0;
  let inSight = true;
  let last: number | undefined;
  let request = 0;

  const stageHost = html`<div class="filmstage"></div>`;
  const timelineHost = html`<div></div>`;
  const strip = html`<div class="filmstrip" role="group" aria-label="Stills of the film"></div>`;
  const back = button("Previous event", "back");
  const play = html`<button type="button" class="button playbutton"></button>`;
  const forward = button("Next event", "forward");
  const name = uniqueId("speed");
  const speeds = SPEEDS.map((speed) => {
    const radio =
      html`<input type="radio" name=${name} value=${speed} checked=${speed === 1}>` as HTMLInputElement;
    radio.addEventListener("change", (event) => {
      event.stopPropagation();
      state = withSpeed(state, speed);
    });
    return html`<label>${radio}<span>${speed}×</span></label>`;
  });
  const clock = html`<span class="filmclock"></span>`;
  const controls = html`<div class="filmcontrols">${back}${still ? null : play}${forward}${still ? null : html`<fieldset class="speeds"><legend class="visually-hidden">Speed</legend>${speeds}</fieldset>`}${clock}</div>`;
  const root =
    html`<div class="film">${still ? strip : null}${stageHost}${timelineHost}${controls}</div>` as RequestFilm;

  const reel = (): FilmReel => ({duration: data.duration, pace: data.pace, events: index.events});
  const travel = () => (still || !state.playing ? 0 : TRAVEL * data.pace * state.speed);
  const render = () => {
    const frame = filmFrame(index, state.time, {recent: RECENT * data.pace * Math.max(1, state.speed)});
    stage?.render(frame, travel());
    timeline?.seek(state.time);
    const words = state.playing ? "❚❚ Pause" : "▶ Play";
    if (play.textContent !== words) play.textContent = words;
    clock.textContent = `${formatClock(state.time, data.duration)} / ${formatClock(data.duration, data.duration)}`;
    onFrame(frame, state.playing);
  };
  const change = (next: FilmState) => {
    state = next;
    render();
    root.dispatchEvent(new Event("input", {bubbles: true}));
    if (state.playing) run();
  };
  const tick = (now: number) => {
    request = 0;
    if (!state.playing) return;
    if (!root.isConnected) {
      state = {...state, playing: false};
      return;
    }
    const elapsed = last === undefined ? 0 : Math.min(LONGEST_STEP, (now - last) / 1e3);
    last = now;
    if (inSight && !document.hidden) change(advanced(state, reel(), elapsed));
    else run();
  };
  const run = () => {
    if (request === 0) request = requestAnimationFrame(tick);
  };
  const build = () => {
    const available = Math.round(root.clientWidth || 900);
    width = available;
    const options = {
      width: available,
      places: data.places,
      bufferPlaces: data.bufferPlaces,
      requestName: data.requestName,
      rackName: data.rackName
    };
    stage = filmStage(options);
    stageHost.replaceChildren(stage.element);
    const focused = document.activeElement === timeline?.range;
    timeline = filmTimeline(index, {
      width: available,
      duration: data.duration,
      limit: data.limit,
      surge: data.surge
    });
    timeline.range.addEventListener("input", (event) => {
      event.stopPropagation();
      if (timeline)
        change(sought({...state, playing: false}, reel(), rangeTime(timeline.range, data.duration)));
    });
    timelineHost.replaceChildren(timeline.element);
    if (focused) timeline.range.focus();
    if (still) {
      const each = available < 640 ? available : Math.floor((available - 16) / 2);
      strip.replaceChildren(
        ...data.stills.map((moment) => {
          const picture = filmStage({...options, width: each});
          picture.render(filmFrame(index, moment, {recent: RECENT * data.pace}), 0);
          return html`<figure><figcaption>${formatClock(moment, data.duration)}</figcaption>${picture.element}</figure>`;
        })
      );
    }
    render();
  };

  back.addEventListener("click", () => change(steppedBack(state, reel())));
  forward.addEventListener("click", () => change(steppedForward(state, reel())));
  play.addEventListener("click", () => {
    last = undefined;
    change(toggled(state, reel()));
  });
  const sizes =
    typeof ResizeObserver === "function"
      ? new ResizeObserver(() => Math.abs((root.clientWidth || width) - width) > 1 && build())
      : undefined;
  sizes?.observe(root);
  const sight =
    typeof IntersectionObserver === "function"
      ? new IntersectionObserver(([entry]) => {
          inSight = entry?.isIntersecting ?? true;
          last = undefined;
        })
      : undefined;
  sight?.observe(root);

  root.load = (next) => {
    data = next;
    index = filmIndex(next.records);
    state = {...state, time: Math.min(state.time, next.duration)};
    build();
  };
  root.seek = (to) => change(sought(state, reel(), to));
  root.dispose = () => {
    cancelAnimationFrame(request);
    sizes?.disconnect();
    sight?.disconnect();
    state = {...state, playing: false};
  };
  Object.defineProperty(root, "value", {get: () => ({time: state.time, playing: state.playing})});
  if (!sizes) build();
  return root;
}

function button(label: string, icon: string): HTMLElement {
  const element = html`<button type="button" class="button iconbutton" aria-label=${label} title=${label}></button>`;
  element.append(glyph(icon));
  return element;
}
