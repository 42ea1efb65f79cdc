/**
 * The film of requests: stage, timeline and controls around one pure playback state. A custom input that owns `.value`
 * = {time, playing, speed} and emits `input` when the time changes, at most once a frame. It plays only while it is
 * seen, and is a strip of stills for a reader who asked for less motion.
 */
import {html} from "htl";
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
import {announcer} from "./announcer.js";
import {type FilmData, type RequestFilm, stageOptions, travelLimit} from "./filmData.js";
import type {Motion} from "./filmMotion.js";
import {type FilmStage, filmStage} from "./filmStage.js";
import {filmTimeline} from "./filmTimeline.js";
import {filmSentence} from "./filmWords.js";
import {inputEmitter} from "./inputEmitter.js";
import {type PlaybackControls, playbackControls} from "./playbackControls.js";
import {seenLoop} from "./seenLoop.js";
import {stillStrip} from "./stillStrip.js";
import {surroundings} from "./surroundings.js";

export type {FilmData, RequestFilm} from "./filmData.js";
export {filmSentence, filmTable} from "./filmWords.js";

/** Seconds of watching: a parcel's way to its next spot, the sight of the next one, of those who have left. */
const TRAVEL = 0.38;
const LEAD = 0.8;
const RECENT = 2.5;
/** Slower than this a reader can follow the notes while the film plays. */
const READABLE_SPEED = 1;
const FALLBACK_WIDTH = 900;

/** The film, at a moment. `onFrame` is called with every frame drawn. */
export function requestFilm(
  initial: FilmData,
  {
    time = 0,
    width: fixedWidth,
    onFrame = () => {}
  }: {
    readonly time?: number;
    /** Drawn so wide [px]; otherwise as wide as its place. */
    readonly width?: number;
    readonly onFrame?: (frame: FilmFrame, playing: boolean) => void;
  } = {}
): RequestFilm {
  let data = initial;
  let index: FilmIndex = filmIndex(data.records);
  let longestTravel = travelLimit(data.records);
  let state: FilmState = {time: Math.min(time, data.duration), playing: false, speed: 1};
  let still = false;
  let stage: FilmStage | undefined;
  let stageKey = "";
  let width = 0;
  let controls: PlaybackControls;
  // Since a stop things have moved on for so long [s of watching]; what happened up to `rest` [s of film] moves no more.
  let settling = Number.POSITIVE_INFINITY;
  let rest = Number.POSITIVE_INFINITY;

  const stageHost = html`<div class="filmstage"></div>`;
  const timeline = filmTimeline();
  const controlsHost = html`<div></div>`;
  const strip = html`<div class="filmstrip" role="group" aria-label="Stills of the film"></div>`;
  const live = announcer();
  const root =
    html`<div class="film">${stageHost}${timeline.element}${controlsHost}${live.element}</div>` as RequestFilm;

  const emitter = inputEmitter(root, () => state.time);
  const reel = (): FilmReel => ({duration: data.duration, pace: data.pace, events: index.events});
  const travel = () => (still ? 0 : Math.min(TRAVEL * data.pace * state.speed, longestTravel));
  const lag = () => (state.playing ? 0 : settling * data.pace * state.speed);
  const motion = (): Motion => ({
    travel: travel(),
    lag: lag(),
    rest,
    lead: LEAD * data.pace,
    recent: RECENT * data.pace
  });
  const frameNow = () => filmFrame(index, state.time, {recent: RECENT * data.pace});

  const draw = () => {
    const frame = frameNow();
    stage?.render(frame, motion(), !state.playing || state.speed < READABLE_SPEED);
    return frame;
  };
  const render = () => {
    const frame = draw();
    timeline.seek(state.time);
    controls.show({...state, duration: data.duration});
    onFrame(frame, state.playing);
  };
  /** Says where the film stands. */
  const announce = () => live.announce(() => filmSentence(frameNow(), {...data, playing: false}));
  const change = (next: FilmState) => {
    const moved = next.time !== state.time || next.playing !== state.playing;
    state = next;
    render();
    if (moved) emitter.emit();
    loop.wake();
  };
  /** Moves to a time where all stands still. */
  const jump = (to: number, playing: boolean) => {
    rest = playing ? Math.min(data.duration, to) : Number.POSITIVE_INFINITY;
    settling = Number.POSITIVE_INFINITY;
    change(sought({...state, playing}, reel(), to));
  };
  const stepForward = () => {
    // What happens at the event is seen to happen, though the clock stands.
    rest = state.time;
    settling = 0;
    change(steppedForward(state, reel()));
    announce();
  };
  const stepBack = () => {
    jump(steppedBack(state, reel()).time, false);
    announce();
  };
  const toggle = () => {
    const next = toggled(state, reel());
    if (next.playing) rest = next.time;
    settling = 0;
    live.cancel();
    if (!next.playing) announce();
    change(next);
  };

  const loop = seenLoop(root, {
    moving: () => state.playing || lag() < travel(),
    tick(elapsed) {
      if (!state.playing) {
        settling += elapsed;
        draw();
        return;
      }
      state = advanced(state, reel(), elapsed);
      if (!state.playing) {
        settling = 0;
        announce();
      }
      render();
      emitter.emit();
    },
    gone() {
      state = {...state, playing: false};
      settling = Number.POSITIVE_INFINITY;
    }
  });

  const available = () => Math.round(fixedWidth ?? (root.clientWidth || width || FALLBACK_WIDTH));
  const build = () => {
    width = available();
    const options = {width, ...stageOptions(data)};
    const key = JSON.stringify({...options, bufferPlaces: String(options.bufferPlaces)});
    if (key !== stageKey) {
      stage = filmStage(options);
      stageHost.replaceChildren(stage.element);
      stageKey = key;
    }
    timeline.draw(index, {
      width,
      duration: data.duration,
      limit: data.limit,
      held: data.limit > data.places,
      surge: data.surge
    });
    if (still) controlsHost.after(strip);
    else strip.remove();
    strip.replaceChildren(
      ...(still
        ? stillStrip(index, {
            width,
            duration: data.duration,
            surge: data.surge,
            moments: data.stills,
            stage: stageOptions(data),
            motion: motion(),
            onChoose: (to) => {
              jump(to, false);
              announce();
            }
          })
        : [])
    );
    render();
  };
  const setStill = (reduced: boolean) => {
    still = reduced;
    if (still) state = {...state, playing: false};
    settling = Number.POSITIVE_INFINITY;
    controls = playbackControls(
      {
        back: stepBack,
        forward: stepForward,
        toggle,
        speed: (speed) => {
          state = withSpeed(state, speed);
          render();
        }
      },
      {speed: state.speed, still}
    );
    controlsHost.replaceChildren(controls.element);
  };

  timeline.range.addEventListener("input", (event) => {
    event.stopPropagation();
    jump(timeline.time(), false);
  });
  const prefer = (reduced: boolean) => {
    setStill(reduced);
    if (width > 0) build();
  };
  const around = surroundings(root, {
    onWidth: fixedWidth === undefined ? () => Math.abs(available() - width) > 1 && build() : null,
    onMotion: prefer
  });

  root.load = (next) => {
    data = next;
    index = filmIndex(next.records);
    longestTravel = travelLimit(next.records);
    rest = Number.POSITIVE_INFINITY;
    settling = Number.POSITIVE_INFINITY;
    state = {...state, time: Math.min(state.time, next.duration)};
    if (state.playing) rest = state.time;
    // Before its place has a width there is nothing to draw on.
    if (width > 0 || !around.watchesWidth) build();
    loop.wake();
  };
  root.seek = (to) => jump(to, state.playing);
  root.dispose = () => {
    loop.dispose();
    emitter.dispose();
    live.cancel();
    around.dispose();
    state = {...state, playing: false};
  };
  Object.defineProperties(root, {
    value: {get: () => ({...state})},
    time: {get: () => state.time, set: (to: number) => root.seek(to)}
  });
  prefer(around.reducedMotion);
  if (!around.watchesWidth) build();
  return root;
}
